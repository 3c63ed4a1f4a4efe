"""What is told of a pull: every edit once, taken or not, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final

from zongjie.pulling.book import Book, Sort, is_number
from zongjie.pulling.bringing import Brought
from zongjie.pulling.marks import PARAGRAPH
from zongjie.pulling.merging import Conflict
from zongjie.pulling.prose import AUTOMATIC, GENERATED, widened
from zongjie.pulling.retitled import paired
from zongjie.pulling.spots import clause
from zongjie.pulling.steps import Refusal, Step
from zongjie.records import NamedTuple
from zongjie.revisions import NOTE, Group, Kind, Op, apply, ops

FOLLOWED: Final = "别处改了，这里跟着变"
MOVED: Final = "改稿里挪到了别处"
_MARK: Final = "［注］"


class Change(NamedTuple):
    """One edit: where, the words before and after, whether it is taken.

    ``why`` says of one that is not why, of a figure's where it went; ``copies``
    whose it is; ``others`` what others made of the same words.
    """

    place: str
    before: str
    after: str
    taken: bool
    why: str = ""
    copies: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()

    @property
    def is_wording(self) -> bool:
        """Whether it is left because the engine or a template says these words."""
        return not self.taken and self.why.startswith((AUTOMATIC, GENERATED))


class _Told(NamedTuple):
    line: int  # for the order of the text
    start: int
    change: Change


def told(first: Book, brought: Brought, conflicts: Iterable[Conflict]) -> list[Change]:
    """Return all edits in the order of the text."""
    last = brought.book
    followed: list[tuple[int, int, int]] = []
    found = [_refused(one, last, first, followed) for one in brought.refusals]
    found += _taken(first, last, brought.steps, followed)
    found += _removed_notes(first, last)
    found += [_clash(one, first) for one in conflicts]
    return [one.change for one in sorted(found, key=lambda one: one[:2])]


def _taken(
    first: Book, last: Book, steps: Sequence[Step], followed: Sequence[tuple[int, int, int]]
) -> Iterator[_Told]:
    """Yield what is otherwise than it was, but for figures that follow others."""
    notes = {op.text: step.note for step in steps for _, op in step.ops if step.note}
    groups = paired(first.body, last.body)
    cells = [one.olds[0] for one in groups if not one.news and _is_cell(first, one.olds[0])]
    if len(cells) > 1:  # a table that went is one thing that went
        said = "　".join(first.body[at].text for at in cells)
        yield _Told(cells[0], 0, Change(Kind.CELL.value, said, "", taken=True))
    for group in groups:
        if len(cells) < 2 or group.news or group.olds[0] not in cells:
            yield from _of_group(group, first, last, notes, followed)
    for number, line in enumerate(last.lines):
        if line.kind is Kind.NOTE:
            before = first.number_of(line.notes[0])
            if before < 0:
                place = place_of(last, number)
                yield _Told(number, 0, Change(place, "", line.text, taken=True))
            elif first.lines[before].text != line.text:
                group = Group((before,), (number,))
                yield from _of_group(group, first, last, notes, followed)


def _is_cell(book: Book, number: int) -> bool:
    return book.body[number].kind is Kind.CELL


def _of_group(
    group: Group,
    first: Book,
    last: Book,
    notes: dict[str, str],
    followed: Sequence[tuple[int, int, int]],
) -> Iterator[_Told]:
    at = group.news[0] if group.news else group.olds[0]
    place = place_of(last, at) if group.news else place_of(first, at)
    if len(group.olds) != 1 or len(group.news) != 1:
        before = "\n".join(shown(first.lines[one].text, first) for one in group.olds)
        after = "\n".join(shown(last.lines[one].text, last) for one in group.news)
        yield _Told(at, 0, Change(place, before, after, taken=True))
        return
    old, new = first.lines[group.olds[0]], last.lines[at]
    if group.moved:
        text = shown(new.text, last)
        yield _Told(at, 0, Change(place, text, text, taken=True, why="换了地方"))
    shift = 0
    found: list[tuple[int, Op]] = []
    for op in widened(ops(old.text, new.text), first.pieces(group.olds[0]), old.text):
        start = op.start + shift
        end = start + len(op.text)
        shift += len(op.text) - (op.end - op.start)
        if any(one == at and a < max(end, start + 1) and start < b for one, a, b in followed):
            continue
        if not _is_number(first, group.olds[0], op):
            found.append((start, op))
    for start, near in _byclause(old.text, found):
        before, after = context(old.text, near)
        why = "；".join(dict.fromkeys(notes[op.text] for op in near if op.text in notes))
        change = Change(place, shown(before, first), shown(after, last), taken=True, why=why)
        yield _Told(at, start, change)


def _byclause(text: str, found: Iterable[tuple[int, Op]]) -> list[tuple[int, list[Op]]]:
    """Return edits that are read together, those of one clause."""
    made: list[tuple[int, list[Op]]] = []
    for start, op in found:
        if made and clause(text, made[-1][1][-1])[1] > op.start:
            made[-1][1].append(op)
        else:
            made.append((start, [op]))
    return made


def _is_number(book: Book, number: int, op: Op) -> bool:
    """Whether only numbers of the form changed: they follow what was added or went."""
    line = book.lines[number]
    if line.kind is Kind.HEADING and op.start < op.end <= line.lead:
        return True
    return any(
        one.sort is Sort.AUTO and is_number(one.text) and one.start <= op.start < op.end <= one.end
        for one in book.pieces(number)
    )


def _refused(
    refusal: Refusal, last: Book, first: Book, followed: list[tuple[int, int, int]]
) -> _Told:
    line = last.lines[refusal.line] if refusal.line >= 0 else None
    op = refusal.op
    if line is None or op is None:
        before = shown(line.text, last) if line is not None and not refusal.after else ""
        after = shown(refusal.after, last)
        place = place_of(last, refusal.line)
        return _Told(
            refusal.line, 0, Change(place, before, after, taken=False, why=shown(refusal.why, last))
        )
    before, after = context(line.text, [op])
    why = shown(refusal.why, last)
    if _was_so(first, last, refusal.line, op):
        followed.append((refusal.line, op.start, max(op.end, op.start + 1)))
        why = f"{FOLLOWED}：{why}" if why else FOLLOWED
    elif before == after:
        why = f"{MOVED}：{why}"
    place, before, after = place_of(last, refusal.line), shown(before, last), shown(after, last)
    return _Told(refusal.line, op.start, Change(place, before, after, taken=False, why=why))


def _was_so(first: Book, last: Book, number: int, op: Op) -> bool:
    """Whether a line printed before what the edited file has there still."""
    line = last.lines[number]
    if any(one.text == line.text for one in first.lines):
        return False  # it says what it said: what was to be done is to be done still
    text = line.text[: op.start] + op.text + line.text[op.end :]
    near = max((one.text for one in first.lines), key=lambda one: _shared(one, text), default="")
    end = op.start + len(op.text)
    changed = any(one.start < end and op.start < one.end for one in ops(text, near))
    return bool(op.text) and not changed


def _shared(one: str, other: str) -> int:
    """Return how much two lines begin and end with alike."""
    ends = zip(one, other, strict=False), zip(one[::-1], other[::-1], strict=False)
    return sum(1 for pairs in ends for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _removed_notes(first: Book, last: Book) -> Iterator[_Told]:
    for number, line in enumerate(first.lines):
        if line.kind is Kind.NOTE and last.number_of(line.notes[0]) < 0:
            yield _Told(number, 0, Change(place_of(first, number), line.text, "", taken=True))


def _clash(conflict: Conflict, book: Book) -> _Told:
    own = shown(conflict.ours, book)
    base = shown(conflict.base, book)
    why = "几处改得不一样，都没有写"
    if conflict.ours != conflict.base:
        why = f"YAML 里也改了，现在是“{own}”，没有动"
    theirs = tuple((name, shown(text, book)) for name, text in conflict.theirs)
    after = theirs[0][1] if theirs else ""
    copies = tuple(name for name, _ in theirs)
    place = place_of(book, conflict.line)
    change = Change(place, base, after, taken=False, why=why, copies=copies, others=theirs)
    return _Told(conflict.line, 0, change)


def context(text: str, found: Sequence[Op]) -> tuple[str, str]:
    """Return the clause that edits stand in, before and after them."""
    start, end = clause(text, found[0])[0], clause(text, found[-1])[1]
    inner = [op._replace(start=op.start - start, end=op.end - start) for op in found]
    return text[start:end], apply(text[start:end], inner)


def shown(text: str, book: Book) -> str:
    """Return a text as people read it, marks of footnotes as ［注］."""
    signs = book.signs
    text = "".join(_MARK if char in signs or char == NOTE else char for char in text)
    return text.replace(PARAGRAPH, "\n")


def place_of(book: Book, number: int) -> str:
    """Return what people call the place of a line: 标题, （一）…第2段, 脚注“…”."""
    if number < 0:
        return "开头"
    line = book.lines[number]
    if line.kind is Kind.NOTE:
        return f"脚注“{line.notes[0]}”"
    if line.kind is not Kind.BODY and line.kind is not Kind.VERBATIM:
        return line.kind.value if line.kind is not Kind.HEADING else f"“{shown(line.text, book)}”"
    count = 0
    for one in reversed(book.lines[: number + 1]):
        if one.kind is Kind.HEADING:
            return f"“{shown(one.text, book)}”第{count}段"
        count += one.kind in (Kind.BODY, Kind.VERBATIM)
    return f"第{count}段"
