"""Three hundred pages are read soon, and time grows with the pages.

``make bench`` has the figures of a whole import.
"""

from __future__ import annotations

import time
from pathlib import Path

from long_report import long_report
from profiled import edited, write
from zongjie.document import Document, Run, Table, inlines_of, text_of
from zongjie.readers.files import read_any

TIMES = 10  # thirty pages each
SECONDS = 5  # of the processor; it takes a tenth of that
SLOWER = 4  # times as long for a page of ten times the pages: a slow moment is no fault


def _foreign(times: int) -> bytes:
    """Return a long text with a table in a file that does not say it is ours."""
    blocks = long_report().blocks
    row = tuple((Run(f"格{at}"),) for at in range(4))
    data = write(Document([*blocks, Table((row,) * 20)] * times))
    return edited(data, "word/styles.xml", 'w:val="段首句"', 'w:val="要点"')


def _seconds(path: Path) -> float:
    begin = time.process_time()
    content = read_any(path).content
    assert content is not None
    assert (
        sum(len(text_of(runs)) for b in content.document.blocks for runs in inlines_of(b)) > 15_000
    )
    return time.process_time() - begin


def test_three_hundred_pages_are_read_soon(tmp_path: Path) -> None:
    short, long = tmp_path / "短.docx", tmp_path / "长.docx"
    short.write_bytes(_foreign(1))
    long.write_bytes(_foreign(TIMES))
    _seconds(short)  # what is imported first counts for neither
    once, all_pages = _seconds(short), _seconds(long)
    assert all_pages < SECONDS
    assert all_pages < once * TIMES * SLOWER
