"""The texts of a draft in which figures are looked for, in the order they are printed."""

from __future__ import annotations

from collections.abc import Iterator

from zongjie.recovery.draft import Draft, Part, Piece
from zongjie.recovery.figures.context import Place, announces, is_plan, spans_years, year_of


def places_of(draft: Draft) -> Iterator[Place]:
    """Yield the prose of a draft.

    Headings, titles and footnotes are left out: what is counted there is told
    in the prose, or is of a definition.
    """
    return (place for place in _all(draft) if place.text)


def _all(draft: Draft) -> Iterator[Place]:
    year = _year(draft)
    own = Place("", 0, last=str(year - 1) if year else "")
    for piece in draft.opening:
        yield from _place(piece, own)
    plan = bool(draft.opening) and announces(draft.opening[-1].text, year)
    for part in draft.parts:
        later = year is not None and (year_of(part.title) or 0) > year
        yield from _of_part(part, own._replace(plan=plan or later))
        plan = plan or any(announces(piece.text, year) for piece in _last_of(part))
    problems = draft.problems
    if problems is not None:
        under = own._replace(heading=problems.title.text if problems.title else "存在问题")
        yield from _place(problems.transition, under)
        for entry in problems.entries:
            yield from _place(entry, under)
    for piece in draft.closing:
        yield from _place(piece, own._replace(heading="结尾"))


def _year(draft: Draft) -> int | None:
    """Return the year of the report: the first that its title or a heading names."""
    titles = [draft.title.text] if draft.title is not None else []
    titles += [part.title for part in draft.all_parts()]
    return next((year for title in titles if (year := year_of(title))), None)


def _last_of(part: Part) -> Iterator[Piece]:
    """Yield the last paragraph of a part without parts in it."""
    if part.items and not part.parts and part.items[-1].body is not None:
        yield part.items[-1].body


def _of_part(part: Part, above: Place) -> Iterator[Place]:
    under = above._replace(
        at=part.at,
        heading=part.title or above.heading,
        plan=above.plan or is_plan(part.title),
        years=above.years or spans_years(part.title),
    )
    for piece in part.opening:
        yield from _place(piece, under)
    for item in part.items:
        yield under._replace(text=item.lead, at=item.at)
        if item.body is not None:
            yield from _place(item.body, under)
    for inner in part.parts:
        yield from _of_part(inner, under)


def _place(piece: Piece, under: Place) -> Iterator[Place]:
    if not piece.verbatim:
        yield under._replace(text=piece.text, at=piece.at)
