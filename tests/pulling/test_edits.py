"""Every scripted edit comes home, or is listed; nothing is wrong, and nothing else changes."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest

from pulling import changbai, full, ganquan, second, shifan
from pulling.disturbances import DISTURBANCES, by_libreoffice, disturbed
from pulling.edit import Edit
from pulling.neutral import neutral
from pulling.parts import made
from pulling.steps import lines_of
from pulling.trials import Home, Outcome, counted, steps_of, tried
from pulling.word import Word, edited
from zongjie.pipeline.pulling import pull
from zongjie.readers.docx import read

TABLES: dict[str, tuple[Edit, ...]] = {
    "ganquan-2016": (*ganquan.EDITS, *second.GANQUAN),
    "changbai-2020": changbai.EDITS,
    "shifan-2025": shifan.EDITS,
    "full.yaml": full.EDITS,
    "plain.yaml": (*full.PLAIN, *second.FULL),
}
TAKEN = 0.95
"""The share that must be taken of the edits that are to be."""


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Home]:
    return {name: Home(tmp_path_factory.mktemp("home"), name) for name in TABLES}


def _told(name: str, done: list[tuple[Edit, Outcome]]) -> str:
    wanted = [outcome for edit, outcome in done if edit.wanted == "taken"]
    taken = sum(outcome.verdict == "taken" for outcome in wanted)
    lines = [f"{name}: {taken}/{len(wanted)} taken of those that are to be; {counted(done)}"]
    for edit, outcome in done:
        if outcome.faults or outcome.verdict in ("wrong", "partly") or _missed(edit, outcome):
            lines += [f"  {edit.name} ({edit.wanted}): {outcome.verdict}", outcome.told]
    return "\n".join(lines)


def _missed(edit: Edit, outcome: Outcome) -> bool:
    return edit.wanted == "taken" and outcome.verdict != "taken"


@pytest.mark.parametrize("name", TABLES)
def test_edits_come_home_or_are_listed(name: str, homes: dict[str, Home], tmp_path: Path) -> None:
    done = [
        (edit, tried(homes[name], tmp_path / str(at), edit)) for at, edit in enumerate(TABLES[name])
    ]
    told = _told(name, done)
    print(told)
    wanted = [outcome for edit, outcome in done if edit.wanted == "taken"]
    taken = sum(outcome.verdict == "taken" for outcome in wanted)
    assert taken >= TAKEN * len(wanted), told
    assert not [edit.name for edit, one in done if one.faults or one.verdict == "wrong"], told


@pytest.mark.parametrize("name", TABLES)
def test_a_disturbed_file_gives_what_a_clean_one_gives(
    name: str, homes: dict[str, Home], tmp_path: Path
) -> None:
    """Every other edit meets one disturbance, so that each disturbance meets many edits."""
    own, off = homes[name].copied(tmp_path / "own"), []
    for edit, how in zip(TABLES[name][::2], cycle(DISTURBANCES), strict=False):
        data = edited(own.data, steps_of(edit))
        clean = pull(own.report, [own.copy(data)])
        other = pull(own.report, [own.copy(disturbed(data, DISTURBANCES[how]))])
        if clean.files != other.files or _results(clean) != _results(other):
            off.append(f"{edit.name}, {how}")
    assert off == []


def _results(pulled: object) -> list[tuple[str, str, bool]]:
    return [(one.before, one.after, one.taken) for one in pulled.changes]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", TABLES)
def test_tracked_changes_give_what_clean_edits_give(
    name: str, homes: dict[str, Home], tmp_path: Path
) -> None:
    own, off = homes[name].copied(tmp_path / "own"), []
    for edit in TABLES[name][1::4]:
        clean = pull(own.report, [own.copy(edited(own.data, steps_of(edit)))])
        tracked = own.copy(edited(own.data, steps_of(edit), "王主任"))
        if pull(own.report, [tracked]).files != clean.files:
            off.append(f"{edit.name}, accepted")
        rejected = pull(own.report, [tracked], changes="reject")
        if rejected.files or any(one.taken for one in rejected.changes):
            off.append(f"{edit.name}, rejected")
    assert off == []


@pytest.mark.parametrize("name", TABLES)
def test_edits_survive_libreoffice(
    name: str, homes: dict[str, Home], tmp_path: Path, soffice: str
) -> None:
    """Several edits at once, since LibreOffice takes seconds a file."""
    own = homes[name].copied(tmp_path / "own")
    data, lines = own.data, list(own.lines)
    for edit in [one for one in TABLES[name] if one.wanted == "taken" and len(one.steps) == 1][::8]:
        try:
            after = edit.shown(lines)
            data = edited(data, steps_of(edit))
        except (AssertionError, ValueError):
            continue  # another edit has been here
        lines = after
    assert neutral(lines_of(read(data))) == neutral(lines)
    clean = pull(own.report, [own.copy(data)])
    other = pull(own.report, [own.copy(by_libreoffice(soffice, data))], apply=True)
    assert other.files == clean.files
    assert other.ok
    left = [one for one in other.changes if not one.taken]
    assert left or neutral(own.printed()) == neutral(lines)


AS_IS = ("模板的话改了", "拼句里的话改了", "一段里数改了，话也改了")


@pytest.mark.parametrize("name", AS_IS)
def test_words_of_the_template_are_taken_as_they_stand(
    name: str, homes: dict[str, Home], tmp_path: Path
) -> None:
    edit = next(one for one in shifan.EDITS if one.name == name)
    own = homes["shifan-2025"].copied(tmp_path / "own")
    copy = own.copy(edited(own.data, steps_of(edit)))
    pulled = pull(own.report, [copy], apply=True, as_is=True)
    assert pulled.ok
    assert [one for one in pulled.changes if not one.taken] == []
    assert neutral(own.printed()) == neutral(edit.shown(own.lines))
    assert any("\n事项:\n" in data.decode() for data in own.files().values())


def _table(word: Word) -> None:
    """Draw a table under a paragraph."""
    rows = (("项目", "数量"), ("临时救助", "46户"))
    cells = [[made("tc", made("p", made("r", made("t", text=one)))) for one in row] for row in rows]
    table = made("tbl", made("tblPr"), made("tblGrid"), *(made("tr", *row) for row in cells))
    word.with_("落实托底保障政策").addnext(table)


def test_a_table_is_listed_and_its_cells_do_not_become_paragraphs(
    homes: dict[str, Home], tmp_path: Path
) -> None:
    own = homes["ganquan-2016"].copied(tmp_path / "own")
    before = own.files()
    copy = own.copy(edited(own.data, [_table]))
    pulled = pull(own.report, [copy], apply=True)
    assert [one.after for one in pulled.changes] == ["项目", "数量", "临时救助", "46户"]
    assert not any(one.taken for one in pulled.changes)
    assert own.files() == before
