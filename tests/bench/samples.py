"""The reports that everybody is measured with, no two of one kind alike.

    python samples.py folder

A program of its own: the one that measures is to stay small.
"""

from __future__ import annotations

import sys
from pathlib import Path

import variants

EXAMPLE = Path(__file__).parents[2] / "examples" / "ganquan-2016"
SINGLE = 400
TOGETHER = 20  # in a folder: an office has some, not hundreds in one
LENGTHS = (10, 100)  # times that of a single one
LONG = 3  # of each length
FEW, MANY = 300, 2400  # of a batch


def write(folder: Path) -> None:
    """Write all into folders below this one."""
    text = variants.single_file(EXAMPLE)
    texts = [variants.variant(text, number) for number in range(SINGLE)]
    for number, one in enumerate(texts):
        path = folder / "single" / f"{number // TOGETHER:03d}" / f"report-{number:04d}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(one, encoding="utf-8")
    for copies in LENGTHS:
        place = folder / f"long-{copies}"
        place.mkdir()
        for number in range(LONG):
            chosen = texts[number * copies :][:copies]
            path = place / f"long-{copies}-{number}.yaml"
            path.write_text(variants.long_report(chosen), encoding="utf-8")
    for name, count in (("few", FEW), ("many", MANY)):
        variants.write(folder / name, EXAMPLE, count)


def of(folder: Path, name: str) -> list[Path]:
    """Return the reports of a kind, in order."""
    return sorted((folder / name).rglob("*.yaml"))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
