"""The hash outlives a save by another program, and nothing else."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.strategies import documents, sample

from profiled import default, edited, every_option, write
from zongjie import packages
from zongjie.document import Document, Paragraph, Run, Title
from zongjie.model.profile import Profile
from zongjie.writers import docx as docx_writer
from zongjie.writers.docx import Properties
from zongjie.writers.docx.fingerprint import text_hash
from zongjie.writers.docx.inspection import Inspection, inspect


def _file(folder: Path, data: bytes) -> Path:
    path = folder / "总结.docx"
    path.write_bytes(data)
    return path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents(), st.sampled_from(every_option()))
def test_the_hash_can_be_worked_out_from_the_file(
    tmp_path: Path, document: Document, profile: Profile
) -> None:
    found = inspect(_file(tmp_path, docx_writer.write(document, profile)))
    assert found == Inspection(text_hash=text_hash(document, profile))


def test_properties_come_back(tmp_path: Path) -> None:
    custom = {"正文": "a<&>b", "报告": ""}
    assert inspect(_file(tmp_path, write(sample(), Properties("题", custom)))).properties == custom


def test_a_save_by_libreoffice_keeps_hash_and_properties(soffice: str, tmp_path: Path) -> None:
    custom = {"正文": text_hash(sample(), default())}
    path = _file(tmp_path, write(sample(), Properties("题", custom)))
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "docx", "--outdir", str(tmp_path / "again"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    again = tmp_path / "again" / path.name
    assert again.read_bytes() != path.read_bytes()
    assert inspect(again) == Inspection(properties=custom, text_hash=text_hash(sample(), default()))


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", "154处", "155处"),
        ("word/document.xml", "18735件", "18735个"),
        ("word/document.xml", "原文", "原 文"),
        ("word/footnotes.xml", "停水", "停煤"),
    ],
)
def test_an_edit_of_one_character_changes_the_hash(
    tmp_path: Path, part: str, old: str, new: str
) -> None:
    path = _file(tmp_path, edited(write(sample()), part, old, new))
    assert inspect(path).text_hash not in ("", text_hash(sample(), default()))


def test_a_moved_paragraph_break_changes_the_hash() -> None:
    def made(*texts: str) -> str:
        return text_hash(Document([Paragraph((), (Run(text),)) for text in texts]), default())

    assert len({made("甲乙"), made("甲", "乙"), made("乙", "甲")}) == 3
    assert made("甲\n乙") == made("甲乙")  # a line that only breaks, as those of a title do
    assert made("甲", " ", "") == made("甲")


@pytest.mark.parametrize("change", ["ins", "del", "moveFrom", "rPrChange", "pPrChange", "cellIns"])
def test_tracked_changes_are_seen(tmp_path: Path, change: str) -> None:
    data = edited(write(sample()), "word/document.xml", "<w:sectPr", f"<w:{change}/><w:sectPr")
    assert inspect(_file(tmp_path, data)).tracked


def test_comments_are_seen_and_an_empty_part_is_none(tmp_path: Path) -> None:
    for inner, found in (("<c:comment/>", True), ("", False)):
        xml = f'<c:comments xmlns:c="urn:c">{inner}</c:comments>'
        data = edited(write(sample()), "word/comments.xml", "", xml)
        assert inspect(_file(tmp_path, data)).comments is found


def test_deleted_text_does_not_count_and_inserted_text_does(tmp_path: Path) -> None:
    document = Document([Title((Run("甲"),))])
    body = "</w:p><w:sectPr"
    for inner, same in (
        ("<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>", True),
        ("<w:moveFrom><w:r><w:t>乙</w:t></w:r></w:moveFrom>", True),
        ("<w:ins><w:r><w:t>乙</w:t></w:r></w:ins>", False),
    ):
        data = edited(write(document), "word/document.xml", body, inner + body)
        assert (inspect(_file(tmp_path, data)).text_hash == text_hash(document, default())) is same


def test_damage_is_an_answer(tmp_path: Path) -> None:
    good = write(sample())
    part = "word/document.xml"
    bomb = '<!DOCTYPE w:document [<!ENTITY e "x">]><w:document '
    assert inspect(tmp_path / "missing.docx").problem == "unreadable"
    assert inspect(tmp_path).problem == "unreadable"
    for data, problem in (
        (b"", "not-a-docx"),
        (b"plain text", "not-a-docx"),
        (edited(good, part, "<w:body", "<w:bodi"), "damaged"),
        (edited(good, part, "<w:document ", bomb), "entities"),
    ):
        assert inspect(_file(tmp_path, data)) == Inspection(problem)  # type: ignore[arg-type]


def test_what_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _file(tmp_path, write(sample()))
    monkeypatch.setattr(packages, "MAX_PART", 100)
    assert inspect(path).problem == "too-large"
    monkeypatch.setattr(packages, "MAX_FILE", 100)
    assert inspect(path).problem == "too-large"


@pytest.mark.parametrize("at", range(0, 5000, 125))
def test_a_torn_file_never_raises(tmp_path: Path, at: int) -> None:
    data = bytearray(write(sample(), Properties("题", {"正文": "x" * 64})))
    data[at : at + 30] = b"\xff" * 30
    inspect(_file(tmp_path, bytes(data)))


def test_any_save_by_another_program_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    document = Document([Paragraph((), (Run("正文。"),))])
    path.write_bytes(write(document, Properties("题", {"a": "b"})))
    assert inspect(path).untouched
    opened = docx.Document(str(path))
    opened.paragraphs[0].runs[0].bold = True  # no character changes
    opened.save(str(path))
    assert inspect(path).text_hash == text_hash(document, default())
    assert not inspect(path).untouched


def test_a_part_packed_in_a_broken_way_is_damage_and_no_error(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("word/document.xml", b"<w/>" * 100)
    data = bytearray(path.read_bytes())
    for at in range(60, 80):
        data[at] ^= 0xFF
    path.write_bytes(bytes(data))
    assert inspect(path).problem in ("damaged", "not-a-docx")
