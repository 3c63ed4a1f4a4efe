"""A report in a folder of its own, an edited .docx beside it, and what pull makes of the two."""

from __future__ import annotations

import shutil
import traceback
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pulling.edit import Edit
from pulling.neutral import neutral
from pulling.steps import Lines, lines_of
from pulling.strict import complaints
from pulling.word import Word, edited
from zongjie import load, render, render_file
from zongjie.document import Document, Heading, text_of
from zongjie.pipeline.pulling import Pulled, pull
from zongjie.readers.docx import read

ROOT = Path(__file__).parents[2]
FULL = Path(__file__).parent / "full.yaml"
REPORTS = ("ganquan-2016", "changbai-2020", "shifan-2025")


class Home:
    """A report that has been rendered, to be copied for every trial."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        self.report.parent.mkdir(parents=True, exist_ok=True)
        if name in REPORTS:
            shutil.copytree(ROOT / "examples" / name, self.report)
        else:
            text = FULL.read_text(encoding="utf-8")
            self.report.write_text(
                text if name == "full.yaml" else text.replace("附表: 是\n", ""), encoding="utf-8"
            )
        self.render()

    def render(self) -> None:
        """Make the .docx that people are given."""
        rendered = render_file(self.report, self.docx)
        assert rendered.ok, [d.message for d in rendered.diagnostics]

    @property
    def report(self) -> Path:
        return self.folder / self.name

    @property
    def docx(self) -> Path:
        return self.folder / "总结.docx"

    @cached_property
    def data(self) -> bytes:
        return self.docx.read_bytes()

    @cached_property
    def lines(self) -> Lines:
        return lines_of(read(self.data))

    def copied(self, folder: Path) -> Home:
        """Return a copy in another folder, with everything that was kept beside the report."""
        other = Home.__new__(Home)
        other.folder, other.name = folder, self.name
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return other

    def files(self) -> dict[str, bytes]:
        """Return the bytes of the report's own files."""
        found = [self.report] if self.report.is_file() else sorted(self.report.rglob("*.yaml"))
        paths = [path for path in found if ".zongjie" not in path.parts]
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}

    def printed(self) -> Lines:
        """Return what the report prints now."""
        return lines_of(self.document())

    def document(self) -> Document:
        """Return the report as its .docx is read now."""
        rendered = render(load(self.report), "docx")
        assert rendered.ok, [f"{d.code} {d.message}" for d in rendered.diagnostics]
        return read(rendered.outputs["docx"])

    def copy(self, data: bytes, name: str = "改稿.docx") -> Path:
        """Return the path of an edited copy that is put beside the report."""
        path = self.folder / name
        path.write_bytes(data)
        return path


class Outcome(NamedTuple):
    """What became of an edit: taken, listed or wrong; what there is to complain of."""

    verdict: str
    faults: tuple[str, ...]
    pulled: Pulled

    @property
    def told(self) -> str:
        changes = "\n".join(
            f"      {'✓' if one.taken else '×'} {one.place}"
            f"｜{one.before[:90]} → {one.after[:90]}｜{one.why}"
            for one in self.pulled.changes
        )
        return "\n".join((*(f"    {fault}" for fault in self.faults), changes))


def steps_of(edit: Edit) -> list[Callable[[Word], None]]:
    return [step.word for step in edit.all_steps()]


def tried(home: Home, folder: Path, edit: Edit) -> Outcome:
    """Pull an edit home and hold all that must be true of it."""
    try:
        return _tried(home.copied(folder), edit)
    except Exception as error:  # noqa: BLE001 - one that breaks must not hide the others
        told = traceback.format_exception(error)[-2:]
        return Outcome("wrong", ("".join(told),), Pulled((), [], {}))


def _tried(own: Home, edit: Edit) -> Outcome:
    data = edited(own.data, steps_of(edit))
    shown = edit.shown(own.lines)
    assert neutral(lines_of(read(data))) == neutral(shown), "the machine does not edit as told"
    copy, before = own.copy(data), own.files()
    looked = pull(own.report, [copy])
    faults = [] if own.files() == before else ["a look at it changed files"]
    pulled = pull(own.report, [copy], apply=True)
    if not pulled.ok:
        return Outcome("wrong", (*faults, *(d.message for d in pulled.diagnostics)), pulled)
    faults += [] if looked.changes == pulled.changes else ["other changes than were shown"]
    after = own.files()
    faults += _frames(before, after)
    if missed := [one for one in edit.yaml if not any(one.encode() in f for f in after.values())]:
        faults.append(f"the YAML does not say {missed[0]}")
    if [one for one in edit.gone if any(one.encode() in f for f in after.values())]:
        faults.append(f"the YAML still says {edit.gone[0]}")
    document = own.document()
    printed = neutral(lines_of(document))
    all_taken = edit.wanted == "taken" and all(one.taken for one in pulled.changes)
    if all_taken and _headings(document) != _headings(read(data)):
        faults.append("other lines are headings than in the edited text")
    verdict = _verdict(edit, own.lines, printed, pulled)
    faults += _accounted(printed, neutral(shown), pulled)
    faults += _again(own, copy, after)
    return Outcome(verdict, tuple(faults), pulled)


def _headings(document: Document) -> Lines:
    """Return the headings of a text: neutral lines do not tell them from prose."""
    return neutral([text_of(one.runs) for one in document.blocks if isinstance(one, Heading)])


def _verdict(edit: Edit, before: Lines, printed: Lines, pulled: Pulled) -> str:
    left = [one for one in pulled.changes if not one.taken]
    wanted = [neutral(lines) for lines in edit.printed(before)]
    if edit.wanted == "refused" and not left:
        return "wrong"
    if printed in wanted:
        return "taken" if edit.wanted != "refused" else "listed"
    if left and printed == neutral(before):
        return "listed"
    return "partly" if left else "wrong"


def _frames(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    found = [f"{name} came or went" for name in before.keys() ^ after.keys()]
    for name in before.keys() & after.keys():
        if before[name] != after[name]:
            found += [f"{name}: {one}" for one in complaints(before[name], after[name])]
    return found


def _accounted(printed: Lines, shown: Lines, pulled: Pulled) -> list[str]:
    """Every line that is not printed as it was edited must be one that pull listed."""
    left = [one for one in pulled.changes if not one.taken]
    if printed != shown and not left:
        return ["not all is as in the edited text, and nothing is listed"]
    return []


def _again(own: Home, copy: Path, after: dict[str, bytes]) -> list[str]:
    again = pull(own.report, [copy], apply=True)
    found = []
    if own.files() != after:
        found.append("pulling again changed files")
    if any(one.taken for one in again.changes):
        found.append("pulling again would take something")
    return found


def counted(outcomes: Sequence[tuple[Edit, Outcome]]) -> dict[str, int]:
    counts = dict.fromkeys(("taken", "listed", "partly", "wrong"), 0)
    for _, outcome in outcomes:
        counts[outcome.verdict] += 1
    return counts
