"""What a figure counts, in the words of the text.

A label is one stretch of the reading: the noun phrase before the number
(查出隐患778条), the one behind its unit (104名机关干部), or the label of the
measure before it (606户2059人, 同比增长5%).
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final, NamedTuple

from zongjie.model.mentions import _words as words
from zongjie.model.mentions._context import OPAQUE, Context
from zongjie.model.units import base_unit, is_listed
from zongjie.text import pattern


class Side(Enum):
    """On which side of the number its label stands."""

    BEFORE = auto()
    AFTER = auto()
    INHERITED = auto()
    NONE = auto()


class Label(NamedTuple):
    """A stretch of the reading and where it stands."""

    start: int
    end: int
    side: Side


class Figure(NamedTuple):
    """What the search for a label needs to know of a quantity."""

    start: int
    end: int
    unit: str
    floor: int
    """Where the mention before it ends."""
    ceiling: int
    """Where the next mention begins."""
    zero: bool
    """Whether it is a zero word: what never happened stands before it."""
    dated: tuple[int, int] | tuple[()] = ()
    """Where the date begins that ends at the floor, and the floor before it."""


NOTHING: Final = Label(0, 0, Side.NONE)
_GROWTH: Final = (
    rf"(?:(?:{words.any_of(words.COMPARED)}))*(?:{words.any_of(words.GROWS)})(?:了|到|至|为|达|"
    rf"约|幅度达?)?"
)
# 完成年度目标的116%, 占总数的30%, 高于全国平均水平2个百分点: the subject stands before.
_OF_AIM: Final = (
    "(?:完成|占|为|达到?|实现|超过?)[^，,、]{0,10}(?:目标|任务|计划|预算|指标|"
    "进度)[数任务值]{0,2}的"
)
_OF_ALL: Final = "占(?![比有用地据领道])(?:(?!比重|比例)[^，,]){0,14}的?"
_THAN: Final = (
    "(?:高于|低于|快于|高出|优于|超出|超过|多于|少于|领先|居|位居)(?:全[国省市县区州]|同期|年度|"
    "上年|去年|国家|目标|序时|计划|预期)[^，,、]{0,10}"
    "|[较比](?:年初|计划|预算|目标|上年|去年|同期|前年|全[国省市县区])[^，,、]{0,10}"
)
_TAIL: Final = pattern(
    rf"(?:{_GROWTH}|{_OF_AIM}|{_OF_ALL}|{_THAN}|(?:{words.any_of(words.COMPARED)})+|"
    rf"{words.any_of(words.REACHES)}|\s)\Z"
)
_TAIL_REACH: Final = 24
# 全年累计受理案件: what stands before such a word is the doer, not the thing.
_CUT: Final = pattern(
    "全年|今年以来|一年来|上半年|截至目前|目前|累计|总共|(?<![公医])共计?(?!有产权|"
    "[体同享建识治产青管富融性])|先后|(?<![人日月年周户平亩])均(?!衡|等)"
    "|(?<!早)已经?(?!婚)|分别|同时|其中|期间|(?<![平高中初优特甲上相对同])等(?!级|待|候|额|于)|"
    "通过|依托|按照|结合|围绕"
    "|用于|合计|总计|陆续"
)
_HEAD: Final = pattern(
    rf"(?:{words.any_of(words.TIMES)}|全[镇县市区街乡村省局校](?:共|现)?|"
    rf"[我本][镇县市区街乡村省局校]|(?:辖区|街道|社区|镇域|区域|范围)内|"
    rf"[一二三四五六七八九十][是要]|[的了内后] ?|可(?![再持支回视能])|就(?![业医近地餐诊读]))"
)
# Who does it stands before these, what is done behind them.
_DOES: Final = pattern(
    "(?<!开|召)[日月]均|开展|举办|(?<![党会工团区])组织(?=[^，]{3})|召开|承办|印发|实施(?!方案|"
    "办法|细则|意见)"
)
_NOUN_HEADS: Final = pattern(
    "按时|按期|按质|升降|高新|高校|高中|高层|高清|高标|高质量|高技|高端|高速|高铁|高龄|低保|"
    "低效|低碳|低收入|低龄|低空|快递|快速|优于|优化营商|将军|向上|减肥|有困难|有机"
    "|为老|为民|为企|对口|对外|对接|对象|从业|从事|用户|用地|用电|用水|用工|用能|用气|在校|在园|"
    "在院|在研|在库|在营|在售|在位|在外|在岗|在线|在建|在册|在职|在编|将军|各族|已婚|街道办|"
    "街道级|"
    "由来|使用|经济|经营|经费|经贸|经信|按摩|再生|再就业|还款|还建|还迁|还贷|也门|都市|向导|"
    "给水|给排水|和谐|和睦|及格|及时率|并联|并网|又好"
    "|相关性|持续性|有关部门|中小|中心|上海|上市|上门|内部|内资|内河|内贸|间接|地方|地区|地下|"
    "地质|地铁|地表|地面|了解|后备|后勤|中国|中央|中医|中学|上级|中级|内需|内环|中药|中低|中高|"
    "中等|上访|上线|地块|地理"
    "|社区|街道图书馆|积极分子|努力|定期存款|全面建|充分就业|主动公开|主动退|持续时间|共产|共享|"
    "共建|共有产权|均价|均衡|分类"
)
_LIGHT: Final = pattern(
    rf"(?:{words.any_of(words.LIGHT)})了?(?![率量数权额者]|(?<=有)[机限关效色轨线害偿序氧责])"
)
_ATTRIBUTE: Final = pattern("各类|各种|各级|各项|各(?!族|界)|有关|相关|全部")
_MODIFIER: Final = pattern(
    "(?:各类|各种|各级|各项|各(?!族|界)|有关|相关|全部|一批|一系列|以上|左右|余|多|的|约|内(?![需部河贸资环涝外设]))"
)
_ACT: Final = pattern(
    "开展|提请|下放|进行(?!梳理|排|整|修|检)|签订|签署|联合(?!会|国)|参加|参与|加入|完成|实现|"
    "通过|获得|获评|荣获|入选|入围|提供|实施|成立|纳入|列入|进入|接受"
    "|享受|达到|投入(?!产)|投用|用于|建成|竣工|落地|落户|推动|予以|给予|得到|成为|拔地|全部|"
    "正在|正式|分别|顺利|按期|如期|超过|高于|低于"
    "|率先|启动|上线|举办|举行|深入|前往|走进|扎根|覆盖(?!率|面)|受益|采取|涉及|同比|增长|下降|"
    "净增|承办|参赛|参展|入驻|认领|获批|其中|共同(?!体)"
    "|相继|陆续|先后|已经?|对接|处于|位于|来自|属于|包括|实行|受到|赢得|被(?!动|征|装|褥)|"
    "均(?!衡|价|等)|并(?!购|联|网|轨)|与|将(?!军)|赴|占|较|"
    "(?<![存现所])在(?![岗校线建编册职押读])"
    "|是(?!否)|为(?!老|民|主|期|先)|有(?![限机关效色轨线害所偿序])|分解|安装|发放|送去|送上|追回|"
    "购买|赠送|减免|缓解|解决"
)
_ACT_FIRST: Final = pattern(
    rf"(?:{words.any_of(words.ACTS)}|{words.any_of(words.GROWS)}|受到|共同(?!体)|来访|整治|整改|"
    rf"服务(?!中|点|站|设|人|对|队|窗|平|驿)|学习|培训(?!班|机|中|基)|交流"
    "|上岗|就业(?!岗|人|困)|脱贫|入住|搬迁|改造|提升|升级|达标|创建|考核|发挥|巡查|宣传(?!员|栏|"
    "册|片|牌|品|资)|调处|调解(?!员)|问需|问计|听取|现场)"
)
_SIZES: Final = frozenset(("平方米", "米", "立方米", "克"))
_SIZE: Final = pattern("(?:面积|长度?|总长|里程|体积|产量|总量|规模|占地|总产)\\Z")
_AMONG: Final = pattern("..(?<![高初集其国])中\\Z")
_ADVERB: Final = pattern("..(?<!公)[共均已也都]\\Z")
_RATED_LEAST: Final = 3
# These stand on a ladder and still count pieces.
_COUNTS: Final = frozenset(("人", "名", "块", "角", "两", "里"))


def before(context: Context, figure: Figure) -> Label:
    """Return the label before the number, bare of verbs that only introduce it."""
    number = figure.start
    if figure.zero:  # “零燃放”目标
        while number > figure.floor and context.shadow[number - 1] == OPAQUE:
            number -= 1
    label = _before(context, number, number, figure.floor)
    if _PLACE.fullmatch(context.shadow, label.start, label.end) or _AIM.fullmatch(
        context.shadow, label.start, label.end
    ):
        return NOTHING
    if label is NOTHING and figure.dated:
        date, floor = figure.dated
        if date > floor and context.shadow[date - 1] in "比较":
            date -= 1
        return _before(context, date, figure.start, floor)
    return label


def _before(context: Context, last: int, number: int, floor: int) -> Label:
    shadow = context.shadow
    start = max(context.clause_start(last), floor)
    end = _without_tail(shadow, start, last)
    if _EACH.search(shadow, end, number):
        start = max(context.list_start(last), floor)
    start = _without_head(shadow, start, end)
    return Label(start, end, Side.BEFORE) if end > start else NOTHING


_EACH: Final = pattern("(?<![人户日月年亩平])均|分别")
_LIST: Final = pattern(
    "、|(?<!饱|温|缓|共|总|亲)和(?!谐|睦|平|解|美)|以及|(?<!普|涉|以|惠)及(?!时|格)|(?<!参)与"
)


def listed(context: Context, label: Label, size: int) -> tuple[Label, ...]:
    """Return the nouns of a list that has as many as asked for, else nothing."""
    ends = [match.span() for match in _LIST.finditer(context.shadow, label.start, label.end)]
    if len(ends) != size - 1:
        return ()
    starts = [label.start, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), label.end]
    if any(start >= stop for start, stop in zip(starts, stops, strict=True)):
        return ()
    return tuple(Label(a, b, Side.BEFORE) for a, b in zip(starts, stops, strict=True))


def _without_tail(shadow: str, start: int, end: int) -> int:
    while end > start:
        match = _TAIL.search(shadow, max(start, end - _TAIL_REACH), end)
        if match is None or not _whole(shadow, match.start(), end):
            break
        end = match.start()
    return end


_GLUED: Final = pattern(
    "公共|处在|所在|现在|存在|潜在|拥有|所有|国有|公有|现有|持有|享有|行为|作为|认为|"
    "成为|以为|总是|从前|单位"
    "|最近|附近|靠近|总和|共和|统计|设计|审计|会计|节约|合约|签约|预约|公约|"
    "周到|接到|收到|看到|听到"
    "|到达|表达|传达|直达|抵达|目的|有的|过去|通过|经过|成就|迁就|领先|终于|关于|对于|"
    "由于|基于|用于|属于"
    "|冬至|甚至|乃至|夏至|以至|任何|赠与|参与|给予|饱和|缓和|温和|普及|涉及|以及|惠及|提及|波及|"
    "自由|理由|缘由|事由|案由"
    "|跟从|服从|听从|免除|解除|拆除|其他|最低|最高|再提升|快慢|加快|赶快|分快|贫困|"
    "亏损|增减|消减|缩减|裁减|锐减"
    "|副总|老总|占比|对比|之比|翻新|推翻|加以|得以|予以|可以|所以|足以|难以|不了|为了|除了|清零"
)


def _whole(shadow: str, start: int, end: int) -> bool:
    """Whether the words to drop are not the end of a longer word (公共, 所在)."""
    return start == 0 or end - start > 1 or _GLUED.match(shadow, start - 1, end) is None


# 完成目标45亿元: the aim of what was named before.
_AIM: Final = pattern(
    "(?:年度|全年|年初)?(?:目标|任务|计划|预算)[数任务值量]{0,2}|原来?|现在?|同期|上年同期"
)
_PLACE: Final = pattern("辖区(?!内)|街道(?!办|级|图|商|党|工|综|社|中|领|机|干|团)")
_PLACED_LEAST: Final = 5
_LIGHT_MOST: Final = 3
# 参加锻炼, 新增就业: a verb and its short object are one name.
_WITH_OBJECT: Final = frozenset(("参加", "参与", "新增", "新建", "发放", "引进", "投入"))


def _without_head(shadow: str, start: int, end: int) -> int:
    clause = start
    for match in _CUT.finditer(shadow, start, end):
        if match.end() < end and (match[0] != "累计" or match.start() > clause):
            start = match.end()
    for match in _DOES.finditer(shadow, start + 1, end):
        if match.end() < end - 1:
            start = match.start()
    light = 0
    while start < end:
        head: re.Match[str] | None = None
        if _NOUN_HEADS.match(shadow, start, end) is None:
            head = _HEAD.match(shadow, start, end) or _ATTRIBUTE.match(shadow, start, end)
        if head is None and light < _LIGHT_MOST:
            head = _LIGHT.match(shadow, start, end)
            light += 1
            if head is not None and head[0] in _WITH_OBJECT and head.end() > end - 3:
                break
        if head is None and shadow.startswith("累计", start):
            head = _LIGHT.match(shadow, start + 2, end)
        if head is None and end - start > _PLACED_LEAST:
            head = _PLACE.match(shadow, start, end)
        if head is None or head.end() >= end - 1:
            break
        start = head.end()
    return start


def after(context: Context, figure: Figure) -> Label:
    """Return the label behind the unit, up to what the counted thing does."""
    shadow = context.shadow
    start = figure.end
    end = min(context.clause_end(start), figure.ceiling)
    if context.text[start : start + 1] == "(":
        while start < end and shadow[start] == OPAQUE:
            start += 1
    while start < end and (match := _MODIFIER.match(shadow, start, end)):
        start = match.end()
    if start < end and not _acts(shadow, start, end):
        for match in _ACT.finditer(shadow, start + 1, end):
            if match.start() >= start + 3 - min(len(match[0]), 2):
                end = match.start()
                break
    while end > start + 1 and shadow[end - 1] in "和及的等":
        end -= 1
    if _AMONG.search(shadow, start, end) or _ADVERB.search(shadow, start, end):
        end -= 1
    return Label(start, end, Side.AFTER) if end > start else NOTHING


# 12家为首次申报: what is said of a number named before.
_LINK: Final = pattern("为(?!民|老|企)|是|均|占|已|正在|全部|尚|未|将")


def _acts(shadow: str, start: int, end: int) -> bool:
    """Whether what stands behind a unit says what the counted thing does."""
    if _NOUN_HEADS.match(shadow, start, end):
        return False
    return _ACT_FIRST.match(shadow, start, end) is not None


def choose(context: Context, figure: Figure, previous: Label, *, joined: bool) -> Label:
    """Return the label of a figure; ``joined`` says that a list goes on from ``previous``."""
    shadow = context.shadow
    front = before(context, figure)
    back = after(context, figure)
    if figure.zero:
        return front
    named = front.end > front.start and not _LIGHT.fullmatch(shadow, front.start, front.end)
    if shadow[front.start : front.end].endswith("连续") and back is not NOTHING:
        return Label(figure.end, context.clause_end(figure.end), Side.AFTER)
    if figure.unit == "%" and shadow[figure.end : figure.end + 1] == "的" and back is not NOTHING:
        return back if "占" not in shadow[front.start : figure.start] else front
    if measures(figure.unit):
        sized = base_unit(figure.unit) in _SIZES and not _SIZE.search(
            shadow, front.start, front.end
        )
        if sized and back.end - back.start > 1 and not _acts(shadow, back.start, back.end):
            return back  # 完成北村145亩农田的流转
        if named:
            return front
        if joined or _acts(shadow, back.start, back.end):
            return NOTHING
        return back if back.end - back.start >= _RATED_LEAST else NOTHING
    if figure.unit == "人次" and named and shadow[figure.end : figure.end + 1] != "的":
        return front
    if joined and named and previous.side is Side.BEFORE:
        return front
    if named and back.end - back.start == 1:
        return front
    if back.end > back.start:
        acts = _acts(shadow, back.start, back.end)
        if not acts:
            return back
        if not named and _LINK.match(shadow, back.start):
            return NOTHING
        if not named:
            return back if front is NOTHING else front
    return front


def measures(unit: str) -> bool:
    """Whether the unit measures (元, %, 平方米): what it measures stands before it."""
    return unit.split("/")[0].endswith("元") or (is_listed(unit) and unit not in _COUNTS)


def subject(context: Context, figure: Figure) -> Label:
    """Return what the clause before the figure's clause is about."""
    start = context.clause_start(figure.start)
    if start < 2 or context.shadow[start - 1] in "。\n!?":
        return NOTHING
    end = start - 1
    start = context.clause_start(end)
    start = _without_head(context.shadow, start, end)
    bare = _HEAD.fullmatch(context.shadow, start, end) is not None
    return Label(start, end, Side.BEFORE) if end > start and not bare else NOTHING


def opaque(shadow: str, label: Label) -> bool:
    """Whether the label is nothing but a quotation."""
    return not shadow[label.start : label.end].strip(OPAQUE)
