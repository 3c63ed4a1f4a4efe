"""Rows of opinions → 意见采纳情况汇总表, as .docx and .txt are written from, and .xlsx."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from zongjie.document import Block, Document, Paragraph, Run, Table, Title
from zongjie.opinions.records import Opinion, Standing
from zongjie.records import NamedTuple
from zongjie.writers.guard import without_forbidden

if TYPE_CHECKING:
    from zongjie.model.profile import Profile

FORMATS: Final = ("docx", "xlsx", "txt", "json")
TITLE: Final = "意见采纳情况汇总表"
_HEADS: Final = ("序号", "提出人", "段落", "原文", "意见或修改", "采纳情况", "理由")
_ALIGN: Final = ("center", "center", "left", "left", "left", "center", "left")
_SHARES: Final = (6, 10, 15, 25, 24, 10, 10)  # of the width of a page that lies across
_WIDTHS: Final = (6, 12, 20, 48, 48, 10, 24)  # in characters, of the columns of a sheet


class Told(NamedTuple):
    """What the table says: rows, the title of the text they are about, and whose looks changed.

    ``looks`` says how often each person changed the looks of something; no row does.
    """

    opinions: Sequence[Opinion]
    subject: str = ""
    looks: Sequence[tuple[str, int]] = ()


def write(told: Told, form: str, profile: Profile) -> bytes:
    """Return the table as docx (in a 版式, on A4 across), xlsx, txt or json.

    Raises KeyError for another format, ImportError for xlsx without openpyxl.
    """
    if form == "docx":
        from zongjie.writers import docx

        properties = docx.Properties(TITLE)
        return docx.write(document_of(told), profile, properties, landscape=True)
    return {"xlsx": _xlsx, "txt": _txt, "json": _json}[form](told)


def document_of(told: Told) -> Document:
    """Return the table as a document for a page that lies across."""
    rows = [tuple(map(_cell, row)) for row in (_HEADS, *_rows(told.opinions))]
    blocks: list[Block] = [
        Title(_cell(TITLE)),
        Paragraph((), _cell(_summary(told))),
        Table(tuple(rows), align=_ALIGN, shares=_SHARES),
    ]
    if told.looks:
        blocks.append(Paragraph((), _cell(_looks(told.looks))))
    return Document(blocks)


def _xlsx(told: Told) -> bytes:
    from zongjie.writers import sheets  # the extra may not be installed

    return sheets.write({"意见汇总": [_HEADS, *_rows(told.opinions)]}, _WIDTHS)


def _txt(told: Told) -> bytes:
    lines = [TITLE, _summary(told)]
    for number, one in enumerate(told.opinions, 1):
        people, place = "、".join(one.people), "，".join(filter(None, (one.place, one.heading)))
        standing = f"（{one.standing.value}）" if one.standing.value else ""
        lines += ["", f"{number}. {people}{standing}　{place}".rstrip()]
        parts = (("原文", one.original), ("意见", one.said), ("理由", one.reason))
        lines += [indented(name, text) for name, text in parts if text]
        lines += [f"   {_flat(reply)}" for reply in one.replies]
    if told.looks:
        lines += ["", _looks(told.looks)]
    return ("\n".join(map(without_forbidden, lines)) + "\n").encode("utf-8")


def _json(told: Told) -> bytes:
    rows = [
        {
            "people": one.people,
            "place": one.place,
            "heading": one.heading,
            "original": one.original,
            "said": one.said,
            "replies": one.replies,
            "standing": one.standing.value or None,
            "reason": one.reason,
        }
        for one in told.opinions
    ]
    found = {"subject": told.subject, "opinions": rows, "looks": dict(told.looks)}
    data = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    return data.encode("utf-8", "replace")


def _rows(opinions: Sequence[Opinion]) -> list[tuple[str, ...]]:
    return [
        (
            str(number),
            "、".join(one.people),
            "\n".join(filter(None, (one.place, one.heading))),
            one.original,
            "\n".join((one.said, *one.replies)),
            one.standing.value,
            one.reason,
        )
        for number, one in enumerate(opinions, 1)
    ]


def _summary(told: Told) -> str:
    people = {name for one in told.opinions for name in one.people}
    counts = Counter(one.standing for one in told.opinions)
    known = [f"{one.value}{counts[one]}条" for one in Standing if one.value and counts[one]]
    known += [f"待定{counts[Standing.OPEN]}条"] if known and counts[Standing.OPEN] else []
    about = f"《{told.subject}》" if told.subject else ""
    ending = f"，其中{'，'.join(known)}" if known else ""
    return f"{about}共收到{len(people)}人的意见{len(told.opinions)}条{ending}。"


def _looks(looks: Sequence[tuple[str, int]]) -> str:
    told = "，".join(f"{name}{count}处" for name, count in looks)
    return f"另有格式改动（{told}），没有列出。"


def _cell(text: str) -> tuple[Run, ...]:
    return (Run(without_forbidden(text)),) if text else ()


def _flat(text: str) -> str:
    return text.replace("\n", " ")


def indented(name: str, text: str) -> str:
    """Return a text behind what it is called, its lines under each other."""
    return f"   {name}：" + "\n      ".join(text.split("\n"))
