"""docs/规模.md says what was measured, its commands are accepted, its reports are sound."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from bench import offices, scale_page
from zongjie import batching
from zongjie.batching import Wish
from zongjie.cli.arguments import build_parser

PAGE = scale_page.PAGE.read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    zongjie (.+)$", PAGE, re.MULTILINE)
FOUND = scale_page.measured()


def test_the_page_and_its_picture_say_what_was_measured() -> None:
    assert scale_page.filled(PAGE, FOUND) == PAGE
    assert scale_page.picture(FOUND) == scale_page.PICTURE.read_text(encoding="utf-8")


def test_the_commands_it_shows_are_accepted() -> None:
    assert len(COMMANDS) >= 5
    for command in COMMANDS:
        parts = shlex.split(command)
        assert build_parser(parts[0]).parse_args(parts).command == parts[0]


def test_what_was_measured_is_as_good_as_it_must_be() -> None:
    rows = FOUND["growth"]
    first, last = rows[0], rows[-1]
    assert [row["reports"] for row in rows] == [1_000, 2_000, 5_000, 10_000, 20_000, 40_000]
    assert all(row["written"] + row["faulty"] == row["reports"] for row in rows)
    assert last["worker_peak_mb"] <= 1.2 * first["worker_peak_mb"]
    assert last["descriptors"][1] <= last["descriptors"][0] + 2
    assert last["resume_cpu_s"] <= 0.1 * last["cpu_s"]
    a_report = [row["cpu_s"] / row["reports"] for row in (first, last)]
    assert a_report[1] <= 1.2 * a_report[0]


def test_the_reports_it_was_measured_with_are_different_and_print(tmp_path: Path) -> None:
    one, other = tmp_path / "一", tmp_path / "二"
    offices.Reports().write(one, range(60))
    offices.Reports().write(other, range(30))
    offices.Reports().write(other, range(30, 60))
    texts = {p.relative_to(one): p.read_text(encoding="utf-8") for p in one.rglob("*.yaml")}
    assert {
        p.relative_to(other): p.read_text(encoding="utf-8") for p in other.rglob("*.yaml")
    } == texts
    outcome = batching.run([one], tmp_path / "输出", Wish(name="{街道}"))
    assert (outcome.written, outcome.faulty) == (60, ())
    printed = [path.read_bytes() for path in (tmp_path / "输出").glob("*.docx")]
    assert len(set(printed)) == 60


@pytest.mark.parametrize("slip", offices.FAULTS)
def test_some_of_them_are_wrong_and_told(
    slip: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offices, "FAULTY", 1)
    monkeypatch.setattr(offices, "FAULTS", (slip,))
    offices.Reports().write(tmp_path / "报告", range(12))
    outcome = batching.run([tmp_path / "报告"], tmp_path / "输出", Wish())
    assert outcome.faulty
    assert all("错误[" in told for _, told in outcome.faulty)
