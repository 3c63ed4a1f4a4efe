"""Output files: written whole or not at all, and never over somebody's work."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.diagnostics.reasons import reason

# In docProps/custom.xml: what text a .docx was generated with, from what YAML.
TEXT_PROPERTY: Final = "zongjie-text-sha256"
DATA_PROPERTY: Final = "zongjie-data-sha256"

Content: TypeAlias = bytes | Callable[[BinaryIO], None]
"""What a file is to hold; what is too much for the memory is written by a function."""


def refused(
    targets: Sequence[Path], inputs: Sequence[Path], formats: Sequence[str]
) -> list[Diagnostic]:
    """Return why some targets may not be written at all."""
    found = []
    seen: set[str] = set()
    sources = {_place(path) for path in inputs}
    for target in targets:
        place = _place(target)
        if target.suffix[1:].lower() not in formats:
            found.append(
                catalogue.outputs.unknown_format(str(target), " ".join(f".{n}" for n in formats))
            )
        elif place in sources:
            found.append(catalogue.outputs.is_an_input(str(target)))
        elif place in seen:
            found.append(catalogue.outputs.same_output_twice(str(target)))
        seen.add(place)
    return found


def _place(path: Path) -> str:
    """Return a path in one spelling.  Links stay: a rename replaces the link itself."""
    return os.path.normcase(os.path.abspath(path))  # resolve() follows links


def path_between(folder: Path, target: Path) -> str:
    """Return how a file in a folder calls a path: relative, with /, where one disk holds both."""
    try:
        return os.path.relpath(target, folder).replace(os.sep, "/")
    except ValueError:  # Windows: two drives
        return target.absolute().as_posix()


def content_of(path: Path, limit: int) -> bytes | None:
    """Return what a file holds; None where there is none to read, or it is over ``limit`` bytes.

    A pipe would be waited for without end, a device read so.
    """
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode) or state.st_size > limit:
            return None
        return path.read_bytes()
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return None


def write_all(contents: Sequence[tuple[Path, Content]], *, force: bool) -> list[Diagnostic]:
    """Write every file, or none where one is refused; return the reasons.

    All are written beside their places first and then renamed, so that a full
    disk or a missing right stops it before anything is replaced.
    """
    found = []
    if not force:
        found = [fault for path, data in contents if (fault := _edited(path, data))]
    if found:
        return found
    ready: list[tuple[str, Path]] = []
    try:
        for path, data in contents:
            try:
                _write_beside(path, data, ready)
            except OSError as error:
                fault = _not_written(path, error)
                found += [fault] if fault not in found else []
        if not found:
            found = _put_in_place(ready)
        if not found:
            ready.clear()
    finally:
        for temporary, _ in ready:  # those in place are gone; after Ctrl-C none are left
            with contextlib.suppress(OSError):
                os.unlink(temporary)
    return found


def _not_written(path: Path, error: OSError) -> Diagnostic:
    """Return why a file cannot be written; a file in the place of its folder is named itself."""
    blocking = next((one for one in path.parents if one.is_file()), None)
    if blocking is not None:
        return catalogue.outputs.cannot_write(str(blocking), "这是一个文件，不是文件夹")
    if _is_read_only(_mode(path)):
        return catalogue.outputs.cannot_write(str(path), "这个文件设成了只读")
    return catalogue.outputs.cannot_write(str(path), reason(error))


def _mode(path: Path) -> int | None:
    """Return the mode of what a file is to replace; None where nothing is there."""
    try:
        return os.stat(path).st_mode
    except (OSError, ValueError):  # ValueError: no system takes the name
        return None


def _is_read_only(mode: int | None) -> bool:
    """Whether somebody set a file to read-only; a rename over it would not even notice."""
    return mode is not None and stat.S_ISREG(mode) and not mode & stat.S_IWUSR


def _put_in_place(ready: Sequence[tuple[str, Path]]) -> list[Diagnostic]:
    """Rename all files, or put back those that were, where one is refused."""
    done: list[tuple[Path, Path | None]] = []  # a place, and a copy of its old file
    for temporary, path in ready:
        try:
            aside = _copy(path, temporary) if len(ready) > 1 and path.exists() else None
            done.append((path, aside))
            os.replace(temporary, path)
        except OSError as error:  # Windows: the file is open in Word
            refused = catalogue.outputs.cannot_write(str(path), reason(error))
            return [refused, *_put_back(done, path)]
    for _, aside in done:
        if aside is not None:
            with contextlib.suppress(OSError):
                aside.unlink()
    return []


def _copy(path: Path, temporary: str) -> Path:
    """Keep the old file under another name; a copy, so that its place is never empty."""
    aside = Path(f"{temporary}.old")
    shutil.copyfile(path, aside)
    return aside


def _put_back(done: Sequence[tuple[Path, Path | None]], refused: Path) -> list[Diagnostic]:
    """Undo the renames up to the refused one; return what could not be undone."""
    found = []
    for path, aside in reversed(done):
        try:
            if aside is not None:
                aside.unlink() if path == refused else aside.replace(path)
            elif path != refused:
                path.unlink()
        except OSError:
            found.append(catalogue.outputs.not_put_back(str(path), str(aside or "")))
    return found


def _write_beside(path: Path, data: Content, ready: list[tuple[str, Path]]) -> None:
    """Write the data to a new file beside its place, and note both in ``ready``."""
    mode = _mode(path)
    if _is_read_only(mode):
        raise PermissionError
    folder, name = os.path.split(path)
    suffix = os.path.splitext(name)[1]
    for number in count():
        temporary = os.path.join(folder, f".~{os.getpid()}-{number}{suffix}")
        try:
            file = open(temporary, "xb")  # noqa: SIM115 - closed below, whatever comes
        except FileExistsError:
            continue
        except FileNotFoundError:  # no folder yet, as a rule there is one
            path.parent.mkdir(parents=True, exist_ok=True)
            file = open(temporary, "xb")  # noqa: SIM115
        break
    ready.append((temporary, path))
    with file:
        if callable(data):
            data(file)
        else:
            file.write(data)
    if mode is not None:
        with contextlib.suppress(OSError):  # the rights of the file that it will replace
            os.chmod(temporary, mode & 0o777)


def _edited(path: Path, data: Content) -> Diagnostic | None:
    """Return why an existing .docx must be kept: somebody worked in it."""
    if os.path.splitext(path)[1].lower() != ".docx" or not os.path.exists(path):
        return None
    try:
        if path.read_bytes() == data:
            return None
    except OSError as error:  # a folder, or Windows: the file is open in Word
        return catalogue.outputs.cannot_write(str(path), reason(error))
    from zongjie.writers.docx import inspection

    file = inspection.inspect(path)
    generated = file.properties.get(TEXT_PROPERTY, "")
    if not generated:
        why = "不是本工具生成的，或者是定稿"
    elif file.untouched:
        return None
    elif file.text_hash != generated:
        why = "生成以后有人改过文字"
    elif file.comments or file.tracked:
        why = "里面有批注或修订"
    else:
        why = "生成以后在 Word 或 WPS 里存过，可能改了格式"
    return catalogue.outputs.edited_since(str(path), why)
