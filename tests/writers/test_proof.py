"""核对稿 and 定稿: what stands beside the numbers, and what stands nowhere."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import documents

from profiled import default, every_option
from zongjie import load, render, render_file
from zongjie.cli import main
from zongjie.document import Document, Heading, Note, Paragraph, Run, Verbatim
from zongjie.model.profile import Profile
from zongjie.readers.docx import read
from zongjie.writers import docx as writer
from zongjie.writers.docx.fingerprint import text_hash
from zongjie.writers.docx.inspection import inspect
from zongjie.writers.docx.proof import Proof, Remark

REPORT = """\
标题: 某某街道2025年工作总结
年份: 2025
指标:
  甲:
    数值: 30件
    上年: 20件
    科室: 平安办
    来源: 平安办台账
    口径: 含重复件
  乙:
    数值: 21家
    上年: 20家
    状态: 初步数
  丙: "{{合计（甲，戊）}}"
  戊: 5件
  丁:
    状态: 待报
开头: |
  2025年全年办结{{甲}}，比第3季度多；走访{{乙}}，另有3.5万户，占15%。【注：说明】{{丁}}

  一共{{丙}}，{{甲.同比}}。
脚注:
  说明: 其中{{乙}}。
"""


def _folder(tmp_path: Path, text: str = REPORT) -> Path:
    path = tmp_path / "报告.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def _proof(tmp_path: Path, text: str = REPORT) -> bytes:
    return render(load(_folder(tmp_path, text)), "docx", proof=True).outputs["docx"]


def _comments(data: bytes) -> list[list[str]]:
    return [one.text.split("\n") for one in docx.Document(io.BytesIO(data)).comments]


def _body(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/document.xml").decode()


def _marked(data: bytes, colour: str) -> list[str]:
    found = []
    for paragraph in docx.Document(io.BytesIO(data)).paragraphs:
        for run in paragraph.runs:
            light = run.font.highlight_color
            if light is not None and light.name == colour:
                found.append(run.text)
    return found


def test_every_number_of_an_indicator_says_where_it_is_from(tmp_path: Path) -> None:
    legend, first, *_ = comments = _comments(_proof(tmp_path))
    assert legend[0].startswith("核对稿，不是定稿")
    assert first == [
        "甲",
        "指标：甲　30件",
        "科室：平安办",
        "来源：平安办台账",
        "口径：含重复件",
        "上年：20件",
        "位置：报告.yaml 第4行",
    ]
    assert [one[0] for one in comments[1:]] == ["甲", "乙", "脚注里：", "丁", "丙", "甲.同比"]
    assert "状态：初步数" in comments[2]
    # A computed figure names what it is computed from, each with its place.
    assert [line for line in comments[5] if line.startswith("位置")] == [
        "位置：报告.yaml 第14行",
        "位置：报告.yaml 第4行",
        "位置：报告.yaml 第15行",
    ]


def test_what_changed_much_and_what_was_typed_is_marked(tmp_path: Path) -> None:
    data = _proof(tmp_path)
    assert _marked(data, "BRIGHT_GREEN") + _marked(data, "GREEN") == ["30件", "同比增长50%"]
    assert _marked(data, "GRAY_25") == ["3.5万", "15%"]  # neither 2025年 nor 第3季度
    assert _marked(data, "YELLOW") == ["【待补：丁】"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2021—2025年办结12件，2023至2024年13件，2024、2025年14件", ["12", "13", "14"]),
        ("1—9月，2025-12-31，2025.6，9:30，10时30分，第1—5名，第3、4季度", []),
        ("〔2025〕3号，A4纸，图1，表2，附件3，第十批，12345", ["12345"]),
        ("31，2025.6，2025", ["31", "2025"]),
        (
            "一百二十户，三分之一，百分之十，十余家，一些，十分重视",
            ["一百二十", "三分之一", "百分之十", "十余"],
        ),
        ("1,234.5万元，１２件，98.5%", ["1,234.5万", "１２", "98.5%"]),
        ("月均12件，65岁以上，301室", ["12"]),
    ],
)
def test_days_and_ordinals_are_no_figures(text: str, figures: list[str]) -> None:
    document = Document([Paragraph((), (Run(text),)), Verbatim(text)])
    data = writer.write(document, default(), proof=Proof((), _remark))
    assert _marked(data, "GRAY_25") == figures * 2


def test_figures_typed_in_a_footnote_are_marked_there(tmp_path: Path) -> None:
    data = _proof(tmp_path, REPORT.replace("其中{{乙}}", "其中{{乙}}，手写77件"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        notes = package.read("word/footnotes.xml").decode()
    marked = notes.split('w:val="lightGray"/></w:rPr><w:t xml:space="preserve">')[1:]
    assert [part.partition("<")[0] for part in marked] == ["77"]
    assert "comment" not in notes


@pytest.mark.parametrize(
    ("fact", "green"),
    [
        ("{数值: 296名, 同比: 下降64%}", True),
        ("{数值: 约900名, 上年: 200名}", True),
        ("{数值: 400～500名, 上年: 100名}", True),
        ("{数值: 110～500名, 上年: 100名}", False),
        ("{数值: 110名, 同比: 增长10%}", False),
        ("{数值: 9件, 上年: 零}", True),
    ],
)
def test_what_counts_as_much(fact: str, green: bool, tmp_path: Path) -> None:
    name = "信访量（初次）"
    data = _proof(tmp_path, f"标题: 题\n指标:\n  {name}: {fact}\n开头: 有{{{{{name}}}}}。\n")
    assert bool(_marked(data, "BRIGHT_GREEN") + _marked(data, "GREEN")) is green
    assert _comments(data)[1][1].startswith(f"指标：{name}")


def test_last_years_figure_is_not_what_changed(tmp_path: Path) -> None:
    text = "标题: 题\n指标:\n  甲: {数值: 30件, 上年: 20件}\n开头: 有{{甲}}，上年{{甲.上年}}。\n"
    data = _proof(tmp_path, text)
    assert _marked(data, "BRIGHT_GREEN") + _marked(data, "GREEN") == ["30件"]


def test_a_summary_names_the_reports_its_sums_are_of() -> None:
    loaded = load(Path(__file__).parents[2] / "examples" / "shifan-district-2025")
    comments = _comments(render(loaded, "docx", proof=True).outputs["docx"])[1:]
    assert comments
    assert all(any(line.startswith("位置：") for line in one) for one in comments)


def test_a_year_is_no_figure_of_an_indicator(tmp_path: Path) -> None:
    data = _proof(tmp_path, "标题: 题\n年份: 2025\n开头: 这是{{年份}}年。\n")
    assert len(_comments(data)) == 1  # what the marks mean


def test_the_bound_is_the_profiles(tmp_path: Path) -> None:
    (tmp_path / "宽.yaml").write_text("核对稿:\n  变动: 60%\n", encoding="utf-8")
    data = _proof(tmp_path, f"版式: 宽.yaml\n{REPORT}")
    assert not _marked(data, "BRIGHT_GREEN") + _marked(data, "GREEN")
    assert "相差超过60%" in _comments(data)[0][1]


def test_paragraphs_are_numbered_beside_the_text(tmp_path: Path) -> None:
    body = _body(_proof(tmp_path))
    assert body.count('<w:pStyle w:val="ParagraphNumber"/><w:framePr ') == 2


def test_a_report_in_files_names_the_file_of_its_department(tmp_path: Path) -> None:
    (tmp_path / "指标").mkdir()
    facts = "科室: 平安办\n指标:\n  甲: 3件\n"
    (tmp_path / "指标" / "平安办.yaml").write_text(facts, encoding="utf-8")
    _folder(tmp_path, "标题: 题\n开头: 办结{{甲}}。\n")
    data = render(load(tmp_path), "docx", proof=True).outputs["docx"]
    assert _comments(data)[1][-1] == "位置：指标/平安办.yaml 第3行"
    assert str(tmp_path) not in "".join("".join(one) for one in _comments(data))


def _remark(run: Run) -> Remark:
    return Remark((run.value, "一行"), changed=len(run.value) % 2 == 0)


def _valued(document: Document) -> Document:
    """Return a document in which some runs are an indicator's."""

    def of(inlines: tuple[Run | Note, ...]) -> tuple[Run | Note, ...]:
        return tuple(
            one._replace(value="甲" * (1 + len(one.text) % 3))
            if isinstance(one, Run) and len(one.text) % 2
            else one
            for one in inlines
        )

    blocks = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            block = Paragraph(of(block.lead), of(block.runs))  # noqa: PLW2901
        elif isinstance(block, Heading):
            block = block._replace(runs=of(block.runs))  # noqa: PLW2901
        blocks.append(block)
    return Document(blocks)


