"""The end of a text: 存在问题 and 结尾, taken from the last part."""

from __future__ import annotations

import re
from typing import Final

from zongjie.numerals import to_chinese
from zongjie.recovery.draft import Draft, Item, Part, Piece, Problems

PROBLEMS: Final = re.compile(
    r"清醒(?:地)?(?:认识|看)到|(?:总结|肯定|看到)成绩的同时"
    r"|存在(?:着|的)?(?:一些|不少|许多)?[^，。；]{0,8}(?:问题|不足|短板|困难)"
)
_CLOSING: Final = re.compile(
    r"各位|同志们|让我们|新的一年|在新的|展望|站在|面对|今后|明年|下一步|20\d\d年[，,是]"
)
_TITLE: Final = re.compile(r"问题|不足|短板|困难")
_MOST_AFTER: Final = 6  # paragraphs of a closing
_ENTRY: Final = re.compile(r"(?:(?<=[。；：，、])|^)([一二三四五六七八九十]{1,3})是")
_LEADS_ON: Final = tuple("。！？：；…”），、")


def take_end(draft: Draft) -> None:
    """Move what belongs to no part out of the last one."""
    part = _last(draft)
    if part is None or _take_titled(draft, draft.parts[-1]):
        return
    loose = _loose(part)
    tail = [item.body for item in loose if item.body is not None]
    at = next((at for at, piece in enumerate(tail) if PROBLEMS.search(piece.text)), None)
    if at is not None and len(tail) - at <= _MOST_AFTER:
        draft.problems = _problems(draft, tail[at])
        draft.closing = tail[at + 1 :] if draft.problems else tail[at:]
        del part.items[len(part.items) - len(tail) + at :]
        return
    at = next((at for at, piece in enumerate(tail) if _CLOSING.match(piece.text)), None)
    if at is not None and len(part.items) > len(tail) - at:
        draft.closing = tail[at:]
        del part.items[len(part.items) - len(tail) + at :]


def _take_titled(draft: Draft, part: Part) -> bool:
    """Take a last chapter about problems, one paragraph and what closes the text."""
    bodies = [item.body for item in part.items if item.body is not None and not item.lead]
    pieces = [*part.opening, *bodies]
    plain = part.numbered and not (part.parts or part.run_in or part.lead)
    if not (plain and _TITLE.search(part.title) and pieces) or any(p.verbatim for p in pieces):
        return False
    first, *rest = pieces
    if len(rest) > _MOST_AFTER or not all(_CLOSING.match(piece.text) for piece in rest):
        return False
    problems = _problems(draft, first)
    if problems is None:
        return False
    problems.title = Piece(part.title, part.at, part.at)
    draft.problems, draft.closing = problems, rest
    draft.parts.pop()
    return True


def _last(draft: Draft) -> Part | None:
    part = draft.parts[-1] if draft.parts else None
    while part is not None and part.parts:
        part = part.parts[-1]
    return part


def _loose(part: Part) -> list[Item]:
    """Return the items at the end that have no lead: they may belong to no part."""
    at = len(part.items)
    while at and not part.items[at - 1].lead and not part.items[at - 1].verbatim:
        at -= 1
    return part.items[at:]


def _problems(draft: Draft, piece: Piece) -> Problems | None:
    """Return a paragraph as 过渡语 and 条目 where 分条 would print it so, else as 过渡语."""
    marks = list(_ENTRY.finditer(piece.text))
    numbers = [match[1] for match in marks]
    counted = [to_chinese(number) for number in range(1, len(marks) + 1)]
    head = piece.text[: marks[0].start()] if marks else ""
    if len(marks) > 1 and numbers == counted and head.endswith(_LEADS_ON):
        ends = [*(match.start() for match in marks[1:]), len(piece.text)]
        entries = [piece.text[match.end() : end] for match, end in zip(marks, ends, strict=True)]
        stops = {entry[-1:] for entry in entries[:-1]}
        if len(stops) == 1 and stops <= {"。", "；"} and entries[-1].endswith("。"):
            bare = [entry[:-1] for entry in entries]
            if stops == {"。"} or not any("。" in entry for entry in bare):
                draft.style = draft.style._replace(item_mark=stops.pop())
                return Problems(Piece(head, piece.at, piece.last), bare)
    ended = not piece.text.endswith(("：", "，", "、", ":"))
    return Problems(piece, []) if ended else None
