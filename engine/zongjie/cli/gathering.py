"""``zongjie table``: the indicators of many reports in one table."""

from __future__ import annotations

import argparse
import gc
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from zongjie import files
from zongjie.cli.codes import DONE, FAULTY, WRONG_USE
from zongjie.cli.printing import line, print_data, say
from zongjie.diagnostics import has_errors
from zongjie.observations.outputs import write
from zongjie.pipeline.gathering import FORMATS, gather

_OFTEN: Final = 100  # reports


def table(options: argparse.Namespace) -> int:
    """``zongjie table``.  Reports with errors are left out, told, and make the exit code 1."""
    gc.enable()  # many reports, other than one, make garbage
    paths = [path for path in options.output if path != "-"]
    wrong = files.refused([Path(path) for path in paths], (), FORMATS)
    if wrong:
        say(wrong, "text", to=sys.stderr)
        return WRONG_USE
    is_json = options.format == "json"
    with gather(*options.places, public=options.public, progress=_progress()) as gathered:
        if sys.stderr.isatty() and gathered.reports >= _OFTEN:
            line("")
        written = gathered.write(paths)
        if gathered.diagnostics or is_json:
            say(gathered.diagnostics, options.format, to=sys.stderr)
        for path in written if not is_json else ():
            line(f"写好了 {path}（{gathered.reports} 份报告，{gathered.count} 行）")
        if gathered.reports and (not paths or len(paths) < len(options.output)):
            data = io.BytesIO()
            write(data, gathered.rows(), "json" if is_json else "csv")
            print_data(data.getvalue().removeprefix(b"\xef\xbb\xbf"), sys.stdout)
        return FAULTY if has_errors(gathered.diagnostics) else DONE


def _progress() -> Callable[[int], None] | None:
    """Return what shows on a terminal how far it is; elsewhere nothing does."""
    if not sys.stderr.isatty():
        return None

    def shown(count: int) -> None:
        if count % _OFTEN == 0:
            print(f"\r读了 {count} 份", end="", file=sys.stderr, flush=True)

    return shown