@given(documents(), st.sampled_from(every_option()))
def test_a_proof_copy_reads_as_the_text_it_is_of(document: Document, profile: Profile) -> None:
    proof = Proof(("说明",), _remark)
    assert read(writer.write(_valued(document), profile, proof=proof)) == document


@given(document=documents())
def test_its_hash_is_that_of_the_text(document: Document, tmp_path_factory: object) -> None:
    assert isinstance(tmp_path_factory, pytest.TempPathFactory)
    path = tmp_path_factory.mktemp("核对稿") / "a.docx"
    path.write_bytes(writer.write(_valued(document), default(), proof=Proof(("说",), _remark)))
    assert inspect(path).text_hash == text_hash(document, default())


def test_an_untouched_proof_copy_may_be_written_again(tmp_path: Path) -> None:
    path, target = _folder(tmp_path), tmp_path / "核对稿.docx"
    assert render_file(path, target, proof=True).written
    path.write_text(REPORT.replace("30件", "31件"), encoding="utf-8")
    assert render_file(path, target, proof=True).written


def test_verbatim_text_is_numbered_too(tmp_path: Path) -> None:
    data = writer.write(Document([Verbatim("一\n二")]), default(), proof=Proof((), _remark))
    assert _body(data).count("ParagraphNumber") == 1


