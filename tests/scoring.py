"""How well a scanner finds what people labelled: the measures of ``tests/gold``.

A prediction is right where it overlaps a labelled indicator and says the same value
and unit.  Labels are compared by their characters and as a whole.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from zongjie.model.mentions import Mention, MentionKind

GOLD = Path(__file__).parent / "gold"


class Score(NamedTuple):
    """Shares from 0 to 1, and the false indicators on mentions of other kinds."""

    precision: float
    recall: float
    label_f1: float
    label_exact: float
    basis: float
    misled: tuple[str, ...]

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_gold(name: str) -> list[Mention]:
    """Return the labelled mentions of a file in ``tests/gold``."""
    lines = (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [_mention(json.loads(line)) for line in lines]


def _mention(row: dict[str, object]) -> Mention:
    fields = {name: row[name] for name in Mention._fields}
    return Mention(**{**fields, "kind": MentionKind(str(fields["kind"]))})


def score(pairs: Iterable[tuple[Sequence[Mention], Sequence[Mention]]]) -> Score:
    """Score predictions against labels, each pair of one text."""
    right: list[tuple[Mention, Mention]] = []
    misled: list[str] = []
    predicted = labelled = 0
    for said, gold in pairs:
        counted = [m for m in said if m.kind is MentionKind.INDICATOR]
        wanted = [m for m in gold if m.kind is MentionKind.INDICATOR]
        predicted, labelled = predicted + len(counted), labelled + len(wanted)
        right += _matches(counted, wanted)
        others = [m for m in gold if m.kind is not MentionKind.INDICATOR]
        misled += [other.text for m in counted for other in others if _overlap(m, other)]
    found = max(len(right), 1)
    return Score(
        precision=len(right) / max(predicted, 1),
        recall=len(right) / max(labelled, 1),
        label_f1=sum(characters(m.label, g.label) for m, g in right) / found,
        label_exact=sum(m.label == g.label for m, g in right) / found,
        basis=sum(m.basis == g.basis for m, g in right) / found,
        misled=tuple(misled),
    )


def _matches(said: Sequence[Mention], gold: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    free = list(said)
    pairs = []
    for wanted in gold:
        for mention in free:
            same = (mention.value, mention.unit) == (wanted.value, wanted.unit)
            if same and _overlap(mention, wanted):
                pairs.append((mention, wanted))
                free.remove(mention)
                break
    return pairs


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def characters(said: str, wanted: str) -> float:
    """Return the F1 of two labels over their characters."""
    common = (Counter(said) & Counter(wanted)).total()
    return 2 * common / max(len(said) + len(wanted), 1)
