"""Workbooks that mean harm, or were made carelessly: bounded, and told in plain words."""

from __future__ import annotations

import io
import json
import subprocess
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import forms
from zongjie.packages import UnreadableDocxError
from zongjie.pipeline import forms as pipeline
from zongjie.tables import workbook

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
Change = Callable[[bytes], bytes]


def rewritten(data: bytes, part: str, change: Change, *, added: bool = False) -> bytes:
    """Return a package with one part changed, or added."""
    stream = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(data))
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, change(text) if name == part else text)
        if added:
            target.writestr(part, change(b""))
    return stream.getvalue()


def _rows(count: int, row: str) -> Change:
    more = "".join(row.format(at) for at in range(1000, 1000 + count)).encode()
    return lambda text: text.replace(b"</sheetData>", more + b"</sheetData>")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return forms.report(tmp_path)


@pytest.fixture
def form(path: Path) -> bytes:
    return forms.filled(path, lambda page: page.put("安全隐患", 745))


def test_a_million_empty_rows_and_a_dimension_that_lies_are_read(path: Path, form: bytes) -> None:
    data = rewritten(form, SHEET, _rows(1_000_000, '<row r="{}"/>'))
    lie = rewritten(
        data, SHEET, lambda text: text.replace(b"<dimension ref=", b'<dimension ref="A1" x=')
    )
    start = time.process_time()
    done = forms.collected(path, lie, dry_run=True)
    assert time.process_time() - start < 20
    assert [one.after for one in done.changes] == ["745处"]


@pytest.mark.parametrize(
    ("part", "change", "why"),
    [
        (SHEET, _rows(300_000, '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'), "大得不像"),
        (
            SHEET,
            lambda text: text.replace(b"<sheetData>", b"<sheetData>" + b" " * (70 << 20)),
            "大",
        ),
        (SHEET, lambda text: b'<!DOCTYPE x [<!ENTITY a "b">]>' + text.partition(b"?>")[2], "实体"),
        (SHEET, lambda text: text[: len(text) // 2], "损坏"),
        (SHEET, lambda _: b"<?xml version='1.0' encoding='x-none'?><a/>", "损坏"),
        ("xl/workbook.xml", lambda _: b"", "损坏"),
        ("xl/workbook.xml", lambda _: b"<a/>", "不是 zongjie form export"),
        ("xl/_rels/workbook.xml.rels", lambda _: b"<a/>", "不是 zongjie form export"),
    ],
)
def test_what_is_too_large_or_damaged_is_refused(
    part: str, change: Change, why: str, path: Path, form: bytes
) -> None:
    start = time.process_time()
    done = forms.collected(path, rewritten(form, part, change))
    assert time.process_time() - start < 20
    assert forms.codes(done) in (["ZJ553"], ["ZJ554"])
    assert why in done.diagnostics[0].message
    assert (done.changes, done.written) == ([], ())


def _shared(texts: bytes, cell: str = '<c r="B7" t="s"><v>999999</v></c>') -> bytes:
    """Return a workbook of another program, its texts in a table of their own."""
    relation = '<Relationship Id="r{0}" Type="http://x/{1}" Target="{2}"/>'
    named = [("officeDocument", "xl/workbook.xml")]
    inner = [("worksheet", "/xl/a.xml"), ("sharedStrings", "b.xml")]
    rels = ["".join(relation.format(at, *one) for at, one in enumerate(r)) for r in (named, inner)]
    parts = {
        "_rels/.rels": f"<a>{rels[0]}</a>",
        "xl/_rels/workbook.xml.rels": f"<a>{rels[1]}</a>",
        "xl/workbook.xml": '<a xmlns:r="q"><sheets><sheet name="甲" r:id="r0"/></sheets></a>',
        "xl/a.xml": f"<a><row>{cell}</row></a>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in parts.items():
            target.writestr(name, text)
        target.writestr("xl/b.xml", texts)
    return stream.getvalue()


def test_a_million_shared_texts_are_bounded() -> None:
    many = "".join(f"<si><t>{at * 7919 % 999_983}</t></si>" for at in range(1_000_000)).encode()
    start = time.process_time()
    read = workbook.read(_shared(b"<sst>" + many + b"</sst>"))
    assert time.process_time() - start < 20
    assert {at: cell.text for at, cell in read.sheets[0].cells.items()} == {
        (7, 2): str(999_999 * 7919 % 999_983)
    }
    with pytest.raises(UnreadableDocxError):
        workbook.read(_shared(b"<sst>" + many * 2 + b"</sst>"))


def test_formats_without_end_and_numbers_without_end_take_no_time(path: Path, form: bytes) -> None:
    code = b'<numFmts><numFmt numFmtId="0" formatCode="' + b"[" * 4_000_000 + b'"/></numFmts>'
    data = rewritten(form, "xl/styles.xml", lambda text: text.replace(b"<fonts", code + b"<fonts"))
    long = b'<row r="900"><c r="E900"><v>' + b"9" * 4_000_000 + b"</v></c></row></sheetData>"
    data = rewritten(data, SHEET, lambda text: text.replace(b"</sheetData>", long))
    start = time.process_time()
    assert "ZJ556" in forms.codes(forms.collected(path, data))
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c t="s"><v>0</v></c>', "甲乙"),
        ('<c t="s"><v>-1</v></c>', ""),
        ('<c t="s"><v>99999999999</v></c>', ""),
        ('<c t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>', "甲乙"),
        ('<c t="str"><f>A1</f><v>甲_x000D_\n乙</v></c>', "甲\n乙"),
        ("<c><v>1E3</v></c>", "1E3"),
        ('<c s="9"><v>1</v></c>', "1"),
        ('<c t="str"><v>甲_xD800_</v></c>', "甲"),
    ],
)
def test_texts_are_read_as_any_program_writes_them(cell: str, text: str) -> None:
    shared = "<sst><si><r><t>甲</t></r><rPh><t>jia</t></rPh><r><t>乙</t></r></si></sst>".encode()
    (read,) = workbook.read(_shared(shared, cell)).sheets[0].cells.values()
    assert (read.place, read.text) == ("A1", text)


def test_macros_links_and_pictures_are_never_opened(path: Path, form: bytes) -> None:
    bomb = b"\0" * (80 << 20)
    data = form
    for part in ("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/media/a.png"):
        data = rewritten(data, part, lambda _: bomb, added=True)
    done = forms.collected(path, data)
    assert forms.codes(done) == ["ZJ562"]
    assert "宏" in done.diagnostics[0].message
    assert [one.after for one in done.changes] == ["745处"]


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "ZJ553", "不是 .xlsx"),
        (b"PK\x03\x04 nothing", "ZJ553", "不是 .xlsx"),
        ("甲,乙\n1,2\n".encode(), "ZJ553", "不是 .xlsx，是文字"),
        (b"%PDF-1.7", "ZJ553", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "ZJ553", ".xls"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "ZJ019",
            "密码",
        ),
    ],
)
def test_what_is_no_workbook_is_told(data: bytes, code: str, words: str, path: Path) -> None:
    done = forms.collected(path, data)
    assert [(found.code, words in found.message) for found in done.diagnostics] == [(code, True)]


