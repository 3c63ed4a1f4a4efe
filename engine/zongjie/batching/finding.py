"""Which reports lie below the folders of a batch."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from zongjie import files
from zongjie.batching.records import Place
from zongjie.diagnostics import Diagnostic, catalogue, has_errors
from zongjie.diagnostics.reasons import reason
from zongjie.records import NamedTuple
from zongjie.sources import places
from zongjie.sources.places import ONE_ALREADY, Search

_MOST: Final = 1_000_000  # the country has some fifty thousand offices
_DEEPEST: Final = 8  # 省／市／区／街道／年份, and a few more


def find(folders: Sequence[Path], output: Path, found: list[Diagnostic]) -> list[Place]:
    """Return the reports below some folders, each once, in the order of their keys.

    A file, or a folder with a main file, is a report itself.  What lies there and is not
    taken goes to ``found``.
    """
    taken: dict[str, Place] = {}
    passed: list[_Passed] = []
    keys = _Keys(output)
    for folder in folders:
        prefix = folder.resolve().name if len(folders) > 1 else ""
        for path, label in _below(folder, output, prefix, found, passed):
            key, real = keys.of(str(path))
            taken.setdefault(real, Place(str(path), key, label))
    for folder, why, search, places_there in passed:
        left = [search.name(one) for one in places_there if keys.of(str(one))[1] not in taken]
        if left:
            others = why == ONE_ALREADY
            found.append(catalogue.batches.passed_over(str(folder), left, why, others=others))
    if not taken and not has_errors(found):
        told = "、".join(map(str, folders))
        found.append(catalogue.files.no_report(told, "report.yaml、报告.yaml", ""))
    return sorted(taken.values(), key=lambda place: place.key)


class _Passed(NamedTuple):
    """What lies in a folder and is not taken, and why."""

    folder: Path
    why: str
    search: Search
    places: list[Path]


class _Keys:
    """Tells where paths lie; of a folder that is worked out once for all that is in it."""

    def __init__(self, output: Path) -> None:
        self._output = output.absolute()
        self._folder = lru_cache(maxsize=1024)(self._of_folder)

    def of(self, path: str) -> tuple[str, str]:
        """Return how the list calls a path, as seen from the output folder, and its real path."""
        folder, name = os.path.split(path)
        if name in ("", ".", ".."):  # "zongjie batch ."
            folder, name = os.path.split(os.path.abspath(path))
        seen, real = self._folder(folder)
        linked = os.path.islink(path)
        return f"{seen}{name}", os.path.realpath(path) if linked else f"{real}{name}"

    def _of_folder(self, folder: str) -> tuple[str, str]:
        seen = files.path_between(self._output, Path(folder))
        real = os.path.join(os.path.realpath(folder), "")
        return "" if seen == "." else os.path.join(seen, ""), real


def _below(
    folder: Path, output: Path, prefix: str, found: list[Diagnostic], passed: list[_Passed]
) -> Iterator[tuple[Path, str]]:
    """Yield the reports below one folder with their labels; ``passed`` is what lies there too."""
    try:
        if not folder.exists():
            found.append(catalogue.files.not_found(str(folder)))
            return
        is_report = not places.is_no_report(folder)
        if is_report:
            real = folder.resolve()
            yield folder, real.name if folder.is_dir() else real.stem
        if not folder.is_dir():
            return
        search = Search(folder, _MOST, _DEEPEST, apart=output)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        why = reason(error) if isinstance(error, OSError) else "名字里有不能用的字符"
        found.append(catalogue.files.unreadable(str(folder), why))
        return
    # A folder with a main file is a report wherever it lies; other files beside one are none.
    inner = search.passed.pop(ONE_ALREADY, [])
    taken = [*inner, *(search.taken if is_report else ())]
    others = [place for place in taken if not place.is_dir()]
    taken = [place for place in taken if place.is_dir()]
    for path in taken if is_report else [*taken, *search.taken]:
        yield path, _label(search.name(path), prefix, is_file=path.is_file())
    own = {folder / name for name in places.MAIN_NAMES}
    passed.append(_Passed(folder, ONE_ALREADY, search, [one for one in others if one not in own]))
    if is_report:  # what else lies there is its own
        return
    printed = {str(path) for path in search.taken}  # perhaps into a file beside its folder
    for why, told in search.passed.items():
        left = [one for one in told if str(one.with_suffix("")) not in printed]
        passed.append(_Passed(folder, why, search, left))


def _label(name: str, prefix: str, *, is_file: bool) -> str:
    stem = name.rpartition(".")[0] if is_file else name
    return f"{prefix}/{stem}" if prefix else stem
