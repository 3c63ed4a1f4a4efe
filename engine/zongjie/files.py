"""Output files: written whole or not at all, and never over somebody's work."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Final

from zongjie.diagnostics import Diagnostic, catalogue

# In docProps/custom.xml: what text a .docx was generated with, from what YAML.
TEXT_PROPERTY: Final = "zongjie-text-sha256"
DATA_PROPERTY: Final = "zongjie-data-sha256"


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
    return os.path.normcase(os.path.abspath(path))  # noqa: PTH100 - resolve() follows links


def write_all(contents: Sequence[tuple[Path, bytes]], *, force: bool) -> list[Diagnostic]:
    """Write every file, or none where one is refused; return the reasons.

    All are written beside their places first and then renamed, so that a full
    disk or a missing right stops it before anything is replaced.
    """
    found = []
    if not force:
        found = [fault for path, data in contents if (fault := _edited(path, data))]
    if found:
        return found
    ready: list[tuple[Path, Path]] = []
    try:
        for path, data in contents:
            try:
                _write_beside(path, data, ready)
            except OSError as error:
                found.append(catalogue.outputs.cannot_write(str(path), _reason(error)))
        if not found:
            found = _put_in_place(ready)
    finally:
        for temporary, _ in ready if found else ():
            with contextlib.suppress(OSError):
                temporary.unlink()
    return found


def _put_in_place(ready: Sequence[tuple[Path, Path]]) -> list[Diagnostic]:
    """Rename all files, or put back those that were, where one is refused."""
    replaced: list[tuple[Path, bytes | None]] = []
    for temporary, path in ready:
        try:
            old = path.read_bytes() if len(ready) > 1 and path.exists() else None
            temporary.replace(path)
        except OSError as error:  # Windows: the file is open in Word
            for done, content in replaced:
                with contextlib.suppress(OSError):
                    done.unlink() if content is None else done.write_bytes(content)
            return [catalogue.outputs.cannot_write(str(path), _reason(error))]
        replaced.append((path, old))
    return []


def _write_beside(path: Path, data: bytes, ready: list[tuple[Path, Path]]) -> None:
    """Write the data to a new file beside its place, and note both in ``ready``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for number in count():
        temporary = path.with_name(f".~{os.getpid()}-{number}{path.suffix}")
        try:
            file = temporary.open("xb")
        except FileExistsError:
            continue
        break
    ready.append((temporary, path))
    with file:
        file.write(data)
    with contextlib.suppress(OSError):  # the rights of the file that it will replace
        temporary.chmod(path.stat().st_mode & 0o777)


def _edited(path: Path, data: bytes) -> Diagnostic | None:
    """Return why an existing .docx must be kept: somebody worked in it."""
    if path.suffix.lower() != ".docx" or not path.exists():
        return None
    try:
        if path.read_bytes() == data:
            return None
    except OSError as error:  # a folder, or Windows: the file is open in Word
        return catalogue.outputs.cannot_write(str(path), _reason(error))
    from zongjie.writers.docx import fingerprint

    file = fingerprint.inspect(path)
    generated = file.properties.get(TEXT_PROPERTY, "")
    if not generated:
        why = "不是本工具生成的，或者是定稿"
    elif file.text_hash != generated:
        why = "生成以后有人改过文字"
    elif file.comments or file.tracked:
        why = "里面有批注或修订"
    else:
        return None
    return catalogue.outputs.edited_since(str(path), why)


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "没有权限，或者正被别的程序打开"
    return error.strerror or type(error).__name__
