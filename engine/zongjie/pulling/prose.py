"""Edits of words → slices of the YAML texts that print them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import PurePath
from typing import Final

from zongjie.compose.prose import escaped
from zongjie.pulling.book import Book, Piece, Slice, Sort, is_fixed, is_number
from zongjie.pulling.homes import Home
from zongjie.pulling.marks import PARAGRAPH
from zongjie.records import NamedTuple
from zongjie.revisions import Kind, Line, Op, apply
from zongjie.sources.nodes import Scalar

RAW: Final = "原文"
_BLANKS: Final = " \t\u3000"
AUTOMATIC: Final = "这几个字是版式、体例或模板自动加的，不在 YAML 里"
GENERATED: Final = "这一句是程序用指标拼的，不在 YAML 里"
NUMBERED: Final = "序号是自动编的，不照抄"
PART_OF_FIGURES: Final = "几个指标连在一起印的，不能只删一部分"
NO_PLACE: Final = "这里没有可以改的文字"
ONE_PARAGRAPH: Final = "这里只能写一段，不能分成两段"
_SINGLE: Final = frozenset(("标题", "副标题", "署名", "主送", "段首句", "条目", "附件", "落款"))


class Cut(NamedTuple):
    """Characters of one YAML text that go, or a place in it where nothing does."""

    home: Home
    start: int
    end: int


class Refused(Exception):
    """An edit that cannot be taken, and why."""


def widened(ops: Sequence[Op], pieces: Sequence[Piece], text: str) -> list[Op]:
    """Return edits that take what cannot be cut whole; those that then meet are one."""
    ranges: list[tuple[int, int]] = []
    for op in ops:
        start, end = op.start, op.end
        for piece in pieces:
            inside = piece.start < end and start < piece.end
            if start == end:
                inside = piece.start < start < piece.end
            if inside and _is_whole(piece):
                start, end = min(start, piece.start), max(end, piece.end)
        if ranges and start < ranges[-1][1]:
            start, end = ranges[-1][0], max(end, ranges.pop()[1])
        ranges.append((start, end))
    return [_within(ops, start, end, text) for start, end in ranges]


def _is_whole(piece: Piece) -> bool:
    """Whether a piece is taken whole or not at all."""
    if piece.sort is Sort.AUTO:
        return is_number(piece.text)
    return piece.sort is not Sort.PROSE


def _within(ops: Sequence[Op], start: int, end: int, text: str) -> Op:
    """Return the edits of a stretch as one."""
    inner = [
        Op(op.start - start, op.end - start, op.text)
        for op in ops
        if start <= op.start and op.end <= end and (start < end or op.start == op.end)
    ]
    return Op(start, end, apply(text[start:end], inner))


def covered(op: Op, pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of which an edit takes characters away."""
    return [piece for piece in pieces if op.start < piece.end and piece.start < op.end]


def cuts(op: Op, line: Line, pieces: Sequence[Piece]) -> tuple[list[Cut], str]:
    """Return what goes where, the new text at the first place; and that text.

    Raises Refused where the edit is of words that stand nowhere in the YAML.
    """
    found = list(_taken_away(op, pieces)) if op.start < op.end else []
    if found:
        return _joined(found), op.text
    for piece in covered(op, pieces):
        if line.kind is Kind.HEADING and piece.end <= line.lead:
            raise Refused(NUMBERED)
        if piece.sort is Sort.VALUE:
            raise Refused(GENERATED)
    return _beside(op, line, pieces)


def _whole(found: list[Cut], text: str) -> tuple[list[Cut], str]:
    """Return cuts with their text; raise Refused where it parts what is one paragraph."""
    if PARAGRAPH in text and found[0].home.name in _SINGLE:
        raise Refused(ONE_PARAGRAPH)
    return found, text


def _taken_away(op: Op, pieces: Sequence[Piece]) -> Iterator[Cut]:
    for piece in covered(op, pieces):
        home = piece.home
        if home is None:
            continue
        if piece.sort is Sort.PROSE:
            start, end = max(op.start, piece.start), min(op.end, piece.end)
            yield Cut(home, piece.at(start), piece.at(end - 1) + 1)
        else:
            siblings = [
                one
                for one in pieces
                if one.home is home and one.first == piece.first and one.sort is piece.sort
            ]
            if any(one.start < op.start or op.end < one.end for one in siblings):
                raise Refused(PART_OF_FIGURES)
            yield Cut(home, piece.first, piece.last)


def _joined(found: Sequence[Cut]) -> list[Cut]:
    """Return neighbours in one text as one, with what stands hidden between them."""
    made: list[Cut] = []
    for cut in found:
        if made and made[-1].home is cut.home and made[-1].start <= cut.start:
            made[-1] = made[-1]._replace(end=max(made[-1].end, cut.end))
        else:
            made.append(cut)
    return made


