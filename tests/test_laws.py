"""The laws of DESIGN §4 over the two examples: forth, provenance, same bytes, light imports."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from zongjie import load, render, render_file
from zongjie.cli import main
from zongjie.document import Document, Heading, Note, Paragraph, Run, Title, inlines_of, text_of
from zongjie.pipeline import check
from zongjie.readers.docx import read as read_docx
from zongjie.readers.txt import read as read_txt
from zongjie.recovery.canonical import canonical
from zongjie.text import display_width, half_width
from zongjie.writers.txt import write as write_txt

ROOT = Path(__file__).parents[1]
EXAMPLES = [ROOT / "examples" / name for name in ("ganquan-2016", "changbai-2020")]
CHROME = {
    "ganquan-2016": ["验证码", "全部评论"],
    "changbai-2020": ["2020年上海市杨浦区人民政府长白新村街道办事处工作总结 2021-04-02"],
}
HEAVY = {"docx", "lxml", "cn2an", "rjieba", "pydantic", "rich", "jsonschema"}
TITLE_LINE = 2 * 20  # columns of 22 pt that 156 mm hold
each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)


def _document(example: Path) -> Document:
    checked = check(load(example))
    assert checked.document is not None
    assert checked.diagnostics == []
    return checked.document


# ---- 1. forth ----------------------------------------------------------------------


@each_example
def test_the_text_equals_its_source_to_the_byte(example: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.txt"
    assert main(["render", str(example), "-o", str(target)]) == 0
    raw = (example / "source.txt").read_bytes().decode("utf-8")
    assert target.read_bytes() == canonical(raw)[0].encode("utf-8")


@each_example
def test_the_canonical_text_lost_nothing_but_blanks_and_web_chrome(example: Path) -> None:
    raw = (example / "source.txt").read_bytes().decode("utf-8")
    text, edits = canonical(raw)
    rebuilt, at, chrome = "", 0, []
    for edit in edits:
        rebuilt += raw[at : edit.start] + edit.text
        at = edit.end
        gone = raw[edit.start : edit.end]
        if edit.reason == "blank":
            assert not gone.strip("\ufeff \t\r\n\u3000\u00a0")
            assert not edit.text.strip(" \n")
        else:
            assert (edit.reason, edit.text) == ("chrome", "")
            chrome.append(gone)
    assert rebuilt + raw[at:] == text
    assert chrome == CHROME[example.name]


# ---- docx --------------------------------------------------------------------------


def _paragraphs(document: Document) -> list[str]:
    found = []
    for block in document.blocks:
        match block:
            case Title(runs):
                found.append(text_of(runs))
            case Heading(_, number, runs):
                found.append(number + text_of(runs))
            case Paragraph(lead, runs):
                found.append(text_of(lead) + text_of(runs))
    return found


@each_example
def test_python_docx_sees_the_same_paragraphs(example: Path) -> None:
    data = render(load(example), "docx").outputs["docx"]
    title, *rest = [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]
    found = [title.replace("\n", ""), *rest]  # a long one stands in lines
    document = _document(example)
    assert found == _paragraphs(document)
    assert read_docx(data) == document


def test_the_docx_has_standard_punctuation_where_the_source_had_half_width() -> None:
    data = render(load(EXAMPLES[0]), "docx").outputs["docx"]
    text = "".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)
    assert not set(",;:()!?") & set(text)
    assert "，" in text
    assert "2011—2015年" in text


def test_two_footnotes_each_at_its_place() -> None:
    data = render(load(EXAMPLES[0]), "docx").outputs["docx"]
    before = [
        text_of(inlines[:at])[-8:]
        for block in read_docx(data).blocks
        for inlines in inlines_of(block)
        for at, inline in enumerate(inlines)
        if isinstance(inline, Note)
    ]
    assert before == ["“五违四必”", "享平安”系列活动"[-8:]]
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/footnotes.xml").decode()
    assert xml.count("五违”指违法用地") == 1
    assert xml.count("综治工作宣传月") == 1


# ---- 3. format, on the real texts --------------------------------------------------


@each_example
def test_reading_the_text_prints_it_again(example: Path) -> None:
    text = canonical((example / "source.txt").read_text(encoding="utf-8"))[0]
    document, form = read_txt(text)
    assert write_txt(document, form) == text
    assert len(document.blocks) > 10


# ---- provenance --------------------------------------------------------------------


def _runs(document: Document) -> Iterator[Run]:
    for block in document.blocks:
        for inlines in inlines_of(block):
            for inline in inlines:
                if isinstance(inline, Run):
                    yield inline
                else:
                    assert inline.origin is not None
                    yield from inline.runs


@each_example
def test_every_run_knows_where_it_is_from(example: Path) -> None:
    report = load(example).report
    assert report is not None
    figures = 0
    for run in _runs(_document(example)):
        assert run.origin is not None, run
        span = run.origin.span()
        path = Path(span.source.name)
        assert path.suffix in (".yaml", ".j2")
        assert path.is_file()
        if run.value:
            figures += 1
            value = half_width(run.value).partition("|")[0]
            head = value.partition("(")[2] or value
            name = next((n for n in _names(head) if report.indicator(n)), None)
            assert name or run.value in ("年份", "章节数"), run.value
            assert span.text.startswith("{{")
        elif path.suffix == ".yaml" and not _made_by_rule(run, span.text):
            assert "".join(line.strip() for line in span.text.split("\n")) == run.text.strip()
    assert figures > 40


def _names(value: str) -> Iterator[str]:
    for part in value.rstrip(")").split(","):
        steps = part.split(".")
        yield from (".".join(steps[:cut]) for cut in range(len(steps), 0, -1))


def _made_by_rule(run: Run, written: str) -> bool:
    """列举 and 均为 print words between their figures; they stand for the whole reference."""
    return written.startswith("{{")


# ---- 5. same bytes -----------------------------------------------------------------


PROGRAM = (
    "import sys; from zongjie.cli import main; "
    "sys.exit(main(['render', sys.argv[1], *(a for t in sys.argv[2:] for a in ('-o', t))]))"
)


def _in_another_world(example: Path, folder: Path, cwd: Path, **env: str) -> dict[str, bytes]:
    targets = [folder / f"总结.{form}" for form in ("docx", "txt", "html", "md")]
    subprocess.run(
        [sys.executable, "-c", PROGRAM, str(example), *map(str, targets)],
        cwd=cwd,
        env={**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), **env},
        check=True,
        capture_output=True,
    )
    return {target.name: target.read_bytes() for target in targets}


@each_example
def test_the_bytes_are_the_same_in_any_process_place_and_time_zone(
    example: Path, tmp_path: Path
) -> None:
    worlds = [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "America/New_York"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "zh_CN.GB18030", "TZ": "Asia/Shanghai", "LANG": "zh_CN"},
    ]
    found = []
    for number, world in enumerate(worlds):
        folder = tmp_path / str(number)
        folder.mkdir()
        found.append(_in_another_world(example, folder, folder if number else ROOT, **world))
    assert found[0] == found[1]
    once_more = render(load(example), "docx", "txt").outputs
    assert once_more["docx"] == found[0]["总结.docx"]


@each_example
def test_a_copy_elsewhere_gives_the_same_bytes(example: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "别处 的 报告"
    shutil.copytree(example, copy)
    assert render(load(copy), "docx").outputs == render(load(example), "docx").outputs


# ---- imports -----------------------------------------------------------------------


@each_example
def test_rendering_by_the_command_imports_nothing_heavy(example: Path, tmp_path: Path) -> None:
    code = PROGRAM.replace("sys.exit(", "assert 0 == (")
    code += "; print(' '.join({n.partition('.')[0] for n in sys.modules}))"
    targets = [tmp_path / "总结.docx", tmp_path / "总结.txt"]
    for _ in range(2):  # the second time the old .docx is inspected before it is overwritten
        done = subprocess.run(
            [sys.executable, "-c", code, str(example), *map(str, targets)],
            capture_output=True,
            text=True,
            check=True,
        )
        titles = [text_of(b.runs) for b in _document(example).blocks if isinstance(b, Title)]
        long = any(display_width(title) > TITLE_LINE for title in titles)  # cut into words
        assert not (HEAVY - {"rjieba"} if long else HEAVY) & set(done.stdout.split())


def test_all_or_none_also_in_one_call(tmp_path: Path) -> None:
    targets = [tmp_path / "a.docx", tmp_path / "b.txt", tmp_path / "c.html", tmp_path / "d.md"]
    rendered = render_file(EXAMPLES[0], *targets)
    assert rendered.ok
    assert rendered.written == tuple(targets)
    assert [t.read_bytes() for t in targets] == list(rendered.outputs.values())
