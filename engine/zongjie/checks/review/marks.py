"""文字: punctuation, pairs, and the order of headings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zongjie.checks.passages import Passage, is_prose
from zongjie.checks.review.scope import Scope
from zongjie.diagnostics import Diagnostic, Fix, catalogue
from zongjie.document import Heading
from zongjie.text import pattern

# Beside a Chinese character or mark; a class of all characters takes long to compile.
_WIDE: Final = r"[^\x00-\xff]"
_HALF: Final = pattern(
    rf"[,;:!?](?<=(?:{_WIDE}|%).)(?={_WIDE}|$)|\.(?<={_WIDE}.)(?=$|{_WIDE})"
    rf"|\((?<={_WIDE}.)(?={_WIDE})|\)(?<={_WIDE}.)(?={_WIDE}|$)"
    rf"|\"(?:(?<={_WIDE}.)|(?={_WIDE}))"
)
_FULL: Final = dict(zip(",;:!?.()", "，；：！？。（）", strict=True)) | {'"': "“”"}


def half_width(scope: Scope) -> Iterator[Diagnostic]:
    """A half-width mark between Chinese characters; of a paragraph the first is shown."""
    for passage in scope.passages:
        found = list(_HALF.finditer(passage.typed))
        span = passage.place(*found[0].span()) if found else None
        if span is not None:
            mark = found[0][0]
            yield catalogue.leftovers.half_width_mark(span, mark, _FULL[mark], len(found))


_SINGLE: Final = pattern(r"[{｛]([^{}｛｝\n]{1,40})[}｝]")


def single_braces(scope: Scope) -> Iterator[Diagnostic]:
    """{名}: a reference that lacks a brace on both sides is printed as it stands."""
    for passage in scope.passages:
        for match in _SINGLE.finditer(passage.typed):
            named = scope.report.indicator(match[1].partition(".")[0].strip())
            span = passage.place(*match.span()) if named is not None else None
            if span is not None:
                fix = Fix("改成两层花括号", span, f"{{{{{match[1]}}}}}")
                yield catalogue.leftovers.single_braces(span, match[0], fix)


# ---- pairs -------------------------------------------------------------------------------

_OPENS: Final = dict(zip("“‘《（【〔「『", "”’》）】〕」』", strict=True))
_CLOSES: Final = {close: open_ for open_, close in _OPENS.items()}
_PAIRED: Final = pattern("[“”‘’《》（）【】〔〕「」『』]")
_LISTING: Final = pattern("(?:^|(?<=[。；：，、 ]))[0-9一二三四五六七八九十a-zA-Z]{1,2}$")
_TWICE: Final = pattern(
    "““|””|‘‘|’’|《《|》》|，，|。。|、、|；；|：：|，。|。，|、，|，、|、。|；。|。；"
)
_APART: Final = 12  # passages between the halves of a bracket that is round several


def pairs(scope: Scope) -> Iterator[Diagnostic]:
    """Quotes and brackets of a paragraph open and close in turn."""
    halves = [
        (number, passage, at)
        for number, passage in enumerate(scope.passages if scope.whole else ())
        if not _TWICE.search(passage.text)  # told by itself; the halves would only repeat it
        for at in _unpaired(passage.text)
    ]
    open_: list[tuple[int, Passage, int]] = []
    for number, passage, at in halves:
        mark = passage.text[at]
        first = open_[-1] if open_ else None
        meets = first is not None and _OPENS.get(first[1].text[first[2]]) == mark
        if first is not None and meets and number - first[0] <= _APART:
            open_.pop()  # a bracket round several paragraphs
        else:
            open_.append((number, passage, at))
    for _, passage, at in open_:
        span = passage.place(at, at + 1)
        if span is not None:
            yield catalogue.leftovers.unpaired(span, passage.text[at])


def _unpaired(text: str) -> Iterator[int]:
    """Yield the first half of a text that has no other."""
    waiting: list[int] = []
    for match in _PAIRED.finditer(text):
        at, mark = match.start(), match[0]
        if mark in _OPENS:
            if mark == "“" and any(text[one] == "“" for one in waiting):
                yield next(one for one in waiting if text[one] == "“")
                return
            waiting.append(at)
        elif waiting and text[waiting[-1]] == _CLOSES[mark]:
            waiting.pop()
        elif mark == "）" and _LISTING.search(text, max(0, at - 3), at):
            continue  # 1） heads an item
        elif mark == "’" and text[at - 1 : at].isascii() and at:
            continue  # an apostrophe
        else:
            yield at
            return
    if waiting:
        yield waiting[-1]


def doubled(scope: Scope) -> Iterator[Diagnostic]:
    """A mark that was typed twice."""
    for passage in scope.passages if scope.whole else ():
        said: set[str] = set()
        for match in _TWICE.finditer(passage.text):
            span = passage.place(*match.span())
            halves = match[0][0] in _CLOSES and _CLOSES[match[0][0]] * 2 in said
            if span is not None and not halves:  # ““十四五”” is one slip
                yield catalogue.leftovers.doubled(span, match[0])
            said.add(match[0])


# ---- levels ------------------------------------------------------------------------------

_NUMBERS: Final = (
    pattern(r"[ 　]*([一二三四五六七八九十]{1,3}、)"),
    pattern(r"[ 　]*(（[一二三四五六七八九十]{1,3}）)"),
    pattern(r"[ 　]*([0-9]{1,2}[.．](?![0-9]))"),
    pattern(r"[ 　]*([（(][0-9]{1,2}[）)])"),
)


def levels(scope: Scope) -> Iterator[Diagnostic]:
    """Typed numbers go down one level at a time, from wherever they begin."""
    if scope.report.style.levels:
        return  # the text has its own order, and says so
    above: tuple[int, str] | None = None
    for passage in scope.passages:
        heading = isinstance(passage.block, Heading)
        if passage.note or not (heading or is_prose(passage)):
            continue
        own = _numbered(passage)
        if own is None:
            above = None if heading else above  # an unnumbered heading begins anew
            continue
        level, said, end = own
        if above is not None and level > above[0] + 1 and not heading:
            span = passage.place(end - len(said), end)
            if span is not None:
                yield catalogue.leftovers.level_skipped(span, said, above[1])
        above = (level, said)


def _numbered(passage: Passage) -> tuple[int, str, int] | None:
    """Return the level of the number a passage begins with, the number, and where it ends."""
    block = passage.block
    text = block.number if isinstance(block, Heading) else passage.text
    for level, form in enumerate(_NUMBERS):
        match = form.match(text)
        if match is not None:
            return level, match[1], match.end(1)
    return None