@pytest.mark.parametrize("name", ["没有.xlsx", "", "a\0b.xlsx"])
def test_a_file_that_is_not_there_is_told(name: str, path: Path) -> None:
    done = pipeline.collect(path, [path.parent / name] if name else [path.parent])
    assert forms.codes(done) == ["ZJ553"]


def test_what_looks_like_a_formula_is_text_in_the_form(tmp_path: Path) -> None:
    names = ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3"]
    rows = "".join(f'  "{name}":\n    数值: 1件\n    备注: "{name}"\n' for name in names)
    path = forms.report(tmp_path, f"{forms.HEAD}指标:\n{rows}")
    page = forms.Filled(forms.exported(path))
    for name in names:
        for column in ("指标", "备注"):
            cell = page.cell(name, column)
            assert (cell.value, cell.data_type, cell.quotePrefix) == (name, "s", True)
    done = forms.collected(path, forms.exported(path))
    assert (done.changes, done.diagnostics) == ([], [])


def test_the_same_report_gives_the_same_bytes(path: Path) -> None:
    assert forms.exported(path) == forms.exported(path)
    with zipfile.ZipFile(io.BytesIO(forms.exported(path))) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
        assert b"1980-01-01T00:00:00Z</dcterms:modified>" in package.read("docProps/core.xml")


def test_microsofts_validator_finds_only_what_openpyxl_always_does(
    validator: str, path: Path, tmp_path: Path
) -> None:
    place = tmp_path / "填报表.xlsx"
    place.write_bytes(forms.exported(path))
    done = subprocess.run([validator, str(place)], capture_output=True, check=False, text=True)
    faults = json.loads(done.stdout)["errors"]
    # Its fonts name their properties in another order; the schema of the standard allows any.
    assert [one for one in faults if "/x:fonts[1]/x:font[" not in one["xPath"]] == []
