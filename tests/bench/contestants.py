"""Who takes part in the bench, and how each is run: as a command, and as a warm process."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from resource import struct_rusage
from types import TracebackType
from typing import IO, NamedTuple, Self

PEERS = Path(__file__).parent / "peers"
OURS, DOCXTPL = "zongjie", "docxtpl"
DOCXTPL_DEFAULT = "docxtpl, default template"
DOCXTPL_USUAL = "docxtpl, default template, yaml.safe_load"
PYTHON_DOCX, PYTHON_DOCX_DEFAULT = "python-docx", "python-docx, default reference"
NODE = ("docxtemplater", "easy-template-x", "carbone", "docx-js")
PANDOC, TYPST = "pandoc", "typst"

_HAS_FONT = "import sys, typst_peer; sys.exit(not typst_peer.has_font())"
_PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h

# Installed programs have their bytecode; a developer's shell may forbid to write it.
ENVIRONMENT = {key: v for key, v in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


class Contestant(NamedTuple):
    """One of them: the command that its report and output follow, and that of its warm process."""

    name: str
    once: tuple[str, ...]
    warm: tuple[str, ...]
    suffix: str = ".docx"

    def command(self, report: Path, target: Path) -> list[str]:
        """Return the command that renders one report."""
        between = ["-o"] if self.name == OURS else []
        return [*self.once, str(report), *between, str(target)]


class Taken(NamedTuple):
    """What something took: seconds by the clock and of the processor, and its peak in MB."""

    wall: float
    cpu: float
    peak: float = 0.0


def contestants(templates: Path) -> tuple[list[Contestant], dict[str, str]]:
    """Return those that can run here, our engine first, and why the others cannot."""
    program = str(Path(sys.executable).with_name("zongjie"))
    face = (sys.executable, str(PEERS / "zongjie_face.py"))
    ours = Contestant(OURS, (program, "render"), (*face, "--serve"))
    found = [
        ours,
        _python(DOCXTPL, "docxtpl_peer.py", str(templates / "docxtpl.docx"), "CSafeLoader"),
        _python(
            DOCXTPL_DEFAULT,
            "docxtpl_peer.py",
            str(templates / "docxtpl-default.docx"),
            "CSafeLoader",
        ),
        _python(
            DOCXTPL_USUAL, "docxtpl_peer.py", str(templates / "docxtpl-default.docx"), "SafeLoader"
        ),
        _python(PYTHON_DOCX, "python_docx_peer.py", str(templates / "reference.docx")),
        _python(
            PYTHON_DOCX_DEFAULT, "python_docx_peer.py", str(templates / "reference-default.docx")
        ),
        *(_node(name, templates) for name in NODE),
        _python(PANDOC, "pandoc_peer.py", str(templates / "pandoc.docx")),
        _python(TYPST, "typst_peer.py")._replace(suffix=".pdf"),
    ]
    missing = _missing()
    return [one for one in found if one.name not in missing], missing


def _python(name: str, script: str, *settings: str) -> Contestant:
    once = (sys.executable, str(PEERS / script), *settings)
    return Contestant(name, once, (*once, "--serve"))


def _node(name: str, templates: Path) -> Contestant:
    script = PEERS / f"{name.replace('-', '_')}.mjs"
    template = templates / f"{name}.docx"
    settings = (str(template),) if template.exists() else ()  # docx-js needs none
    once = ("node", str(script), *settings)
    return Contestant(name, once, (*once, "--serve"))


def _missing() -> dict[str, str]:
    """Return who cannot run here, and why."""
    if shutil.which("node") is None:
        missing = dict.fromkeys(NODE, "没有装 Node")
    elif not (PEERS / "node_modules" / ".package-lock.json").is_file():
        missing = dict.fromkeys(NODE, "没有用 npm ci 装好")
    else:
        missing = {}
    if find_spec("typst") is None:
        missing[TYPST] = "没有装 typst"
    elif subprocess.run([sys.executable, "-c", _HAS_FONT], check=False, cwd=PEERS).returncode:
        missing[TYPST] = "这台机器没有中文字体"
    return missing


# ---- as a command ------------------------------------------------------------------


def run(command: list[str], log: Path, lines: str = "") -> Taken:
    """Run a command to its end, these lines given to it; RuntimeError with what it said.

    What it leaves behind is waited for and counted, too: the workers of a batch are no
    children of the command.  The clock stops with the command.
    """
    _adopt_orphans()
    with log.open("w+b") as said:
        start = time.perf_counter()
        child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=said,
            env=ENVIRONMENT,
            process_group=0,
        )
        assert child.stdin is not None
        child.stdin.write(lines.encode())
        child.stdin.close()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
    usages = [usage, *_left_behind(child.pid)]
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{log.read_text(encoding='utf-8')}")
    cpu = sum(one.ru_utime + one.ru_stime for one in usages)
    return Taken(wall, cpu, max(one.ru_maxrss for one in usages) / 1024)


def _adopt_orphans() -> None:
    """Become the parent of what a command leaves behind, where the system can do that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)


def _left_behind(group: int) -> Iterator[struct_rusage]:
    """Yield what the processes took that a command left behind."""
    while True:
        try:
            _, _, usage = os.wait4(-group, 0)
        except ChildProcessError:
            return
        yield usage


def in_turn(items: list[Contestant], number: int) -> list[Contestant]:
    """Return all, another one first in every round."""
    start = number % len(items)
    return items[start:] + items[:start]


# ---- as a warm process -------------------------------------------------------------


class Warm:
    """A contestant that stays: it is given one report after the other."""

    def __init__(self, contestant: Contestant, log: Path) -> None:
        self.contestant = contestant
        self.log = log
        self.child = subprocess.Popen(
            contestant.warm,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log.open("wb"),
            env=ENVIRONMENT,
            text=True,
        )

    def render(self, report: Path, target: Path) -> Taken:
        """Return what one report took, by the contestant's own clock."""
        self._pipe(self.child.stdin).write(f"{report}\t{target}\n")
        self._pipe(self.child.stdin).flush()
        answer = self._pipe(self.child.stdout).readline()
        if not answer or not target.is_file():
            raise RuntimeError(f"{self.contestant.name}: {self.log.read_text(encoding='utf-8')}")
        wall, cpu = answer.split()
        return Taken(float(wall), float(cpu))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pipe(self.child.stdin).close()
        self.child.wait()
        self._pipe(self.child.stdout).close()

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe
