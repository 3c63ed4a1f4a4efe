"""What share of an old text goes into 原文, and how much of its structure is found.

Every text of the tests is tried whole and broken into lines.  What is in the
folder that ZONGJIE_OLD_TEXTS names is measured too (``-s`` shows it).
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.genre_texts import TEXTS, Genre
from tests.hard_wraps import WRAPS, wrapped
from tests.old_texts import HARD
from tests.old_texts import TEXTS as KNOWN

from zongjie import render
from zongjie.diagnostics import Text
from zongjie.model import Report, Section
from zongjie.pipeline.recovering import percent, recover_text
from zongjie.recovery.canonical import canonical
from zongjie.sources.report import load_text

ROOT = Path(__file__).parents[2]
SEEDS = [ROOT / "examples" / name for name in ("ganquan-2016", "changbai-2020")]
OLD = {**{name: old.text for name, old in KNOWN.items()}, **HARD}
each_seed = pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)


def _report(text: str) -> tuple[Report, str]:
    """Return the report of a text, and its YAML, after law 2 has been asserted."""
    found = recover_text(text)
    loaded = load_text(found.yaml)
    assert loaded.report is not None
    printed = render(loaded, "txt").outputs["txt"].decode("utf-8")
    assert printed == canonical(text)[0]
    return loaded.report, found.yaml


def _headings(sections: tuple[Section, ...], level: int = 1) -> Iterator[tuple[int, str]]:
    for section in sections:
        if section.title is not None:
            yield level, _said(section.title)
        yield from _headings(section.sections, level + 1)


def _said(text: Text | None) -> str:
    return text.value.replace("\\\n", "\n") if text is not None else ""


def _check(wanted: Genre, text: str) -> None:
    report, yaml = _report(text)
    assert "原文:" not in yaml
    assert _said(report.title) == wanted.title
    assert tuple(_headings(report.sections)) == wanted.headings
    assert len(report.problems.entries if report.problems else ()) == wanted.faults
    assert len(report.footnotes) == wanted.notes
    assert (_said(report.organ), _said(report.date)) == wanted.signed


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_of_the_genre_has_its_structure(name: str) -> None:
    wanted = TEXTS[name]
    _check(wanted, wanted.text)
    report, yaml = _report(wanted.text)
    if wanted.leads is not None:
        items = [item for section in report.sections for item in section.items]
        assert sum(item.lead is not None for item in items) == wanted.leads
    assert [said for said in wanted.yaml if said not in yaml] == []


@pytest.mark.parametrize("how", [how for how in WRAPS if how != "不齐"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_in_lines_has_the_same_structure(name: str, how: str) -> None:
    width = _width(name, how)
    _check(TEXTS[name], wrapped(TEXTS[name].text, how, 2 * width if how == "列" else width))


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_in_uneven_lines_keeps_its_chapters(name: str) -> None:
    report, yaml = _report(wrapped(TEXTS[name].text, "不齐", _width(name, "不齐")))
    found = tuple((n, title.replace("\n", "")) for n, title in _headings(report.sections))
    assert found == TEXTS[name].headings
    assert "原文:" not in yaml


def _width(name: str, how: str) -> int:
    """Return a width: each text meets several, by the ways in which it is broken."""
    return (31, 38, 45)[([*TEXTS].index(name) + [*WRAPS].index(how)) % 3]


@pytest.mark.parametrize("how", WRAPS)
@each_seed
def test_a_real_text_in_lines_has_the_same_structure(seed: Path, how: str) -> None:
    text = canonical((seed / "source.txt").read_text(encoding="utf-8"))[0]
    report, _ = _report(text)
    broken, yaml = _report(wrapped(text, how, 76 if how == "列" else 38))
    assert "原文:" not in yaml
    assert [*_headings(broken.sections)] == [*_headings(report.sections)]
    assert broken.footnotes.keys() == report.footnotes.keys()


@pytest.mark.parametrize("how", WRAPS)
@pytest.mark.parametrize("name", OLD)
def test_the_law_holds_for_old_texts_in_lines(name: str, how: str) -> None:
    _report(wrapped(OLD[name], how, (9, 20, 38)[[*OLD].index(name) % 3]))


def test_texts_of_ones_own_are_measured() -> None:
    """With ZONGJIE_OLD_TEXTS=folder and -s, of a folder of texts; else of the two real ones."""
    folder = Path(os.environ.get("ZONGJIE_OLD_TEXTS", ROOT / "examples"))
    paths = sorted(folder.rglob("*.txt"))
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for how in ("", *WRAPS):
            shown = wrapped(text, how, 38) if how else text
            start = time.process_time()
            found = recover_text(shown)
            took = 1000 * (time.process_time() - start)
            _report(shown)
            print(
                f"{path.stem:20} {how or '整段'} 原文 {percent(found.share):>6}"
                f" 章节 {found.sections:3} 事项 {found.items:3} 脚注 {found.footnotes:2}"
                f" {took:5.0f} 毫秒"
            )
