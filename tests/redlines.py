"""Redlines for the tests: two documents, one .docx; and documents as people edit them."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree as ET

from hypothesis import strategies as st

from profiled import default
from strategies import documents
from zongjie.document import (
    Attachments,
    Block,
    Document,
    Heading,
    Inlines,
    Note,
    Paragraph,
    Run,
    Table,
    Title,
    Verbatim,
)
from zongjie.model.profile import Profile
from zongjie.revisions.redline import redlined
from zongjie.writers.docx import Properties
from zongjie.writers.docx.redline import Redline

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}footnoteReference": "*",
}
_HELD = "\u200d"  # LibreOffice sets it into empty rows that are gone or new, and leaves it there
_PARTS = ("word/document.xml", "word/footnotes.xml")
_SENTENCES = (
    "全年受理案件18735件，结案率99.69%。",
    "拆除违法建筑154处、9058平方米，名列全区第一。",
    "开展安全生产检查，督促整改隐患2360处。",
    "接待居民约8.5万余人次，满意度达到98.5%。",
    "组织志愿服务120场，参加居民3600人次。",
)


def redline(old: Document, new: Document, profile: Profile | None = None, level: int = 1) -> bytes:
    """Return the .docx that shows what became of a document."""
    both = Redline(old, new, profile or default())
    return both.write(redlined(both.old, both.new), Properties(), level)


def edited(document: Document, chance: Random, times: int = 5) -> Document:
    """Return a document as it is after some edits: each as one in Word would be."""
    blocks = list(document.blocks)
    for _ in range(times):
        at = chance.randrange(len(blocks) + 1)
        here = blocks[at : at + 1]
        what = chance.randrange(7)
        if what == 0:
            blocks[at:at] = [Paragraph((), (Run(chance.choice(_SENTENCES)),))]
        elif what == 1:
            blocks[at : at + 1] = []
        elif what == 2:
            blocks[at : at + 1] = []
            blocks[(place := chance.randrange(len(blocks) + 1)) : place] = here
        elif what == 3 and at + 1 < len(blocks):
            blocks[at : at + 2] = _joined(blocks[at], blocks[at + 1])
        elif what == 4 and here:
            blocks[at : at + 1] = _split(here[0], chance)
        elif what == 5:
            blocks = [_renoted(block) for block in blocks]
        elif here:
            blocks[at : at + 1] = [_changed(here[0], chance)]
    return Document(blocks)


def _renoted(value: Any) -> Any:
    """Return a block, or a part of one, in which the first footnote says something else."""
    if isinstance(value, Note):
        return value._replace(runs=(Run("改过："), *value.runs)) if value.key == "键0" else value
    if not isinstance(value, tuple):
        return value
    made = map(_renoted, value)
    return type(value)(*made) if hasattr(value, "_fields") else tuple(made)


def _joined(first: Block, second: Block) -> list[Block]:
    if isinstance(first, Paragraph) and isinstance(second, Paragraph):
        return [Paragraph(first.lead, (*first.runs, *second.lead, *second.runs))]
    if isinstance(first, Verbatim) and isinstance(second, Verbatim):
        return [Verbatim(f"{first.text}{second.text}")]
    return [first, second]


def _split(block: Block, chance: Random) -> list[Block]:
    if isinstance(block, Verbatim):
        at = chance.randrange(len(block.text) + 1)
        return [Verbatim(f"{block.text[:at]}\n{block.text[at:]}")]
    if not isinstance(block, Paragraph):
        return [block]
    at = chance.randrange(len(block.runs) + 1)
    head, tail = block.runs[:at], block.runs[at:]
    if tail and isinstance(tail[0], Run):
        cut = chance.randrange(len(tail[0].text) + 1)
        head = (*head, tail[0]._replace(text=tail[0].text[:cut]))
        tail = (tail[0]._replace(text=tail[0].text[cut:]), *tail[1:])
    return [Paragraph(block.lead, head), Paragraph((), tail)]


def _changed(block: Block, chance: Random) -> Block:
    match block:
        case Heading(level, number, runs):
            return Heading(level, chance.choice(("二、", "（三）", number)), _typed(runs, chance))
        case Paragraph(lead, runs):
            return Paragraph(lead, _typed(runs, chance))
        case Title(runs):
            return Title(_typed(runs, chance))
        case Attachments(names):
            return Attachments((*names, (Run("名单"),)))
        case Verbatim(text):
            return Verbatim(text.replace("原", "元") + "尾")
        case Table(rows, header):
            at = chance.randrange(len(rows) + 1)
            if chance.random() < 0.5:
                row = ((Run("新增"),), (Run("12件"),))
                return Table((*rows[:at], row, *rows[at:]), header)
            cells = [tuple(_typed(cell, chance) for cell in row) for row in rows[at : at + 1]]
            return Table((*rows[:at], *cells, *rows[at + 1 :]), header)
        case _:
            return block


def _typed(inlines: Inlines, chance: Random) -> Inlines:
    """Return a sequence with a mark gone or new, or some characters others."""
    made = list(inlines)
    at = chance.randrange(len(made) + 1)
    kind = chance.randrange(4)
    if kind == 0:
        made[at:at] = [Run(chance.choice(_SENTENCES))]
    elif kind == 1:
        # LibreOffice 7.4 takes one character too many with a mark right behind another.
        made[at:at] = [Run("另见"), Note("新注", (Run("一个新的脚注。"),))]
    elif made[at : at + 1] and kind == 2:
        del made[at]
    elif made[at : at + 1] and isinstance(one := made[at], Run):
        made[at] = one._replace(text=one.text.replace("0", "1").replace("甲", "丙") + "、等")
    return tuple(made)


def drafts() -> st.SearchStrategy[tuple[Document, Document]]:
    """Return pairs of documents, the second made of the first by edits."""
    whole = documents() | documents(st.sampled_from(_SENTENCES))
    return st.tuples(whole, st.randoms(use_true_random=False), st.integers(0, 6)).map(
        lambda drawn: (drawn[0], edited(*drawn))
    )


_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Settle(list As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim word(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  word(0).Name = "FilterName" : word(0).Value = "MS Word 2007 XML"
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  file = FreeFile
  Open list For Input As #file
  Do While Not Eof(file)
    Line Input #file, row
    parts = Split(row, "|")
    doc = StarDesktop.loadComponentFromURL(parts(0), "_blank", 0, hidden())
    If parts(1) &lt;&gt; "" Then
      frame = doc.CurrentController.Frame
      order = ".uno:" &amp; parts(1) &amp; "AllTrackedChanges"
      helper.executeDispatch(frame, order, "", 0, Array())
    End If
    doc.storeToURL(parts(2), word())
    doc.close(True)
  Loop
  Close #file
  StarDesktop.terminate()
End Sub
</script:module>
"""


