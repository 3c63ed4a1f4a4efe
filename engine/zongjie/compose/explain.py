"""What Jinja raises → a diagnostic with file, line and column.

Its errors carry a line at best, and UndefinedError not even that: the line
comes from the traceback's template frame, the column from looking for the
word in that line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Final, Protocol

from jinja2 import TemplateError, TemplateNotFound
from jinja2.exceptions import FilterArgumentError, TemplateSyntaxError, UndefinedError

from zongjie.compose.calls import BadCall
from zongjie.compose.figure import Refused
from zongjie.compose.meter import MAX_STEPS, TooMuch
from zongjie.compose.sandbox import Environment, NotPrintable, Outside
from zongjie.diagnostics import Diagnostic, Source, Span, catalogue
from zongjie.text import nearest, pattern


class Sources(Protocol):
    """Whoever can show a template's file as text."""

    def source(self, name: str) -> Source:
        """Return the file, empty where it cannot be read."""
        ...


_TAGS: Final = pattern(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
# What Jinja compiles in place of a filter or test that does not exist; it has no line.
_STAND_IN: Final = pattern(r"t_\d+")
_CALL: Final = pattern(
    r"(?<![\w.|])(?<!is )(?<!not )(?<!macro )([^\W\d]\w*)((?:\.\w+|\[[^\]]*\])*)\s*\("
)
# More turns than there may be: of loops, of macros that call themselves, of one range.
ENDLESS: Final = (TooMuch, RecursionError, OverflowError)
_SYNTAX: Final = (
    ("Unexpected end of template", "少了 end 语句"),
    ("Encountered unknown tag", "没有这个语句"),
    ("Missing end of comment", "{# 没有收尾"),
    ("unexpected", "这里多了或少了符号"),
    ("expected token", "这里多了或少了符号"),
    ("No filter named", "没有这个过滤器"),
    ("No test named", "没有这个判断"),
)


def explain(
    error: Exception, environment: Environment, entry: str, context: dict[str, Any]
) -> list[Diagnostic]:
    """Return what a template raised as diagnostics; raise again what is our own bug."""
    name, line = _where(error, entry)
    place = Place(environment.loader, name, line)  # type: ignore[arg-type]
    if isinstance(error, Refused):
        return error.at(place.of(""))
    return [_told(error, place, environment, context)]


def _told(
    error: Exception, place: Place, environment: Environment, context: dict[str, Any]
) -> Diagnostic:
    if isinstance(error, Outside):
        return catalogue.templates.outside(place.of(str(error.name)), str(error.name))
    if isinstance(error, TemplateNotFound):
        return catalogue.templates.no_file(place.of(str(error.name)), str(error.name))
    if isinstance(error, TemplateSyntaxError):
        return _syntax(error, place, environment)
    if isinstance(error, UndefinedError):
        return _undefined(str(error.message), place, context)
    if isinstance(error, ENDLESS):
        word = "range" if isinstance(error, OverflowError) else ""
        return catalogue.templates.endless(place.of(word), MAX_STEPS)
    if isinstance(error, BadCall):
        span = place.called(error.callee) if error.callee else place.no_function(context)
        return catalogue.templates.bad_call(span, str(error.message))
    if isinstance(error, FilterArgumentError):  # of a filter that is only run in a loop
        return catalogue.templates.bad_call(place.called("map"), "过滤器的参数不对")
    if isinstance(error, NotPrintable):
        return catalogue.templates.not_printable(place.of(""), str(error.message))
    if isinstance(error, TemplateError):
        message = str(error.message or error)
        unknown = _unknown(message, place, environment)
        if unknown is not None:
            return unknown
        word = message.split("'")[1] if message.startswith("access to attribute") else ""
        return catalogue.templates.forbidden(
            place.of(word), f"“{word}”" if word else in_chinese(message)
        )
    told = "要一列的地方不是一列" if _is_no_list(error) else "算不了这样的数"
    return catalogue.templates.forbidden(place.of(""), told)


def _is_no_list(error: Exception) -> bool:
    return str(error).endswith("is not iterable") or str(error).endswith("has no len()")


def _where(error: Exception, entry: str) -> tuple[str, int]:
    """Return template and line of the innermost template frame of a traceback."""
    if isinstance(error, TemplateSyntaxError):
        return error.name or entry, error.lineno
    found = innermost_frame(error)
    if found is None and not isinstance(error, TemplateError):
        raise error
    return found or (entry, 1)


def innermost_frame(error: Exception) -> tuple[str, int] | None:
    """Return name and line of the innermost template that was running, if one was."""
    found: tuple[str, int] | None = None
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None and not _STAND_IN.fullmatch(trace.tb_frame.f_code.co_name):
            found = (template.name, template.get_corresponding_lineno(trace.tb_lineno))
        trace = trace.tb_next
    return found


def _syntax(error: TemplateSyntaxError, place: Place, environment: Environment) -> Diagnostic:
    message = str(error.message)
    unknown = _unknown(message, place, environment)
    span = place.of(_quoted(message))
    return unknown or catalogue.templates.syntax(span, in_chinese(message))


def _unknown(message: str, place: Place, environment: Environment) -> Diagnostic | None:
    """Return the fault of a filter or test that does not exist; Jinja may tell it late."""
    word = _quoted(message)
    if message.startswith("No filter named"):
        close = nearest(word, environment.filters)
        return catalogue.templates.undefined(place.of(word), f"没有叫“{word}”的过滤器", close)
    if message.startswith("No test named"):
        close = nearest(word, environment.tests)
        return catalogue.templates.undefined(place.of(word), f"没有叫“{word}”的判断", close)
    return None


def _quoted(message: str) -> str:
    return message.split("'")[1] if message.count("'") > 1 else ""


def in_chinese(message: str) -> str:
    """Return Jinja's words about bad syntax in words for people, where they are known."""
    told = (chinese for english, chinese in _SYNTAX if english in message)
    return next(told, "这里读不懂" if message[:1].isascii() else message)


def _undefined(message: str, place: Place, context: dict[str, Any]) -> Diagnostic:
    """Read the name out of Jinja's sentence: 'x' is undefined, … has no attribute 'x'."""
    quoted = message.split("'")[1::2]
    word = quoted[-1] if quoted else message
    owner = quoted[0] if len(quoted) > 1 else ""
    if "has no element" in message:
        word = message.rpartition("has no element ")[2]
    if "inline if-expression" in message:
        told = "这里的 if 没有 else，条件不成立时没有可印的"
        return catalogue.templates.undefined(place.of("if"), told, "")
    if "parameter" in message:
        return catalogue.templates.bad_call(place.of(word), f"宏少了参数“{word}”")
    if owner.endswith(("Prose object", "str object")):
        told = f"这是一段话，不是一列，里面没有“{word}”"
        hint = "循环要用一列，如 {% for 章 in 章节 %}"
        return catalogue.templates.undefined(place.of(word), told, "", hint)
    where = "这里" if owner else "报告里"
    others = context.keys() - {word}  # it is one of the report, but not here
    return catalogue.templates.undefined(
        place.of(word), f"{where}没有“{word}”", nearest(word, others)
    )


class Place:
    """A line of a template, in which words are looked for."""

    def __init__(self, sources: Sources, name: str, line: int) -> None:
        self.source = sources.source(name)
        last = self.source.text.count("\n") + 1
        self.line = min(max(line, 1), last)

    def of(self, word: str) -> Span:
        """Return the place of a word in the line, else of its first tag, else its text."""
        text = self.source.line(self.line)
        start = self._found(word) if word else -1
        length = len(word)
        if start < 0:
            start, length = _first_tag(text)
        offset = self.source.offset(self.line) + start
        return Span(self.source, offset, offset + max(1, length))

    def called(self, name: str) -> Span:
        """Return the place of a macro, function, filter or test where it is used."""
        word = re.escape(name)
        used = rf"(?:\|\s*|(?<!\w)is\s+(?:not\s+)?)({word})(?!\w)|(?<!\w)(?<!macro )({word})\s*\("
        for tag in self._tags():
            if match := re.search(used, tag[0]):
                return self._span(tag, match.span(match.lastindex or 0))
        return self.of(name)

    def no_function(self, context: dict[str, Any]) -> Span:
        """Return the place of the first name before a bracket that is no function."""
        calls = [(tag, match) for tag in self._tags() for match in _CALL.finditer(tag[0])]
        # A name of the report tells surely; what is taken out of something, most likely.
        for sure in (True, False):
            for tag, match in calls:
                known = match[1] in context and not callable(context[match[1]])
                if known if sure else match[2]:
                    return self._span(tag, (match.start(1), match.end(2)))
        return self._span(calls[0][0], calls[0][1].span(1)) if calls else self.of("")

    def _tags(self) -> Iterator[re.Match[str]]:
        """Yield the tags that stand in the line, whole or in part, and comments."""
        first = self.source.offset(self.line)
        last = first + len(self.source.line(self.line))
        for tag in _TAGS.finditer(self.source.text):
            if tag.end() > first and tag.start() < last:
                yield tag

    def _span(self, tag: re.Match[str], part: tuple[int, int]) -> Span:
        return Span(self.source, tag.start() + part[0], tag.start() + part[1])

    def _found(self, word: str) -> int:
        """Return where a word stands in the line: inside a tag first, never in a comment."""
        first = self.source.offset(self.line)
        last = first + len(self.source.line(self.line))
        whole = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        comments = []
        for tag in self._tags():
            if tag[0].startswith("{#"):
                comments.append(tag.span())
                continue
            found = whole.search(self.source.text, max(first, tag.start()), min(last, tag.end()))
            if found:
                return found.start() - first
        at = self.source.text.find(word, first, last)
        while any(start <= at < end for start, end in comments):
            at = self.source.text.find(word, at + 1, last)
        return at - first if at >= 0 else -1


def _first_tag(line: str) -> tuple[int, int]:
    for opening, closing in (("{{", "}}"), ("{%", "%}")):
        start = line.find(opening)
        if start >= 0:
            end = line.find(closing, start)
            return start, (end + 2 if end >= 0 else len(line)) - start
    return len(line) - len(line.lstrip()), len(line.strip())
