"""The bench compares only programs that print the same, and knows where the time goes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document

from bench import same_text, variants
from zongjie import check, load, render_file

ROOT = Path(__file__).parents[1]
BENCH = ROOT / "tests" / "bench"
EXAMPLE = ROOT / "examples" / "ganquan-2016"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return variants.write(tmp_path, EXAMPLE, 1)[0]


def test_a_peer_prints_the_same_text(report: Path, tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.docx", tmp_path / "theirs.docx"
    reference = tmp_path / "reference.docx"
    Document().save(str(reference))
    peer = BENCH / "peers" / "python_docx_peer.py"
    subprocess.run([sys.executable, peer, reference, report, theirs], check=True)
    assert render_file(report, ours).ok
    same_text.check(ours, theirs)


@pytest.mark.parametrize("at", [0, 9, -1])
def test_another_character_is_another_text(report: Path, tmp_path: Path, at: int) -> None:
    ours, theirs = tmp_path / "ours.docx", tmp_path / "theirs.docx"
    assert render_file(report, ours).ok
    document = Document(str(ours))
    document.paragraphs[at].runs[-1].text += "x"
    document.save(str(theirs))
    with pytest.raises(RuntimeError, match="not the same text"):
        same_text.check(ours, theirs)


def test_a_long_report_is_a_report_of_all_its_parts(tmp_path: Path) -> None:
    texts = [path.read_text("utf-8") for path in variants.write(tmp_path, EXAMPLE, 3)]
    path = tmp_path / "long.yaml"
    path.write_text(variants.long_report(texts), "utf-8")
    one, long = load(tmp_path / "report-0000.yaml"), load(path)
    assert check(long).diagnostics == []
    assert one.report is not None
    assert long.report is not None
    assert len(long.report.indicators) == 3 * len(one.report.indicators)
    assert len(long.report.sections) == 3 * len(one.report.sections)


def test_every_stage_is_met(report: Path) -> None:
    told = subprocess.run(
        [sys.executable, BENCH / "stages.py", report], check=True, capture_output=True
    )
    stages = json.loads(told.stdout)
    assert {"yaml", "compose", "markup", "xml", "deflate", "write", "rest"} <= stages.keys()
    assert all(ms > 0 for ms in stages.values())


def test_the_packages_of_node_are_pinned_and_name_no_address() -> None:
    wanted = json.loads((BENCH / "peers" / "package.json").read_text("utf-8"))["dependencies"]
    locked = json.loads((BENCH / "peers" / "package-lock.json").read_text("utf-8"))["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert not any("resolved" in package for package in locked.values())
