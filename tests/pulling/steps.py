"""Steps of editing: each does one thing to a .docx, and tells what it does to the lines of it.

The two are worked out apart from each other: ``word`` on the XML, ``lines`` on plain text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from lxml.etree import _Element as Element

from pulling.parts import made, w
from pulling.word import MARK, Word, said
from said import said as paragraphs_of
from zongjie.document import Document, Inlines, Note, Run, Verbatim, text_of
from zongjie.document import Heading as HeadingBlock

Lines = list[str]


def lines_of(document: Document) -> Lines:
    """Return the paragraphs of a text without blank ones, then the footnotes by first mark.

    The number of a heading is left out: it is never prose.
    """
    found, notes = [], dict[str, str]()
    for one in paragraphs_of(document):
        head = "" if isinstance(one.block, HeadingBlock) else one.head
        text = _marked(one.inlines, notes)
        found.append(text if isinstance(one.block, Verbatim) else head + text)
    return [line for line in [*found, *notes.values()] if line.strip()]


def _marked(inlines: Inlines, notes: dict[str, str]) -> str:
    said = ""
    for one in inlines:
        if isinstance(one, Note):
            notes.setdefault(one.key, text_of(one.runs))
        said += one.text if isinstance(one, Run) else MARK
    return said


def the(lines: Lines, text: str, nth: int | None = None) -> int:
    """Return which line holds a text; one must, or it is the nth that does."""
    found = [at for at, line in enumerate(lines) if text in line]
    if nth is not None:
        return found[nth]
    assert len(found) == 1, f"{len(found)} lines with {text!r}"
    return found[0]


class Step(Protocol):
    """Something that a person does to a text."""

    def word(self, word: Word) -> None: ...

    def lines(self, lines: Lines) -> None: ...


class Swap(NamedTuple):
    """Type over characters; ``new`` empty deletes them.

    ``old`` stands in one paragraph, or in the ``nth`` of several.  Footnote marks stay
    where both have them; ``new`` without any deletes those of ``old``.
    """

    old: str
    new: str
    nth: int | None = None

    def word(self, word: Word) -> None:
        many = self.nth is not None
        paragraph = word.all_with(self.old)[self.nth or 0] if many else word.with_(self.old)
        text = said(paragraph)
        assert text.count(self.old) == 1
        pairs = [(self.old, self.new)]
        if MARK in self.new:
            pairs = list(zip(self.old.split(MARK), self.new.split(MARK), strict=True))
        at = text.index(self.old) + len(self.old)
        for old, new in reversed(pairs):
            at -= len(old)
            start, end, typed = slimmed(old, new)
            word.replace(paragraph, at + start, at + end, typed)
            at -= 1

    def lines(self, lines: Lines) -> None:
        at = the(lines, self.old, self.nth)
        if MARK in self.old and MARK not in self.new:
            unmarked(lines, at, lines[at].index(self.old), self.old.count(MARK))
        lines[at] = lines[at].replace(self.old, self.new)


def unmarked(lines: Lines, at: int, cut: int, count: int) -> None:
    """Drop the footnotes whose marks are the next behind a character of a line."""
    defined = len(lines) - "".join(lines).count(MARK)
    first = defined + ("".join(lines[:at]) + lines[at][:cut]).count(MARK)
    del lines[first : first + count]


def slimmed(old: str, new: str) -> tuple[int, int, str]:
    """Return what differs between two texts: a person types no more than that."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, len(old) - end, new[start : len(new) - end]


class Everywhere(NamedTuple):
    """Replace in the whole text, as Word's Replace All does."""

    old: str
    new: str

    def word(self, word: Word) -> None:
        for paragraph in word.all_with(self.old):
            while (at := said(paragraph).find(self.old)) >= 0:
                word.replace(paragraph, at, at + len(self.old), self.new)

    def lines(self, lines: Lines) -> None:
        lines[:] = [line.replace(self.old, self.new) for line in lines]


class Whole(NamedTuple):
    """Type a paragraph anew: all of it goes, and something else is typed."""

    with_: str
    new: str

    def word(self, word: Word) -> None:
        paragraph = word.with_(self.with_)
        number = said(paragraph)[: _number(word, paragraph)]
        word.replace(paragraph, len(number), len(said(paragraph)), self.new)

    def lines(self, lines: Lines) -> None:
        lines[the(lines, self.with_)] = self.new


def _number(word: Word, paragraph: object) -> int:
    """Return how many characters of a heading are its number."""
    found = paragraph.xpath(  # type: ignore[attr-defined]
        ".//*[local-name()='r'][*/*[local-name()='rStyle'][@*='HeadingNumber']]"
    )
    return sum(len("".join(run.itertext())) for run in found)


class Gone(NamedTuple):
    """Delete paragraphs: one, or all from one to another."""

    first: str
    last: str = ""
    nth: int | None = None  # of the first

    def word(self, word: Word) -> None:
        for paragraph in _range(word, self.first, self.last or self.first, self.nth):
            word.remove(paragraph)

    def lines(self, lines: Lines) -> None:
        first = the(lines, self.first, self.nth)
        last = the(lines, self.last) if self.last else first
        notes = "".join(lines[first : last + 1]).count(MARK)
        before = "".join(lines[:first]).count(MARK)
        defined = len(lines) - "".join(lines).count(MARK)
        del lines[defined + before : defined + before + notes]
        del lines[first : last + 1]


