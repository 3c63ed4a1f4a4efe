"""N reports of one kind with different figures and different prose, as YAML texts.

Made from ``examples/ganquan-2016``, as one file each.  Percentages of 100 and the
words 第…批, 七年, 零… stay; all other digits change but keep their number, so that
every report is as long and as valid as the original.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

FIGURE = re.compile(r"\d+(?:\.\d+)?%?")
PROSE_KEY = re.compile(r"^( *)(?:- )?正文: \|(?: +#.*)?$")
SENTENCE = re.compile(r"[^。]*。|[^。]+$")
WIDTH = 50
PARTS = ("指标:", "开头: |", "章节:", "脚注:")  # of which a long report has many
COMMENT = re.compile(r"\s+#.*$")


def single_file(folder: Path) -> str:
    """Return the report and its departments' indicators as one YAML text."""
    report = (folder / "report.yaml").read_text(encoding="utf-8")
    lines = ["指标:"]
    for path in sorted((folder / "indicators").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        lines += [f"  # {path.stem}", text.split("指标:\n", 1)[1].rstrip("\n")]
    head, opening, rest = report.partition("开头: |")
    return head + "\n".join(lines) + "\n\n" + opening + rest


def variant(text: str, number: int) -> str:
    """Return the report again with other figures and other sentences."""
    chance = random.Random(number)
    clauses = _clauses(text)
    lines = text.split("\n")
    start, end = lines.index("指标:") + 1, lines.index("开头: |")
    changed = lines[:start] + [_figures(line, chance) for line in lines[start:end]]
    at = end
    while at < len(lines):
        changed.append(lines[at])
        found = PROSE_KEY.match(lines[at])
        at += 1
        if found:
            indent = len(lines[at]) - len(lines[at].lstrip())
            stop = at
            while stop < len(lines) and lines[stop].startswith(" " * indent):
                stop += 1
            block = "".join(line.strip() for line in lines[at:stop])
            changed += [" " * indent + part for part in _prose(block, clauses, chance)]
            at = stop
    return "\n".join(changed)


def _figures(line: str, chance: random.Random) -> str:
    name, colon, value = line.partition(": ")
    if name.strip() in ("口径", "来源", "截至", "批次") or name.lstrip().startswith("#"):
        return line
    value, comment = COMMENT.sub("", value), "".join(COMMENT.findall(value))
    return name + colon + FIGURE.sub(lambda found: _figure(found, chance), value) + comment


def _figure(found: re.Match[str], chance: random.Random) -> str:
    old = found.group()
    if old == "100%":
        return old
    digits = [str(chance.randrange(10)) if c.isdigit() else c for c in old]
    digits[0] = str(chance.randrange(2, 10))
    if "." in old:
        last = max(i for i, c in enumerate(old) if c.isdigit())
        digits[last] = str(chance.randrange(1, 10))
    return "".join(digits)


def _literal(sentence: str) -> bool:
    return not set("{}【】“”《》（）").intersection(sentence)


def _clauses(text: str) -> list[str]:
    prose = text.split("开头: |", 1)[1].split("脚注:", 1)[0]
    bare = re.sub(r" +#.*$", "", prose, flags=re.MULTILINE)
    plain = re.findall(r"(?<=[，。\n ])[一-鿿、]{6,20}(?=[，。])", bare)
    return sorted({clause for clause in plain if _literal(clause)})


def _prose(block: str, clauses: list[str], chance: random.Random) -> list[str]:
    sentences = SENTENCE.findall(block)
    if sentences[-1].endswith("。"):
        chance.shuffle(sentences)
    for i, sentence in enumerate(sentences):
        if _literal(sentence) and sentence.endswith("。"):
            count = max(1, sentence.count("，") + 1)
            sentences[i] = "，".join(chance.sample(clauses, count)) + "。"
    return [line for sentence in sentences for line in _wrapped(sentence)]


def _wrapped(sentence: str) -> list[str]:
    lines = [""]
    for clause in re.findall(r"[^，]*，|[^，]+$", sentence):
        if lines[-1] and (len(lines[-1]) + len(clause) > WIDTH) and "（" not in lines[-1]:
            lines.append("")
        lines[-1] += clause
    return lines


def write(folder: Path, example: Path, count: int) -> list[Path]:
    """Write ``count`` reports, no two alike; return their paths."""
    text = single_file(example)
    folder.mkdir(exist_ok=True)
    paths = []
    for number in range(count):
        path = folder / f"report-{number:04d}.yaml"
        path.write_text(variant(text, number), encoding="utf-8")
        paths.append(path)
    return paths


def long_report(variants: Sequence[str]) -> str:
    """Return one report of all these: their openings, chapters, indicators and notes.

    The indicators and notes of each get names of their own, as 3片区网格受理案件; the
    problems are those of the first, because a report prints five at most.
    """
    head, _, _ = variants[0].partition("指标:\n")
    marked = [_marked(text, f"{at}片区") for at, text in enumerate(variants, 1)]
    parts = ["".join(_part(text, key) for text in marked) for key in PARTS]
    parts.append(_part(variants[0], "存在问题:"))
    return head + "".join(
        f"{key}\n{part}" for key, part in zip((*PARTS, "存在问题:"), parts, strict=True)
    )


def _part(text: str, key: str) -> str:
    """Return what stands below a key of the report, an empty line after it."""
    _, _, rest = text.partition(f"\n{key}\n")
    return re.split(r"^(?=\S)", rest, maxsplit=1, flags=re.MULTILINE)[0].rstrip("\n") + "\n\n"


def _marked(text: str, mark: str) -> str:
    """Return a report with a mark before the names of its indicators and notes."""
    keys = _part(text, "指标:") + _part(text, "脚注:")
    names = re.findall(r"^  ([^\s#][^:\n]*):", keys, re.MULTILINE)
    name = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    text = re.sub(rf"^  ({name}):", rf"  {mark}\1:", text, flags=re.MULTILINE)
    return re.sub(
        r"\{\{.*?\}\}|【注：.*?】", lambda used: re.sub(rf"({name})", rf"{mark}\1", used[0]), text
    )
