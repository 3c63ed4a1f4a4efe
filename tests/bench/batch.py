"""Many reports: ``zongjie batch`` against a loop of docxtpl, itself resumed, and two processes."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import samples
from contestants import Contestant, Taken, run

RUNS = 3
SPIN = "sum(i * i % 7 for i in range(30_000_000))"  # seconds of arithmetic, nothing else


def measure(
    ours: Contestant, docxtpl: Contestant, usual: Contestant, folder: Path
) -> dict[str, list[Taken]]:
    """Return what each took, run after run; the processes are whole, starting included."""
    reports = samples.of(folder, "few")
    loops = {"docxtpl loop": docxtpl, "usual docxtpl loop": usual}
    taken: dict[str, list[Taken]] = {name: [] for name in ("batch", "resumed", *loops)}
    for number in range(RUNS):
        for name in ("batch", *loops) if number % 2 else (*loops, "batch"):
            out = _emptied(folder / "out")
            if name == "batch":
                taken["batch"].append(_batch(ours, folder / "few", out, "--jobs", "1"))
                again = _batch(ours, folder / "few", out, "--jobs", "1", "--resume")
                taken["resumed"].append(again)
            else:
                lines = "".join(f"{one}\t{out / one.stem}.docx\n" for one in reports)
                taken[name].append(run(list(loops[name].warm), folder / "log", lines))
            if len(list(out.glob("*.docx"))) != len(reports):
                raise RuntimeError(f"{name} did not write every report")
    return taken


def two_processes(ours: Contestant, folder: Path) -> dict[str, list[Taken]]:
    """Return what one and two processes took, and beside them what bare arithmetic took.

    There are many reports, so that what starting costs counts for little.
    Two processes of arithmetic do twice the work: the machine allows no more than
    2 × one ÷ two.
    """
    names = ("one process", "two processes", "one spinning", "two spinning")
    taken: dict[str, list[Taken]] = {name: [] for name in names}
    spin = [sys.executable, "-c", SPIN]
    both = [sys.executable, "-c", _BOTH]
    for number in range(RUNS):
        for jobs in ("1", "2") if number % 2 else ("2", "1"):
            out = _emptied(folder / "out")
            name = "one process" if jobs == "1" else "two processes"
            taken[name].append(_batch(ours, folder / "many", out, "--jobs", jobs))
            spinning, command = ("one", spin) if jobs == "1" else ("two", both)
            taken[f"{spinning} spinning"].append(run(command, folder / "log"))
    return taken


_BOTH = (
    "import subprocess, sys;"
    f"command = [sys.executable, '-c', {SPIN!r}];"
    "[one.wait() for one in [subprocess.Popen(command) for _ in range(2)]]"
)


def _batch(ours: Contestant, reports: Path, out: Path, *options: str) -> Taken:
    program = ours.once[0]
    command = [program, "batch", str(reports), "-o", str(out), "--quiet", *options]
    return run(command, out.with_name("log"))


def _emptied(out: Path) -> Path:
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    return out
