"""Cold commands: what one report costs somebody who types the command, and its peak memory.

They come first, while the measuring process is small: a child's peak memory is never
told to be below what its parent's was when it was forked.
"""

from __future__ import annotations

import resource
from collections.abc import Sequence
from pathlib import Path

from contestants import Contestant, Taken, in_turn, run

RUNS = 11


def measure(
    everybody: list[Contestant], reports: Sequence[Path], folder: Path
) -> dict[str, list[Taken]]:
    """Return what each run took; the first, which fills caches and writes bytecode, is dropped."""
    taken: dict[str, list[Taken]] = {one.name: [] for one in everybody}
    for number, report in enumerate(reports):
        for one in in_turn(everybody, number):
            target = folder / f"cold{one.suffix}"
            target.unlink(missing_ok=True)
            result = run(one.command(report, target), folder / "log")
            if not target.is_file():
                raise RuntimeError(f"{one.name} wrote nothing for {report.name}")
            if number:
                taken[one.name].append(result)
    _is_small(taken)
    return taken


def outputs(everybody: list[Contestant], report: Path, folder: Path) -> list[Path]:
    """Return what each makes of a report, in the order of the contestants."""
    targets = [folder / f"{one.name}-{report.stem}{one.suffix}" for one in everybody]
    for one, target in zip(everybody, targets, strict=True):
        run(one.command(report, target), folder / "log")
    return targets


def _is_small(taken: dict[str, list[Taken]]) -> None:
    """Refuse a peak that could be this process's own."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    least = min(result.peak for results in taken.values() for result in results)
    if own >= least:
        raise RuntimeError(f"peaks of {least:.1f} MB measured by a process of {own:.1f} MB")
