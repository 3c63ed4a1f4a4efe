"""``{% if %}`` and ``{% for %}`` inside prose, for the few texts that need them.

The prose between the tags is read by our own parser as always; Jinja only
decides which stretches are printed, and how often.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

from jinja2 import DictLoader, Template, TemplateError
from jinja2.exceptions import TemplateSyntaxError, UndefinedError

from zongjie.compose.explain import ENDLESS, in_chinese, innermost_frame
from zongjie.compose.figure import Refused
from zongjie.compose.marks import Broken, pieces
from zongjie.compose.meter import MAX_STEPS
from zongjie.compose.noted import Written, noted
from zongjie.compose.rendering import FAILURES, run
from zongjie.compose.sandbox import Environment
from zongjie.compose.views import FILTERS, Prose, Value
from zongjie.diagnostics import Diagnostic, Origin, Text, catalogue
from zongjie.document import Inline, Inlines, Run
from zongjie.model.references import REFERENCE
from zongjie.text import fold, half_width, name_key, nearest, pattern

_TAG: Final = pattern(r"(?<!\\)(?<!\\\{)\{%(?:(?!\{%).)*?%\}", re.DOTALL)
_MOST_TAGS: Final = 500
_ALLOWED: Final = pattern(r"\{%[-+]?\s*(?:if|elif|else|endif|for|endfor|set|endset)\b")
_ONLY: Final = "这里只能用 if、for、set"
_LOOSE: Final = pattern(r"(?<!\\)(?<!\\\{)\{%|%\}")
_ASSIGNED: Final = pattern(r"\bfor\s+([\w\s,]+?)\s+in\b|\bset\s+(\w+)")

Scan = Callable[[int, int], list[list[Inline]]]
Noting = Callable[[str, Origin], Inline | None]


def paragraphs(
    text: Text, scan: Scan, names: Mapping[str, Any], found: list[Diagnostic], note: Noting
) -> list[Inlines]:
    """Return the paragraphs that the tags of a text choose.

    ``scan`` reads ``value[start:stop]`` into the stretches between its empty
    lines; ``names`` are what the tags may ask for; ``note`` gives the footnote
    of a mark that a tag names.
    """
    value = text.value
    tags = list(_TAG.finditer(value))
    loose = _LOOSE.search(_TAG.sub(lambda tag: " " * len(tag[0]), value))
    if loose:
        found.append(catalogue.prose.logic_in_prose(text.slice(*loose.span()).span(), "没有收尾"))
        return []
    if len(tags) > _MOST_TAGS:
        place = text.slice(*tags[_MOST_TAGS].span()).span()
        found.append(catalogue.prose.logic_in_prose(place, f"多于 {_MOST_TAGS} 处"))
        return []
    for tag in tags:
        if not _ALLOWED.match(tag[0]):
            found.append(catalogue.prose.logic_in_prose(text.slice(*tag.span()).span(), _ONLY))
            return []
    chunks: list[Prose] = []
    source = _skeleton(text, tags, scan, chunks)
    context = {**names, **{f"_{at}": chunk for at, chunk in enumerate(chunks)}}
    try:
        printed = run(_compiled(source), context)
        return _assembled(list(pieces(printed.text, printed.values)), text, note)
    except (Broken, *FAILURES) as error:
        if not isinstance(error, TemplateError | Refused | Broken) and not _line(error):
            raise
        found += _explain(error, text, names)
        return []


def _skeleton(text: Text, tags: list[re.Match[str]], scan: Scan, chunks: list[Prose]) -> str:
    """Return the Jinja source: the tags, and a name for each stretch of prose."""
    value = text.value
    assigned = _assigned(tag[0] for tag in tags)
    parts: list[str] = []
    at = 0
    for tag in (*tags, None):
        stop = tag.start() if tag else len(value)
        for start, end, inner in _stretches(value, at, stop, assigned):
            if inner:
                parts.append(f"{{{{ {inner} }}}}")
            elif end > start:
                # Keep the line count, so that an error's line is the text's line.
                lines = value.count("\n", start, end) * "\n"
                parts.append(f"{{{{ _{len(chunks)} }}}}{{#{lines}#}}")
                chunks.append(Prose([tuple(runs) for runs in scan(start, end)]))
        if tag:
            parts.append(tag[0])
            at = tag.end()
    return "".join(parts)


def _assigned(tags: Any) -> frozenset[str]:
    names: set[str] = set()
    for tag in tags:
        for match in _ASSIGNED.finditer(tag):
            names.update(re.split(r"[\s,]+", match[1] or match[2]))
    return frozenset(names)


def _stretches(
    value: str, start: int, stop: int, assigned: frozenset[str]
) -> list[tuple[int, int, str]]:
    """Cut prose at references to names that a tag sets; those are left to Jinja."""
    found = []
    for match in REFERENCE.finditer(value, start, stop):
        inner = half_width(match[1]).strip()
        if re.split(r"[.|\[]", name_key(inner))[0] in assigned:
            found.append((start, match.start(), ""))
            found.append((match.start(), match.end(), inner))
            start = match.end()
    return [*found, (start, stop, "")]


@lru_cache(maxsize=256)
def _compiled(source: str) -> Template:
    return _environment().from_string(source)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(FILTERS, loader=DictLoader({}))


def _assembled(printed: list[Any], text: Text, note: Noting) -> list[Inlines]:
    """Join the stretches; an empty line inside one ends the paragraph.

    What a tag made has the whole text as its origin.
    """
    whole = text.slice(0, len(text.value))
    found: list[list[Inline]] = [[]]
    for piece in printed:
        if isinstance(piece, Prose | Value):
            for at, paragraph in enumerate(piece.paragraphs):
                if at:
                    found.append([])
                found[-1].extend(i if i.origin else i._replace(origin=whole) for i in paragraph)
        elif isinstance(piece, str) and piece:
            found[-1].append(Run(fold(piece), whole))

    def written(inline: Inline) -> Written | None:
        if not isinstance(inline, Run):
            return None
        return Written(inline, literal=not inline.value and inline.origin is not whole)

    def named(name: str, origin: Origin | None) -> Inline | None:
        return note(name, origin or whole)

    return [tuple(noted(runs, written, named)) for runs in found if runs]


def _explain(error: Exception, text: Text, names: Mapping[str, Any]) -> list[Diagnostic]:
    line = _line(error) or 1
    start = 0
    for _ in range(line - 1):
        start = text.value.find("\n", start) + 1
    tag = _TAG.search(text.value, start)
    span = text.slice(*(tag.span() if tag else (0, len(text.value)))).span()
    if isinstance(error, Refused):
        return error.at(span)
    if isinstance(error, ENDLESS):
        return [catalogue.templates.endless(span, MAX_STEPS)]
    message = getattr(error, "message", None)
    if isinstance(error, UndefinedError):
        word = str(message).split("'")[1::2][-1:] or [""]
        return [catalogue.prose.unknown_name(span, word[0], nearest(word[0], names))]
    return [catalogue.prose.logic_in_prose(span, in_chinese(str(message)) if message else "算不了")]


def _line(error: Exception) -> int:
    """Return the line a tag failed in, 0 where no tag was running."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    frame = innermost_frame(error)
    return frame[1] if frame else 0
