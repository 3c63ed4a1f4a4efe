"""体例: the form a document has in every output — numbers, stops, lead sentences."""

from __future__ import annotations

from typing import Final

from zongjie.diagnostics import Origin
from zongjie.document import Block, Heading, Inlines, Paragraph, Run, text_of
from zongjie.model import SectionForm, Style
from zongjie.numerals import heading_count, heading_mark, to_chinese

# GB/T 9704-2012 7.3.3: 一、 （一） 1. （1）; GB/T 15834-2011 B.3.8 goes on with ①.
_ORDER: Final = ("第一部分", "一、", "（一）", "1.", "（1）", "①")
_STARTS: Final = {"第一部分起": 0, "一、起": 1, "（一）起": 2, "1.起": 3}
_PLAIN: Final = SectionForm()
_ENDS: Final = frozenset("。！？；：…，、.!?;:,")
_CLOSING: Final = "”’」』）)》】\"'"  # may stand behind an end mark


class Form:
    """Numbers headings and closes lead sentences by one 体例."""

    def __init__(self, style: Style) -> None:
        self.style = style
        start = _STARTS.get(style.numbering)
        self.kinds = style.levels or (() if start is None else _ORDER[start:])
        self.counters: list[int] = []
        self.leads = 0

    def heading(
        self, level: int, runs: Inlines, place: Origin | None, form: SectionForm = _PLAIN
    ) -> Heading:
        """Return the next heading of a level (from 1), with its number if it has one.

        A number that the section brings is printed as it is, and counted on from.
        """
        del self.counters[level:]
        self.counters += [0] * (level - len(self.counters))
        self.leads = 0
        if not form.numbered:
            return Heading(level, "", runs)
        self.counters[level - 1] += 1
        if self.style.heading_stop:
            runs = _closed(runs, text_of(runs), place)
        given = heading_count(form.mark) if form.mark else None
        if given is not None:
            self.counters[level - 1] = given[1]
        return Heading(level, form.mark or self._number(level, self.counters[level - 1]), runs)

    def run_in(self, heading: Heading, place: Origin | None) -> Paragraph:
        """Return a heading as the beginning of the paragraph that follows (接排)."""
        number = (Run(heading.number, place),) if heading.number else ()
        return Paragraph((*number, *_closed(heading.runs, text_of(heading.runs), place)), ())

    def led(self, lead: Inlines, body: Inlines, place: Origin | None, how: str = "") -> list[Block]:
        """Return the paragraph or paragraphs of a 段首句 and its text.

        ``how`` is the form of this section, where it has one of its own.
        """
        how = how or self.style.lead
        said = text_of(lead)
        if not said:  # at most a footnote mark
            return [Paragraph((), (*lead, *body))] if lead or body else []
        if how == "独立成段":
            alone: list[Block] = [Paragraph(lead, ())]
            return [*alone, Paragraph((), body)] if body else alone
        if how == "一是":
            self.leads += 1
            count = f"{to_chinese(self.leads)}是"
            lead, said = (Run(count, place), *lead), count + said
        return [Paragraph(_closed(lead, said, place), body)]

    def _number(self, level: int, count: int) -> str:
        if not self.kinds:
            return ""
        kind = self.kinds[min(level, len(self.kinds)) - 1]
        return heading_mark(f"{kind}　" if kind == "第一部分" else kind, count)


def _closed(runs: Inlines, text: str, place: Origin | None) -> Inlines:
    """Return a sentence, which says ``text``, with 。 unless it brings an end mark of its own."""
    bracketed = text.startswith("【") and text.endswith("】")
    if not runs or bracketed or text.rstrip(_CLOSING)[-1:] in _ENDS:
        return runs
    return (*runs, Run("。", place))
