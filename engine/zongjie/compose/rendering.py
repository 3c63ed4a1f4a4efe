"""Runs a template folder: from its files to marked text, or diagnostics."""

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable, Set
from pathlib import Path
from typing import Any, Final

import jinja2
from jinja2 import (
    BaseLoader,
    FileSystemBytecodeCache,
    Template,
    TemplateError,
    TemplateNotFound,
)
from jinja2 import Environment as JinjaEnvironment
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError, TemplateSyntaxError

from zongjie import __version__
from zongjie.compose.figure import Refused
from zongjie.compose.meter import METER, Meter
from zongjie.compose.sandbox import Environment, Outside
from zongjie.diagnostics import Diagnostic, Source
from zongjie.records import NamedTuple

_COMPILER: Final = 3  # raised whenever the sandbox compiles templates differently
_MAX_CACHED: Final = 200  # compiled templates kept, the newest
_MAX_FILE: Final = 1_000_000  # bytes of one template file
_MAX_OUTPUT: Final = 20_000_000  # characters, marks included


# What a wrong template makes Jinja, Python or us raise; explain() tells it from a bug.
FAILURES: Final = (
    TemplateError,
    Refused,
    RecursionError,
    ArithmeticError,
    TypeError,
    ValueError,
    AttributeError,
    LookupError,
)


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
            state = path.stat()
            stamp = state.st_mtime_ns
            if state.st_size > _MAX_FILE:
                raise TemplateSyntaxError(f"文件超过 {_MAX_FILE} 字节", 1, template)
            text = path.read_bytes().decode().removeprefix("\ufeff")
        except UnicodeDecodeError:
            raise TemplateSyntaxError("文件不是 UTF-8 编码", 1, template) from None
        except (OSError, ValueError) as error:
            raise TemplateNotFound(template) from error
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.sources[template] = Source(str(path), text)
        return text, str(path), lambda: path.stat().st_mtime_ns == stamp

    def source(self, name: str) -> Source:
        """Return a file that was asked for, empty where it could not be read."""
        return self.sources.get(name) or Source(str(self.folder / name), "")

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
        """Key by the engine and the Jinja that compiled it: neither may live on in a file."""
        jinja = os.stat(jinja2.__file__).st_mtime_ns  # noqa: PTH116 - half the cost of a Path
        text = f"{__version__}+{_COMPILER}+{jinja}\n{name}\n{filename}"
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load what is cached; a damaged or unreadable file counts as none."""
        with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bytecode where that is possible."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)
            kept = sorted(Path(self.directory).iterdir(), key=lambda file: file.stat().st_mtime)
            for file in kept[:-_MAX_CACHED]:
                file.unlink()


def cache_folder() -> Path | None:
    """Return the user's own cache folder for this program, made if missing."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home())
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    folder = Path(base) / "zongjie"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # The cache holds code: only a folder that nobody else can write to will do.
        found = folder.stat()
        mine = not hasattr(os, "getuid") or (
            found.st_uid == os.getuid() and not found.st_mode & 0o022
        )
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
    asked: Set[str]  # the names the template has any use for


def run(template: Template, context: dict[str, Any]) -> Printed:
    """Run a compiled template under the meter; whatever it raises goes through."""
    meter = Meter()
    token = METER.set(meter)
    try:
        parts: list[str] = []
        size = 0
        names = template.new_context(context)
        for part in template.root_render_func(names):
            parts.append(part)
            size += len(part)
            if size > _MAX_OUTPUT:
                raise SecurityError("输出太长")
    finally:
        METER.reset(token)
    # A macro keeps itself alive, and with it these: the report would stay in memory.
    names.parent.clear()
    names.vars.clear()
    return Printed("".join(parts), meter.values, meter.asked)


def render(
    environment: Environment, entry: str, context: dict[str, Any]
) -> Printed | list[Diagnostic]:
    """Run a template file; its first fault comes back as a diagnostic with a place."""
    try:
        return run(environment.get_template(entry), context)
    except FAILURES as error:
        from zongjie.compose.explain import explain  # most templates are right

        return explain(error, environment, entry, context)
