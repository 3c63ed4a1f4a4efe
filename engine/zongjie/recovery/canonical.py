"""The canonical form of a text, which all round trips are held against (DESIGN §4)."""

from collections.abc import Iterator, Sequence

from zongjie.records import NamedTuple
from zongjie.text import pattern

_BLANKS = " \t\u3000\u00a0"
_LINE_END = pattern(r"\r\n?|\n")
_DATE = pattern(r"\s*(?:19|20)\d\d[-—./年]\d{1,2}[-—./月]\d{1,2}日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?")
# Lines that a web page puts round a text.  Only whole lines, only at the head
# or the tail; everything else in a text belongs to the person who wrote it.
_CHROME = pattern(
    r"(?:验证码|全部评论|发表评论|打印本页|打印|关闭窗口|关闭|返回顶部|返回首页|上一篇[：:].*|下一篇[：:].*"
    r"|分享到[：:]?.*|(?:【?字[号体][：:].*)|【?打印】?\s*【?关闭】?|首页\s*>.*"
    r"|(?:索\s*引\s*号|发布机构|发文机关|发布日期|发布时间|生成日期|公开日期|公开方式|公开范围|信息来源"
    r"|主题分类|信息分类|浏览次数|点击数|访问量)[：:].*)"
)


class Edit(NamedTuple):
    """``raw[start:end]`` became ``text``; ``reason`` says by which rule."""

    start: int
    end: int
    text: str
    reason: str


class _Piece(NamedTuple):
    start: int
    end: int


_Line = list[_Piece]  # the stretches of the raw text that make one line


def canonical(raw: str) -> tuple[str, tuple[Edit, ...]]:
    """Return the text all round trips are held against, and what was changed.

    Idempotent.  BOM at the head dropped; CRLF and CR become LF; NBSP dropped at a line's
    start and end, a blank elsewhere; blanks at line ends dropped; listed web
    chrome at head and tail dropped; a paragraph that ends in ``,`` ``，`` or
    ``、`` joins the next across one blank line; no blank lines round the text,
    one LF at its end.  Nothing else changes (DESIGN §4).
    """
    lines = [[piece] for piece in _lines(raw)]
    chrome: list[_Piece] = []
    while _drop_chrome(raw, lines, chrome) or _join_lines(raw, lines):
        pass
    edits = tuple(_edits(raw, lines, chrome))
    return "\n".join("".join(_show(raw, p) for p in line) for line in lines) + "\n", edits


def _lines(raw: str) -> Iterator[_Piece]:
    start = 0
    for match in _LINE_END.finditer(raw):
        yield _trim(raw, start, match.start())
        start = match.end()
    yield _trim(raw, start, len(raw))


def _trim(raw: str, start: int, end: int) -> _Piece:
    floor = start
    while start < end and raw[start] == "\u00a0":
        start += 1
    while end > start and raw[end - 1] in _BLANKS:
        end -= 1
    return _Piece(start, end) if start < end else _Piece(floor, floor)


def _show(raw: str, piece: _Piece) -> str:
    return raw[piece.start : piece.end].replace("\u00a0", " ")


def _text(raw: str, line: _Line) -> str:
    return "".join(_show(raw, piece) for piece in line)


def _drop_chrome(raw: str, lines: list[_Line], chrome: list[_Piece]) -> bool:
    """Drop outer blank lines and chrome; return whether chrome was dropped."""
    found = False
    _drop_head(raw, lines)
    while lines and not _text(raw, lines[-1]):
        del lines[-1]
    if lines and (_is_chrome(raw, lines[0]) or _is_dated_repeat(raw, lines)):
        chrome.extend(lines.pop(0))
        found = True
    elif lines and _is_chrome(raw, lines[-1]):
        chrome.extend(lines.pop())
        found = True
    return found


def _drop_head(raw: str, lines: list[_Line]) -> None:
    """Drop blank lines at the head, and byte order marks with the NBSP behind them."""
    blank = 0
    for line in lines:
        start, end = line[0]
        while start < end and raw[start] in "\ufeff\u00a0":
            start += 1
        line[0] = _Piece(start, end)
        if _text(raw, line):
            break
        blank += 1
    del lines[:blank]


def _is_chrome(raw: str, line: _Line) -> bool:
    return _CHROME.fullmatch(_text(raw, line).strip(_BLANKS)) is not None


def _is_dated_repeat(raw: str, lines: list[_Line]) -> bool:
    first = _text(raw, lines[0])
    second = next((text for line in lines[1:] if (text := _text(raw, line))), "")
    title = second.strip(_BLANKS)
    return bool(title) and first.startswith(title) and bool(_DATE.fullmatch(first[len(title) :]))


def _join_lines(raw: str, lines: list[_Line]) -> bool:
    joined: list[_Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        # Chrome takes no paragraph along; a joined line never is chrome.
        may_join = _ends_open(raw, line) and not _is_chrome(raw, line)
        while may_join and _ends_open(raw, line) and at + 2 < len(lines):
            between, after = lines[at + 1], lines[at + 2]
            if _text(raw, between) or not _text(raw, after):
                break
            first, *rest = after
            while raw[first.start] in _BLANKS:
                first = _Piece(first.start + 1, first.end)
            line += [first, *rest]
            at += 2
        joined.append(line)
        at += 1
    found = len(joined) < len(lines)
    lines[:] = joined
    return found


def _ends_open(raw: str, line: _Line) -> bool:
    start, end = line[-1]
    return start < end and raw[end - 1] in ",，、"


def _edits(raw: str, lines: list[_Line], chrome: list[_Piece]) -> Iterator[Edit]:
    at = 0
    wanted = ""  # what must stand between the piece before and this one
    for line in lines:
        for piece in line:
            if piece.start == piece.end:
                continue
            yield from _gap(raw, _Piece(at, piece.start), wanted, chrome)
            for offset in range(piece.start, piece.end):
                if raw[offset] == "\u00a0":
                    yield Edit(offset, offset + 1, " ", "blank")
            at, wanted = piece.end, ""
        wanted += "\n"
    yield from _gap(raw, _Piece(at, len(raw)), "\n", chrome)


def _gap(raw: str, gap: _Piece, wanted: str, chrome: list[_Piece]) -> Iterator[Edit]:
    at = gap.start
    for piece in sorted(p for p in chrome if gap.start <= p.start < p.end <= gap.end):
        if at < piece.start:
            yield Edit(at, piece.start, "", "blank")
        yield Edit(piece.start, piece.end, "", "chrome")
        at = piece.end
    if raw[at : gap.end] != wanted:
        yield Edit(at, gap.end, wanted, "blank")


def to_canonical(edits: Sequence[Edit], offset: int) -> int:
    """Return where a raw offset lies in the canonical text."""
    shift = 0
    for edit in edits:
        if edit.end > offset:
            if edit.start < offset:
                return edit.start + shift + min(offset - edit.start, len(edit.text))
            break
        shift += len(edit.text) - (edit.end - edit.start)
    return offset + shift


def to_raw(edits: Sequence[Edit], offset: int) -> int:
    """Return where an offset of the canonical text lies in the raw text."""
    shift = 0
    for edit in edits:
        start = edit.start + shift
        if start + len(edit.text) > offset:
            if start < offset:
                return edit.start + min(offset - start, edit.end - edit.start)
            break
        shift += len(edit.text) - (edit.end - edit.start)
    return offset - shift
