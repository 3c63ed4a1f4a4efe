"""Any file is read or refused in plain words: soon, in little memory, never with a traceback."""

from __future__ import annotations

import io
import os
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.strategies import sample

from profiled import write
from word_files import lines, packed, paragraph, zipped
from zongjie import decoding, libreoffice, packages
from zongjie.diagnostics import Severity
from zongjie.readers import files
from zongjie.readers.docx import Changes, package
from zongjie.readers.files import Reading, read_any, read_bytes
from zongjie.readers.kinds import Kind, kind_of

TEXT = "甘泉路街道2016年工作总结\r\n\r\n　　过去的一年，拆除违法建筑154处。\r一是……\n"


def _codes(reading: Reading) -> list[str]:
    return [found.code for found in reading.diagnostics]


def _file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


# ---- texts ------------------------------------------------------------------------------

ENCODED = {
    "UTF-8": (TEXT.encode(), "utf-8", False),
    "UTF-8 with mark": (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8", True),
    "UTF-16 LE with mark": (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le", True),
    "UTF-16 BE with mark": (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be", True),
    "UTF-16 LE": (TEXT.encode("utf-16-le"), "utf-16-le", False),
    "UTF-16 BE": (TEXT.encode("utf-16-be"), "utf-16-be", False),
    "GBK": (TEXT.encode("gbk"), "gb18030", False),
}


@pytest.mark.parametrize(("raw", "encoding", "bom"), ENCODED.values(), ids=ENCODED.keys())
@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_a_text_comes_as_it_stands(
    raw: bytes, encoding: str, bom: bool, suffix: str, tmp_path: Path
) -> None:
    reading = read_any(_file(tmp_path, f"总结.{suffix}", raw))
    assert (reading.kind, reading.content, reading.diagnostics) == (Kind.TEXT, None, ())
    assert reading.text is not None
    assert (reading.text.text, reading.text.encoding, reading.text.bom) == (TEXT, encoding, bom)
    assert reading.text.name == f"总结.{suffix}"


TRADITIONAL = (
    "過去的一年，街道辦事處共計拆除違法建築，接待居民，各項工作平穩推進，人民生活得到改善。"
)


def test_big5_is_read_where_it_is_sure() -> None:
    decoded = decoding.decode(TRADITIONAL.encode("cp950"))
    assert decoded is not None
    assert decoded.text == TRADITIONAL
    reading = read_bytes(TRADITIONAL.encode("cp950"), "總結.txt")
    assert _codes(reading) == ["ZJ032"]
    assert reading.text is not None
    assert (reading.text.text, reading.text.encoding) == (TRADITIONAL, "cp950")
    short = decoding.decode("總結".encode("cp950"))
    assert short is None or short.encoding == "gb18030"


def test_gbk_with_a_character_of_ones_own_and_old_control_characters() -> None:
    text = "拆除违法建筑，接待居民，各项工作平稳推进，" * 3 + "张\ue5e5\x0c\x1a"
    decoded = decoding.decode(text.encode("gb18030"))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (text, "gb18030")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_of_one_line_without_a_blank(encoding: str) -> None:
    text = "过去的一年街道各项工作平稳推进，人民生活得到改善。“五违四必”整治圆满完成"
    decoded = decoding.decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("\x85甲\u2028乙\x00")
@example("\ufeff\ufeff甲")
def test_every_text_in_utf8_with_a_mark_comes_back_whole(text: str) -> None:
    reading = read_bytes(b"\xef\xbb\xbf" + text.encode(), "总结.txt")
    if reading.kind is Kind.TEXT:  # a text may say that it is a web page
        assert reading.text is not None
        assert reading.text.text == text


@given(st.text("第一年工作总结，。\n街道甘泉拆违处0123456789", min_size=10))
def test_every_text_of_chinese_in_gbk_comes_back_whole(text: str) -> None:
    reading = read_bytes(text.encode("gb18030"), "总结.txt")
    assert reading.text is not None
    assert reading.text.text == text


def test_bytes_that_are_no_text_are_refused_with_a_place() -> None:
    reading = read_bytes("甘泉".encode() + b"\xff\xff\xff\xff", "总结.txt")
    assert _codes(reading) == ["ZJ003"]
    assert reading.diagnostics[0].span is not None
    assert reading.diagnostics[0].span.position == (1, 3)


def test_a_text_of_many_megabytes_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_TEXT", 10)
    assert _codes(read_bytes(b"a" * 11, "总结.txt")) == ["ZJ005"]


def test_an_empty_file_is_an_empty_text() -> None:
    reading = read_bytes(b"", "总结.txt")
    assert reading.text is not None
    assert (reading.text.text, reading.diagnostics) == ("", ())


# ---- kinds ------------------------------------------------------------------------------

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def _ole(*streams: str, flags: bytes = b"\0" * 12) -> bytes:
    return OLE + flags + b"".join(name.encode("utf-16-le") + b"\0\0" for name in streams)


CONTENT_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
KINDS = {
    "docx": (packed(""), Kind.DOCX),
    "our own": (write(sample()), Kind.DOCX),
    "docx of an old program": (zipped({"WORD\\document.xml": "<a/>"}), Kind.DOCX),
    "docx with an odd main part": (
        zipped({"[Content_Types].xml": CONTENT_TYPES, "文/a": ""}),
        Kind.DOCX,
    ),
    "damaged zip": (packed("")[:-30], Kind.DOCX),
    "odt": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), Kind.ODT),
    "locked odt": (
        zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "META-INF/manifest.xml": "<manifest:encryption-data/>",
            }
        ),
        Kind.ENCRYPTED,
    ),
    "xlsx": (zipped({"xl/workbook.xml": ""}), Kind.SHEET),
    "pptx": (zipped({"ppt/presentation.xml": ""}), Kind.SLIDES),
    "ofd": (zipped({"OFD.xml": "", "Doc_0/x": ""}), Kind.OFD),
    "zip": (zipped({"总结.txt": ""}), Kind.ARCHIVE),
    "rar": (b"Rar!\x1a\x07\0", Kind.ARCHIVE),
    "doc": (_ole("Root Entry", "1Table", "WordDocument", "Workbook"), Kind.DOC),
    "locked doc": (_ole("WordDocument", flags=b"\xec\xa5" + b"\0" * 9 + b"\1"), Kind.ENCRYPTED),
    "locked docx": (_ole("EncryptionInfo", "EncryptedPackage"), Kind.ENCRYPTED),
    "xls": (_ole("Workbook"), Kind.SHEET),
    "ppt": (_ole("PowerPoint Document"), Kind.SLIDES),
    "other OLE": (_ole("x"), Kind.OFFICE),
    "OLE and nothing more": (OLE[:8], Kind.OFFICE),
    "rtf": (b"{\\rtf1\\ansi}", Kind.RTF),
    "pdf": (b"%PDF-1.4\n", Kind.PDF),
    "markdown": (b"# a\n", Kind.TEXT),
    "html": ("\ufeff\r\n<!DOCTYPE html><html>".encode(), Kind.WEB),
    "html in UTF-16": ("<html>".encode("utf-16"), Kind.WEB),
    "xhtml": (b'<?xml version="1.0"?><html xmlns="x">', Kind.WEB),
    "a part of a page": (b"<div class=a>", Kind.WEB),
    "mht": (b"MIME-Version: 1.0\r\n", Kind.PACKED_WEB),
    "mht of a browser": (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n", Kind.PACKED_WEB),
    "a letter": (b"From: a\r\nTo: b\r\n", Kind.TEXT),
    "Word's XML": (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', Kind.XML),
    "png": (b"\x89PNG\r\n\x1a\n", Kind.PICTURE),
    "jpeg": (b"\xff\xd8\xff\xe0", Kind.PICTURE),
    "text about XML": (b'<?xml version="1.0"?><a/>', Kind.TEXT),
    "text": ("工作总结".encode(), Kind.TEXT),
    "empty": (b"", Kind.TEXT),
}


@pytest.mark.parametrize(("data", "kind"), KINDS.values(), ids=KINDS.keys())
def test_the_kind_is_told_by_the_content(data: bytes, kind: Kind) -> None:
    assert kind_of(data) is kind


READ = (Kind.TEXT, Kind.MARKDOWN, Kind.DOCX, Kind.WEB, Kind.PACKED_WEB)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in {*files._CONVERTED, *READ}])
def test_a_kind_that_is_not_read_is_named_with_what_to_do(kind: Kind) -> None:
    data = next(data for data, found in KINDS.values() if found is kind)
    reading = read_bytes(data, "总结.docx")
    (found,) = reading.diagnostics
    assert found.code == ("ZJ019" if kind is Kind.ENCRYPTED else "ZJ020")
    assert kind is Kind.ENCRYPTED or kind.value in found.message
    assert "总结.docx" in found.message
    assert found.hint


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("总结.docx", TEXT.encode(), ["ZJ025"]),
        ("总结.txt", packed(paragraph("甲")), ["ZJ025"]),
        ("总结.DOCX", packed(paragraph("甲")), []),
        ("总结.wps", packed(paragraph("甲")), []),
        ("总结", packed(paragraph("甲")), []),
        ("总结.txt", b"%PDF-1.4", ["ZJ020"]),
    ],
)
def test_a_suffix_that_says_something_else_is_told(
    name: str, data: bytes, code: list[str], tmp_path: Path
) -> None:
    reading = read_any(_file(tmp_path, name, data))
    assert _codes(reading) == code
    if code == ["ZJ025"]:
        assert reading.diagnostics[0].severity is Severity.NOTE
        assert reading.text is not None or reading.content is not None


