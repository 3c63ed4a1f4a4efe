"""Whether two names mean one thing: by what differs between them, not by how much is alike.

加装电梯签约 and 加装电梯竣工 share four characters of six and are two things; 拆违 and
拆除违法建筑 share two and are one.  So a name is first brought into one wording, without
years and words that say nothing; then what two names do not share decides.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Final

from zongjie.records import NamedTuple
from zongjie.text import name_key, pattern

# Years, months and "this year" stand in a name by accident: 2020年就业人数.
_TIMES: Final = pattern(
    r"[(]?(?:(?:19|20)\d\d|[本今去上全当])年(?:度|末|底|内|以来)?"
    r"(?:\d{1,2}[-—~～至]\d{1,2}月(?:份|底|末)?)?[)]?"
    r"|截[至止]\d{0,2}[月年]?(?:底|末)?|\d{1,2}[-—~～至]\d{1,2}月(?:份|底|末)?|年(?:末|底|内)"
)
# Many words for one thing, the first of each line standing for all.  Longer words first.
_WORDS: Final = """
市民热线 12345政务服务便民热线 12345市民服务热线 12345市民热线 12345政务热线 12345热线 12345
拆除违法建筑 拆违
违法建筑 违法建设 违章建筑 违章搭建 违法搭建 违建
居民 群众 市民 百姓
老人 老年人
退役 退伍
办结 结案
满意率 满意度
按时 按期 及时
规上 规模以上
限上 限额以上
固投 固定资产投资
社零 社会消费品零售
两企三新 两新
网格 网格化综合管理 网格化管理 网格化
参加 参与
调解 调处 化解
招引 招商引资 引进 引入
困难家庭 困难户
加装电梯 增设电梯 电梯加装 电梯增设
慰问 走访慰问 帮扶慰问
志愿者 志愿服务者 注册志愿者
残疾 残障
党员 共产党员
隐患 隐患问题
房屋 住房
改造 提升改造 改造提升
演出 展演
提案 政协提案
建议 代表建议
养老机构 养老院 敬老院
""".strip()
# What says only that something was done, counted, or belongs to the office.
_EMPTY: Final = pattern(
    r"新(?=发展|招引|成立|建成|签|开办|设立|登记|注册|组建|培育|认定|评)"
    r"|全街道|本街道|街道|辖区内?|累计|总计|共计|合计|实现|完成|开展|组织|举办|进行|实施|推进"
    r"|各类|各项|情况|工作|活动|事项|项目|案件|人员|对象|次数|家次|个数|件数|户数|家数|场次|批次|人数|人次"
    r"|总数量?|总量|总额|数量|金额|面积|(?<![余差])额$|[共的了总数量]"
)
# One of these more, or one in place of another, is another thing.
_APART: Final = frozenset(
    "市区国省县镇村男女上下前后新旧老内外大小高低增减升降入出东西南北中初复未不非无已轻重公私城乡"
    "一二三四五六七八九十甲乙丙丁率比均"
)
_NARROWER: Final = pattern(
    r"重点|特困|困难|残疾|独居|高龄|贫困|整改|办结|满意|目标|任务|计划|试点|失能|低保"
    r"|青年|儿童|妇女|特殊|免费|签约|开工|竣工|受理|立案|查处|处置|化解|培训|结对|帮扶|更新|在职|流动"
)
_PLACE: Final = pattern(r".*(?:中心|站|所|办|科|局|队|会|平台|社区|网格|单位|机构|窗口)")
_DIGITS: Final = pattern(r"\d+(?:\.\d+)?")
_HYPHENS: Final = pattern(r"[-—–_·•/、,.()《》<>:;\[\]]")

_ONE_WORDING: Final = Fraction(99, 100)
# A word more says little in a long name, and much in a short one: 医疗旅游, 旅游.
_MORE: Final = Fraction(5, 6)
_NOT: Final = Fraction(0)
_LONGEST: Final = 60  # characters of a name that is looked at: comparing takes their square
_WHOLE: Final = 4  # characters of a name that stands without its place: not 办结率
_PREFIXED: Final = Fraction(4, 5)
# With one sign for another (管理, 治理) a short name is another name: 开工, 竣工.
_SLIP: Final = Fraction(7, 8)


class Core(NamedTuple):
    """A name without what says nothing: its characters, and the numbers in it."""

    text: str
    numbers: tuple[str, ...]


@lru_cache(maxsize=1)
def _wordings() -> tuple[tuple[str, str], ...]:
    """Return each word with the one that stands for it, longest first."""
    lines = (line.split() for line in _WORDS.split("\n"))
    pairs = ((word, words[0]) for words in lines for word in words[1:])
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@lru_cache(maxsize=16384)
def core(name: str) -> Core:
    """Return what of a name counts; of one that is all empty words, the whole."""
    text = _HYPHENS.sub("", _TIMES.sub("", name_key(name))).lower()
    for word, instead in _wordings():
        if word in text:
            text = text.replace(word, instead)
    numbers = tuple(sorted(_DIGITS.findall(text)))
    bare = _EMPTY.sub("", text)
    return Core(bare if len(bare) > 1 else text or name_key(name), numbers)


def likeness(first: Core, second: Core) -> Fraction:
    """Return how surely two names are one thing, from 0 (another thing) to 0.99."""
    if first.numbers != second.numbers or max(len(first.text), len(second.text)) > _LONGEST:
        return _NOT
    if first.text == second.text:
        return _ONE_WORDING
    more, less = _leftovers(first.text, second.text)
    if more and less:
        one_sign = len(more) == len(less) == 1 and not _APART.intersection(more + less)
        shared = overlap(first, second) if one_sign else _NOT
        return shared if shared >= _SLIP else _NOT
    extra, longer, shorter = (
        (more, first.text, second.text) if more else (less, second.text, first.text)
    )
    if not extra:  # the same characters in another order
        return _ONE_WORDING
    if longer.endswith(shorter) and len(shorter) >= _WHOLE and _PLACE.fullmatch(extra):
        return _PREFIXED
    if _APART.intersection(extra) or _NARROWER.search(extra):
        return _NOT
    shared = overlap(first, second)
    return shared if shared >= _MORE else _NOT


def overlap(first: Core, second: Core) -> Fraction:
    """Return the part of all characters that both names share (Dice's coefficient)."""
    one, other = first.text[:_LONGEST], second.text[:_LONGEST]
    shared = len(one) - len(_leftovers(one, other)[0])
    return Fraction(2 * shared, len(one) + len(other))


def _leftovers(first: str, second: str) -> tuple[str, str]:
    """Return the characters of each that the other lacks, in their order."""
    more = []
    for char in first:
        if char in second:
            second = second.replace(char, "", 1)
        else:
            more.append(char)
    return "".join(more), second