def _beside(op: Op, line: Line, pieces: Sequence[Piece]) -> tuple[list[Cut], str]:
    """Return where a text is put in that takes nothing away, or only what is automatic."""
    before = next((one for one in reversed(pieces) if one.end <= op.start), None)
    after = next((one for one in pieces if one.start >= op.end), None)
    inside = next((one for one in pieces if one.start < op.start and op.end < one.end), None)
    if inside is not None and inside.home is not None:
        at = inside.at(op.start)
        return _whole([Cut(inside.home, at, at)], op.text)
    if before is not None and before.home is not None:
        at = before.at(before.end)
        return _whole([Cut(before.home, at, at)], op.text)
    number_ends = line.kind is Kind.HEADING and op.start < line.lead
    if after is not None and after.home is not None and not number_ends:
        return _whole([Cut(after.home, after.first, after.first)], op.text)
    if before is not None and op.start == op.end and op.text.endswith(before.text):
        # Behind a stop that is added: what is put in brings a stop of its own.
        turned = before.text + op.text.removesuffix(before.text)
        return _beside(Op(before.start, before.start, turned), line, pieces)
    raise Refused(_why_fixed(op, line, pieces))


def _why_fixed(op: Op, line: Line, pieces: Sequence[Piece]) -> str:
    met = covered(op, pieces) or [one for one in pieces if op.start in (one.start, one.end)]
    if line.kind is Kind.HEADING and op.start < line.lead:
        return NUMBERED
    if any(one.sort is Sort.VALUE and one.home is None for one in met):
        return GENERATED
    places = [one.place for one in met if is_fixed(one) and one.place is not None]
    if places:
        name = "/".join(PurePath(places[0].source.name).parts[-3:])
        return f"{AUTOMATIC}（{name} 第{places[0].position[0]}行）"
    return AUTOMATIC if met else NO_PLACE


def slices(found: Sequence[Cut], text: str) -> list[tuple[Home, Slice]]:
    """Return the slices that make cuts, ``text`` at the first; an emptied row goes whole."""
    made = []
    for number, cut in enumerate(found):
        new = text if not number else ""
        start, end = cut.start, cut.end
        if not new and cut.home.name != RAW:
            start, end = without_row(cut.home.scalar.value, start, end)
        made.append((cut.home, Slice(start, end, new)))
    return made


def without_row(value: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch that goes, with the line end that would leave an empty row behind it.

    An empty row ends a paragraph, which nobody asked for.
    """
    head = value.rfind("\n", 0, start) + 1
    tail = value.find("\n", end)
    tail = len(value) if tail < 0 else tail
    if start == end or value[head:start].strip(_BLANKS) or value[end:tail].strip(_BLANKS):
        return start, end
    if tail < len(value) and value[tail + 1 :].strip():
        return head, tail + 1
    return max(0, head - 1), tail


class Markup:
    """Makes prose of what somebody typed: marks and figures as references, the rest escaped."""

    def __init__(self, book: Book, pool: Sequence[tuple[str, str]] = ()) -> None:
        self.book = book
        self.pool = list(pool)  # figures that went elsewhere: as printed, and as written
        self.new_notes: dict[str, str] = {}  # signs, and the names they are given
        self.named: set[str] = set()  # names that are given, to whatever

    def of(self, text: str, *, raw: bool = False) -> str:
        """Return what prints a text; ``raw`` in 原文, where nothing is markup."""
        if raw:
            return text.replace(PARAGRAPH, "\n")
        parts: list[str] = []
        plain = ""
        for char in text:
            if char in self.book.signs:
                parts += (self._plain(plain), self._mark(char))
                plain = ""
            elif char == PARAGRAPH:
                parts += (self._plain(plain), "\n\n")
                plain = ""
            else:
                plain += char
        return "".join((*parts, self._plain(plain)))

    def _plain(self, text: str) -> str:
        for printed, written in self.pool:
            at = text.find(printed)
            if at >= 0 and _stands_alone(text, at, at + len(printed)):
                self.pool.remove((printed, written))
                return self._plain(text[:at]) + written + self._plain(text[at + len(printed) :])
        return escaped(text)

    def _mark(self, sign: str) -> str:
        name = self.book.signs.keys.get(sign)
        if name is not None:
            entry = self.book.report.footnotes.get(name)
            said = entry[0].value if entry else self._indicator(name)
            return f"【注：{said}】"
        if sign not in self.new_notes:
            self.new_notes[sign] = _name(self, sign)
        return f"【注：{self.new_notes[sign]}】"

    def _indicator(self, name: str) -> str:
        indicator = self.book.report.indicators.get(name)
        return indicator.name if indicator is not None else name


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a number is not a part of a longer one."""
    before, after = text[start - 1 : start], text[end : end + 1]
    digits = text[start:end]
    return not (before.isdigit() and digits[0].isdigit()) and not (
        after.isdigit() and digits[-1].isdigit()
    )


def _name(markup: Markup, sign: str) -> str:
    """Return a name for a new footnote: what it explains, else 注1, 注2 …"""
    definition = markup.book.signs.definitions[sign]
    head = definition.partition("指")[0].partition("：")[0].strip("“”‘’ 是")
    taken = {entry[0].value for entry in markup.book.report.footnotes.values()}
    taken |= set(markup.new_notes.values()) | {
        one.name for one in markup.book.report.indicators.values()
    }
    taken |= markup.named
    name = head
    if not 0 < len(head) <= 12 or head == definition or not head.isalnum() or head in taken:
        name = next(f"注{number}" for number in count(1) if f"注{number}" not in taken)
    markup.named.add(name)
    return name


def written_of(piece: Piece) -> str:
    """Return the characters of the YAML text that print a piece."""
    scalar: Scalar | None = piece.home.scalar if piece.home else None
    return scalar.value[piece.first : piece.last] if scalar is not None else ""
