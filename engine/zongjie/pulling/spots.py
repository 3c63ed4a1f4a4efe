"""Where a new line can be put: the places to try, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from zongjie.pulling.book import Piece, Slice
from zongjie.pulling.homes import Home
from zongjie.pulling.homes import Step as Down
from zongjie.pulling.marks import PARAGRAPH
from zongjie.pulling.prose import RAW, Markup
from zongjie.pulling.steps import Doing, insert, insert_item, splice
from zongjie.records import NamedTuple
from zongjie.revisions import Kind, Line, Op
from zongjie.sources.edit import Edits
from zongjie.sources.nodes import Mapping
from zongjie.sources.nodes import Sequence as Items
from zongjie.sources.rows import block
from zongjie.sources.spelling import Value
from zongjie.text import pattern

if TYPE_CHECKING:
    from zongjie.pulling.structure import Layout

_NUMBER: Final = pattern(
    r"第[一二三四五六七八九十百\d]+[章节部分篇]+[、\s\u3000]*|[一二三四五六七八九十]+、"
    r"|[（(][一二三四五六七八九十]+[）)]、?|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]"
)
_BLANKS: Final = " \t\n\u3000"
_PAUSES: Final = f"。；！？\n，、：{PARAGRAPH}"
_LISTED: Final = pattern(r"附件[：:](?:\d{1,2}[.．])?|\d{1,2}[.．](?=\d{4}年)")
_LONGEST: Final = 60  # characters of a heading
_PROSE: Final = ("正文", "举措", "开头", "过渡语", "结尾", RAW)


_FRAME: Final = {
    Kind.TITLE: ("标题",),
    Kind.SUBTITLE: ("副标题", "署名"),
    Kind.ADDRESSEE: ("主送",),
    Kind.SIGNATURE: ("落款", "成文日期"),
    Kind.ATTACHMENT: ("附件",),
}


class Spot(NamedTuple):
    """The edits that put lines somewhere, their texts, and the line they then follow."""

    doing: tuple[Doing, ...]
    texts: tuple[str, ...]
    behind: int = -1


def is_heading(line: Line) -> bool:
    """Whether a new line is a heading: by its style, or by its number and its length."""
    if line.kind is Kind.HEADING:
        return True
    numbered = line.kind is Kind.BODY and _NUMBER.match(line.text) is not None
    short = len(line.text) <= _LONGEST and "。" not in line.text.rstrip("。")
    return numbered and short and not line.lead


def numbered(line: Line) -> bool:
    """Whether a line begins with a number that the form gives it."""
    return line.kind in (Kind.HEADING, Kind.ATTACHMENT) and line.lead > 0


def bare(line: Line) -> str:
    """Return what a line says without its number, which is not its own."""
    if numbered(line):
        text = line.text[line.lead :]  # behind the number that it has now may stand an old one
        return without_number(text) if line.kind is Kind.ATTACHMENT else text
    return without_number(line.text) if is_heading(line) else line.text


def without_number(text: str) -> str:
    """Return the text of a heading, or of a line of 附件说明, without its number."""
    match = _LISTED.match(text) or _NUMBER.match(text)
    return text[match.end() :] if match else text


def trimmed(line: Line) -> Line:
    """Return a line without the blanks round it: a paragraph is set in by its form.

    What was typed right behind the number of a heading looks like it, and is no number.
    """
    if line.kind is Kind.VERBATIM:
        return line
    text = line.text.lstrip(_BLANKS)
    lead = max(0, line.lead - (len(line.text) - len(text)))
    if line.kind is Kind.HEADING:
        number = _NUMBER.match(text)
        lead = min(lead, number.end()) if number else lead if lead < len(text) else 0
    return line._replace(text=text.rstrip(_BLANKS), lead=lead)


def clause(text: str, op: Op) -> tuple[int, int]:
    """Return where the clause begins and ends that an edit stands in."""
    start, end = op.start, op.end
    while start and text[start - 1] not in _PAUSES:
        start -= 1
    while end < len(text) and text[end] not in _PAUSES:
        end += 1
    return start, end


def _behind(piece: Piece, text: str, line: Line) -> Iterator[Spot]:
    """Yield a paragraph of its own behind a piece, in the same text."""
    home = piece.home
    if home is not None and home.name in _PROSE:
        gap = "\n" if home.name == RAW else "\n\n"
        made = Slice(piece.last, piece.last, gap + _rowed(home, text))
        yield Spot(((home.source, partial(splice, home.scalar, made)),), (line.text,))


def _rowed(home: Home, text: str) -> str:
    """Return a new paragraph in rows, where the text it comes to stand in has rows."""
    in_rows = home.name != RAW and home.scalar.style == "|"
    return block(text).rstrip("\n") if in_rows else text


def _before(piece: Piece, text: str, line: Line) -> Iterator[Spot]:
    home = piece.home
    if home is not None and home.name in _PROSE:
        gap = "\n" if home.name == RAW else "\n\n"
        made = Slice(piece.first, piece.first, _rowed(home, text) + gap)
        yield Spot(((home.source, partial(splice, home.scalar, made)),), (line.text,))


def innermost(home: Home, name: str) -> Down | None:
    """Return the item of the innermost list of a name on the way to a text."""
    for number in range(len(home.way) - 1, 0, -1):
        step = home.way[number]
        if not step.name and home.way[number - 1].name == name:
            return step
    return None


def paragraph_spots(
    layout: Layout, before: int, after: int, line: Line, markup: Markup
) -> Iterator[Spot]:
    """Yield where a paragraph of the body may be put between two lines."""
    tail, head = layout.tail(before), layout.head(after)
    if line.kind in _FRAME:
        yield from _framed(layout, tail, line, markup)
        return
    text = markup.of(line.text)
    if tail is not None and tail.home is not None:
        yield from _after_text(layout, tail, head, line, markup)
        yield from _behind(tail, markup.of(line.text, raw=tail.home.name == RAW), line)
    if head is not None and head.home is not None:
        yield from _before(head, markup.of(line.text, raw=head.home.name == RAW), line)
    yield from _at_root(layout, tail, text, line)


def _framed(layout: Layout, tail: Piece | None, line: Line, markup: Markup) -> Iterator[Spot]:
    """Yield the key of the report that prints what stands round the text."""
    root, source = layout.book.homes.root, layout.book.homes.main
    text = markup.of(line.text[line.lead if line.kind is Kind.ATTACHMENT else 0 :])
    if source is None:
        return
    if line.kind is Kind.ATTACHMENT:
        items = _list(root.node, "附件")
        at = 0
        if tail is not None and tail.home is not None and tail.home.names == ("附件",):
            at = tail.home.way[-1].at + 1
        if items is not None and items.items:
            yield Spot(((source, partial(insert_item, items, at, text)),), (line.text,))
        elif items is None and "附件" not in root.keys:
            doing = partial(insert, root.node, "附件", [text], None)
            yield Spot(((source, doing),), (line.text,))
        return
    for name in _FRAME[line.kind]:
        if name not in root.keys:
            value = text.removesuffix("：") if name == "主送" else text
            yield Spot(((source, partial(insert, root.node, name, value, None)),), (line.text,))


def _after_text(
    layout: Layout, tail: Piece, head: Piece | None, line: Line, markup: Markup
) -> Iterator[Spot]:
    """Yield the places behind an item, a heading or the beginning of a section."""
    home = tail.home
    assert home is not None  # noqa: S101 - asked before
    item = innermost(home, "事项")
    if item is not None and isinstance(item.node, Items) and home.names[0] != "事项":
        own = layout.under(item)
        ends = head is None or head.home is None or innermost(head.home, "事项") != item
        alone = len(own) == 1 and not _has_lead(item)
        if ends and (line.lead or alone):
            yield _new_item(home, item.node, item.at + 1, line, markup)
        return
    section = innermost(home, "章节")
    if section is None or not isinstance(section.value, Mapping):
        return
    items = _list(section.value, "事项")
    inside = head is not None and head.home is not None and section in head.home.way
    if items is not None and items.items and (line.lead or not _opens(section.value)):
        yield _new_item(home, items, 0, line, markup)
    if head is not None and inside and head.home is not None and head.home.name == "开头":
        yield from _before(head, markup.of(line.text), line)
    if home.name == "标题":
        key = home.way[-1].key
        if items is None:
            value: Value = [item_value(line, markup)]
            doing = partial(insert, section.value, "事项", value, key)
            yield Spot(((home.source, doing),), (line.text,))
        if not _opens(section.value):
            opening = partial(insert, section.value, "开头", block(markup.of(line.text)), key)
            yield Spot(((home.source, opening),), (line.text,))


def _new_item(home: Home, items: Items, at: int, line: Line, markup: Markup) -> Spot:
    value = item_value(line, markup)
    return Spot(((home.source, partial(insert_item, items, at, value)),), (line.text,))


def item_value(line: Line, markup: Markup) -> dict[str, Value]:
    """Return a new item: 段首句 and 正文."""
    lead, text = line.text[: line.lead], line.text[line.lead :]
    value: dict[str, Value] = {}
    if lead.strip():
        value["段首句"] = markup.of(lead.removesuffix("。"))
    if text.strip():
        value["正文"] = block(markup.of(text))
    return value


def _has_lead(item: Down) -> bool:
    node = item.value
    return isinstance(node, Mapping) and any(key.value == "段首句" for key, _ in node.pairs)


def _opens(section: Mapping) -> bool:
    """Whether a section has a text of its own before its items."""
    return any(key.value == "开头" for key, _ in section.pairs)


def _list(mapping: Mapping, name: str) -> Items | None:
    for key, node in mapping.pairs:
        if key.value == name and isinstance(node, Items):
            return node
    return None


def _at_root(layout: Layout, tail: Piece | None, text: str, line: Line) -> Iterator[Spot]:
    """Yield 开头 and 结尾 where the report has none yet."""
    root, source = layout.book.homes.root, layout.book.homes.main
    if source is None or line.kind not in (Kind.BODY, Kind.VERBATIM):
        return
    names = tail.home.names if tail is not None and tail.home is not None else ()
    if names[:1] == ("存在问题",) and "结尾" not in root.keys:
        doing = partial(insert, root.node, "结尾", block(text), root.keys["存在问题"])
        yield Spot(((source, doing),), (line.text,))
    if "开头" not in root.keys and names[:1] in ((), ("标题",), ("单位名称",), ("标题分行",)):
        after = next((root.keys[n] for n in ("标题", "标题分行", "年份") if n in root.keys), None)
        doing = partial(insert, root.node, "开头", block(text), after)
        yield Spot(((source, doing),), (line.text,))


def heading_spot(
    layout: Layout, before: int, after: int, lines: Sequence[Line], markup: Markup
) -> Iterator[Spot]:
    """Yield where a new section with its paragraphs may be put between two lines."""
    heading, *bodies = lines
    tail, head = layout.tail(before), layout.head(after)
    value: dict[str, Value] = {"标题": markup.of(_title(layout, heading))}
    if bodies:
        value["事项"] = [item_value(one, markup) for one in bodies]
    texts = (_printed(layout, heading), *(one.text for one in bodies))
    chain = _chain(tail.home) if tail is not None and tail.home is not None else []
    level = _level(layout, heading, chain)
    if level == len(chain) and tail is not None and head is not None:
        spot = _cut_in_two(layout, tail, head, value, texts)
        if spot is not None:
            yield spot
    if level > len(chain):
        yield from _inside(layout, chain, head, value, texts)
        return
    step = chain[level - 1]
    if isinstance(step.node, Items) and tail is not None and tail.home is not None:
        doing = partial(insert_item, step.node, step.at + 1, value)
        yield Spot(((tail.home.source, doing),), texts, max(layout.under(step)))


def _title(layout: Layout, heading: Line) -> str:
    """Return the words of a new heading."""
    lead = heading.lead if heading.kind is Kind.HEADING else 0
    match = _NUMBER.match(heading.text) if not lead else None
    title = heading.text[lead or (match.end() if match else 0) :]
    return title.removesuffix("。") if layout.book.report.style.heading_stop else title


def _printed(layout: Layout, heading: Line) -> str:
    """Return a new heading with the stop that the form puts behind it."""
    stop = layout.book.report.style.heading_stop and not heading.text.endswith("。")
    return f"{heading.text}。" if stop else heading.text


def _inside(
    layout: Layout,
    chain: Sequence[Down],
    head: Piece | None,
    value: dict[str, Value],
    texts: tuple[str, ...],
) -> Iterator[Spot]:
    """Yield the place of a section one level below, or of the first of a report."""
    source = layout.book.homes.main
    mapping = chain[-1].value if chain else layout.book.homes.root.node
    if source is None or not isinstance(mapping, Mapping):
        return
    sections = _list(mapping, "章节")
    first = head is not None and head.home is not None and bool(_chain(head.home))
    if sections is not None and sections.items:
        at = 0 if first or not chain else len(sections.items)
        if chain or first:
            yield Spot(((source, partial(insert_item, sections, at, value)),), texts)
        return
    keys = {key.value: key for key, _ in mapping.pairs}
    place = next((keys[one] for one in ("事项", "开头", "标题") if one in keys), None)
    yield Spot(((source, partial(insert, mapping, "章节", [value], place)),), texts)


def _cut_in_two(
    layout: Layout, tail: Piece, head: Piece, value: dict[str, Value], texts: tuple[str, ...]
) -> Spot | None:
    """Return the section that takes over the items behind a line of the section before it."""
    if tail.home is None or head.home is None:
        return None
    section, item = innermost(tail.home, "章节"), innermost(head.home, "事项")
    inside = section is not None and section in head.home.way
    if section is None or item is None or not inside or not isinstance(item.node, Items):
        return None
    if not isinstance(section.node, Items) or min(layout.under(item)) != layout.first(head):
        return None
    doing = partial(_section, section.node, item.node, item.at, value)
    return Spot(((tail.home.source, doing),), texts)


def _section(sections: Items, items: Items, at: int, value: dict[str, Value], edits: Edits) -> None:
    edits.cut_in_two(sections, items, at, value, "事项")


def _chain(home: Home) -> list[Down]:
    """Return the sections that a text stands in, the outermost first."""
    return [
        step
        for number, step in enumerate(home.way)
        if not step.name and number and home.way[number - 1].name == "章节"
    ]


def _level(layout: Layout, heading: Line, chain: Sequence[Down]) -> int:
    """Return the level of a new heading: that of its like, by its number, else by its style."""
    form = _form(heading.text)
    for line in layout.book.lines:
        if line.kind is Kind.HEADING and form and _form(line.text) == form:
            return line.level
    return heading.level or max(1, len(chain))


def _form(text: str) -> str:
    """Return what the number of a heading looks like, its count left out."""
    match = _NUMBER.match(text)
    return pattern(r"[一二三四五六七八九十百\d]+").sub("1", match[0]) if match else ""
