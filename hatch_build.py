"""Build hook: ship templates/ and schemas/ inside the wheel.

The two folders lie at the top of the repository, where people look for them,
and are found beside the package once it is installed (``zongjie/_data``).  An
editable install needs none of this: it reads the checkout.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = ("templates", "schemas")


class ShippedData(BuildHookInterface):
    """Puts the shipped folders below ``zongjie/_data`` of the standard wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add every file of the shipped folders to the wheel, and to it alone."""
        if version != "standard":
            return
        for folder in SHIPPED:
            files = sorted(p for p in (Path(self.root) / folder).rglob("*") if p.is_file())
            if not files:
                raise FileNotFoundError(f"{folder}/ is empty: the wheel would be incomplete")
            for path in files:
                inside = path.relative_to(self.root).as_posix()
                build_data["force_include"][str(path)] = f"zongjie/_data/{inside}"
