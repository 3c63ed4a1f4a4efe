"""Words that stand twice because a reference prints them too: 5家家, 同比增长同比增长25%."""

from __future__ import annotations

from collections.abc import Iterator

from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.document import Document, Inlines, Run, inlines_of
from zongjie.model import quantity

# What a reference may begin with, and people type before it all the same.
_OPENINGS = ("同比", "比上年", "达", "均为", "约", "近", "超")
_VERBS = "增长加下降减少提高上升为"  # letters of the verbs that may follow 同比


def echoes(document: Document) -> Iterator[Diagnostic]:
    """Yield a warning where the text beside a printed figure says its word again."""
    for block in document.blocks:
        for inlines in inlines_of(block):
            if len(inlines) > 1:  # a figure alone has nothing beside it
                yield from _beside_figures(inlines)


def _beside_figures(inlines: Inlines) -> Iterator[Diagnostic]:
    typed = [one.text if isinstance(one, Run) and not one.value else "" for one in inlines]
    typed.append("")  # before the first, and behind the last
    for at, run in enumerate(inlines):
        if isinstance(run, Run) and run.value and run.origin is not None:
            word = _echo(typed[at - 1], run.text, typed[at + 1])
            if word:
                yield catalogue.prose.echo(run.origin.span(), word)


def _echo(before: str, figure: str, after: str) -> str:
    if figure.startswith(_OPENINGS):
        said = before.rstrip(_VERBS)
        for word in _OPENINGS:
            if figure.startswith(word) and said.endswith(word):
                return word
    if not after or after[0] not in figure:
        return ""
    measures = quantity.split_measures(figure)
    unit = measures[0][-1].unit if measures else ""
    return unit if unit and after.startswith(unit) else ""
