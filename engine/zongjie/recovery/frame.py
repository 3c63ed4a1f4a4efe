"""What stands above and below the text: title and its lines, signature, date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from zongjie.recovery.draft import Draft, Piece
from zongjie.recovery.headings import mark_of
from zongjie.writers.txt import to_right

_LOOKED_THROUGH: Final = 15  # lines: what stands above a title is a page's head, no text
_LONGEST_TITLE: Final = 60
_LONGEST_ROW: Final = 30  # of a title of several lines
_MOST_UNDER: Final = 8  # lines under a title
_MOST_SIGNED: Final = 5  # lines of a signature
_DEEPEST: Final = 4  # blanks of an indentation
_BLANKS: Final = " 　"
_STOPS: Final = re.compile(r"[。！？；：]")
_NAMED: Final = re.compile(r".*(?:总结|汇报|报告|述职|工作情况)(?:和.*|及.*|暨.*|（.*）|\(.*\))?")
_ABOVE: Final = re.compile(r".*(?:街道|镇|乡|办事处|政府|委员会|党工委|党委|办公室|局|中心|关于.*)")
_BELOW: Final = re.compile(r"(?:和|及|暨|与).*(?:计划|打算|安排|思路|要点)|（.{1,12}稿）")
_DAY: Final = (
    r"(?:[12]\d{3}|[一二][〇○零Oo0-9一二三四五六七八九]{3}|[１２][０-９]{3}) ?[年.\-/—] ?"
    r"(?:\d{1,2}|[０-９]{1,2}|[一二三四五六七八九十]{1,2}|X{1,2}|×{1,2}) ?[月.\-/—] ?"
    r"(?:(?:\d{1,2}|[０-９]{1,2}|[一二三四五六七八九十]{1,3}|X{1,2}|×{1,2})? ?[日号]?)"
)
_DATE: Final = re.compile(_DAY)
_MEETING: Final = re.compile(
    rf"[—―]{{1,2}}\S.*|{_DAY}在.*(?:会议|大会|会)上(?:的(?:讲话|报告|发言))?|[（(]{_DAY}[）)]"
)
_BYLINE: Final = re.compile(
    r"\S{0,16}(?:长|主任|书记)[ 　]*[\u4e00-\u9fff]{1,4}(?:[ 　]?[\u4e00-\u9fff]{1,2})?"
    r"|[\u4e00-\u9fff]{2,24}(?:街道|办事处|人民政府|委员会|党工委|办公室)"
    rf"|[（(]?{_DAY}[）)]?(?: \d{{1,2}}:\d{{2}}(?::\d{{2}})?)?"
)
_SOURCE: Final = re.compile(
    rf"(?:{_DAY})?.{{0,10}}(?:来源|作者|发布时间|发布日期|时间|日期|信息来源|编辑|发布机构|索引号|浏览次数|文号)\s?[：:].{{0,60}}"
)
_ADDRESSEE: Final = re.compile(r"(?:各位|区|市|县|街道|同志们)[^。：]{0,24}：")
_ORGAN: Final = re.compile(
    r"[^，。：；！？\s]{1,30}(?:街道|办事处|政府|委员会|党工委|党委|中心|办公室|局|镇|乡|社区|居委会)"
    r"(?:[（(](?:盖章|公章|章|印章)[）)])?"
)


def take_head(draft: Draft, pieces: Sequence[Piece], indent: str) -> int:
    """Take the title and the lines round it; return how many lines that are.

    ``pieces`` have their indentation: what stands round a title has none or is
    centred, and where paragraphs have one, a short line without it belongs to
    the title.
    """
    found = _title(pieces)
    if found is None:
        draft.style = draft.style._replace(titled=False)
        return 0
    first, at = found
    rows = [row for piece in pieces[first:at] for row in piece.text.split("\n")]
    draft.preface = list(pieces[:first])
    draft.title_lines = [row.strip(_BLANKS) for row in rows] if len(rows) > 1 else []
    title = "".join(row.strip(_BLANKS) for row in rows)
    draft.title = Piece(title, pieces[first].at, pieces[at - 1].last)
    draft.txt = draft.txt._replace(title_indent=_indents(rows), title_lines=len(rows) > 1)
    under = list(_under(pieces[at:], indent))
    _take_under(draft, under)
    at += len(under)
    if at < len(pieces) and not pieces[at].verbatim and _ADDRESSEE.fullmatch(pieces[at].text):
        draft.addressee = pieces[at]
        at += 1
    return at


def _title(pieces: Sequence[Piece]) -> tuple[int, int] | None:
    """Return where the lines of the title begin and end, None where there is none."""
    for at, piece in enumerate(pieces[:_LOOKED_THROUGH]):
        text = "" if piece.verbatim else piece.text.strip(_BLANKS).replace("\n", "")
        if text and _NAMED.fullmatch(text) and _may_be_title(text):
            again = at + 1 < len(pieces) and pieces[at + 1].text == piece.text
            return _whole(pieces, at + 1 if again and not pieces[at + 1].verbatim else at)
        if not text or len(text) > _LONGEST_TITLE:
            break
    first = pieces[0] if pieces else None
    if first is None or first.verbatim or first.text[:1].isspace():
        return None
    return (0, 1) if _may_be_title(first.text) else None


def _whole(pieces: Sequence[Piece], at: int) -> tuple[int, int]:
    """Return the lines that a title fills of which one names it."""
    first, end = at, at + 1
    text = pieces[at].text.strip(_BLANKS)
    while first and _is_row(pieces[first - 1]) and text[:2] in ("19", "20", "工作", "年度", "关于"):
        if not _ABOVE.fullmatch(pieces[first - 1].text.strip(_BLANKS)):
            break
        first -= 1
        text = pieces[first].text.strip(_BLANKS)
    if end < len(pieces) and _is_row(pieces[end]):
        end += bool(_BELOW.fullmatch(pieces[end].text.strip(_BLANKS)))
    return first, end


def _is_row(piece: Piece) -> bool:
    text = piece.text.strip(_BLANKS)
    return not piece.verbatim and len(text) <= _LONGEST_ROW and _may_be_title(text)


def _may_be_title(text: str) -> bool:
    fits = len(text) <= _LONGEST_TITLE and not _STOPS.search(text) and "\n" not in text
    heading = mark_of(text)
    return fits and (heading is None or not heading.kind)


def _under(pieces: Sequence[Piece], indent: str) -> Iterator[Piece]:
    """Yield the lines under a title that belong to it."""
    for number, piece in enumerate(pieces[:_MOST_UNDER]):
        text = piece.text.strip(_BLANKS)
        if piece.verbatim or (indent and _led(piece.text) == indent):
            return
        sure = any(p.fullmatch(text) for p in (_MEETING, _BYLINE, _SOURCE))
        loose = bool(indent) and number < 2 and not _led(piece.text) and _may_be_title(text)
        if not sure and not loose:
            return
        yield piece


def _led(text: str) -> str:
    return text[: len(text) - len(text.lstrip(_BLANKS))]


def _take_under(draft: Draft, under: Sequence[Piece]) -> None:
    """Make the first line the subtitle, unless it is a person or an office, the others 署名."""
    if not under:
        return
    draft.txt = draft.txt._replace(under_indent=_indents([piece.text for piece in under]))
    first, *rest = under
    text = first.text.strip(_BLANKS)
    if _MEETING.fullmatch(text) or not (_BYLINE.fullmatch(text) or _SOURCE.fullmatch(text)):
        draft.subtitle = _joined([first])
    else:
        rest = [first, *rest]
    if rest:
        draft.byline = _joined(rest)


def _joined(pieces: Sequence[Piece]) -> Piece:
    """Return lines as one piece of several rows."""
    text = "\n".join(piece.text.strip(_BLANKS) for piece in pieces)
    return Piece(text, pieces[0].at, pieces[-1].last)


def _indents(rows: Sequence[str]) -> str:
    """Return the blanks before lines as 标题缩进 has them, "" where none has any."""
    said = []
    for row in rows:
        led = _led(row)
        wide = len(led) - len(led.lstrip("　"))
        half = len(led) - wide
        parts = [str(wide)] if wide or not half else []
        said.append("+".join([*parts, *([f"{half}半角"] if half else [])]))
    while len(said) > 1 and said[-1] == said[-2]:
        said.pop()
    return "，".join(said) if said != ["0"] else ""


def take_signature(draft: Draft, pieces: list[Piece], indent: str) -> list[Piece]:
    """Take a signature off the end of the lines, which have their indentation."""
    signed: list[Piece] = []
    for piece in reversed(pieces[-_MOST_SIGNED:]):
        text = piece.text.strip(_BLANKS)
        if piece.verbatim or not (_DATE.fullmatch(text) or _ORGAN.fullmatch(text)):
            break
        signed.insert(0, piece)
    dates = [at for at, piece in enumerate(signed) if _DATE.fullmatch(piece.text.strip(_BLANKS))]
    far = bool(signed) and len(_led(signed[-1].text)) > _DEEPEST
    outside = not dates or dates[0] in (0, len(signed) - 1)
    if len(dates) > 1 or not outside or not (dates or far):
        return pieces
    organs = [piece for at, piece in enumerate(signed) if at not in dates]
    _set_signature(draft, signed, indent)
    first = bool(dates) and dates[0] == 0 and bool(organs)
    draft.txt = draft.txt._replace(date_first=first)
    draft.organ = _joined(organs) if organs else None
    draft.date = _joined([signed[dates[0]]]) if dates else None
    if draft.txt.signature == "靠右" and not _is_right(signed):
        draft.txt = draft.txt._replace(
            organ_indent=_indents([piece.text for piece in organs]) or ("0" if organs else ""),
            date_indent=(_indents([signed[dates[0]].text]) or "0") if dates else "",
        )
    return pieces[: len(pieces) - len(signed)]


def _set_signature(draft: Draft, signed: Sequence[Piece], indent: str) -> None:
    as_text = all(_led(piece.text) == indent for piece in signed)
    draft.txt = draft.txt._replace(signature="同正文" if as_text else "靠右")


def _is_right(signed: Sequence[Piece]) -> bool:
    texts = [piece.text.strip(_BLANKS) for piece in signed]
    return [piece.text for piece in signed] == [to_right(text) + text for text in texts]
