"""Runs a command and sees what it and all its processes take (Linux)."""

from __future__ import annotations

import ctypes
import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_SUBREAPER = 36  # of prctl: orphans become ours, so that their CPU time is told to us
# Installed programs have their bytecode; a developer's shell may forbid to write it.
ENVIRONMENT = {key: v for key, v in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
_PAUSE = 0.1  # seconds between two looks


class Sample(NamedTuple):
    """What a process has at one moment."""

    at: float
    wanted: float  # seconds so far in which it had something to do, on a core or waiting for one
    peak_kb: int
    descriptors: int


class Watched(NamedTuple):
    """What a command took; memory is the peak of a process, CPU is of all of them.

    ``busy`` is the share of its life in which the idlest worker had something to do: what it
    lacks of 1 is lost by us, and not by what else the machine has to do.
    """

    code: int
    said: str
    wall: float
    cpu: float
    main_cpu: float
    main_peak_kb: int
    worker_peak_kb: int
    descriptors_first: int
    descriptors_last: int
    busy: float


def run(command: Sequence[str]) -> Watched:
    """Run a command to its end; its processes are looked at ten times a second."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    seen: dict[int, list[Sample]] = {}
    started = time.perf_counter()
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=ENVIRONMENT
    ) as child:
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            _look(child.pid, seen)
            time.sleep(_PAUSE)
        wall = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        assert child.stderr is not None
        said = child.stderr.read()
    main_cpu = usage.ru_utime + usage.ru_stime
    main = seen.pop(child.pid)
    workers = list(seen.values())
    first, last = _descriptors([main, *workers])
    return Watched(
        child.returncode,
        said,
        wall,
        main_cpu + _orphans(),
        main_cpu,
        max(one.peak_kb for one in main),
        max((one.peak_kb for some in workers for one in some), default=0),
        first,
        last,
        min(map(_busy, workers), default=0.0),
    )


def _look(main: int, seen: dict[int, list[Sample]]) -> None:
    """Note what the main process and its workers have now."""
    for pid in (main, *(worker for server in _children(main) for worker in _children(server))):
        try:
            status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
            peak = int(status.partition("VmHWM:")[2].split(None, 1)[0])
            ran, waited, _ = Path(f"/proc/{pid}/schedstat").read_text(encoding="utf-8").split()
            wanted = (int(ran) + int(waited)) / 1e9
            is_open = sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())
        except (OSError, IndexError):  # it has ended
            continue
        seen.setdefault(pid, []).append(Sample(time.perf_counter(), wanted, peak, is_open))


def _children(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8")
    except OSError:
        return []
    return [int(one) for one in text.split()]


def _descriptors(processes: Sequence[Sequence[Sample]]) -> tuple[int, int]:
    """Return the most open descriptors of a process in the second and in the last fifth.

    In the first fifth a process still opens what it keeps.
    """
    first = last = 0
    for samples in processes:
        fifth = max(1, len(samples) // 5)
        early, late = samples[fifth : 2 * fifth] or samples, samples[-fifth:]
        first = max(first, *(one.descriptors for one in early))
        last = max(last, *(one.descriptors for one in late))
    return first, last


def _busy(samples: Sequence[Sample]) -> float:
    first, last = samples[0], samples[-1]
    return (last.wanted - first.wanted) / (last.at - first.at) if len(samples) > 1 else 1.0


def _orphans() -> float:
    """Return the CPU seconds of what the command started and did not wait for."""
    total = 0.0
    while True:
        try:
            _, _, usage = os.wait4(-1, 0)
        except ChildProcessError:
            return total
        total += usage.ru_utime + usage.ru_stime
