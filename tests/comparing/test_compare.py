"""``compare`` and ``zongjie compare``: reports and old texts, errors, 上年, labels."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

import zongjie
from sides import compared, side
from zongjie import compare, pipeline
from zongjie.cli import main
from zongjie.comparing.records import Match, Relation
from zongjie.pipeline import comparing

ROOT = Path(__file__).parents[2]
GANQUAN = ROOT / "examples" / "ganquan-2016"
Capture = pytest.CaptureFixture[str]


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


def _report(folder: Path, name: str = "甲.yaml", more: str = "") -> Path:
    return _write(folder / name, f"标题: 题\n章节: []\n开头: 正文。\n{more}")


# ---- what is compared ----------------------------------------------------------------


def test_an_old_text_is_compared_straight_away(tmp_path: Path) -> None:
    found = compare(GANQUAN / "source.txt", GANQUAN)
    assert found.ok
    assert found.comparison is not None
    assert found.comparison.count(Relation.SAME) == len(found.comparison.pairs or ()) > 100
    rendered = pipeline.render(pipeline.load(GANQUAN), "docx")
    word = tmp_path / "去年.docx"
    word.write_bytes(rendered.outputs["docx"])
    again = compare(word, GANQUAN).comparison
    assert again is not None
    assert again.kept == 1


def test_a_text_written_by_others_is_compared(tmp_path: Path) -> None:
    paths = []
    for year, count in ((2015, 30), (2016, 41)):
        document = docx.Document()
        for line in (f"甲街道{year}年工作总结", f"全年走访企业{count}家。", "完善机制。"):
            document.add_paragraph(line)
        paths.append(tmp_path / f"{year}.docx")
        document.save(str(paths[-1]))
    found = compare(*paths).comparison
    assert found is not None
    assert found.labels == ("2015年", "2016年")
    assert [pair.relation for pair in found.pairs or ()] == [
        Relation.FIGURES,
        Relation.FIGURES,
        Relation.SAME,
    ]


def test_an_empty_report_and_one_without_figures(tmp_path: Path) -> None:
    empty = _write(tmp_path / "空.yaml", "原文: ''\n")
    found = compare(empty, _report(tmp_path)).comparison
    assert found is not None
    assert (found.rows, found.count(Relation.ADDED), found.kept) == ((), 2, 0)
    none = compare(empty, empty).comparison
    assert none is not None
    assert none.pairs == ()


def test_only_the_half_that_is_wanted(tmp_path: Path) -> None:
    path = _report(tmp_path)
    figures = compare(path, path, texts=False).comparison
    texts = compare(path, path, indicators=False).comparison
    assert figures is not None
    assert texts is not None
    assert (figures.pairs, texts.rows) == (None, None)


# ---- errors --------------------------------------------------------------------------


def test_errors_of_both_inputs_are_told_at_their_files(tmp_path: Path) -> None:
    first = _report(tmp_path, "甲.yaml", "指标:\n  甲: 无\n")
    second = _report(tmp_path, "乙.yaml", "结尾: 有{{没有}}。\n")
    found = compare(first, second)
    assert (found.ok, found.comparison) == (False, None)
    assert [(one.span and one.span.source.name, one.code) for one in found.diagnostics] == [
        (str(second), "ZJ301"),
        (str(first), "ZJ111"),
    ]
    missing = compare(tmp_path / "没有.txt", tmp_path / "没有.yaml")
    assert [one.code for one in missing.diagnostics] == ["ZJ001", "ZJ001"]


def test_what_check_would_remark_is_not_told(tmp_path: Path) -> None:
    path = _report(tmp_path, more="指标:\n  甲: 待报\n结尾: 有{{甲}}。\n")
    assert pipeline.check(pipeline.load(path)).diagnostics
    assert compare(path, path).diagnostics == []


# ---- 上年 ----------------------------------------------------------------------------

THEN = (
    "单位名称: 甲街道\n年份: 2015\n章节: []\n开头: 无。\n"
    "指标:\n  受理: 18735件\n  拆违: 3处，50平方米\n"
)


def _now(previous: str, name: str = "受理", head: str = "单位名称: 甲街道\n年份: 2016") -> str:
    return (
        f"{head}\n章节: []\n开头: 无。\n指标:\n  {name}:\n    数值: 20110件\n    上年: {previous}\n"
    )


@pytest.mark.parametrize("turned", [False, True])
def test_last_year_told_otherwise_is_a_contradiction(turned: bool) -> None:
    sides = [side(THEN, "去年.yaml"), side(_now("18753件"), "今年.yaml")]
    _, told = compared(*(reversed(sides) if turned else sides))
    (found,) = told
    assert found.code == "ZJ751"
    assert found.message == "“受理”的上年写“18753件”，去年的总结里是“18735件”"
    assert found.span is not None
    assert (found.span.source.name, found.span.text) == ("今年.yaml", "18753件")
    assert [one.span.source.name for one in found.related] == ["去年.yaml"]


@pytest.mark.parametrize(
    "previous", ["18735件", "1.87万件", "约1.9万件", "1.8735万件", "18700余件"]
)
def test_a_rounding_of_last_year_is_none(previous: str) -> None:
    assert compared(side(THEN), side(_now(previous)))[1] == []


@pytest.mark.parametrize("previous", ["1.88万件", "18735户", "1.8万件"])
def test_another_figure_or_unit_is_one(previous: str) -> None:
    assert [one.code for one in compared(side(THEN), side(_now(previous)))[1]] == ["ZJ751"]


@pytest.mark.parametrize("head", ["单位名称: 乙街道\n年份: 2016", "单位名称: 甲街道\n年份: 2018"])
def test_another_office_or_another_year_contradicts_nothing(head: str) -> None:
    assert compared(side(THEN), side(_now("1件", head=head)))[1] == []


@pytest.mark.parametrize(("year", "codes"), [("", []), ("年份: 2016\n", ["ZJ751"])])
def test_one_year_may_be_unknown_but_not_both(year: str, codes: list[str]) -> None:
    old = side("标题: 总结\n章节: []\n开头: 无。\n指标:\n  受理: 18735件\n")
    new = side(_now("1件", head=f"标题: 总结\n{year}".rstrip()))
    assert [one.code for one in compared(old, new)[1]] == codes


def test_a_contradiction_stands_in_the_table_too() -> None:
    found, _ = compared(side(THEN), side(_now("18753件")))
    assert "上年写的是18753件" in comparing.write(found, "csv").decode()
    assert "上年写" in comparing.write(found, "txt").decode()
    equal, _ = compared(side(THEN), side(_now("18753件").replace("20110", "18735")))
    assert [row.differs for row in equal.rows or () if row.before and row.after] == [True]


def test_a_contradiction_may_be_known(tmp_path: Path) -> None:
    then = _write(tmp_path / "甲.yaml", THEN)
    now = _write(tmp_path / "乙.yaml", _now("1件") + "检查:\n  ZJ751: 口径调整\n")
    assert compare(then, now).diagnostics == []


def test_an_indicator_that_had_another_name_is_told_by_both() -> None:
    now = _now("1件").replace("受理:", "办件:").replace("上年", "曾用名: 受理\n    上年")
    (found,) = compared(side(THEN), side(now))[1]
    assert found.message == "“办件”的上年写“1件”，去年的总结里（那时叫“受理”）是“18735件”"


def test_only_one_of_several_measures_may_be_told(tmp_path: Path) -> None:
    now = _now("50平方米", "拆违").replace("20110件", "70平方米")
    assert compared(side(THEN), side(now))[1] == []


# ---- stale sentences -------------------------------------------------------------------


def test_a_figure_that_stayed_over_the_year_is_pointed_at() -> None:
    first, second = (
        side(f"标题: 总结\n年份: {year}\n章节: []\n开头: 走访3家。完善机制。\n")
        for year in (2015, 2016)
    )
    assert "不变的里有 1 句带着数" in comparing.write(compared(first, second)[0], "txt").decode()
    assert "带着数" not in comparing.write(compared(first, first)[0], "txt").decode()


# ---- labels ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "labels"),
    [
        ("单位名称: 甲\n年份: 2015", "单位名称: 甲\n年份: 2016", ("2015年", "2016年")),
        ("单位名称: 甲\n年份: 2015", "单位名称: 乙\n年份: 2015", ("甲", "乙")),
        ("单位名称: 甲\n年份: 2015", "单位名称: 乙\n年份: 2016", ("甲2015年", "乙2016年")),
        ("标题: 2015年总结", "标题: 2016年总结", ("2015年", "2016年")),
        ("标题: 题", "标题: 题", ("一稿", "二稿")),
        (f"单位名称: {'长' * 20}\n年份: 2015", "单位名称: 乙\n年份: 2015", ("一稿", "二稿")),
    ],
)
def test_the_sides_are_called_by_what_tells_them_apart(
    first: str, second: str, labels: tuple[str, str]
) -> None:
    sides = (side(f"{text}\n章节: []\n开头: 无。\n") for text in (first, second))
    named = (
        one._replace(name=name) for one, name in zip(sides, ("一稿.yaml", "二稿.yaml"), strict=True)
    )
    assert compared(*named)[0].labels == labels


def test_two_files_of_one_name_are_the_first_and_the_second() -> None:
    one = side("标题: 题\n开头: 无。\n章节: []\n")
    assert compared(one, one)[0].labels == ("前一份", "后一份")


# ---- the command -----------------------------------------------------------------------


def test_it_prints_and_exits_0_whether_they_differ_or_not(tmp_path: Path, capsys: Capture) -> None:
    first, second = _report(tmp_path), _report(tmp_path, "乙.yaml", "指标:\n  甲: 3件\n")
    for other in (first, second):
        assert main(["compare", str(first), str(other)]) == 0
        said = capsys.readouterr()
        assert said.out.startswith("对比：")
        assert said.err == ""


def test_json_is_printed_or_written(tmp_path: Path, capsys: Capture) -> None:
    path = str(_report(tmp_path))
    assert main(["compare", path, path, "--format", "json", "--only", "语句"]) == 0
    said = capsys.readouterr()
    assert set(json.loads(said.out)) == {"before", "after", "counts", "sentences"}
    assert json.loads(said.err) == []
    target = tmp_path / "对比.json"
    assert main(["compare", path, path, "-o", str(target), "--only", "指标"]) == 0
    assert set(json.loads(target.read_bytes())) == {"before", "after", "indicators"}
    assert capsys.readouterr() == ("", f"写好了 {target}\n")
    assert main(["compare", path, path, "-o", str(target), "-o", "-"]) == 0
    assert capsys.readouterr().out.startswith("对比：")


def test_errors_exit_1_and_write_nothing(tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "对比.txt"
    faulty = str(_report(tmp_path, more="结尾: 有{{没有}}。\n"))
    assert main(["compare", faulty, faulty, "-o", str(target)]) == 1
    assert "ZJ301" in capsys.readouterr().err
    assert not target.exists()


@pytest.mark.parametrize(
    "arguments",
    [["甲.yaml"], ["甲.yaml", "乙.yaml", "--only", "别的"], ["甲.yaml", "乙.yaml", "-o", "a.docx"]],
)
def test_wrong_use_exits_2(arguments: list[str], capsys: Capture) -> None:
    try:
        code = main(["compare", *arguments])
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else -1
    assert code == 2
    assert capsys.readouterr().out == ""


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    old = _write(tmp_path / "旧稿.txt", "题\n\n　　正文。\n")
    found = comparing.compare_files(old, _report(tmp_path), old)
    assert [one.code for one in found.diagnostics] == ["ZJ506"]
    assert old.read_text(encoding="utf-8") == "题\n\n　　正文。\n"


def test_without_openpyxl_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "find_spec", lambda name: None)
    path = _report(tmp_path)
    found = comparing.compare_files(path, path, tmp_path / "对比.xlsx", tmp_path / "对比.csv")
    assert [one.code for one in found.diagnostics] == ["ZJ752"]
    assert "zongjie[form]" in found.diagnostics[0].hint
    assert not list(tmp_path.glob("对比.*"))


def test_a_report_that_gathers_others_is_compared_by_its_text() -> None:
    district = ROOT / "examples" / "shifan-district-2025"
    found = compare(district, district).comparison
    assert found is not None
    assert found.kept == 1


def test_the_match_is_named_in_the_rows() -> None:
    first = side("标题: 题\n章节: []\n开头: 无。\n指标:\n  拆违: 30处\n")
    second = side("标题: 题\n章节: []\n开头: 无。\n指标:\n  拆除违法建筑: 31处\n")
    (row,) = compared(first, second)[0].rows or ()
    assert (row.match, row.before and row.before.name) == (Match.ALIKE, "拆违")


def test_the_front_door_leads_there() -> None:
    assert zongjie.compare is comparing.compare
