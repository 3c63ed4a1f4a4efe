"""What stands behind a colon or a dash, and what of it YAML would read otherwise."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from zongjie.diagnostics import catalogue
from zongjie.sources.edit import Edit
from zongjie.sources.mending import blocks, brackets
from zongjie.sources.mending.flaws import Tell, quoted
from zongjie.sources.mending.layout import LIST, Level
from zongjie.sources.mending.lines import (
    HIDDEN,
    ODD,
    QUOTES,
    is_only_text,
    knows,
    takes_any,
)
from zongjie.sources.schema import Spec
from zongjie.text import pattern

if TYPE_CHECKING:
    from zongjie.sources.mending.scan import Scan

_COMMENT: Final = pattern(r"[ \t]+#")
_ODD_COMMENT: Final = pattern(r"[ \t]+(＃|//)|(?<=\S)(#)[ \t]")
_BEHIND_FIGURE: Final = pattern(rf"[0-9０-９][^\s#＃]{{0,20}}([ {ODD}]*#)")
_SIGN: Final = pattern(r"[^\w\s#|>&*!'\"](?=[ \t]*$|[ \t]+#)|[*&!](?=[ \t]*$|[ \t]+#)")
_BAR: Final = pattern(r"[|>](?:[-+]?[1-9]?|[1-9][-+])[ \t]*(?:[ \t]#.*)?")
_COLON: Final = pattern(r":(?:[ \t]+|$)")
_SECOND: Final = pattern(
    rf"([ {ODD}]*[,，;；、][ {ODD}]*|[ {ODD}]+)([^\s:：,，;；、。]{{1,12}})[ \t]*[:：][ {ODD}]*"
)
_FIGURE_THEN_KEY: Final = pattern(r"[0-9０-９.．年%％]+([^\s0-9:：]{1,12}):(?:[ \t]+|$)")
_ANCHOR: Final = pattern(r"[&*]([^\s,\[\]{}]+)")
_RESERVED: Final = "%@`!]},"
_CLOSING: Final = "”“＂’‘＇"
_INNER: Final = {
    '"': pattern(r'"(?:[^"\\]|\\.)*"'),
    "'": pattern(r"'(?:[^']|'')*'"),
}


def read(scan: Scan, level: Level, spec: Spec | None, at: int, stop: int) -> None:
    """Read the value that begins at an offset, to its last row."""
    text = scan.text
    tell: Tell
    stop = at + len(text[at:stop].rstrip(" \t"))
    at = _blanks(scan, at, stop)
    if at >= stop or text[at] == "#":
        return  # it stays open for the rows below
    first, raw = text[at], text[at:stop]
    if raw.startswith(("＃", "//")) and _opens_keys(scan, level):
        sign = "＃" if first == "＃" else "//"
        span = (at, at + len(sign))
        tell = partial(catalogue.slips.odd_hash, sign=sign)
        scan.note(span, tell, "改成半角井号", Edit(*span, "#"))
        return
    if raw in "|[{>" and spec is not None and "string" not in spec.types:
        if raw not in "[{" or not brackets.closes(scan, level, at):
            _needless(scan, at)
            return
    elif _SIGN.match(raw) and not is_only_text(spec) and _opens_keys(scan, level):
        _needless(scan, at)
        return
    if first == "-" and (len(raw) == 1 or _COMMENT.match(raw[1:])):
        tell = partial(catalogue.slips.dash_for_nothing, key=level.name, sign="-")
        before = at - 1 if text[at - 1] == " " else at
        scan.note((at, at + 1), tell, "改为留空", Edit(before, at + 1, ""))
    elif first in "|>｜":
        _bar(scan, level, at, stop)
    elif first in "\"'":
        _quotes(scan, level, at, stop)
    elif first in brackets.OPENING and brackets.read(scan, level, spec, at, stop):
        return
    elif first in "&*" and _is_anchor(scan, raw):
        if " " in raw:  # else it belongs to what stands below
            level.end("plain")
    elif first in f"{_RESERVED}&*[{{" or raw[:2] in ("? ", "- ", ": "):
        _reserved(scan, level, spec, at, stop)
    else:
        level.end("plain")
        go_on(scan, at, stop)


def _needless(scan: Scan, at: int) -> None:
    """Note a sign behind a key that has what belongs to it in the rows below."""
    tell = partial(catalogue.slips.needless_sign, sign=scan.text[at])
    scan.note((at, at + 1), tell, "删去它", Edit(at, at + 1, ""))


def _opens_keys(scan: Scan, level: Level) -> bool:
    """Whether the next row is a key or an item below this one."""
    for row, line, lead in scan.rows_below():
        if len(lead) < len(line):
            return len(lead) > level.col and blocks.is_item_or_key(scan, row)
    return False


def _blanks(scan: Scan, at: int, stop: int) -> int:
    """Return where a value begins; note blanks before it that YAML takes for a part of it."""
    text = scan.text
    begun = at
    while at < stop and text[at] in f" {ODD}":
        if text[at] in HIDDEN:
            _invisible(scan, at)
        at += 1
    odd = text[begun:at].strip(" \t")
    if odd and (at >= stop or text[at] == "#") and odd[0] not in HIDDEN:
        place = text.index(odd[0], begun)
        tell = partial(catalogue.slips.invisible, code=ord(odd[0]))
        scan.note((place, at), tell, "换成半角空格", Edit(place, at, " " * (at < stop)))
    return at


def _invisible(scan: Scan, at: int) -> None:
    tell = partial(catalogue.slips.invisible, code=ord(scan.text[at]))
    scan.note((at, at + 1), tell, "删去这个字符", Edit(at, at + 1, ""))


def end_of_text(scan: Scan, level: Level, stop: int) -> int:
    """Return where a plain text ends that goes on in rows below, and go to the last of them."""
    last = scan.row
    for row, line, lead in scan.rows_below():
        if len(lead) == len(line) or line[len(lead)] == "#" or len(lead) <= level.col:
            break
        if blocks.is_structure(scan, row):
            break
        stop = scan.starts[row] + len(line.rstrip(" \t"))
        last = row
    scan.row = last
    return stop


# ---- texts without quotes ----------------------------------------------------------


def go_on(scan: Scan, at: int, stop: int) -> None:
    """Look through a plain text, or a row of it."""
    raw = scan.text[at:stop]
    comment = _COMMENT.search(raw)
    body = raw[: comment.start()] if comment else raw
    odd = _ODD_COMMENT.search(body) or _BEHIND_FIGURE.match(body)
    if odd:
        start, end = odd.span(odd.lastindex or 0)
        sign = raw[start:end].strip(f" {ODD}")
        new = " #" if sign == "#" else "#"
        span = (at + start, at + end)
        note = partial(catalogue.slips.odd_hash, sign=sign)
        scan.note(span, note, "改成半角井号", Edit(*span, new))
        body = body[:start]
    body = body.rstrip()
    for place, char in enumerate(body):
        if char in HIDDEN:
            _invisible(scan, at + place)
    if len(body) > 2 and body[0] in QUOTES and body[-1] in QUOTES:
        edits = (Edit(at, at + 1, ""), Edit(at + len(body) - 1, at + len(body), ""))
        tell = catalogue.slips.curly_quotes
        scan.note((at, at + len(body)), tell, "去掉引号", *edits, is_safe=False)
    _colons(scan, at, body)


def _colons(scan: Scan, at: int, body: str) -> None:
    """Find a second key in the row, else a colon that looks like one's."""
    level = scan.layout.top
    done = _glued(scan, level, at, body)
    for match in _SECOND.finditer(body, done):
        name = match[2]
        is_known = level.kind != LIST and knows(level.spec, name)
        is_pair = level.kind != LIST and takes_any(level.spec) and _is_figure(body[: match.start()])
        if not match.start() or not (is_known or is_pair):
            continue
        start, name_at = at + match.start(), at + match.start(2)
        name_end, end = at + match.end(2), at + match.end()
        edits = [Edit(start, name_at, scan.newline + " " * level.fixed)]
        if scan.text[name_end:end] != ": ":
            edits.append(Edit(name_end, end, ": "))
        tell: Tell = partial(catalogue.slips.two_on_a_line, key=name)
        scan.note((name_at, name_end), tell, "拆成两行", *edits)
        level.begin(name)
        done = match.end()
    if done and body[done:].strip():
        level.end("plain")
    for match in _COLON.finditer(body, done):
        start, end = at + match.start(), at + match.end()
        told = catalogue.slips.colon_in_text
        scan.note((start, end), told, "改成中文冒号", Edit(start, end, "："))


