"""Where the data that ships with the engine lies: in the wheel or the checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def data_root() -> Path:
    """Return the folder that holds ``templates`` and ``schemas``.

    A wheel carries them as ``zongjie/_data``; a checkout has them at its top.
    """
    package = Path(__file__).resolve().parent
    shipped = package / "_data"
    return shipped if shipped.is_dir() else package.parents[1]


@cache
def template_dir() -> Path:
    """Return the folder of the templates, profiles and the reference docx."""
    return data_root() / "templates"


def schema_dir() -> Path:
    """Return the folder of the JSON Schemas."""
    return data_root() / "schemas"
