"""How a comparison is put into words, the same in every output."""

from __future__ import annotations

from fractions import Fraction

from zongjie.comparing.aligning import has_figure
from zongjie.comparing.records import Comparison, Match, Measured, Pair, Relation, Row, Said
from zongjie.compose.wording import verb
from zongjie.model import Change, Direction, derived
from zongjie.records import NamedTuple
from zongjie.text import one_line


class Cells(NamedTuple):
    """One measure of an indicator as a table says it."""

    before: str
    after: str
    difference: str
    change: str
    why: str


def percent(value: Fraction) -> str:
    """Return a part of one as a percentage."""
    return str(derived.percent(value))


def title(said: Said | None, depth: int) -> str:
    """Return the name of an indicator; parts stand in from their whole."""
    if said is None:
        return ""
    return "　" * depth + ("其中：" if depth else "") + one_line(said.name)


def how(row: Row) -> str:
    """Return how two names were matched: 相近 80%."""
    if row.match is Match.ALIKE:
        return f"{row.match.value} {percent(row.likeness)}"
    return f"{row.match.value}"


def cells(row: Row) -> list[Cells]:
    """Return a line for each measure, and one for an indicator without figures."""
    single = len(row.measures) < 2
    shown = [one_line(said.shown) if said is not None else "" for said in (row.before, row.after)]
    if not row.measures:
        return [Cells(shown[0], shown[1], "", "", "")]
    found: list[Cells] = []
    waits = [said is not None and said.values is None for said in (row.before, row.after)]
    for one in row.measures:
        figures = ("" if item is None else str(item) for item in (one.before, one.after))
        own = [
            text if single or (waiting and not found) else figure
            for text, waiting, figure in zip(shown, waits, figures, strict=True)
        ]
        difference, change, why = _change(one, row)
        if row.contradiction is not None and not found:
            why = "；".join(filter(None, (why, f"上年写的是{one_line(str(row.contradiction))}")))
        found.append(Cells(own[0], own[1], difference, change, why))
    return found


def _change(one: Measured, row: Row) -> tuple[str, str, str]:
    now = row.after or row.before
    direction = now.indicator.direction if now is not None else None
    difference = _worded(one.difference, direction)
    change = _worded(one.change, direction)
    return difference, "" if change == difference else change, one.why


def _worded(change: Change | None, direction: Direction | None) -> str:
    if change is None:
        return ""
    if change.sign == 0:
        return "基本持平" if change.near else "相同"
    return f"{verb(change, direction)}{change.amount}"


def changed(pair: Pair) -> str:
    """Return what changed within a sentence: 18735→20110；达到→超过."""
    parts = ((edit.before, edit.after) for edit in pair.edits if edit.before != edit.after)
    return "；".join(
        one_line(f"{before or '（无）'}→{after or '（删）'}") for before, after in parts
    )


def remark(pair: Pair, compared: Comparison) -> str:
    """Return what a reader ought to look at: a sentence of last year's figures, a new place."""
    found = []
    if pair.moved:
        found.append("移了位置")
    if is_stale(pair, compared):
        found.append("有数没有变，核对是不是忘了改")
    return "；".join(found)


def is_stale(pair: Pair, compared: Comparison) -> bool:
    """Whether a sentence of another year says the same figures still."""
    after = pair.after
    same = pair.relation is Relation.SAME and after is not None and has_figure(after)
    return same and compared.two_years
