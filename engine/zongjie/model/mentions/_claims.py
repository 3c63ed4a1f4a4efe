"""Numerals that are no quantity by their form: dates, places, ordinals, names, marks of structure.

One pattern, tried from left to right; what it claims is never read as a quantity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from zongjie.model.mentions._record import MentionKind
from zongjie.records import NamedTuple
from zongjie.text import pattern

_H: Final = "[〇零一二两三四五六七八九十百]"
_TO: Final = "[-–—−~～至到]"
_N: Final = rf"(?:[0-9]{{1,3}}|{_H}{{1,3}})"
_YEAR: Final = (
    r"(?:(?<![0-9.])(?:19|20)[0-9]{2}(?![0-9])|[一二][〇○零0九]" + "[〇○零一二三四五六七八九]{2})"
)
_MONTH_END: Final = "(?:份|底|末|初|[上中下]旬)?"
_MD: Final = (
    rf"(?:[0-9]{{1,2}}|十?[一二三四五六七八九十])月{_MONTH_END}(?:(?:[0-9]{{1,2}}|"
    rf"{_H}{{1,3}})[日号])?"
)
_YEAR_END: Final = "(?:度|初|底|末|代|间|以来|以后|以前)?"
_Y: Final = (
    rf"{_YEAR}(?:年{_YEAR_END}(?:{_MD})?|(?=[-./][0-9])(?:[-./][0-9]{{1,2}}){{2}}(?![0-9])|全年|"
    rf"财年)"
)
_LASTING: Final = (
    "(?<!连续)(?<!历时)(?<!长达)(?<!持续)(?<!累计)(?<!已满)(?<!任期)(?<!缩短)(?<!提前)(?<!达)"
)

_DATE: Final = "|".join(
    (
        rf"{_YEAR}(?:年|、)?{_TO}(?:{_Y}|[0-9]{{2}}(?=年)年{_YEAR_END})",
        rf"{_Y}(?:{_TO}(?:{_Y}|{_MD}))?",
        rf"{_YEAR}年",
        r"(?<![0-9])(?:19|20)(?:[xX×*＊_○]{2}|[0-9][xX×*＊_])(?:年|(?![0-9]))",
        rf"(?<![0-9.个])[0-9]{{1,2}}(?:(?:{_TO}|、)[0-9]{{1,2}}){{0,11}}月{_MONTH_END}"
        rf"(?:[0-9]{{1,2}}(?:{_TO}[0-9]{{1,2}})?[日号])?(?:{_TO}{_MD})?",
        rf"(?<![每两几数一二三四五六七八九十])十?[一二三四五六七八九十]月(?:份|[上中下]旬|"
        rf"{_H}{{1,3}}[日号])",
        rf"(?<![0-9.])[0-9]{{1,2}}(?:(?:{_TO}|、)[0-9]{{1,2}})?日(?![均产元处供间])",
        r"(?<![0-9.])[0-2]?[0-9]时(?:[0-5]?[0-9]分|整|许|前|后)?(?![间段期代])",
        rf"(?<![0-9:.∶])(?:[0-2]?[0-9]:[0-5][0-9]{_TO})?"
        r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9:.])",
        rf"(?<![0-9.]){_N}(?:多|余)?个(?:多|余)?月(?:以?内|以?来|间)",
        r"(?<!连续)(?:(?<!提)前|[近头每第上]|过去|未来|今后)?(?<!连续)(?:[一二三四1-4]|两)个?季度",
        rf"(?:(?<![以之目此当提])前|头|近|每|过去|未来|今后)(?:的)?{_N}(?:多|余)?个(?:多|余)?月",
        rf"(?:(?:刚刚)?过去的?|最?近|今后|未来|接下来的?|这|(?<![提以此目])前|每|当|头)"
        rf"{_N}(?:多|余)?年(?!级)(?:以来|来|间|内|多)?",
        rf"(?<![0-9.〇零一二两三四五六七八九十百]){_LASTING}{_N}(?:多|"
        rf"余)?(?:周)?年(?!级|以[上下]|及以)(?:以来|来|间|内|多)?",
    )
)
_ORDINAL: Final = "|".join(
    (
        rf"第(?:[0-9]{{1,4}}|{_H}{{1,5}})(?:季度|产业|方面|"
        rf"[届批次个名位轮期章条节款家部类例所座号线季代])?",
        rf"(?<![以之目此当提空先学产婚])前(?:[0-9]{{1,3}}|"
        rf"{_H}{{1,3}})(?:[名位强列])?(?![0-9家个项件万期所])",
        rf"(?:[0-9]{{1,4}}|{_H}{{1,3}})(?:连冠|强(?![化调势有])|冠王|佳)",
    )
)
_STRUCTURE: Final = "|".join(
    (
        r"(?:(?<=\n)|\A) *(?:[一二三四五六七八九十]{1,3}、|[0-9]{1,2}(?:\.(?![0-9])|、(?![0-9])))",
        r"[(\[](?:[一二三四五六七八九十]{1,3}|[0-9]{1,3})[)\]](?!类)",
        r"(?:(?<=[。;:，,\n“])|\A) *[一二三四五六七八九十]{1,2}[是要](?!否)",
        rf"(?<!另)(?:[0-9]{{1,2}}|{_H}{{1,2}})个?大?(?:方面|部分|层面|维度|板块|环节)",
    )
)
_ADDRESS: Final = "|".join(
    (
        r"[0-9]{1,5}(?:[-、][0-9]{1,5}){0,3}(?:支?弄|号(?:楼|院)?(?![召文线])|街坊|单元|室|"
        r"楼(?!宇)|巷|号地块)",
        r"[0-9]{1,4}[栋幢号][-–—~至到][0-9]{1,4}[栋幢号]楼?",
        rf"{_H}{{1,3}}(?:号楼|单元|街坊)",
        r"[0-9]{1,4}[栋幢座](?=[0-9]{1,4}(?:单元|号|室|层))",
        rf"(?<=[厦楼座栋幢])(?:[0-9]{{1,2}}|{_H}{{1,2}})层",
    )
)
_NAME: Final = "|".join(
    (
        rf"{_H}{{1,3}}届[^，,。、;\n“”]{{0,8}}?(?:全会|会议|大会)|[一二三四五六七八九]中全会",
        r"二?十[一二三四五六七八九]?大(?![量型小幅力于])|"
        r"(?<![0-9百])十[一二三四五]五(?![家个项件])",
        r"(?:12[0-9]{3}|11[0-9]|12[02]|9[56][0-9]{3,4})(?=[\"”’ ]?(?:市民|政务|热线|工单|平台|"
        r"接|警|联动|报警|便民|投诉|\+))",
        r"(?<![A-Za-z])[A-Za-z]{1,12}[-.]?[0-9]{1,8}(?:\.[0-9]{1,4})?[A-Za-z]{0,8}",
        r"(?<![0-9.])[0-9]{1,6}(?!(?:TEU|EFLOPS|PFlops|MW|GW|W|K|"
        r"M)(?![A-Za-z]))[A-Z][A-Za-z]{0,8}级?",
        r"[0-9]{1,6}(?:[+＋][0-9NXnx]{1,6}){1,6}|[0-9]{1,3}×[0-9]{1,3}(?:小时)?|"
        r"[0-9]{1,2}[·•][0-9]{1,2}",
        r"(?<![0-9.])24小时(?![内以之]|[，,。;、\n]|\Z)",
        r"[0-9]{1,3}(?:分钟|小时|公里)[^，,。、;:\n()”0-9]{0,8}圈",
        r"[〔\[(]20[0-9]{2}[〕\])] ?[0-9]{0,4}号?|[0-9]{1,3}号(?=[召文线])",
        rf"(?<![0-9.])(?:[0-9]{{1,2}}|{_H}{{1,2}})(?:星级|[A-Z]{{1,3}}级|级(?![以上])|等[功奖]|"
        rf"类(?=水|地|标准|人员))",
        r"[一二三四五六七八九十](?:位一体|岗双责|网统管|网通办|网融合|项规定|合一)|"
        r"二次(?=[供装污])|[一二三]次(?=产业)",
    )
)
_CLAIM: Final = pattern(
    f"(?P<structure>{_STRUCTURE})|(?P<ordinal>{_ORDINAL})|(?P<date>{_DATE})"
    f"|(?P<address>{_ADDRESS})|(?P<name>{_NAME})"
)
# What stands in quotation marks is a name; a longer quotation is somebody's sentence.
_QUOTE: Final = pattern(
    r"《[^《》\n]{0,60}》|“[^“”\n]{0,40}”|‘[^‘’\n]{0,40}’|「[^「」\n]{0,40}」|『[^『』\n]{0,40}』"
    r'|"[^"\n]{0,24}"'
)
_SENTENCE: Final = pattern("[，,。;!?]")


class Claim(NamedTuple):
    """A stretch of the reading that is no quantity."""

    start: int
    end: int
    kind: MentionKind


_NUMERAL: Final = pattern("[0-9〇一二两三四五六七八九十百千万亿]")
_NAME_LONGEST: Final = 8


def quoted_names(text: str, quoted: list[tuple[int, int]]) -> list[Claim]:
    """Return the short quotations that hold a numeral: “三驾马车”, “3+1”."""
    return [
        Claim(start + 1, end - 1, MentionKind.NAME)
        for start, end in quoted
        if end - start <= _NAME_LONGEST + 2 and _NUMERAL.search(text, start, end)
    ]


def claims(text: str) -> Iterator[Claim]:
    """Yield the claimed stretches of a reading, in order."""
    for match in _CLAIM.finditer(text):
        start, end = _trimmed(text, match)
        yield Claim(start, end, MentionKind(match.lastgroup or ""))


def _trimmed(text: str, match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span()
    while start < end and text[start] == " ":
        start += 1
    if match.lastgroup == "structure" and text[end - 1] in "、.":
        end -= 1
    return start, end


def quotes(text: str) -> list[tuple[int, int]]:
    """Return the quotations of a reading, marks included, in order."""
    found = []
    for match in _QUOTE.finditer(text):
        start, end = match.span()
        if text[start] == "《" or not _SENTENCE.search(text, start, end):
            found.append((start, end))
    return found
