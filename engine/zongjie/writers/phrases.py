"""Where a line of a title may end, and what the meaning loses there.

A dictionary knows words, not phrases: which words belong together is told by what
stands on the two sides of a border, from the short vocabulary of titles below.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Final

from zongjie.records import NamedTuple
from zongjie.text import half_width, pattern
from zongjie.words import words
from zongjie.writers.terms import TERMS


class Border(NamedTuple):
    """A line may end before ``text[at]``.

    ``strain`` is what the meaning loses (0 nothing, ``TORN`` a name or a fixed term);
    ``joins`` is what it costs to end lines within what 和 or 暨 joins rather than here.
    """

    at: int
    strain: int
    joins: int


TORN: Final = 2_000
"""The strain of a border within a name or a fixed term."""

WITHIN: Final = 5
"""A border of more strain is within a phrase, not between two."""


class _Side(NamedTuple):
    """A border between two words, blanks left out, and the texts before and behind it."""

    left: str
    right: str
    before: str
    behind: str


_PAIRS: Final = dict(zip('([{<《〈“‘「『【〔"', ')]}>》〉”’」』】〕"', strict=True))
_QUOTED: Final = pattern(r'"[^"]*"')
_NO_END: Final = frozenset("([{<《〈“‘「『【〔—–-~+/&·#@$¥")
_NO_START: Final = frozenset(")]}>》〉”’」』】〕、,.;:!?…~–-+/&·%‰")
_JOINING_BLANKS: Final = frozenset("\u00a0\u2007\u202f")
_ONE_BLANK: Final = pattern(r"(?<=\S)[^\S\u00a0\u2007\u202f\u3000](?=\S)")
_ATTACHED: Final = frozenset(("Mn", "Me", "Mc", "Cf", "Sk"))  # what never begins a line

_CONJUNCTIONS: Final = "和|与|及|暨|以及|及其|并|或|且"
_CONJUNCTION: Final = pattern(_CONJUNCTIONS)
_PREPOSITION: Final = pattern(
    "在|为|对|由|向|以|从|按|按照|将|把|被|让|使|给|至|到|根据|依据|通过|对照|因|经|同|就|于"
)
_OPENERS: Final = ("关于", "暨", "自", "至")
_NEVER_LAST: Final = pattern(rf"{_CONJUNCTIONS}|关于|中共|至|到|自|从")
_NEVER_FIRST: Final = pattern(
    "的|了|等|之|着|们|地|得|中|上|下|内|外|里|间|时|以来|以上|以下|以内|左右|至|到"
)
# One character that jieba leaves alone and that belongs to the word before or behind it.
_SUFFIXES: Final = frozenset(
    "路镇乡村区市县省州委局办站所院校厂会组部处科室队团员者家户率度化性式型级类制法案届次批期年月日号"
    "线网点岗段片块条项个名位件起幢栋米吨版稿书表册令奖日周节街弄里坊园厅馆店界业费品源量值力感观"
)
_PREFIXES: Final = frozenset(
    "新老旧大小全总副各本每第再不无非双该近约前后首微零一二三四五六七八九十百千两几多"
)
_NUMBER: Final = pattern(
    r"第[〇零一二三四五六七八九十百]+"
    r"|第?[0-9]+(?:(?:[.,:/+×~\-–—至到]|年(?=[0-9]{1,2}[月—~\-至到])|月(?=[0-9])|年[—~\-至到]|月[—~\-至到])+[0-9]+)*"
    r"(?P<unit>年度|年第[一二三四]季度|年[一二三四]季度|年[上下]半年|年前[一二三]季度|年[底初末终]|年"
    r"|月份?(?:[上中下]旬)?|日|[%‰])?"
)
_DATE: Final = (
    r"(?:[0-9〇零一二三四五六七八九十]{2,4}年(?:[0-9〇一二三四五六七八九十]{1,3}月)?"
    r"|[0-9一二三四五六七八九十]{1,3}月)(?:[0-9一二三四五六七八九十]{1,3}日|[上中下]旬|底|初|末)?"
)
_SPAN: Final = pattern(rf"{_DATE}(?:[—–~\-至到]+{_DATE})+")
_ORDINAL: Final = pattern("第")
_DATED: Final = pattern(r"第[一二三四]季度|[0-9]+(?:[.,:/~\-–—至到][0-9]+)*(?:[年月日]|$)")
# 文种, and what makes one piece with it.
_KINDS: Final = (
    "总结|报告|汇报|通报|通知|公告|通告|公报|方案|预案|意见|办法|规定|细则|规划|计划|思路|要点|安排|打算"
    "|简报|纪要|请示|批复|决定|决议|清单|措施|台账|说明|答复|函|建议|倡议书|承诺书|责任书|制度|须知|一览表"
)
_WHOLE: Final = pattern(
    rf"(?:工作|情况|实施|行动|调研|自查|自评|述职|述廉|整改|评估|分析|督查|检查|年度|年终|工作情况|指导|执行)(?:{_KINDS})"
    r"|[一二三四五六七八九十]+届(?:人大|政协|人民代表大会)(?:常委会)?(?:第?[一二三四五六七八九十]+次(?:全体)?会议)?"
    r"|[一二三四五两]年(?:行动)?(?:计划|规划|方案)"
    r"|工作委员会|党工委|纪工委|团工委|办事处|人民政府|居民委员会|居委会|村委会|领导小组|指挥部|第[一二三四]季度"
    r"|党风廉政建设|回头看|一网通办|一网统管|河长制|湖长制|林长制|路长制|田长制|五违四必|两学一做|三会一课"
    r"|区委区政府|市委市政府|县委县政府|党政办公室|营商环境|精神文明|政府(?:信息公开|工作报告|采购|购买服务)|主题教育|社会治安综合治理|党的[一二三四五六七八九十]+(?:大|届[一二三四五六七八九十]中全会)|全过程人民民主|人民建议"
)
_KIND: Final = pattern(rf"(?:{_KINDS})")
_ORGAN: Final = pattern(
    r"(?:街道|办事处|工委|委员会|政府|党委|[市区县省]委|纪委|总工会|团委|妇联|武装部|办公室|领导小组|指挥部"
    r"|工作组|(?<![布格大全结时])局|[镇乡]|中心|服务站|派出所|[执支大中]法?队|联合会|商会|集团|公司|协会|学校|医院|居委会|村委会|支部|党组)$"
)
_BEHIND_PLACE: Final = pattern(
    r"办事处|党工委|工作委员会|工委|人民政府|政府|党委|委员会|纪工委|纪委|人大|政协|总工会|团工委|武装部"
)
# One full name of an office goes on: 区人民政府 四川北路街道办事处.
_SUBORDINATE: Final = pattern(r"\w{2,6}(?:街道|镇|乡)(?:办事处|工作委员会|党工委|人民政府|委员会)")
_OFFICE: Final = pattern("办公室|领导小组|委员会|指挥部")
_REGION: Final = pattern("(?!(?:开发|居民)区).{2,}[省市区县州盟旗]")
_AREA: Final = pattern("(?:开发|园|小|街|居民|校|片|景|地)区")
_PLACE: Final = pattern("(?:街道|社区|[省市区县州盟旗镇乡村])$")
_COUNT: Final = pattern(
    "(?:[第0-9][〇零一二三四五六七八九十百0-9]*(?:[个次届批期件项名条处轮类场]|分钟)|[一二三四五六七八九十两]年)$"
)
_SPLIT: Final = pattern("(暨|(?<=[年月日])[至到])")
_OTHER_TIME: Final = pattern("[0-9]{2,4}年|[上下]半年|第?[一二三四]季度|明年|下一?年")
_JOINED: Final = 50
_IN_PHRASE: Final = 15
_GOVERNED: Final = pattern(r"关于[^\W\d]{2}$")
_GOVERNED_DATE: Final = pattern(r"关于[^\W\d]*[0-9]+年度?$")
_ABOUT: Final = pattern("关于")
_BRACKETED: Final = pattern(r"\(..?\)")  # （试行）, （站）
_STATE: Final = pattern("..(?:情况|工作)")  # 落实情况: one thing of two words
_NOMINAL: Final = pattern(
    "..(?:情况|工作|项目|活动|行动|方案|机制|工程|计划|[一二三五两]年|和|与|及|暨|的)"
)  # 布局优化和
# What governs the words behind it: a line had better begin with it than end with it.
_VERB: Final = pattern(
    "开展|推进|加强|落实|贯彻|贯彻落实|贯彻执行|做好|进一步|深入|实施|印发|转发|组织"
    "|举办|召开|学习|执行|完善|健全|建立|创建|深化|提升|提高|促进|推动|优化|强化|规范"
    "|打造|构建|巩固|全面|切实|扎实|有效|严格|防范|化解|抓好|支持|鼓励|解决|处理|调整"
    "|成立|设立|制定|修订|公布|报送|征集|征求|申请|批准|同意|参加|参与|配合|协助|迎接|庆祝"
    "|纪念|表彰|接受|听取|审议|聚焦|围绕|依托|坚持|持续|大力|积极|着力|加快|统筹|履行"
    "|完成|下达|上报|争创|编制|实行|推行|助力|学习贯彻|传达|认真|加大|扩大|拓展|应对"
    "|防止|确保|整合|做实|做强|做优|全力|筹备|承办|启动|命名|认定|授予|任命|聘任|撤销"
    "|废止|清理|打击|结合"
)
# What closes a phrase: it stays with the words before it, and a line may end behind it.
_HEAD: Final = pattern(
    "工作|情况|建设|活动|行动|体系|机制|制度|责任制|任务|项目|工程|问题|会议|精神"
    "|管理|治理|发展|引领|热线|事业|环境|队伍|领域|方面|中心|系统|平台|模式|工作者|责任"
    "|目标|指标|能力|水平|作用|职责|职能|条例|事项|案件|成果|成效|进展|经验|做法|要求"
    "|部署|品牌|工作站|经费|资金|资产|设施|设备|场所|网络|攻坚战|事务|[^员].[会节周月]|单位|部门|期间|办法"
)
# Deeds named by a noun: they close a phrase as often as they are within one.
_DEED: Final = pattern(
    "服务|整治|改革|规划|计划|整改|办理|保障|监督|检查|督查|考核|评估|试点|教育|培训|宣传"
    "|培育|改造|修缮|保护|防控|防治|执法|监管|排查|救助|帮扶|就业|公开|演练|调研|调查"
    "|统计|选举|换届|征兵|拆违|维稳|调解|征收|动迁|安置|扶贫|攻坚|群众|居民"
    "|企业|信息|预算|决算|自评|督察|提案|普查|清查"
)
_SERVES: Final = pattern(r"服务(?:\w{0,5}企业|群众|居民|百姓|民生|大局|发展|基层)")  # the verb
# What says little without the word behind it.
_MODIFIER: Final = pattern(
    "全国|全市|全区|全县|重点|专项|综合|主要|有关|相关|各类|重大|特色|基层|集中|联合|公共"
    "|美丽|平安|文明|智慧|绿色|幸福|健康|和谐|数字|老旧|现代"
    "|配套|总体|前期|后期|日常|应急|公益|长效|常态|老年|青年|青少年|中国|国际|国家|世界|重要|各项|若干"
)
_NAME_LENGTH: Final = 6  # characters that may stand before 街道: 四川北路, 长白新村


def borders(text: str) -> tuple[Border, ...]:
    """Return the places where a line of the title ``text`` may end, first to last.

    No word is torn, no number from its unit, no mark from the words it closes or opens,
    no 关于 from what it governs; no line begins with 的 (GB/T 9704-2012, 7.3.1: 词意完整).
    One blank between two characters, as programs put them round numbers, makes no border
    and takes none away; behind 　 or several blanks, an author's own parting, there is one.
    """
    blanks = {match.start() for match in _ONE_BLANK.finditer(text)}
    places = [at for at in range(len(text)) if at not in blanks]
    said = "".join(text[at] for at in places)
    return tuple(border._replace(at=places[border.at]) for border in _borders(said))


def _borders(text: str) -> Iterator[Border]:
    plain = half_width(text)
    found = _words(text)
    held = _held(plain)
    torn = _torn_names(plain, found) | _inside(TERMS, plain)
    for at, side in _sides(plain, found):
        if at in held or not _may_part(text, at, side):
            continue
        if text[at - 1].isspace():
            yield Border(at, 0, _joins(side))
        elif at in torn:
            yield Border(at, TORN, 0)
        else:
            strain = _strain(side)
            yield Border(at, strain, _joins(side) if strain <= WITHIN else 0)


def brackets(text: str) -> dict[int, tuple[int, int]]:
    """Return for each place inside brackets where the innermost round it begin and end."""
    round_it: dict[int, tuple[int, int]] = {}
    opened: list[int] = []
    plain = half_width(text)
    for at, char in enumerate(plain):
        if opened and char == _PAIRS[plain[opened[-1]]]:
            start = opened.pop()
            for inside in range(start + 1, at + 1):
                round_it.setdefault(inside, (start, at + 1))
        elif char in _PAIRS:
            opened.append(at)
    return round_it


def _words(text: str) -> list[tuple[int, int]]:
    """Return where the words of the text lie; blanks are none."""
    # jieba takes 总结暨 and 日至 for words.
    found = [part for word in words(text) for part in _SPLIT.split(word) if part]
    starts = accumulate(map(len, found), initial=0)
    return [(at, at + len(word)) for at, word in zip(starts, found, strict=False) if word.strip()]


def _sides(plain: str, found: list[tuple[int, int]]) -> Iterator[tuple[int, _Side]]:
    for (start, end), (at, behind) in pairwise(found):
        yield at, _Side(plain[start:end], plain[at:behind], plain[:end], plain[at:])


def _held(plain: str) -> set[int]:
    """Return the places inside terms, numbers with their units, and straight quotes."""
    held = _inside(_WHOLE, plain) | _inside(_SPAN, plain)
    for match in _NUMBER.finditer(plain):
        # The unit that is not listed is the word behind the number.
        held.update(range(match.start() + 1, match.end() + (match["unit"] is None)))
    for match in _QUOTED.finditer(plain):
        held.update((match.start() + 1, match.end() - 1))
    return held


def _inside(kind: re.Pattern[str], plain: str) -> set[int]:
    """Return the places inside what the pattern finds."""
    spans = (match.span() for match in kind.finditer(plain))
    return {at for start, end in spans for at in range(start + 1, end)}


def _torn_names(plain: str, found: list[tuple[int, int]]) -> set[int]:
    """Return the borders inside the names of streets: 长白新村街道 is three words to jieba."""
    torn: set[int] = set()
    for last, (start, end) in enumerate(found):
        if plain[start:end] != "街道":
            continue
        for first in range(last - 1, -1, -1):
            begin, stop = found[first]
            organ = _ORGAN.search(plain[:stop])  # 区委 is two words to jieba, too
            if organ or _is_no_name(plain[begin:stop]) or start - begin > _NAME_LENGTH:
                break
            torn.add(found[first + 1][0])
    return torn


def _is_no_name(word: str) -> bool:
    no_names = (_VERB, _HEAD, _DEED, _MODIFIER, _REGION, _PREPOSITION, _NEVER_LAST, _NEVER_FIRST)
    return not word.isalpha() or _is(word, *no_names) or _ORGAN.search(word) is not None


def _may_part(text: str, at: int, side: _Side) -> bool:
    """Return whether a line may end here at all."""
    left, right = text[at - 1], text[at]
    if unicodedata.category(left) == "Cf" or unicodedata.category(right) in _ATTACHED:
        return False
    # The dictionary may take 日自 for a word; what opens something never ends a line.
    if side.before[-1] in _NO_END or side.before.endswith(_OPENERS) or side.behind[0] in _NO_START:
        return False
    if _is(side.left, _NEVER_LAST) or _is(side.right, _NEVER_FIRST):
        return False
    if left.isspace():
        return left not in _JOINING_BLANKS and not _is_measure(side)
    return not (
        side.right in _SUFFIXES
        or side.left in _PREFIXES
        or (_is_letter(side.before[-1]) and _is_letter(side.behind[0]))
    )


def _is_measure(side: _Side) -> bool:
    return side.before[-1].isdecimal() and side.behind[0] in "年月日"


def _joins(side: _Side) -> int:
    """Return how strongly a line would rather begin here: 和2026年 more than 和 in a phrase."""
    if not _is(side.right, _CONJUNCTION):
        return 0
    whole = _OTHER_TIME.match(side.behind[len(side.right) :]) or side.right in ("暨", "及其")
    return _JOINED if whole else _IN_PHRASE


def _is_letter(char: str) -> bool:
    """Return whether the character belongs to a script that puts blanks between words."""
    return char.isalnum() and unicodedata.east_asian_width(char) not in "WF"


def _strain(side: _Side) -> int:
    """Return the worst that speaks against the border, or else the best that speaks for it."""
    against = max(_against(side), default=0)
    if 0 < against < 60 and _ORGAN.search(side.before):
        return 10
    return against or min(_in_favour(side))


def _against(side: _Side) -> Iterator[int]:
    left, right, before, behind = side
    ends_name = _ORGAN.search(before) is not None
    if _BEHIND_PLACE.match(behind) and _PLACE.search(left):
        yield 80
    elif _OFFICE.match(behind):
        yield 60 if ends_name else 24
    elif _is(left, _REGION) and not ends_name and not _starts(side):
        yield 60
    if _is(right, _KIND) or _is(left, _PREPOSITION):
        yield 60
    elif _WHOLE.match(behind) and _KIND.search(behind[:4]):
        yield 28
    yield from _against_phrase(side)


def _against_phrase(side: _Side) -> Iterator[int]:
    left, right, before, behind = side
    if right == "情况":
        yield 35
    elif _is_figure(behind) and before[-1] not in "年度月日》”":
        yield 40  # apart from what it counts
    elif _BRACKETED.match(behind):
        yield 60
    elif right == "(" or (_is(right, _HEAD) and not _STATE.match(behind)):
        yield 28
    elif _is(right, _VERB) and _NOMINAL.match(behind):
        yield 16 if _STATE.match(behind) else 40
    elif _is(right, _DEED) and not _SERVES.match(behind):
        yield 20
    governs = _is(left, _VERB, _MODIFIER) or (left == "服务" and _SERVES.match(left + behind))
    if (
        (governs and not _is(right, _CONJUNCTION))
        or _COUNT.search(before)
        or _GOVERNED.search(before)
    ):
        yield 28
    if before[-1] in '”’"」』' or (_is(left, _DEED) and _is(right, _VERB, _DEED)):
        yield 22
    if _is_odd(left, _SUFFIXES) or _is_odd(right, _PREFIXES):
        yield 30


def _is_figure(text: str) -> bool:
    """Return whether the text begins with a number that is no date and no ordinal."""
    return bool(_NUMBER.match(text)) and not (_DATED.match(text) or _ORDINAL.match(text))


def _is_odd(word: str, known: frozenset[str]) -> bool:
    """Return whether the word is one character that says little without its neighbours."""
    return (
        len(word) == 1
        and word.isalpha()
        and word not in known
        and not _is(word, _CONJUNCTION, _PREPOSITION, _NEVER_FIRST)
    )


def _is(word: str, *kinds: re.Pattern[str]) -> bool:
    return any(kind.fullmatch(word) for kind in kinds)


def _starts(side: _Side) -> bool:
    """Return whether what follows begins something new, so that a name may end before it."""
    return _is(side.right, _VERB, _CONJUNCTION) or any(
        kind.match(side.behind) for kind in (_NUMBER, _ABOUT)
    )


def _in_favour(side: _Side) -> Iterator[int]:
    left, right, before, behind = side
    yield 18
    if _ABOUT.match(behind):
        yield 0
    if _ORGAN.search(before):
        yield 0 if _starts(side) else 18 if _SUBORDINATE.match(behind) else 8
    if _is(right, _CONJUNCTION):
        yield 1 if _joins(side) == _JOINED else 4
    if _DATED.match(behind) or before[-1] in ",;:?!":
        yield 2
    if _is(right, _VERB) or _SERVES.match(behind) or behind[0] in "《“":
        yield 6
    if before[-1] in "》年度月日":
        yield 14 if _GOVERNED_DATE.search(before) else 10
    if _is(left, _HEAD):
        yield 12
    if left == "的" or _AREA.fullmatch(left) or before[-1] == "、" or _is(left, _DEED):
        yield 14
