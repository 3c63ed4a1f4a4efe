"""Files converted by LibreOffice, where that is installed.

It runs in a folder and with a user profile of its own, so that an open LibreOffice
is left alone and nobody's settings change what comes out.  A file may come from
anybody: the profile forbids macros and everything that would be fetched from elsewhere.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

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
_SECURITY: Final = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS: Final = (
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),  # never
)


def program() -> str | None:
    """Return the absolute path of LibreOffice.

    What PATH finds relative to the folder one stands in (Windows looks there
    first) is not run: that may be a folder somebody sent.
    """
    places = map(os.path.expandvars, _PLACES.get(sys.platform, ()))
    found = map(shutil.which, (*_COMMANDS, *map(os.path.expanduser, places)))
    return next((path for path in found if path and Path(path).is_absolute()), None)


def converted(command: str, data: bytes, given: str, wanted: str) -> bytes | str:
    """Return a file, whose suffix is ``given``, in the format ``wanted``; or why not, in words.

    ``command`` is what :func:`program` found.  Raises OSError where no file can be
    written, or the program cannot be run.
    """
    with tempfile.TemporaryDirectory(prefix="zongjie-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, said = folder / f"a.{given}", folder / "said.txt"
        target, profile = folder / f"a.{wanted}", folder / "profile"
        source.write_bytes(data)
        _settle(profile / "user")
        arguments = [command, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        arguments += ["--norestore", "--convert-to", wanted, "--outdir", name, str(source)]
        code = _run(arguments, said)
        if code is None:
            return f"等了{SECONDS}秒还没有转完"
        if code != 0:
            return f"它退出了，退出码{code}{_last_words(said)}"
        if not target.is_file():
            return f"它没有写出 {wanted.upper()}{_last_words(said)}"
        return target.read_bytes()


def _settle(user: Path) -> None:
    """Write the settings of a new user profile."""
    space = 'xmlns:oor="http://openoffice.org/2001/registry"'
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    user.mkdir(parents=True)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items {space}>{items}</oor:items>\n'
    (user / "registrymodifications.xcu").write_text(text, encoding="utf-8")


def _run(command: Sequence[str], said: Path) -> int | None:
    """Run a program; return its exit code, or None where it took too long.

    Its words go to a file: a pipe would be held open by the processes it started.
    """
    with said.open("wb") as words:
        process = subprocess.Popen(  # noqa: S603 - a list, no shell, no word from the file
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
