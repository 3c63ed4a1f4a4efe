""".docx → .pdf by LibreOffice, and which fonts the PDF has instead of those asked for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Final

from zongjie import libreoffice
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.diagnostics.reasons import reason
from zongjie.writers import typefaces

_DATE: Final = re.compile(rb"(/CreationDate\(D:)[0-9]{14}")
_DIGEST: Final = re.compile(rb"(?<=[</])[0-9A-F]{32}(?![0-9A-F])")


def convert(docx: bytes, fonts: Sequence[str]) -> tuple[bytes | None, list[Diagnostic]]:
    """Return a .docx as PDF, and what there is to say of it.

    ``fonts`` are the names of those the text is set in; ZJ511 names the ones that
    the PDF does not have.  None with ZJ509 or ZJ510 where there is no PDF.  The
    bytes hang on nothing but the docx, LibreOffice's version and the fonts.
    """
    program = libreoffice.program()
    if program is None:
        return None, [catalogue.outputs.no_libreoffice()]
    try:
        made = _made(program, docx)
    except OSError as error:
        made = reason(error)
    if isinstance(made, str):
        return None, [catalogue.outputs.not_converted(made)]
    pdf = _settled(made)
    present = typefaces.in_pdf(pdf)
    missing = [font for font in fonts if not typefaces.is_among(font, present)]
    if not missing:
        return pdf, []
    known = [typefaces.family(name) for name in present if not typefaces.is_any_of(name, fonts)]
    return pdf, [catalogue.outputs.other_fonts(missing, list(dict.fromkeys(known)))]


def _made(program: str, docx: bytes) -> bytes | str:
    """Return the PDF, or why there is none."""
    data = libreoffice.converted(program, docx, "docx", "pdf")
    if isinstance(data, str) or (data.startswith(b"%PDF-") and b"%%EOF" in data[-64:]):
        return data
    return "它写出的不是 PDF"


def _settled(pdf: bytes) -> bytes:
    """Return a PDF without the time it was made at.

    LibreOffice 7.4 puts that into /CreationDate, into /ID (14.4 of ISO 32000-1: may
    be of the contents, as here), and so into /DocChecksum, the MD5 of all before the
    trailer.  All three stand behind the last stream and keep their lengths, so that
    no offset changes.  A PDF laid out in another way stays as it is.
    """
    last, trailer = pdf.rfind(b"endstream"), pdf.rfind(b"\ntrailer\n") + 1
    if not 0 <= last < trailer:
        return pdf
    objects, dates = _DATE.subn(rb"\g<1>19800101000000", pdf[last:trailer])
    if dates != 1:
        return pdf
    before = pdf[:last] + objects
    digest = hashlib.md5(before, usedforsecurity=False).hexdigest().upper().encode()
    return before + _DIGEST.sub(digest, pdf[trailer:])
