"""What stands above and below the text: title and its lines, signature, date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from zongjie.recovery.draft import Draft, Piece
from zongjie.recovery.headings import mark_of

_LOOKED_THROUGH: Final = 15  # lines: what stands above a title is a page's head, no text
_LONGEST_TITLE: Final = 60
_WIDE: Final = "　"
_STOPS: Final = re.compile(r"[。！？；：]")
_NAMED: Final = re.compile(r".*(?:总结|汇报|报告|述职|工作情况)(?:和.*|及.*|（.*）|\(.*\))?")
_SUBTITLE: Final = re.compile(r"[—―]{1,2}\S.*|20\d\d年\d{1,2}月\d{1,2}日在.*(?:会议|大会|会)上")
_BYLINE: Final = re.compile(
    r"\S{0,16}(?:长|主任|书记)[ 　]*[\u4e00-\u9fff]{2,4}|\S{2,24}(?:街道|街道办事处|人民政府)"
    r"|（?20\d\d年\d{1,2}月\d{1,2}日）?"
)
_ADDRESSEE: Final = re.compile(r"(?:各位|区|市|县|街道)[^。：]{1,24}：")
_DATE: Final = re.compile(r"[12]\d{3}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日")
_ORGAN: Final = re.compile(
    r"[^，。；：！？\s]{2,30}(?:街道|办事处|政府|委员会|党工委|党委|中心|办公室|局)"
)


def take_head(draft: Draft, pieces: Sequence[Piece], indent: str) -> int:
    """Take the title and the lines round it; return how many lines that are.

    ``pieces`` have their indentation: what stands round a title has none, and
    where paragraphs have one, a short line without it belongs to the title.
    """
    at = _title(pieces)
    if at is None:
        draft.style = draft.style._replace(titled=False)
        return 0
    title = pieces[at]
    text = title.text.lstrip(_WIDE)
    draft.txt = draft.txt._replace(title_indent=len(title.text) - len(text))
    draft.preface, draft.title = list(pieces[:at]), Piece(text, title.at, title.last)
    at += 1
    patterns: dict[str, re.Pattern[str]] = {
        "subtitle": _SUBTITLE,
        "byline": _BYLINE,
        "addressee": _ADDRESSEE,
    }
    for key in patterns:
        if at < len(pieces) and _is_bare(pieces[at]):
            found = next((k for k, p in patterns.items() if p.fullmatch(pieces[at].text)), "")
            loose = bool(indent) and not found and key != "addressee" and _may_be_title(pieces[at])
            if found == key or loose:
                setattr(draft, key, pieces[at])
                at += 1
    return at


def _title(pieces: Sequence[Piece]) -> int | None:
    """Return which line is the title, None where there is none."""
    for at, piece in enumerate(pieces[:_LOOKED_THROUGH]):
        text = "" if piece.verbatim else piece.text.lstrip(_WIDE)
        centred = Piece(text, piece.at, piece.last)
        if text and _NAMED.fullmatch(text) and _may_be_title(centred):
            again = at + 1 < len(pieces) and pieces[at + 1].text == piece.text
            return at + 1 if again and not pieces[at + 1].verbatim else at
        if not _is_bare(piece) or len(text) > _LONGEST_TITLE:
            break
    return 0 if pieces and _may_be_title(pieces[0]) else None


def _may_be_title(piece: Piece) -> bool:
    fits = _is_bare(piece) and len(piece.text) <= _LONGEST_TITLE
    heading = mark_of(piece.text)
    return fits and not _STOPS.search(piece.text) and (heading is None or not heading.kind)


def _is_bare(piece: Piece) -> bool:
    return not piece.verbatim and not piece.text[:1].isspace()


def take_signature(draft: Draft, pieces: list[Piece], indent: str) -> list[Piece]:
    """Take a signature off the end of the lines, which have their indentation."""
    if not pieces or pieces[-1].verbatim or not _DATE.fullmatch(pieces[-1].text.strip()):
        return pieces
    taken = 1
    before = pieces[-2] if len(pieces) > 1 else None
    if before and not before.verbatim and _ORGAN.fullmatch(before.text.strip()):
        taken = 2
    rows = [piece.text for piece in pieces[-taken:]]
    bare = [row.removeprefix(indent) for row in rows]
    as_text = all(
        row.startswith(indent) and text == text.strip()
        for row, text in zip(rows, bare, strict=True)
    )
    draft.txt = draft.txt._replace(signature="同正文" if as_text else "靠右")
    signed = [Piece(piece.text.strip(), piece.at, piece.last) for piece in pieces[-taken:]]
    draft.date, draft.organ = signed[-1], signed[0] if taken > 1 else None
    return pieces[:-taken]
