"""Build hook: ship templates/ and schemas/ inside the wheel; compile an editable install.

The two folders lie at the top of the repository, where people look for them,
and are found beside the package once it is installed (``zongjie/_data``).  An
editable install needs none of this: it reads the checkout.  What pip copies it
compiles, too; the checkout is compiled here, because each start would compile
all of it again (0.4 s instead of 0.1) where Python may not write bytecode.
"""

from __future__ import annotations

import compileall
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = ("templates", "schemas")


class ShippedData(BuildHookInterface):
    """Puts the shipped folders below ``zongjie/_data``, or compiles the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add every shipped file to a standard wheel; an editable one points at the checkout."""
        if version != "standard":
            compileall.compile_dir(Path(self.root) / "engine", quiet=1)
            return
        for folder in SHIPPED:
            files = sorted(p for p in (Path(self.root) / folder).rglob("*") if p.is_file())
            if not files:
                raise FileNotFoundError(f"{folder}/ is empty: the wheel would be incomplete")
            for path in files:
                inside = path.relative_to(self.root).as_posix()
                build_data["force_include"][str(path)] = f"zongjie/_data/{inside}"
