"""What a batch has to do: each report with the names of its files, less what is done already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from zongjie.batching import inputs, ledger, names
from zongjie.batching.inputs import Depends, Hashes
from zongjie.batching.names import Pattern
from zongjie.batching.records import NO_REPORT, WRITTEN, Job, Place, Task
from zongjie.diagnostics import Diagnostic
from zongjie.records import NamedTuple

Heads = Callable[[Sequence[Place]], dict[str, Sequence[str] | None]]


class Earlier(NamedTuple):
    """What an earlier batch said of a report, and whether its inputs are still the same."""

    state: str
    head: Sequence[str] | None
    known: tuple[tuple[str, str], ...]
    is_unchanged: bool


class Past(NamedTuple):
    """What earlier batches did: of these reports by their keys, and files of no report any more."""

    reports: dict[str, Earlier]
    left: set[str]

    def files(self) -> set[str]:
        """Return all files that earlier batches wrote."""
        return self.left | {file for one in self.reports.values() for file, _ in one.known}


class Plan(NamedTuple):
    """The tasks; the keys of what is done already, with its files; why nothing may be done."""

    tasks: list[Task]
    done: dict[str, tuple[str, ...]]
    faults: list[Diagnostic]


def past(book: ledger.Ledger, places: Sequence[Place], job: Job, *, resume: bool) -> Past:
    """Return what is known from earlier batches."""
    wanted = {place.key: place for place in places}
    left = book.header.get("left")
    found = Past({}, set(map(str, left)) if isinstance(left, list) else set())
    hashes = Hashes()
    for key, record in book.earlier(wanted):
        try:
            known = tuple((one.file, one.sha256) for one in ledger.outputs_of(record))
            if key in wanted:
                same = resume and _is_unchanged(record, wanted[key], job, hashes)
                found.reports[key] = Earlier(record["state"], _head_in(record), known, same)
            else:
                found.left.update(file for file, _ in known)
        except (TypeError, KeyError, ValueError, OverflowError):  # edited by hand: printed again
            continue
    return found


def _head_in(record: dict[str, Any]) -> Sequence[str] | None:
    """Return what a report said of itself; TypeError or ValueError where a list is none of ours."""
    if record["head"] is None:
        return None
    office, year, period = map(str, record["head"])
    return office, year, period


def _is_unchanged(record: dict[str, Any], place: Place, job: Job, hashes: Hashes) -> bool:
    """Whether a report was done, from the very inputs that are there now."""
    if record["state"] not in (WRITTEN, NO_REPORT) or not record["input"]:
        return False
    depends = Depends.of(record["depends"])
    found = inputs.digest(place.path, depends, job.seal, hashes)
    hashes.forget_reports()
    return found == str(record["input"])


def plan(places: Sequence[Place], before: Past, job: Job, pattern: Pattern, heads: Heads) -> Plan:
    """Return what is to be done; ``heads`` reads what reports say of themselves."""
    known = before.reports
    told: dict[str, Sequence[str] | None] = {}
    if pattern.reads:
        unsure = []
        for place in places:
            one = known.get(place.key)
            if one is not None and _is_named_so(one, place, pattern, job.wish.formats):
                told[place.key] = one.head
            else:
                unsure.append(place)
        told |= heads(unsure)
    tasks, named = [], []
    done: dict[str, tuple[str, ...]] = {}
    for place in places:
        name, why = _name(place, pattern, told.get(place.key))
        files = _files(name, job.wish.formats)
        one = known.get(place.key)
        if one is not None and one.is_unchanged and _is_there(one, files, job.output):
            done[place.key] = tuple(file for file, _ in one.known)
        else:
            left = tuple((file, "") for file in files if file in before.left)
            tasks.append(Task(place, files, why, left + (one.known if one is not None else ())))
        if name and (one is None or not one.is_unchanged or one.state != NO_REPORT):
            named.append((place.path, name))
    faults = names.collisions(named, job.wish.formats[0])
    return Plan(tasks, done, faults)


def _is_named_so(one: Earlier, place: Place, pattern: Pattern, formats: tuple[str, ...]) -> bool:
    """Whether what the list says of an unchanged report still gives its files their names.

    If not, the report is printed again, and named by what it says itself.
    """
    if not one.is_unchanged:
        return False
    files = _files(_name(place, pattern, one.head)[0], formats)
    return files == tuple(file for file, _ in one.known)


def _files(name: str, formats: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{name}.{form}" for form in formats) if name else ()


def _name(place: Place, pattern: Pattern, head: Sequence[str] | None) -> tuple[str, str]:
    """Return what the files of a report are called, and why they cannot be called anything."""
    office, year, period = head or ("", "", "")
    label = place.label
    return names.fill(
        pattern,
        {
            "path": label,
            "name": label.rpartition("/")[2],
            "office": office,
            "year": year,
            "period": period,
        },
    )


def _is_there(one: Earlier, files: tuple[str, ...], output: str) -> bool:
    """Whether all files of a report are there as they were written."""
    if one.state == NO_REPORT:
        return True
    if files != tuple(file for file, _ in one.known):
        return False
    try:
        return all(inputs.content_hash(f"{output}/{file}") == known for file, known in one.known)
    except OSError:
        return False