# ---- no file ----------------------------------------------------------------------------


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert _codes(read_any(tmp_path / "没有.docx")) == ["ZJ001"]
    assert _codes(read_any(Path("甲\0乙"))) == ["ZJ001"]
    assert _codes(read_any(tmp_path)) == ["ZJ002"]
    assert _codes(read_any(Path("长" * 5000))) == ["ZJ002"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "总结.txt")
    assert _codes(read_any(tmp_path / "总结.txt")) == ["ZJ002"]


def test_a_file_of_many_gigabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "大.docx"
    with path.open("wb") as file:
        file.truncate(packages.MAX_FILE * 1000)
    assert _codes(read_any(path)) == ["ZJ005"]


# ---- documents --------------------------------------------------------------------------


def test_a_docx_comes_with_what_it_says_beside(tmp_path: Path) -> None:
    relation = '<Relationship Id="x" Type="a/image" Target="//h/a" TargetMode="External"/>'
    picture = '<w:r><w:drawing><a:blip r:link="x"/></w:drawing></w:r>'
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    path = _file(tmp_path, "a.docx", packed(paragraph("甲", deleted, picture), relation))
    reading = read_any(path, "目录/a.docx")
    assert reading.content is not None
    assert lines(reading.content.document) == ["甲"]
    assert reading.content.tracked
    assert _codes(reading) == ["ZJ026", "ZJ030", "ZJ027"]
    assert "1张图片" in reading.diagnostics[2].message
    assert "目录/a.docx" in reading.diagnostics[2].message
    rejected = read_any(path, changes="reject").content
    assert rejected is not None
    assert lines(rejected.document) == ["甲旧"]


