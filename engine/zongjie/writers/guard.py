"""Which characters no XML or HTML file can hold; asked before anything is written."""

from __future__ import annotations

from collections.abc import Iterator

from zongjie.document import Document, Paragraph, Run, own_runs, runs_of
from zongjie.text import stretches

# XML 1.0 §2.2 Char; CR is legal there, but every parser turns it into LF (§2.11).
_FORBIDDEN_C0 = bytes(set(range(0x20)) - {0x09, 0x0A})
_FORBIDDEN = frozenset(_FORBIDDEN_C0.decode("ascii") + "\ufffe\uffff")


def forbidden(document: Document) -> list[tuple[Run, str]]:
    """Return each run that holds such a character, with the first one in it.

    The writers of docx and html take it for granted that the list is empty.
    """
    if all(map(is_clean, stretches(_texts(document)))):
        return []
    return [(run, found) for run in runs_of(document) if (found := _first_forbidden(run.text))]


def _texts(document: Document) -> Iterator[str]:
    """Yield what :func:`runs_of` says, in any order."""
    for said in document.texts:
        yield from said
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            yield from (run.text for run in own_runs(block))
    for note in document.notes.values():
        yield from (run.text for run in note.runs)


def is_clean(text: str) -> bool:
    """Return whether every character may stand in an XML 1.0 file.

    Runs over whole documents, so it leaves the work to the codec and to
    ``bytes.translate``; a regular expression takes ten times as long.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate
        return False
    if len(data.translate(None, _FORBIDDEN_C0)) != len(data):
        return False
    return "\ufffe" not in text and "\uffff" not in text


def without_forbidden(text: str) -> str:
    """Return the text without such characters; for metadata, never for prose."""
    if is_clean(text):
        return text
    return "".join(c for c in text if not _is_forbidden(c))


def _first_forbidden(text: str) -> str:
    return next((c for c in text if _is_forbidden(c)), "")


def _is_forbidden(character: str) -> bool:
    return character in _FORBIDDEN or "\ud800" <= character <= "\udfff"
