"""Where reports lie: a file, a folder with a main file, or folders of such."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from zongjie.diagnostics.reasons import reason

MAIN_NAMES: Final = ("report.yaml", "报告.yaml", "report.yml", "报告.yml")
FOLDER_NAMES: Final = ("indicators", "指标")
SUFFIXES: Final = (".yaml", ".yml")
TEMPLATE_NAME: Final = "template.yaml"  # a folder that holds it is a template, and no report
SNAPSHOTS: Final = "稿次"  # drafts of a report that are kept beside it; none is a report of today
LIST_NAME: Final = "待核清单.txt"  # what rolling on leaves to be ticked off; no report

# What a street may hand in instead of YAML; pictures and the like are no reports.
_OTHER_TEXTS: Final = frozenset(
    {".docx", ".doc", ".wps", ".xlsx", ".xls", ".et", ".csv", ".txt", ".pdf"}
)
# Districts have some dozen streets; more than this is a folder named by mistake.
_DEEPEST: Final = 4
_MOST: Final = 2000

_NO_REPORT: Final = "里面没有报告"
ONE_ALREADY: Final = "同一个文件夹里有 报告.yaml，已经算一份"
_NOBODYS: Final = "旁边没有 报告.yaml，不知道是谁的"
_NO_YAML: Final = "不是 YAML 文件"
_TOO_DEEP: Final = "文件夹套得太深"
_TOO_MANY: Final = "从它起，里面的文件太多，没有看"
_LINKED: Final = "是链接，指的文件夹已经读过"


class Search:
    """The reports under a folder, and what lies there and is not taken, by the reason.

    A folder with a main file is one report; any other is searched, but for ``apart``,
    which holds what is made of the reports.  ``most`` is how many files are looked at.
    """

    def __init__(
        self,
        folder: Path,
        most: int | None = None,
        deepest: int = _DEEPEST,
        *,
        apart: Path | None = None,
    ) -> None:
        self.root = folder
        self.taken: list[Path] = []
        self.passed: dict[str, list[Path]] = {}
        self._left = _MOST if most is None else most
        self._deepest = deepest
        self._seen = {folder.resolve()}
        self._apart = apart.resolve() if apart is not None else None
        self._inside(_children(folder), 1)

    def name(self, place: Path) -> str:
        """Return how a message calls a place: as seen from the folder."""
        return place.relative_to(self.root).as_posix()

    def _inside(self, children: list[Path], depth: int) -> None:
        """Look at what lies in one folder; its own main file, where it has one, is a report."""
        beside = {c.stem for c in children if c.suffix.lower() in SUFFIXES}
        has_main = _has_main(children)
        for child in children:
            suffix = child.suffix.lower()
            folder = child.is_dir()
            if not folder and suffix not in SUFFIXES:
                if suffix in _OTHER_TEXTS and child.stem not in beside:
                    self._pass(_NO_YAML, child)
            elif self._left == 0:
                self.passed.setdefault(_TOO_MANY, [child])
                return
            elif not folder:
                self._left -= 1
                self.taken.append(child)
            elif child.name not in FOLDER_NAMES:
                self._left -= 1
                self._folder(child, depth)
            elif not has_main:
                self._pass(_NOBODYS, child)

    def _folder(self, folder: Path, depth: int) -> None:
        real = folder.resolve()
        if real == self._apart:
            return
        if real in self._seen:
            self._pass(_LINKED, folder)
            return
        self._seen.add(real)
        before = self._count()
        try:
            children = _children(folder)
            if _has_main(children):
                self._report(folder, children, depth)
            elif any(child.name == TEMPLATE_NAME for child in children):
                return
            elif depth > self._deepest:
                self._pass(_TOO_DEEP, folder)
            else:
                self._inside(children, depth + 1)
        except OSError as error:
            self._pass(reason(error), folder)
        if self._count() == before:
            self._pass(_NO_REPORT, folder)

    def _report(self, folder: Path, children: list[Path], depth: int) -> None:
        """Take a folder as one report; other reports in it are none of its own."""
        self.taken.append(folder)
        taken, passed = self.taken, self.passed
        self.taken, self.passed = [], {}
        rest = [c for c in children if c.name not in (*MAIN_NAMES, *FOLDER_NAMES)]
        self._inside(rest, depth + 1)
        others, self.taken, self.passed = self.taken, taken, passed
        for other in others:
            self._pass(ONE_ALREADY, other)

    def _pass(self, why: str, place: Path) -> None:
        self.passed.setdefault(why, []).append(place)

    def _count(self) -> int:
        return len(self.taken) + sum(map(len, self.passed.values()))


def is_no_report(path: Path) -> bool:
    """Whether a path is a folder without a main file: perhaps a folder of reports."""
    try:
        return path.is_dir() and not any((path / name).is_file() for name in MAIN_NAMES)
    except OSError:  # told when it is read
        return False


def files_of(path: Path) -> list[Path]:
    """Return the YAML files of a report as they lie there, the main one first."""
    if not path.is_dir():
        return [path, *indicator_files(path.parent if path.name in MAIN_NAMES else None)]
    mains = [path / name for name in MAIN_NAMES if (path / name).is_file()]
    return [*mains, *indicator_files(path)]


def indicator_files(folder: Path | None) -> list[Path]:
    """Return the files of indicators beside the main file of a folder, by name."""
    if folder is None:
        return []
    return sorted(
        file
        for name in FOLDER_NAMES
        if (folder / name).is_dir()
        for file in (folder / name).rglob("*")
        if file.suffix.lower() in SUFFIXES
        and not any(part.startswith((".", "~")) for part in file.relative_to(folder).parts)
    )


def _has_main(children: Iterable[Path]) -> bool:
    return any(child.name in MAIN_NAMES and child.is_file() for child in children)


def _children(folder: Path) -> list[Path]:
    """Return what lies in a folder, by name.

    Not what is hidden, what Office has open, our list, the drafts that are kept.
    """
    names = (path for path in folder.iterdir() if not path.name.startswith((".", "~")))
    return sorted(p for p in names if not p.name.endswith(LIST_NAME) and p.name != SNAPSHOTS)
