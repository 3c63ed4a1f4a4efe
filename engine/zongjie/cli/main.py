"""The command: its streams, and which module runs which part of it."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from zongjie.cli.arguments import build_parser
from zongjie.cli.codes import FAULTY, STOPPED
from zongjie.cli.printing import Unprinted, line
from zongjie.diagnostics.reasons import reason

_MODULES: Final = {
    "batch": "batch",
    "template": "authoring",
    "new": "authoring",
    "profile": "profiles",
    "compare": "comparing",
    "diff": "redlining",
    "snapshot": "snapshots",
    "pull": "pulling",
    "opinions": "opinions",
    "form": "forms",
    "status": "forms",
    "table": "gathering",
    "rules": "rules",
    "explain": "rules",
}


# What hashlib falls back on where there is no OpenSSL; some builds of Python leave them out.
_SHA2: Final = ("_sha2",) if sys.version_info >= (3, 12) else ("_sha256", "_sha512")
_OWN_HASHES: Final = ("_md5", "_sha1", *_SHA2, "_sha3", "_blake2")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    if arguments is None:  # one report makes little garbage, and imports wake the collector
        gc.disable()
    _open_streams()
    _tolerate_any_console()
    given = sys.argv[1:] if arguments is None else arguments
    # What stands behind --fix is a report, unless it is joined to it.
    given = ["--fix=safe" if part == "--fix" else part for part in given]
    if arguments is None and given[:1] == ["render"]:
        _leave_out_openssl()
    parser = build_parser(given[0] if given else "")
    options = parser.parse_args(given)
    if any(map(_is_empty, given)):
        parser.error("有一个参数是空的，多半是没有赋值的变量")
    try:
        code: int = _command(options.command)(options)
    except KeyboardInterrupt:
        line("\n停下了")
        return STOPPED
    except Unprinted as error:
        return _unprinted(str(error))
    try:
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of a pipe has gone: not our fault, nothing to say
        sys.stdout = io.StringIO()
    except OSError as error:
        return _unprinted(reason(error))
    if arguments is None:  # the process ends here: nobody need look through its objects for cycles
        gc.freeze()
    return code


def _is_empty(part: str) -> bool:
    """Whether an argument says nothing (``-o "$OUT"``): as a path it would be this very folder."""
    return not part or (part.startswith("--") and part.find("=") == len(part) - 1)


def _unprinted(why: str) -> int:
    """Tell why nothing can be printed; the end of the program is not to try it again."""
    sys.stdout = io.StringIO()
    line(f"没有印到标准输出：{why}")
    return FAULTY


def _command(name: str) -> Any:
    """Return the function of a command; only its module is imported."""
    module = _MODULES.get(name)
    if name == "import":  # no name for a function
        module, name = "authoring", "import_old"
    if name == "next":
        module, name = "rolling", "next_year"
    return getattr(import_module(f"zongjie.cli.{module or 'commands'}"), name)


def _leave_out_openssl() -> None:
    """Let hashlib do without it: loading it takes 3 MB, and longer than one report's hashes."""
    try:
        for name in _OWN_HASHES:
            import_module(name)
    except ImportError:
        return
    sys.modules["_hashlib"] = None  # type: ignore[assignment] # so says the import system: not there


def _open_streams() -> None:
    """Open nothing in the place of streams that are closed (``2>&-``), lest a file come there."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


def _tolerate_any_console() -> None:
    """Print what a cp936 console cannot show as ? instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
