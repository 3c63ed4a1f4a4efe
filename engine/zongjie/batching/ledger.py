"""清单.json: what a batch did, one report a line, and the journal that it grows from.

Each finished report is appended to the journal at once; from time to time, and at the end,
all lines are folded, sorted, into the list.  What is killed leaves a whole list and a
journal, of which the next batch makes one list again.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any, BinaryIO, Final

from zongjie import __version__
from zongjie.batching.records import FAULTY, WRITTEN, Done, Written, encoded
from zongjie.records import NamedTuple

NAME: Final = "清单.json"
JOURNAL: Final = "清单.jsonl"
FORMAT: Final = "zongjie-batch-1"
_OPENING: Final = f'{{\n"format": "{FORMAT}"'.encode()
_REPORTS: Final = b'"reports": [\n'
_KEY: Final = b'{"report": '
_PAUSE: Final = 5.0  # seconds between two foldings, at least
_SHARE: Final = 50  # folding may take a fiftieth of the time
_WINDOW: Final = 1 << 16  # bytes read at once: lines that are sorted lie near each other
_AT_ONCE: Final = 1 << 20  # bytes of kept lines that are written together


class Foreign(Exception):
    """There is a 清单.json, and it is none of ours."""


class _At(NamedTuple):
    """Where the line of a report stands in a file."""

    offset: int
    length: int
    state: str


class Ledger:
    """The list of an output folder.  Raises Foreign, and OSError where it cannot be read."""

    def __init__(self, folder: Path, *, force: bool) -> None:
        self.path = folder / NAME
        self._journal_path = folder / JOURNAL
        self.was_cut_short = self._journal_path.exists()
        self.header: dict[str, Any] = {}
        self._settle(force=force)
        self._kept: dict[str, _At] = {}  # what an earlier batch said of reports not yet done
        self._at: dict[str, _At] = {}
        self._size = 0
        flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
        flags |= getattr(os, "O_NOFOLLOW", 0)  # what a link leads to is not ours to empty
        self._journal = os.open(self._journal_path, flags, 0o666)
        self._folded = time.monotonic()
        self._next = _PAUSE

    def _settle(self, *, force: bool) -> None:
        """Make one list of what an earlier batch left behind."""
        if self.path.exists():
            with self.path.open("rb") as file:
                if file.read(len(_OPENING)) != _OPENING and not force:
                    raise Foreign
                self.header = _header(file)
        if not self.was_cut_short:
            return
        known = {
            record["report"]: (path, at)
            for path in (self.path, self._journal_path)
            for record, at, _ in _lines_in(path)
        }
        self._fold({**self.header, "finished": False}, known)

    def earlier(self, wanted: Container[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield what an earlier batch wrote: keys and records; keep the lines of those wanted.

        They stay on the list until the reports are done anew, or said to be unchanged.
        """
        kept: list[bytes] = []
        size = self._size
        for record, at, line in _lines_in(self.path):
            key = record["report"]
            if key in wanted:
                self._kept[key] = _At(size, at.length, at.state)
                kept.append(line)
                size += len(line) + 1
                if size - self._size > _AT_ONCE:
                    self._append(kept)
                    kept.clear()
            yield key, record
        self._append(kept)

    def keep(self, key: str) -> None:
        """Take a report for done as an earlier batch did it."""
        self._at[key] = self._kept[key]

    def add(self, done: Sequence[Done]) -> None:
        """Append finished reports; OSError where the disk takes no more, and then none of them."""
        start = self._size
        self._append([one.line for one in done])
        for one in done:
            self._at[one.key] = _At(start, len(one.line), one.state)
            start += len(one.line) + 1

    def _append(self, lines: Sequence[bytes]) -> None:
        data = b"".join(line + b"\n" for line in lines)
        try:
            written = 0
            while written < len(data):
                written += os.write(self._journal, data[written:])
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(self._journal, self._size)
                os.lseek(self._journal, self._size, os.SEEK_SET)
            raise
        self._size += len(data)

    def __len__(self) -> int:
        return len(self._at)

    def count(self, state: str) -> int:
        """Return how many reports have come to a state."""
        return sum(place.state == state for place in self._at.values())

    def fold_when_due(self, head: Mapping[str, Any]) -> None:
        """Write the list anew if the last time is long enough ago."""
        if time.monotonic() - self._folded >= self._next:
            self.fold(head, finished=False)

    def fold(self, head: Mapping[str, Any], *, finished: bool) -> None:
        """Write the list as far as it has come; OSError where that is impossible."""
        start = time.monotonic()
        lines = self._kept | self._at
        states = Counter(place.state for place in lines.values())
        counts = {state: states[state] for state in (WRITTEN, FAULTY)}
        told = {"version": __version__, **head, "counts": counts, "finished": finished}
        self._fold(told, {key: (self._journal_path, at) for key, at in lines.items()})
        self._folded = time.monotonic()
        self._next = max(_PAUSE, (self._folded - start) * _SHARE)

    def _fold(self, head: Mapping[str, Any], lines: Mapping[str, tuple[Path, _At]]) -> None:
        temporary = self.path.with_name(f".~{os.getpid()}-0.json")
        with contextlib.ExitStack() as stack:
            stack.callback(_remove, temporary)
            sources = {
                path: stack.enter_context(path.open("rb", _WINDOW))
                for path in {p for p, _ in lines.values()}
            }
            with temporary.open("wb") as out:
                out.write(_OPENING)
                for key, value in head.items():
                    if key not in ("format", "reports"):
                        text = json.dumps({key: value}, ensure_ascii=False)[1:-1]
                        out.write(b",\n" + encoded(text))
                out.write(b",\n" + _REPORTS)
                for number, key in enumerate(sorted(lines)):
                    path, place = lines[key]
                    sources[path].seek(place.offset)
                    out.write(b",\n" if number else b"")
                    out.write(sources[path].read(place.length))
                out.write(b"\n]\n}\n")
            for source in sources.values():
                source.close()  # Windows replaces no file that is open
            temporary.replace(self.path)

    def close(self, *, keep_journal: bool) -> None:
        """Close the journal; it goes unless the list could not be written."""
        os.close(self._journal)
        if not keep_journal:
            self._journal_path.unlink(missing_ok=True)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _header(file: BinaryIO) -> dict[str, Any]:
    """Return what stands in a list before its reports, given what follows its format."""
    lines = takewhile(lambda line: line != _REPORTS and not line.startswith(_KEY), file)
    return _parsed(b"{%b}" % b"".join(lines).strip(b",\n")) or {}