def test_our_own_file_comes_back_as_it_was() -> None:
    reading = read_bytes(write(sample()), "总结.docx")
    assert reading.content is not None
    assert (reading.content.document, reading.diagnostics) == (sample(), ())


# ---- files that mean harm, or were harmed -----------------------------------------------


def _document(text: str) -> bytes:
    return zipped({"word/document.xml": text})


def _lying() -> bytes:
    """Return a package whose main part says that it is short, and unpacks to 200 MB."""
    pack = zlib.compressobj(9, wbits=-15)
    data = b"".join(pack.compress(b" " * (1 << 20)) for _ in range(200)) + pack.flush()
    made = bytearray(_stored(data))
    for sign, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = made.index(sign) + at
        made[place : place + 2] = b"\x08\0"
    return bytes(made)


def _stored(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr("word/document.xml", data)
    return stream.getvalue()


LAUGHS = "".join(f"<!ENTITY l{at} '{f'&l{at - 1};' * 10}'>" for at in range(1, 10))
ENTITIES = "<!DOCTYPE a [<!ENTITY l0 'ha'>{}{}]><a {}><body>{}</body></a>"
DEEP = 100_000
HARMFUL = {
    "nothing behind the beginning": (b"PK\x03\x04", "ZJ021"),
    "cut off": (write(sample())[:3000], "ZJ021"),
    "no text in it": (zipped({"word/other.xml": "<a/>"}), "ZJ021"),
    "no body": (_document("<a/>"), "ZJ021"),
    "no XML": (_document("<a>"), "ZJ021"),
    "an encoding nobody knows": (_document("<?xml version='1.0' encoding='x-甲'?><a/>"), "ZJ021"),
    "a method nobody uses": (_stored(b"<a/>").replace(b"\0\0\0\0!\0", b"\0\0\x0e\0!\0"), "ZJ021"),
    "laughing entities": (_document(ENTITIES.format(LAUGHS, "", "", "&l9;")), "ZJ028"),
    "an entity that is a file": (
        _document(ENTITIES.format("<!ENTITY f SYSTEM 'file:///etc/passwd'>", "", "", "&f;")),
        "ZJ028",
    ),
    "a DTD from elsewhere": (
        _document("<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a><body/></a>"),
        "ZJ028",
    ),
    "a bomb": (_document("<a><body>" + " " * (9 << 20) + "</body></a>"), "ZJ022"),
    "a lying bomb of 200 MB": (_lying(), "ZJ021"),
    "millions of elements": (
        _stored(b"<a><body>" + b"<p/>" * 2_100_000 + b"</body></a>"),
        "ZJ022",
    ),
    "a hundred thousand parts": (_stored(b"PK\x01\x02" * 100_000), "ZJ022"),
    "very deep": (_document("<a><body>" + "<b>" * DEEP + "</b>" * DEEP + "</body></a>"), "ZJ021"),
}


@pytest.mark.parametrize(("data", "code"), HARMFUL.values(), ids=HARMFUL.keys())
def test_a_harmful_file_is_refused_soon(data: bytes, code: str) -> None:
    begin = time.process_time()
    reading = read_bytes(data, "总结.docx")
    assert _codes(reading) == [code]
    assert reading.content is None
    assert time.process_time() - begin < 10


def test_a_bomb_of_200_megabytes_is_not_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", b" " * (200 << 20))
    assert _codes(read_bytes(stream.getvalue(), "总结.docx")) == ["ZJ022"]


def test_many_parts_are_not_each_as_large_as_one_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_BYTES", 2000)
    body = paragraph("甲")
    assert _codes(read_bytes(packed(body), "a.docx")) == []
    note = f"<w:footnote>{paragraph('乙' * 500)}</w:footnote>"
    assert _codes(read_bytes(packed(body, footnotes=note), "a.docx")) == ["ZJ022"]


def test_entities_in_attributes_end_soon() -> None:
    data = _document(ENTITIES.format(LAUGHS, "", "b='&l9;'", ""))
    assert _codes(read_bytes(data, "a.docx"))[0] in ("ZJ021", "ZJ028")


def test_what_is_within_bounds_but_odd_is_read_soon() -> None:
    many = 20_000
    odd = {
        "joined": paragraph(properties="<w:rPr><w:del/></w:rPr>") * many + paragraph("末"),
        "marks": (paragraph(properties="<w:rPr><w:del/></w:rPr>") + "<w:proofErr/>" * 3) * many,
        "fields": paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * many),
        "codes": paragraph("<w:r><w:instrText>甲乙丙</w:instrText></w:r>" * many),
        "comments": paragraph(
            *(f'<w:commentRangeStart w:id="{at}"/><w:r><w:t>甲</w:t></w:r>' for at in range(many)),
            *(f'<w:commentRangeEnd w:id="{at}"/>' for at in range(many)),
        ),
        "bookmarks": paragraph(
            *(f'<w:bookmarkStart w:id="{at}" w:name="{at}"/>' for at in range(many)),
            *('<w:r><w:footnoteReference w:id="1"/></w:r>' for _ in range(many)),
        ),
        "spans": '<w:tbl><w:tr>' + '<w:tc><w:tcPr><w:gridSpan w:val="63"/></w:tcPr></w:tc>' * many
        + "</w:tr></w:tbl>",
        "nested": paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/>'
            "<w:t>甲</w:t></w:r>" * many
        ),
        "opened": "".join(
            paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>') for _ in range(many)
        ) + "".join(paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>') for _ in range(many)),
    }  # fmt: skip
    for name, body in odd.items():
        begin = time.process_time()
        assert read_bytes(packed(body), name).content is not None, name
        assert time.process_time() - begin < 10, name


