"""The texts of a draft in which figures are looked for, in the order they are printed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from zongjie.recovery.draft import Draft, Part, Piece
from zongjie.recovery.figures.context import Place, is_plan, spans_years


def places_of(draft: Draft, plain: Collection[int]) -> Iterator[Place]:
    """Yield the prose of a draft, but for the lines that are to stay ``plain``.

    Headings, titles and footnotes are left out: what is counted there is told
    in the prose, or is of a definition.
    """
    every = _all(draft)
    return (place for place in every if place.text and place.at not in plain)


def _all(draft: Draft) -> Iterator[Place]:
    for piece in draft.opening:
        yield from _place(piece, Place("", 0))
    for part in draft.parts:
        yield from _of_part(part, Place("", 0))
    problems = draft.problems
    if problems is not None:
        under = Place("", 0, problems.title.text if problems.title else "存在问题")
        yield from _place(problems.transition, under)
        for entry in problems.entries:
            yield from _place(entry, under)
    for piece in draft.closing:
        yield from _place(piece, Place("", 0, "结尾"))


def _of_part(part: Part, above: Place) -> Iterator[Place]:
    under = Place(
        "",
        part.at,
        part.title or above.heading,
        above.plan or is_plan(part.title),
        above.years or spans_years(part.title),
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
