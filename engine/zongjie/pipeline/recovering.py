"""The way back: the text of an old 工作总结 → the YAML of a report."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from zongjie import recovery
from zongjie.diagnostics import Diagnostic
from zongjie.model import TxtForm
from zongjie.pipeline import render
from zongjie.readers import files
from zongjie.recovery import Recovered, percent
from zongjie.sources.report import load_text

__all__ = ["Mentioned", "Recovered", "mentions", "percent", "recover", "recover_text"]


def recover(path: str | os.PathLike[str]) -> Recovered:
    """Return the report of an old text: whatever ``readers.files`` can read.

    A .docx is taken as the text it prints with the default 纯文本.  What cannot
    be read is told in ``diagnostics``, and there is no YAML then.
    """
    reading = files.read_any(Path(path), str(path))
    text = _text_of(reading)
    found = recover_text(text) if text is not None else Recovered()
    return found._replace(diagnostics=(*reading.diagnostics, *found.diagnostics))


def _text_of(reading: files.Reading) -> str | None:
    """Return the text of a file, None where it could not be read."""
    if reading.text is not None:
        return reading.text.text
    if reading.content is None:
        return None
    from zongjie.writers import txt

    return txt.write(reading.content.document, TxtForm())


def recover_text(text: str) -> Recovered:
    """Return the YAML of a report that prints the canonical form of a text, byte for byte.

    For every text of Unicode without surrogates; it never raises and loses no
    character (DESIGN §4, law 2).
    """
    return recovery.recover(text, _printed)


def _printed(yaml: str) -> tuple[str | None, Sequence[Diagnostic]]:
    rendered = render(load_text(yaml), "txt")
    data = rendered.outputs.get("txt")
    return None if data is None else data.decode("utf-8"), rendered.diagnostics


class Mentioned(NamedTuple):
    """Every number-like mention of an old text, as records, and what was told in reading it."""

    records: list[dict[str, str | int]]
    diagnostics: list[Diagnostic]


def mentions(path: str | os.PathLike[str]) -> Mentioned:
    """Return what numbers an old text holds, with offsets into the text of the file.

    Of a .docx it is the text that it prints with the default 纯文本.
    """
    from zongjie.model.mentions import scan

    reading = files.read_any(Path(path), str(path))
    text = _text_of(reading)
    found = scan(text) if text is not None else []
    name = Path(path).stem
    records = [{"doc": name, **mention._asdict(), "kind": mention.kind.value} for mention in found]
    return Mentioned(records, list(reading.diagnostics))
