"""Whether a numeral counts something."""

from __future__ import annotations

from typing import Final

from zongjie.model.mentions import _words as words
from zongjie.model.mentions._record import MentionKind
from zongjie.model.mentions._sites import Site
from zongjie.model.mentions._units import UNITS
from zongjie.model.quantity import Kind
from zongjie.model.units import is_listed
from zongjie.text import pattern

_TIMES: Final = words.set_of(
    "年 月 天 日 周 星期 个月 小时 个小时 分钟 秒 秒钟 季度 个季度 周年 工作日 个工作日 个星期 昼夜"
)
# 750千伏主变: the measure is part of a name where a noun follows.
_CLASSES: Final = words.set_of("千伏 微米 纳米 赫兹")
_BOUNDS: Final = words.set_of("超 超过 高于 低于 不足 不低于 不少于 不超过 以上 以下 以内")
_AGES: Final = frozenset(("岁", "周岁"))
# Chinese numerals with these count; with the next they also begin names (三项制度).
_STRONG: Final = words.set_of(
    "家 户 名 件 场 处 位 所 例 起 辆 台 座 间 栋 幢 幅 首 部 次 人次 户次 家次 批次 场次 倍 成 "
    "百分点 个百分点 个月 天 小时 个小时"
)
_WEAK: Final = frozenset("篇个项条支套批类种期届块片本册只门节轮")
_NO_COUNT_BEFORE: Final = frozenset("第各某每这那首前该同另任何哪唯逐多之")
_ABSTRACT: Final = pattern(
    "文章|维护|意识|自信|坚持|确立|方面|聚焦|转变|结合|统一|一批|责任|必须|如何|清单|统筹|关键|"
    "重点|问题|阶段|环节"
    "|层次|维度|体系|机制|专项|行动|规定|制度|措施|要求|职责|内容|原则|任务|工程|主线|底线|红线|"
    "抓手|目标|理念"
    "|关系|作用|能力|优势|文明|先锋|领域|渠道|类型|手段|战略|理论|革命|变革|时代|时期|好|优|新|"
    "大|更|严|到位|不"
)
# 50头以上养殖大户: so many of them make what is counted.
_HEADS: Final = frozenset("头只羽匹尾")
_BARE: Final = pattern("[十百千万亿]+")
_AVERAGE: Final = pattern(
    "(?:(?:平均|人均|寿命)[^，,。;、]{0,10}|(?:提高|下降|降低|增加|延长|降|升)了?)\\Z"
)
_TENS: Final = pattern("[十百千万亿]")
_ONES: Final = frozenset("一二")
_REACHED: Final = pattern(
    "(?:为|达|达到|得分|评分|总分|指数|总数|数|至|到|共|计|是|降|升|增长|下降|提高|上升|增加|"
    "减少|[:：])\\Z"
)
_SHOWN: Final = pattern(
    "(?:为|达|达到|得分|评分|总分|指数|至|到|从|由|比例|比|增长|下降|提高|上升|减少|增加|[:：])\\Z"
)
_MONEY: Final = pattern(
    "金|收入|支出|投资|产值|税|总额|财政|款|贷|消费|增加值|成本|费|预算|募|营收|利润|总值|销售|"
    "出口|融资|补贴|资"
)
_PEOPLE: Final = pattern("(?:惠及|覆盖|服务|受益|享受|参保|人[数口次员]?|户数?)\\Z")
_ZERO_IDIOMS: Final = words.set_of(
    "距离 配件 部件 排放 门槛 容忍 跑动 跑腿 跑路 接触 担忧 基础 起步 工经 就业 碳园 碳工 碳社 "
    "碳排 碳示 碳交 碳建 售额 售业 散烧 "
    "碎时 碳零 关税 见面 成本 延时 门店 障碍 缝隙 等待 材料 证明"
)
_ZERO_VERBS: Final = pattern('(?:实现|保持|为|达到|做到|确保|连续|达|均|呈|持续|[“‘"])\\Z')
_PAUSED: Final = pattern(r"[，,。;、!?:\n)”’\"]|目标|\Z|[的及和]")
_CLOSED: Final = pattern(r"[，,。、;!?\n)”’\"]|目标|\Z")
_ONE_OF: Final = pattern("[^，,。;\n]{0,10}之一")


def judge(text: str, site: Site) -> MentionKind | None:
    """Return what the numeral is; None where it is only a sign within a word."""
    if site.quantity is None:
        return None if site.chinese else MentionKind.OTHER
    before = text[site.start - 1 : site.start]
    if before in {"第", "№"}:
        return MentionKind.ORDINAL
    if before and (before in "+×·•/#_*-" or (before.isascii() and before.isalpha())):
        return MentionKind.NAME
    if text[site.end : site.end + 1] in {"+", "×", "·"}:
        return MentionKind.NAME
    if _is_threshold(text, site) or _is_share_of(text, site):
        return MentionKind.OTHER
    return _chinese(text, site) if site.chinese else _arabic(text, site)


