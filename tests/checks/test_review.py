"""The careful checks: they only warn, change nothing, and know last year's report."""

from __future__ import annotations

import copy
import time
from pathlib import Path

import pytest

from zongjie import check, load, render
from zongjie.checks.review import review
from zongjie.checks.values import written
from zongjie.diagnostics import Diagnostic, Severity, Source, Span, catalogue
from zongjie.document import Document, Heading, Paragraph, Run, Table, Title
from zongjie.sources.report import load_text

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/report.yaml"))
HEAD = "单位名称: 甘泉路街道\n年份: 2016\n"


def _found(body: str, indicators: str = "", head: str = "") -> list[Diagnostic]:
    table = "".join(f"  {line}\n" for line in indicators.split("\n")) if indicators else ""
    prose = "".join(f"          {line}\n" for line in body.split("\n"))
    yaml = (
        f"{HEAD}{head}"
        + (f"附表: 是\n指标:\n{table}" if table else "")
        + "章节:\n  - 标题: 建设平安甘泉\n"
        f"    事项:\n      - 段首句: 严密安全管控\n        正文: |\n{prose}"
    )
    return check(load_text(yaml)).diagnostics


def _codes(body: str, indicators: str = "", head: str = "") -> list[str]:
    return [found.code for found in _found(body, indicators, head)]


# ---- what holds of all -----------------------------------------------------------------


@pytest.mark.parametrize("family", ["gaps", "across", "years", "leftovers"])
def test_a_careful_check_never_stops_a_report(family: str) -> None:
    text = Path(getattr(catalogue, family).__file__).read_text(encoding="utf-8")
    rules = [rule for code, rule in catalogue.all_rules().items() if f'"{code}"' in text]
    assert rules
    assert all(rule.severity is not Severity.ERROR for rule in rules)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_examples_give_no_warning(example: Path) -> None:
    found = check(load(example)).diagnostics
    assert [one.message for one in found if one.severity is not Severity.NOTE] == []
    careful = ("ZJ22", "ZJ23", "ZJ25", "ZJ35", "ZJ36")
    assert [one.message for one in found if one.code.startswith(careful)] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_checking_changes_nothing(example: Path) -> None:
    loaded = load(example)
    assert loaded.report is not None
    document = check(loaded).document
    assert document is not None
    before = (repr(loaded.report), copy.copy(document))
    review(loaded.report, written, document)
    assert (repr(loaded.report), document) == before
    assert render(loaded, "txt").outputs == render(load(example), "txt").outputs


def test_rendering_does_without_the_careful_checks() -> None:
    yaml = f"{HEAD}开头: 成效明显。。\n章节: []\n"
    assert [found.code for found in check(load_text(yaml)).diagnostics] == ["ZJ360"]
    assert render(load_text(yaml), "txt").diagnostics == []


# ---- numbers typed by hand -------------------------------------------------------------


INDICATORS = (
    "网格受理案件: 18735件\n拆除违法建筑: 154处，9058平方米\n"
    "接待居民: {数值: 85236人次, 印作: 约8.5万人次}\n"
    "属地税收: {数值: 28.6亿元, 上年: 27.19亿元}"
)


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("网格中心受理案件18735件。", ["ZJ351"]),
        ("网格中心受理案件1.8万余件。", ["ZJ351"]),
        ("接待居民约8.5万人次。", ["ZJ351"]),
        ("实现属地税收286000万元。", ["ZJ351"]),
        ("网格受理案件18375件。", ["ZJ235"]),
        ("拆除违法建筑9508平方米。", ["ZJ235"]),
        ("网格中心共办案件18753件。", ["ZJ352"]),
        # another thing, another time, another kind of number
        ("热线受理工单4860件。", []),
        ("上年网格受理案件17650件。", []),
        ("力争明年网格受理案件20000件。", []),
        ("网格受理案件同比增长5%，办结率99%。", []),
        ("网格受理案件{{网格受理案件}}，其中受理案件120件。", []),
        ("位于新村路18735弄。", []),
    ],
)
def test_a_typed_number_beside_the_indicators(body: str, codes: list[str]) -> None:
    assert _codes(body, INDICATORS) == codes


def test_a_number_of_last_year_is_said_to_be_one() -> None:
    (found,) = _found("实现属地税收27.19亿元。", INDICATORS)
    assert "这是上年的数" in found.message
    assert found.related[0].span.text == "属地税收"


def test_a_table_is_compared_by_its_rows() -> None:
    source = Source("表", "120家次 108家次 5件")
    loaded = load_text(f"{HEAD}指标:\n  走访企业: 120家次\n  信访: 5件\n")
    assert loaded.report is not None
    cells = [(Run("走访企业"),), (Run("108家次", Span(source, 6, 11)),), (Run("95家次"),)]
    head = tuple((Run(text),) for text in ("指标", "今年", "上年"))
    right = ((Run("信访"),), (Run("5件", Span(source, 12, 14)),), (Run("9件"),))
    document = Document([Table((head, tuple(cells), right))])
    (found,) = review(loaded.report, written, document)
    assert (found.code, found.span and found.span.text) == ("ZJ235", "108家次")


