"""Every code the engine can report, by family.

ZJ0xx files and YAML, ZJ1xx keys and values, ZJ2xx figures and references,
ZJ3xx prose, ZJ4xx templates, ZJ5xx outputs,
ZJ6xx outlines and composed sentences.  A family is imported when its
first rule is broken: most runs break none.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zongjie.diagnostics.catalogue import (
        figures,
        files,
        keys,
        outline,
        outputs,
        prose,
        templates,
    )
    from zongjie.diagnostics.rule import Rule

__all__ = ["figures", "files", "keys", "outline", "outputs", "prose", "templates"]


def __getattr__(name: str) -> ModuleType:
    """Import a family (PEP 562)."""
    if name in __all__:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(name)


def all_rules() -> dict[str, Rule]:
    """Return every rule by its code."""
    from zongjie.diagnostics.rule import RULES

    for name in __all__:
        import_module(f"{__name__}.{name}")
    return dict(sorted(RULES.items()))
