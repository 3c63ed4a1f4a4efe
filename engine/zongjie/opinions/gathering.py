"""The markup of all copies → opinions, in the order of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from zongjie.document import Document
from zongjie.opinions.common import Common, View
from zongjie.opinions.records import Opinion, Standing
from zongjie.opinions.sentences import marked, sentence_of
from zongjie.opinions.standings import Standings
from zongjie.opinions.wording import answers, cleaned, person, place_of, wanted
from zongjie.readers.docx.markup import Markup, Remark
from zongjie.readers.docx.revisions import Place, Revision, RevisionKind
from zongjie.records import NamedTuple
from zongjie.revisions import lines_of

_NOWHERE = 1 << 30  # the order of what stands at no place


class Copy(NamedTuple):
    """What stands in one person's copy; ``name`` is that of the file, without its ending."""

    name: str
    markup: Markup


class Gathered(NamedTuple):
    """All opinions, and how often each person changed only the looks of something."""

    opinions: tuple[Opinion, ...]
    looks: tuple[tuple[str, int], ...]


def gathered(copies: Sequence[Copy], now: Document | None = None) -> Gathered:
    """Return what all copies want of the text, sorted by place, then by who was named first.

    Paragraphs are counted in the first copy that has any, as it was before its changes.
    ``now`` is the text as it stands: what of it is adopted can then be told.
    """
    common = Common(next((one.markup for one in copies if one.markup.paragraphs), Markup()))
    found = [one for copy in copies for one in _of_copy(copy, common)]
    if now is not None:
        found = list(_told(found, common, now))
    looks: Counter[str] = Counter()
    for copy in copies:
        for change in copy.markup.revisions:
            if change.kind is RevisionKind.FORMATTED:
                looks[person(change.author, copy.name)] += change.times
    return Gathered(tuple(_together(found)), tuple(looks.items()))


class _Said(NamedTuple):
    """An opinion, and the change it is made of, placed in the common text; no comment has one."""

    opinion: Opinion
    change: Revision | None = None


def _of_copy(copy: Copy, common: Common) -> Iterator[_Said]:
    view = common.view(copy.markup.paragraphs)
    for change in copy.markup.revisions:
        if change.place is not None:
            yield _of_change(change, change.place, copy, common, view)
    for remark in copy.markup.remarks:
        yield _Said(_of_remark(remark, copy, common, view))


def _of_change(change: Revision, own: Place, copy: Copy, common: Common, view: View) -> _Said:
    place = view.of(own)
    opinion = Opinion(
        (person(change.author, copy.name),),
        place_of(place, common.number(place.order)),
        cleaned(common.heading(place)),
        cleaned(marked(own.text, own.start, own.end)),
        wanted(change),
        order=_order(place),
    )
    to = view.of(change.to) if change.to is not None else None
    return _Said(opinion, change._replace(place=place, to=to))


def _of_remark(remark: Remark, copy: Copy, common: Common, view: View) -> Opinion:
    comment, own = remark
    said = cleaned(comment.text) or "（空的批注）"
    opinion = Opinion(
        (person(comment.author, copy.name),),
        *("", "", cleaned(comment.quoted), said),
        answers(comment, copy.name),
        Standing.RESOLVED if comment.done else Standing.OPEN,
        order=(_NOWHERE,),
    )
    if own is None:
        return opinion
    place = view.of(own)
    return opinion._replace(
        place=place_of(place, common.number(place.order)),
        heading=cleaned(common.heading(place)),
        original=cleaned(marked(own.text, own.start, own.end, comment.quoted)),
        order=_order(place),
    )


def _order(place: Place) -> tuple[int, int]:
    return place.order, sentence_of(place.text, place.start, place.end).start


def _told(found: Sequence[_Said], common: Common, now: Document) -> Iterator[_Said]:
    """Yield the opinions with what became of those that are changes."""
    changes = [said.change for said in found if said.change is not None]
    standings = Standings(common.paragraphs, (line.text for line in lines_of(now)))
    told = iter(standings.of(changes))
    for said in found:
        if said.change is not None:
            yield _Said(said.opinion._replace(standing=next(told)))
        else:
            yield said


def _together(found: Sequence[_Said]) -> Iterator[Opinion]:
    """Yield the opinions in their order, the same one of several people once."""
    ranks: dict[str, int] = {}
    same: dict[tuple[object, ...], list[Opinion]] = {}
    for opinion, _ in found:
        for one in opinion.people:
            ranks.setdefault(one, len(ranks))
        key = (opinion.order, opinion.place, opinion.original, opinion.said, opinion.standing)
        same.setdefault(key, []).append(opinion)
    joined = [_joined(opinions, ranks) for opinions in same.values()]
    yield from sorted(joined, key=lambda one: (one.order, ranks[one.people[0]]))


def _joined(opinions: Sequence[Opinion], ranks: Mapping[str, int]) -> Opinion:
    people = {name for one in opinions for name in one.people}
    replies = dict.fromkeys(reply for one in opinions for reply in one.replies)
    return opinions[0]._replace(
        people=tuple(sorted(people, key=ranks.__getitem__)), replies=tuple(replies)
    )
