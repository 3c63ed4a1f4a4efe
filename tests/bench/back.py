"""Measure the way back: how fast an old text becomes a report, and how much stays 原文.

Part of ``make bench``.  No peer does this, so the figures stand alone: work after
start for 4,000 characters, how it grows with the length, and a docx of 300 pages.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from tests.long_report import long_report  # noqa: E402
from tests.old_texts import TEXTS  # noqa: E402

from zongjie import files  # noqa: E402
from zongjie.document import Block, Document, Paragraph, Run  # noqa: E402
from zongjie.numerals import to_chinese  # noqa: E402
from zongjie.pipeline import bases, outputs, pulling, recovering, render_file  # noqa: E402
from zongjie.readers.docx import read  # noqa: E402
from zongjie.writers import docx  # noqa: E402

SEEDS = ("ganquan-2016", "changbai-2020")
ROUNDS = 5
SIZES = (4_000, 40_000, 200_000)  # characters
PAGES = 300
_PAGES_OF_ONE = 33  # that long_report fills


def measure() -> dict[str, object]:
    """Return milliseconds, shares and ratios, ready for the results file."""
    sources = [(ROOT / "examples" / name / "source.txt").read_text("utf-8") for name in SEEDS]
    small = [_milliseconds(lambda text=text: recovering.recover_text(text)) for text in sources]
    grown = [
        _milliseconds(lambda size=size: recovering.recover_text(_text(size))) for size in SIZES
    ]
    found = [
        recovering.recover_text(text) for text in (*sources, *(o.text for o in TEXTS.values()))
    ]
    characters = sum(one.characters for one in found)
    return {
        "texts": len(found),
        "verbatim_share": round(sum(one.verbatim for one in found) / characters, 5),
        "indicators": sum(len(list(one.every_indicator())) for one in found),
        "doubtful": sum(len(one.doubtful) for one in found),
        "ms_a_source_text": [round(one, 1) for one in small],
        "ms_by_characters": {
            str(size): round(ms, 1) for size, ms in zip(SIZES, grown, strict=True)
        },
        "growth_per_character": round((grown[-1] / SIZES[-1]) / (grown[0] / SIZES[0]), 2),
        "docx_300_pages_s": round(_long_docx(), 2),
        "pull_4000_ms": round(_pulled(4_000, 10) * 1e3, 1),
        "pull_300_pages_s": round(_pulled(200_000, 200), 2),
    }


def _milliseconds(work: Callable[[], object]) -> float:
    work()
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1e3


def _text(size: int) -> str:
    """Return a text of about this many characters, in chapters of the first source text."""
    source = (ROOT / "examples" / SEEDS[0] / "source.txt").read_text("utf-8")
    body = [line for line in source.split("\n") if len(line) > 100 and "[" not in line]
    lines, number = ["示范街道办事处2025年工作总结"], 0
    while sum(map(len, lines)) < size:
        number += 1
        lines.append(f"  {to_chinese(number)}、围绕第{to_chinese(number)}项任务推进")
        lines += [f"{line}这是第{number}轮。" for line in body[:8]]  # no two alike
    return "\n".join(lines) + "\n"


def _long_docx() -> float:
    """Return the seconds that a docx of a good 300 pages takes."""
    one = long_report()
    blocks = [*one.blocks[:1]]
    for copy in range(PAGES // _PAGES_OF_ONE + 1):
        blocks += [_marked(block, copy) for block in one.blocks[1:-1]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "旧稿.docx"
        path.write_bytes(docx.write(Document(blocks), outputs.default_profile()))
        start = time.perf_counter()
        recovering.recover(path)
        return time.perf_counter() - start


def _pulled(size: int, count: int) -> float:
    """Return the seconds that so many edits of a report take to come home, nothing written."""
    with tempfile.TemporaryDirectory() as folder:
        report, copy = Path(folder) / "报告.yaml", Path(folder) / "改稿.docx"
        report.write_text(recovering.recover_text(_text(size)).yaml, "utf-8")
        render_file(report, copy)
        custom = {files.TEXT_PROPERTY: bases.hash_in(copy)}
        edited = Document(_edited(read(copy).blocks, count))
        copy.write_bytes(docx.write(edited, outputs.default_profile(), docx.Properties("", custom)))
        start = time.perf_counter()
        pulled = pulling.pull(report, [copy])
        taken = time.perf_counter() - start
        assert len(pulled.changes) == count
        return taken


def _edited(blocks: Sequence[Block], count: int) -> Iterator[Block]:
    """Yield blocks, so many of their paragraphs with a few words put in."""
    long = [at for at, block in enumerate(blocks) if isinstance(block, Paragraph) and block.runs]
    chosen = set(long[:: max(1, len(long) // count)][:count])
    for at, block in enumerate(blocks):
        if at in chosen and isinstance(block, Paragraph):
            yield block._replace(runs=(*block.runs, Run("（以年报为准）")))
        else:
            yield block


def _marked(block: Block, copy: int) -> Block:
    """Return a paragraph that is equal to none of another copy."""
    if not isinstance(block, Paragraph):
        return block
    return block._replace(runs=(*block.runs, Run(f"这是第{copy}轮。")))


if __name__ == "__main__":
    print(json.dumps(measure()))
