"""Random reports from the catalogue of the standard template, for the tests and the bench."""

from __future__ import annotations

import random
from pathlib import Path

from zongjie.model.outline import Entry
from zongjie.sources import templates

COUNT = 1000
FEWEST, MOST = 20, 60  # indicators of a report


def entries() -> list[Entry]:
    """Return the indicators of the standard template, each once."""
    chosen, _ = templates.find(templates.DEFAULT, Path())
    assert chosen is not None
    outline, _ = templates.outline_of(chosen)
    return list({entry.name: entry for entry in outline.entries.values()}.values())


def random_report(catalogue: list[Entry], chance: random.Random) -> str:
    """Return a report of some indicators with figures of their units, some with 上年 and 目标."""
    lines = ["单位名称: 示范街道", "年份: 2025", "指标:"]
    for entry in chance.sample(catalogue, chance.randint(FEWEST, MOST)):
        if entry.zero is not None and not entry.patterns:
            lines.append(f"  {entry.name}: 零发生")
            continue
        facts = {"数值": value(entry, chance)}
        if chance.random() < 0.3:
            facts["上年"] = value(entry, chance)
        if chance.random() < 0.15:
            facts["目标"] = value(entry, chance)
        if len(facts) == 1:
            lines.append(f"  {entry.name}: {facts['数值']}")
        else:
            lines.append(f"  {entry.name}:")
            lines += [f"    {key}: {value}" for key, value in facts.items()]
    return "\n".join(lines) + "\n"


def value(entry: Entry, chance: random.Random) -> str:
    """Return a figure in each of the units of an entry."""
    units = entry.first_units
    return "、".join(
        f"{chance.randint(500, 999) / 10}%" if unit == "%" else f"{chance.randint(1, 5000)}{unit}"
        for unit in units
    )


def write(folder: Path, count: int = COUNT) -> list[Path]:
    """Write random reports, no two alike; return their paths."""
    catalogue, paths = entries(), []
    for number in range(count):
        path = folder / f"composed-{number:04d}.yaml"
        path.write_text(random_report(catalogue, random.Random(number)), encoding="utf-8")
        paths.append(path)
    return paths
