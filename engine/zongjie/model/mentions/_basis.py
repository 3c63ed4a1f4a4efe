"""What sort of figure a quantity is: 同比增长, 完成率, 其中, 人均, 金额 …"""

from __future__ import annotations

from typing import Final

from zongjie.model.mentions import _words as words
from zongjie.model.units import base_unit, is_listed
from zongjie.text import pattern

_COMPARED: Final = pattern(
    "同比|环比|比上年|较上年|比去年|较去年|比前一年|与上年|与去年|同期相比|年均"
)
_GROWTH: Final = pattern(
    rf"(?<![新])(?P<grows>{words.any_of(words.GROWS)})(?:了|为|达|约|幅度达?|分别|超过?)*\Z"
)
_SIGNED: Final = pattern("(?:同比|环比)(?:分别)?\\Z")
_MORE: Final = pattern("(?P<than>同比|环比|[比较][^，,。;、]{1,9})(?P<way>[增减][收支])\\Z")
# 频次降幅60.7%: the change is named by a noun.
_NAMED: Final = pattern("(?<=[\\u4e00-\\u9fff]{2})(?P<way>增|涨|降|跌)(?:速|幅)(?:为|达到?)?\\Z")
_EACH: Final = pattern("[日月年周人户亩村]均|每[年月周日天季人户]|平均(?!水平|值|数)")
_PART: Final = pattern("其中|(?:\\(|,|，)[^，,。;]{0,2}含")
_EXPECTED: Final = pattern("预计|预期(?!寿命|目标)")
_IMPROVES: Final = frozenset(("提升", "提高", "改善", "扩大", "优于"))
_KEPT: Final = frozenset(("环比", "年均"))


def basis(unit: str, front: str, clause: str, label: str) -> str:
    """Return the basis of a figure; ``front`` is what stands before it in its clause.

    ``clause`` is the whole text before the figure in its clause, ``front`` only
    what lies behind the figure before it.
    """
    growth = _growth(front)
    if growth in _IMPROVES and not is_listed(unit):
        growth = ""  # 改造提升120个小区
    if unit == "番" and not growth:
        growth = "翻番"
    if growth:
        return growth
    if unit in {"%", "‰", "成"} or "分之" in unit:
        return _rate(front, clause, label)
    if _EXPECTED.search(clause):
        return "预计"
    frequency = _FREQUENCY.search(front)
    if frequency and unit not in {"元", "美元"}:
        return f"频次:{frequency[1]}"
    if unit in _SPANS and (match := _SPANNED.search(front)):
        return match[0]
    if _PART.search(front):
        return "其中"
    if each := _EACH.findall(front) or _EACH.findall(label):
        return str(each[-1])
    if "累计" in clause:
        return "累计"
    if not unit and front.endswith("占"):
        return "占比"
    if not unit and label.endswith("率"):
        return "比率"
    return _by_unit(unit)


_SPANS: Final = words.set_of("年 届 个月 次 天 季度 个季度 工作日 个工作日 日")
_SPANNED: Final = pattern("(?:连续|提前)\\Z")
_FREQUENCY: Final = pattern(
    "(每(?:[年月周日天季]|季度|半年|个月|两周|[0-9一二两三四五六半]{1,2}(?:[年周天日]|个月)))(?!均)"
)


def _growth(front: str) -> str:
    if match := _GROWTH.search(front[-12:]):
        compared = _COMPARED.findall(front)
        word = compared[-1] if compared else ""
        return (word if word in _KEPT else "同比" if word else "") + match["grows"].replace(
            "翻", "翻番"
        )
    if match := _MORE.search(front):
        return (match["than"] if match["than"] in {"同比", "环比"} else "") + match["way"]
    if match := _NAMED.search(front):
        than = front[: match.start()][-2:]
        way = "下降" if match["way"] in "降跌" else "增长"
        return than + way if than in {"同比", "环比"} else way
    if match := _SIGNED.search(front):
        return match[0][:2]
    return ""


# 完成年度目标的102%, 完成总目标102%.
_OF_AIM: Final = pattern("(?:的|目标|任务|计划)[数值]?\\Z")
# 为预算的98%, 为年度目标的105%
_OF_BUDGET: Final = pattern("[为是达][^，,。;占]{0,6}(?:预算|目标|任务|计划)[数值]?的\\Z")


def _rate(front: str, clause: str, label: str) -> str:
    if label.endswith("完成率") or _OF_BUDGET.search(front):
        return "完成率"
    if "完成" in clause and _OF_AIM.search(front):
        return "完成率"
    if "占" in front or label.endswith("占比") or "比重" in label:
        return "占比"
    return "比率"


def _by_unit(unit: str) -> str:
    if unit.split("/")[0].endswith("元") or unit == "块钱":
        return "金额"
    if base_unit(unit) == "平方米" or unit == "平":
        return "面积"
    return "人次" if unit == "人次" else ""
