"""对比: two years or two offices side by side, indicator by indicator, sentence by sentence.

Pure functions of two reports that are put together; ``pipeline.comparing`` reads them.
"""

from __future__ import annotations

from zongjie.comparing.aligning import aligned
from zongjie.comparing.contradictions import contradictions, held_against
from zongjie.comparing.indicators import rows
from zongjie.comparing.labels import labels, office_of, year_of
from zongjie.comparing.outputs import FORMATS, write
from zongjie.comparing.records import Comparison, Row, Side
from zongjie.comparing.sentences import sentences
from zongjie.comparing.spots import spots
from zongjie.diagnostics import Diagnostic

__all__ = ["FORMATS", "Comparison", "Side", "compare", "write"]


def compare(
    before: Side, after: Side, *, indicators: bool = True, texts: bool = True
) -> tuple[Comparison, list[Diagnostic]]:
    """Return two reports side by side, and where 上年 contradicts last year's report.

    ``indicators`` and ``texts`` say which halves are wanted; the other is None.
    """
    pairs = aligned(sentences(before.document), sentences(after.document))
    years = year_of(before), year_of(after)
    found: tuple[Row, ...] | None = None
    if indicators:
        spoken = spots(pairs, before.report.indicators, after.report.indicators)
        offices = office_of(before), office_of(after)
        found = tuple(held_against(rows(before, after, spoken), years, offices))
    names = before.name, after.name
    compared = Comparison(names, labels(before, after), years, found, pairs if texts else None)
    return compared, list(contradictions(found or ()))
