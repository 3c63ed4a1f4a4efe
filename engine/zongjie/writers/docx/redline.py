"""花脸稿: a text with what changed since an earlier one, as tracked changes (17.13.5).

Accepted, they leave the new text; rejected, the old one.  Both are written with our
own writer and taken apart; who calls lays one beside the other.  Numbers of headings
are typed and footnotes are Word's own here, so that only what was said is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count, cycle, groupby
from typing import Final

from zongjie.document import Document
from zongjie.document.redlined import Draft, Fate, Grid, Item, Passage, Row, Stretch
from zongjie.model.profile import ALONE, Parameter, Profile
from zongjie.writers.docx import Properties, packed
from zongjie.writers.docx.body import Body, body_of
from zongjie.writers.docx.look import look_of
from zongjie.writers.docx.marks import AUTOMATIC, PAGE_FOOT, marks_of
from zongjie.writers.docx.notes import repeated_mark
from zongjie.writers.docx.runs import CLOSE, END, MARK, TEXT, escape
from zongjie.writers.docx.styling import numbers_headings
from zongjie.writers.docx.taking import DRAWING, SEPARATOR, Taking

AUTHOR: Final = "花脸稿"
# Always the same, for the same texts make the same file.  LibreOffice takes two insertions
# within a minute for one, though a paragraph that was there already ends between them.
_TIMES: Final = ("1980-01-01T00:00:00Z", "1980-01-01T00:02:00Z")
_TAGS: Final = {Fate.INSERTED: "ins", Fate.DELETED: "del"}
_TAG: Final = re.compile(r"(</?w:)(t|instrText)(?=[ >])")
_GONE: Final = {"t": "delText", "instrText": "delInstrText"}
"""Deleted text has elements of its own (17.3.3.7, 17.16.13)."""
_BETWEEN: Final = f"<w:p><w:pPr>{SEPARATOR}</w:pPr></w:p>"


class Redline:
    """Two documents in one 版式, to be laid beside each other."""

    def __init__(self, old: Document, new: Document, profile: Profile) -> None:
        self._profile = _settled(profile)
        look = look_of(self._profile)
        left, right = Taking(look), Taking(look)
        self._body = body_of(new, self._profile, right)
        left.charts = [*right.charts]  # those of the old text are counted on
        before = body_of(old, self._profile, left)
        self._charts = tuple(left.charts)
        self.old, self.new = left.draft(before), right.draft(self._body)

    @property
    def profile(self) -> Profile:
        """The 版式 as a redline takes it."""
        return self._profile

    def write(self, redlined: Draft, properties: Properties, level: int = 1) -> bytes:
        """Return the .docx of what became of the two drafts."""
        tracking = _Tracking(redlined)
        blocks = tracking.blocks()
        return packed(
            Body(
                [blocks.encode()],
                self._body.section,
                tracking.footnotes().encode(),
                "",
                self._body.has_landscape,
                self._charts if tracking.has_old_charts else self._body.charts,
            ),
            self._profile,
            properties,
            level,
        )


def _settled(profile: Profile) -> Profile:
    """Return a 版式 in which nothing is counted anew that only stands elsewhere."""
    own = {}
    if numbers_headings(profile):
        own["编号", ALONE] = "文字"
    marks = marks_of(profile)
    if marks.are_typed:
        own["脚注", "位置"] = PAGE_FOOT
    if marks.are_typed or marks.are_custom:
        own["脚注", "标记"] = AUTOMATIC
    if not own:
        return profile
    changed = {key: Parameter(value, value) for key, value in own.items()}
    return Profile(profile.title, profile.description, {**profile.parameters, **changed})


class _Tracking:
    """Writes a redline; every change has a number of its own."""

    def __init__(self, redlined: Draft) -> None:
        self._redlined = redlined
        self._numbers = count(1)
        self._times = cycle(_TIMES)
        self._time = _TIMES[0]
        self.has_old_charts = False

    def blocks(self) -> str:
        """Return the blocks of the body."""
        parts: list[str] = []
        last: Item | None = None
        for item in self._redlined.items:
            if isinstance(item, Grid):
                if isinstance(last, Grid):
                    parts.append(_BETWEEN)
                rows = "".join(map(self._row, item.rows))
                parts.append(f"<w:tbl>{item.opening}{rows}</w:tbl>")
            else:
                parts.append(self._passage(item, "" if item.fate is Fate.DELETED else item.frame))
            last = item
        # A body ends with a paragraph, and the end of the last one cannot go.
        if not isinstance(last, Passage) or last.fate is not Fate.KEPT:
            parts.append(_BETWEEN)
        return "".join(parts)

    def footnotes(self) -> str:
        """Return the footnotes; the blank behind the number is as Word types it."""
        parts = []
        for number, passage in self._redlined.notes.items():
            content = "".join(self._stretches(passage.stretches))
            parts.append(
                f'<w:footnote w:id="{number}"><w:p><w:pPr>{passage.opening}</w:pPr>'
                f"{MARK}<w:footnoteRef/></w:r><w:r>{TEXT} {END}{content}{CLOSE}</w:footnote>"
            )
        return "".join(parts)

    def _row(self, row: Row) -> str:
        cells = "".join(f"<w:tc>{cell.frame}{self._passage(cell, '')}</w:tc>" for cell in row.cells)
        return f"<w:tr><w:trPr>{row.opening}{self._sign(row.fate)}</w:trPr>{cells}</w:tr>"

    def _passage(self, passage: Passage, section: str) -> str:
        self._time = next(self._times)
        end = self._sign(passage.fate)
        mark = f"<w:rPr>{end}</w:rPr>" if end else ""
        before = self._before("pPr", passage.was)
        properties = f"<w:pPr>{passage.opening}{mark}{section}{before}</w:pPr>"
        return f"<w:p>{properties}{''.join(self._stretches(passage.stretches))}{CLOSE}"

    def _stretches(self, stretches: Iterable[Stretch]) -> Iterator[str]:
        for fate, same in groupby(stretches, lambda one: one.fate):
            tag = _TAGS.get(fate)
            opening = f"{self._open(tag)}>" if tag else ""
            closing = f"</w:{tag}>" if tag else ""
            yield f"{opening}{''.join(map(self._stretch, same))}{closing}"

    def _stretch(self, one: Stretch) -> str:
        """Return a stretch as runs."""
        if one.thing.startswith(DRAWING):
            self.has_old_charts |= one.fate is Fate.DELETED
            return f"<w:r>{one.look}</w:r>"
        before = self._before("rPr", one.was)
        opening = f"<w:r><w:rPr>{one.look}{before}</w:rPr>" if one.look or before else "<w:r>"
        if one.note:
            made = self._mark(one, opening)
        elif one.thing:
            made = f"{opening}{one.thing}</w:r>"
        else:
            made = f"{opening}{TEXT}{escape(one.text)}{END}"
        if one.fate is Fate.DELETED:
            made = _TAG.sub(lambda match: f"{match[1]}{_GONE[match[2]]}", made)
        return made

    def _mark(self, one: Stretch, opening: str) -> str:
        if one.again:
            return repeated_mark(int(one.note), one.thing, opening)
        at = next(self._numbers)
        return (
            f'<w:bookmarkStart w:id="{at}" w:name="_RefNote{one.note}"/>'
            f'{opening}<w:footnoteReference w:id="{one.note}"/></w:r><w:bookmarkEnd w:id="{at}"/>'
        )

    def _sign(self, fate: Fate) -> str:
        return f"{self._open(_TAGS[fate])}/>" if fate in _TAGS else ""

    def _before(self, group: str, was: str | None) -> str:
        """Return what the properties were, if they were others."""
        if was is None:
            return ""
        return f"{self._open(f'{group}Change')}><w:{group}>{was}</w:{group}></w:{group}Change>"

    def _open(self, tag: str) -> str:
        return f'<w:{tag} w:id="{next(self._numbers)}" w:author="{AUTHOR}" w:date="{self._time}"'