def _glued(scan: Scan, level: Level, at: int, body: str) -> int:
    """Find a key that stands in the row of the one before it, without even a blank."""
    match = _FIGURE_THEN_KEY.match(body)
    if match is None or level.kind == LIST or not knows(level.spec, match[1]):
        return 0
    place = at + match.start(1)
    tell = partial(catalogue.slips.two_on_a_line, key=match[1])
    edit = Edit(place, place, scan.newline + " " * level.fixed)
    scan.note((place, at + match.end(1)), tell, "拆成两行", edit)
    level.begin(match[1])
    return match.end()


def _is_figure(text: str) -> bool:
    return any(char.isdigit() for char in text)


# ---- quotes ------------------------------------------------------------------------


def _quotes(scan: Scan, level: Level, at: int, stop: int) -> None:
    text, mark = scan.text, scan.text[at]
    level.end("quoted")
    match = _INNER[mark].match(text, at, stop)
    if match is None:
        _unclosed(scan, level, at, stop)
        return
    tail = text[match.end() : stop]
    if not tail.strip() or _COMMENT.match(tail):
        return
    if tail.lstrip(" \t").startswith(":"):
        return  # a key of its own
    comment = None
    for found in _COMMENT.finditer(tail):
        comment = found
    end = match.end() + comment.start() if comment and mark not in tail[comment.end() :] else stop
    inner = text[at + 1 : end - 1]
    tell = catalogue.slips.quotes_inside
    if text[end - 1] != mark:
        edits = quoted(text, at, end)
    elif mark == '"' and "'" not in inner:
        edits = [Edit(at, at + 1, "'"), Edit(end - 1, end, "'")]
    else:
        double = "\\" if mark == '"' else "'"
        marks = [at + 1 + n for n, char in enumerate(inner) if char == mark]
        edits = [Edit(place, place, double) for place in marks]
    scan.note((at, end), tell, "把内容整个括住", *edits)


