"""What is said after a figure, and how two of them are said as one."""

from collections.abc import Sequence

from zongjie.compose.wording import verb
from zongjie.document import Run
from zongjie.model import Change
from zongjie.records import NamedTuple


class Tail(NamedTuple):
    """What is said after a figure; ``subject`` is its own one where it has one.

    ``change`` is set for 比上年… , which a next clause of another subject must
    not be mistaken to belong to.
    """

    runs: tuple[Run, ...]
    subject: str = ""
    change: Change | None = None
    prefix: str = ""
    parts: bool = False  # 其中…
    bracketed: bool = False  # （其中…）, at the figure itself, where more is to follow


def merged(tails: list[Tail]) -> list[Tail]:
    """Return the tails of several measures, those that say the same said once: 均…."""
    found: list[Tail] = []
    for tail in tails:
        last = found[-1] if found else None
        if (
            last is None
            or not tail.subject
            or not last.subject
            or last.runs[-1].text != tail.runs[-1].text
        ):
            found.append(tail)
        else:
            subject = f"{last.subject}、{tail.subject}"
            said = tail.runs[-1]
            place = tail.runs[0].origin
            runs = (Run(f"{subject}均", place), said)
            found[-1] = tail._replace(runs=runs, subject=subject)
    return found


def by_subject(tails: list[Tail]) -> list[Tail]:
    """Return the tails so that each measure says all of its own, and its name once."""
    found: list[Tail] = []
    for tail in tails:
        same = [at for at, one in enumerate(found) if tail.subject and one.subject == tail.subject]
        if not same:
            found.append(tail)
            continue
        first, *rest = tail.runs
        both = (first._replace(text="均"),) if first.text.endswith("均") else ()
        found.insert(same[-1] + 1, tail._replace(runs=(*both, *rest)))
    return found


def is_parted(tails: Sequence[Tail]) -> bool:
    """Return whether subjects say more than one thing each, so that ； must part them."""
    subjects = [tail.subject for tail in tails if tail.subject]
    return 1 < len(set(subjects)) < len(subjects)


def merged_changes(first: Tail, second: Tail) -> tuple[str, str, str] | None:
    """Return 比上年提高 and the amounts of two changes that 分别 may join: points, one way.

    Two level ones are 均与上年持平.
    """
    one, two = first.change, second.change
    level = one is not None and two is not None and one.sign == two.sign == 0
    said = first.runs[-1].text
    if level and not first.subject and not second.subject and said == second.runs[-1].text:
        return "", said, said
    if one is None or two is None or one.amount is None or two.amount is None:
        return None
    if first.subject or second.subject or first.prefix != second.prefix:
        return None
    points = one.amount.unit.endswith("百分点") and one.amount.unit == two.amount.unit
    if not points or verb(one) != verb(two):
        return None
    return f"{first.prefix}{verb(one)}", str(one.amount), str(two.amount)
