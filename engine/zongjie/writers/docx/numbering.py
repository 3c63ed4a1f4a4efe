"""Headings that Word numbers: a list of several levels linked to their styles (17.9).

Which numbers the list would print is worked out first, with Word's own counters.
A heading whose printed number is another keeps it as text and stands outside the
list, where it moves no counter: so the text is the same either way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from zongjie.document import Document, Heading
from zongjie.model.profile import Profile
from zongjie.numerals import LAST_CIRCLED, to_chinese, to_circled
from zongjie.records import NamedTuple
from zongjie.text import pattern
from zongjie.writers.docx import names, styling
from zongjie.writers.docx.body import form_of
from zongjie.writers.docx.runs import escape

_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_NUMERALS: Final[Mapping[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalFullWidth": lambda n: str(n).translate(_FULL_WIDTH),
    "chineseCountingThousand": to_chinese,
    "decimalEnclosedCircle": lambda n: to_circled(n) if n <= LAST_CIRCLED else str(n),
    "none": lambda _: "",
}
"""What each numFmt prints (17.18.59 ST_NumberFormat)."""

# One numeral, and round it what is none; % would call a level of the list.
_ROUND: Final = r"([^%\x00-\x1f0-9０-９零一二三四五六七八九十百千①-⑳]{0,15})"
_NUMBER: Final = pattern(
    rf"{_ROUND}(?:(?P<decimal>[0-9]+)|(?P<decimalFullWidth>[０-９]+)"
    r"|(?P<chineseCountingThousand>[零一二三四五六七八九十百千]+)"
    rf"|(?P<decimalEnclosedCircle>[①-⑳])){_ROUND}"
)
_DEEPEST: Final = 9
_HEAD: Final = (
    '<w:abstractNum w:abstractNumId="0"><w:nsid w:val="5A4A4721"/>'
    '<w:multiLevelType w:val="multilevel"/>'
)
_TAIL: Final = (
    f'</w:abstractNum><w:num w:numId="{styling.LIST}"><w:abstractNumId w:val="0"/></w:num>\n'
)


class Form(NamedTuple):
    """The numbers of a level: what stands round the numeral, and the numeral's numFmt."""

    prefix: str
    kind: str
    suffix: str

    def text(self, count: int) -> str:
        """Return the number of the heading that counts as this."""
        return f"{self.prefix}{_NUMERALS[self.kind](count)}{self.suffix}"


NO_NUMBER: Final = Form("", "none", "")


class Plan(NamedTuple):
    """The form of each level (from 1), and of each heading whether the list numbers it."""

    forms: Mapping[int, Form]
    listed: Sequence[bool]


def plan(document: Document) -> Plan:
    """Return how the headings of a document are numbered by one list.

    A level takes the form that most of its numbers have, and restarts behind
    every higher one, as Word does where nothing is said (17.9.10).
    """
    headings = [
        (max(1, min(block.level, _DEEPEST)), block.number)
        for block in document.blocks
        if isinstance(block, Heading)
    ]
    listed = [False] * len(headings)
    forms: dict[int, Form] = {}
    for level in range(1, _DEEPEST + 1):
        numbers = (number for one, number in headings if one == level)
        for form in (_commonest(numbers), NO_NUMBER):
            if counted := _counted(headings, listed, level, form):
                forms[level] = form
                for at in counted:
                    listed[at] = True
                break
    return Plan(forms, listed)


def _commonest(numbers: Iterable[str]) -> Form:
    """Return the form that most numbers of a level have, the first one of equals."""
    found = Counter(form for number in numbers if (form := _form_of(number)) is not None)
    return found.most_common(1)[0][0] if found else NO_NUMBER


def _form_of(number: str) -> Form | None:
    match = _NUMBER.fullmatch(number)
    if match is None:
        return None
    kind = next(kind for kind, numeral in match.groupdict().items() if numeral is not None)
    return Form(match[1], kind, match[match.re.groups])


def _counted(
    headings: Sequence[tuple[int, str]], listed: Sequence[bool], level: int, form: Form
) -> list[int]:
    """Return which headings of a level print as the list counts them.

    ``listed`` are those of higher levels.  Below a level that has not begun
    (since it was restarted) programs count in different ways, so none is taken.
    """
    above = {one for (one, _), taken in zip(headings, listed, strict=True) if taken}
    begun: set[int] = set()
    count, found = 0, []
    for at, (one, number) in enumerate(headings):
        if listed[at]:
            begun = {higher for higher in begun if higher < one} | {one}
            count = 0
        elif one == level and begun == above and form.text(count + 1) == number:
            count += 1
            found.append(at)
    return found


def without_listed(document: Document) -> Document:
    """Return what is typed: the document without the numbers that the list prints."""
    listed = iter(plan(document).listed)
    return Document(
        block._replace(number="") if isinstance(block, Heading) and next(listed) else block
        for block in document.blocks
    )


def definitions(forms: Mapping[int, Form], profile: Profile) -> str:
    """Return the inside of ``w:numbering``: the one list, and its one use."""
    levels = (
        _level(level, forms.get(level, NO_NUMBER), profile) for level in range(1, _DEEPEST + 1)
    )
    return f"{_HEAD}{''.join(levels)}{_TAIL}"


def _level(level: int, form: Form, profile: Profile) -> str:
    """Return one level, its children in the order of CT_Lvl.

    It indents as the style does (7.3.3, 左空二字), and its number has the font
    that a typed one would have.
    """
    linked = level <= len(names.HEADINGS)
    style = f'<w:pStyle w:val="{names.HEADINGS[level - 1]}"/>' if linked else ""
    text = "" if form == NO_NUMBER else f"{form.prefix}%{level}{form.suffix}"
    kind = form_of(Heading(level, form.text(1), ()))
    font = styling.font(profile.text(styling.LEVELS[kind - 1], "字体"))["rFonts"]
    own = font if kind != min(level, len(styling.LEVELS)) else {}
    fonts = {"rFonts": {"hint": "eastAsia", **own}}
    return (
        f'<w:lvl w:ilvl="{level - 1}"><w:start w:val="1"/><w:numFmt w:val="{form.kind}"/>{style}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{escape(text)}"/><w:lvlJc w:val="left"/>'
        f"{styling.group('pPr', styling.indent(profile), styling.PARAGRAPH_ORDER)}"
        f"{styling.group('rPr', fonts, styling.RUN_ORDER)}</w:lvl>\n"
    )
