"""The way back: the text of an old 工作总结 → the YAML of a report."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from zongjie import recovery
from zongjie.diagnostics import Diagnostic
from zongjie.model import TxtForm
from zongjie.pipeline import render
from zongjie.readers import files
from zongjie.recovery import Recovered, percent
from zongjie.sources.report import load_text

__all__ = ["Recovered", "percent", "recover", "recover_text"]


def recover(path: str | os.PathLike[str]) -> Recovered:
    """Return the report of an old text: whatever ``readers.files`` can read.

    A .docx is taken as the text it prints with the default 纯文本.  What cannot
    be read is told in ``diagnostics``, and there is no YAML then.
    """
    reading = files.read_any(Path(path), str(path))
    if reading.text is not None:
        found = recover_text(reading.text.text)
    elif reading.content is not None:
        from zongjie.writers import txt

        found = recover_text(txt.write(reading.content.document, TxtForm()))
    else:
        found = Recovered()
    return found._replace(diagnostics=(*reading.diagnostics, *found.diagnostics))


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
