"""底稿: what a .docx was generated with is kept beside the report, and is never in the way."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongjie.pipeline import bases, render_file
from zongjie.pipeline.bases import Base, BaseLine, decoded, encoded
from zongjie.pipeline.outputs import Made, Rendered

EXAMPLES = Path(__file__).parents[1] / "examples"
HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)
WORDS = st.text(max_size=30)
KINDS = st.sampled_from(["BODY", "HEADING", "NOTE"])
LINES = st.builds(BaseLine, WORDS, KINDS, st.integers(0, 9), st.lists(WORDS).map(tuple))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    ours = shutil.ignore_patterns(".zongjie")
    return Path(shutil.copytree(EXAMPLES / "ganquan-2016", tmp_path / "报告", ignore=ours))


def _kept(report: Path) -> list[Path]:
    return sorted((report / bases.FOLDER).glob("*"))


def _made(rendered: Rendered) -> Made:
    assert rendered.ok
    assert rendered.made is not None
    return rendered.made


# ---- laws ------------------------------------------------------------------------


@given(st.lists(LINES).map(tuple), HASHES, HASHES)
def test_what_is_encoded_is_decoded_again(
    lines: tuple[BaseLine, ...], text_hash: str, data_hash: str
) -> None:
    assert decoded(encoded(lines, text_hash, data_hash), text_hash) == Base(lines, data_hash)


@given(st.data())
def test_a_file_that_is_damaged_anywhere_is_no_base(data: st.DataObject) -> None:
    name = "a" * 64
    whole = encoded((BaseLine("甲\t乙\n", "BODY", 0, ("注", "")),) * 3, name, "b" * 64)
    at = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.binary(max_size=2).filter(lambda new: new != whole[at : at + 1]))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / bases.FOLDER / f"{name}.txt"
        place.parent.mkdir(parents=True)
        place.write_bytes(whole[:at] + byte + whole[at + 1 :])
        assert bases.find(Path(folder), name) is None


# ---- kept ------------------------------------------------------------------------


def test_a_docx_leaves_its_text_and_a_proof_copy_the_same(report: Path, tmp_path: Path) -> None:
    made = _made(render_file(report, tmp_path / "总结.docx"))
    [place] = _kept(report)
    assert place.name == f"{made.text_hash}.txt"
    base = bases.find(report, made.text_hash)
    assert base is not None
    assert base.data_hash == made.data_hash
    assert base.lines[0] == BaseLine("甘泉路街道2016年工作总结", "TITLE", 0, ())
    assert any("五违四必" in one.notes for one in base.lines)
    assert list(bases.all_bases(report)) == [base]
    place.unlink()
    proof = _made(render_file(report, tmp_path / "核对稿.docx", proof=True))
    assert proof.text_hash == made.text_hash
    assert bases.find(report, made.text_hash) == base


def test_a_report_of_one_file_keeps_it_beside_the_file(report: Path, tmp_path: Path) -> None:
    made = _made(render_file(report / "report.yaml", tmp_path / "总结.docx"))
    assert bases.find(report, made.text_hash) is not None


def test_neither_a_final_text_nor_another_format_leaves_anything(
    report: Path, tmp_path: Path
) -> None:
    assert render_file(report, tmp_path / "定稿.docx", final=True).made is None
    assert render_file(report, tmp_path / "总结.txt", tmp_path / "总结.html").ok
    assert not (report / ".zongjie").exists()


def test_a_text_that_is_kept_is_not_written_again(report: Path, tmp_path: Path) -> None:
    render_file(report, tmp_path / "总结.docx")
    [place] = _kept(report)
    before = place.stat().st_ino
    os.utime(place, (1, 1))
    render_file(report, tmp_path / "总结.docx")
    assert place.stat().st_ino == before
    assert place.stat().st_mtime > 1  # it was used


def test_the_newest_yaml_of_one_text_counts(report: Path, tmp_path: Path) -> None:
    first = _made(render_file(report, tmp_path / "总结.docx"))
    main = report / "report.yaml"
    main.write_text(main.read_text("utf-8") + "# 批注\n", "utf-8")
    second = _made(render_file(report, tmp_path / "总结.docx"))
    assert first.text_hash == second.text_hash
    found = bases.find(report, first.text_hash)
    assert found is not None
    assert found.data_hash == second.data_hash != first.data_hash


def test_a_damaged_base_is_none_and_the_next_render_mends_it(report: Path, tmp_path: Path) -> None:
    made = _made(render_file(report, tmp_path / "总结.docx"))
    [place] = _kept(report)
    place.write_bytes(place.read_bytes().replace("街道".encode(), "街镇".encode()))
    assert bases.find(report, made.text_hash) is None
    assert not list(bases.all_bases(report))
    render_file(report, tmp_path / "总结.docx")
    assert bases.find(report, made.text_hash) is not None


def test_the_newest_stay_and_what_is_not_ours_is_left_alone(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bases, "MOST", 3)
    folder = report / bases.FOLDER
    folder.mkdir(parents=True)
    (folder / "我的.txt").write_text("字", "utf-8")
    for number in range(5):
        place = folder / f"{number:064x}.txt"
        place.write_bytes(encoded((), place.stem, "0" * 64))
        os.utime(place, (number, number))
    made = _made(render_file(report, tmp_path / "总结.docx"))
    stay = {f"{made.text_hash}.txt", f"{4:064x}.txt", f"{3:064x}.txt", "我的.txt"}
    assert {place.name for place in _kept(report)} == stay


# ---- never in the way ------------------------------------------------------------


@pytest.mark.parametrize("name", ["../../总结", "", "甲", "A" * 64, "0" * 63])
def test_a_name_that_is_no_hash_finds_nothing(report: Path, name: str) -> None:
    (report / "总结.txt").write_bytes(encoded((), "总结", "0" * 64))
    assert bases.find(report, name) is None


def test_a_folder_that_takes_no_file_is_not_told(report: Path, tmp_path: Path) -> None:
    (report / ".zongjie").write_text("在这里", "utf-8")
    rendered = render_file(report, tmp_path / "总结.docx")
    assert rendered.ok
    assert rendered.written
    assert not list(bases.all_bases(report))


def test_a_read_only_folder_is_not_told(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Path.mkdir

    def refuse(self: Path, *args: Any, **kwargs: Any) -> None:
        if ".zongjie" in self.parts:
            raise PermissionError(13, "Permission denied", str(self))
        make(self, *args, **kwargs)

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert render_file(report, tmp_path / "总结.docx").ok
    assert not (report / ".zongjie").exists()


def test_a_pipe_in_the_place_of_a_base_is_not_waited_for(report: Path, tmp_path: Path) -> None:
    made = _made(render_file(report, tmp_path / "总结.docx"))
    [place] = _kept(report)
    place.unlink()
    os.mkfifo(place)
    assert bases.find(report, made.text_hash) is None
    assert render_file(report, tmp_path / "总结.docx").ok
    assert bases.find(report, made.text_hash) is not None
