"""Reports a second of one warm process on one core, and what longer reports cost."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from statistics import median

from contestants import DOCXTPL, NODE, OURS, Contestant, Taken, Warm

ROUNDS = 12
A_ROUND = 16  # reports
WARMING, WARMING_NODE = 0.5, 2.5  # seconds of work before the first round: V8 compiles for long


@contextmanager
def one_core() -> Iterator[None]:
    """Keep what is started meanwhile on one core, where the system can do that."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


@contextmanager
def warm(everybody: Sequence[Contestant], folder: Path) -> Iterator[list[Warm]]:
    """Start the processes of all, and end them afterwards."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(Warm(one, folder / f"{number}.log"))
            for number, one in enumerate(everybody)
        ]


def measure(
    processes: list[Warm],
    warming: Sequence[Path],
    singles: Sequence[Path],
    *longer: Sequence[Path],
    folder: Path,
) -> list[dict[str, list[Taken]]]:
    """Return what a report takes, then what one of each length takes; none was met before."""
    for one in processes:
        _warm_up(one, warming, folder)
    return [
        rounds(processes, singles, A_ROUND, folder),
        *(rounds(processes, reports, 1, folder) for reports in longer),
    ]


def _warm_up(one: Warm, reports: Sequence[Path], folder: Path) -> None:
    wanted = WARMING_NODE if one.contestant.name in NODE else WARMING
    worked = 0.0
    for report in cycle(reports):
        worked += one.render(report, _target(one, report, folder)).cpu
        if worked >= wanted:
            return


def rounds(
    processes: list[Warm], reports: Sequence[Path], a_round: int, folder: Path
) -> dict[str, list[Taken]]:
    """Return what a report took of each in each round, all taking turns; each report once."""
    taken: dict[str, list[Taken]] = {one.contestant.name: [] for one in processes}
    for number in range(len(reports) // a_round):
        batch = reports[number * a_round : (number + 1) * a_round]
        for one in _in_turn(processes, number):
            results = [one.render(report, _target(one, report, folder)) for report in batch]
            taken[one.contestant.name].append(_typical(results))
    return taken


def composed(
    processes: list[Warm], reports: Sequence[Path], folder: Path
) -> dict[str, list[Taken]]:
    """Return what each report made of indicators alone took: ours, and docxtpl's.

    docxtpl is given the same sentences ready-made.
    """
    ours, peer = (_named(processes, name) for name in (OURS, DOCXTPL))
    taken: dict[str, list[Taken]] = {OURS: [], DOCXTPL: []}
    for number, report in enumerate(reports):
        pairs = [(ours, report), (peer, ready(report))]
        for one, given in pairs if number % 2 else reversed(pairs):
            taken[one.contestant.name].append(one.render(given, _target(one, given, folder)))
    return taken


def ready(report: Path) -> Path:
    """Return the file beside a report that has its sentences ready-made."""
    return report.with_name(f"ready-{report.name}")


def _named(processes: list[Warm], name: str) -> Warm:
    return next(one for one in processes if one.contestant.name == name)


def _target(one: Warm, report: Path, folder: Path) -> Path:
    target = folder / f"{report.stem}{one.contestant.suffix}"
    target.unlink(missing_ok=True)
    return target


def _in_turn(processes: list[Warm], number: int) -> list[Warm]:
    start = number % len(processes)
    return processes[start:] + processes[:start]


def _typical(results: Sequence[Taken]) -> Taken:
    """Return the median report: V8 collects more often on a busy machine, through no fault."""
    wall, cpu, _ = (median(values) for values in zip(*results, strict=True))
    return Taken(wall, cpu)
