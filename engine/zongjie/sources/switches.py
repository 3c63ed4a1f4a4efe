"""Which checks are off, and their bounds: 检查, and comments ``# 不查 ZJ618：照录原文``."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from zongjie.diagnostics import Diagnostic, Severity, Source, Span, Text, catalogue
from zongjie.model import Bounds
from zongjie.records import NamedTuple
from zongjie.sources.nodes import Mapping, Node, Scalar
from zongjie.sources.schema import Record
from zongjie.text import half_width, pattern

_BOUNDS: Final = {"变动幅度": "change", "相近幅度": "near"}
_WORD: Final = "不查"
_CODES: Final = pattern(r"[ \t]*(ZJ[0-9]+(?:[ \t]*[、，,][ \t]*ZJ[0-9]+)*)[ \t]*[：:]?[ \t]*(.*)")
_CODE: Final = pattern("ZJ[0-9]+")
_SAYS: Final = pattern(r"\n[ \t]*[^\s#]")


class Switch(NamedTuple):
    """A check that is off for what stands from ``start`` to ``end`` of a source."""

    code: str
    place: Span
    start: int
    end: int

    def covers(self, found: Diagnostic) -> bool:
        """Whether it is this fault, at this place, that nobody wants to hear of."""
        span = found.span
        if span is None or found.code != self.code or span.source is not self.place.source:
            return False
        return self.start <= span.start < self.end


def may_be_off(code: str) -> bool:
    """Whether a check may be turned off: an error may not, nor 【待补：…】."""
    rule = catalogue.rule_of(code)
    fixed = rule is None or rule.severity is Severity.ERROR
    return not fixed and code not in catalogue.ALWAYS_TOLD


def muted(table: Record | None, found: list[Diagnostic]) -> dict[str, Text]:
    """Return the checks that 检查 turns off, as written; each needs a reason."""
    off: dict[str, Text] = {}
    for code, key in table.keys.items() if table is not None else ():
        reason = table.text(code) if table is not None else None
        if code in _BOUNDS:
            continue
        if not may_be_off(code):
            found.append(catalogue.keys.cannot_mute(key.span(), code))
        elif reason is None or not reason.value.strip():
            found.append(catalogue.keys.reason_missing(key.span(), code))
        else:
            off[code] = key
    return off


def bounds(table: Record | None) -> Bounds:
    """Return the bounds that 检查 sets; the schema has seen to it that each is a percentage."""
    given = {key: table.text(key) for key in _BOUNDS} if table is not None else {}
    percents = {
        _BOUNDS[key]: Decimal(half_width(text.value.strip()).rstrip("% "))
        for key, text in given.items()
        if text is not None
    }
    return Bounds(**percents)


def switched_off(roots: Sequence[Node], found: list[Diagnostic]) -> tuple[Switch, ...]:
    """Return the checks that comments of files turn off; what is wrong with one goes to ``found``.

    A comment behind something speaks of that, with all that is indented under
    it (a block of prose, an indicator); one alone on its line of the next.
    """
    return tuple(
        switch for root in roots if _WORD in root.source.text for switch in _of_file(root, found)
    )


def _of_file(root: Node, found: list[Diagnostic]) -> Iterator[Switch]:
    source = root.source
    for start, first, last in _comments(source):
        if any(a <= start < b for a, b in _texts(root, first, last)):
            continue  # text that only looks like a comment
        span = Span(source, start, last)
        text = span.text.partition(_WORD)[2]
        alone = not source.text[first:start].strip()
        begins, ends = _next_line(source, last) if alone else (first, last)
        within = [end for a, end in _extents(root, begins, ends) if begins <= a <= ends]
        for code in _codes(text, span, found):
            yield Switch(code, span, begins, max([ends, *within]))


def _comments(source: Source) -> Iterator[tuple[int, int, int]]:
    """Yield where each ``# 不查`` begins, and its line begins and ends."""
    text = source.text
    at = text.find(_WORD)
    while at >= 0:
        first, last = _line(source, at)
        start = text.rfind("#", first, at)
        alone = start == first or text[start - 1 : start] in (" ", "\t")
        if start >= 0 and alone and not text[start + 1 : at].strip():
            yield start, first, last
        at = text.find(_WORD, at + 1)


def _codes(text: str, span: Span, found: list[Diagnostic]) -> Iterator[str]:
    """Yield the codes of one comment that may be off and have a reason."""
    said = _CODES.match(text)
    if said is None:
        found.append(catalogue.switches.switch_without_code(span))
        return
    for code in _CODE.findall(said[1]):
        if not may_be_off(code):
            found.append(catalogue.keys.cannot_mute(span, code))
        elif not said[2].strip():
            found.append(catalogue.keys.reason_missing(span, code))
        else:
            yield code


def _near(root: Node, first: int, last: int) -> Iterator[Node | tuple[Scalar, Node]]:
    """Yield the scalars, and the pairs of keys and values, that touch a stretch of the file."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.end < first or node.start > last:
            continue
        if isinstance(node, Scalar):
            yield node
        elif isinstance(node, Mapping):
            for key, value in node.pairs:
                if key.start <= last and max(key.end, value.end) >= first:
                    yield key, value
                    waiting += (key, value)
        else:
            waiting += node.items


def _texts(root: Node, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield where text stands, in which no comment can."""
    for node in _near(root, first, last):
        if isinstance(node, Scalar):
            yield _text_start(node), node.end


def _extents(root: Node, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield from where to where what may be spoken of stands: an item of a list, a key with all."""
    for node in _near(root, first, last):
        if isinstance(node, Scalar):
            yield node.start, node.end
        elif isinstance(node, tuple) and len(node) == 2:
            yield node[0].start, max(node[0].end, node[1].end)


def _text_start(node: Scalar) -> int:
    """Return where the text of a scalar begins; of a block it is the line below its mark."""
    if node.style not in ("|", ">"):
        return node.start
    line_end = node.source.text.find("\n", node.start, node.end)
    return node.end if line_end < 0 else line_end


def _line(source: Source, at: int) -> tuple[int, int]:
    """Return where the line of an offset begins and ends."""
    number, _ = source.position(at)
    first = source.offset(number)
    return first, first + len(source.line(number))


def _next_line(source: Source, at: int) -> tuple[int, int]:
    """Return the next line that says something: no comment, not empty."""
    said = _SAYS.search(source.text, at)
    return _line(source, said.end() - 1) if said is not None else (len(source.text), at)
