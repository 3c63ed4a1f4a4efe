"""What Word says → blocks: several paragraphs may make one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, takewhile

from zongjie.document import (
    ATTACHMENT,
    Addressee,
    Annex,
    Attachments,
    Block,
    Chart,
    Heading,
    Inlines,
    Note,
    Paragraph,
    Run,
    Signature,
    Subtitle,
    Table,
    Title,
    Verbatim,
    attachment_lines,
)
from zongjie.readers.docx.items import LEAD, NUMBER, Item, Items, Mark, Text, characters
from zongjie.readers.docx.wordtree import WordBlock, WordParagraph, WordTable

# The names the writer gives its styles; law 3 keeps writer and reader together.
_TITLE, _SUBTITLE, _ADDRESSEE = "Title", "Subtitle", "Salutation"
_ORGAN, _DATE = "Signature", "Date"
_VERBATIM, _VERBATIM_FIRST, _SEPARATOR = "原文", "原文首行", "分隔行"
_CHART, _CHART_TITLE = "图", "图题"
_ATTACHMENT, _ANNEX_LABEL, _ANNEX_TITLE = "附件说明", "附件序号", "附件标题"
_NOTE_MARK, _NOTE_TEXT, _NOTE_NUMBER = "注释标记", "注释", "注释序号"
_OF_NOTES = (_NOTE_TEXT, "注释标题", "名词解释标题")
_PARAGRAPH_NUMBER = "段号"  # of a proof copy, beside the text
_NOTE_REFERENCE = "footnote reference"
MEANT = frozenset(
    (
        *(_TITLE, _SUBTITLE, _ADDRESSEE, _ORGAN, _DATE, _VERBATIM, _VERBATIM_FIRST, _CHART_TITLE),
        *(_ATTACHMENT, _ANNEX_LABEL, _ANNEX_TITLE, *_OF_NOTES),
    )
)
"""The styles of paragraphs that say what a paragraph is."""
# What may follow a paragraph of a style to make one block with it.
_GOES_ON = {
    _VERBATIM: _VERBATIM,
    _VERBATIM_FIRST: _VERBATIM,
    _ATTACHMENT: _ATTACHMENT,
    _ORGAN: _DATE,
    _ANNEX_LABEL: _ANNEX_TITLE,
}


class Builder:
    """Turns what Word says into blocks, and numbers the footnotes by first mark."""

    def __init__(self, notes: Mapping[str, Items], words: Iterable[WordBlock]) -> None:
        self._items = dict(notes)
        self._notes: dict[str, Note] = {}
        self._words = [word for word in words if not self._is_beside_the_text(word)]

    def _is_beside_the_text(self, word: WordBlock) -> bool:
        """Keep the text of a footnote behind the text; say whether a paragraph is no text."""
        style = _style(word)
        if isinstance(word, WordParagraph) and style == _NOTE_TEXT:
            size = sum(1 for _ in takewhile(_is_note_number, word.items))
            sign = characters(word.items[:size]).removesuffix(".")
            self._items[_typed(sign)] = word.items[size:]
        return style in _OF_NOTES or style == _PARAGRAPH_NUMBER

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks; several paragraphs may make one."""
        at = 0
        while at < len(self._words):
            size = self._size(at)
            block = self._block(self._words[at : at + size])
            if block is not None:
                yield block
            at += size

    def _size(self, at: int) -> int:
        """Return how many paragraphs make the block that begins here."""
        word = self._words[at]
        follow = _CHART_TITLE if isinstance(word, Chart) else _GOES_ON.get(_style(word))
        if follow is None:
            return 1
        most = at + 2 if follow in (_DATE, _ANNEX_TITLE, _CHART_TITLE) else None
        rest = islice(self._words, at + 1, most)
        more = list(takewhile(lambda one: _style(one) == follow, rest))
        if follow == _ATTACHMENT:  # several blocks may follow each other
            more = list(takewhile(lambda one: not _begins_attachments(one), more))
        return 1 + len(more)

    def _block(self, words: Sequence[WordBlock]) -> Block | None:
        first = words[0]
        if isinstance(first, WordTable):
            return self._table(first)
        lines = [word.items for word in words if isinstance(word, WordParagraph)]
        if isinstance(first, Chart):
            return first._replace(title=self._inlines(lines[0])) if lines else first
        style = first.style
        if style in (_VERBATIM, _VERBATIM_FIRST):
            return Verbatim("\n".join(map(characters, lines)))
        if style == _ATTACHMENT:
            heads = (head for head, _ in attachment_lines(Attachments(((),) * len(lines))))
            names = (_without(head, line) for head, line in zip(heads, lines, strict=True))
            return Attachments(tuple(map(self._inlines, names)))
        if style in (_ORGAN, _DATE):
            pair = [(), *lines] if style == _DATE else [*lines, ()]
            return Signature(self._inlines(pair[0]), self._inlines(pair[1]))
        if style in (_ANNEX_LABEL, _ANNEX_TITLE):
            pair = [(), *lines] if style == _ANNEX_TITLE else [*lines, ()]
            return Annex(characters(pair[0]), self._whole(pair[1]))
        if not first.items and style in (_SEPARATOR, _CHART):
            return None
        return self._paragraph(first)

    def _paragraph(self, word: WordParagraph) -> Block:
        if word.style == _TITLE:
            return Title(self._whole(word.items))
        if word.style == _SUBTITLE:
            return Subtitle(self._whole(word.items))
        if word.style == _ADDRESSEE:
            return Addressee(self._inlines(word.items))
        if word.outline is not None:
            size = sum(1 for _ in takewhile(_is_number, word.items))
            number = characters(word.items[:size])
            return Heading(word.outline + 1, number, self._inlines(word.items[size:]))
        size = sum(1 for _ in takewhile(_is_lead, word.items))
        return Paragraph(self._inlines(word.items[:size]), self._inlines(word.items[size:]))

    def _table(self, word: WordTable) -> Table:
        rows = tuple(tuple(map(self._inlines, row.cells)) for row in word.rows if not row.hidden)
        return Table(rows, sum(1 for _ in takewhile(lambda row: row.header, word.rows)))

    def _whole(self, items: Iterable[Item]) -> Inlines:
        """Return what a title says, whose soft breaks only lay it out."""
        return self._inlines(item for item in items if not _is_soft(item))

    def _inlines(self, items: Iterable[Item]) -> Inlines:
        """Return runs and notes, neighbours of one look as one run."""
        inlines: list[Run | Note] = []
        for item in items:
            note = _marked(item)
            if note in self._items:
                inlines.append(self._note(note))
            elif isinstance(item, Mark) or not item.text:
                continue
            elif inlines and isinstance(last := inlines[-1], Run) and last.pending == item.marked:
                inlines[-1] = Run(last.text + item.text, pending=item.marked)
            else:
                inlines.append(Run(item.text, pending=item.marked))
        return tuple(inlines)

    def _note(self, note: str) -> Note:
        if note not in self._notes:
            key = str(len(self._notes) + 1)
            said = _without_number(self._items[note])
            runs = self._inlines(item for item in said if _marked(item) not in self._items)
            self._notes[note] = Note(key, tuple(run for run in runs if isinstance(run, Run)))
        return self._notes[note]


