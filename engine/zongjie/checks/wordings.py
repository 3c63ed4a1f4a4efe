"""Words that an office head strikes out, wherever they were typed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, chain, product
from typing import Final

from zongjie.checks.passages import Passage
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.document import Block, Document, Inlines, paragraphs_of
from zongjie.records import NamedTuple


class _Slip(NamedTuple):
    """A wording, why it is struck out, and what to write; ``since`` a year it is old from.

    No text has the wording that has none of ``needs``: most patterns are never searched, nor
    compiled.  A need is a word, in which brackets hold the characters that may stand at a place.
    """

    needs: str
    words: str
    why: str
    better: str
    since: int = 0


# Two stretches (.-9 holds / too) compile in a fifth of the time of four.
_ABOUT: Final = (
    "(?:约|(?<![附最临邻])近)[有为]?(?:[.-9．-９]+[十百千万亿]*|[一二两三四五六七八九几]?[百千万]+)"
)
_NO_FIGURE: Final = ("后面没有数", "补上数，或者删去这半句")
_SAYS: Final = "增长|下降|上升|提高|减少"
_BASES: Final = ("同比", "比上年")
_DIGIT: Final = "[0123456789０１２３４５６７８９.．/／]"  # what a figure begins and ends with
# GB/T 15835-2011 and the usage of offices; the old names by the year of the new ones.
_SLIPS: Final = (
    _Slip(
        "累计共 计累计 总计共 合计共",
        "全年累计共计?|累计共计?|共计累计|总计共计?|合计共计?",
        "帽子重叠",
        "只留一个，如“全年”",
    ),
    _Slip(
        "左右 上下",
        rf"(?:{_ABOUT}[余多]?|[0-9０-９]+[百千万]?[余多])[^\W\d年]{{0,4}}"
        "(?:左右|(?<!年)上下(?![一-鿿]))",
        "约数叠用",
        "“约”和“左右”只留一个",
    ),
    _Slip(
        "[约近][0123456789０１２３４５６７８９.．/／有为一二两三四五六七八九几百千万]",
        f"{_ABOUT}[余多]",
        "约数叠用",
        "“约、近”和“余、多”只留一个",
    ),
    _Slip(
        f"超过{_DIGIT} 至少{_DIGIT} 不少于{_DIGIT} 突破{_DIGIT}",
        r"(?:超过|至少|不少于|突破)[0-9０-９.．]+[%％十百千万亿]*[^\W\d]{0,4}以上",
        "“超过”和“以上”叠用",
        "只留一个",
    ),
    _Slip(
        f"[～~—－-]{_DIGIT}",
        r"(?<![.-9．-９])(?!(?:19|20)[0-9]{2}[^0-9])[.-9．-９]+[～~—－-][.-9．-９]+[%％万亿]",
        "左边的“%”“万”“亿”不能省",
        "写成“15%～30%”“13万元～17万元”",
    ),
    _Slip(
        f"[-−－]{_DIGIT}",
        "(?:同比|比上年)(?:分别)?(?:为|是|增长|下降)?[-−－][0-9０-９.．]+[%％]?",
        "升降写了负号",
        "写成“下降6.2%”",
    ),
    _Slip(
        "[长降升高少比率达][%％] 完成率达[，。；]",
        f"(?:{_SAYS}|占比|完成率|率)达?[%％]|(?<!提高)(?:任务)?完成率达(?=[，。；])",
        *_NO_FIGURE,
    ),
    _Slip(
        " ".join(f"{base}{says}[，。；]" for base in _BASES for says in ("", *_SAYS.split("|"))),
        f"(?:同比|比上年)(?:{_SAYS})?(?=[，。；])",
        *_NO_FIGURE,
    ),
    _Slip(
        "倍",
        "(?:减少|下降|降低)了?[0-9０-９.．一两二三四五六七八九十]+倍",
        "减少不说倍",
        "写成下降百分之几",
    ),
    _Slip(
        "[-~][0123456789.]",
        r"(?<![0-9.])(?!(?:19|20)[0-9]{2}[^0-9])[0-9.]+[%％万亿]?[-~][0-9.]+"
        "(?:[%％万亿]|[家户人件名起场次处项个台条])",
        "数的范围用了短横",
        "写成“15%～30%”“1000～1200家次”",
    ),
    _Slip(
        f"{_DIGIT}千",
        r"(?<![0-9０-９.．])[0-9０-９]+(?:[.．][0-9０-９]+)?千(?![克米瓦伏卡帕焦赫字安]|[一-鿿]?[万亿])",
        "“千”不跟在阿拉伯数字后面",
        "写成3000，或者三千",
    ),
    _Slip(
        "O",
        "(?<![0-9A-Za-z])(?:[0-9]+O[0-9O]*|O[0-9][0-9O]*)(?![0-9A-Za-z])",
        "数字里是字母O",
        "改成数字0",
    ),
    _Slip("[０１２３４５６７８９]", "[０-９][０-９.．]*", "数字用了全角", "改成半角的数字"),
    _Slip(
        "率[达为]",
        "(?:满意|办结|整改|完成|覆盖|合格|达标|及时|知晓|参与|签约|解决|联系)率(?:达到?|为)"
        r"[0-9０-９]{1,3}(?:[.．][0-9０-９]{1,2})?(?=[，。；、）]|$)",
        "比率没有百分号",
        "补上“%”",
    ),
    _Slip("下滑", "(?:同比|比上年)下滑", "口语", "写成“下降”"),
    _Slip(
        "是[一二三四五]是",
        "[一二三四五]是[一二三四五]是",
        "序号写了两遍",
        "“条目”里不写“一是”，系统会加",
    ),
    _Slip(
        "是[一二三四五]、 是（[一二三四五] 是[123456789][.．、]",
        "(?<![一-鿿])([一二三四五])是(?!\\1)(?:[一二三四五]、|（[一二三四五]）|[1-9][.．、])",
        "序号写了两遍",
        "“条目”里不写序号，系统会加",
    ),
    _Slip("由于上级", "由于上级", "埋怨上级", "只说自己的工作"),
    _Slip("超额完成率", "超额完成率", "没有这个说法", "写成“为年度目标的107%”"),
    _Slip("城管中队", "城管中队", "旧称", "现称综合行政执法队", 2022),
    _Slip("“两新”组织", "“两新”组织", "旧称", "现称“两企三新”", 2024),
    _Slip(
        "安全生产专项整治三年行动",
        "安全生产专项整治三年行动",
        "是2020年至2022年的行动",
        "核对今年行动的名称",
        2023,
    ),
)
_REQUEST: Final = _Slip(
    "请[上市区领有各予给协解批审核支示] 恳请 妥否 当否 希望 建议",
    "(?<![申邀])请(?:上级|市里|区里|市委|区委|市、区|领导|有关部门|各级|各部门|予以?|给予)*(?:协调|解决|批示|批复|批准|审批|核拨|支持)|请示(?![一-鿿]{0,2}制度)"
    "|恳请[^，。；]{0,20}|妥否|当否"
    "|(?:希望|建议)(?:上级|市|区|县)(?:里|级|委|政府|财政|有关部门|相关部门)?[^，。；]{0,12}(?:支持|倾斜|协调解决)",
    "",
    "",
)
_ALL: Final = (*_SLIPS, _REQUEST)


# A need is looked for by one of these, if it has one: they are rare, or stand in several needs.
_TELLING: Final = "计下少率比请否望议两专队"


@cache
def _sieve() -> Sequence[tuple[str, int, tuple[str, ...], Sequence[int]]]:
    """Return characters to look for, how far before each a word begins, the words, whose they are.

    The character of a need is the first telling one of those places that allow the fewest.
    """
    words: dict[tuple[str, int], list[str]] = {}
    owners: dict[tuple[str, int], dict[int, None]] = {}
    for number, slip in enumerate(_ALL):
        for need in slip.needs.split():
            places = _places(need)
            cost = [(len(place), place not in _TELLING) for place in places]
            at = cost.index(min(cost))
            for word in map("".join, product(*places)):
                words.setdefault((word[at], at), []).append(word)
                owners.setdefault((word[at], at), {})[number] = None
    return [(*key, tuple(spelt), tuple(owners[key])) for key, spelt in words.items()]


def _places(need: str) -> list[str]:
    """Return the characters that may stand at each place of a need."""
    places: list[str] = []
    for part in need.split("]"):
        plain, _, several = part.partition("[")
        places += (*plain, several) if several else plain
    return places


def wordings(document: Document, year: int | None) -> Iterator[Diagnostic]:
    """Yield a warning for each wording of the list, with its own characters as the place."""
    texts = list(chain.from_iterable(document.texts))
    homes: list[int] = []  # the numbers of their blocks
    for at, said in enumerate(document.texts):
        homes += [at] * len(said)
    for slip, at in _caught(texts):
        if not slip.since or (year is not None and year >= slip.since):
            block = document.blocks[homes[at]]
            inlines = paragraphs_of(block)[at - bisect_left(homes, homes[at])]
            yield from _struck_out(slip, texts[at], block, inlines)


def _caught(texts: Sequence[str]) -> list[tuple[_Slip, int]]:
    """Return which text may have which wording, in the order of the list, then of the texts."""
    whole = "\n".join([*texts, ""])
    found: set[tuple[int, int]] = set()
    starts: list[int] = []  # of the texts in the whole
    for char, before, words, numbers in _sieve():
        here = whole.find(char)
        while here >= 0:
            if whole.startswith(words, here - before):
                starts = starts or list(accumulate((len(text) + 1 for text in texts), initial=0))
                at = bisect_right(starts, here) - 1
                found.update((number, at) for number in numbers)
            here = whole.find(char, here + 1)
    return [(_ALL[number], at) for number, at in sorted(found)]


def _struck_out(slip: _Slip, text: str, block: Block, inlines: Inlines) -> Iterator[Diagnostic]:
    passage = None
    for match in re.finditer(slip.words, text):
        passage = passage or Passage(block, inlines)
        span = passage.place(*match.span())
        if span is not None and slip is _REQUEST:
            yield catalogue.outline.asks_for_approval(span, match[0])
        elif span is not None:
            yield catalogue.outline.wording(span, match[0], slip.why, slip.better)