def _is_threshold(text: str, site: Site) -> bool:
    """Whether it bounds what is counted: 亿元以上项目, 65岁以上老人, 万元以下的企业."""
    quantity = site.quantity
    if quantity is None:
        return False
    unit = quantity.unit
    if unit in _AGES:
        return not _AVERAGE.search(text, max(site.start - 14, 0), site.start)
    after = text[site.end : site.end + 2]
    if unit.endswith("元") and _BARE.fullmatch(text, site.number, site.bare):
        return bool(after) and after[0] not in words.PAUSES  # 超亿元项目
    bounds = not _BOUNDS.isdisjoint(quantity.qualifiers) and quantity.kind is Kind.NUMBER
    if after[:1] == "的" and bounds and (unit.endswith("元") or not unit):
        return after[1:] not in {"", "目", "速", "增", "水", "标"}
    if text[site.end - 2 : site.end] in {"以上", "以下", "以内"}:
        open_end = bool(after) and after[0] not in words.PAUSES and after[0] not in "的占”"
        if after[:1] == "的":
            open_end = after[1:] not in {"", "目", "速", "增", "水", "标"}
        if not unit:
            return open_end and quantity.kind is Kind.NUMBER
        return (
            open_end
            and unit not in {"%", "‰"}
            and (is_listed(unit) or unit in {"级", "年"} or unit in _HEADS)
            and unit != "人"
            and unit != "名"
        )
    return after[:1] == "级" or after == "及以" or (after == "(含" and unit in _TIMES)


_PER: Final = pattern("每(?:[满超逾])?\\Z")


def _is_share_of(text: str, site: Site) -> bool:
    """Whether it is what another number is counted by: 每10万人102.4例, 每300户配1名."""
    return _PER.search(text, max(site.start - 2, 0), site.start) is not None


def _arabic(text: str, site: Site) -> MentionKind:
    quantity = site.quantity
    assert quantity is not None  # noqa: S101 - judge has asked
    after = text[site.end : site.end + 1]
    if quantity.unit:
        if text[site.start] == "+" and quantity.unit not in _SIGNED:
            return MentionKind.NAME  # 管控+7人员
        if quantity.unit in _CLASSES and after and after not in words.PAUSES:
            return MentionKind.NAME
        if quantity.unit in _VERSIONS and quantity.decimals:
            return MentionKind.NAME
        if quantity.unit in {"年", "月", "日", "周年"} and not _lasts(text, site):
            return MentionKind.DATE
        return (
            MentionKind.OTHER
            if _ONE_OF.match(text, site.end) and not quantity.scale
            else MentionKind.INDICATOR
        )
    if after.isascii() and after.isalpha():
        return MentionKind.OTHER
    if quantity.kind is Kind.RATIO or (quantity.decimals and not quantity.scale):
        shown = _SHOWN.search(text, max(site.start - 4, 0), site.start)
        return MentionKind.INDICATOR if shown else MentionKind.OTHER
    if quantity.scale or quantity.qualifiers or quantity.kind is Kind.FRACTION:
        return MentionKind.INDICATOR if after not in {"级", "强", "年"} else MentionKind.NAME
    if (not after or after in words.PAUSES) and _REACHED.search(
        text, max(site.start - 4, 0), site.start
    ):
        return MentionKind.INDICATOR
    return MentionKind.OTHER


_SIGNED: Final = words.set_of("% ‰ 百分点 个百分点 ℃ 摄氏度")
_VERSIONS: Final = frozenset("版类期代级号")
_SPANNED: Final = pattern("(?:提前|连续)\\Z")
_LASTING: Final = pattern("(?:连续|历时|长达|持续|累计|已满|缩短|提前|达|为|约)\\Z")


def _lasts(text: str, site: Site) -> bool:
    return bool(_LASTING.search(text, max(site.start - 2, 0), site.start))


def _chinese(text: str, site: Site) -> MentionKind | None:
    quantity = site.quantity
    assert quantity is not None  # noqa: S101 - judge has asked
    numeral = text[site.number : site.bare]
    if quantity.kind is Kind.ZERO or numeral == "零":
        return None  # zero words are found by themselves
    if quantity.kind is Kind.FRACTION or quantity.unit in {"%", "‰"}:
        return MentionKind.INDICATOR if numeral not in {"半"} else None
    if not quantity.unit:
        big = bool(quantity.scale) or numeral[-1:] in {"万", "亿"}
        return MentionKind.INDICATOR if quantity.qualifiers and big else None
    if _SPANNED.search(text, max(site.start - 2, 0), site.start):
        return MentionKind.INDICATOR
    if text[site.start - 1 : site.start] in _NO_COUNT_BEFORE and site.start:
        return MentionKind.ORDINAL if text[site.start - 1] in "第首前" else MentionKind.OTHER
    if quantity.unit in {"年", "月", "周年", "季度", "个季度"}:
        return MentionKind.INDICATOR if _lasts(text, site) else MentionKind.DATE
    if quantity.qualifiers:
        return MentionKind.INDICATOR
    return _plain(text, site, numeral, quantity.unit)


