"""A web page as a browser, or Word, saved it → the Document of its text.

Understood:

- [x] the part of the page that holds the text, without menus and what stands round it
- [x] the title: the page's own heading, else what it tells search engines, else its name
- [x] paragraphs, headings, breaks, lists (numbers typed, bullets dropped)
- [x] tables, but not those that only lay out
- [x] bold words at a paragraph's start as 段首句
- [x] blanks and line ends as a browser shows them, typed indentation dropped
- [x] the page in a .mht
- [ ] what is hidden, scripts, forms, pictures: nothing is run and nothing is fetched
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile
from typing import TYPE_CHECKING, Final

from zongjie import decoding
from zongjie.document import Block, Document, Heading, Paragraph, Run, Subtitle, Table, Title
from zongjie.packages import UnreadableDocxError
from zongjie.readers.kinds import Kind, kind_of
from zongjie.records import NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_MARKUP: Final = 500_000
"""Signs ``<``; a page of the largest portal has ten thousand."""
_MOST_NESTS: Final = 20  # parts in parts of a .mht: it has one
_GONE: Final = frozenset(
    (
        *("head", "script", "style", "noscript", "template", "title", "nav", "aside", "footer"),
        *("select", "option", "button", "textarea", "iframe", "object", "svg", "video", "audio"),
        *("rt", "rp"),
    )
)
_BLOCKS: Final = frozenset(
    (
        *("html", "body", "form", "fieldset", "center", "div", "section", "article", "main"),
        *("header", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
        *("blockquote", "pre", "address", "figure", "figcaption", "hr", "caption", "br"),
        *("table", "thead", "tbody", "tfoot", "tr", "td", "th"),
    )
)
_BOLD: Final = frozenset({"b", "strong"})
_HIDDEN: Final = re.compile(r"display:none|visibility:hidden|mso-hide:all")
_STOPS: Final = re.compile("[，。；！？]")
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
# A line end in the source lies between two characters that no blank parts.
_FOLDED: Final = re.compile(r"(?<=[^\x00-\xff])[ \t]*[\r\n]+[ \t\r\n\f]*(?=[^\x00-\xff])")
_INDENT: Final = " \t\u3000\xa0\u2002\u2003\u200b\ufeff"
_MOST: Final = 9  # of ten characters in sentences, in the part that is the page's text
_TOP: Final = 8  # lines: before a page's own title stands only the way to it
_ABOUT: Final = re.compile(
    r"(?:信息|文章|稿件)?(?:发布|更新|发文|来源|作者|日期|时间|浏览|点击|阅读|字号|字体)[^。]{0,60}$|【[^。]{0,60}$"
)
"""When and by whom a page was put up, and how to print it."""
_NAMES: Final = re.compile(r"\s*[-_|–—].*")  # behind a page's name: the name of the site


class _Line(NamedTuple):
    """A line: its level if it is a heading, its bold beginning, the cells of a row.

    ``middle`` says that it stands in the middle of its line.
    """

    text: str
    level: int = 0
    lead: str = ""
    middle: bool = False
    cells: tuple[str, ...] = ()


def read(text: str) -> Document:
    """Return what a page says; raises :class:`UnreadableDocxError` where it is too much."""
    root = _tree(text)
    if root is None:
        return Document(())
    main = _main(root)
    lines = [line for line in _lines(main) if line.text]
    title = _title(root) if lines and not lines[0].middle else ""
    if not title:
        return Document(_blocks(lines))
    again = next((at for at, line in enumerate(lines[:_TOP]) if line.text == title), -1)
    body = dropwhile(lambda line: _ABOUT.match(line.text), lines[again + 1 :])
    return Document([Title((Run(title),)), *_blocks(list(body))])


def read_bytes(data: bytes) -> Document | None:
    """Return what a page says as it lies on disk, alone or packed with its pictures (.mht).

    None where there is no page; raises as :func:`read`.
    """
    page = _unpacked(data) if kind_of(data) is Kind.PACKED_WEB else data
    decoded = decoding.decode(page) if page is not None else None
    return read(decoded.text) if decoded is not None else None


def _unpacked(data: bytes) -> bytes | None:
    """Return the page of a .mht (RFC 2557): its first part in HTML."""
    from email import message_from_bytes  # few files need it

    nests = data.count(b"boundary=") + data.count(b"message/")
    if data.count(b"\n") > MAX_MARKUP or nests > _MOST_NESTS:
        raise UnreadableDocxError("too-large")
    parts = message_from_bytes(data).walk()
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    payload = None if page is None else page.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else None


def _tree(text: str) -> _Element | None:
    from lxml import etree

    if text.count("<") > MAX_MARKUP:
        raise UnreadableDocxError("too-large")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        root: _Element | None = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocxError("damaged") from error
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
        raise UnreadableDocxError("too-large")  # nested too deep: the rest would be missing
    for one in list(() if root is None else root.iter()):
        if not isinstance(one.tag, str) or one.tag in ("head", "title"):
            continue
        style = "".join(str(one.get("style", "")).split()).lower()
        if one.tag in _GONE or one.get("hidden") is not None or _HIDDEN.search(style):
            for inner in list(one):
                one.remove(inner)
            one.text = None
    return root


def _main(root: _Element) -> _Element:
    """Return the innermost element that holds nearly all sentences: menus have none."""
    counts: dict[_Element, int] = {}
    elements = list(root.iter())
    for one in reversed(elements):
        own = [one.text, *(child.tail for child in one)] if isinstance(one.tag, str) else []
        counts[one] = sum(len(text) for text in own if text and _STOPS.search(text))
        counts[one] += sum(counts[child] for child in one)
    at, least = root, counts[root] * _MOST
    while least:
        inner = next((one for one in at if counts[one] * 10 >= least), None)
        if inner is None or inner.tag in ("p", "table", "tr", "ul", "ol"):
            break
        at = inner
    return at


def _title(root: _Element) -> str:
    """Return the page's title: what it tells others (政府网站 have ArticleTitle), or its name."""
    told = {str(one.get("name", "")).lower(): one.get("content") for one in root.iter("meta")}
    first = next((_joined(one) for one in root.iter("h1") if _joined(one)), "")
    name = next((_joined(one) for one in root.iter("title")), "")
    return str(told.get("articletitle") or "").strip() or first or _NAMES.sub("", name)


