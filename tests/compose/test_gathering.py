"""区级汇总 and 季度小结: templates that are data, over a folder of reports and a part of a year."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from zongjie import check, load, render
from zongjie.cli import main
from zongjie.sources import templates
from zongjie.sources.report import load_text

NAMES = ("东", "西", "南", "北", "中", "新")

RATES_AND_COUNTS = """\
章: 甲
标题: 服务企业
事项:
  - {名称: 走访, 段首句: 走访, 句: ["走访，诉求，办结率"]}
  - {名称: 整改, 段首句: 整改, 句: [整改率]}
  - {名称: 别的, 段首句: 别的, 句: [宣讲]}
指标:
  走访: {单位: 家次, 句式: "走访企业{数}"}
  诉求: {单位: 条, 句式: "收集诉求{数}"}
  办结率: {单位: "%", 句式: "办结率{数}"}
  整改率: {单位: "%", 句式: "整改率{数}"}
  宣讲: {单位: 场, 句式: "举办宣讲{数}"}
"""


def _street(folder: Path, name: str, indicators: str, *, year: int = 2025) -> None:
    text = f"单位名称: {name}街道\n年份: {year}\n指标:\n{indicators}"
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def _district(folder: Path, *given: str) -> tuple[str, list[str]]:
    for name, indicators in zip(NAMES, given, strict=False):
        _street(folder, name, indicators)
    rendered = render(load(folder), "txt")
    return rendered.outputs.get("txt", b"").decode(), [d.code for d in rendered.diagnostics]


def test_totals_climb_the_ladder_of_units(tmp_path: Path) -> None:
    text, _ = _district(tmp_path, "  救助资金: 1500万元\n", "  救助资金: 0.25亿元\n")
    assert "全年发放各类救助资金4000万元。" in text
    assert "救助资金\t4000万元\t2" in text


def test_several_measures_add_up_one_by_one(tmp_path: Path) -> None:
    one, two = "  拆除违法建筑: 1处、20平方米\n", "  拆除违法建筑: 30平方米、2处\n"
    assert "拆除违法建筑3处、50平方米。" in _district(tmp_path, one, two)[0]


def test_rates_are_ranked_and_never_added(tmp_path: Path) -> None:
    given = [f"  企业诉求办结率: {rate}%\n" for rate in (95, 99, 97, 97)]
    text, _ = _district(tmp_path, *given)
    assert "西街道（99%）\t东街道（95%）" in text
    ranks = [
        line.split("\t")[1:3] for line in text.split("\n") if line.startswith("企业诉求办结率\t")
    ]
    assert ranks[1:] == [["1", "西街道"], ["2", "北街道"], ["2", "南街道"], ["4", "东街道"]]


def test_what_should_be_small_is_ranked_from_below(tmp_path: Path) -> None:
    text, _ = _district(tmp_path, "  制发文件: 150件\n", "  制发文件: 120件\n")
    assert "西街道（120件）\t东街道（150件）" in text


def test_last_year_and_target_add_up_only_where_all_gave_them(tmp_path: Path) -> None:
    full = "  属地税收:\n    数值: 11亿元\n    上年: 10亿元\n"
    bare = "  属地税收: 11亿元\n"
    assert "实现属地税收22亿元，比上年增长10%。" in _district(tmp_path, full, full)[0]
    text, codes = _district(tmp_path, full, bare)
    assert ("实现属地税收22亿元。" in text, codes.count("ZJ706")) == (True, 1)


@pytest.mark.parametrize("odd", ["10万户", "约10亿元"])
def test_last_year_that_does_not_add_up_is_told(odd: str, tmp_path: Path) -> None:
    full = "  属地税收:\n    数值: 11亿元\n    上年: 10亿元\n"
    text, codes = _district(tmp_path, full, full.replace("10亿元", odd))
    assert "实现属地税收22亿元。" in text or not text
    assert {"ZJ706", "ZJ204"} & set(codes)


def test_a_figure_far_from_the_others_is_asked_about(tmp_path: Path) -> None:
    given = [f"  走访企业: {count}家次\n" for count in (1000, 1100, 1050, 980, 1020, 90)]
    text, _ = _district(tmp_path, *given)
    assert "新街道走访企业90家次，为各单位中位数的" in text
    given = [f"  走访企业: {count}家次\n" for count in (1000, 1100, 1050, 980, 1020, 1010)]
    assert "需要核实" not in _district(tmp_path, *given)[0]


def _asked_about(folder: Path, name: str, figures: Iterable[str]) -> list[str]:
    """Return the paragraphs about figures far from the others."""
    text, _ = _district(folder, *(f"  {name}: {figure}\n" for figure in figures))
    part = text.partition("需要核实的数\n")[2].partition("主要指标汇总表")[0]
    return [line.strip("\u3000") for line in part.split("\n") if line.endswith("请核实。")]


@pytest.mark.parametrize(
    ("name", "unit", "given", "wanted"),
    [
        ("应急演练", "场", "12 12 12 12 12 1200", ["新街道应急演练1200场，为各单位中位数的10000%"]),
        ("应急演练", "场", "12 12 12 12 1200", ["中街道应急演练1200场，为各单位中位数的10000%"]),
        (
            "应急演练",
            "场",
            "12 12 12 12 1200 1300",
            [
                "中街道应急演练1200场，为各单位中位数的10000%",
                "新街道应急演练1300场，为各单位中位数的10833.3%",
            ],
        ),
        ("应急演练", "场", "2 2 2 2 2 4", []),
        ("应急演练", "场", "0 0 0 0 0 1", []),
        ("应急演练", "场", "1000 1001 1002 1003 1001 1400", []),
        (
            "企业诉求办结率",
            "%",
            "100 100 100 100 100 10",
            ["新街道企业诉求办结率10%，与各单位中位数相差90个百分点"],
        ),
        (
            "企业诉求办结率",
            "%",
            "98.5 98.6 98.5 98.4 98.5 9.79",
            ["新街道企业诉求办结率9.79%，与各单位中位数相差88.71个百分点"],
        ),
        ("企业诉求办结率", "%", "98.5 98.6 98.5 98.4 98.5 97.9", []),
        ("企业诉求办结率", "%", "100 100 100 100 100 96", []),
    ],
)
def test_slips_are_asked_about_and_trifles_are_not(
    name: str, unit: str, given: str, wanted: list[str], tmp_path: Path
) -> None:
    asked = _asked_about(tmp_path, name, [number + unit for number in given.split()])
    assert asked == [f"{one}，请核实。" for one in wanted]


def test_each_measure_is_looked_at_by_itself(tmp_path: Path) -> None:
    given = [f"{10 + at}处、{500 + at}平方米" for at in range(5)]
    asked = _asked_about(tmp_path, "拆除违法建筑", [*given, "12处、50000平方米"])
    assert asked == ["新街道拆除违法建筑50000平方米，为各单位中位数的9950.2%，请核实。"]
    given = [f"{100 + at}处" for at in range(5)]
    assert _asked_about(tmp_path, "清理楼道堆物", [*given, "3吨"]) == []


def test_who_gave_no_figure_is_named(tmp_path: Path) -> None:
    text, codes = _district(tmp_path, "  走访企业: 10家次\n  企业诉求: 5条\n", "  企业诉求: 5条\n")
    assert "ZJ704" in codes
    assert "走访企业\t10家次\t1" in text


def test_units_that_do_not_convert_are_an_error(tmp_path: Path) -> None:
    text, codes = _district(tmp_path, "  走访企业: 10家次\n", "  走访企业: 10件\n")
    assert text == ""
    assert "ZJ603" in codes
    text, codes = _district(tmp_path, "  自定的: 10家\n", "  自定的: 10件\n")
    assert "ZJ204" in codes


def test_own_indicators_are_gathered_too(tmp_path: Path) -> None:
    text, _ = _district(tmp_path, "  自定的: 10家\n", "  自定的: 15家\n")
    assert "自定的\t25家\t2" in text


def test_a_member_is_a_folder_or_a_file_and_a_formula_counts(tmp_path: Path) -> None:
    _street(tmp_path, "东", "  甲: 3件\n  乙: 4件\n  丙: '{{合计（甲，乙）}}'\n")
    home = tmp_path / "西街道"
    home.mkdir()
    (home / "report.yaml").write_text(
        "单位名称: 西街道\n年份: 2025\n指标:\n  丙: 5件\n", encoding="utf-8"
    )
    text = render(load(tmp_path), "txt").outputs["txt"].decode()
    assert "丙\t12件\t2" in text


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({}, "ZJ701"),
        ({"东": "  走访企业: 很多\n"}, "ZJ702"),
        ({"东": "  走访企业: 1家次\n", "西": "!!! 坏"}, "ZJ702"),
    ],
)
def test_a_member_that_cannot_be_counted_is_an_error(
    files: dict[str, str], code: str, tmp_path: Path
) -> None:
    streets = tmp_path / "街道"
    streets.mkdir()
    for name, text in files.items():
        _street(streets, name, text)
    (tmp_path / "report.yaml").write_text(
        "模板: 区级汇总\n单位名称: 某区\n年份: 2025\n下级报告: 街道\n", encoding="utf-8"
    )
    checked = check(load(tmp_path))
    assert checked.document is None
    assert code in [d.code for d in checked.diagnostics]


def test_two_reports_of_one_office_or_of_different_years_are_an_error(tmp_path: Path) -> None:
    _street(tmp_path, "东", "  走访企业: 1家次\n")
    (tmp_path / "又.yaml").write_text((tmp_path / "东.yaml").read_text(encoding="utf-8"), "utf-8")
    assert [d.code for d in load(tmp_path).diagnostics] == ["ZJ701"]
    (tmp_path / "又.yaml").unlink()
    _street(tmp_path, "西", "  走访企业: 1家次\n", year=2024)
    assert [d.code for d in load(tmp_path).diagnostics] == ["ZJ701"]


def test_a_folder_of_reports_renders_at_once(tmp_path: Path) -> None:
    for name in NAMES:
        _street(tmp_path, name, f"  走访企业: {random.Random(name).randint(900, 1100)}家次\n")
    target = tmp_path / "出" / "汇总.docx"
    assert main(["render", str(tmp_path), "--template", "区级汇总", "-o", str(target)]) == 0
    assert target.stat().st_size > 5000


def test_a_part_of_a_year_is_compared_with_the_same_part() -> None:
    path = Path(__file__).parents[2] / "examples" / "shifan-2025-q3"
    text = render(load(path), "txt").outputs["txt"].decode()
    assert "示范街道2025年第三季度工作小结\n" in text
    assert "第三季度走访企业286家次，同比增长8.3%；" in text
    assert "全年" not in text
    assert "比上年" not in text


@pytest.mark.parametrize("template", templates.shipped(), ids=lambda t: t.folder.name)
def test_a_template_holds_no_python(template: templates.Template) -> None:
    kinds = {path.suffix for path in template.folder.rglob("*") if path.is_file()}
    assert kinds <= {".yaml", ".j2"}


def test_a_template_that_gathers_wants_something_to_gather() -> None:
    checked = check(load_text("模板: 区级汇总\n单位名称: 某区\n年份: 2025\n"))
    assert checked.document is None
    assert [d.code for d in checked.diagnostics] == ["ZJ703"]


def test_a_total_is_as_public_and_as_settled_as_the_least(tmp_path: Path) -> None:
    day = "    截至: 2025年9月30日\n"
    _street(tmp_path, "东", f"  走访企业:\n    数值: 100家次\n{day}")
    late = f"    状态: 预计数\n    公开: 否\n{day}"
    _street(tmp_path, "西", f"  走访企业:\n    数值: 50家次\n{late}")
    loaded = load(tmp_path)
    text = render(loaded, "txt").outputs["txt"].decode()
    assert "截至9月底，走访企业150家次。" in text
    public = render(loaded, "txt", public=True).outputs["txt"].decode()
    assert "150" not in public
    assert "100家次" not in public
    assert not render(loaded, "txt", final=True).ok


def test_a_part_of_a_year_is_not_added_to_whole_years(tmp_path: Path) -> None:
    _street(tmp_path, "东", "  走访企业: 100家次\n")
    _street(tmp_path, "西", "  走访企业: 50家次\n")
    path = tmp_path / "西.yaml"
    text = path.read_text(encoding="utf-8").replace("年份: 2025", "年份: 2025\n期间: 第三季度")
    path.write_text(text, encoding="utf-8")
    assert [d.code for d in load(tmp_path).diagnostics] == ["ZJ701"]


def test_a_summary_of_a_quarter_says_so(tmp_path: Path) -> None:
    for office in ("东", "西"):
        _street(tmp_path, office, "  走访企业: 100家次\n")
        path = tmp_path / f"{office}.yaml"
        text = path.read_text(encoding="utf-8").replace("年份: 2025", "年份: 2025\n期间: 第三季度")
        path.write_text(text, encoding="utf-8")
    text = render(load(tmp_path), "txt").outputs["txt"].decode()
    assert text.startswith("2025年第三季度各街道工作情况汇总\n\n　　2025年第三季度，")


def test_measures_that_not_all_gave_are_left_out_and_told(tmp_path: Path) -> None:
    for first, second in (("10处", "5处、300平方米"), ("5处、300平方米", "10处")):
        one, two = f"  自定的: {first}\n", f"  自定的: {second}\n"
        text, codes = _district(tmp_path, one, two)
        assert "自定的\t15处\t2" in text
        assert codes.count("ZJ708") == 1
    both = "  拆除违法建筑: {数值: 10处、200平方米, 上年: 8处、100平方米}\n"
    area = "  拆除违法建筑: {数值: 300平方米, 上年: 200平方米}\n"
    text, _ = _district(tmp_path, both, area, both)
    assert "拆除违法建筑700平方米，比上年增长75%。" in text
    [told] = [d.message for d in render(load(tmp_path), "txt").diagnostics if d.code == "ZJ708"]
    assert told == "“拆除违法建筑”的“处”，西街道没有报，合计里不加这一项"


def test_last_year_counted_in_fewer_units_by_one_office_has_no_total(tmp_path: Path) -> None:
    given = [
        f"  拆除违法建筑: {{数值: 10处、200平方米, 上年: {last}}}\n"
        for last in ("8处", "8处、100平方米")
    ]
    text, codes = _district(tmp_path, *given)
    assert ("比上年" in text, codes.count("ZJ706")) == (False, 1)


def test_one_office_counts_once(tmp_path: Path) -> None:
    both = "  发展党员: 10名\n  新发展党员: 10名\n"
    assert "ZJ117" in _district(tmp_path, both, "  发展党员: 5名\n")[1]


def test_a_vague_figure_is_named_and_leaves_no_total(tmp_path: Path) -> None:
    text, codes = _district(tmp_path, "  走访企业: 约600家次\n", "  走访企业: 500家次\n")
    assert "ZJ705" in codes
    assert "走访企业\t\t2" in text


def test_a_folder_with_one_file_is_a_report_with_a_wrong_name(tmp_path: Path) -> None:
    for inner in (tmp_path / "一", tmp_path / "二" / "三"):
        inner.mkdir(parents=True)
        _street(inner, "东", "  走访企业: 100家次\n")
        folder = tmp_path / inner.relative_to(tmp_path).parts[0]
        [found] = load(folder).diagnostics
        assert found.code == "ZJ013"
        assert f"，只有“{inner / '东.yaml'}”" in found.message
        assert found.hint.endswith(f"zongjie render {inner / '东.yaml'}")


@pytest.mark.parametrize("path", ["'\\0'", '"\\0"', "'  '", "没有", "x" * 300])
def test_a_folder_that_is_none_is_told(path: str, tmp_path: Path) -> None:
    (tmp_path / "report.yaml").write_text(
        f"模板: 区级汇总\n单位名称: 某区\n年份: 2025\n下级报告: {path}\n", encoding="utf-8"
    )
    assert check(load(tmp_path)).document is None


def test_the_members_are_of_the_year_of_the_summary(tmp_path: Path) -> None:
    (tmp_path / "街道").mkdir()
    _street(tmp_path / "街道", "东", "  走访企业: 100家次\n", year=2024)
    text = "模板: 区级汇总\n单位名称: 某区\n年份: 2025\n下级报告: 街道\n"
    (tmp_path / "report.yaml").write_text(text, encoding="utf-8")
    assert "ZJ701" in [d.code for d in load(tmp_path).diagnostics]


def test_what_is_wrong_in_a_member_is_told(tmp_path: Path) -> None:
    rate = "  企业诉求办结率: {}%\n"
    _street(tmp_path, "东", rate.format(99))
    _street(tmp_path, "西", rate.format(120))
    found = check(load(tmp_path)).diagnostics
    assert any(
        d.code == "ZJ604" and d.span and d.span.source.name.endswith("西.yaml") for d in found
    )
    _street(tmp_path, "西", "  走访企业: 好\n  走访: [\n")
    codes = [d.code for d in check(load(tmp_path)).diagnostics]
    assert codes.count("ZJ702") == 1
    assert len(codes) > 1


def test_figures_of_different_days_are_not_added(tmp_path: Path) -> None:
    half = "  走访企业:\n    数值: 100家次\n    截至: 2025年6月30日\n"
    text, codes = _district(tmp_path, half, "  走访企业: 200家次\n")
    assert ("300" in text, "ZJ705" in codes) == (False, True)


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("期间: 第三季度\n", "ZJ802"),
        ("指标:\n  走访企业: 3家次\n", "ZJ117"),
        ("指标:\n  惠企: 5家\n", "ZJ602"),
        ("指标:\n  走访企: 5家\n", "ZJ601"),
    ],
)
def test_a_summary_that_says_otherwise_is_told(head: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "街道").mkdir()
    _street(tmp_path / "街道", "东", "  走访企业: 100家次\n")
    _street(tmp_path / "街道", "西", "  走访企业: 50家次\n")
    text = f"模板: 区级汇总\n单位名称: 某区\n年份: 2025\n下级报告: 街道\n{head}"
    (tmp_path / "report.yaml").write_text(text, encoding="utf-8")
    assert code in [d.code for d in check(load(tmp_path)).diagnostics]


def test_a_name_misspelt_in_a_member_is_told_there(tmp_path: Path) -> None:
    _street(tmp_path, "东", "  走访企: 100家次\n")
    _street(tmp_path, "西", "  走访企业: 5家次\n")
    found = [d for d in check(load(tmp_path)).diagnostics if d.code == "ZJ601"]
    assert [Path(d.span.source.name).name for d in found if d.span] == ["东.yaml"]


def test_a_final_summary_waits_for_every_member(tmp_path: Path) -> None:
    _street(tmp_path, "东", "  走访企业: 待报\n")
    _street(tmp_path, "西", "  走访企业: 5家次\n")
    assert render(load(tmp_path), "txt").ok
    refused = render(load(tmp_path), "txt", final=True)
    assert "ZJ209" in [d.code for d in refused.diagnostics]


def test_a_summary_takes_problems_too(tmp_path: Path) -> None:
    (tmp_path / "街道").mkdir()
    lifts = "  加装电梯竣工:\n    数值: 3台\n    目标: 9台\n"
    _street(tmp_path / "街道", "东", lifts)
    _street(tmp_path / "街道", "西", lifts)
    head = "模板: 区级汇总\n单位名称: 某区\n年份: 2025\n下级报告: 街道\n"
    problems = "存在问题:\n  采用: 加装电梯竣工\n  条目: [手写的问题]\n"
    (tmp_path / "report.yaml").write_text(head + problems, encoding="utf-8")
    text = render(load(tmp_path), "txt").outputs["txt"].decode()
    assert "加装电梯竣工6台，完成年度目标的33.3%" in text
    assert "二是手写的问题。" in text


def test_a_total_is_written_in_the_unit_of_the_catalogue(tmp_path: Path) -> None:
    given = [f"  救助资金: {figure}\n" for figure in ("500000元", "3000万元", "1.2亿元")]
    assert "发放各类救助资金15050万元" in _district(tmp_path, *given)[0]


def test_words_that_the_catalogue_takes_for_one_add_up(tmp_path: Path) -> None:
    lifts = "  加装电梯竣工: {数值: %s, 上年: %s, 目标: %s}\n"
    given = (lifts % ("10部", "5台", "20部"), lifts % ("20台", "15部", "40"))
    text, _ = _district(tmp_path, *given)
    assert "加装电梯竣工30台，比上年增加10台，完成年度目标的50%。" in text
    assert "西街道（20台）\t东街道（10台）" in text
    text, _ = _district(tmp_path, given[0], given[0])
    assert "加装电梯竣工20部，比上年增加10部" in text


def test_different_measures_of_one_indicator_are_not_added(tmp_path: Path) -> None:
    given = [f"  清理楼道堆物: {one}\n" for one in ("30吨", "860处", "640处")]
    text, codes = _district(tmp_path, *given)
    assert "清理楼道堆物\t1500处\t2" in text
    assert (codes.count("ZJ711"), "ZJ204" in codes) == (1, False)
    [told] = [d.message for d in render(load(tmp_path), "txt").diagnostics if d.code == "ZJ711"]
    assert told == "“清理楼道堆物”按“处”汇总，合计和排名里没有东街道的30吨"


def test_different_measures_of_one_indicator_are_not_ranked(tmp_path: Path) -> None:
    given = [f"  帮扶成功创业: {one}\n" for one in ("90人", "42家", "30家")]
    text, _ = _district(tmp_path, *given)
    assert "帮扶成功创业\t72家\t2\t西街道（42家）\t南街道（30家）" in text
    assert "90人" not in text


def test_scores_in_different_units_are_not_ranked(tmp_path: Path) -> None:
    score = "  考评得分: {数值: %s, 方向: 越大越好}\n"
    text, _ = _district(tmp_path, score % "95分", score % "98%")
    assert "考评得分\t\t2" in text.split("\n")


def test_offices_that_share_no_measure_are_added_by_the_one_most_give(tmp_path: Path) -> None:
    area = ("96处、4280平方米", "3000平方米", "40处", "2处、7平方米")
    text, codes = _district(tmp_path, *(f"  拆除违法建筑: {one}\n" for one in area))
    assert "拆除违法建筑\t138处\t3" in text
    assert (codes.count("ZJ708"), codes.count("ZJ711"), "ZJ204" in codes) == (1, 1, False)


def test_who_is_named_as_counting_otherwise_does(tmp_path: Path) -> None:
    own = ("96处、4280平方米", "3000平方米", "40处", "2处、7平方米")
    _district(tmp_path, *(f"  自定的: {one}\n" for one in own))
    [told] = [d.message for d in check(load(tmp_path)).diagnostics if d.code == "ZJ204"]
    assert "西街道3000平方米" in told
    assert "南街道40处" in told


def test_persons_add_up_however_they_are_counted(tmp_path: Path) -> None:
    text, _ = _district(tmp_path, "  发展党员: 10人\n", "  发展党员: 5名\n")
    assert "发展党员15名" in text


def test_half_a_unit_is_made_whole(tmp_path: Path) -> None:
    text, _ = _district(tmp_path, "  属地税收: 28.6亿\n", "  属地税收: 12000万\n")
    assert "实现属地税收29.8亿元。" in text
    assert "东街道（28.6亿元）\t西街道（12000万元）" in text


@pytest.mark.parametrize(("last", "codes"), [("26", []), ("260000000", ["ZJ125"])])
def test_a_bare_figure_beside_one_with_a_scale_alone(
    last: str, codes: list[str], tmp_path: Path
) -> None:
    given = f"  属地税收: {{数值: 28.6亿, 上年: {last}}}\n"
    _street(tmp_path, "东", given)
    assert [d.code for d in load(tmp_path / "东.yaml").diagnostics] == codes


@pytest.mark.parametrize(
    ("rates", "wanted"),
    [
        ((99, 98, 99, 97), "东街道、南街道（99%）\t北街道（97%）"),
        ((99, 98, 98, 98), "东街道（99%）\t北街道、南街道、西街道（98%）"),
        ((99, 98, 98, 98, 98), "东街道（99%）\t"),
        ((99, 99, 99, 99), "\t"),
    ],
)
def test_all_that_share_a_place_are_named(
    rates: tuple[int, ...], wanted: str, tmp_path: Path
) -> None:
    text, _ = _district(tmp_path, *(f"  企业诉求办结率: {rate}%\n" for rate in rates))
    assert f"企业诉求办结率\t\t{len(rates)}\t{wanted}".rstrip() in text.split("\n")


def test_figures_with_several_measures_are_not_ranked(tmp_path: Path) -> None:
    area = [f"  拆除违法建筑: {one}\n" for one in ("1处、9平方米", "3平方米", "5平方米")]
    assert "拆除违法建筑\t17平方米\t3" in _district(tmp_path, *area)[0].split("\n")


@pytest.mark.parametrize(
    "figure",
    [
        *("户均面积: 80平方米", "满意度得分: 90分", "平均时长: 30分钟", "全区排名: 3名"),
        *("人均公共绿地: 8平方米", "日均客流: 300人次", "活力指数: 80", "考核: 95分"),
    ],
)
def test_what_means_nothing_as_a_sum_has_no_total(figure: str, tmp_path: Path) -> None:
    text, codes = _district(tmp_path, f"  {figure}\n", f"  {figure}\n")
    assert f"{figure.partition(':')[0]}\t\t2" in text
    assert codes.count("ZJ709") == 1


def test_what_only_looks_like_an_average_is_added(tmp_path: Path) -> None:
    text, codes = _district(tmp_path, "  均衡发展投入: 5万元\n", "  均衡发展投入: 6万元\n")
    assert ("均衡发展投入\t11万元\t2" in text, "ZJ709" in codes) == (True, False)


def test_what_no_summary_can_use_is_told_once(tmp_path: Path) -> None:
    more = "其中: {甲: 4家次, 乙: 6家次}, 名次: 全区第一, 预计全年: 20家次, 同比: 增长5%"
    rate = "  企业诉求办结率: {数值: 99%, 名次: 全区第一}\n"
    given = f"  走访企业: {{数值: 10家次, {more}}}\n{rate}"
    _district(tmp_path, given, given)
    told = [d.message for d in render(load(tmp_path), "txt").diagnostics if d.code == "ZJ121"]
    assert told == [
        "“走访企业的其中、名次、预计全年”不起作用：汇总只加数值、上年、目标",
        "“走访企业的同比”不起作用：各单位的同比不能相加，要比就报上年数",
        "“企业诉求办结率的名次”不起作用：汇总只加数值、上年、目标",
    ]


def test_a_total_is_questioned_where_it_comes_from(tmp_path: Path) -> None:
    _district(tmp_path, *(f"  生产安全亡人事故: {count}起\n" for count in (0, 0, 2)))
    [told] = [d for d in check(load(tmp_path)).diagnostics if d.code == "ZJ606"]
    assert told.span is not None
    assert Path(told.span.source.name).name == "南.yaml"


def test_what_stands_in_the_table_is_not_called_missing(tmp_path: Path) -> None:
    own = tmp_path / "模板"
    (own / "outline").mkdir(parents=True)
    (own / "template.yaml").write_text("名称: 试\n汇总: 是\n", encoding="utf-8")
    district = next(one for one in templates.shipped() if one.title == "区级汇总")
    entry = (district.folder / "report.md.j2").read_text(encoding="utf-8")
    (own / "report.md.j2").write_text(entry, encoding="utf-8")
    (own / "outline" / "一.yaml").write_text(RATES_AND_COUNTS, encoding="utf-8")
    streets = tmp_path / "街道"
    streets.mkdir()
    for name in ("东", "西"):
        _street(streets, name, "  走访: 10家次\n  办结率: 99%\n  整改率: 100%\n")
    head = "模板: ./模板\n单位名称: 某区\n年份: 2025\n下级报告: 街道\n"
    (tmp_path / "report.yaml").write_text(head, encoding="utf-8")
    rendered = render(load(tmp_path), "txt")
    assert "办结率\t\t2" in rendered.outputs["txt"].decode()
    told = {d.code: d.message for d in rendered.diagnostics}
    assert told["ZJ610"] == "印出来的段落里没有给：诉求，相应的小句略去"
    assert told["ZJ609"] == "没有数，略去的事项：别的"


def test_a_public_summary_of_closed_figures_has_no_table(tmp_path: Path) -> None:
    for name in ("东", "西"):
        _street(tmp_path, name, "  信访事项: 10件次\n")
    text = render(load(tmp_path), "txt", public=True).outputs["txt"].decode()
    assert "东街道、西街道报送了工作总结。\n" in text
    assert "汇总如下" not in text
    assert "汇总表" not in text