def _lines_in(path: Path) -> Iterator[tuple[dict[str, Any], _At, bytes]]:
    """Yield the record of each line of a list or a journal, where it is, and its bytes.

    Of a line that is cut nothing is said.
    """
    offset = 0
    with contextlib.suppress(FileNotFoundError), path.open("rb") as file:
        for line in file:
            bare = line.rstrip(b",\n")
            record = _record(bare)
            if record is not None:
                yield record, _At(offset, len(bare), str(record.get("state"))), bare
            offset += len(line)


def _record(line: bytes) -> dict[str, Any] | None:
    record = _parsed(line) if line.startswith(_KEY) else None
    return record if record is not None and isinstance(record["report"], str) else None


def _parsed(text: bytes) -> dict[str, Any] | None:
    """Return a JSON object; None where it was cut, or is none of ours."""
    try:
        return dict(json.loads(str(text, "utf-8")))
    except (ValueError, TypeError, RecursionError):
        return None


def outputs_of(record: Mapping[str, Any]) -> tuple[Written, ...]:
    """Return the files that a line of the list tells of; TypeError where it is none of ours.

    ValueError, KeyError and OverflowError mean the same.
    """
    return tuple(
        Written(str(one["file"]), str(one["sha256"]), int(one["bytes"]))
        for one in record["outputs"]
    )