def _is_often(text: str, site: Site, unit: str) -> bool:
    """Whether it says how often: 每月开展一次."""
    if unit not in _OCCASIONS:
        return False
    return _FREQUENT.search(text, max(site.start - 14, 0), site.start) is not None


def _plain(text: str, site: Site, numeral: str, unit: str) -> MentionKind | None:
    """Judge a Chinese numeral that no qualifier marks as a count."""
    after = text[site.end : site.end + 1]
    if unit in {"倍", "成", "番", "百分点", "个百分点"}:
        return MentionKind.INDICATOR
    if numeral in _ONES:
        return MentionKind.INDICATOR if _is_often(text, site, unit) else MentionKind.OTHER
    if site.quantity is not None and site.quantity.kind is Kind.RANGE:
        return MentionKind.INDICATOR
    if _ONE_OF.match(text, site.end):
        return MentionKind.OTHER
    if len(numeral) > 1 and _TENS.search(numeral):
        return MentionKind.NAME if _ABSTRACT.match(text, site.end) else MentionKind.INDICATOR
    paused = not after or after in words.PAUSES
    if unit == "人":
        return MentionKind.INDICATOR if paused else MentionKind.NAME
    if unit in _STRONG:
        # 两次亲临: how often, not a count of what is named behind.
        often = (
            unit == "次"
            and not paused
            and not _COUNTED.search(text, max(site.start - 4, 0), site.start)
        )
        matters = text.startswith("大事", site.end)
        return MentionKind.OTHER if often or matters else MentionKind.INDICATOR
    if unit == "个" and _PLACES.match(text, site.end):
        return MentionKind.INDICATOR
    if unit == "期" and _PHASES.match(text, site.end):
        return MentionKind.NAME
    if unit in _WEAK and _COUNTED.search(text, max(site.start - 4, 0), site.start):
        abstract = _ABSTRACT.search(text, site.end, site.end + 6)
        return MentionKind.NAME if abstract else MentionKind.INDICATOR
    if unit in _WEAK and after in _ENDS and _THING.search(text, max(site.start - 3, 0), site.start):
        return MentionKind.INDICATOR  # 获市级荣誉三项、区级荣誉五项
    return MentionKind.OTHER


# 每月开展一次: how often, so one counts.
_OCCASIONS: Final = words.set_of("次 场 期 轮 遍")
_FREQUENT: Final = pattern("每(?:[年月周日天季]|季度|半年|个月|两周)(?!一)[^，,。;、]{0,10}\\Z")
# 对三个小区: what stands on a map or in a register is counted, whatever stands before.
_PLACES: Final = pattern(
    "[^，,。;、的和与及\n]{0,6}?(?:小区|社区|居民区|居委会?|行政村|自然村|村(?![级民规])|乡镇|镇街|街道|单位|部门|企业|公司|"
    "学校|基地|园区|片区|地块|商圈|工地|支部|点位|站点|项目|楼盘|泵站|公园|广场|市场)"
)
_ENDS: Final = frozenset("，,。;、")
_THING: Final = pattern("[\u4e00-\u9fff]{2}(?<![有是的为这下如等做到好了在])\\Z")
_PHASES: Final = pattern("临床|主体|建设|项目|厂房|工程|安置|房|地块|改造")
_COUNTED: Final = pattern(f"(?:{words.any_of(words.COUNTING_VERBS)})了?\\Z")
_ZERO: Final = pattern("[零0](?=[\\u4e00-\\u9fff])(?P<word>[\\u4e00-\\u9fff]{2})")


def zeros(text: str) -> list[tuple[int, int]]:
    """Return the words that say there was none: 零发生, 0再访."""
    found = []
    for match in _ZERO.finditer(text):
        start, end = match.span()
        if start and (
            text[start - 1].isdigit() or text[start - 1] in ".〇一二两三四五六七八九十百千万亿第"
        ):
            continue
        word = match["word"]
        if (
            word in _ZERO_IDIOMS
            or word[0] in "的点至到和、售星碳碎食"
            or word[1] in "〇一二两三四五六七八九十"
            or word[0] in UNITS
        ):
            continue
        said = _ZERO_VERBS.search(text, max(start - 2, 0), start)
        if (_PAUSED if said else _CLOSED).match(text, end):
            found.append((start, end))
    return found


def money(label: str) -> bool:
    """Whether the label names money, so that a bare 万 or 亿 is one of 元."""
    return _MONEY.search(label) is not None and _PEOPLE.search(label) is None
