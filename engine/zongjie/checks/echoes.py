"""Words that stand twice because a reference prints them too: 5家家, 同比增长同比增长25%."""

from __future__ import annotations

from collections.abc import Iterator

from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.document import Document, Inline, Run, inlines_of
from zongjie.model import quantity

# What a reference may begin with, and people type before it all the same.
_OPENINGS = ("同比", "比上年", "达", "均为", "约", "近", "超")
_VERBS = "增长加下降减少提高上升为"  # letters of the verbs that may follow 同比
_NOTHING = Run("")


def echoes(document: Document) -> Iterator[Diagnostic]:
    """Yield a warning where the text beside a printed figure says its word again."""
    for block in document.blocks:
        for inlines in inlines_of(block):
            around = (_NOTHING, *inlines, _NOTHING)
            for at, run in enumerate(inlines):
                if isinstance(run, Run) and run.value and run.origin is not None:
                    word = _echo(around[at], run.text, around[at + 2])
                    if word:
                        yield catalogue.prose.echo(run.origin.span(), word)


def _echo(before: Inline, figure: str, after: Inline) -> str:
    if figure.startswith(_OPENINGS):
        said = _typed(before).rstrip(_VERBS)
        for word in _OPENINGS:
            if figure.startswith(word) and said.endswith(word):
                return word
    said = _typed(after)
    if not said or said[0] not in figure:
        return ""
    measures = quantity.split_measures(figure)
    unit = measures[0][-1].unit if measures else ""
    return unit if unit and said.startswith(unit) else ""


def _typed(inline: Inline) -> str:
    return inline.text if isinstance(inline, Run) and not inline.value else ""