def _range(word: Word, first: str, last: str, nth: int | None = None) -> list[Element]:
    paragraphs = list(word.paragraphs())
    begin = word.with_(first) if nth is None else word.all_with(first)[nth]
    start = paragraphs.index(begin)
    end = start if first == last else paragraphs.index(word.with_(last))
    assert start <= end
    return paragraphs[start : end + 1]


class New(NamedTuple):
    """Press Enter behind a paragraph and type another; ``lead`` is made bold."""

    after: str
    text: str
    style: str = ""
    lead: str = ""
    nth: int | None = None

    def word(self, word: Word) -> None:
        many = self.nth is not None
        after = word.all_with(self.after)[self.nth or 0] if many else word.with_(self.after)
        word.insert(after, self.text, self.style, self.lead)

    def lines(self, lines: Lines) -> None:
        lines.insert(the(lines, self.after, self.nth) + 1, self.lead + self.text)


class Enter(NamedTuple):
    """Press Enter before a text."""

    before: str

    def word(self, word: Word) -> None:
        paragraph = word.with_(self.before)
        word.split(paragraph, said(paragraph).index(self.before))

    def lines(self, lines: Lines) -> None:
        at = the(lines, self.before)
        cut = lines[at].index(self.before)
        lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]


class Join(NamedTuple):
    """Delete the end of a paragraph; the next goes on in it, behind ``between``."""

    text: str

    def word(self, word: Word) -> None:
        word.join(word.with_(self.text))

    def lines(self, lines: Lines) -> None:
        at = the(lines, self.text)
        lines[at : at + 2] = [lines[at] + lines[at + 1]]


class Move(NamedTuple):
    """Drag the paragraphs from one to another behind a third."""

    first: str
    after: str
    last: str = ""

    def word(self, word: Word) -> None:
        after = word.with_(self.after)
        word.move(_range(word, self.first, self.last or self.first), after)

    def lines(self, lines: Lines) -> None:
        first, last = the(lines, self.first), the(lines, self.last or self.first)
        moved, after = lines[first : last + 1], lines[the(lines, self.after)]
        defined = len(lines) - "".join(lines).count(MARK)
        notes, definitions = _marks(lines[:defined]), dict(enumerate(lines[defined:]))
        rest = list(zip(lines[:defined], notes, strict=True))
        block = rest[first : last + 1]
        assert [line for line, _ in block] == moved
        del rest[first : last + 1]
        at = [line for line, _ in rest].index(after) + 1
        rest[at:at] = block
        order = [number for _, numbers in rest for number in numbers]
        lines[:] = [*(line for line, _ in rest), *(definitions[number] for number in order)]


def _marks(lines: Sequence[str]) -> list[list[int]]:
    """Return the numbers of the footnotes that are marked in each line."""
    found, number = [], 0
    for line in lines:
        found.append(list(range(number, number + line.count(MARK))))
        number += line.count(MARK)
    return found


class Footnote(NamedTuple):
    """Insert a footnote behind a text."""

    behind: str
    text: str

    def word(self, word: Word) -> None:
        paragraph = word.with_(self.behind)
        at = said(paragraph).index(self.behind) + len(self.behind)
        word.note(paragraph, at, self.text)

    def lines(self, lines: Lines) -> None:
        at = the(lines, self.behind)
        cut = lines[at].index(self.behind) + len(self.behind)
        defined = len(lines) - "".join(lines).count(MARK)
        before = ("".join(lines[:at]) + lines[at][:cut]).count(MARK)
        lines.insert(defined + before, self.text)
        lines[at] = lines[at][:cut] + MARK + lines[at][cut:]


class Unmark(NamedTuple):
    """Delete a footnote's mark; ``around`` is the text with it."""

    around: str

    def word(self, word: Word) -> None:
        paragraph = word.with_(self.around)
        at = said(paragraph).index(self.around) + self.around.index(MARK)
        word.replace(paragraph, at, at + 1, "")

    def lines(self, lines: Lines) -> None:
        at = the(lines, self.around)
        cut = lines[at].index(self.around) + self.around.index(MARK)
        unmarked(lines, at, cut, 1)
        lines[at] = lines[at][:cut] + lines[at][cut + 1 :]


class Comment(NamedTuple):
    """Hang a comment on a text; nothing of the text changes."""

    on: str
    text: str

    def word(self, word: Word) -> None:
        paragraph = word.with_(self.on)
        at = said(paragraph).index(self.on)
        word.comment(paragraph, at, at + len(self.on), self.text, "李主任")

    def lines(self, lines: Lines) -> None: ...


class Styled(NamedTuple):
    """Choose another style for a paragraph; nothing of the text changes."""

    text: str
    style: str

    def word(self, word: Word) -> None:
        word.style(word.with_(self.text), self.style)

    def lines(self, lines: Lines) -> None: ...


class Heading(NamedTuple):
    """Copy a heading behind a paragraph and type another text into it, number and all."""

    after: str
    number: str
    text: str
    level: int = 1

    def word(self, word: Word) -> None:
        new = word.insert(word.with_(self.after), self.number, f"Heading{self.level}")
        number = next(new.iter(w("r")))
        look = made("rPr", made("rStyle", val="HeadingNumber"))
        number.insert(0, look)
        rest = made("r", made("t", text=self.text))
        number.addnext(rest)

    def lines(self, lines: Lines) -> None:
        lines.insert(the(lines, self.after) + 1, self.text)


class Number(NamedTuple):
    """Type another number before a heading; the lines know no numbers of headings."""

    text: str
    number: str

    def word(self, word: Word) -> None:
        paragraph = word.with_(self.text)
        word.replace(paragraph, 0, _number(word, paragraph), self.number)

    def lines(self, lines: Lines) -> None: ...
