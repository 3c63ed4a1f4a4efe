"""底稿: what a .docx said when it was generated, kept beside the report for ``pull``.

A small file a text, named by the hash that stands in the .docx (``files.TEXT_PROPERTY``):
one line of head, then one line for each line of the document.  It is a cache: what is
damaged, or no file of ours, is no base, and a folder that cannot be written has none.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from zongjie import files
from zongjie.document import Document
from zongjie.records import NamedTuple
from zongjie.text import pattern, stretches

if TYPE_CHECKING:
    from zongjie.pipeline.outputs import Made
    from zongjie.revisions import Line

FOLDER: Final = Path(".zongjie", "底稿")
MOST: Final = 200
"""Texts that are kept for a report, at most: ten drafts a year last for a generation."""
MAX_BYTES: Final = 16 << 20  # three hundred pages have half a million characters
_HEAD: Final = "zongjie 底稿 1"
_NAME: Final = pattern(r"[0-9a-f]{64}\.txt")
_ESCAPED: Final = pattern(r"\\(.)")
_MEANT: Final = {"\\": "\\", "n": "\n", "r": "\r", "t": "\t"}


class BaseLine(NamedTuple):
    """A line as ``revisions.lines_of`` has it, without where it came from.

    ``kind`` is the name of its kind; ``notes`` are the keys of the marks in ``text``.
    """

    text: str
    kind: str
    level: int
    notes: tuple[str, ...]


class Base(NamedTuple):
    """The text a .docx was generated with, and the hash of the YAML behind it."""

    lines: tuple[BaseLine, ...]
    data_hash: str


def folder_of(report: str | os.PathLike[str]) -> Path:
    """Return the folder of a report as a user names it: itself, or the one its file lies in."""
    path = Path(report)
    return path if os.path.isdir(path) else path.parent  # noqa: PTH112 - asked for every report


def keep(folder: Path, made: Made) -> None:
    """Keep what a .docx says as the base of its text hash, in the folder of its report.

    Nothing is done where it is kept already, and nothing is said where it cannot be.
    """
    place = _place(folder, made.text_hash)
    with contextlib.suppress(OSError):
        if _has(place, made.data_hash):
            os.utime(place)  # pruning goes by the time of the last use
            return

        def write(file: BinaryIO) -> None:
            _write(file, _lines_of(made.document), made.text_hash, made.data_hash)

        if not files.write_all([(place, write)], force=True):
            _prune(place.parent)


def keep_pulled(folder: Path, copy: Sequence[Line], printed: Sequence[Line]) -> None:
    """Keep what a report prints once an edited copy has come home, as the base of that copy.

    Whoever pulls it again then finds only what was left the first time.
    """
    name = _pulled(copy)
    with contextlib.suppress(OSError):
        data = encoded(_bare(printed), name, name)
        files.write_all([(_place(folder, name), data)], force=True)


def after_pull(folder: Path, copy: Sequence[Line]) -> list[Line]:
    """Return what a report printed after a copy came home, none where it never did."""
    base = find(folder, _pulled(copy))
    return lines(base) if base is not None else []


def _pulled(copy: Sequence[Line]) -> str:
    return hashlib.sha256(encoded(_bare(copy), "", "")).hexdigest()


def find(folder: Path, text_hash: str) -> Base | None:
    """Return the base of a text hash, None where there is none or it is damaged."""
    return _read(_place(folder, text_hash)) if _NAME.fullmatch(f"{text_hash}.txt") else None


def of_copy(folder: Path, copy: Path) -> list[Line]:
    """Return the lines that a .docx was generated with, none where that is not known for sure."""
    base = find(folder, hash_in(copy))
    return lines(base) if base is not None else []


def hash_in(copy: Path) -> str:
    """Return the hash of the text that a .docx says it was generated with, "" where it does not."""
    from zongjie.writers.docx import inspection

    return inspection.inspect(copy).properties.get(files.TEXT_PROPERTY, "")


def lines(base: Base) -> list[Line]:
    """Return the lines of a base, without what they are made of."""
    from zongjie.revisions import Kind, Line

    return [Line(one.text, (), -1, Kind[one.kind], one.level, one.notes) for one in base.lines]


def all_bases(folder: Path) -> Iterator[Base]:
    """Yield every base of a report, the one used last first."""
    for place in _newest_first(folder / FOLDER):
        base = _read(place)
        if base is not None:
            yield base


def encoded(lines: Iterable[BaseLine], text_hash: str, data_hash: str) -> bytes:
    """Return the file of a base: tabs between fields, what would break a line escaped."""
    file = BytesIO()
    _write(file, lines, text_hash, data_hash)
    return file.getvalue()


def _write(file: BinaryIO, lines: Iterable[BaseLine], text_hash: str, data_hash: str) -> None:
    """Write the file of a base, its head last: of a long text the body is megabytes."""
    file.write(_head(data_hash, seal := _seal(text_hash, data_hash)))
    rows = (
        "\t".join((kind, str(level), *map(_escaped, (text, *notes)))) + "\n"
        for text, kind, level, notes in lines
    )
    for stretch in stretches(rows):
        piece = stretch.encode("utf-8", "surrogatepass")
        seal.update(piece)
        file.write(piece)
    file.seek(0)
    file.write(_head(data_hash, seal))


def _escaped(text: str) -> str:
    text = text.replace("\\", r"\\").replace("\n", r"\n")
    return text.replace("\r", r"\r").replace("\t", r"\t")


def decoded(data: bytes, text_hash: str) -> Base:
    """Return what the file of a base says; raises ValueError for any other file."""
    first, _, body = data.partition(b"\n")
    data_hash = first.decode("utf-8").split(" ")[-2:][0]
    if not _is_whole(data, text_hash, data_hash):
        raise ValueError("not a base")
    rows = body.decode("utf-8", "surrogatepass").split("\n")[:-1]
    return Base(tuple(map(_line, rows)), data_hash)


def _line(row: str) -> BaseLine:
    kind, level, text, *notes = (
        _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[0]), part) for part in row.split("\t")
    )
    return BaseLine(text, kind, int(level), tuple(notes))


def _seal(text_hash: str, data_hash: str, body: bytes | memoryview = b"") -> hashlib._Hash:
    """Return what fits only the whole file, under its own name."""
    seal = hashlib.sha256(f"{text_hash} {data_hash}\n".encode())
    seal.update(body)
    return seal


def _head(data_hash: str, seal: hashlib._Hash) -> bytes:
    """Return the first line, as long whatever the seal."""
    return f"{_HEAD} {data_hash} {seal.hexdigest()}\n".encode()


def _place(folder: Path, text_hash: str) -> Path:
    return folder / FOLDER / f"{text_hash}.txt"


def _has(place: Path, data_hash: str) -> bool:
    """Whether a whole base lies there, of this YAML."""
    data = files.content_of(place, MAX_BYTES)
    return data is not None and _is_whole(data, place.stem, data_hash)


def _is_whole(data: bytes, text_hash: str, data_hash: str) -> bool:
    """Whether these bytes are the base of a text and its YAML, as it was written."""
    size = data.find(b"\n") + 1
    return data[:size] == _head(data_hash, _seal(text_hash, data_hash, memoryview(data)[size:]))


def _read(place: Path) -> Base | None:
    data = files.content_of(place, MAX_BYTES)
    try:
        return decoded(data, place.stem) if data is not None else None
    except ValueError:
        return None


def _newest_first(folder: Path) -> list[Path]:
    """Return the files that are named as bases are; others are none of ours."""
    try:
        with os.scandir(folder) as entries:
            found = [(e.stat().st_mtime_ns, e.name) for e in entries if _NAME.fullmatch(e.name)]
    except OSError:
        return []
    return [folder / name for _, name in sorted(found, reverse=True)]


def _prune(folder: Path) -> None:
    """Let the oldest go where there are too many: a tenth, so that it is not done each time."""
    if len(os.listdir(folder)) > MOST:  # noqa: PTH208 - half the cost of iterdir
        for place in _newest_first(folder)[MOST - MOST // 10 :]:
            place.unlink(missing_ok=True)


def _lines_of(document: Document) -> Iterator[BaseLine]:
    """Return the lines of a document without their origins."""
    from zongjie.revisions import lines_of  # only where there is something to keep

    return map(_base_line, lines_of(document))


def _bare(lines: Sequence[Line]) -> tuple[BaseLine, ...]:
    return tuple(map(_base_line, lines))


def _base_line(line: Line) -> BaseLine:
    return BaseLine(line.text, line.kind.name, line.level, line.notes)
