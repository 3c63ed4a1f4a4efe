"""Plain text of a 工作总结 → the YAML of a report that prints the same text again.

What our model can say becomes structure, everything else prose, and what prose
cannot say 原文.  What was written is rendered, and each paragraph that would
differ goes into 原文, in the worst case the whole text: no text is refused, and
no character is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from zongjie.diagnostics import Diagnostic, catalogue, has_errors
from zongjie.records import NamedTuple
from zongjie.recovery.canonical import canonical
from zongjie.recovery.draft import Draft, Part, Piece
from zongjie.recovery.ending import take_end, take_listed
from zongjie.recovery.figures import Entry, Left, Scans, Sureness, figures_of
from zongjie.recovery.figures.places import places_of
from zongjie.recovery.forms import set_gaps, set_heading_indent, set_style
from zongjie.recovery.frame import take_head, take_signature
from zongjie.recovery.headings import mark_of, nest
from zongjie.recovery.kept import Kept
from zongjie.recovery.leads import sort_out
from zongjie.recovery.look import Look, look_of
from zongjie.recovery.notes import take_notes
from zongjie.recovery.written import Written, whole, write
from zongjie.text import half_width
from zongjie.wrapping import Line, Rule, joined, rule_of, split
from zongjie.writers.txt import INDENTS

if TYPE_CHECKING:
    from zongjie.readers.docx import Comment

__all__ = ["Recovered", "percent", "recover"]

# The text that a YAML prints, None where it cannot be rendered, and what was said.
Render = Callable[[str], "tuple[str | None, Sequence[Diagnostic]]"]

_MOST_TRIES: Final = 8  # rounds; regular texts need one, odd ones two to four
_MOST_CHARACTERS: Final = 400_000  # more is no report
_OFFICE: Final = re.compile(
    r"(?:.*(?:省|市|区|县|人民政府|20\d\d年|关于|中共))?(?P<name>[\u4e00-\u9fff]{1,8}?(?:街道|镇|乡))"
)
_YEAR: Final = re.compile(r"((?:19|20)\d\d) ?年")


class Recovered(NamedTuple):
    """The YAML of a report, and what was found in the text.

    ``verbatim`` is how many of its ``characters`` (those that are not blank)
    went into 原文; ``sections`` counts the chapters of all levels.  ``indicators``
    are what its figures became, each with its ``sureness``; ``left`` the figures
    that stayed text.
    """

    yaml: str = ""
    title: str = ""
    sections: int = 0
    items: int = 0
    footnotes: int = 0
    characters: int = 0
    verbatim: int = 0
    indicators: tuple[Entry, ...] = ()
    left: tuple[Left, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    comments: tuple[Comment, ...] = ()
    """批注 of those who read the text; ``pipeline`` puts them here."""

    @property
    def ok(self) -> bool:
        """Whether there is a YAML."""
        return not has_errors(self.diagnostics)

    @property
    def share(self) -> Fraction:
        """How much of the text went into 原文, from 0 to 1."""
        return Fraction(self.verbatim, self.characters or 1)

    def every_indicator(self) -> Iterator[Entry]:
        """Yield the indicators and their parts (其中), in the order of the text."""
        for entry in self.indicators:
            yield from entry.all()

    @property
    def doubtful(self) -> list[Entry]:
        """The indicators that a person should look at."""
        return [one for one in self.every_indicator() if one.sureness is not Sureness.HIGH]


class _Known(NamedTuple):
    """What is known of the lines of a text, whatever round it is."""

    headings: Mapping[str, int]
    scans: Scans


def recover(raw: str, render: Render, headings: Mapping[str, int] | None = None) -> Recovered:
    """Return the report of a text; ``render`` gives what a YAML prints as .txt.

    ``headings`` are lines that are known to be headings, though they have no
    number, with their levels from 1.
    ``render`` of the result is the canonical form of ``raw``, whatever it is.
    """
    text, _ = canonical(raw)
    lines = split(text)
    rule = rule_of(lines)
    if rule is not None:
        lines = joined(lines, rule)
    size = sum(1 for char in text if not char.isspace())
    kept, before = Kept(), None
    known = _Known(headings or {}, {})
    for _ in range(_MOST_TRIES if lines and len(text) <= _MOST_CHARACTERS else 0):
        if kept.state() == before:
            break
        before = kept.state()
        draft, written = _made(lines, rule, kept, known)
        printed, found = render(written.text)
        if printed == text:
            return _result(draft, written, size)
        if printed is None:
            kept.keep_faulty(written, found)
        else:
            kept.keep_differing(lines, printed)
    yaml = whole(text.removesuffix("\n"))
    return _told(Recovered(yaml, characters=size, verbatim=size), 1 if size else 0)


def _made(
    lines: Sequence[Line], rule: Rule | None, kept: Kept, known: _Known
) -> tuple[Draft, Written]:
    look = look_of(lines)
    draft = Draft()
    draft.txt = draft.txt._replace(
        indent=look.indent, punctuation=look.punctuation, hyphen=look.hyphen, wrap=rule
    )
    pieces = list(_pieces(lines, look, kept))
    indent = INDENTS[look.indent]
    body = pieces[take_head(draft, pieces, indent) :]
    body = body[: len(take_notes(draft, [_bare(piece, indent) for piece in body]))]
    body = take_signature(draft, body, indent)
    nest(draft, (_bare(piece, indent) for piece in body), known.headings)
    take_listed(draft)
    for part in draft.parts:
        sort_out(part)
    _move_verbatim(draft)
    take_end(draft)
    set_style(draft)
    set_heading_indent(draft, lines, indent)
    set_gaps(draft, lines)
    every = list(places_of(draft))
    places = [place for place in every if place.at not in kept.plain]
    chapters = sum(bool(part.title) for part in draft.parts)
    aside = [part.title for part in draft.all_parts()]
    aside += [place.text for place in every if place.at in kept.plain]
    aside += [lines[at].text for at in sorted(kept.pads)]
    draft.figures = figures_of(places, chapters, known.scans, aside)
    kept.figured = {place.at for place in places if place.text in draft.figures.references}
    return draft, write(draft, _facts(draft))


def _pieces(lines: Sequence[Line], look: Look, kept: Kept) -> Iterator[Piece]:
    at = 0
    while at < len(lines):
        last = at
        while last + 1 in kept.glued:
            last += 1
        if kept.spaces.get(at):
            yield Piece("\n" * (kept.spaces[at] - 1), at, at, verbatim=True)
        if at in kept.pads:
            text = "\n" * kept.pads[at] + "\n".join(lines[at].rows)
            for line in lines[at + 1 : last + 1]:
                text += "\n" * (line.gap + 1) + "\n".join(line.rows)
            yield Piece(text, at, last, verbatim=True)
        else:
            yield Piece(look.standard(lines[at].text), at, at)
        at = last + 1


def _bare(piece: Piece, indent: str) -> Piece:
    if piece.verbatim:
        return piece
    text = piece.text.lstrip(" 　")
    led = piece.text[: len(piece.text) - len(text)]
    own = led != indent and led in INDENTS.values() and (mark := mark_of(text)) and mark.kind
    return Piece(text if own else piece.text.removeprefix(indent), piece.at, piece.last)


def _move_verbatim(draft: Draft) -> None:
    """Put 原文 in the opening, and what follows it there, into a part without a title."""
    at = next((at for at, piece in enumerate(draft.opening) if piece.verbatim), None)
    if at is not None:
        rest = draft.opening[at:]
        part = Part("", rest[0].at, pieces=rest)
        sort_out(part)
        draft.opening = draft.opening[:at]
        draft.parts.insert(0, part)


def _facts(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield what the title says of the office and the year."""
    title = draft.title.text if draft.title is not None else ""
    office, year = _OFFICE.match(title), _YEAR.search(half_width(title))
    if office:
        yield "单位名称", office["name"]
    if year:
        yield "年份", year[1]


def _result(draft: Draft, written: Written, size: int) -> Recovered:
    parts = [part for part in draft.all_parts() if part.title]
    items = [item for part in draft.all_parts() for item in part.items]
    raw = [item.body.text for item in items if item.verbatim and item.body is not None]
    found = Recovered(
        written.text,
        draft.title.text if draft.title is not None else "",
        len(parts),
        len(items),
        len(draft.notes),
        size,
        sum(1 for text in raw for char in text if not char.isspace()),
        draft.figures.entries,
        draft.figures.left,
    )
    return _told(found, sum(not text.isspace() and text != "" for text in raw))


def _told(found: Recovered, count: int) -> Recovered:
    """Return the result with what is to be said of the places in 原文."""
    if not count:
        return found
    told = catalogue.files.kept_verbatim(count, percent(found.share))
    return found._replace(diagnostics=(told,))


def percent(share: Fraction) -> str:
    """Return a share in percent with one decimal, rounded half up, but not to 0% or 100%."""
    tenths = min(int(share * 1000 + Fraction(1, 2)), 1000 if share == 1 else 999)
    if share and not tenths:
        return "不到0.1%"
    return f"{tenths // 10}.{tenths % 10}%".replace(".0%", "%")