def test_a_proof_copy_that_is_no_word_file_is_told(tmp_path: Path) -> None:
    report = load(_folder(tmp_path, FINAL))
    assert [one.code for one in render(report, "txt", proof=True).diagnostics] == ["ZJ513"]
    assert render(report, "txt", "docx", proof=True).diagnostics == []


# ---- 定稿 -----------------------------------------------------------------------------------

FINAL = "标题: 题\n年份: 2025\n指标:\n  甲: 3件\n开头: 办结{{甲}}。\n"


def test_a_final_copy_holds_nothing_but_the_text(tmp_path: Path) -> None:
    data = render(load(_folder(tmp_path, FINAL)), "docx", final=True).outputs["docx"]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        everything = b"".join(package.read(name) for name in names)
    assert not {"docProps/custom.xml", "word/comments.xml"} & set(names)
    for trace in (
        "customProperties",
        "creator",
        "lastModifiedBy",
        "sha256",
        tmp_path.name,
        "报告.yaml",
    ):
        assert trace.encode() not in everything


def test_a_final_page_names_no_indicator(tmp_path: Path) -> None:
    report = load(_folder(tmp_path, FINAL))
    assert b"data-ref" in render(report, "html").outputs["html"]
    assert b"data-ref" not in render(report, "html", final=True).outputs["html"]


def test_a_copy_is_either_a_proof_or_final(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, target = _folder(tmp_path, FINAL), tmp_path / "a.docx"
    with pytest.raises(SystemExit) as stopped:
        main(["render", str(path), "-o", str(target), "--proof", "--final"])
    assert stopped.value.code == 2
    assert "不能和它一起写" in capsys.readouterr().err
    assert not target.exists()
    with pytest.raises(ValueError, match="final"):
        render(load(path), "docx", proof=True, final=True)