# ---- sections ---------------------------------------------------------------------------


def test_what_is_planned_contradicts_nothing() -> None:
    loaded = load_text(f"{HEAD}指标:\n  走访重点企业: 120家次\n")
    assert loaded.report is not None

    def told(title: str) -> list[str]:
        source = Source("文", "走访重点企业150家次。")
        runs = (Run(source.text, Span(source, 0, len(source.text))),)
        heading = Heading(1, "一、", (Run(title),))
        document = Document([Title((Run("总结"),)), heading, Paragraph((), runs)])
        assert loaded.report is not None
        codes = [found.code for found in review(loaded.report, written, document)]
        return [code for code in codes if code != "ZJ221"]

    assert told("2016年工作回顾") == ["ZJ235"]
    assert told("2017年工作") == told("下一步打算") == []


@pytest.mark.parametrize(("heading", "codes"), [("2015年工作回顾", []), ("工作回顾", ["ZJ353"])])
def test_a_year_that_a_heading_names_is_meant(heading: str, codes: list[str]) -> None:
    yaml = f"{HEAD}章节:\n  - 标题: {heading}\n    开头: 2015年是不平凡的一年。\n"
    assert [found.code for found in check(load_text(yaml)).diagnostics] == codes


# ---- ordinary sentences ------------------------------------------------------------------

FINE = """\
2011—2015年获评全国先进。截至2016年12月底，全街道有微型消防站36个。
甘泉路街道与石泉路街道共建，学习长征镇经验。
与2015年相比，2016年全年信访量下降34%。自2015年以来累计加装电梯31台，其中2016年12台。
认真落实“一岗双责”，推进“五违四必”“三合一”场所整治；全区第一，第一批、第二批共30户。
一是强化检查，二是强化宣传，三是强化值守。一是一、二是二，说到做到。
受理信访件120件，其中初信初访80件；受理投诉30件。
完成甲、乙、丙等三项工作。推进市、区两级项目。做好扫黄打非、双拥、统战等工作。
满意率由90.5%提高到92.1%，投诉量由120件下降到98件。
税收增长5.2%，增速比上年提高2.1个百分点。就业率达98%，比上年提高0.5个百分点。
帮困资金139.76万元，惠及4720人次。财政支出2.3亿元，其中民生支出1.1亿元。
垃圾分类达标率100%，无重大火灾发生，未发生安全生产事故。
建立“3+1”制度，落实24小时值班，拨打12345热线，处置110警情。
新村路285弄（近甘泉路）积水点改造，延长西路40弄、220弄雨污混接改造。
第一，抓党建；第二，抓民生；第三，抓安全。第一、第三产业增加值较快增长。
产量、销量、出口量分别占全国的60%、50%、40%。民间投资项目比重分别为77%、69%。
要求做到“四个一”：一本台账、一张清单、一套机制、一支队伍。
完成三大任务：一是旧改，二是拆违，三是加梯。做到了三个到位：思想到位、责任到位、措施到位。
预计全年完成税收28亿元，力争全年签约100户。超额完成年度目标，完成率112.5%。"""


@pytest.mark.parametrize("body", FINE.split("\n"))
def test_ordinary_sentences_give_nothing(body: str) -> None:
    assert _codes(body) == []


# ---- last year's report --------------------------------------------------------------------


def _two_years(folder: Path, this: str, last: str, key: str = "") -> Path:
    for year, text, more in ((2016, this, key), (2015, last, "")):
        place = folder / str(year)
        place.mkdir()
        head = f"单位名称: 甘泉路街道\n年份: {year}\n附表: 是\n章节: []\n{more}"
        (place / "报告.yaml").write_text(f"{head}指标:\n{text}", "utf-8")
    return folder / "2016"


def test_last_years_report_is_named_in_the_report_or_by_the_caller(tmp_path: Path) -> None:
    facts = ("  案件:\n    数值: 18735件\n", "  案件: 18735件\n")
    here = _two_years(tmp_path, *facts)
    assert check(load(here)).diagnostics == []
    (found,) = check(load(here), last=tmp_path / "2015").diagnostics
    assert found.code == "ZJ251"
    main = here / "报告.yaml"
    main.write_text(f"上年报告: ../2015\n{main.read_text('utf-8')}", "utf-8")
    assert [one.code for one in check(load(here)).diagnostics] == ["ZJ251"]


def test_a_renamed_indicator_is_not_gone(tmp_path: Path) -> None:
    this = "  走访企业户数:\n    数值: 120家\n    曾用名: 走访企业\n"
    here = _two_years(tmp_path, this, "  走访企业: 118家\n  企业诉求: 30条\n  没报:\n")
    (found,) = check(load(here), last=tmp_path / "2015").diagnostics
    assert (found.code, "企业诉求" in found.message, "走访" in found.message) == (
        "ZJ226",
        True,
        False,
    )


