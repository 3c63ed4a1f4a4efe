"""What the body takes from a 版式, worked out once."""

from functools import lru_cache

from zongjie.model.profile import Profile
from zongjie.records import NamedTuple
from zongjie.writers.docx import names, styling
from zongjie.writers.docx.marks import Marks, marks_of
from zongjie.writers.docx.runs import Form, form


class Look(NamedTuple):
    """Fonts by the form of a heading's number, and the measures of the page.

    The font of a heading follows the form of its number, whatever its level: a
    text may begin at （一） (7.3.3, 一般).
    """

    of_form: dict[int, tuple[Form, Form]]
    width: int  # of the type area, in twips
    height: int
    left: int  # 订口
    character: int  # twips from one character to the next
    title_line: int  # characters of the title that a line holds
    under_line: int  # of 副标题 and 署名
    annex_lines: tuple[int, int]  # of the title of a 附件, upright and landscape
    table_character: int  # twips, of the text of tables
    sealed: bool  # 盖章
    marks: Marks
    unlisted: styling.Properties  # of headings outside the list that numbers them


@lru_cache(maxsize=16)
def look_of(profile: Profile) -> Look:
    """Return what the body takes from a 版式."""
    large = profile.half_points("标题", "字号") * 10
    under = profile.half_points("副标题", "字号") * 10 + profile.twips("正文", "字距")
    fonts = [profile.text(group, "字体") for group in styling.LEVELS]
    return Look(
        {
            number: (form(names.HEADING_NUMBER, font), form("", font))
            for number, font in enumerate(fonts, 1)
        },
        profile.width,
        profile.height,
        profile.twips("版面", "订口"),
        styling.character(profile),
        profile.width // large,
        profile.width // under,
        (profile.width // large, profile.height // large),
        profile.half_points("表格", "字号") * 10,
        profile.says("落款", "盖章"),
        marks_of(profile),
        styling.unlisted(profile),
    )
