"""What all tests share: foreign programs, golden files, how hard Hypothesis tries.

Under ``CI=true`` nothing may be left out: a missing program is a failure, and so
is any skipped test.  With ``ZONGJIE_ACCEPT=1`` (``make accept``) golden files are
written instead of compared; read the difference afterwards.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree as ET

import hypothesis
import pytest

from zongjie import libreoffice

GOLDEN = Path(__file__).parent / "golden"
IN_CI = os.environ.get("CI") == "true"
ACCEPTING = os.environ.get("ZONGJIE_ACCEPT") == "1"

hypothesis.settings.register_profile(
    "ci", derandomize=True, deadline=None, max_examples=200, print_blob=True
)
hypothesis.settings.register_profile("dev", deadline=None)
hypothesis.settings.load_profile("ci" if IN_CI else "dev")

Golden = Callable[[str, str | bytes], None]

# Golden files asked for in this run, tests left out, and what is wrong with the run.
_asked: set[Path] = set()
_skipped: list[str] = []
_complaints: list[str] = []


# ---- programs of the system ------------------------------------------------------


def _absent(reason: str) -> NoReturn:
    if IN_CI:
        pytest.fail(f"{reason} (CI=true: nothing may be left out)")
    pytest.skip(reason)


def _program(*names: str) -> str:
    for name in names:
        if path := shutil.which(name):
            return path
    _absent(f"{names[0]} is not installed; see `make system`")


@pytest.fixture(scope="session")
def soffice() -> str:
    """Path of LibreOffice: how others than Word see a docx."""
    return _program("soffice", "libreoffice")


@pytest.fixture(scope="session")
def calc(soffice: str) -> str:
    """Path of a LibreOffice that opens workbooks: how others than Excel save one."""
    if isinstance(libreoffice.converted(soffice, b"1\n", "csv", "xlsx"), str):
        _absent("LibreOffice Calc is not installed; see `make system`")
    return soffice


@pytest.fixture(scope="session")
def pdftoppm() -> str:
    """Path of poppler's pdftoppm: pages as pictures."""
    return _program("pdftoppm")


@pytest.fixture(scope="session")
def fonts() -> None:
    """See that the free fonts of ``docs/fonts.conf`` are there: with others it measures less."""
    config = Path(__file__).parents[1] / "docs" / "fonts.conf"
    for alias in ET.parse(config).iter("alias"):
        wanted, instead = alias.findtext("family", ""), alias.findtext("prefer/family", "")
        command = [_program("fc-match"), "--format", "%{family}", wanted]
        environment = {**os.environ, "FONTCONFIG_FILE": str(config)}
        found = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
        if instead not in found.stdout.split(","):
            _absent(f"the font {instead} is not installed; see `make system`")


@pytest.fixture(scope="session")
def pandoc() -> str:
    """Path of pandoc: how a converter of documents reads a docx."""
    return _program("pandoc")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium."""
    return _program("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def validator() -> str:
    """Path of Microsoft's Open XML SDK validator."""
    folder = Path(__file__).parent / "tools" / "node_modules" / "@xarsh"
    found = sorted(folder.glob("ooxml-validator-*/ooxml-validator*"))
    if not found:
        _absent("the docx validator is not installed; see `make system`")
    return str(found[0])


@pytest.fixture(scope="session")
def yaml_server() -> Path:
    """Path of the YAML server that VS Code's extension runs, under Node."""
    _program("node")
    folder = Path(__file__).parent / "tools" / "node_modules" / "yaml-language-server"
    server = folder / "bin" / "yaml-language-server"
    if not server.is_file():
        _absent("yaml-language-server is not installed; see `make system`")
    return server


# ---- golden files ----------------------------------------------------------------


@pytest.fixture
def golden() -> Golden:
    """Compare a text or bytes with ``tests/golden/<name>``, to the byte."""

    def compare(name: str, actual: str | bytes) -> None:
        path = GOLDEN / name
        if not path.resolve().is_relative_to(GOLDEN):
            raise ValueError(f"{name} leads out of tests/golden")
        _asked.add(path)
        data = actual.encode("utf-8") if isinstance(actual, str) else actual
        if ACCEPTING:
            if not path.is_file() or path.read_bytes() != data:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            return
        if not path.is_file():
            pytest.fail(f"tests/golden/{name} does not exist yet; `make accept` writes it")
        expected = path.read_bytes()
        if isinstance(actual, str):
            assert actual == expected.decode("utf-8"), f"differs from tests/golden/{name}"
        else:
            assert actual == expected, f"differs from tests/golden/{name}"

    return compare


def _orphans() -> list[Path]:
    return sorted(p for p in GOLDEN.rglob("*") if p.is_file() and p not in _asked)


def _whole_suite_passed(session: pytest.Session, exitstatus: int) -> bool:
    config = session.config
    narrowed = config.getoption("keyword") or config.getoption("markexpr")
    everything = config.args_source is pytest.Config.ArgsSource.TESTPATHS and not narrowed
    last_failed = config.getoption("lf", default=False)
    return everything and not last_failed and exitstatus == 0 and not _skipped


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember what was left out; an expected failure was not."""
    if report.skipped and not hasattr(report, "wasxfail"):
        _skipped.append(report.nodeid)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """Remember whole modules that were left out."""
    if report.skipped:
        _skipped.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Forbid skips in CI, and golden files that no test asks for anywhere."""
    if IN_CI and _skipped and exitstatus == 0:
        _complaints.append(f"CI=true, but skipped: {', '.join(_skipped)}")
    elif _whole_suite_passed(session, exitstatus):
        for orphan in _orphans():
            if ACCEPTING:
                orphan.unlink()
            else:
                name = orphan.relative_to(GOLDEN)
                _complaints.append(f"tests/golden/{name}: no test asks for it (`make accept`)")
    if _complaints:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why a run without a failed test is not a good run."""
    for complaint in _complaints:
        terminalreporter.write_line(complaint, red=True)
