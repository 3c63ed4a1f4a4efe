"""Where reports lie: a file, a folder with a main file, or folders of such."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import Final, TypeAlias

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
_NO_FILE: Final = "不是普通的文件"
_TOO_DEEP: Final = "文件夹套得太深"
_TOO_MANY: Final = "从它起，里面的文件太多，没有看"
_LINKED: Final = "有链接指着它，已经读过"
_HIDDEN: Final = (".", "~")  # how names begin of what is hidden, and of what Office has open

# What the system tells of a child while a folder is listed: no question more for each.
_Child: TypeAlias = "os.DirEntry[str]"


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
        real = os.path.realpath(folder)
        self._seen = {real}
        self._apart = os.path.realpath(apart) if apart is not None else None
        self._above = "" if folder == Path() else os.path.join(folder, "")
        self._inside(_children(folder), real, 1)

    def name(self, place: Path) -> str:
        """Return how a message calls a place: as seen from the folder."""
        return str(place).removeprefix(self._above).replace(os.sep, "/")

    def _inside(self, children: list[_Child], real: str, depth: int) -> None:
        """Look at what lies in one folder; its own main file, where it has one, is a report."""
        split = [os.path.splitext(child.name) for child in children]
        beside = {stem for stem, suffix in split if suffix.lower() in SUFFIXES}
        has_main = _has_main(children)
        for child, (stem, ending) in zip(children, split, strict=True):
            suffix = ending.lower()
            folder = _is_folder(child)
            if not folder and suffix not in SUFFIXES:
                if suffix in _OTHER_TEXTS and stem not in beside:
                    self._pass(_NO_YAML, child)
            elif self._left == 0:
                self.passed.setdefault(_TOO_MANY, [Path(child)])
                return
            elif not folder:
                self._left -= 1
                if _is_file(child) or _leads_nowhere(child):
                    self.taken.append(Path(child))
                else:  # a pipe would be waited for without end, and a device read so
                    self._pass(_NO_FILE, child)
            elif child.name not in FOLDER_NAMES:
                self._left -= 1
                self._folder(child, real, depth)
            elif not has_main:
                self._pass(_NOBODYS, child)

    def _folder(self, folder: _Child, above: str, depth: int) -> None:
        # A plain folder is where it is; Windows has links that do not look like any.
        is_plain = os.name != "nt" and not folder.is_symlink()
        real = os.path.join(above, folder.name) if is_plain else os.path.realpath(folder)
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
                self._report(folder, children, real, depth)
            elif any(child.name == TEMPLATE_NAME for child in children):
                return
            elif depth > self._deepest:
                self._pass(_TOO_DEEP, folder)
            else:
                self._inside(children, real, depth + 1)
        except OSError as error:
            self._pass(reason(error), folder)
        if self._count() == before:
            self._pass(_NO_REPORT, folder)

    def _report(self, folder: _Child, children: list[_Child], real: str, depth: int) -> None:
        """Take a folder as one report; other reports in it are none of its own."""
        self.taken.append(Path(folder))
        taken, passed = self.taken, self.passed
        self.taken, self.passed = [], {}
        rest = [c for c in children if c.name not in (*MAIN_NAMES, *FOLDER_NAMES)]
        self._inside(rest, real, depth + 1)
        others, self.taken, self.passed = self.taken, taken, passed
        for other in others:
            self._pass(ONE_ALREADY, other)

    def _pass(self, why: str, place: Path | _Child) -> None:
        self.passed.setdefault(why, []).append(Path(place))

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
    return list(map(Path, names_of(str(path))))


def names_of(path: str) -> list[str]:
    """Return the same as :func:`files_of`, for whoever asks it of thousands of reports."""
    if not os.path.isdir(path):
        folder, name = os.path.split(path)
        return [path, *(_indicator_names(folder) if name in MAIN_NAMES else ())]
    mains = [os.path.join(path, name) for name in MAIN_NAMES]
    return [*filter(os.path.isfile, mains), *_indicator_names(path)]


def _indicator_names(folder: str) -> list[str]:
    """Return the files of indicators beside the main file of a folder, by name."""
    found = [one for name in FOLDER_NAMES for one in _yaml_below(os.path.join(folder, name))]
    return sorted(found, key=lambda path: path.split(os.sep))


def _yaml_below(folder: str) -> Iterator[str]:
    """Yield what has the name of a YAML file in a folder, however deep.

    A folder of such a name is no file; that is told when it is opened.
    """
    for at, inner, names in os.walk(folder):
        inner[:] = (name for name in inner if not name.startswith(_HIDDEN))
        for name in (*inner, *names):
            if name.lower().endswith(SUFFIXES) and not name.startswith(_HIDDEN):
                yield os.path.join(at, name)


def _has_main(children: Iterable[_Child]) -> bool:
    return any(child.name in MAIN_NAMES and _is_file(child) for child in children)


def _is_folder(child: _Child) -> bool:
    try:
        return child.is_dir()
    except OSError:  # a link to itself
        return False


def _is_file(child: _Child) -> bool:
    try:
        return child.is_file()
    except OSError:  # a link to itself
        return False


def _leads_nowhere(child: _Child) -> bool:
    """Whether it is a link to nothing: that is told when it is read."""
    return child.is_symlink() and not os.path.exists(child)


def _children(folder: Path | _Child) -> list[_Child]:
    """Return what lies in a folder, by name.

    Not what is hidden, what Office has open, our list, the drafts that are kept.
    """
    with os.scandir(folder) as found:
        seen = [child for child in found if not child.name.startswith(_HIDDEN)]
    kept = [c for c in seen if not c.name.endswith(LIST_NAME) and c.name != SNAPSHOTS]
    return sorted(kept, key=attrgetter("name"))
