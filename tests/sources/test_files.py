"""Whatever a person's editor saved is read, or refused at the right place."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zongjie.diagnostics import Diagnostic, Source
from zongjie.sources import report
from zongjie.sources.files import MAX_BYTES, decode, read_source
from zongjie.sources.nodes import parse

TEXT = (
    "# 社区服务办报\n单位名称: 甘泉路街道\n年份: 2016\n开头: |\n"
    "  “五违四必”整治……约8.5万余人次——㐀\n"
)


def _place(found: list[Diagnostic]) -> tuple[int, int]:
    assert found[0].span is not None
    return found[0].span.position


# ---- what is read ----------------------------------------------------------------

ENCODED = {
    "UTF-8": (TEXT.encode(), "utf-8", False),
    "UTF-8 with mark": (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8", True),
    "UTF-16 LE with mark": (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le", True),
    "UTF-16 BE with mark": (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be", True),
    "UTF-16 LE without mark": (TEXT.encode("utf-16-le"), "utf-16-le", False),
    "UTF-16 BE without mark": (TEXT.encode("utf-16-be"), "utf-16-be", False),
    "GB 18030": (TEXT.encode("gb18030"), "gb18030", False),
    "GBK": (TEXT.replace("㐀", "").encode("gbk"), "gb18030", False),
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("case", ENCODED.values(), ids=ENCODED.keys())
def test_every_usual_encoding_is_read_and_remembered(
    case: tuple[bytes, str, bool], line_end: str, tmp_path: Path
) -> None:
    raw, encoding, bom = case
    if line_end == "\r\n":
        mark = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe"}.get(encoding, b"\xfe\xff")
        mark = mark if bom else b""
        text = raw[len(mark) :].decode(encoding).replace("\n", "\r\n")
        raw = mark + text.encode(encoding)
    path = tmp_path / "报告.yaml"
    path.write_bytes(raw)
    source, found = read_source(path, "报告.yaml")
    assert found == []
    assert source is not None
    assert source.text == raw.decode(encoding).removeprefix("\ufeff")
    assert (source.name, source.encoding, source.bom) == ("报告.yaml", encoding, bom)
    loaded = report.load(path)
    assert loaded.diagnostics == []
    assert loaded.report is not None
    assert loaded.report.office is not None
    assert loaded.report.office.value == "甘泉路街道"
    assert loaded.report.office.span().text == "甘泉路街道"
    assert loaded.report.office.span().position == (2, 7)
    assert loaded.report.opening is not None
    assert loaded.report.opening.value.startswith("“五违四必”整治")
    assert loaded.report.opening.span().text.startswith("“五违四必”整治")


def test_mixed_line_ends_are_read_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "报告.yaml"
    path.write_bytes("单位名称: 甘泉\r\n年份: 2016\n标题: 总结\r\n".encode())
    source, _ = read_source(path, "报告.yaml")
    assert source is not None
    assert source.text.count("\r\n") == 2
    assert report.load(path).diagnostics == []


def test_a_long_utf16_text_with_hardly_a_blank_is_read() -> None:
    text = "开头:\n " + "过去的一年街道各项工作平稳推进" * 40 + "\n"
    source, _ = decode(text.encode("utf-16-le"), "甲")
    assert source is not None
    assert source.text == text


def test_ascii_only_files_are_read_in_utf16_too() -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        source, _ = decode("txt: 1\n".encode(encoding), "甲")
        assert source is not None
        assert source.text == "txt: 1\n"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=30))
def test_utf8_is_always_read_as_utf8(text: str) -> None:
    source, found = decode(text.encode(), "甲")
    if source is None:
        assert {d.code for d in found} == {"ZJ004"}
        assert set(text) & {"\u2028", "\u2029"}
    else:
        assert source.text == text.removeprefix("\ufeff")


def test_an_empty_file_is_an_empty_text() -> None:
    source, found = decode(b"", "甲")
    assert source is not None
    assert (source.text, found) == ("", [])


# ---- characters nobody sees ------------------------------------------------------


def _refused(raw: bytes) -> list[Diagnostic]:
    """Return why a text that can be decoded is not read."""
    source, found = decode(raw, "报告.yaml")
    assert source is not None
    assert found == []
    root, found = parse(source)
    assert root is None
    return found


@pytest.mark.parametrize(
    ("char", "code"),
    [
        ("\x00", "U+0000"),
        ("\x07", "U+0007"),
        ("\x0b", "U+000B"),
        ("\x0c", "U+000C"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\x90", "U+0090"),
        ("\u2028", "U+2028"),
        ("\u2029", "U+2029"),
        ("\ufffe", "U+FFFE"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_control_character_is_reported_where_it_stands(
    char: str, code: str, encoding: str
) -> None:
    raw = f"标题: 甘泉\r\n备注: 完成{char}538户\r\n".encode(encoding)
    found = _refused(raw)
    assert [d.code for d in found] == ["ZJ004"]
    assert code in found[0].message
    assert _place(found) == (2, 7)
    assert found[0].fix is not None
    assert found[0].fix.span.text == char


# All that nobody may type, from what YAML 1.1 (§5.1) lets through: it is libyaml that looks.
FORBIDDEN = [
    *(chr(code) for code in range(0xA0) if not (chr(code) in "\t\n\r" or 0x20 <= code < 0x7F)),
    *"\u2028\u2029\ud800\udfff\ufffe\uffff",
]


@pytest.mark.parametrize(
    "text",
    [
        *("甲: {}乙\n", "# 注{}\n甲: 乙\n", "甲: 乙\n# 注{}", "{}甲: 乙\n", "甲: |\n  乙{}\n"),
        *("- [{}\n", "甲: *乙 {}\n", "甲: 乙\n...\n{}\n", "甲: 乙\n---\n丙: {}\n", "# {}\n"),
    ],
)
def test_wherever_a_control_character_stands_it_is_all_that_is_told(text: str) -> None:
    for char in FORBIDDEN:
        root, found = parse(Source("甲.yaml", text.format(char)))
        assert root is None
        assert [(d.code, d.span and d.span.text) for d in found] == [("ZJ004", char)]


def test_all_control_characters_are_reported_but_not_thousands() -> None:
    found = _refused("甲\x01乙\n丙\x02".encode())
    assert [d.span and d.span.position for d in found] == [(1, 2), (2, 2)]
    found = _refused(b"\x01" * 100_000)
    assert len(found) == 20


def test_a_few_nuls_do_not_turn_a_text_into_another_language() -> None:
    found = _refused(b"ab: \x00c\n\n")
    assert [d.code for d in found] == ["ZJ004"]
    assert _place(found) == (1, 5)


def test_a_text_given_as_a_string_is_held_to_the_same() -> None:
    loaded = report.load_text("标题: 甘泉\n备注: 完\x00成\u2028\n")
    # The rest is read all the same.
    assert [d.code for d in loaded.diagnostics] == ["ZJ004", "ZJ004", "ZJ101"]
    assert [d.span and d.span.position for d in loaded.diagnostics] == [(2, 6), (2, 8), (2, 1)]


# ---- no text at all --------------------------------------------------------------


def _docx() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:document/>" * 500)
    return buffer.getvalue()


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.mark.parametrize(
    "raw",
    [
        _docx(),
        PNG,
        PNG + b"\x00",
        bytes(range(256)),
        bytes(range(128, 256)),
        b"\xff\xfe\x00",
        b"\xff\xfe\x00\xd8\x41\x00",
        b"\xef\xbb\xbf\xff\xff",
        "甘泉路街道".encode("big5") + b"\xff",
    ],
    ids=[
        "docx",
        "png",
        "png of even length",
        "all bytes",
        "high bytes",
        "half a UTF-16 character",
        "lone surrogate",
        "mark of UTF-8 before bytes",
        "Big5 and a stray byte",
    ],
)
def test_bytes_that_are_no_text_are_refused_with_a_place(raw: bytes) -> None:
    source, found = decode(raw, "报告.yaml")
    assert source is None
    assert [d.code for d in found] == ["ZJ017" if raw.startswith(b"PK") else "ZJ003"]
    line, column = _place(found)
    assert line >= 1
    assert column >= 1


def test_one_broken_byte_in_utf8_is_no_gbk() -> None:
    raw = TEXT.encode()
    at = raw.index("街道".encode())
    _, found = decode(raw[:at] + b"\xb8" + raw[at:], "报告.yaml")
    assert [d.code for d in found] == ["ZJ003"]
    assert _place(found) == (2, 10)


def test_a_text_cut_off_inside_a_character_is_refused_at_its_end() -> None:
    _, found = decode(TEXT.encode()[:-2], "报告.yaml")
    assert [d.code for d in found] == ["ZJ003"]
    assert _place(found)[0] == 5


@given(st.binary(max_size=60))
@example(b"\xfe\xff")
@example(b"\x00")
@example(b"\x81\x30\x81\x30")
def test_any_bytes_give_a_text_or_a_diagnostic_with_a_place(raw: bytes) -> None:
    source, found = decode(raw, "甲")
    assert (source is None) is bool(found)
    for d in found:
        assert d.code in ("ZJ003", "ZJ004", "ZJ017")
        assert d.span is not None
        assert 0 <= d.span.start <= d.span.end <= len(d.span.source.text) + 1


# ---- no file at all --------------------------------------------------------------


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    source, found = read_source(tmp_path / "没有.yaml", "没有.yaml")
    assert source is None
    assert [d.code for d in found] == ["ZJ001"]
    assert "没有.yaml" in found[0].message


def test_a_folder_instead_of_a_file_is_refused(tmp_path: Path) -> None:
    _, found = read_source(tmp_path, "指标")
    assert [d.code for d in found] == ["ZJ002"]


def test_a_path_no_system_takes_is_not_found() -> None:
    assert [d.code for d in read_source(Path("甲\0乙"), "甲乙")[1]] == ["ZJ001"]
    assert [d.code for d in report.load("甲\0乙").diagnostics] == ["ZJ001"]
    assert [d.code for d in report.load("长" * 5000).diagnostics] == ["ZJ002"]


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    _, found = read_source(tmp_path / "报告.yaml", "报告.yaml")
    assert [d.code for d in found] == ["ZJ002"]
    assert "报告.yaml" in found[0].message


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "大.yaml"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    _, found = read_source(path, "大.yaml")
    assert [d.code for d in found] == ["ZJ005"]
    with path.open("wb") as file:
        file.truncate(64 * 1024 * MAX_BYTES)
    assert [d.code for d in read_source(path, "大.yaml")[1]] == ["ZJ005"]
