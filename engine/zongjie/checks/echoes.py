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
            yield from _beside_figures(inlines)


def _beside_figures(inlines: Inlines) -> Iterator[Diagnostic]:
    for at, run in enumerate(inlines):
        if not isinstance(run, Run) or not run.value or run.origin is None:
            continue
        before = inlines[at - 1] if at else None
        after = inlines[at + 1] if at + 1 < len(inlines) else None
        word = _echo(_literal(before), run.text, _literal(after))
        if word:
            yield catalogue.prose.echo(run.origin.span(), word)


def _literal(inline: object) -> str:
    """Return the text of prose a person typed beside a figure."""
    return inline.text if isinstance(inline, Run) and not inline.value else ""


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