def _joined(element: _Element) -> str:
    return _shown("".join(map(str, element.itertext())))


def _shown(text: str) -> str:
    """Return a text with its blanks as a browser shows them."""
    return _BLANKS.sub(" ", _FOLDED.sub("", text)).strip(_INDENT)


class _Lines:
    """The lines below an element, while they are read."""

    def __init__(self) -> None:
        self.found: list[_Line] = []
        self._said = ""
        self._lead = 0  # how much of the line is bold from its beginning

    def say(self, text: str, *, bold: bool) -> None:
        """Take in text of the line."""
        if bold and not self._said[self._lead :].strip(_INDENT):
            self._lead = len(self._said) + len(text)
        self._said += text

    def end(self, level: int = 0, *, middle: bool = False) -> None:
        """End the line."""
        lead = _shown(self._said[: self._lead])
        self.found.append(_Line(_shown(self._said), level, lead, middle))
        self._said, self._lead = "", 0


def _lines(element: _Element) -> list[_Line]:
    lines = _Lines()
    _walk(element, lines, bold=False)
    lines.end()
    return lines.found


def _walk(element: _Element, lines: _Lines, *, bold: bool) -> None:
    """Read what an element says; libxml2 allows 256 levels."""
    bold = bold or element.tag in _BOLD
    count = 0
    lines.say(element.text or "", bold=bold)
    for child in element:
        name = child.tag if isinstance(child.tag, str) else ""
        if name in _BLOCKS:
            lines.end()
        if name == "li" and element.tag == "ol":
            count += 1
            lines.say(f"{count}.", bold=bold)
        if name == "tr":
            lines.found += _row(child)
        elif name and name not in _GONE:
            _walk(child, lines, bold=bold)
        if name in _BLOCKS:
            level = int(name[1]) if re.fullmatch("h[1-6]", name) else 0
            lines.end(level, middle=_is_middle(child))
        lines.say(child.tail or "", bold=bold)


def _is_middle(element: _Element) -> bool:
    style = "".join(str(element.get("style", "")).split()).lower()
    return str(element.get("align", "")).lower() == "center" or "text-align:center" in style


def _row(row: _Element) -> list[_Line]:
    """Return a row as one line; one that only lays out, as the lines in it."""
    cells = [[line for line in _lines(cell) if line.text] for cell in row.iterchildren("td", "th")]
    if len(cells) < 2 or any(len(cell) > 1 or any(line.cells for line in cell) for cell in cells):
        return [line for cell in cells for line in cell]
    texts = tuple(cell[0].text if cell else "" for cell in cells)
    return [_Line("\t".join(texts), cells=texts)]


def _blocks(lines: list[_Line]) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    head = 0  # lines in the middle before all others: the title, and what is under it
    while head < len(lines) and lines[head].middle and not lines[head].level:
        head += 1
    for at, line in enumerate(lines[:head]):
        yield Subtitle((Run(line.text),)) if at else Title((Run(line.text),))
    lines = lines[head:]
    for line in (*lines, _Line("")):
        if line.cells:
            rows.append(line.cells)
            continue
        if rows:
            yield Table(tuple(tuple((Run(cell),) if cell else () for cell in row) for row in rows))
            rows = []
        if line.level:
            yield Heading(max(line.level - 1, 1), "", (Run(line.text),))
        elif line.text:
            yield _paragraph(line)


def _paragraph(line: _Line) -> Paragraph:
    rest = line.text[len(line.lead) :]
    if not line.lead or not rest or not line.text.startswith(line.lead):
        return Paragraph((), (Run(line.text),))
    return Paragraph((Run(line.lead),), (Run(rest),))
