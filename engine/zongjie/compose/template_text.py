"""What the literal text of a template shows was meant as more: footnotes, tags, markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from jinja2 import nodes

from zongjie.compose import marks
from zongjie.compose.manual import CONTEXT
from zongjie.compose.rendering import FolderLoader
from zongjie.diagnostics import Diagnostic, Span, catalogue
from zongjie.text import pattern

_NOTE: Final = pattern(r"(?<!\\)\[\^([^\]\n]+)\]")
# Tags as they should be are text only inside of raw, where they are meant to be.
_BRACES: Final = pattern(
    r"(?P<raw>\{\{[^{}]*\}\}|\{%[^{}]*%\})"
    r"|[{｛][{｛%％][^{}｛｝]*[}｝]{0,2}"
    r"|[{｛]\s*(?P<name>[^\W\d]\w*)[^{}｛｝]*[}｝]"
    r"|[}｝%％][}｝]"
)


def notes_in(tree: nodes.Template, loader: FolderLoader) -> Iterator[tuple[str, Span]]:
    """Yield the footnotes ``[^key]`` that a file marks, with their places."""
    for match, span in _in_text(tree, loader, _NOTE):
        yield match[1], span


def _in_text(
    tree: nodes.Template, loader: FolderLoader, wanted: re.Pattern[str]
) -> Iterator[tuple[re.Match[str], Span]]:
    """Yield what matches in the literal text of a template, with its place."""
    for data in tree.find_all(nodes.TemplateData):
        for piece in marks.pieces(data.data, []):
            if isinstance(piece, marks.Literal):
                source = loader.source(piece.template)
                for match in wanted.finditer(piece.text):
                    start, end = (piece.offset + at for at in match.span())
                    yield match, Span(source, start, end)


def loose_braces(tree: nodes.Template, loader: FolderLoader) -> Iterator[Diagnostic]:
    """Yield braces that were meant as a tag and are only text: full-width ones, or single."""
    own = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    known = {None, *CONTEXT, *own}
    for match, span in _in_text(tree, loader, _BRACES):
        if not match["raw"] and match["name"] in known:
            yield catalogue.templates.loose_braces(span, match[0])
