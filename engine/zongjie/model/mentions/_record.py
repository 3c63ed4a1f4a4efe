"""The record of one place in a text where a number, or what looks like one, stands."""

from __future__ import annotations

from enum import StrEnum

from zongjie.records import NamedTuple


class MentionKind(StrEnum):
    """What a number-like mention is; only an indicator counts or measures something."""

    INDICATOR = "indicator"
    DATE = "date"
    ADDRESS = "address"
    ORDINAL = "ordinal"
    NAME = "name"
    STRUCTURE = "structure"
    OTHER = "other"


class Mention(NamedTuple):
    """One mention; ``text`` is ``whole[start:end]``, offsets are code points.

    Only an indicator has the rest: ``value`` is exact and in ``unit`` with the
    scale applied (29万元 is 290000 元), a range joins its ends with ``~``, what
    no decimal equals is a fraction (1/3).  ``qualifier`` holds the words that
    make it vague, joined by a comma.  ``label`` names what is counted, in the
    words of the text; ``basis`` says what sort of figure it is.
    """

    start: int
    end: int
    text: str
    kind: MentionKind
    value: str = ""
    scale: str = ""
    unit: str = ""
    qualifier: str = ""
    label: str = ""
    basis: str = ""
