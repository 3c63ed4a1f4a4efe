"""Two states of one text: which line became which, and what changed within it.

Every .docx that is written asks for its lines (``pipeline/bases``); what compares is
imported when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from zongjie.revisions.lines import NOTE, Kind, Line, iter_lines, lines_of

if TYPE_CHECKING:
    from zongjie.revisions.chars import Op, apply, ops
    from zongjie.revisions.groups import Group, aligned

__all__ = [
    "NOTE",
    "Group",
    "Kind",
    "Line",
    "Op",
    "aligned",
    "apply",
    "iter_lines",
    "lines_of",
    "ops",
]

_MODULES = {"Op": "chars", "apply": "chars", "ops": "chars", "Group": "groups", "aligned": "groups"}


def __getattr__(name: str) -> object:
    """Import what compares when it is first asked for (PEP 562)."""
    if name in _MODULES:
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
