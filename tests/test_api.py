"""The same things one import away: typed results, no printing, any encoding."""

from __future__ import annotations

import gc
from pathlib import Path

import docx
import pytest

import zongjie
from zongjie import check, load, render, render_file
from zongjie.compose.context import ContextBuilder
from zongjie.diagnostics import Severity
from zongjie.document import Document, Paragraph, text_of
from zongjie.model import Report
from zongjie.pipeline import undisturbed

EXAMPLES = Path(__file__).parents[1] / "examples"
EXAMPLE = EXAMPLES / "ganquan-2016"
FORMULA = (
    "指标:\n  甲: 3件\n  乙:\n    数值: '{{甲}}'\n开头: 有{{乙}}，{{标题}}{{章节数}}。\n标题: 题\n"
)
SOUND = "标题: 题\n指标:\n  受理: 3件\n开头: 有{{受理}}。\n"


def _write(folder: Path, text: str = SOUND, encoding: str = "utf-8") -> Path:
    path = folder / "报告.yaml"
    path.write_bytes(text.encode(encoding))
    return path


def test_what_the_front_door_shows() -> None:
    assert set(zongjie.__all__) == {
        *("__version__", "check", "compare", "load"),
        *("next_year", "recover", "render", "render_file"),
    }
    with pytest.raises(AttributeError):
        zongjie.nothing  # noqa: B018 - the access is the test


def test_load_check_render(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    loaded = load(str(_write(tmp_path)))
    assert loaded.report is not None
    checked = check(loaded)
    assert checked.diagnostics == []
    assert checked.document is not None
    rendered = render(loaded, "docx", "txt", "html", "md")
    assert rendered.ok
    assert list(rendered.outputs) == ["docx", "txt", "html", "md"]
    assert rendered.written == ()
    assert rendered.outputs["txt"].decode() == "题\n\n　　有3件。\n"
    assert capsys.readouterr() == ("", "")


def test_a_faulty_report_has_no_document_and_no_outputs(tmp_path: Path) -> None:
    loaded = load(_write(tmp_path, "标题: 题\n开头: 有{{没有}}。\n"))
    assert check(loaded).document is None
    rendered = render(loaded, "txt")
    assert not rendered.ok
    assert rendered.outputs == {}
    assert [d.severity for d in rendered.diagnostics] == [Severity.ERROR]


def test_faults_of_reading_and_of_composing_come_together_in_reading_order(tmp_path: Path) -> None:
    text = (
        "标题: 题\n年份: 16\n指标:\n  甲: 无\n  乙: 3件\n开头: 有{{没有}}、{{甲}}、{{乙.同比}}。\n"
    )
    codes = [d.code for d in check(load(_write(tmp_path, text))).diagnostics]
    assert codes == ["ZJ106", "ZJ111", "ZJ301", "ZJ201"]  # {{甲}} is not told a second time


def test_an_unknown_format_is_a_programmers_mistake() -> None:
    with pytest.raises(ValueError, match="doc"):
        render(load(EXAMPLE), "doc")


def test_render_file_writes_and_says_what(tmp_path: Path) -> None:
    rendered = render_file(EXAMPLE, tmp_path / "a.docx", str(tmp_path / "b.TXT"), also=("md",))
    assert rendered.written == (tmp_path / "a.docx", tmp_path / "b.TXT")
    assert set(rendered.outputs) == {"docx", "txt", "md"}
    assert (tmp_path / "b.TXT").read_bytes() == rendered.outputs["txt"]


def test_a_report_that_is_not_there() -> None:
    rendered = render_file("没有.yaml")
    assert [d.code for d in rendered.diagnostics] == ["ZJ001"]
    assert rendered.outputs == {}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"]
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_every_encoding_gives_the_same_bytes(encoding: str, ends: str, tmp_path: Path) -> None:
    text = (
        "标题: 甘泉路街道总结\n指标:\n  受理: 18735件\n开头: |\n  有{{受理}}，\n  好。\n\n  完。\n"
    )
    loaded = load(_write(tmp_path, text.replace("\n", ends), encoding))
    assert loaded.diagnostics == []
    printed = render(loaded, "txt").outputs["txt"].decode()
    assert printed == "甘泉路街道总结\n\n　　有18735件，好。\n\n　　完。\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk", "utf-16"])