@pytest.mark.parametrize(
    ("around", "depth"),
    [
        *((("w:tbl", "w:tr", "w:tc"), 82), (("w:p", "w:r", "w:txbxContent"), 82)),
        *((("w:sdt",), 245), (("w:r",), 245), (("w:fldSimple",), 245), (("m:d",), 245)),
    ],
)
def test_what_is_as_deep_as_xml_may_be_is_read(around: tuple[str, ...], depth: int) -> None:
    before = "".join(f"<{name}>" for name in around) * depth
    after = "".join(f"</{name}>" for name in reversed(around)) * depth
    content = read_bytes(packed(before + paragraph("甲") + after), "a.docx").content
    assert content is not None
    inner = f"<w:p>{before}<w:r><w:t>甲</w:t></w:r>{after}</w:p>"
    assert read_bytes(packed(inner), "a.docx").content is not None


@given(st.binary(max_size=200))
def test_any_bytes_end_in_a_reading(data: bytes) -> None:
    reading = read_bytes(data, "总结.docx")
    assert (reading.text is None) is bool(reading.diagnostics)


@given(st.data())
def test_any_damage_to_a_docx_ends_in_a_reading(data: st.DataObject) -> None:
    made = bytearray(packed(paragraph("甲") * 3, footnotes="<w:footnote/>", styles=""))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(made) - 1))
        made[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
    reading = read_bytes(bytes(made), "总结.docx")
    assert reading.content is not None or reading.diagnostics or reading.text is not None


NAMES = (
    *("p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "pPr", "rPr"),
    *("fldChar", "instrText", "txbxContent", "footnoteReference", "AlternateContent", "Choice"),
    *("numPr", "numId", "ilvl", "pStyle", "outlineLvl", "gridSpan", "sym", "commentRangeStart"),
)


def _element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    values = st.sampled_from(("", "0", "1", "-1", "十", "9" * 30, "begin", "end", "separate", "甲"))
    return st.tuples(st.sampled_from(NAMES), values, st.lists(inner, max_size=4)).map(
        lambda drawn: (
            f'<w:{drawn[0]} w:val="{drawn[1]}" w:id="{drawn[1]}" w:fldCharType="{drawn[1]}" '
            f'w:char="{drawn[1]}">{"".join(drawn[2])}</w:{drawn[0]}>'
        )
    )


elements = st.recursive(st.sampled_from(("", "字", " ", "<w:t>甲</w:t>")), _element, max_leaves=30)


@given(elements, elements, st.sampled_from(("accept", "reject")))
def test_any_xml_in_a_docx_is_read(body: str, other: str, changes: Changes) -> None:
    data = packed(body, styles=other, numbering=other, footnotes=other, comments=other)
    assert read_bytes(data, "总结.docx", changes=changes).content is not None


# ---- by way of LibreOffice --------------------------------------------------------------


def test_without_libreoffice_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    reading = read_bytes(b"{\\rtf1}", "总结.rtf")
    assert _codes(reading) == ["ZJ023"]
    assert ".docx" in reading.diagnostics[0].hint


def test_a_bomb_is_not_handed_to_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: "/soffice")
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": " " * (9 << 20)}
    assert _codes(read_bytes(zipped(parts), "总结.odt")) == ["ZJ022"]
    monkeypatch.setattr(files, "MAX_UNPACKED", 10)
    many = {"mimetype": parts["mimetype"], "a.xml": "甲" * 2, "b.xml": "甲" * 2}
    assert _codes(read_bytes(zipped(many), "总结.odt")) == ["ZJ022"]


@pytest.mark.parametrize("answer", ["它退出了", OSError(28, "full")])
def test_a_conversion_that_fails_is_told(
    answer: str | OSError, monkeypatch: pytest.MonkeyPatch
) -> None:
    def convert(*_: object) -> str:
        if isinstance(answer, OSError):
            raise answer
        return answer

    monkeypatch.setattr(libreoffice, "program", lambda: "/soffice")
    monkeypatch.setattr(libreoffice, "converted", convert)
    reading = read_bytes(_ole("WordDocument"), "总结.doc")
    assert _codes(reading) == ["ZJ024"]
    assert ("磁盘满了" if isinstance(answer, OSError) else answer) in reading.diagnostics[0].message
