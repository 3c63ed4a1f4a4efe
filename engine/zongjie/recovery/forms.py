"""体例 and 纯文本 of a draft: what its headings, leads and gaps have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from zongjie.model import TxtForm
from zongjie.recovery.draft import Draft, Part, Piece
from zongjie.recovery.leads import RUN_ON
from zongjie.recovery.look import Line

_STARTS: Final = {
    "第一部分": ("第一部分起", ("第一部分", "一、", "（一）", "1.", "（1）", "①")),
    "一、": ("一、起", ("一、", "（一）", "1.", "（1）", "①")),
    "（一）": ("（一）起", ("（一）", "1.", "（1）", "①")),
    "1.": ("1.起", ("1.", "（1）", "①")),
}
_MOST_EMPTY: Final = 99  # what 纯文本 can say
_HEADING, _OTHER = "heading", "other"


def set_style(draft: Draft, kinds: list[str]) -> None:
    """Set 体例 by the kinds of the levels, the ends of headings, the leads."""
    kinds = [kind or "第一部分" for kind in kinds]  # a level without a number
    style = draft.style
    if kinds:
        start, order = _STARTS.get(kinds[0], ("", ()))
        if list(order[: len(kinds)]) == kinds:
            style = style._replace(numbering=start)
        else:
            style = style._replace(levels=tuple(kinds))
    stopped = [p for p in draft.all_parts() if p.numbered and not p.run_in and p.title]
    if stopped and all(part.title.endswith("。") for part in stopped):
        style = style._replace(heading_stop=True)
        for part in stopped:
            part.title = part.title.removesuffix("。")
    leads = Counter(part.lead for part in draft.all_parts() if part.lead)
    common = leads.most_common(1)[0][0] if leads else RUN_ON
    for part in draft.all_parts():
        if part.lead == common:
            part.lead = ""  # as 体例 says
    draft.style = style._replace(lead=common)


def set_heading_indent(draft: Draft, lines: Sequence[Line], indent: str) -> None:
    """Set whether headings stand without the indentation of the paragraphs."""
    heads = [part for part in draft.all_parts() if part.title and not part.run_in]
    flush = sum(1 for part in heads if not lines[part.at].text.startswith(indent))
    draft.txt = draft.txt._replace(flush_headings=2 * flush > len(heads))


def set_gaps(draft: Draft, lines: Sequence[Line]) -> None:
    """Set the counts of empty lines that most places of each sort have."""
    counts: dict[str, Counter[int]] = {
        name: Counter() for name in ("title", "before", "after", "between", "notes", "first_note")
    }
    before = _OTHER
    for at, kind in _blocks(draft):
        gap = min(lines[at].gap, _MOST_EMPTY)
        if draft.title is not None and before == "title":
            counts["title"][gap] += 1
        elif before == _HEADING:
            counts["after"][gap] += 1
        elif kind == _HEADING:
            counts["before"][gap] += 1
        elif at:
            counts["between"][gap] += 1
        before = kind
    titled = [draft.notes_title.at] if draft.notes_title is not None else []
    rows = [at for note in draft.notes for at in range(note.at, note.at + 1 + draft.txt.term_alone)]
    for number, at in enumerate([*titled, *rows]):
        counts["notes" if number else "first_note"][min(lines[at].gap, _MOST_EMPTY)] += 1
    common = {name: _common(found) for name, found in counts.items()}
    default = TxtForm()
    around = (gap for gap in (common["after"], common["before"]) if gap is not None)
    between = next((g for g in (common["between"], *around) if g is not None), default.between)
    draft.txt = draft.txt._replace(
        between=between,
        after_title=_or(common["title"], default.after_title),
        before_notes=_or(common["first_note"], default.before_notes),
        between_notes=_or(common["notes"], default.between_notes),
        before_heading=common["before"] if common["before"] not in (None, between) else None,
        after_heading=common["after"] if common["after"] not in (None, between) else None,
    )


def _or(found: int | None, default: int) -> int:
    return default if found is None else found


def _common(found: Counter[int]) -> int | None:
    return found.most_common(1)[0][0] if found else None


def _blocks(draft: Draft) -> Iterator[tuple[int, str]]:
    """Yield the first line of every block that is printed, and whether it is a heading."""
    yield from _of(draft.preface)
    if draft.title is not None:
        yield draft.title.at, "title"
    yield from _of(p for p in (draft.subtitle, draft.byline, draft.addressee) if p is not None)
    yield from _of(draft.opening)
    for part in draft.parts:
        yield from _of_part(part)
    if draft.problems is not None:
        if draft.problems.title is not None:
            yield draft.problems.title.at, _HEADING
        yield draft.problems.transition.at, _OTHER
    yield from _of(draft.closing)
    signed = [piece for piece in (draft.organ, draft.date) if piece is not None]
    yield from _of(signed if draft.txt.signature == "同正文" else signed[:1])


def _of(pieces: Iterable[Piece]) -> Iterator[tuple[int, str]]:
    for piece in pieces:
        yield piece.at, _OTHER


def _of_part(part: Part) -> Iterator[tuple[int, str]]:
    if part.title:
        yield part.at, _OTHER if part.run_in else _HEADING
    yield from _of(part.opening[1:] if part.run_in else part.opening)
    for item in part.items:
        yield item.at, _OTHER
        if item.body is not None and item.body.at != item.at:
            yield item.body.at, _OTHER
    for inner in part.parts:
        yield from _of_part(inner)
