"""指标 side by side: which are one, and every one exactly once."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sides import of_indicators, rows
from zongjie.comparing import compare, indicators
from zongjie.comparing.records import Match, Row
from zongjie.model import Indicator
from zongjie.sources.report import load_text


def _pairs(found: list[Row]) -> list[tuple[str, str, str]]:
    return [
        (
            row.before.name if row.before else "",
            row.after.name if row.after else "",
            row.match.value,
        )
        for row in found
    ]


# ---- matching --------------------------------------------------------------------


def test_names_that_differ_by_width_and_quotes_are_one() -> None:
    assert _pairs(rows("“12345”工单: 3件", "１２３４５工单: 4件")) == [
        ("“12345”工单", "１２３４５工单", "同名")
    ]


@pytest.mark.parametrize("turned", [False, True])
def test_a_former_name_finds_its_indicator_from_either_side(turned: bool) -> None:
    sides = ["城管执法: 30件", "综合行政执法:\n    数值: 31件\n    曾用名: 城管执法"]
    found = rows(*(reversed(sides) if turned else sides))
    assert [row.match for row in found] == [Match.FORMER]


def test_two_names_that_both_replaced_a_third_are_one() -> None:
    found = rows("甲事:\n    数值: 3件\n    曾用名: 丙事", "乙事:\n    数值: 4件\n    曾用名: 丙事")
    assert [row.match for row in found] == [Match.FORMER]


def test_the_same_name_goes_before_a_former_one_and_that_before_a_likeness() -> None:
    found = rows(
        "走访企业: 1家次\n企业走访数: 2家次\n旧名: 3家次",
        "走访企业:\n    数值: 4家次\n    曾用名: 旧名\n"
        "全年企业走访:\n    数值: 5家次\n    曾用名: 旧名",
    )
    assert _pairs(found) == [
        ("走访企业", "走访企业", "同名"),
        ("企业走访数", "", ""),
        ("旧名", "全年企业走访", "曾用名"),
    ]


def test_a_sure_pair_is_not_given_up_for_two_doubtful_ones() -> None:
    found = rows("助残服务点位: 1处\n社区助残服务点: 2处", "助残服务点: 3处\n助残服务点位数: 4处")
    assert _pairs(found) == [
        ("助残服务点位", "助残服务点位数", "相近"),
        ("社区助残服务点", "助残服务点", "相近"),
    ]


def test_units_keep_alike_names_apart_and_scales_do_not() -> None:
    assert len(rows("培训居民人数: 30人", "培训居民场次: 3场")) == 2
    assert len(rows("招商引资额: 1.2亿元", "引进资金: 300万元\n招商引资总额: 9000万元")) == 2


def test_an_indicator_without_a_figure_may_be_alike() -> None:
    (row,) = rows("走访企业: 30家次", "企业走访: 待报")
    assert (row.match, row.after and row.after.shown) == (Match.ALIKE, "（待报）")


def test_a_figure_of_last_year_makes_up_for_a_name_that_is_less_alike() -> None:
    before, renamed = "垃圾箱房升级: 126座", "垃圾箱房功能改建:\n    数值: 30座\n    上年: "
    assert len(rows(before, "垃圾箱房功能改建: 30座")) == 2
    assert len(rows(before, f"{renamed}127座")) == 2
    (row,) = rows(before, f"{renamed}126座")
    assert row.match is Match.ALIKE
    assert row.likeness < Fraction(3, 4)
    assert len(rows(before.replace("126", "6"), f"{renamed}6座")) == 2  # 6 may be an accident


def test_parts_are_matched_under_their_whole() -> None:
    found = rows(
        "党员:\n    数值: 42名\n    其中:\n      男: 20名\n      女: 22名\n志愿者: 7名",
        "志愿者:\n    数值: 8名\n    其中:\n      女: 5名\n"
        "党员:\n    数值: 40名\n    其中:\n      女性: 40名",
    )
    assert [(row.depth, *_pairs([row])[0][:2]) for row in found] == [
        (0, "党员", "党员"),
        (1, "男", ""),
        (1, "女", ""),
        (1, "", "女性"),
        (0, "志愿者", "志愿者"),
        (1, "", "女"),
    ]


def test_formulas_are_computed_and_prints_shown() -> None:
    (first, *_, last) = rows(
        '甲: 3件\n乙: 4件\n合: "{{合计（甲，乙）}}"',
        "甲:\n    数值: 18735件\n    印作: 1.8万余件\n乙: 4件\n合: 9件",
    )
    assert first.after is not None
    assert first.after.shown == "1.8万余件"
    assert last.before is not None
    assert last.before.shown == "7件"
    assert [one.difference and str(one.difference.amount) for one in last.measures] == ["2件"]


def test_what_is_only_stated_is_shown() -> None:
    shown = [
        (row.before.shown if row.before else "")
        for row in rows(
            "甲:\n    同比: 下降34%\n乙:\n    完成率: 95%\n丙: 缺报\n丁:\n    同比: 同比增长3%",
            "甲: 1件",
        )
    ]
    assert shown == ["（同比下降34%）", "（完成率95%）", "（缺报）", "（同比增长3%）"]


# ---- laws ------------------------------------------------------------------------

_WORDS = (
    "受理",
    "办结",
    "居民",
    "企业",
    "走访",
    "数量",
    "全年",
    "小区",
    "65岁",
    "新增",
    "安全",
    "检查",
)
_NAMES = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map("".join)
_FIGURES = st.sampled_from(["3件", "40件", "1.2万件", "50人", "12%", "零发生", "2处，3平方米"])
_REPORTS = st.dictionaries(_NAMES, st.tuples(_FIGURES, st.none() | _FIGURES), max_size=8)


def _of(report: Mapping[str, tuple[str, str | None]]) -> Mapping[str, Indicator]:
    lines = (
        f"  {name}:\n    数值: {now}\n" + (f"    上年: {then}\n" if then else "")
        for name, (now, then) in report.items()
    )
    loaded = load_text("标题: 题\n指标:\n" + "".join(lines))
    assert loaded.report is not None
    return loaded.report.indicators


def _matched(before: Mapping[str, Indicator], after: Mapping[str, Indicator]) -> dict[str, str]:
    return {
        left: right for left, (right, _) in indicators._matched(before, after, Counter()).items()
    }


@given(_REPORTS, _REPORTS)
def test_no_indicator_is_matched_twice_and_turning_the_sides_turns_the_pairs(
    before: dict[str, tuple[str, str | None]], after: dict[str, tuple[str, str | None]]
) -> None:
    first, second = _of(before), _of(after)
    found = _matched(first, second)
    assert len(set(found.values())) == len(found)
    assert {right: left for left, right in found.items()} == _matched(second, first)


def _everything(report: Mapping[str, Indicator]) -> Iterator[str]:
    for one in report.values():
        yield one.name
        yield from _everything(one.parts)


@given(_REPORTS, _REPORTS)
def test_every_indicator_of_either_side_stands_in_one_row(
    before: dict[str, tuple[str, str | None]], after: dict[str, tuple[str, str | None]]
) -> None:
    base = of_indicators("甲: 1件")
    first, second = (
        base._replace(report=base.report._replace(indicators=_of(one))) for one in (before, after)
    )
    found = compare(first, second, texts=False)[0].rows or ()
    for side, given_ in (("before", first), ("after", second)):
        said = [getattr(row, side) for row in found]
        names = Counter(one.name for one in said if one is not None)
        assert names == Counter(_everything(given_.report.indicators))


@given(_REPORTS)
def test_a_report_does_not_differ_from_itself(report: dict[str, tuple[str, str | None]]) -> None:
    base = of_indicators("甲: 1件")
    side = base._replace(report=base.report._replace(indicators=_of(report)))
    found = compare(side, side, texts=False)[0].rows or ()
    assert not [row for row in found if row.differs]


# ---- speed -----------------------------------------------------------------------

_DID = "受理办结走访检查整治新建改造培训慰问发放调解拆除清理巡查安置救助登记评估"
_THING = "企业居民老人党员隐患小区楼宇商铺河道学校社工群租违建工单电梯绿地"
_OF = "安全环境消防食品文化体育医疗教育就业卫生"


def _cut(words: str) -> list[str]:
    return [words[at : at + 2] for at in range(0, len(words), 2)]


def _numbered(names: list[str]) -> Mapping[str, Indicator]:
    return _of({name: (f"{at + 1}件", None) for at, name in enumerate(names)})


def test_two_thousand_indicators_take_about_a_second() -> None:
    names = [did + of + thing for did, thing, of in product(*map(_cut, (_DID, _THING, _OF)))][:2000]
    renamed = [name[2:] + name[:2] + "数" if at % 3 else name for at, name in enumerate(names)]
    before, after = _numbered(names), _numbered(renamed)
    started = time.process_time()
    found = _matched(before, after)
    assert time.process_time() - started < 4
    assert found == dict(zip(before, after, strict=True))


def test_names_made_to_be_alike_take_no_time_without_end() -> None:
    chance = random.Random(1)
    sides = []
    for _ in range(2):
        names = {"".join(chance.choices("甲乙丙丁戊己庚辛", k=9)) for _ in range(5000)}
        sides.append(_numbered(sorted(names)))
    started = time.process_time()
    _matched(sides[0], sides[1])
    assert time.process_time() - started < 15
