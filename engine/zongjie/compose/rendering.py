"""Runs a template folder: from its files to marked text, or diagnostics."""

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple

from jinja2 import (
    BaseLoader,
    FileSystemBytecodeCache,
    Template,
    TemplateError,
    TemplateNotFound,
)
from jinja2 import Environment as JinjaEnvironment
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError

from zongjie import __version__
from zongjie.compose import marks
from zongjie.compose.explain import Outside, explain
from zongjie.compose.figure import Refused
from zongjie.compose.meter import METER, Meter
from zongjie.compose.sandbox import Environment, as_text
from zongjie.diagnostics import Diagnostic, Source

_COMPILER: Final = 2  # raised whenever the sandbox compiles templates differently
_MAX_OUTPUT: Final = 20_000_000  # characters, marks included


class FolderLoader(BaseLoader):
    """Loads the files of one template folder, and nothing outside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sources: dict[str, Source] = {}

    def get_source(
        self,
        environment: JinjaEnvironment,  # noqa: ARG002 - Jinja's signature
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a file, its path, and how to tell that it is up to date."""
        path = self._path(template)
        try:
            stamp = path.stat().st_mtime_ns
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError, ValueError) as error:
            raise TemplateNotFound(template) from error
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.sources[template] = Source(str(path), text)
        return text, str(path), lambda: path.stat().st_mtime_ns == stamp

    def source(self, name: str) -> Source:
        """Return the file as text, also when its bytecode came from the cache."""
        if name not in self.sources:
            path = self.folder / name
            text = ""
            with contextlib.suppress(OSError, UnicodeDecodeError, TemplateNotFound):
                text = self._path(name).read_text(encoding="utf-8-sig").replace("\r\n", "\n")
            self.sources[name] = Source(str(path), text)
        return self.sources[name]

    def _path(self, name: str) -> Path:
        path = self.folder / name
        root = self.folder.resolve()
        try:
            inside = path.resolve().is_relative_to(root)
        except (OSError, RuntimeError, ValueError) as error:  # a loop of links, a NUL
            raise TemplateNotFound(name) from error
        if not inside:
            raise Outside(name)
        return path


class BytecodeCache(FileSystemBytecodeCache):
    """Compiled templates in the user's cache; of one engine version, and optional."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Key by the engine too: a filter that changed must not live on."""
        text = f"{__version__}+{_COMPILER}\n{name}\n{filename}"
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load what is cached; a damaged or unreadable file counts as none."""
        with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bytecode where that is possible."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def cache_folder() -> Path | None:
    """Return the user's own cache folder for this program, made if missing."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home())
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    folder = Path(base) / "zongjie"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        mine = not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()
    except (OSError, RuntimeError):
        return None
    return folder if mine else None


_ENVIRONMENTS: dict[Path, Environment] = {}


def environment_for(folder: Path, filters: dict[str, Callable[..., Any]]) -> Environment:
    """Return the environment of a folder; compiled templates are shared in a process."""
    if folder not in _ENVIRONMENTS:
        cache = cache_folder()
        _ENVIRONMENTS[folder] = Environment(
            filters,
            loader=FolderLoader(folder),
            bytecode_cache=BytecodeCache(str(cache)) if cache else None,
        )
    return _ENVIRONMENTS[folder]


class Printed(NamedTuple):
    """What a template printed: marked text and the values its marks stand for."""

    text: str
    values: list[Any]


def run(template: Template, context: dict[str, Any]) -> Printed:
    """Run a compiled template under the meter; whatever it raises goes through."""
    values: list[Any] = []

    def printed(value: object) -> str:
        if getattr(value, "printable", False):
            if not value:
                return ""
            # A figure that must not be printed says so here, where the line is known.
            getattr(value, "figure", None)
            values.append(value)
            return f"{marks.VALUE}{len(values) - 1}{marks.END}"
        return as_text(value)

    token = METER.set(Meter(printed))
    try:
        parts: list[str] = []
        size = 0
        for part in template.root_render_func(template.new_context(context)):
            parts.append(part)
            size += len(part)
            if size > _MAX_OUTPUT:
                raise SecurityError("输出太长")
    finally:
        METER.reset(token)
    return Printed("".join(parts), values)


def render(
    environment: Environment, entry: str, context: dict[str, Any]
) -> Printed | list[Diagnostic]:
    """Run a template file; its first fault comes back as a diagnostic with a place."""
    try:
        return run(environment.get_template(entry), context)
    except (TemplateError, Refused, RecursionError, ArithmeticError, TypeError) as error:
        return explain(error, environment, entry, context)
