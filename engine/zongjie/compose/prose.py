"""Prose of the YAML → runs, in one pass, with all its faults.

Text with references ``{{名}}`` and footnote marks ``【注：键】``.  A single line
break with the blanks round it is nothing unless a ``\\`` stands before it, an
empty line starts a paragraph, ``\\{{`` prints ``{{``; everything else is printed
as it stands (DESIGN §5).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final, TypeAlias

from zongjie.compose.attributes import AWAITED
from zongjie.compose.figure import Refused
from zongjie.compose.resolver import Resolver
from zongjie.diagnostics import Diagnostic, Origin, Span, Text, TextPart, catalogue, has_errors
from zongjie.document import Inline, Inlines, Note, Run, text_of
from zongjie.model import Report
from zongjie.text import fold, half_width, name_key, nearest, pattern

_BLANKS: Final = " \t\u3000"
_EDGES: Final = f"{_BLANKS}\n"
# The set in front lets the engine skip plain text without trying any branch.
_TOKEN: Final = pattern(
    r"""[\n\\{｛【\[［〔]
    (?: (?<=\n)(?P<gap>[ \t\u3000]*\n[ \t\u3000\n]*)
      | (?<=\\)(?P<break>\n[ \t\u3000]*(?=\S))
      | (?<=\\)(?P<literal>\{\{|｛｛|\{%|[【\[［〔](?=\s*注|[\^＾]))
      | (?<=[{｛])[{｛](?P<ref>[^{}｛｝]*)(?:\}\}|｝｝)
      | (?<=[{｛])(?P<open>[{｛])
      | (?<=[{｛])(?P<single>[^{}｛｝\n]{1,80})(?:\}\}|｝｝)
      | (?<=[【\[［〔])(?:\s*注\s*[：:]|[\^＾])\s*
        (?=\S)(?P<note>[^】\]］〕\n]{1,80}?)\s*[】\]］〕]
    )""",
    re.VERBOSE,
)
LOGIC: Final = pattern(r"(?<!\\)(?<!\\\{)\{%")
"""Where a tag begins; ``\\{%`` prints ``{%``."""
_SAID: Final = pattern(r"\s*(句|问题)\s*\((.*)\)\s*", re.DOTALL)
_HALF_CLOSED: Final = pattern(r"[^{}，。；、！？\n]*\}")
_ARGUMENT: Final = pattern(r"[^,]+")
_ENDS: Final = frozenset("。；！？;!?")
_MARKS: Final = frozenset("。；，、！？：…）;,!?:)")
_MEANS: Final = pattern(r"\{\{|｛｛|\{%|[【\[［〔](?=\s*注\s*[：:]|[\^＾])")
Say: TypeAlias = "Callable[[str, Sequence[Text], str], Inlines]"


def escaped(text: str) -> str:
    """Return prose that prints a text as it stands, line ends too."""
    return _MEANS.sub(r"\\\g<0>", text).replace("\n", "\\\n")


class ProseReader:
    """Reads the prose of one report; footnotes once, faults into ``found``."""

    def __init__(self, report: Report, resolver: Resolver, found: list[Diagnostic]) -> None:
        self.report = report
        self.resolver = resolver
        self.found = found
        self.notes_refused: set[str] = set()  # marks that were told of, and print nothing
        self.names: Callable[[], Mapping[str, Any]] = dict  # what {% %} in prose may ask for
        self.template_notes: Mapping[str, tuple[Text, Text]] = {}
        self.say: Say | None = None  # 句（…） and 问题（…）
        self._notes: dict[str, tuple[Run, ...] | None] = {}
        self._in_note = False

    def paragraphs(self, text: Text | None) -> Sequence[Inlines]:
        """Return the paragraphs of a text; none for an empty one."""
        if text is None:
            return ()
        value = text.value
        if "{%" in value and LOGIC.search(value):
            from zongjie.compose import logic  # needs Jinja; almost no prose does

            scan = partial(self._scan, text)
            return logic.paragraphs(text, scan, self.names(), self.found, self.note)
        start = len(value) - len(value.lstrip(_EDGES))
        stretches = self._scan(text, start, len(value.rstrip(_EDGES)))
        return tuple(tuple(runs) for runs in stretches if runs)

    def _scan(self, text: Text, at: int, stop: int) -> list[list[Inline]]:
        """Return what stands between the empty lines of ``value[at:stop]``.

        What is neither reference nor mark is one run, whose line breaks are nothing.
        """
        value, origin = text.value, text.slice
        current: list[Inline] = []
        stretches = [current]
        for match in _TOKEN.finditer(value, at, max(at, stop)):
            start, end = match.span()
            kind = match.lastgroup
            if start > at:
                shown = fold(value[at:start])
                if kind == "gap":
                    shown = shown.rstrip(_BLANKS)
                if shown:
                    current.append(Run(shown, origin(at, start)))
            at = end
            if kind == "ref":
                at += self._reference(text, match, origin(start, end), current)
            elif kind == "gap":
                current = []
                stretches.append(current)
            else:
                self._sign(text, match, current)
        if stop > at:
            shown = fold(value[at:stop])
            if shown:
                current.append(Run(shown, origin(at, stop)))
        return stretches

    def _sign(self, text: Text, match: re.Match[str], current: list[Inline]) -> None:
        """Add what a footnote mark, a ``\\`` or a brace that stands alone prints."""
        kind = match.lastgroup
        origin = text.slice(*match.span())
        if kind == "note":
            note = self.note(match["note"], text.slice(*match.span("note")))
            if note is not None:
                current.append(note._replace(origin=origin))
        elif kind == "break":
            current.append(Run("\n", origin))
        elif kind == "literal":
            current.append(Run(match["literal"], origin))
        elif kind == "single":
            current.append(Run(match[0], origin))
            self.found.append(catalogue.prose.single_brace(origin.span(), match["single"].strip()))
        else:
            half = _HALF_CLOSED.match(text.value, match.end())
            brace = text.slice(half.end() - 1, half.end()).span() if half else None
            self.found.append(catalogue.prose.unclosed_braces(origin.span(), brace))

    def line(self, text: Text | None, key: str) -> Inlines:
        """Return a text that is one paragraph (标题, 段首句, 脚注)."""
        paragraphs = self.paragraphs(text)
        if text is not None and len(paragraphs) > 1:
            self.found.append(catalogue.prose.several_paragraphs(text.span(), key))
        return paragraphs[0] if paragraphs else ()

    def _reference(
        self, text: Text, match: re.Match[str], origin: Origin, current: list[Inline]
    ) -> int:
        """Add what a reference prints; return how many characters behind it go with it."""
        inner = match["ref"]
        if self.say is not None and ("句" in inner or "问题" in inner):
            call = _SAID.fullmatch(half_width(inner))
            if call is not None:
                return self._said(text, match, call, current)
        try:
            figure = self.resolver.resolve(inner)
        except Refused as refused:
            span = _trimmed(text, match, "ref").span()
            self.found += self._renamed(inner, span) or refused.at(span)
            return 0
        shown, ref, _, indicator, pending, pieces = figure
        if pending:
            late = [one for _, one, awaited in pieces if awaited]
            own = indicator.name if indicator else ref
            self.found += [catalogue.prose.pending(origin.span(), name) for name in late or [own]]
        if pieces:
            current += [Run(fold(piece), origin, one, awaited) for piece, one, awaited in pieces]
            return 0
        # What is typed as it is known is one text for all runs that print an indicator.
        if inner != ref and (written := fold(inner).strip()) != ref:
            ref = written
        current.append(Run(fold(shown), origin, ref, pending))
        return 0

    def _said(
        self, text: Text, match: re.Match[str], call: re.Match[str], current: list[Inline]
    ) -> int:
        """Add what 句（甲，乙） says, closed by 。 unless the prose goes on with a mark.

        A sentence of its own that has nothing to say goes with its end mark;
        inside a sentence it would leave a hole: figures to come print
        【待补：…】 there, anything else is told.
        """
        assert self.say is not None  # noqa: S101 - asked before
        start, end = match.span("ref")
        names = [
            TextPart(text, start + at, start + stop) for at, stop in _arguments(call, match["ref"])
        ]
        told = text_of(tuple(current))
        count = len(self.found)
        runs = self.say(call[1], names, told)
        after = text.value[match.end() :].lstrip(_EDGES)[:1]
        if runs:
            stop = () if after in _MARKS else (Run("。", text.slice(match.start(), end)),)
            current += (*runs, *stop)
            return 0
        alone = not told.rstrip(_EDGES) or told.rstrip(_EDGES)[-1] in _ENDS
        if alone and (not after or after in _ENDS):
            return text.value.index(after, match.end()) + 1 - match.end() if after else 0
        if not has_errors(self.found[count:]):
            origin = text.slice(match.start(), match.end())
            late = self._late(names)
            if late and len(late) == len(names):
                current.append(Run(f"【待补：{'、'.join(late)}】", origin, call[1], pending=True))
                self.found += [catalogue.prose.pending(origin.span(), name) for name in late]
            else:
                self.found.append(catalogue.outline.nothing_said(origin.span()))
        return 0

    def _late(self, names: Sequence[Text]) -> list[str]:
        """Return the indicators of these names whose figures are to come."""
        known = (self.report.indicator(name.value) for name in names)
        return [one.name for one in known if one is not None and one.status in AWAITED]

    def _renamed(self, inner: str, span: Span) -> list[Diagnostic]:
        """Return what is to be said of a 曾用名 that prose still uses."""
        key = name_key(inner)
        for indicator in self.report.indicators.values():
            for former in indicator.former_names:
                old = name_key(former.value)
                rest = key.removeprefix(old)
                if old and rest != key and rest[:1] in ("", ".", "|"):
                    shown = fold(inner).strip()
                    return [catalogue.prose.unknown_name(span, shown, indicator.name + rest)]
        return []

    def note(self, name: str, origin: Origin) -> Note | None:
        """Return the footnote of a mark; a fault of the mark goes to ``found``."""
        key = name_key(name)
        if self._in_note:
            self.notes_refused.add(key)
            self.found.append(catalogue.prose.nested_footnote(origin.span()))
            return None
        closed = self.report.indicators.get(key) if self.resolver.public else None
        if closed is not None and not closed.public and key not in self.report.footnotes:
            self.notes_refused.add(key)
            self.found.append(catalogue.prose.not_public(origin.span(), closed.name))
            return None
        runs = self.footnote(key)
        if runs is not None:
            return Note(key, runs, origin)
        names = [entry.value for entry, _ in self.report.footnotes.values()]
        known = {name_key(one): one for one in names if "】" not in one}  # no mark can say it
        close = known.get(nearest(key, known), "")
        self.found.append(catalogue.prose.unknown_footnote(origin.span(), name.strip(), close))
        return None

    def footnote(self, key: str) -> tuple[Run, ...] | None:
        """Return the text of a footnote, read once; None where there is none."""
        if key not in self._notes:
            self._in_note = True
            self._notes[key] = self._definition(key)
            self._in_note = False
        return self._notes[key]

    def _definition(self, key: str) -> tuple[Run, ...] | None:
        """Return the text of a footnote: of 脚注, else the 释义 of an indicator."""
        entry = self.report.footnotes.get(key) or self.template_notes.get(key)
        indicator = self.report.indicators.get(key)
        text = entry[1] if entry else indicator.gloss if indicator else None
        if text is None:
            return None
        inlines = self.line(text, "脚注")
        return tuple(inline for inline in inlines if isinstance(inline, Run))


def _arguments(call: re.Match[str], inner: str) -> list[tuple[int, int]]:
    """Return where the arguments of 句（…） stand; folding widths keeps offsets."""
    found = []
    for part in _ARGUMENT.finditer(call[2]):
        start = call.start(2) + part.start()
        written = inner[start : start + len(part[0])]
        lead = len(written) - len(written.lstrip(_EDGES))
        if written.strip(_EDGES):
            found.append((start + lead, start + len(written.rstrip(_EDGES))))
    return found


def _trimmed(text: Text, match: re.Match[str], group: str) -> Origin:
    start, end = match.span(group)
    inner = match[group]
    lead = len(inner) - len(inner.lstrip())
    tail = len(inner) - len(inner.rstrip())
    if lead + tail >= len(inner):
        return text.slice(match.start(), match.end())
    return text.slice(start + lead, end - tail)
