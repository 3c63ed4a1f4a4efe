"""Measure the engine against docxtpl: one run, the two taking turns, medians and ratios.

    make bench

The same reports from the same YAML files: N variants of examples/ganquan-2016 with
other figures and other prose, written beforehand.  Cold commands come first, while
this process is still small: a child's peak memory never falls below its parent's.
"""

from __future__ import annotations

import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import variants

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "examples" / "ganquan-2016"
RESULTS = HERE / "results.json"

COLD_RUNS = 15
ROUNDS = 12
REPORTS_A_ROUND = 20
MOST_MS = 3  # what a report composed of indicators alone is to take at most

# Installed programs have their bytecode; a developer's shell may forbid to write it.
ENVIRONMENT = {key: v for key, v in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}

OURS, SLIM, DEFAULT = "zongjie", "docxtpl, slim template", "docxtpl, default template"
USUAL = "docxtpl, yaml.safe_load"  # default template, and the loader most programs use
PEERS = (SLIM, DEFAULT, USUAL)
README = HERE.parents[1] / "README.md"

Render = Callable[[Path, Path], object]


class Cold(NamedTuple):
    """One run of a command."""

    wall: float
    cpu: float
    peak: int


class Bench(NamedTuple):
    """Where the run keeps its files."""

    folder: Path
    reports: list[Path]

    def template(self, name: str) -> Path:
        return self.folder / ("slim.docx" if name == SLIM else "default.docx")


# ---- cold commands ---------------------------------------------------------------


def command(bench: Bench, name: str, report: Path, target: Path) -> list[str]:
    if name == OURS:
        program = Path(sys.executable).parent / "zongjie"
        return [str(program), "render", str(report), "-o", str(target)]
    peer = str(HERE / "docxtpl_peer.py")
    loader = "SafeLoader" if name == USUAL else "CSafeLoader"
    return [sys.executable, peer, str(report), str(bench.template(name)), str(target), loader]


