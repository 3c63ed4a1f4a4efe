"""Plain text in the look of 纯文本 → Document and the look it has.

Understood: a title line, headings with typed numbers, paragraphs, footnotes
[1] … with their definitions at the end; one indentation and one count of empty
lines throughout; paragraphs broken into lines by one rule.  A text that is not
so regular comes back as 原文, whole: what is read always prints the same
characters again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from zongjie.document import (
    Block,
    Document,
    Heading,
    Inline,
    Inlines,
    Note,
    Paragraph,
    Run,
    Title,
    Verbatim,
)
from zongjie.model import TxtForm
from zongjie.wrapping import Line, Rule, joined, rule_of, split, wrap

_INDENTS: Final = {"　　": "全角两格", "    ": "半角四格", "  ": "半角两格"}
_NUMERAL: Final = "[一二三四五六七八九十百]+"
_HEADING: Final = re.compile(
    rf"(?P<part>第{_NUMERAL}部分[　 ]?)|(?P<one>{_NUMERAL}、)|(?P<two>[（(]{_NUMERAL}[）)])"
    r"|(?P<three>[0-9]{1,2}[.．](?![0-9]))|(?P<four>[（(][0-9]{1,2}[）)])"
)
_LONGEST_HEADING: Final = 40  # characters; a longer line is a paragraph with a number
_STOPS: Final = re.compile(r"[。！？；]")
_MARK: Final = re.compile(r"\[([1-9][0-9]?)\]")
_LONGEST_TITLE: Final = 60


def read(text: str) -> tuple[Document, TxtForm]:
    """Return a text that ends in LF as a document, and the form that prints it again."""
    plain = TxtForm(punctuation="原样")
    text = text.removesuffix("\n")
    whole = bool(text) and text[0] != "\n" != text[-1]
    regular = _regular(*_paragraphs(text)) if whole else None
    if regular is None:
        return Document([Verbatim(text)] if text else []), plain
    return regular


def _paragraphs(text: str) -> tuple[Sequence[Line], Rule | None]:
    """Return the paragraphs, and the rule by which all of them are broken into lines, if any."""
    lines = split(text)
    rule = rule_of(lines)
    if rule is not None:
        whole = joined(lines, rule)
        texts = ["\n".join(line.rows) for line in whole if "\n" not in line.text]
        if texts == [wrap(line.text, rule) for line in whole]:
            return whole, rule
    return lines, None


def _regular(lines: Sequence[Line], rule: Rule | None) -> tuple[Document, TxtForm] | None:
    title = lines[0].text if _is_title(lines[0].text) else ""
    rest = lines[1:] if title else lines
    indent = _indent(rest)
    body, notes = _cut_notes(rest, indent)
    gaps = _gaps(title, body, notes)
    if gaps is None or any(not line.text.startswith(indent) for line in rest):
        return None
    definitions = [line.text[len(indent) :] for line in notes]
    texts = [title, *(line.text[len(indent) :] for line in body)]
    if not _marks_agree(texts, definitions):
        return None
    reader = _Blocks(definitions)
    blocks: list[Block] = [Title(reader.inlines(title))] if title else []
    blocks += [reader.block(text) for text in texts[1:]]
    after_title, between, before_notes, between_notes = gaps
    form = TxtForm(
        indent=_INDENTS.get(indent, "无"),
        punctuation="原样",
        between=between,
        after_title=after_title,
        before_notes=before_notes,
        between_notes=between_notes,
        wrap=rule,
    )
    return Document(blocks), form


def _is_title(line: str) -> bool:
    bare = line[0] not in " 　\t" and len(line) <= _LONGEST_TITLE
    return bare and not _STOPS.search(line) and not _HEADING.match(line)


def _indent(lines: Sequence[Line]) -> str:
    """Return the indentation that all lines share, of those we can print."""
    shared = (i for i in _INDENTS if lines and all(line.text.startswith(i) for line in lines))
    return next(shared, "")


def _cut_notes(lines: Sequence[Line], indent: str) -> tuple[Sequence[Line], Sequence[Line]]:
    """Split off the definitions at the end: [1] … [n] in order."""
    for at in range(len(lines) - 1, 0, -1):
        match = _MARK.match(lines[at].text, len(indent))
        if match is None:
            break
        if match[1] == "1":
            numbers = [_MARK.match(line.text, len(indent)) for line in lines[at:]]
            wanted = [str(n) for n in range(1, len(numbers) + 1)]
            if [number and number[1] for number in numbers] == wanted:
                return lines[:at], lines[at:]
            break
    return lines, ()


def _gaps(
    title: str, body: Sequence[Line], notes: Sequence[Line]
) -> tuple[int, int, int, int] | None:
    """Return the four counts of empty lines, or None where they are not uniform."""
    default = TxtForm()
    after_title = body[0].gap if title and body else default.after_title
    inner = {line.gap for line in body[1:]}
    between_notes = {line.gap for line in notes[1:]}
    if len(inner) > 1 or len(between_notes) > 1:
        return None
    return (
        after_title,
        inner.pop() if inner else default.between,
        notes[0].gap if notes else default.before_notes,
        between_notes.pop() if between_notes else default.between_notes,
    )


def _marks_agree(texts: Sequence[str], definitions: Sequence[str]) -> bool:
    """Whether the marks first occur in the order of the definitions, all of them."""
    if not definitions:
        return True
    marks = Counter(int(match[1]) for text in texts for match in _MARK.finditer(text))
    known = range(1, len(definitions) + 1)
    return [mark for mark in marks if mark in known] == list(known)


class _Blocks:
    def __init__(self, definitions: Sequence[str]) -> None:
        self.notes = {
            str(number): (Run(_MARK.sub("", text, count=1)),)
            for number, text in enumerate(definitions, 1)
        }
        self.levels: list[str] = []  # kinds of number, outermost first

    def block(self, text: str) -> Block:
        match = _HEADING.match(text)
        rest = text[match.end() :] if match else ""
        if match is None or not rest or len(text) > _LONGEST_HEADING or _STOPS.search(rest[:-1]):
            return Paragraph((), self.inlines(text))
        kind = match.lastgroup or ""
        if kind in self.levels:
            del self.levels[self.levels.index(kind) + 1 :]
        else:
            self.levels.append(kind)
        return Heading(len(self.levels), match.group(), self.inlines(rest))

    def inlines(self, text: str) -> Inlines:
        found: list[Inline] = []
        at = 0
        for match in _MARK.finditer(text) if self.notes else ():
            runs = self.notes.get(match[1])
            if runs is None:
                continue
            if match.start() > at:
                found.append(Run(text[at : match.start()]))
            found.append(Note(match[1], runs))
            at = match.end()
        if at < len(text):
            found.append(Run(text[at:]))
        return tuple(found)
