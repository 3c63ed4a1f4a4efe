"""Measure the engine and all peers: one run, everybody taking turns, medians and ratios.

    make bench

The same reports from the same YAML files: variants of examples/ganquan-2016 with other
figures and other prose, written beforehand.  Whoever prints another text is not compared.
This process stays small and measures nobody within itself: everyone runs in processes of
their own, as a command or warm.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from importlib import metadata
from pathlib import Path

import batch
import cold
import report
import samples
import throughput
from contestants import (
    DOCXTPL,
    DOCXTPL_USUAL,
    ENVIRONMENT,
    OURS,
    PEERS,
    Contestant,
    contestants,
    run,
)
from figures import Measured

HERE = Path(__file__).parent
KNOWN = 100  # reports for the commands, and to warm up with
QUIET = 0.5  # processes that others may have at work
COMPARED = 5  # of those of indicators alone
COUNTED = throughput.ROUNDS * throughput.A_ROUND
PACKAGES = ("docxtpl", "python-docx", "pypandoc_binary", "typst", "lxml", "jinja2", "PyYAML")


def main() -> None:
    started, load = time.perf_counter(), os.getloadavg()[0]
    if load > QUIET:
        _say(f"别的程序也在跑（负载 {load:.1f}）：钟面时间会不准")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        templates = _new(folder / "templates")
        _python(PEERS / "templates.py", templates)
        everybody, missing = contestants(templates)
        for who, why in missing.items():
            _say(f"{who} 不参加：{why}")
        measured = measure(everybody, folder)
        taken = time.perf_counter() - started
        report.write(measured, conditions(missing, load, taken))
    print(report.readme(measured))
    _say(f"用了 {taken / 60:.1f} 分钟；写进 {report.RESULTS.name} 和 README")


def measure(everybody: list[Contestant], folder: Path) -> Measured:
    """Return everything that was measured, cold commands first."""
    out = _new(folder / "out")
    _python(HERE / "samples.py", folder)
    kinds = ("single", *(f"long-{copies}" for copies in samples.LENGTHS))
    singles, long, longest = (samples.of(folder, kind) for kind in kinds)
    known, fresh = singles[:KNOWN], singles[KNOWN:]
    counted, staged = fresh[:COUNTED], fresh[COUNTED:]
    _say("印的一样不一样 ……")
    sizes, _ = (_same(everybody, report, out) for report in (known[0], long[0]))
    _say("冷启动 ……")
    commands = cold.measure(everybody, known[: cold.RUNS + 1], out)
    long_commands = cold.measure(everybody, longest, out)
    by_name = {one.name: one for one in everybody}
    composed = _composed(by_name, folder, out)
    _say("一个核 ……")
    with throughput.one_core(), throughput.warm(everybody, out) as processes:
        warm = throughput.measure(processes, known, counted, long, longest, folder=out)
        alone = throughput.composed(processes, composed, out)
    _say("批量 ……")
    loops = by_name[DOCXTPL], by_name[DOCXTPL_USUAL]
    batches = batch.measure(by_name[OURS], *loops, folder)
    two = batch.two_processes(by_name[OURS], folder)
    _say("各步骤，旧稿转回来 ……")
    return Measured(
        cold=commands,
        cold_long=long_commands,
        throughput=warm[0],
        longer=warm[1],
        longest=warm[2],
        sizes=sizes,
        batch=batches,
        processes=two,
        composed=alone,
        stages=json.loads(_python(HERE / "stages.py", *staged)),
        way_back=json.loads(_python(HERE / "back.py")),
    )


def _same(everybody: list[Contestant], report: Path, out: Path) -> dict[str, int]:
    """Refuse to go on where somebody prints another text; return the bytes of each file."""
    files = cold.outputs(everybody, report, out)
    _python(HERE / "same_text.py", *files)
    return {one.name: file.stat().st_size for one, file in zip(everybody, files, strict=True)}


def _composed(by_name: dict[str, Contestant], folder: Path, out: Path) -> list[Path]:
    """Write reports of indicators alone; docxtpl must print the same of the ready ones."""
    place = _new(folder / "composed")
    _python(HERE / "composed.py", place)
    reports = sorted(place.rglob("composed-*.yaml"))
    for path in reports[:COMPARED]:
        files = out / f"ours-{path.stem}.docx", out / f"theirs-{path.stem}.docx"
        run(by_name[OURS].command(path, files[0]), out / "log")
        run(by_name[DOCXTPL].command(throughput.ready(path), files[1]), out / "log")
        _python(HERE / "same_text.py", *files)
    return reports[COMPARED:]


def conditions(missing: dict[str, str], load: float, seconds: float) -> dict[str, object]:
    """Return what the figures depend on."""
    return {
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "versions": _versions(),
        "missing": missing,
        "rounds": throughput.ROUNDS,
        "reports_a_round": throughput.A_ROUND,
        "cold_runs": cold.RUNS,
        "load_before": round(load, 2),
        "minutes": round(seconds / 60, 1),
    }


def _versions() -> dict[str, str]:
    found = {name: metadata.version(name) for name in (OURS, *PACKAGES)}
    if node := shutil.which("node"):
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True)
        found["node"] = said.stdout.strip()
        locked = json.loads((PEERS / "package.json").read_text(encoding="utf-8"))
        found |= locked["dependencies"]
    return found


def _python(script: Path, *arguments: Path) -> str:
    """Run a script of the bench to its end; return what it printed."""
    command = [sys.executable, str(script), *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, env=ENVIRONMENT, text=True, check=True)
    return done.stdout


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    main()