def _is_number(item: Item) -> bool:
    return isinstance(item, Text) and item.style == NUMBER


def _is_lead(item: Item) -> bool:
    """Return whether it belongs to a 段首句; a mark's only sign of it is bold."""
    if isinstance(item, Mark) or item.style == _NOTE_MARK:
        return item.bold
    return item.style == LEAD


def _is_soft(item: Item) -> bool:
    return isinstance(item, Text) and item.soft


def _is_note_number(item: Item) -> bool:
    return isinstance(item, Text) and item.style == _NOTE_NUMBER


def _marked(item: Item) -> str:
    """Return the id of the footnote whose mark this is, if it is one."""
    if isinstance(item, Mark):
        return item.note
    return _typed(item.text) if item.style == _NOTE_MARK else ""


def _typed(sign: str) -> str:
    """Return the id of a footnote that is marked by typed text."""
    return f"typed {sign}"


def _style(word: WordBlock) -> str:
    return word.style if isinstance(word, WordParagraph) else ""


def _begins_attachments(word: WordBlock) -> bool:
    """Return whether 附件说明 begins anew: a further line of one begins with a number."""
    return isinstance(word, WordParagraph) and characters(word.items).startswith(ATTACHMENT)


def _without(head: str, items: Items) -> Items:
    """Drop the head of a line, where it still stands there; runs may be cut within it."""
    if not characters(items).startswith(head):
        return items
    left, rest = len(head), []
    for item in items:
        size = min(left, len(item.text)) if isinstance(item, Text) else 0
        left -= size
        rest.append(item._replace(text=item.text[size:]) if isinstance(item, Text) else item)
    return tuple(rest)


def _without_number(items: Items) -> Items:
    """Drop a footnote's own number, and the blank of Word or tab of LibreOffice behind it."""
    if not items or not (_is_own_mark(items[0])):
        return items
    match items[1:]:
        case (Text(text) as first, *rest) if text.startswith((" ", "\t")):
            return (first._replace(text=text[1:]), *rest)
    return items[1:]


def _is_own_mark(item: Item) -> bool:
    """Return whether a footnote begins with its mark: a number of Word's, or one typed."""
    return item.note == "" if isinstance(item, Mark) else item.style == _NOTE_REFERENCE
