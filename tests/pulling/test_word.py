"""The person at Word who edits for the tests of pull: does the machine edit as it says?"""

from __future__ import annotations

import pytest

from pulling import changbai, full, ganquan, second, shifan
from pulling.disturbances import DISTURBANCES, by_libreoffice, disturbed, pasted
from pulling.edit import Edit
from pulling.neutral import neutral
from pulling.steps import Lines, lines_of
from pulling.strict import complaints
from pulling.word import Word, edited, said
from zongjie import load, render
from zongjie.readers.docx import read, read_content

from pathlib import Path  # isort: skip

ROOT = Path(__file__).parents[2]
FULL = Path(__file__).parent / "full.yaml"
PATHS = {
    "ganquan": ROOT / "examples" / "ganquan-2016",
    "changbai": ROOT / "examples" / "changbai-2020",
    "shifan": ROOT / "examples" / "shifan-2025",
    "full": FULL,
}
TABLES = {
    "ganquan": (*ganquan.EDITS, *second.GANQUAN),
    "changbai": changbai.EDITS,
    "shifan": shifan.EDITS,
    "full": full.EDITS,
}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Each report as a .docx."""
    return {name: render(load(path), "docx").outputs["docx"] for name, path in PATHS.items()}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("plain") / "报告.yaml"
    path.write_text(FULL.read_text("utf-8").replace("附表: 是\n", ""), encoding="utf-8")
    return render(load(path), "docx").outputs["docx"]


def _check(data: bytes, edits: tuple[Edit, ...]) -> None:
    before = lines_of(read(data))
    for edit in edits:
        steps = [step.word for step in edit.all_steps()]
        wanted = neutral(edit.shown(before))
        assert neutral(lines_of(read(edited(data, steps)))) == wanted, edit.name
        tracked = edited(data, steps, "王主任")
        assert neutral(lines_of(read(tracked))) == wanted, f"{edit.name}, tracked"
        rejected = lines_of(read(tracked, changes="reject"))
        assert neutral(rejected) == neutral(before), f"{edit.name}, rejected"


@pytest.mark.parametrize("name", TABLES)
def test_every_edit_does_to_the_text_what_it_says(name: str, files: dict[str, bytes]) -> None:
    _check(files[name], TABLES[name])


def test_edits_of_the_report_without_a_table_too(plain: bytes) -> None:
    _check(plain, (*full.PLAIN, *second.FULL))


@pytest.mark.parametrize("how", [*DISTURBANCES, "pasted"])
def test_a_disturbance_changes_no_character(how: str, files: dict[str, bytes]) -> None:
    for data in files.values():
        after = disturbed(data, {**DISTURBANCES, "pasted": pasted}[how])
        assert after != data
        assert neutral(lines_of(read(after))) == neutral(lines_of(read(data)))


def test_libreoffice_changes_no_character(soffice: str, files: dict[str, bytes]) -> None:
    for data in files.values():
        assert lines_of(read(by_libreoffice(soffice, data))) == lines_of(read(data))


def test_tracked_changes_name_who_made_them(files: dict[str, bytes]) -> None:
    edit = next(one for one in ganquan.EDITS if one.name == "改一条问题")
    data = edited(files["ganquan"], [step.word for step in edit.all_steps()], "王主任")
    tracked = read_content(data).tracked
    assert tracked is not None
    assert tracked.authors == ("王主任",)


def test_what_word_shows_is_what_the_reader_reads(files: dict[str, bytes]) -> None:
    def shown(data: bytes) -> Lines:
        return [text.strip() for p in Word(data).paragraphs() if (text := said(p)).strip()]

    for name in ("ganquan", "changbai", "shifan"):
        lines = lines_of(read(files[name]))
        assert neutral(["".join(one.split("\n")) for one in shown(files[name])]) == neutral(lines)


STRICT = {
    "a comment lost": ("甲: 乙  # 丙\n", "甲: 丁\n"),
    "other quotes": ("甲: '乙'\n丙: 丁\n", '甲: "乙"\n丙: 戊\n'),
    "another order": ("甲: 乙\n丙: 丁\n", "丙: 丁\n甲: 乙\n"),
    "a blank line lost": ("甲: 乙\n\n丙: 丁\n", "甲: 乙\n丙: 丁\n"),
    "another indent": ("甲:\n  - 乙\n", "甲:\n    - 乙\n"),
    "a comment of a block lost": ("甲: |  # 丙\n  乙\n", "甲: |\n  丁\n"),
    "other line ends": ("甲: 乙\r\n", "甲: 丁\n"),
    "a comment behind an item": ("- 甲\n- 乙\n# 丙\n", "- 甲\n"),
}


@pytest.mark.parametrize("name", STRICT)
def test_a_change_outside_of_what_was_edited_is_seen(name: str) -> None:
    before, after = STRICT[name]
    assert complaints(before.encode(), after.encode())


def test_edited_scalars_and_whole_items_are_well() -> None:
    before = "# 头\n甲: '乙'   # 注\n列:\n  - 一  # 留\n\n  - |\n    二\n  - 三\n尾: 完\n"
    after = "# 头\n甲: '新'   # 注\n列:\n  - 一改  # 留\n\n  - 三\n  - 四\n尾: 完\n"
    assert complaints(before.encode(), after.encode()) == []
    assert complaints("数: 18735件  # 注\n".encode(), "数:  # 注\n  数值: 1件\n".encode()) == []
