"""Words that the engine or a template said, taken as they stand in the edited file.

The paragraph becomes staff's own: 标题, 开头, or the 正文 of its 事项.  Figures in
it stay references as long as they print what stands there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from zongjie.pulling.book import Book, Piece, Sort, is_wording
from zongjie.pulling.footnotes import definitions
from zongjie.pulling.prose import Markup, covered
from zongjie.pulling.spots import innermost
from zongjie.pulling.steps import Doing, Step, insert
from zongjie.pulling.topics import put, topic_of
from zongjie.revisions import Kind, Op
from zongjie.sources.edit import Edits
from zongjie.sources.nodes import Mapping, Scalar
from zongjie.sources.rows import block
from zongjie.sources.spelling import Value

_USED: Final = "所用指标"
_BODY: Final = "正文"
_LEAD: Final = "段首句"
OWN: Final = "照改稿写成自己的话"


def touches_wording(ops: Sequence[Op], pieces: Sequence[Piece]) -> bool:
    """Whether any edit takes away, or stands among, words that are not staff's."""
    return any(_is_among(op, pieces) for op in ops)


def _is_among(op: Op, pieces: Sequence[Piece]) -> bool:
    if op.start < op.end:
        return any(is_wording(one) for one in covered(op, pieces))
    met = [one for one in pieces if one.start <= op.start <= one.end]
    return any(is_wording(one) for one in met) and all(one.home is None for one in met)


def title(book: Book, number: int, new: str, markup: Markup) -> Step | None:
    """Return the step that gives a report a 标题 of its own, where it had none."""
    root, source = book.homes.root, book.homes.main
    if book.lines[number].kind is not Kind.TITLE or "标题" in root.keys or source is None:
        return None
    if "标题分行" in root.keys:
        return None
    after = next((root.keys[one] for one in ("年份", "单位名称") if one in root.keys), None)
    doing: Doing = (source, partial(insert, root.node, "标题", markup.of(new), after))
    key = ("title", book.lines[number].text, new)
    return Step(key, (doing, *definitions(book, markup)), ((number, _whole(book, number, new)),))


def paragraph(
    book: Book, number: int, new: str, ops: Sequence[Op], markup: Markup, *, plain: bool
) -> Step | None:
    """Return the step that writes a paragraph as it stands; ``plain`` without references."""
    line = book.lines[number]
    pieces = book.pieces(number)
    if line.kind is not Kind.BODY:
        return None
    before = [op for op in ops if op.start < line.lead]
    behind = [op for op in ops if op.start >= line.lead]
    start = max((line.lead, *(op.end for op in before)))
    lead = _written(pieces, before, (0, line.lead), markup, plain=plain)
    body = _written(pieces, behind, (start, len(line.text)), markup, plain=plain)
    doing = _doing(book, number, lead.removesuffix("。"), body)
    if doing is None:
        return None
    key = ("as it stands", line.text, new, plain)
    made = ((number, _whole(book, number, new)),)
    return Step(key, (*doing, *definitions(book, markup)), made, note=OWN)


def _whole(book: Book, number: int, new: str) -> Op:
    return Op(0, len(book.lines[number].text), new)


def _written(
    pieces: Sequence[Piece],
    ops: Sequence[Op],
    part: tuple[int, int],
    markup: Markup,
    *,
    plain: bool,
) -> str:
    """Return a part of a line with its edits, as prose that prints it."""
    at, end = part
    parts: list[str] = []
    for op in (*ops, Op(end, end, "")):
        for piece in pieces:
            start, stop = max(at, piece.start), min(op.start, piece.end)
            whole = (start, stop) == (piece.start, piece.end)
            if start >= stop:
                continue
            if piece.sort is Sort.VALUE and piece.value and whole and not plain:
                parts.append(f"{{{{{piece.value}}}}}")
            else:
                parts.append(markup.of(piece.text[start - piece.start : stop - piece.start]))
        parts.append(markup.of(op.text))
        at = op.end
    return "".join(parts)


def _doing(book: Book, number: int, lead: str, body: str) -> tuple[Doing, ...] | None:
    """Return the edits that put a paragraph where the report may have its own."""
    source, root, pieces = book.homes.main, book.homes.root, book.pieces(number)
    if source is None:
        return None
    if topic := topic_of(book, number):
        value: dict[str, Value] = {_LEAD: lead} if lead else {}
        value[_BODY] = block(body)
        doing = put(book, {topic: value})
        return (doing,) if doing is not None else None
    for piece in pieces:
        item = innermost(piece.home, "事项") if piece.home is not None else None
        mapping = item.value if item is not None else None
        if isinstance(mapping, Mapping):
            keys = {key.value: key for key, _ in mapping.pairs}
            if _USED not in keys or _BODY in keys:
                return None
            return ((source, partial(_instead, mapping, keys[_USED], body)),)
    heads = [at for at, one in enumerate(book.lines) if one.kind is Kind.HEADING]
    if "开头" not in root.keys and heads and number < heads[0]:
        after = next((root.keys[one] for one in ("标题", "年份") if one in root.keys), None)
        return ((source, partial(insert, root.node, "开头", block(lead + body), after)),)
    return None


def _instead(mapping: Mapping, used: Scalar, body: str, edits: Edits) -> None:
    edits.insert(mapping, _BODY, block(body), used)
    edits.remove(mapping, used)
