"""The docx writer with the profile that a report has when it names none."""

from __future__ import annotations

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
