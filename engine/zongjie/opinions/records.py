"""What a row of the table says."""

from __future__ import annotations

from enum import Enum

from zongjie.records import NamedTuple


class Standing(Enum):
    """采纳情况, as far as it can be known; OPEN is for the office to fill in."""

    ADOPTED = "已采纳"
    DECLINED = "未采纳"
    RESOLVED = "已解决"
    OPEN = ""


class Opinion(NamedTuple):
    """One opinion, of one person or of several who want the same.

    ``place`` is for people (第5段), ``heading`` the one above; ``original`` is the
    sentence with the words meant in 【】, ``said`` what is to be done with them,
    ``replies`` what was answered, each with its name.  ``order`` puts rows in their
    order: paragraph, sentence, then what the maker of the rows likes.
    """

    people: tuple[str, ...]
    place: str
    heading: str
    original: str
    said: str
    replies: tuple[str, ...] = ()
    standing: Standing = Standing.OPEN
    reason: str = ""
    order: tuple[int, ...] = ()
