"""The docx writer with the default profile, LibreOffice's PDF, and a part edited by hand."""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from itertools import product
from pathlib import Path

from zongjie.document import Document
from zongjie.model.profile import RULES, Flaw, Parameter, Profile, parse
from zongjie.sources import profiles
from zongjie.writers import docx


def default() -> Profile:
    """Return 国标公文."""
    found = profiles.find(profiles.DEFAULT, Path(), [])
    assert found is not None
    return found


def varied(**changes: str) -> Profile:
    """Return 国标公文 with some parameters changed: ``脚注_位置="文后注释"``."""
    profile = default()
    own = {}
    for name, written in changes.items():
        group, _, key = name.partition("_")
        value = parse(RULES[group][key], written)
        assert not isinstance(value, Flaw), value.why
        own[group, key] = Parameter(value, written)
    return Profile("改过的", "", {**profile.parameters, **own})


def note_options() -> list[Profile]:
    """Return a profile for every way that footnotes can be printed."""
    kinds = RULES["脚注"]
    every = product(kinds["标记"].choices, kinds["位置"].choices, kinds["编号"].choices)
    return [
        varied(脚注_标记=sign, 脚注_位置=place, 脚注_编号=numbering)
        for sign, place, numbering in every
        if numbering == "全文" or (place == "页下" and sign != "[1]")
    ]


def every_option() -> list[Profile]:
    """Return a profile for every way that numbers of footnotes and headings can be printed."""
    return [*note_options(), varied(编号="自动")]


def write(document: Document, properties: docx.Properties | None = None, level: int = 1) -> bytes:
    """Return a .docx in the default profile."""
    return docx.write(document, default(), properties, level)


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a .docx by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def pdf_of(soffice: str, folder: Path, data: bytes, **environment: str) -> Path:
    """Write ``a.docx`` into a folder; return the PDF that LibreOffice makes of it."""
    source = folder / "a.docx"
    source.write_bytes(data)
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(source)]
    known = {**os.environ, **environment}
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=known)
    return folder / "a.pdf"


def edited(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return the package with a text replaced in one part (or the part added)."""
    source = zipfile.ZipFile(io.BytesIO(data))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == part:
                assert old in text
                text = text.replace(old, new, 1)
            target.writestr(name, text)
        if part not in source.namelist():
            target.writestr(part, new)
    return stream.getvalue()
