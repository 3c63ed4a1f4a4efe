"""Every code the engine can report, by family.

ZJ0xx files and YAML (from ZJ030: old texts, from ZJ071: drafts), ZJ1xx keys, values and switches,
ZJ2xx figures and references, ZJ3xx prose and what is typed by hand, ZJ4xx templates,
ZJ5xx outputs, the page and forms, ZJ6xx outlines and composed sentences, ZJ7xx several reports,
ZJ8xx days, drafts, public texts and reports rolled on, ZJ9xx how an outline says its indicators.
A family is imported when its first rule is broken: most runs break none.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zongjie.diagnostics.catalogue import (
        across,
        batches,
        comparing,
        drafts,
        figures,
        files,
        forms,
        gaps,
        gathering,
        keys,
        leftovers,
        members,
        opinions,
        outline,
        outputs,
        pages,
        patterns,
        prose,
        pulling,
        readings,
        redlines,
        rolling,
        slips,
        switches,
        syntax,
        templates,
        versions,
        years,
    )
    from zongjie.diagnostics.rule import Rule

__all__ = [
    "across",
    "batches",
    "comparing",
    "drafts",
    "figures",
    "files",
    "forms",
    "gaps",
    "gathering",
    "keys",
    "leftovers",
    "members",
    "opinions",
    "outline",
    "outputs",
    "pages",
    "patterns",
    "prose",
    "pulling",
    "readings",
    "redlines",
    "rolling",
    "slips",
    "switches",
    "syntax",
    "templates",
    "versions",
    "years",
]


def __getattr__(name: str) -> ModuleType:
    """Import a family (PEP 562)."""
    if name in __all__:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(name)


# A family by the digit of its codes: ZJ3xx is prose.
_FAMILIES = (
    "files readings slips syntax versions",
    "keys switches",
    "figures gaps across years",
    "prose leftovers",
    "templates",
    "outputs pages forms batches",
    "outline",
    "members comparing opinions redlines gathering",
    "drafts rolling pulling",
    "patterns",
)

TITLES = {
    "gaps": "缺值",
    "across": "横向逻辑",
    "years": "纵向逻辑",
    "leftovers": "文字",
    "figures": "派生的数",
    "drafts": "时点和稿次",
    "prose": "正文和引用",
    "outline": "提纲和成句",
    "members": "汇总",
    "comparing": "两份报告对比",
    "opinions": "意见汇总",
    "redlines": "花脸稿",
    "gathering": "指标总表",
    "rolling": "滚动到下一年",
    "pulling": "收改稿",
    "readings": "读旧稿",
    "versions": "留稿",
    "keys": "键和值",
    "switches": "关掉检查",
    "files": "文件",
    "syntax": "写法",
    "slips": "手误",
    "outputs": "输出",
    "pages": "页面",
    "forms": "填报表",
    "batches": "批量印制",
    "templates": "模板",
    "patterns": "提纲的句式",
}
"""The families of the manual, in its order: the four of checks on numbers come first."""

ALWAYS_TOLD = frozenset(("ZJ309",))
"""Codes that nobody may turn off, though they are no errors: 【待补：…】."""


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
