"""How footnotes are marked, and where they stand: the choices of a 版式.

GB/T 9704-2012 knows no footnotes; all three places are practice.
"""

from __future__ import annotations

from typing import Final

from zongjie.model.profile import Profile
from zongjie.numerals import note_mark
from zongjie.records import NamedTuple

AUTOMATIC: Final = "自动"
CIRCLED: Final = "①"
PAGE_FOOT: Final = "页下"
AFTER_TEXT: Final = "文后注释"
EACH_PAGE: Final = "每页"
TITLES: Final = {AFTER_TEXT: "注释", "名词解释": "名词解释"}


class Marks(NamedTuple):
    """脚注 of a 版式."""

    sign: str  # 标记
    place: str  # 位置
    numbering: str  # 编号

    @property
    def are_typed(self) -> bool:
        """Whether marks and definitions are text, not footnotes of Word."""
        return self.place != PAGE_FOOT

    @property
    def are_custom(self) -> bool:
        """Whether a footnote of Word has a mark that is typed (17.11.14)."""
        return not self.are_typed and self.sign not in (AUTOMATIC, CIRCLED)

    def printable(self) -> Marks:
        """Return marks that LibreOffice prints: custom ones come out twice there."""
        return self._replace(sign=AUTOMATIC) if self.are_custom else self

    def text(self, number: int) -> str:
        """Return a mark as it is printed."""
        return note_mark(number, "1" if self.sign == AUTOMATIC else self.sign)

    def head(self, number: int) -> str:
        """Return how a definition begins that stands after the text."""
        text = self.text(number)
        return f"{text}." if text.isdecimal() else text


def marks_of(profile: Profile) -> Marks:
    """Return how a 版式 wants its footnotes."""
    sign, place, numbering = (profile.text("脚注", key) for key in ("标记", "位置", "编号"))
    return Marks(sign, place, numbering)
