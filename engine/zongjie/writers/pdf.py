""".docx → .pdf by LibreOffice, and which fonts the PDF has instead of those asked for.

LibreOffice runs in a folder and with a user profile of its own, so that an open
LibreOffice is left alone and nobody's settings change the page.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.diagnostics.reasons import reason
from zongjie.writers import typefaces

SECONDS: Final = 180  # a report takes one or two; a cold start on an old machine half a minute
_COMMANDS: Final = ("soffice", "libreoffice")
_PLACES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "win32": (
            r"%ProgramFiles%\LibreOffice\program\soffice.com",
            r"%ProgramFiles(x86)%\LibreOffice\program\soffice.com",
            r"%LocalAppData%\Programs\LibreOffice\program\soffice.com",
        ),
        "darwin": (
            "/Applications/LibreOffice.app/Contents/MacOS/soffice",
            "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
        ),
    }
)
"""Where installers put it without a word to PATH."""

# The language of the machine decides which font stands in for another, and a locale
# that is not installed leaves LibreOffice hanging at a folder with a Chinese name.
_ENVIRONMENT: Final = {"LC_ALL": "C.UTF-8", "TZ": "UTC"}
_LONGEST: Final = 80  # characters of what LibreOffice says
_DATE: Final = re.compile(rb"(/CreationDate\(D:)[0-9]{14}")
_DIGEST: Final = re.compile(rb"(?<=[</])[0-9A-F]{32}(?![0-9A-F])")


def convert(docx: bytes, fonts: Sequence[str]) -> tuple[bytes | None, list[Diagnostic]]:
    """Return a .docx as PDF, and what there is to say of it.

    ``fonts`` are the names of those the text is set in; ZJ511 names the ones that
    the PDF does not have.  None with ZJ509 or ZJ510 where there is no PDF.  The
    bytes hang on nothing but the docx, LibreOffice's version and the fonts.
    """
    program = _program()
    if program is None:
        return None, [catalogue.outputs.no_libreoffice()]
    with tempfile.TemporaryDirectory(prefix="zongjie-", ignore_cleanup_errors=True) as folder:
        try:
            made = _made(program, Path(folder), docx)
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


def _program() -> str | None:
    """Return the absolute path of LibreOffice.

    What PATH finds relative to the folder one stands in (Windows looks there
    first) is not run: that may be a folder somebody sent.
    """
    places = map(os.path.expandvars, _PLACES.get(sys.platform, ()))
    found = map(shutil.which, (*_COMMANDS, *map(os.path.expanduser, places)))
    return next((path for path in found if path and Path(path).is_absolute()), None)


def _made(program: str, folder: Path, docx: bytes) -> bytes | str:
    """Return the PDF, or why there is none."""
    source, target, said = folder / "a.docx", folder / "a.pdf", folder / "said.txt"
    source.write_bytes(docx)
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
    code = _run([*command, str(source)], said)
    if code is None:
        return f"等了{SECONDS}秒还没有转完"
    if code != 0:
        return f"它退出了，退出码{code}{_last_words(said)}"
    if not target.is_file():
        return f"它没有写出 PDF{_last_words(said)}"
    data = target.read_bytes()
    return data if data.startswith(b"%PDF-") and b"%%EOF" in data[-64:] else "它写出的不是 PDF"


def _run(command: Sequence[str], said: Path) -> int | None:
    """Run a program; return its exit code, or None where it took too long.

    Its words go to a file: a pipe would be held open by the processes it started.
    """
    with said.open("wb") as words:
        process = subprocess.Popen(  # noqa: S603 - a list, no shell, no word from the report
            command,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=subprocess.STDOUT,
            env={**os.environ, **_ENVIRONMENT},
            start_new_session=True,
        )
        try:
            return process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            return None
        finally:
            if process.poll() is None:  # too long, or Ctrl+C
                _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it started: soffice itself only starts another."""
    if sys.platform == "win32":
        system = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32"
        command = [str(system / "taskkill.exe"), "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - as above
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _last_words(said: Path) -> str:
    """Return the last line that LibreOffice printed, as far as it can be shown."""
    with said.open("rb") as words:
        text = words.read(1 << 16).decode("utf-8", "replace")
    printable = "".join(char if char.isprintable() else "\n" for char in text)
    lines = [line.strip() for line in printable.splitlines() if line.strip()]
    return f"：{lines[-1][:_LONGEST]}" if lines else ""


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