def test_figures_of_last_years_report_may_be_rounded(tmp_path: Path) -> None:
    this = "  税收:\n    数值: 28.6亿元\n    上年: 27.2亿元\n"
    here = _two_years(tmp_path, this, "  税收: 271934万元\n")
    assert check(load(here), last=tmp_path / "2015").diagnostics == []


@pytest.mark.parametrize(
    "name",
    ["没有", "/etc", "C:\\上年", "\\\\server\\share", "//server/share", '"\\0"', "..", "报告.yaml"],
)
def test_a_last_report_that_cannot_be_used_is_told_where_it_is_named(
    name: str, tmp_path: Path
) -> None:
    here = _two_years(tmp_path, "  案件: 18735件\n", "  案件: 1件\n", f"上年报告: {name}\n")
    (found,) = check(load(here)).diagnostics
    assert (found.code, found.span is not None) == ("ZJ258", True)


def test_faults_of_last_years_report_are_not_told_here(tmp_path: Path) -> None:
    here = _two_years(tmp_path, "  案件: 18735件\n", "  案件: 好多\n", "上年报告: ../2015\n")
    (found,) = check(load(here)).diagnostics
    assert (found.code, "好多" in found.message) == ("ZJ258", False)


# ---- speed -----------------------------------------------------------------------------------


def test_a_report_of_300_indicators_is_checked_in_60_ms_of_work() -> None:
    names = [f"{verb}{thing}" for verb in "走查受办整改发组服化" for thing in _THINGS]
    facts = "".join(
        f"  {n}: {{数值: {900 + at}件, 上年: {870 + at}件}}\n" for at, n in enumerate(names)
    )
    lines = "".join(f"  全年{name}{{{{{name}}}}}，{{{{{name}.比上年}}}}。\n\n" for name in names)
    yaml = f"{HEAD}指标:\n{facts}章节: []\n开头: |\n{lines}"
    assert len(names) == 300
    assert check(load_text(yaml)).diagnostics == []  # what is compiled on first use is compiled

    def work() -> float:
        begun = time.process_time()
        check(load_text(yaml))
        return time.process_time() - begun

    assert min(work() for _ in range(7)) < 0.060


_THINGS = [
    *("企业", "隐患", "信访", "热线", "楼道", "绿化", "资金", "活动", "老人", "纠纷"),
    *("电梯", "公园", "步道", "箱房", "商铺", "消防", "咨询", "岗位", "志愿", "政策"),
    *("提案", "泊位", "端口", "车棚", "管网", "违建", "实事", "公益", "食堂", "睦邻"),
]


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("2015年全年受理较多。", ["ZJ353"]),
        ("与2015年全年相比，2016年受理较多。", []),
        ("2014年，街道启动试点。2016年，街道全面推开。", []),
        ("2014年，街道启动试点。", ["ZJ353"]),
        ("截至2015年底有站点3个，2016年新增2个。", []),
        ("2017年，街道将继续推进。", []),
        ("2017年，街道办结较多。", ["ZJ353"]),
        ("石泉路街道积极支持，共建顺利。", []),
        ("石泉路街道办事处在区委领导下，完成任务。", ["ZJ354"]),
        ("力争今年5月前完成。", ["ZJ355"]),
        ("力争今年12月底前完成。", []),
    ],
)
def test_other_years_and_offices_may_be_told_of(body: str, codes: list[str]) -> None:
    assert _codes(body) == codes


def test_an_indicator_that_only_a_condition_asks_for_is_used() -> None:
    asked = "{% if 甲 > 2 %}较多。{% endif %}"
    yaml = f"{HEAD}指标:\n  甲: 3件\n  乙: 5件\n章节: []\n开头: |\n  {asked}\n"
    (found,) = check(load_text(yaml)).diagnostics
    assert (found.code, found.span and found.span.text) == ("ZJ221", "乙")


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "1",
            "12.5",
            "1万",
            "x",
            "*",
            "_",
            "“",
            "《",
            "1）",
            "（1）",
            "。。",
            ",",
            "、甲",
            "零发生",
        ),
        *(
            "未发生",
            "三项工作：",
            "一是甲，",
            "占5%、",
            "从5件提高到",
            "率5%，",
            "甲街道在",
            "2015年",
            "今年5月",
        ),
        *("受理5件，", "税收5万元，", "税收5亿元、", "由0", "力争今年", "甲\n乙，5件"),
    ],
)
def test_long_rows_of_anything_are_checked_in_time(piece: str) -> None:
    rows = (piece * (20_000 // len(piece))).replace("\n", "\n  ")
    facts = "  受理: 5件\n  税收: {数值: 5万元, 上年: 4万元}\n"
    yaml = f"{HEAD}指标:\n{facts}章节: []\n开头: |\n  {rows}\n"
    begun = time.process_time()
    check(load_text(yaml))
    assert time.process_time() - begun < 5