def run_cold(parts: list[str], target: Path) -> Cold:
    target.unlink(missing_ok=True)
    said = target.with_suffix(".log")
    with said.open("wb") as log:
        start = time.perf_counter()
        child = subprocess.Popen(parts, stdout=log, stderr=log, env=ENVIRONMENT)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode or not target.is_file():
        raise RuntimeError(f"{' '.join(parts)}\n{said.read_text(encoding='utf-8')}")
    return Cold(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


def cold(bench: Bench) -> dict[str, list[Cold]]:
    runs: dict[str, list[Cold]] = {name: [] for name in (OURS, *PEERS)}
    target = bench.folder / "cold.docx"
    for number in range(COLD_RUNS + 1):
        for name in in_turn(number):
            taken = run_cold(command(bench, name, bench.reports[number], target), target)
            if number:  # the first run fills the disk cache and writes bytecode
                runs[name].append(taken)
    return runs


def in_turn(number: int) -> list[str]:
    names = [OURS, *PEERS]
    start = number % len(names)
    return names[start:] + names[:start]


# ---- one process, one core --------------------------------------------------------


def contestants(bench: Bench) -> dict[str, Render]:
    import docxtpl_peer  # only after the cold runs, see above

    from zongjie import render_file

    def peer(name: str) -> Render:
        template = str(bench.template(name))
        loader = "SafeLoader" if name == USUAL else "CSafeLoader"
        return lambda report, target: docxtpl_peer.render(
            str(report), template, str(target), loader
        )

    def ours(report: Path, target: Path) -> None:
        render_file(report, target)
        if not target.is_file():
            raise RuntimeError(f"{report.name} was not rendered")

    return {OURS: ours, **{name: peer(name) for name in PEERS}}


def body_text(path: Path) -> str:
    """Return the characters of the body, without blanks and footnotes."""
    from docx import Document

    paragraphs = [p.text for p in Document(str(path)).paragraphs]
    body = [text for text in paragraphs if not re.match(r"\[\d\] ", text)]
    return re.sub(r"\s|\[\d\]", "", "".join(body))


def check_same_text(bench: Bench, renders: dict[str, Render]) -> None:
    """Refuse to compare two programs that do not print the same."""
    for report in bench.reports[:5]:
        texts = {}
        for name, render in renders.items():
            target = bench.folder / f"same-{len(texts)}-{report.stem}.docx"
            render(report, target)
            texts[name] = body_text(target)
        for name in PEERS:
            if texts[name] != texts[OURS]:
                at = first_difference(texts[name], texts[OURS])
                shown = {who: text[max(0, at - 20) : at + 20] for who, text in texts.items()}
                raise RuntimeError(f"{report.name}: not the same text: {shown}")


def first_difference(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def throughput(bench: Bench, renders: dict[str, Render]) -> dict[str, list[float]]:
    """Return the seconds a report took in each round; every report is rendered once."""
    seconds: dict[str, list[float]] = {name: [] for name in renders}
    for number in range(ROUNDS):
        start = COLD_RUNS + 1 + number * REPORTS_A_ROUND
        batch = bench.reports[start : start + REPORTS_A_ROUND]
        for name in in_turn(number):
            place = bench.folder / f"round-{number}-{[OURS, *PEERS].index(name)}"
            place.mkdir()
            targets = [place / f"{report.stem}.docx" for report in batch]
            begun = time.perf_counter()
            for report, target in zip(batch, targets, strict=True):
                renders[name](report, target)
            seconds[name].append((time.perf_counter() - begun) / len(batch))
    return seconds


def composing(bench: Bench, renders: dict[str, Render]) -> dict[str, list[float]]:
    """Return the seconds of each random report of the catalogue: ours, and the slim peer's."""
    sys.path.append(str(HERE.parent))
    import composed  # only after the cold runs, see above

    import random_reports

    seconds: dict[str, list[float]] = {OURS: [], SLIM: []}
    target = bench.folder / "composed.docx"
    for number, report in enumerate(random_reports.write(bench.folder)):
        inputs = {OURS: report, SLIM: composed.write_ready(report)}
        for name in (OURS, SLIM) if number % 2 else (SLIM, OURS):
            target.unlink(missing_ok=True)
            begun = time.perf_counter()
            renders[name](inputs[name], target)
            seconds[name].append(time.perf_counter() - begun)
    return seconds


def composing_summary(seconds: dict[str, list[float]]) -> dict[str, object]:
    ours = sorted(second * 1e3 for second in seconds[OURS])
    within = sum(one <= MOST_MS for one in ours) / len(ours)
    return {
        "reports": len(ours),
        "median_ms": round(statistics.median(ours), 3),
        "p95_ms": round(ours[int(len(ours) * 0.95)], 3),
        "within_3_ms": round(within, 3),
        "peer_median_ms": round(statistics.median(seconds[SLIM]) * 1e3, 3),
        "ours_to_peer": round(ratio(seconds[OURS], seconds[SLIM]), 3),
    }


# ---- what came out ----------------------------------------------------------------


def ratio(ours: list[float], peer: list[float]) -> float:
    """Return the median of ours ÷ theirs, each pair taken in the same round."""
    return statistics.median(a / b for a, b in zip(ours, peer, strict=True))


def summary(runs: dict[str, list[Cold]], seconds: dict[str, list[float]]) -> dict[str, object]:
    measures = {
        "throughput_ms_a_report": {n: [s * 1e3 for s in v] for n, v in seconds.items()},
        "cold_wall_ms": {n: [c.wall * 1e3 for c in v] for n, v in runs.items()},
        "cold_cpu_ms": {n: [c.cpu * 1e3 for c in v] for n, v in runs.items()},
        "cold_peak_mb": {n: [c.peak / 1024 for c in v] for n, v in runs.items()},
    }
    return {
        measure: {
            "median": {name: round(statistics.median(v), 3) for name, v in values.items()},
            "ours_to_peer": {n: round(ratio(values[OURS], values[n]), 3) for n in PEERS},
        }
        for measure, values in measures.items()
    }


def table(measures: dict[str, object]) -> str:
    head = f"{'':24}" + "".join(f"{name:>28}" for name in (OURS, *PEERS))
    lines = [head]
    for measure, found in measures.items():
        assert isinstance(found, dict)
        cells = [f"{found['median'][OURS]:>28.2f}"]
        cells += [
            f"{found['median'][n]:.2f} (ours: {found['ours_to_peer'][n]:.3f} of it)" for n in PEERS
        ]
        lines.append(f"{measure:24}" + "".join(f"{cell:>28}" for cell in cells))
    speed = measures["throughput_ms_a_report"]
    assert isinstance(speed, dict)
    lines += [f"reports a second, ours to {n}: {1 / speed['ours_to_peer'][n]:.1f}×" for n in PEERS]
    return "\n".join(lines)


ROWS = (
    ("每份毫秒", "throughput_ms_a_report", "{:.2f}"),
    ("冷启动一条命令，毫秒", "cold_wall_ms", "{:.0f}"),
    ("冷启动内存峰值，MB", "cold_peak_mb", "{:.1f}"),
)


def readme_table(measures: dict[str, object], composed: dict[str, object]) -> str:
    """Return the figures as README shows them; in brackets ours to theirs."""
    names = ("本项目", "docxtpl，精简模板", "docxtpl，缺省模板", "同左，yaml.safe_load")
    lines = [f"| | {' | '.join(names)} |", "|---" * 5 + "|"]
    for title, measure, form in ROWS:
        found = measures[measure]
        assert isinstance(found, dict)
        cells = [form.format(found["median"][OURS])]
        for name in PEERS:
            theirs = form.format(found["median"][name])
            cells += [f"{theirs}（我们是它的 {found['ours_to_peer'][name]:.2f}）"]
        lines.append(f"| {title} | {' | '.join(cells)} |")
    theirs = f"{composed['peer_median_ms']:.2f}（我们是它的 {composed['ours_to_peer']:.2f}）"
    lines.append(f"| 只填指标的一份，毫秒 | {composed['median_ms']:.2f} | {theirs} | | |")
    return "\n".join(lines)


def write_readme(figures: str) -> None:
    head, _, rest = README.read_text(encoding="utf-8").partition("<!-- bench -->")
    _, _, tail = rest.partition("<!-- /bench -->")
    text = f"{head}<!-- bench -->\n{figures}\n<!-- /bench -->{tail}"
    README.write_text(text, encoding="utf-8")


def sizes(bench: Bench) -> dict[str, int]:
    found = sorted(bench.folder.glob(f"same-*-{bench.reports[0].stem}.docx"))
    return dict(zip((OURS, *PEERS), (path.stat().st_size for path in found), strict=True))


def conditions() -> dict[str, object]:
    return {
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "versions": {n: metadata.version(n) for n in ("docxtpl", "jinja2", "PyYAML", "zongjie")},
        "reports": ROUNDS * REPORTS_A_ROUND,
        "cold_runs": COLD_RUNS,
    }


def make_templates(folder: Path) -> None:
    code = (
        "import pathlib, peer_template as p;"
        "p.make(pathlib.Path('slim.docx'), slim=True);"
        "p.make(pathlib.Path('default.docx'), slim=False)"
    )
    searching = {**os.environ, "PYTHONPATH": str(HERE)}
    subprocess.run([sys.executable, "-c", code], cwd=folder, env=searching, check=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = COLD_RUNS + 1 + ROUNDS * REPORTS_A_ROUND
        bench = Bench(folder, variants.write(folder, EXAMPLE, count))
        make_templates(folder)
        runs = cold(bench)
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        renders = contestants(bench)
        check_same_text(bench, renders)
        measures = summary(runs, throughput(bench, renders))
        composed = composing_summary(composing(bench, renders))
        print(table(measures))
        print(f"indicators alone: {composed}")
        import back  # not before the cold runs: this process is to be small then

        way_back = back.measure()
        print(f"way back: {way_back}")
        write_readme(f"{readme_table(measures, composed)}\n\n{back.readme_row(way_back)}")
        result = {
            "conditions": conditions(),
            "measures": measures,
            "indicators_alone": composed,
            "docx_bytes": sizes(bench),
            "way_back": way_back,
        }
    RESULTS.write_text(
        json.dumps(result, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