def test_a_place_is_the_same_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    text = "标题: 题\r\n开头: |\r\n  甲\r\n  有{{没有}}。\r\n"
    (found,) = check(load(_write(tmp_path, text, encoding))).diagnostics
    assert found.span is not None
    assert (found.span.position, found.span.text) == ((4, 6), "没有")


SPECIAL = "A&B<C>D ]]> &amp; {{名}} *星* # 井 [1] [^甲] | 竖 | > 款 _下_ `码` \\ 😀𠮷𬺈 ~"


def test_special_text_comes_through_whole_in_every_format(tmp_path: Path) -> None:
    typed = SPECIAL.replace("{{", "\\{{").replace("[^", "\\[^")
    path = _write(tmp_path, f"标题: |\n  题{typed}\n开头: |\n  {typed}\n", "utf-8")
    target = tmp_path / "x.docx"
    rendered = render_file(path, target, also=("txt", "html", "md"))
    assert rendered.diagnostics == []
    assert SPECIAL in rendered.outputs["txt"].decode()
    title, text = [p.text for p in docx.Document(str(target)).paragraphs]
    assert (title.replace("\n", ""), text) == (f"题{SPECIAL}", SPECIAL)  # the title in lines
    from lxml import html

    page = html.fromstring(rendered.outputs["html"].decode())
    assert str(page.xpath("string()")).count(SPECIAL) >= 2


def test_a_folder_with_indicators_by_department_and_their_defaults(tmp_path: Path) -> None:
    _write(tmp_path, "标题: 题\n开头: 有{{甲}}、{{乙}}，{{甲.科室}}、{{乙.科室}}。\n")
    folder = tmp_path / "指标"
    folder.mkdir()
    (folder / "一.yaml").write_text("科室: 平安办\n指标:\n  甲: 3件\n", encoding="utf-8")
    (folder / "二.yml").write_bytes("科室: 服务办\n指标:\n  乙: 4件\n".encode("gbk"))
    (folder / "~$三.yaml").write_bytes(b"\xff\xff")
    (folder / "说明.txt").write_text("不是指标", encoding="utf-8")
    document = check(load(tmp_path)).document
    assert document is not None
    block = document.blocks[1]
    assert isinstance(block, Paragraph)
    assert text_of(block.runs) == "有3件、4件，平安办、服务办。"
    assert render(load(tmp_path / "报告.yaml"), "txt").ok


@pytest.mark.parametrize(
    ("names", "code"), [(["report.yaml", "报告.yaml"], "ZJ014"), ([], "ZJ013")]
)
def test_a_folder_has_one_main_file(names: list[str], code: str, tmp_path: Path) -> None:
    for name in names:
        (tmp_path / name).write_text(SOUND, encoding="utf-8")
    assert [d.code for d in load(tmp_path).diagnostics] == [code]


def _in_memory() -> int:
    return sum(isinstance(one, Report | Document | ContextBuilder) for one in gc.get_objects())


@pytest.mark.parametrize("form", ["docx", "txt", "html", "md"])
@pytest.mark.parametrize("name", ["formula", *sorted(path.name for path in EXAMPLES.iterdir())])
def test_a_report_is_gone_from_memory_as_soon_as_it_is_rendered(
    name: str, form: str, tmp_path: Path
) -> None:
    report = _write(tmp_path, FORMULA) if name == "formula" else EXAMPLES / name
    gc.collect()
    gc.disable()  # nothing may wait for the cyclic collector
    try:
        before = _in_memory()
        loaded = load(report)
        rendered = render(loaded, form)
        assert rendered.ok
        assert _in_memory() > before
        del loaded, rendered
        assert _in_memory() == before
    finally:
        gc.enable()


@pytest.mark.parametrize("is_on", [True, False])
def test_the_collector_rests_while_a_report_is_made_and_is_as_before_then(is_on: bool) -> None:
    seen = []

    @undisturbed
    def inner() -> None:
        seen.append(gc.isenabled())
        raise LookupError

    @undisturbed
    def outer() -> None:
        with pytest.raises(LookupError):
            inner()
        seen.append(gc.isenabled())

    try:
        (gc.enable if is_on else gc.disable)()
        outer()
        assert seen == [False, False]
        assert gc.isenabled() is is_on
    finally:
        gc.enable()
