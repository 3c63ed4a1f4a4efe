"""What pull refuses: files that are not of this report, and reports that cannot be edited."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from pulling.disturbances import disturbed, without_custom
from pulling.steps import Swap
from pulling.trials import Home
from pulling.word import edited
from zongjie.pipeline.pulling import Pulled, pull


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Home]:
    names = ("ganquan-2016", "changbai-2020", "plain.yaml")
    return {name: Home(tmp_path_factory.mktemp("home"), name) for name in names}


@pytest.fixture
def ganquan(homes: dict[str, Home], tmp_path: Path) -> Home:
    return homes["ganquan-2016"].copied(tmp_path / "甘泉")


def _refused(home: Home, copy: Path, *, apply: bool = True) -> Pulled:
    """Pull; hold that nothing is written and that somebody who cannot program is told why."""
    before = home.files()
    pulled = pull(home.report, [copy], apply=apply)
    assert not pulled.ok
    assert home.files() == before
    assert pulled.written == ()
    assert not pulled.files
    errors = [one.message for one in pulled.diagnostics if one.severity.value == "错误"]
    assert errors
    assert all(re.search("[一-龥]{2}", message) for message in errors)
    return pulled


def _other() -> bytes:
    document, stream = docx.Document(), io.BytesIO()
    document.add_heading("关于开展垃圾分类的通知", 0)
    for _ in range(5):
        document.add_paragraph("各居民区：请于本周五前报送名单，逾期不候。")
    document.save(stream)
    return stream.getvalue()


def test_a_file_that_is_not_ours(ganquan: Home) -> None:
    _refused(ganquan, ganquan.copy(_other()))


def test_the_copy_of_another_report(ganquan: Home, homes: dict[str, Home]) -> None:
    _refused(ganquan, ganquan.copy(homes["changbai-2020"].data))


def test_the_copy_of_another_report_without_properties(
    ganquan: Home, homes: dict[str, Home]
) -> None:
    data = disturbed(homes["changbai-2020"].data, without_custom)
    pulled = _refused(ganquan, ganquan.copy(data))
    assert "ZJ862" in [one.code for one in pulled.diagnostics]


def test_the_copy_of_another_year(ganquan: Home) -> None:
    data = edited(ganquan.data, [Swap("建立反恐怖", "健全反恐怖").word])
    copy = ganquan.copy(data)
    path = ganquan.report / "report.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("年份: 2016", "年份: 2017").replace("2016年工作", "2017年工作"), "utf-8"
    )
    assert "ZJ863" in [one.code for one in _refused(ganquan, copy).diagnostics]


DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "no package": lambda data: b"PK\x03\x04" + b"\x00" * 400,
    "a picture": lambda data: b"\x89PNG\r\n\x1a\n" + b"\x00" * 64,
}


@pytest.mark.parametrize("how", DAMAGED)
def test_a_damaged_file(how: str, ganquan: Home) -> None:
    _refused(ganquan, ganquan.copy(DAMAGED[how](ganquan.data)))


def test_a_file_that_is_not_there(ganquan: Home) -> None:
    _refused(ganquan, ganquan.folder / "没有.docx")


def test_one_damaged_copy_of_two(ganquan: Home) -> None:
    before = ganquan.files()
    good = ganquan.copy(edited(ganquan.data, [Swap("建立反恐怖", "健全反恐怖").word]), "甲.docx")
    pulled = pull(ganquan.report, [good, ganquan.copy(b"PK", "乙.docx")], apply=True)
    assert not pulled.ok
    assert ganquan.files() == before


def test_a_report_with_errors(ganquan: Home) -> None:
    copy = ganquan.copy(edited(ganquan.data, [Swap("建立反恐怖", "健全反恐怖").word]))
    path = ganquan.report / "report.yaml"
    path.write_text(path.read_text("utf-8").replace("{{年份}}年通过", "{{年分}}年通过"), "utf-8")
    _refused(ganquan, copy)
    path.write_text("单位名称：甘泉\n  - 乱\n", encoding="utf-8")
    _refused(ganquan, copy)


def test_a_report_that_is_not_there(ganquan: Home) -> None:
    pulled = pull(ganquan.folder / "没有", [ganquan.docx], apply=True)
    assert not pulled.ok


def test_no_base_is_left(ganquan: Home) -> None:
    """The .docx is of an older state, which nobody kept: what would be an edit, nobody knows."""
    copy = ganquan.copy(edited(ganquan.data, [Swap("建立反恐怖", "健全反恐怖").word]))
    for hidden in [*ganquan.folder.rglob(".*")]:
        if hidden.is_dir():
            shutil.rmtree(hidden, ignore_errors=True)
        elif hidden.exists():
            hidden.unlink()
    path = ganquan.report / "indicators" / "grid-centre.yaml"
    path.write_text(path.read_text("utf-8").replace("18735件", "18740件"), "utf-8")
    _refused(ganquan, copy)


def test_a_yaml_that_changes_while_it_is_pulled(
    ganquan: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody saves between reading and writing: their save stays."""
    from zongjie.pipeline import pulling

    copy = ganquan.copy(edited(ganquan.data, [Swap("建立反恐怖", "健全反恐怖").word]))
    path = ganquan.report / "report.yaml"
    theirs = path.read_bytes() + "# 刚刚保存\n".encode()
    real = pulling.read_any

    def late(*args: object, **kwargs: object) -> object:
        path.write_bytes(theirs)
        return real(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(pulling, "read_any", late)
    pulled = pull(ganquan.report, [copy], apply=True)
    assert not pulled.ok
    assert path.read_bytes() == theirs


def test_without_properties_the_report_itself_is_the_base(ganquan: Home) -> None:
    """A mail gateway drops custom.xml; the text is still that of this report."""
    data = edited(ganquan.data, [Swap("建立反恐怖", "健全反恐怖").word])
    pulled = pull(ganquan.report, [ganquan.copy(disturbed(data, without_custom))], apply=True)
    assert [one.code for one in pulled.diagnostics] == ["ZJ866"]
    assert "健全反恐怖" in "".join(ganquan.printed())


def test_a_text_written_over_ours_is_no_copy_of_it(ganquan: Home) -> None:
    """The file is ours, with its properties; the text is another one."""
    document = docx.Document(io.BytesIO(ganquan.data))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = ""
    document.paragraphs[0].add_run("关于开展垃圾分类的通知")
    stream = io.BytesIO()
    document.save(stream)
    pulled = _refused(ganquan, ganquan.copy(stream.getvalue()))
    assert "ZJ862" in [one.code for one in pulled.diagnostics]
