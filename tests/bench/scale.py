"""Measure batches of up to 40,000 reports, and write docs/规模.md anew from what was measured.

    make scale

Every batch is the command itself, in processes of its own.  Each report must be on the list
once, each file must be there with the very bytes the list tells of, or nothing is written.
How the work is shared is compared with a bare loop in one and in two processes, in turn, for
the machine may have other things to do.  Linux only: memory is read from /proc.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import scale_page
import watched
from offices import Reports

from zongjie import __version__
from zongjie.batching import MANIFEST

RESULTS = Path(__file__).parent / "scale.json"
ZONGJIE = str(Path(sys.executable).parent / "zongjie")
COUNTS = (1_000, 2_000, 5_000, 10_000, 20_000, 40_000)
SHARED = 1_000  # reports, when it is measured how the work is shared
ROUNDS = 3
PDFS = 20
LOOP = "s = 0\nfor i in range({}): s += i * i % 7"
LOOPS = 30_000_000
NAMED = ("--name", "{年份}/{街道}{年份}年工作总结")
# A cluster in a process of its own; it ends when nobody listens any more.
CLUSTER = """
if __name__ == "__main__":
    import sys, distributed
    with distributed.LocalCluster(2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""

Measured = dict[str, Any]


class Scale:
    """Reports that grow in number, and the folder that batches write into."""

    def __init__(self, folder: Path) -> None:
        self.reports = folder / "报告"
        self.output = folder / "输出"
        self.count = 0
        self._made = Reports()

    def grow(self, count: int) -> None:
        """See to it that there are so many reports."""
        self._made.write(self.reports, range(self.count, count))
        self.count = count

    def command(self, *options: str, source: Path | None = None) -> list[str]:
        """Return a batch of the reports as a command."""
        return [
            *(ZONGJIE, "batch", str(source or self.reports), "-o", str(self.output)),
            *("--quiet", *options),
        ]

    def run(self, *options: str) -> watched.Watched:
        """Run a batch; one or another report of these is wrong, and that is all that may be."""
        ran = watched.run(self.command(*options))
        if ran.code not in (0, 1):
            raise RuntimeError(ran.said)
        return ran

    def clear(self) -> None:
        """Remove what was written."""
        subprocess.run(["rm", "-rf", str(self.output)], check=True)


# ---- growth ------------------------------------------------------------------------


def grown(scale: Scale, count: int) -> Measured:
    """Return what a batch of so many reports takes, and the same batch once more."""
    scale.grow(count)
    scale.clear()
    first = scale.run("--jobs", "2")
    found = _verified(scale, count)
    again = scale.run("--jobs", "2", "--resume")
    if _verified(scale, count) != found:
        raise RuntimeError("resuming changed something")
    return {
        "reports": count,
        **found,
        "wall_s": round(first.wall, 2),
        "cpu_s": round(first.cpu, 2),
        "main_cpu_s": round(first.main_cpu, 2),
        "worker_peak_mb": round(first.worker_peak_kb / 1024, 1),
        "main_peak_mb": round(first.main_peak_kb / 1024, 1),
        "descriptors": [first.descriptors_first, first.descriptors_last],
        "resume_wall_s": round(again.wall, 2),
        "resume_cpu_s": round(again.cpu, 2),
    }


def _verified(scale: Scale, count: int) -> Measured:
    """Hold the list against the files, each by its hash; return how much there is."""
    path = scale.output / MANIFEST
    listed = json.loads(path.read_bytes())
    rows = listed["reports"]
    if not (listed["finished"] and len({row["report"] for row in rows}) == len(rows) == count):
        raise RuntimeError(f"the list is not complete: {len(rows)} of {count}")
    told = {one["file"]: one for row in rows for one in row["outputs"]}
    there = {one.relative_to(scale.output).as_posix(): one for one in scale.output.rglob("*.docx")}
    if told.keys() != there.keys():
        raise RuntimeError("the list and the folder do not hold the same files")
    for name, one in told.items():
        data = there[name].read_bytes()
        if (len(data), hashlib.sha256(data).hexdigest()) != (one["bytes"], one["sha256"]):
            raise RuntimeError(f"{name} is not what the list says")
    return {
        "written": len(told),
        "faulty": count - len(told),
        "inputs_mb": _megabytes(scale.reports),
        "outputs_mb": round(sum(one["bytes"] for one in told.values()) / 1e6, 1),
        "outputs_on_disk_mb": _megabytes(scale.output),
        "list_mb": round(path.stat().st_size / 1e6, 1),
    }


def _megabytes(folder: Path) -> float:
    """Return what a folder takes on the disk."""
    stats = [path.lstat() for path in folder.rglob("*")]
    return round(sum(one.st_blocks for one in stats) * 512 / 1e6, 1)


def changed_tenth(scale: Scale) -> Measured:
    """Return what it takes to print again every tenth report, when that was changed."""
    mains = [path for path in sorted(scale.reports.rglob("*.yaml")) if path.parent.name != "指标"]
    for path in mains[::10]:
        path.write_text(f"{path.read_text(encoding='utf-8')}# 改过\n", encoding="utf-8")
    ran = scale.run("--jobs", "2", "--resume")
    _verified(scale, scale.count)
    return {"reports": len(mains[::10]), "wall_s": round(ran.wall, 2), "cpu_s": round(ran.cpu, 2)}


def started(scale: Scale) -> Measured:
    """Return what a batch of a single report takes: nearly all of it is getting ready."""
    taken = []
    for _ in range(ROUNDS):
        scale.clear()
        taken.append(scale.run("--jobs", "2"))
    return {
        "wall_s": round(statistics.median(one.wall for one in taken), 2),
        "cpu_s": round(statistics.median(one.cpu for one in taken), 2),
    }


# ---- sharing -----------------------------------------------------------------------


def _taken(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _loop(processes: int) -> None:
    """Run the same bare work, shared among so many processes."""
    code = LOOP.format(LOOPS // processes)
    running = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(processes)]
    for one in running:
        one.wait()


def shared(scale: Scale) -> Measured:
    """Return how much faster two processes are than one: a batch, and a bare loop."""
    taken: dict[str, list[float]] = {"loop": [], "batch": [], "named": []}
    walls: dict[str, list[float]] = {"1": [], "2": [], "named": []}
    busy = []
    for _ in range(ROUNDS):
        loops = [_taken(lambda n=n: _loop(n)) for n in (1, 2)]
        taken["loop"].append(loops[0] / loops[1])
        for jobs in ("1", "2"):
            scale.clear()
            ran = scale.run("--jobs", jobs)
            walls[jobs].append(ran.wall)
        busy.append(ran.busy)
        taken["batch"].append(walls["1"][-1] / walls["2"][-1])
        scale.clear()
        walls["named"].append(scale.run("--jobs", "2", *NAMED).wall)
        taken["named"].append(walls["named"][-1] / walls["2"][-1])
    return {
        "reports": scale.count,
        "rounds": ROUNDS,
        "one_process_s": round(statistics.median(walls["1"]), 2),
        "two_processes_s": round(statistics.median(walls["2"]), 2),
        "two_to_one": round(statistics.median(taken["batch"]), 2),
        "workers_busy": round(statistics.median(busy), 3),
        "loop_two_to_one": round(statistics.median(taken["loop"]), 2),
        "names_read_to_not": round(statistics.median(taken["named"]), 2),
    }


@contextlib.contextmanager
def _cluster() -> Iterator[tuple[str, float]]:
    """Give the address of a Dask cluster on this machine, and what its start took."""
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", CLUSTER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=watched.ENVIRONMENT,
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip(), time.perf_counter() - start


def on_dask(scale: Scale) -> Measured:
    """Return what the same batch takes on a Dask cluster of two processes, and on two alone."""
    walls: dict[str, list[float]] = {"--dask": [], "--jobs": []}
    with _cluster() as (address, started):
        for number in range(ROUNDS + 1):
            for option, value in (("--dask", address), ("--jobs", "2")):
                scale.clear()
                command = scale.command(option, value)
                wall = _taken(
                    lambda command=command: subprocess.run(
                        command, check=False, stderr=subprocess.DEVNULL, env=watched.ENVIRONMENT
                    )
                )
                if number:  # the first time the cluster loads the engine
                    walls[option].append(wall)
                _verified(scale, scale.count)
    return {
        "reports": scale.count,
        "rounds": ROUNDS,
        "cluster_start_s": round(started, 2),
        "dask_s": round(statistics.median(walls["--dask"]), 2),
        "jobs_s": round(statistics.median(walls["--jobs"]), 2),
    }


def as_pdf(scale: Scale) -> Measured:
    """Return what a few reports take as .pdf, which LibreOffice makes."""
    few = scale.reports / "00省" / "00市" / "00区"
    scale.clear()
    ran = watched.run(scale.command("--to", "pdf", "--jobs", "2", source=few))
    written = len(list(scale.output.rglob("*.pdf")))
    if written < PDFS - 1:
        raise RuntimeError(ran.said)
    return {"reports": written, "wall_s": round(ran.wall, 1), "cpu_s": round(ran.cpu, 1)}


# ---- what it was measured on ---------------------------------------------------------


def conditions() -> Measured:
    """Return the day, the machine and the versions."""
    cpu = Path("/proc/cpuinfo").read_text(encoding="utf-8").partition("model name")[2]
    memory = Path("/proc/meminfo").read_text(encoding="utf-8").split(None, 2)[1]
    return {
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "cpu": cpu.partition("\n")[0].strip("\t :") or platform.machine(),
        "cores": os.cpu_count(),
        "memory_gb": round(int(memory) / 1e6),
        "python": platform.python_version(),
        "zongjie": __version__,
        "load_before": round(os.getloadavg()[0], 1),
    }


def main() -> None:
    """Measure, and write the results and the page."""
    counts = [int(one) for one in sys.argv[1:]] or list(COUNTS)
    found: Measured = {"conditions": conditions(), "growth": []}
    with tempfile.TemporaryDirectory(prefix="zongjie-scale-") as name:
        scale = Scale(Path(name))
        scale.grow(1)
        found["start"] = started(scale)
        print("start", found["start"], flush=True)
        scale.grow(min(SHARED, *counts))
        for part, measure in (("shared", shared), ("dask", on_dask), ("pdf", as_pdf)):
            found[part] = measure(scale)
            print(part, found[part], flush=True)
        for count in counts:
            found["growth"].append(grown(scale, count))
            print(found["growth"][-1], flush=True)
        found["changed_tenth"] = changed_tenth(scale)
        print(found["changed_tenth"], flush=True)
    if len(sys.argv) == 1:
        told = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
        RESULTS.write_text(told, encoding="utf-8")
        scale_page.write(found)


if __name__ == "__main__":
    main()
