"""Reads a report line by line, as staff type it, and notes what YAML would not take.

It knows the keys of the schema, the blocks, quotes and brackets that are open,
and the indentation.  What it notes is only a guess: whoever asks has it proved.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from zongjie.diagnostics import catalogue
from zongjie.sources.edit import Edit
from zongjie.sources.mending import blocks, brackets, indents, values
from zongjie.sources.mending.flaws import MOST, Flaw, Tell, quoted
from zongjie.sources.mending.layout import LIST, MAP, Layout, Level
from zongjie.sources.mending.lines import (
    HIDDEN,
    ODD,
    Key,
    columns,
    inner_key,
    is_name,
    key_of,
    knows,
    lead_of,
    name_of_blank,
    takes_any,
)
from zongjie.sources.nodes import MAX_DEPTH
from zongjie.sources.schema import Spec
from zongjie.text import pattern

_DASH: Final = pattern(r"-(?=[ \t]|$)[ \t]*")
_RULED: Final = pattern(r"[-=_*~#＝—－·.]{4,}(?:[^:：]*[-=_*~#＝—－·.]{3,})?[ \t]*")
_FIGURE: Final = pattern(
    r"([^\s0-9０-９:：，。；！？]{2,20}?)[ \t=＝;；,，、.。_—-]*([0-9０-９]\S{0,20})[ \t]*"
)
_SIGNS: Final = frozenset("-!%&*?|>{}[]@`\"'")  # what means something to YAML itself
_NUMBER: Final = pattern(r"(?:[（(]?[0-9０-９]{1,2}[)）.．、][ \t]*|[①-⑳][ \t]*)(?=[^\s0-9])")
_STRAY: Final = pattern(r"""([-\[\]{}［］｛｝【】“”‘’"',，、|｜>@%&*!=`~?？；;。.])[ \t]*(?=\S)""")
_PAIRS: Final = {"“": "”", "‘": "’", "【": "】", "[": "]", "［": "］", "{": "}"}
_NOTHING: Final = Spec({})
_LONGEST: Final = 20_000  # characters of a line that is looked into
_FARTHEST: Final = 400  # rows below that a quoted text or brackets may end in
_MOST_AHEAD: Final = 50_000  # rows looked at in advance, all together


def scan(text: str, spec: Spec) -> list[Flaw]:
    """Return what looks like a slip in a text that should fit the schema."""
    reader = Scan(text, spec)
    while reader.row < len(reader.lines) and len(reader.flaws) < MOST:
        reader.read_line()
        reader.row += 1
    return sorted(reader.flaws, key=lambda flaw: (flaw.start, flaw.end))


class Scan:
    """Where the scan stands: a row, the levels, and what was found."""

    def __init__(self, text: str, spec: Spec) -> None:
        self.text = text
        self.lines = [line.removesuffix("\r") for line in text.split("\n")]
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.layout = Layout(spec)
        self.flaws: list[Flaw] = []
        self.row = 0
        self._begun = False
        self._ahead = _MOST_AHEAD

    @property
    def line(self) -> str:
        """The text of the row, without its end."""
        return self.lines[self.row]

    @property
    def start(self) -> int:
        """Where the row begins in the text."""
        return self.starts[self.row]

    def rows_below(self, start: int | None = None) -> Iterator[tuple[int, str, str]]:
        """Yield the rows below with what they begin with; looking far and often comes to an end."""
        begin = (self.row if start is None else start) + 1
        for row in range(begin, min(begin + _FARTHEST, len(self.lines))):
            self._ahead -= 1
            if self._ahead < 0:
                return
            line = self.lines[row]
            yield row, line, lead_of(line)

    def note(
        self, span: tuple[int, int], tell: Tell, title: str, *edits: Edit, is_safe: bool = True
    ) -> Flaw:
        """Note a flaw with what mends it; offsets are those of the text."""
        flaw = Flaw(*span, tell, title, list(edits), is_safe)
        self.flaws.append(flaw)
        return flaw

    def read_line(self) -> None:
        """Read one row, and those that belong to its value."""
        line = self.line
        lead = lead_of(line)
        if len(lead) == len(line) or len(line) > _LONGEST:
            return
        first = line[len(lead)]
        if first in "#＃" or line.startswith("//", len(lead)) or self._is_frame(line):
            self._comment(lead, first)
            return
        if first in "{[" and not self._begun:
            top, stop = self.layout.top, self.start + len(line)
            brackets.read(self, top, top.spec, self.start + len(lead), stop)
        if self.layout.top.text == "flow" and not self._begun:
            return
        self._begun = True
        stray = self._stray(len(lead))
        key: Key | None
        if stray is not None:
            key, lead = stray
            cols, dash = [len(lead)], 0
        else:
            cols = columns(lead)
            dash = self._dash(cols, len(lead))
            key = key_of(line, dash or len(lead), self.layout)
            if key is None and not dash:
                key = self._bare_key(len(lead)) or self._figure_key(len(lead))
        name = key.name if key else ""
        kind = LIST if dash else MAP
        level = self._level(self.layout.likeliest(cols, kind, name), kind, name, key, lead)
        if level is None:
            return
        indents.align(self, level, lead)
        if level.kind == LIST and not dash:
            level = self._missing_dash(level, key)
        if dash:
            level.begin("")
            self._behind_dash(level, len(lead), dash)
        elif key is not None:
            self._key(level, key)

    # ---- lines without a key -----------------------------------------------------

    def _is_frame(self, line: str) -> bool:
        bare = line.rstrip()
        return bare == "..." or bare.startswith("%YAML") or (bare == "---" and not self._begun)

    def _comment(self, lead: str, first: str) -> None:
        at = self.start + len(lead)
        if first in "＃/":
            sign = "//" if first == "/" else first
            span = (at, at + len(sign))
            tell = partial(catalogue.slips.odd_hash, sign=sign)
            self.note(span, tell, "改成半角井号", Edit(*span, "#"))
        elif lead.strip(" "):
            tell = partial(catalogue.slips.odd_indent, what=name_of_blank(lead))
            blanks = " " * columns(lead)[0]
            self.note((self.start, at), tell, "换成半角空格", Edit(self.start, at, blanks))

    def _level(self, col: int, kind: str, name: str, key: Key | None, lead: str) -> Level | None:
        """Return the level that the row belongs to; None where it is text, dealt with."""
        top = self.layout.top
        goes_on = top.text == "plain" and col > top.col
        if goes_on and (kind == LIST or key is None or key.how):
            self._text(lead, col)
            return None
        if kind == MAP and not goes_on and self.layout.lacks_dash(col, name):
            return self.layout.find(col, LIST, name)
        if kind == LIST or key is not None:
            level = self.layout.find(col, kind, name)
            if level is None and (kind == LIST or self._is_key(key, goes_on=goes_on)):
                level = self.layout.nearest(col, kind, name)
            if level is not None:
                return level
        self._text(lead, col)
        return None

    def _is_key(self, key: Key | None, *, goes_on: bool) -> bool:
        """Whether a line that fits nowhere is a key out of line, and no text."""
        if key is None:
            return False
        if self.layout.knows(key.name):
            return True
        if goes_on or self.layout.top.is_open:
            return not key.how and self.layout.takes(key.name) and len(key.name) <= 12
        return is_name(key.name)

    def _text(self, lead: str, col: int) -> None:
        """Read a line that goes on with a text, or begins one below its key."""
        top = self.layout.top
        at, stop = self.start + len(lead), self.start + len(self.line)
        if _RULED.fullmatch(self.line, len(lead)) and (col <= top.col or not top.text):
            tell = catalogue.slips.ruled_line
            self.note((at, stop), tell, "加上井号", Edit(at, at, "# "), is_safe=False)
            return
        if self.line.rstrip() == "---":
            tell = catalogue.syntax.several_documents
            self.note((at, stop), tell, "加上井号", Edit(at, at, "# "), is_safe=False)
            return
        if top.is_open and top.inner is not None and "string" not in top.inner.types:
            return  # no text can be meant: the key stays open for the rows below
        if not top.text and not top.is_open and self.text[at] not in _SIGNS:
            tell = catalogue.slips.ruled_line
            self.note((at, stop), tell, "加上井号", Edit(at, at, "# "), is_safe=False)
        if not top.text and not top.is_open:
            return
        if col <= top.col or lead.strip(" "):
            tell = catalogue.slips.unindented_text
            blanks = Edit(self.start, at, " " * (top.fixed + 2))
            self.note((self.start, max(at, self.start + 1)), tell, "缩进到上面的内容里", blanks)
        if top.text == "plain":
            values.go_on(self, at, stop)
        else:
            values.read(self, top, top.inner, at, stop)

    def _stray(self, at: int) -> tuple[Key, str] | None:
        """Return the key behind a sign that slipped in before it, and its indentation."""
        match = _STRAY.match(self.line, at)
        if match is None or self.line[:at].strip(" "):
            return None
        if match[1] == "-" and self.layout.expects_item([at]):
            return None
        key = key_of(self.line, match.end(), self.layout)
        if match[1] == "-":
            return self._needless_dash(at, match.end(), key)
        cols = {level.col: level for level in self.layout.stack if level.kind == MAP}
        quote = match[1] in "\"'" and self.line.count(match[1]) == 1
        if key is None or (at in cols and takes_any(cols[at].spec) and not quote):
            return None
        if _PAIRS.get(match[1], "\n") in key.name:
            return None  # the name begins with it
        specs = {col: level.spec for col, level in cols.items()} | self._opened(at)
        for col, new in ((match.end(), " "), (match.end() - 1, "")):
            spec = specs.get(col, _NOTHING)
            if knows(spec, key.name) or (spec is not _NOTHING and takes_any(spec)):
                span = (self.start + at, self.start + at + 1)
                tell = partial(catalogue.slips.stray_sign, sign=match[1])
                self.note(span, tell, "删去这个符号", Edit(*span, new))
                return key, " " * col
        return None

    def _opened(self, at: int) -> dict[int, Spec]:
        """Return what may stand in a column below a key that has nothing behind it yet."""
        top = self.layout.top
        inner = top.inner if top.is_open and at > top.col else None
        return {at: inner} if inner is not None and "object" in inner.types else {}

    def _needless_dash(self, at: int, after: int, key: Key | None) -> tuple[Key, str] | None:
        """Return the key behind a dash where no list can be, and its indentation."""
        specs = [level.spec for level in self.layout.stack if level.kind == MAP and level.col == at]
        specs += self._opened(at).values()
        if key is None or key.how or not any(takes_any(s) or knows(s, key.name) for s in specs):
            return None
        span = (self.start + at, self.start + after)
        tell = partial(catalogue.slips.needless_sign, sign="-")
        self.note((span[0], span[0] + 1), tell, "删去短横", Edit(*span, ""))
        return key, " " * at

    def _bare_key(self, at: int) -> Key | None:
        """Return the name that a line consists of, where the rows below belong to it."""
        name = self.line[at:].rstrip()
        below = next(((line, lead) for _, line, lead in self.rows_below() if line.strip()), None)
        if below is None or len(below[1]) <= at or not is_name(name):
            return None
        specs = [one.spec for one in self.layout.stack if one.kind == MAP and one.col == at]
        specs += self._opened(at).values()
        inner = key_of(below[0], len(below[1]), self.layout)
        if not any(map(takes_any, specs)) or inner is None or inner.how:
            return None
        return Key(name, at, at + len(name), len(self.line), "missing")

    def _missing_dash(self, level: Level, key: Key | None) -> Level:
        """Put a dash before an item, and what belongs to it further in."""
        at = self.start + len(lead_of(self.line))
        stop = self.start + len(self.line)
        mark = _NUMBER.match(self.text, at, stop)
        edit = Edit(at, mark.end() if mark else at, "- ")
        level.begin("")
        level.bare = True
        flaw = self.note((at, at + 1), catalogue.slips.missing_dash, "加上短横", edit)
        if key is None:
            values.read(self, level, level.inner, edit.end, stop)
            return level
        inner = self.layout.inside(level, MAP, level.col, level.fixed + 2)
        inner.flaw = flaw  # the keys below move along
        return inner

    def _figure_key(self, at: int) -> Key | None:
        """Return the name of an indicator that its figure follows without a colon."""
        match = _FIGURE.fullmatch(self.line, at)
        specs = [one.spec for one in self.layout.stack if one.kind == MAP and one.col == at]
        specs += self._opened(at).values()
        if match is None or not any(spec is not None and spec.additional for spec in specs):
            return None
        return Key(match[1], at, match.end(1), match.start(2), "missing")

    # ---- lists and keys ----------------------------------------------------------

    def _dash(self, cols: list[int], at: int) -> int:
        """Return where the text behind a dash begins; 0 where there is none."""
        real = _DASH.match(self.line, at)
        if real and self.line[real.end() : real.end() + 1] not in tuple(ODD):
            return real.end()
        odd = blocks.ODD_DASH.match(self.line, at)
        if odd is None or not self.layout.expects_item(cols):
            return real.end() if real else 0
        sign, span = odd[1], (self.start + at, self.start + odd.end())
        if sign != "-":
            tell: Tell = partial(catalogue.slips.odd_dash, sign=sign)
            self.note(span, tell, "改成半角短横", Edit(*span, "- "))
        else:
            # Only what follows the dash is put right: the blank that lacks.
            edit = Edit(span[0] + 1, span[1], " ")
            tell = catalogue.slips.glued_dash
            self.note((span[0], span[0] + 1), tell, "补一个空格", edit)
        return odd.end()

    def _behind_dash(self, level: Level, at: int, after: int) -> None:
        """Read what stands behind a dash: nothing, another list, a key or a text."""
        line = self.line
        level.rows.append(self.row)
        if after >= len(line):
            return
        wide = after - at if line[at : at + 2] == "- " else 2
        col, fixed = level.col + wide, level.fixed + wide
        dash = _DASH.match(line, after)
        is_deep = len(self.layout.stack) >= MAX_DEPTH
        takes_lists = not is_deep and (level.inner is None or "array" in level.inner.types)
        if dash and takes_lists and dash.end() < len(line):
            inner = self.layout.inside(level, LIST, col, fixed)
            inner.begin("")
            self._behind_dash(inner, after, dash.end())
            return
        key = key_of(line, after, self.layout) if line[after] not in "#[{" else None
        if key is not None and (level.inner is None or "object" in level.inner.types):
            self._key(self.layout.inside(level, MAP, col, fixed), key)
        else:
            values.read(self, level, level.inner, self.start + after, self.start + len(line))

    def _key(self, level: Level, key: Key) -> None:
        """Read a key and its value."""
        level.begin(key.name)
        start, end, after = (self.start + at for at in (key.start, key.end, key.after))
        self._name(start, end)
        if key.how:
            self._colon(key, end, after)
        if not self._inner_key(level, key):
            values.read(self, level, level.inner, after, self.start + len(self.line))

    def _inner_key(self, level: Level, outer: Key) -> bool:
        """Read a pair that belongs below a key and stands in its row; False where none does."""
        inner, at = level.inner, outer.after + len(lead_of(self.line[outer.after :]))
        if inner is None or "object" not in inner.types or len(self.layout.stack) >= MAX_DEPTH:
            return False
        key = inner_key(inner, self.line, at, self.layout)
        if key is None:
            return False
        below = next((len(lead) for _, line, lead in self.rows_below() if line.strip()), 0)
        col = below if below > level.col else level.fixed + 2
        tell = partial(catalogue.slips.two_on_a_line, key=key.name)
        edit = Edit(self.start + outer.after, self.start + at, self.newline + " " * col)
        self.note((self.start + key.start, self.start + key.end), tell, "拆成两行", edit)
        self._key(self.layout.inside(level, MAP, col, col), key)
        return True

    def _colon(self, key: Key, end: int, after: int) -> None:
        """Note a colon that YAML does not take for one."""
        rules = catalogue.syntax.full_width_colon, catalogue.syntax.glued_colon
        rule, title = {
            "wide": (rules[0], "改成半角冒号加一个空格"),
            "glued": (rules[1], "补一个空格"),
            "missing": (catalogue.slips.missing_colon, "补上冒号"),
        }[key.how]
        gap = self.text[end:after]
        new = ":" if after == self.start + len(self.line) else ": "
        skip = gap.startswith(":")  # only the blank lacks
        edit = Edit(end + skip, after, new[skip:])
        # A colon that lacks is told of at the word that it lacks behind.
        first = self.start + key.start if key.how == "missing" else end
        last = end if key.how == "missing" else after
        self.note((first, last), partial(rule, key=key.name), title, edit)

    def _name(self, start: int, end: int) -> None:
        """Look at the letters of a key."""
        name = self.text[start:end]
        for at, char in enumerate(name):
            if char in HIDDEN:
                span = (start + at, start + at + 1)
                hidden = partial(catalogue.slips.invisible, code=ord(char))
                self.note(span, hidden, "删去这个字符", Edit(*span, ""))
        if name[0] in "\"'" and name[-1] != name[0]:
            edits = quoted(self.text, start, end)
            self.note((start, end), catalogue.slips.quotes_inside, "两头加引号", *edits)
        elif name[0] in "%@`&*![{}]|>,":
            tell = values.reserved_sign(name[0])
            edits = quoted(self.text, start, end)
            self.note((start, end), tell, "两头加英文引号", *edits)
