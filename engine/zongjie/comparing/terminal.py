"""A comparison as text: columns that line up in a Chinese font, 100 wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

from zongjie.comparing import words
from zongjie.comparing.records import Comparison, Match, Pair, Relation, Row
from zongjie.text import display_width, one_line

WIDTH: Final = 100
_COLUMNS: Final = (28, 18, 18, 30)  # with two blanks between, 100
_TWO_COLUMNS: Final = (48, 50)
_MARKS: Final = {
    Relation.SAME: "同",
    Relation.FIGURES: "数",
    Relation.REWORDED: "改",
    Relation.ADDED: "增",
    Relation.REMOVED: "删",
}


def text(compared: Comparison) -> str:
    """Return what differs, in full; what is the same is only counted."""
    first, second = compared.labels
    lines = [f"对比：{first} ←→ {second}"]
    lines += [
        f"  {label}：{one_line(name)}"
        for label, name in zip(compared.labels, compared.names, strict=True)
    ]
    if compared.rows is not None:
        lines += ["", *_indicators(compared.rows, compared.labels)]
    if compared.pairs is not None:
        lines += ["", *_sentences(compared.pairs, compared)]
    return "".join(f"{line}\n" for line in lines)


# ---- 指标 ------------------------------------------------------------------------


def _indicators(rows: Sequence[Row], labels: tuple[str, str]) -> Iterator[str]:
    first, second = labels
    counts = {match: sum(row.match is match for row in rows) for match in Match}
    alone = [sum(row.after is None for row in rows), sum(row.before is None for row in rows)]
    both = len(rows) - sum(alone)
    yield f"指标：{first} {both + alone[0]} 项，{second} {both + alone[1]} 项"
    if not rows:
        return
    matched = "，".join(f"{match.value} {counts[match]}" for match in list(Match)[:-1])
    only = "，".join(f"只在{label}的 {n} 项" for label, n in zip(labels, alone, strict=True))
    yield f"  对上 {both} 项（{matched}）"
    yield f"  {only}"
    same = sum(not row.differs for row in rows)
    yield f"  没有不同的 {same} 项" + ("，下面不列" if same else "")
    shared, *own = _groups(rows, labels)
    if shared:
        yield from ("", "【两边都有，数或者名称不同】")
        yield from _line(("名称", first, second, "增减、变动"), _COLUMNS)
        yield from (line for row in shared for line in _row(row))
    for label, chosen in zip(labels, own, strict=True):
        if chosen:
            yield from ("", f"【只在{label}】")
            yield from (line for row in chosen for line in _alone(row))


def _groups(rows: Sequence[Row], labels: tuple[str, str]) -> Iterable[list[Row]]:
    """Return the rows of both, of the first alone, of the second; parts go with their whole."""
    chosen: dict[str, list[Row]] = {"": [], labels[0]: [], labels[1]: []}
    group = ""
    for at, row in enumerate(rows):
        if row.depth == 0:
            group = labels[0] if row.after is None else labels[1] if row.before is None else ""
        if row.differs or _differs_within(rows, at):
            chosen[group].append(row)
    return chosen.values()


def _differs_within(rows: Sequence[Row], at: int) -> bool:
    """Whether a part of a whole differs, so that the whole has to be shown above it."""
    for row in rows[at + 1 :]:
        if row.depth <= rows[at].depth:
            return False
        if row.differs:
            return True
    return False


def _row(row: Row) -> Iterator[str]:
    name = words.title(row.before or row.after, row.depth)
    if row.before is not None and row.after is not None and row.match is not Match.SAME:
        name += f"\n→ {one_line(row.after.name)}\n（{words.how(row)}）"
    for one in words.cells(row):
        said = "，".join(filter(None, (one.difference, one.change, one.why)))
        yield from _line((name, one.before, one.after, said), _COLUMNS)
        name = ""


def _alone(row: Row) -> Iterator[str]:
    figures = "，".join(one.before or one.after for one in words.cells(row))
    yield from _line((words.title(row.before or row.after, row.depth), figures), _TWO_COLUMNS)


def _line(texts: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """Yield the lines of one row; a cell that is too long goes on below."""
    cells = [wrapped(text, width) for text, width in zip(texts, widths, strict=True)]
    for parts in zip_longest(*cells, fillvalue=""):
        padded = (f"{text}{_room(text, width)}" for text, width in zip(parts, widths, strict=True))
        yield "  ".join(padded).rstrip()


def _room(text: str, width: int) -> str:
    return " " * (width - display_width(text))


def wrapped(text: str, width: int) -> list[str]:
    """Return a text in lines of at most so many columns; each has one character at least."""
    lines, line, used = [], "", 0
    for char in text:
        own = display_width(char)
        if char == "\n" or (line and used + own > width):
            lines.append(line)
            line, used = "", 0
        if char != "\n":
            line, used = line + char, used + own
    return [*lines, line]


# ---- 语句 ------------------------------------------------------------------------


def _sentences(pairs: Sequence[Pair], compared: Comparison) -> Iterator[str]:
    yield from _counts(pairs, compared)
    section = None
    for pair in pairs:
        sentence = pair.after or pair.before
        stale = words.is_stale(pair, compared)
        if sentence is None or (pair.relation is Relation.SAME and not pair.moved and not stale):
            continue
        if sentence.section != section:
            section = sentence.section
            yield from ("", f"【{one_line(section) or '开头'}】")
        yield from _hung(f"{_MARKS[pair.relation]}　", _marked(pair), moved=pair.moved)


def _counts(pairs: Sequence[Pair], compared: Comparison) -> Iterator[str]:
    first, second = compared.labels
    sizes = [sum(side is not None for side in sides) for sides in _sides(pairs)]
    yield f"语句：{first} {sizes[0]} 句，{second} {sizes[1]} 句"
    if not pairs:
        return
    counts = "，".join(f"{relation.value} {compared.count(relation)}" for relation in Relation)
    moved = sum(pair.moved for pair in pairs)
    yield f"  {counts}" + (f"；移了位置的 {moved}" if moved else "")
    if sizes[1]:
        yield f"  {second}的语句，{words.percent(compared.kept)}和{first}一样，或者只改了数字"
    stale = sum(words.is_stale(pair, compared) for pair in pairs)
    if stale:
        yield f"  不变的里有 {stale} 句带着数，下面标“同”，核对是不是忘了改"
    if compared.count(Relation.SAME) == len(pairs):
        yield "  两份的语句没有不同" + ("，只是移了位置" if moved else "")


def _sides(pairs: Iterable[Pair]) -> tuple[list[object], list[object]]:
    return [pair.before for pair in pairs], [pair.after for pair in pairs]


def _marked(pair: Pair) -> str:
    """Return a sentence with what changed in it: 受理案件［18735→20110］件."""
    if not pair.edits:
        sentence = pair.after or pair.before
        return sentence.text if sentence is not None else ""
    return "".join(
        edit.after if edit.before == edit.after else f"［{edit.before}→{edit.after}］"
        for edit in pair.edits
    )


def _hung(mark: str, said: str, *, moved: bool) -> Iterator[str]:
    """Yield a sentence behind its mark, the lines that follow set in."""
    room = display_width(mark)
    whole = one_line(said) + ("（移了位置）" if moved else "")
    for at, line in enumerate(wrapped(whole, WIDTH - room)):
        yield (mark if at == 0 else " " * room) + line
