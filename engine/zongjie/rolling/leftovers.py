"""Prose that is kept, and what in it is likely to be last year's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.rolling.clues import Clue, Kind, Years, by_sentence, clues, one_line
from zongjie.rolling.frame import TITLES
from zongjie.rolling.years import moved, years_in
from zongjie.sources.nodes import Scalar
from zongjie.sources.schema import Record, Value

_PROSE: Final = frozenset(
    (
        *(
            "标题",
            "标题分行",
            "副标题",
            "署名",
            "文前",
            "主送",
            "开头",
            "结尾",
            "落款",
            "附件",
            "原文",
        ),
        *("段首句", "正文", "举措", "过渡语", "条目", "脚注", "口径", "释义", "来源", "句式"),
    )
)
_TABLES: Final = ("指标", "其中")  # their keys are names that people gave
_NO_REFERENCES: Final = ("原文", "口径", "来源", "句式", *_TABLES)
_MOST: Final = 12  # of one sentence; nobody reads on


def leftovers(record: Record, both: Years) -> Iterator[Diagnostic]:
    """Yield what the prose of a rolled file still says of the old year, by sentence and kind."""
    titles = [text for name in TITLES for text in record.texts(name)]
    for key, text in _prose(record, ""):
        found = clues(text.value, both)
        if text in titles and both.new in years_in(text.value):  # it was moved, and that is told
            found = [clue for clue in found if clue.kind is not Kind.YEAR]
        if key in _TABLES:  # a number in a name says which it is, and is no figure
            found = [clue for clue in found if clue.kind is not Kind.FIGURE]
        for group in by_sentence(text.value, found):
            span = text.span_of(group[0].start, group[-1].end)
            said = _said(group, both, plain=key in _NO_REFERENCES)
            yield _rule(group[0].kind)(span, said)


def _rule(kind: Kind) -> Callable[..., Diagnostic]:
    rules = catalogue.rolling
    return {
        Kind.YEAR: rules.old_year,
        Kind.RELATIVE: rules.relative_year,
        Kind.DATE: rules.old_date,
        Kind.ORDINAL: rules.old_ordinal,
        Kind.ROW: rules.in_a_row,
        Kind.FIGURE: rules.typed_figures,
    }[kind]


def _prose(value: Value, key: str) -> Iterator[tuple[str, Scalar]]:
    """Yield every text that is printed as somebody typed it, under the key it stands at."""
    if isinstance(value, Scalar):
        if key in _PROSE:
            yield key, value
    elif isinstance(value, list):
        for item in value:
            yield from _prose(item, key)
    else:
        for name, inner in value.values.items():
            yield from _prose(inner, key if key == "脚注" else name)
        if key in _TABLES:
            yield from ((key, name) for name in value.keys.values())


def _said(group: list[Clue], both: Years, *, plain: bool) -> str:
    """Return the clues of a sentence as a message has them, with what they may become.

    Where no references are read (``plain``), years are proposed in digits.
    """
    shown = []
    for clue in group[:_MOST]:
        after = clue.after
        if plain and "{{" in after:
            after = moved(clue.text, both.new - both.old)
        shown.append(f"“{one_line(clue.text)}”" + (f"（→“{one_line(after)}”？）" if after else ""))
    more = f"等{len(group)}处" if len(group) > _MOST else ""
    return "、".join(dict.fromkeys(shown)) + more
