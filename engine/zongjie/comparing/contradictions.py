"""What two years say of one figure: this year's 上年 against last year's report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zongjie.comparing.records import Row, Said
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.model import Measures, Quantity
from zongjie.model.quantity import agrees


def held_against(
    rows: Iterable[Row], years: tuple[int | None, int | None], offices: tuple[str, str]
) -> Iterator[Row]:
    """Yield the rows, each with the 上年 that is not what the report of that year says.

    Nothing is found between two offices, nor years that do not follow each other; where
    one is not known the first report is the earlier.  A figure may be rounded (1.87万件
    for 18735件); one in another unit is not the same.
    """
    first, second = years
    apart = second - first if first is not None and second is not None else 1
    unknown = first is second is None
    if unknown or abs(apart) != 1 or (all(offices) and offices[0] != offices[1]):
        yield from rows
        return
    for row in rows:
        then, now = (row.before, row.after) if apart == 1 else (row.after, row.before)
        told = now.indicator.previous if now is not None else None
        if then is None or then.values is None or told is None or _agree(then, told):
            yield row
        else:
            yield row._replace(contradiction=told)


def contradictions(rows: Iterable[Row]) -> Iterator[Diagnostic]:
    """Yield a 提醒 for each 上年 that contradicts the report of last year."""
    for row in rows:
        told, now, then = row.contradiction, row.after, row.before
        if told is None or now is None or then is None:
            continue
        if now.indicator.previous is not told:  # the later report was given first
            now, then = then, now
        if then.values is not None:
            place = then.values.text.span()
            names = (now.name, then.name)
            yield catalogue.comparing.last_year_differs(
                told.text.span(), names, str(told), then.shown, place
            )


def _agree(then: Said, told: Measures) -> bool:
    """Whether each figure of 上年 is one of last year's, or a rounding of it."""
    printed = then.indicator.print_as
    known = [*(then.values.items if then.values else ()), *(printed.items if printed else ())]
    return all(_is_one_of(item, known) for item in told.items)


def _is_one_of(item: Quantity, known: Iterable[Quantity]) -> bool:
    return any(agrees(one, item) or agrees(item, one) for one in known)