def _unclosed(scan: Scan, level: Level, at: int, stop: int) -> None:
    """Look for the end of a quoted text in the rows below."""
    text, mark = scan.text, scan.text[at]
    for row, line, lead in scan.rows_below():
        is_blank = len(lead) == len(line)
        if not is_blank and len(lead) <= level.col and blocks.is_structure(scan, row):
            break
        if mark in line:
            end = scan.starts[row] + len(line)
            match = _INNER[mark].match(text, at, end)
            tail = text[match.end() : end] if match else "-"
            if not tail.strip() or _COMMENT.match(tail):
                scan.row = row
                return
            if match:
                break
    comment = _COMMENT.search(text, at, stop)
    stop = comment.start() if comment else end_of_text(scan, level, stop)
    key = f"“{level.name}”" if level.name else "这一项"
    tell = partial(catalogue.slips.unclosed_quote, key=key)
    last = text[stop - 1]
    if stop - at > 1 and last in _CLOSING:
        edit = Edit(stop - 1, stop, mark)
    else:
        edit = Edit(stop, stop, mark)
    scan.note((at, at + 1), tell, "补上引号", edit)


# ---- signs that mean something else -----------------------------------------------


def _bar(scan: Scan, level: Level, at: int, stop: int) -> None:
    text = scan.text
    raw = text[at:stop]
    if raw[0] == "｜" and (len(raw) == 1 or raw[1] in " \t"):
        odd = partial(catalogue.slips.odd_bar, sign=raw[0])
        scan.note((at, at + 1), odd, "改成半角竖线", Edit(at, at + 1, "|"))
        raw = f"|{raw[1:]}"
    if raw[0] == "｜":
        level.end("plain")
        go_on(scan, at, stop)
        return
    if _BAR.fullmatch(raw):
        blocks.skip(scan, level)
        return
    if raw[0] == ">":
        _reserved(scan, level, None, at, stop)
        return
    tell = partial(catalogue.slips.text_behind_bar, sign="|")
    after = at + 1 + len(raw[1:]) - len(raw[1:].lstrip(" \t"))
    col = level.fixed + 2
    for line in scan.lines[scan.row + 1 :]:
        if line.strip():
            lead = len(line) - len(line.lstrip(" "))
            col = lead if lead > level.col else col
            break
    scan.note((at, at + 1), tell, "另起一行", Edit(at + 1, after, scan.newline + " " * col))
    blocks.skip(scan, level)


def _is_anchor(scan: Scan, raw: str) -> bool:
    """Whether it is YAML's own way to say a thing twice: then there are two of them."""
    match = _ANCHOR.match(raw)
    if match is None:
        return False
    other = "*" if raw[0] == "&" else "&"
    return f"{other}{match[1]}" in scan.text


def _reserved(scan: Scan, level: Level, spec: Spec | None, at: int, stop: int) -> None:
    text = scan.text
    raw = text[at:stop]
    if raw.startswith("- ") and spec is not None and "array" in spec.types:
        tell: Tell = partial(catalogue.slips.two_on_a_line, key="-")
        back = len(text[:at].rstrip(" \t")) if at < 4096 else at - 1
        scan.note(
            (at, at + 1), tell, "另起一行", Edit(back, at, scan.newline + " " * (level.fixed + 2))
        )
        level.end("plain")
        return
    level.end("quoted")
    if spec is not None and "string" not in spec.types:
        return  # no text can be meant
    comment = _COMMENT.search(raw)
    stop = at + comment.start() if comment else end_of_text(scan, level, stop)
    close = text.find("}}", at, stop) if raw.startswith("{{") else -1
    braces = catalogue.syntax.braces_unquoted
    tell = braces if raw.startswith("{{") else reserved_sign(raw[0])
    end = close + 2 if close > 0 else at + 1
    scan.note((at, end), tell, "两头加英文引号", *quoted(text, at, stop))


def reserved_sign(sign: str) -> Tell:
    """Return the rule for a sign that no value may begin with."""
    if sign in "&*":
        return partial(catalogue.syntax.alias_or_anchor, sign=sign)
    return (
        catalogue.syntax.tag if sign == "!" else partial(catalogue.slips.reserved_start, sign=sign)
    )