def settled(soffice: str, folder: Path, files: dict[Path, str]) -> dict[Path, Path]:
    """Return each .docx as LibreOffice saves it, with all changes of some taken or refused.

    ``files`` says what is done: Accept, Reject or nothing.
    """
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, own, "--headless", "--norestore"]
    # A new profile brings a library of its own, over any that is there already.
    subprocess.run([*command, "--terminate_after_init"], check=True, capture_output=True)
    library = folder / "profile" / "user" / "basic" / "Standard"
    (library / "Module1.xba").write_text(_MACRO, encoding="utf-8")
    saved = {path: path.with_name(f"{path.stem}-{what}-saved.docx") for path, what in files.items()}
    rows = [f"{path.as_uri()}|{what}|{saved[path].as_uri()}" for path, what in files.items()]
    listed = folder / "list.txt"
    listed.write_text("\n".join(rows) + "\n", encoding="utf-8")
    command.append(f"macro:///Standard.Module1.Settle({listed})")
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return saved


def words(path: Path) -> list[str]:
    """Return the paragraphs of a .docx that say something, the footnotes' at the end."""
    found: list[str] = []
    with zipfile.ZipFile(path) as package:
        parts = [part for part in _PARTS if part in package.namelist()]
        roots = [ET.fromstring(package.read(part)) for part in parts]
    for root in roots:
        for paragraph in root.iter(f"{_W}p"):
            said = (one for one in paragraph.iter() if one.tag in _SIGNS or one.tag == f"{_W}t")
            text = "".join(_SIGNS.get(one.tag, one.text or "") for one in said)
            found.append(text.replace(_HELD, ""))
    return [text for text in found if text.strip()]
