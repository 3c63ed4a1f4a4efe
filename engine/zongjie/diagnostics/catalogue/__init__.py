"""Every code the engine can report, by family.

ZJ0xx files and YAML (from ZJ030: old texts), ZJ1xx keys and values, ZJ2xx figures and references,
ZJ3xx prose, ZJ4xx templates, ZJ5xx outputs and the page,
ZJ6xx outlines and composed sentences, ZJ7xx several reports,
ZJ8xx days, drafts, public texts and reports rolled on, ZJ9xx how an outline says its indicators.
A family is imported when its first rule is broken: most runs break none.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zongjie.diagnostics.catalogue import (
        comparing,
        drafts,
        figures,
        files,
        keys,
        members,
        outline,
        outputs,
        pages,
        patterns,
        prose,
        readings,
        rolling,
        templates,
    )
    from zongjie.diagnostics.rule import Rule

__all__ = [
    "comparing",
    "drafts",
    "figures",
    "files",
    "keys",
    "members",
    "outline",
    "outputs",
    "pages",
    "patterns",
    "prose",
    "readings",
    "rolling",
    "templates",
]


def __getattr__(name: str) -> ModuleType:
    """Import a family (PEP 562)."""
    if name in __all__:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(name)


# A family by the digit of its codes: ZJ3xx is prose.
_FAMILIES = (
    "files readings",
    "keys",
    "figures",
    "prose",
    "templates",
    "outputs pages",
    "outline",
    "members comparing",
    "drafts rolling",
    "patterns",
)


def rule_of(code: str) -> Rule | None:
    """Return the rule of a code, or None; only its family is imported."""
    from zongjie.diagnostics.rule import RULES

    digit = code[2:3]
    if digit.isdigit() and digit.isascii() and int(digit) < len(_FAMILIES):
        for name in _FAMILIES[int(digit)].split():
            import_module(f"{__name__}.{name}")
    return RULES.get(code)


def all_rules() -> dict[str, Rule]:
    """Return every rule by its code."""
    from zongjie.diagnostics.rule import RULES

    for name in __all__:
        import_module(f"{__name__}.{name}")
    return dict(sorted(RULES.items()))
