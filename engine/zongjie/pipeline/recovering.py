"""The way back: the text of an old 工作总结 → the YAML of a report."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zongjie import recovery
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.document import Heading, text_of
from zongjie.model import TxtForm
from zongjie.opinions.comments import OPINIONS, opinions
from zongjie.pipeline import render
from zongjie.pipeline.editors import editor_files
from zongjie.readers import files
from zongjie.records import NamedTuple
from zongjie.recovery import Recovered, percent
from zongjie.sources.report import load_text
from zongjie.text import is_formula

if TYPE_CHECKING:
    from zongjie.readers.docx import Changes

__all__ = [
    "Mentioned",
    "Recovered",
    "contents",
    "mentions",
    "percent",
    "recover",
    "recover_text",
]

REPORT: Final = "报告.yaml"
REVIEW: Final = "指标核对.csv"
_COLUMNS: Final = (
    *("把握", "指标", "数值", "上年", "目标", "同比", "完成率"),
    *("科室", "所在章节", "要核对的", "原文"),
)


def recover(path: str | os.PathLike[str], *, changes: Changes = "accept") -> Recovered:
    """Return the report of an old text: whatever ``readers.files`` can read.

    A file with structure (.docx, .md, a web page) is taken as the text it prints with
    the default 纯文本, with its tracked changes accepted or rejected; its comments come
    along.  What cannot be read is told in ``diagnostics``, and there is no YAML then.
    """
    reading = files.read_any(Path(path), str(path), changes=changes)
    text = _text_of(reading)
    if text is None:
        found = Recovered()
    elif not text.strip():
        found = Recovered(diagnostics=(catalogue.readings.no_text(str(path)),))
    else:
        found = recovery.recover(text, _printed, _headings_of(reading))
    return found._replace(
        diagnostics=(*reading.diagnostics, *found.diagnostics),
        comments=reading.content.comments if reading.content is not None else (),
    )


def _text_of(reading: files.Reading) -> str | None:
    """Return the text of a file, None where it could not be read."""
    if reading.text is not None:
        return reading.text.text
    if reading.content is None:
        return None
    from zongjie.writers import txt

    return txt.write(reading.content.document, TxtForm())


def _headings_of(reading: files.Reading) -> dict[str, int]:
    """Return the headings without a number that a file has as such, with their levels."""
    blocks = reading.content.document.blocks if reading.content is not None else ()
    return {
        text_of(block.runs).strip(): block.level
        for block in blocks
        if isinstance(block, Heading) and not block.number
    }


def recover_text(text: str) -> Recovered:
    """Return the YAML of a report that prints the canonical form of a text, byte for byte.

    For every text of Unicode without surrogates; it never raises and loses no
    character (DESIGN §4, law 2).
    """
    return recovery.recover(text, _printed)


def contents(found: Recovered) -> list[tuple[str, bytes]]:
    """Return the files of a recovered report, by their names in its folder.

    The report; where it has indicators a table of all of them, the doubtful
    first; the comments of those who read the text; and what an editor completes
    the report by.
    """
    made = [(REPORT, found.yaml.encode("utf-8"))]
    if found.indicators or found.left:
        made.append((REVIEW, _review(found)))
    if found.comments:
        made.append((OPINIONS, opinions(found.comments)))
    return [*made, *editor_files()]


def _review(found: Recovered) -> bytes:
    """Return every indicator as a CSV that Excel and WPS open: UTF-8 with a BOM (RFC 4180)."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(_COLUMNS)
    for text, excerpt in found.left:
        row = ("没有转", "", text, *[""] * 6, "留在正文里的数，照原文印", excerpt)
        writer.writerow(map(_cell, row))
    for one in sorted(found.every_indicator(), key=lambda one: -one.sureness.rank):
        given = (one.value, one.previous, one.target, one.change, one.completion)
        row = (one.sureness.value, one.path, *given, "", one.heading, "；".join(one.doubts))
        writer.writerow(map(_cell, (*row, one.excerpt)))
    return table.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if is_formula(text) else text


def _printed(yaml: str) -> tuple[str | None, Sequence[Diagnostic]]:
    rendered = render(load_text(yaml), "txt")
    data = rendered.outputs.get("txt")
    return None if data is None else data.decode("utf-8"), rendered.diagnostics


class Mentioned(NamedTuple):
    """Every number-like mention of an old text, as records, and what was told in reading it."""

    records: list[dict[str, str | int]]
    diagnostics: list[Diagnostic]


def mentions(path: str | os.PathLike[str], *, changes: Changes = "accept") -> Mentioned:
    """Return what numbers an old text holds, with offsets into the text of the file.

    Of a .docx it is the text that it prints with the default 纯文本.
    """
    from zongjie.model.mentions import scan

    reading = files.read_any(Path(path), str(path), changes=changes)
    text = _text_of(reading)
    found = scan(text) if text is not None else []
    name = Path(path).stem
    records = [{"doc": name, **mention._asdict(), "kind": mention.kind.value} for mention in found]
    return Mentioned(records, list(reading.diagnostics))
