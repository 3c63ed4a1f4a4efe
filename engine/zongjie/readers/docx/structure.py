"""What a text written by hand is, by its looks: title, headings, leads, signature.

Staff type a text and make it look right; styles say little.  Our own files never come
here, their styles say all.  Blanks, tabs and empty paragraphs that only lay out go.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from zongjie.readers.docx.blocks import MEANT
from zongjie.readers.docx.items import LEAD, NUMBER, Item, Items, Mark, Text, characters
from zongjie.readers.docx.looks import Face
from zongjie.readers.docx.wordtree import WordBlock, WordParagraph

_TITLE: Final = "Title"
_SUBTITLE: Final = "Subtitle"
_WIDTHS: Final = {" ": 1, "\xa0": 1, "\t": 4, "\u3000": 2, "\u2002": 1, "\u2003": 2}
_PUSHED: Final = 8  # half-width blanks typed before a line: nobody indents that far
_BEFORE_TITLE: Final = 5  # paragraphs: 文号, 密级 and the like
_BEHIND_DATE: Final = 6  # blocks: 附注, 抄送, 版记
_LONGEST_TITLE: Final = 60
_LONGEST_HEADING: Final = 40
_LONGEST_LEAD: Final = 60
_LONGEST_ORGAN: Final = 30
_STOPS: Final = re.compile("[。！？；]")
_OPEN_END: Final = ("，", "、", "：", "；", ",", ":", ";")
_LEAD_END: Final = ("。", "：", "！", "？", "；", "，", ":", ".")
_NUMBERED: Final = re.compile(
    r"第?[一二三四五六七八九十]+[部、章节]|[（(]?[一二三四五六七八九十0-9]+[）).．、]"
)
_DATE: Final = re.compile(
    r"[12][0-9〇○零一二三四五六七八九]{3}年.{1,3}月.{1,3}日|二[〇○零].{2}年.{1,3}月.{1,3}日"
)
_TOC: Final = re.compile(r"(?:toc|目录) ?[1-9]", re.IGNORECASE)
_CONTENTS: Final = "目录"


def structured(words: Sequence[WordBlock], *, contents: bool) -> tuple[list[WordBlock], bool]:
    """Return what Word says with its structure told by styles, and whether it listed contents.

    ``contents`` says that a table of contents was dropped: then its title goes too.
    """
    listed = contents or any(_is_listing(word) for word in words)
    found: list[WordBlock] = []
    for word in words:
        if not isinstance(word, WordParagraph):
            found.append(word)
        elif not (_is_listing(word) or (listed and _bare(word) == _CONTENTS)):
            found += _tidied(word)
    _entitle(found)
    if not any(isinstance(word, WordParagraph) and word.outline is not None for word in found):
        _head(found)
    _sign(found)
    return [_unpadded(word) for word in found], listed


def _is_listing(word: WordBlock) -> bool:
    return isinstance(word, WordParagraph) and _TOC.fullmatch(word.style) is not None


def _bare(word: WordParagraph) -> str:
    return "".join(characters(word.items).split())


# ---- what only lays out -----------------------------------------------------------------


def _tidied(word: WordParagraph) -> Iterator[WordParagraph]:
    """Yield a paragraph, its lines as paragraphs, without those that say nothing."""
    lines: list[list[Item]] = [[]]
    splits = word.outline is None and word.style not in MEANT
    for item in word.items:
        if isinstance(item, Text) and item.soft and splits:
            lines.append([])
        else:
            lines[-1].append(item)
    for line in lines:
        if any(isinstance(item, Mark) or item.text.strip() for item in line):
            yield word._replace(items=tuple(line))


def _unpadded(word: WordBlock) -> WordBlock:
    """Drop the blanks a paragraph begins with (typed for an indentation), and tabs behind 一、."""
    if not isinstance(word, WordParagraph):
        return word
    items = list(word.items)
    at = sum(1 for _ in takewhile(_is_number, items))
    while at < len(items) and isinstance(first := items[at], Text):
        items[at] = first = first._replace(text=first.text.lstrip("".join(_WIDTHS)))
        if first.text:
            break
        at += 1
    while at + 1 < len(items) and isinstance(tab := items[at + 1], Text) and tab.text == "\t":
        if not _NUMBERED.fullmatch(characters(tuple(items[at : at + 1])).strip()):
            break
        del items[at + 1]
    return word._replace(items=tuple(items))


def _is_number(item: Item) -> bool:
    return isinstance(item, Text) and item.style == NUMBER


def _pad(word: WordParagraph) -> int:
    """Return how wide the blanks are that a paragraph begins with, in half-width blanks."""
    blanks = takewhile(lambda char: char in _WIDTHS, characters(word.items))
    return sum(_WIDTHS[char] for char in blanks)


# ---- the title --------------------------------------------------------------------------


def _entitle(words: list[WordBlock]) -> None:
    """Find the title where no style names it."""
    if any(isinstance(word, WordParagraph) and word.style == _TITLE for word in words):
        return
    if not _entitle_by_level(words):
        _entitle_by_look(words)


def _entitle_by_level(words: list[WordBlock]) -> bool:
    """Take the first heading, where it has no number and stands above all others.

    Either it alone has the first level, or all others of that level are numbered.
    """
    first = words[0] if words else None
    if not isinstance(first, WordParagraph) or first.outline != 0 or _has_number(first):
        return False
    others = [word for word in words[1:] if isinstance(word, WordParagraph) and word.outline == 0]
    if len(words) == 1 or not all(map(_has_number, others)):
        return False
    words[0] = first._replace(style=_TITLE, outline=None)
    for at, word in enumerate(words if not others else ()):
        if isinstance(word, WordParagraph) and word.outline:
            words[at] = word._replace(outline=word.outline - 1)
    return True


def _has_number(word: WordParagraph) -> bool:
    return any(map(_is_number, word.items)) or _NUMBERED.match(_bare(word)) is not None


def _entitle_by_look(words: list[WordBlock]) -> None:
    """Take the largest of the first lines that stand in the middle, and what is under it."""
    start = next((at for at, word in enumerate(words) if not _may_precede(word, at)), len(words))
    middle = list(takewhile(_is_middle, words[start:]))
    lines = [word for word in middle if isinstance(word, WordParagraph)]
    if not lines:
        return
    sizes = [_face(line.items).size for line in lines]
    first = sizes.index(max(sizes))
    last = first
    while last + 1 < len(lines) and sizes[last + 1] == sizes[first] and last - first < 2:
        last += 1
    items = tuple(item for line in lines[first : last + 1] for item in _unpadded_items(line))
    made = lines[first]._replace(style=_TITLE, outline=None, items=items)
    under = [line._replace(style=_SUBTITLE, outline=None) for line in lines[last + 1 :]]
    words[start + first : start + len(lines)] = [made, *under]


def _unpadded_items(word: WordParagraph) -> Items:
    bare = _unpadded(word)
    return bare.items if isinstance(bare, WordParagraph) else ()


def _may_precede(word: WordBlock, at: int) -> bool:
    """Whether it may stand above a title."""
    if at >= _BEFORE_TITLE or _is_middle(word):
        return False
    if not isinstance(word, WordParagraph):
        return True  # a table with the office's name
    return len(_bare(word)) <= _LONGEST_ORGAN and not _STOPS.search(_bare(word))


def _is_middle(word: WordBlock) -> bool:
    if not isinstance(word, WordParagraph) or (word.outline is not None and word.outline):
        return False
    placed = word.placing.align == "center" or (
        word.placing.align != "right" and _pad(word) >= _PUSHED
    )
    text = _bare(word)
    return (
        placed and len(text) <= _LONGEST_TITLE and not _STOPS.search(text) and not _has_number(word)
    )


# ---- headings and leads -----------------------------------------------------------------


def _family(face: Face) -> int:
    """Return how high a heading in this font is (GB/T 9704-2012 7.3.3): 黑体, 楷体, others."""
    name = face.font.lower()
    if "黑" in name or "标宋" in name or "hei" in name:
        return 0
    return 1 if "楷" in name or "kai" in name else 2


def _rank(face: Face) -> tuple[int, int, bool]:
    return -face.size, _family(face), not face.bold


def _face(items: Items) -> Face:
    """Return the font of most characters."""
    return _most(items)[0]


def _most(items: Items) -> tuple[Face, int]:
    counts: Counter[Face] = Counter()
    for item in items:
        if isinstance(item, Text) and item.style != NUMBER:
            counts[item.face or Face()] += len(item.text.strip())
    return counts.most_common(1)[0] if counts else (Face(), 0)


def _stands_out(face: Face, body: Face) -> bool:
    if face.size < body.size:
        return False
    return face.size > body.size or _family(face) < _family(body) or face.bold > body.bold


def _is_plain(word: WordBlock) -> bool:
    return isinstance(word, WordParagraph) and word.style not in MEANT


def _head(words: list[WordBlock]) -> None:
    """Make headings of short paragraphs in a font of their own, and leads of such beginnings."""
    plain = [word for word in words if isinstance(word, WordParagraph) and _is_plain(word)]
    body = _face(tuple(item for word in plain for item in word.items))
    heads = {at: face for at, word in enumerate(words) if (face := _heading(word, body))}
    ranks = sorted(set(map(_rank, heads.values())))
    for at, word in enumerate(words):
        if not isinstance(word, WordParagraph) or not _is_plain(word):
            continue
        if at in heads:
            words[at] = word._replace(outline=min(ranks.index(_rank(heads[at])), 8))
        else:
            words[at] = word._replace(items=_led(word.items, body))


def _heading(word: WordBlock, body: Face) -> Face | None:
    """Return the font of a paragraph that looks like a heading."""
    if not isinstance(word, WordParagraph) or not _is_plain(word):
        return None
    text = _bare(word)
    if (
        not 1 < len(text) <= _LONGEST_HEADING
        or _STOPS.search(text[:-1])
        or text.endswith(_OPEN_END)
    ):
        return None
    middle = word.placing.align in ("center", "right") or _pad(word) >= _PUSHED
    face, count = _most(word.items)
    if (middle and not _NUMBERED.match(text)) or count * 5 < len(text) * 4:
        return None
    return face if _stands_out(face, body) else None


def _led(items: Items, body: Face) -> Items:
    """Mark a beginning that stands out, and ends like a sentence, as a lead."""
    size = sum(1 for _ in takewhile(lambda item: _may_lead(item, body), items))
    lead = items[:size]
    text = characters(lead).strip()
    rest = characters(items[size:]).strip()
    if not text.endswith(_LEAD_END) or not 3 < len(text) <= _LONGEST_LEAD or not rest:
        return items
    marked = (
        item._replace(bold=True) if isinstance(item, Mark) else item._replace(style=LEAD)
        for item in lead
    )
    return (*marked, *items[size:])


def _may_lead(item: Item, body: Face) -> bool:
    if isinstance(item, Mark) or item.style == NUMBER or not item.text.strip():
        return True
    return item.face is not None and _stands_out(item.face, body)


# ---- the signature ----------------------------------------------------------------------


def _sign(words: list[WordBlock]) -> None:
    """Find the date, and who signs above it: they stand to the right, near the end."""
    for at in range(len(words) - 1, max(len(words) - 1 - _BEHIND_DATE, -1), -1):
        date = words[at]
        if not isinstance(date, WordParagraph) or not _is_right(date):
            continue
        if _DATE.fullmatch(_bare(date)):
            words[at] = date._replace(style="Date", outline=None)
            organ = words[at - 1] if at else None
            if isinstance(organ, WordParagraph) and _is_plain(organ) and _is_right(organ):
                words[at - 1] = organ._replace(style="Signature", outline=None)
            return


def _is_right(word: WordParagraph) -> bool:
    text = _bare(word)
    placed = word.placing.align in ("right", "end") or _pad(word) >= _PUSHED
    return placed and len(text) <= _LONGEST_ORGAN and not _STOPS.search(text)
