"""The docx writer with the profile a report has when it names none, and LibreOffice's PDF."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from zongjie.document import Document
from zongjie.model.profile import Profile
from zongjie.sources import profiles
from zongjie.writers import docx


def default() -> Profile:
    """Return 国标公文."""
    found = profiles.find(profiles.DEFAULT, Path(), [])
    assert found is not None
    return found


def write(document: Document, properties: docx.Properties | None = None, level: int = 1) -> bytes:
    """Return a .docx in the default profile."""
    return docx.write(document, default(), properties, level)


def pdf_of(soffice: str, folder: Path, data: bytes, **environment: str) -> Path:
    """Write ``a.docx`` into a folder; return the PDF that LibreOffice makes of it."""
    source = folder / "a.docx"
    source.write_bytes(data)
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(source)]
    known = {**os.environ, **environment}
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=known)
    return folder / "a.pdf"
