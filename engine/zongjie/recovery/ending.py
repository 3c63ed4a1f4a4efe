"""The end of a text: 存在问题 and 结尾, taken from the last part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from zongjie.numerals import heading_count
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
_CHINESE: Final = "[一二三四五六七八九十]{1,3}"
_MARK: Final = (
    rf"(?:{_CHINESE}[是要]|第{_CHINESE}[，、]|{_CHINESE}、|[（(](?:{_CHINESE}|[1-9][0-9]?)[）)]"
    r"|[1-9][0-9]?(?:、|[.．](?![0-9]))|[①-⑳])"
)
_COUNTED: Final = re.compile(_MARK)
_ENTRY: Final = re.compile(rf"(?:(?<=[。；：，、])|^){_MARK}")
_LISTED: Final = re.compile(
    r"(?:[^。]*。)*[^。]*(?:主要是|表现在|体现在|表现为|有|如下|方面|问题|不足)："
)
_MOST_ENTRIES: Final = 12
_FEWEST: Final = 2  # make a list
_LEADS_ON: Final = tuple("。！？：；…”），、")


def take_end(draft: Draft) -> None:
    """Move what belongs to no part out of the last one."""
    part = _last(draft)
    if part is None or draft.problems is not None or _take_titled(draft, draft.parts[-1]):
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
    plain = bool(part.mark) and not (part.own_mark or part.parts or part.run_in or part.lead)
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
    found = _counted(piece) or _listed(piece)
    if found is not None:
        head, number, entries = found
        stops = {entry[-1:] for entry in entries[:-1]}
        bare = [entry[:-1] for entry in entries]
        if (
            len(stops) == 1
            and stops <= {"。", "；"}
            and entries[-1].endswith("。")
            and (stops == {"。"} or not any("。" in entry for entry in bare))
        ):
            draft.style = draft.style._replace(item_mark=stops.pop(), item_number=number)
            made = [Piece(entry, piece.at, piece.last) for entry in bare]
            return Problems(Piece(head, piece.at, piece.last), made)
    ended = not piece.text.endswith(("：", "，", "、", ":"))
    return Problems(piece, []) if ended else None


def _counted(piece: Piece) -> tuple[str, str, list[str]] | None:
    """Return what stands before 一是, the kind of the numbers, and the entries with their ends."""
    marks = list(_ENTRY.finditer(piece.text))
    counts = [heading_count(match[0]) for match in marks]
    kind = next((count[0] for count in counts if count is not None), "")
    if not kind:
        return None
    of_kind = [(m, c[1]) for m, c in zip(marks, counts, strict=True) if c and c[0] == kind]
    same, numbers = [match for match, _ in of_kind], [number for _, number in of_kind]
    head = piece.text[: same[0].start()]
    if len(same) < _FEWEST or numbers != list(range(1, len(same) + 1)):
        return None
    if not head.endswith(_LEADS_ON):
        return None
    ends = [*(match.start() for match in same[1:]), len(piece.text)]
    entries = [piece.text[match.end() : end] for match, end in zip(same, ends, strict=True)]
    return head, kind, entries


def _listed(piece: Piece) -> tuple[str, str, list[str]] | None:
    """Return the same of 主要是：甲；乙；丙。"""
    match = _LISTED.match(piece.text)
    rest = piece.text[match.end() :] if match is not None else ""
    if match is None or not rest.endswith("。") or "。" in rest[:-1] or "；" not in rest:
        return None
    *entries, last = rest.split("；")
    return match[0], "", [*(f"{entry}；" for entry in entries), last]


def take_listed(draft: Draft) -> None:
    """Take problems that have a paragraph each, 一是… 二是…, off the end of the last part."""
    part = _last(draft)
    if part is None or part.run_in:
        return
    titled = part is draft.parts[-1] and bool(part.mark) and _TITLE.search(part.title) is not None
    for at, piece in enumerate(part.pieces):
        if not piece.verbatim and (PROBLEMS.search(piece.text) or (titled and not at)):
            break
    else:
        return
    number, end = _run(part.pieces, at + 1)
    entries, closing = part.pieces[at + 1 : end], part.pieces[end:]
    closes = not closing or (len(closing) <= _MOST_AFTER and _closes(closing[0]))
    if len(entries) < _FEWEST or not closes or (titled and at):
        return
    bare = [
        Piece(_COUNTED.sub("", entry.text, count=1).removesuffix("。"), entry.at, entry.last)
        for entry in entries
    ]
    draft.style = draft.style._replace(item_number=number, items_apart=True)
    draft.problems = Problems(piece, bare)
    draft.closing = closing
    if titled and not part.parts:
        draft.problems.title = Piece(part.title, part.at, part.at)
        draft.parts.pop()
    else:
        del part.pieces[at:]


def _closes(piece: Piece) -> bool:
    return not piece.verbatim and _CLOSING.match(piece.text) is not None


def _run(pieces: Sequence[Piece], start: int) -> tuple[str, int]:
    """Return the kind of the numbers that count on from a line, and where they end."""
    kind, at = "", start
    for at, piece in enumerate(pieces[start : start + _MOST_ENTRIES], start):
        match = None if piece.verbatim else _COUNTED.match(piece.text)
        counted = heading_count(match[0]) if match is not None else None
        wanted = (kind or (counted[0] if counted else ""), at - start + 1)
        if counted is None or counted != wanted or not piece.text.endswith("。"):
            return kind, at
        kind = counted[0]
    return kind, min(len(pieces), start + _MOST_ENTRIES)
