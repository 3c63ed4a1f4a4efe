"""Markup of a template that will not be read as such: ``##章``, ``**头``, rows of a table apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from jinja2 import nodes

from zongjie.compose import marks
from zongjie.compose.rendering import FolderLoader
from zongjie.diagnostics import Diagnostic, Span, catalogue
from zongjie.text import pattern

_VALUE, _CALL = "\ufde0", "\ufde1"  # what a value and a macro print, in the flow of a text
_APART: Final = (nodes.Macro, nodes.CallBlock, nodes.AssignBlock)  # printed elsewhere
_LONGEST: Final = 20_000  # characters of a loop that are looked at twice
# A macro that calls itself may put a # before one that it prints (lines.py): no fault.
_HEADING: Final = pattern(rf"(?m)^[ \t]*(#{{1,9}})(?=[^#\s{_CALL}])")
_BOLD: Final = pattern(r"(?<!\\)\*\*")
_BREAK: Final = pattern(r"\n[ \t]*\n[ \t\n]*")
_ROW: Final = pattern(r"[ \t]*\|")
_RULE: Final = pattern(r"[ \t]*\|[ \t|:-]+")
_ESCAPE: Final = "；确实要照字印，前面加反斜杠"
Flow: TypeAlias = "list[tuple[str, int]]"  # characters as they print, each with its offset


def loose_markup(tree: nodes.Template, loader: FolderLoader, name: str) -> Iterator[Diagnostic]:
    """Yield the marks of a file that will print as they stand, and tables that fall apart."""
    source = loader.source(name)
    told: set[int] = set()
    # What a set block holds may be put anywhere: it need not begin a line.
    bodies = [tree.body, *(macro.body for macro in tree.find_all(nodes.Macro))]
    for flow in map(_flow, bodies):
        text = "".join(char for char, _ in flow)
        for start, end, why, hint in (*_headings(text), *_bold(text, flow), *_tables(text)):
            offset = flow[start][1]
            if offset >= 0 and offset not in told:
                told.add(offset)
                span = Span(source, offset, offset + end - start)
                yield catalogue.templates.loose_markup(span, text[start:end], why, hint)


def _flow(body: Iterable[nodes.Node]) -> Flow:
    """Return what statements print; a loop twice, to see how its turns meet."""
    found: Flow = []
    for node in body:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                if isinstance(part, nodes.TemplateData):
                    found += _literal(part)
                else:
                    found.append((_CALL if isinstance(part, nodes.Call) else _VALUE, -1))
        elif isinstance(node, nodes.Include):
            found.append((_CALL, -1))
        elif not isinstance(node, _APART):
            inner = _flow(getattr(node, "body", ()))
            again = isinstance(node, nodes.For) and len(inner) < _LONGEST
            begins = not found or found[-1][0] == "\n"
            found += inner * 2 if again else inner
            for field in ("elif_", "else_"):  # instead of the body: it begins where that does
                other = _flow(getattr(node, field, ()))
                found += [("\n", -1), *other] if other and begins else other
    return found


def _literal(data: nodes.TemplateData) -> Flow:
    found: Flow = []
    for piece in marks.pieces(data.data, []):
        if isinstance(piece, marks.Literal):
            found += [(char, piece.offset + at) for at, char in enumerate(piece.text)]
        elif piece is marks.LINE or piece is marks.BREAK:
            found += [("\n", -1)] * (1 if piece is marks.LINE else 2)
    return found


def _headings(text: str) -> Iterator[tuple[int, int, str, str]]:
    for match in _HEADING.finditer(text):
        hint = f"写成“{match[1]} 标题”{_ESCAPE}"
        yield *match.span(1), "后面没有空格，会照字印出来", hint


def _bold(text: str, flow: Flow) -> Iterator[tuple[int, int, str, str]]:
    """Yield the ** of each paragraph that have no other half, or do not begin a line."""
    start = 0
    for end in (*(match.start() for match in _BREAK.finditer(text)), len(text)):
        found = list(_BOLD.finditer(text, start, end))
        if found:
            first, last = found[0].span()
            line = text[text.rfind("\n", 0, first) + 1 : first]
            if line.strip(" \t"):
                hint = f"段首句写在一段的开头{_ESCAPE}"
                yield first, last, "不在一段的开头，会照字印出来", hint
            elif len({flow[match.start()][1] for match in found}) == 1:
                hint = f"段首句前后各写一个{_ESCAPE}"
                yield first, last, "没有成对，会照字印出来", hint
        start = end


def _tables(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield the rows that an empty line parts from the row before them."""
    hint = "各行之间不能有空行，循环写 {%- for … %}、{%- endfor %}"
    for match in _BREAK.finditer(text):
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        row = _ROW.match(text, match.end())
        if row and _ROW.match(before):
            following = text.find("\n", match.end()) + 1
            if not (following and _RULE.match(text, following)):  # else a table of its own
                yield row.end() - 1, row.end(), "这一行和上一行之间有空行，印成两个表", hint
