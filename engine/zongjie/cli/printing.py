"""What commands print: diagnostics, data, and lines for a person."""

from __future__ import annotations

import contextlib
import sys
from typing import Final, TextIO

from zongjie.diagnostics import Diagnostic
from zongjie.diagnostics.reasons import reason

_MOST_TOLD: Final = 200  # nobody reads further; --format json has them all


def say(found: list[Diagnostic], form: str, *, to: TextIO) -> None:
    """Print diagnostics; as JSON an empty list too."""
    if not found and form != "json":
        return
    from zongjie.diagnostics import render as shown  # a good report has nothing to be told

    if form == "json":
        print_data(shown.as_json(found), to)
    else:
        told = found[:_MOST_TOLD]
        text = shown.short(told) if form == "line" else shown.full(told)
        more = "" if len(told) == len(found) else f"……（只列前 {_MOST_TOLD} 处）"
        line(f"{text}{shown.summary(found)}{more}", to=to)


class Unprinted(Exception):
    """What was to be printed could not be, and why: the disk is full that it was sent to."""


def print_data(data: bytes | str, stream: TextIO) -> None:
    """Print a report or JSON: to a console in its encoding, to a file or pipe as UTF-8.

    What of a file's name is no Unicode becomes an escape, as JSON has it.
    Raises Unprinted where there is no room for it.
    """
    if isinstance(data, str):
        data = data.encode("utf-8", "backslashreplace")
    try:
        buffer = getattr(stream, "buffer", None)
        if buffer is None or stream.isatty():
            stream.write(data.decode("utf-8"))
            return
        stream.flush()
        buffer.write(data)
        buffer.flush()
    except BrokenPipeError:  # who read it has gone; the exit code still counts
        pass
    except OSError as error:
        raise Unprinted(reason(error)) from None


def line(text: str, *, to: TextIO | None = None) -> None:
    """Print one line for a person, on stderr unless told otherwise."""
    with contextlib.suppress(OSError):  # there is nobody left to tell
        print(text, file=to or sys.stderr)
