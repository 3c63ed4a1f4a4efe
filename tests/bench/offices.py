"""Reports of a whole country, for the measurement of scale: the same for the same number.

No two are alike in office, prose and figures.  They differ in shape (one file, a folder with
a file of each 科室, indicators alone) and in length, and a few are wrong, as handed in.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

import variants  # noqa: E402

import random_reports  # noqa: E402

EXAMPLE = Path(__file__).parents[2] / "examples" / "ganquan-2016"
# A made-up name is three characters that names of places have: 30³ are 27,000, then 新 is added.
_CHARACTERS = "安北昌春大东丰福光海和红华建江金康林龙明南宁平清山石泰文西新"
_KINDS = (("街道", 18), ("镇", 52), ("乡", 30))  # per cent of the units of township level
_A_DISTRICT, _A_CITY, _A_PROVINCE = 20, 200, 4000  # units
_DEPARTMENT = re.compile(r"^  # ([a-z-]+)\n", re.MULTILINE)  # as variants.single_file puts them
FAULTY = 0.005  # the share of reports that are handed in with a slip
FAULTS = (
    ("单位名称", "单位名程"),  # a key that is unknown
    ("  网格受理案件:", "  网格受理案:"),  # what the prose refers to is gone
    ("开头: |", "开头：|"),  # a full-width colon
    ("章节:\n", "章节:\n\t"),  # a tab
)


class Reports:
    """Makes reports by their numbers."""

    def __init__(self) -> None:
        self._seed = variants.single_file(EXAMPLE)
        self._catalogue = random_reports.entries()

    def write(self, folder: Path, numbers: Iterable[int]) -> None:
        """Write some reports to their places below a folder."""
        for number in numbers:
            for path, text in self._files(number).items():
                target = folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")

    def _files(self, number: int) -> dict[str, str]:
        """Return the files of a report by their paths."""
        chance = random.Random(f"scale {number}")
        office = _name(number)
        place = (
            f"{number // _A_PROVINCE:02}省/{number // _A_CITY % 20:02}市/"
            f"{number // _A_DISTRICT % 10:02}区/{office}"
        )
        shape = chance.random()
        if shape < 0.35:
            text = random_reports.random_report(self._catalogue, chance)
            return {f"{place}.yaml": _spoilt(text.replace("示范街道", office), chance)}
        text = self._own_prose(number, office, chance)
        if shape < 0.75:
            return {f"{place}.yaml": _spoilt(text, chance)}
        return {f"{place}/{name}": part for name, part in _split(_spoilt(text, chance)).items()}

    def _own_prose(self, number: int, office: str, chance: random.Random) -> str:
        """Return a report of own prose, of one chapter up to twice the chapters of the example."""
        text = variants.variant(self._seed, number)
        head, body, tail = _cut(text)
        wanted = min(max(1, round(chance.gauss(len(body), 2.5))), 2 * len(body))
        if wanted > len(body):
            body += _cut(variants.variant(self._seed, -number - 1))[1]
        chapters = "".join(body[:wanted])
        return f"{head}{chapters}{tail}".replace("甘泉路街道", office).replace("甘泉", office[:-1])


def _name(number: int) -> str:
    """Return the name of an office; none comes twice."""
    size = len(_CHARACTERS)
    mixed = number * 7919 % size**3  # 7919 is prime to the size: neighbours look different
    share = random.Random(number).randrange(100)
    first, middle, last = mixed // size**2, mixed // size % size, mixed % size
    more = "新" * (number // size**3)
    name = _CHARACTERS[first] + _CHARACTERS[middle] + _CHARACTERS[last] + more
    for kind, part in _KINDS:
        if share < part:
            return name + kind
        share -= part
    raise AssertionError(number)


def _cut(text: str) -> tuple[str, list[str], str]:
    """Return what stands before the chapters, the chapters, and what follows them."""
    head, mark, rest = text.partition("\n章节:\n")
    chapters, end, tail = rest.partition("\n脚注:\n")
    parts = chapters.split("  - 标题: ")[1:]
    return f"{head}{mark}", [f"  - 标题: {part.rstrip()}\n" for part in parts], f"{end}{tail}"


def _split(text: str) -> dict[str, str]:
    """Return a report as a folder: the main file, and a file of indicators for each 科室."""
    before, mark, rest = text.partition("指标:\n")
    block, opening, prose = rest.partition("\n\n开头")
    if not (mark and opening):
        return {"报告.yaml": text}
    _, *parts = _DEPARTMENT.split(block)
    files = {
        f"指标/{name}.yaml": f"科室: {name}\n指标:\n{lines}"
        for name, lines in zip(parts[::2], parts[1::2], strict=True)
    }
    return {"报告.yaml": f"{before}{opening.strip()}{prose}", **files}


def _spoilt(text: str, chance: random.Random) -> str:
    """Return a report, once in a while with a slip."""
    if chance.random() >= FAULTY:
        return text
    return text.replace(*chance.choice(FAULTS), 1)
