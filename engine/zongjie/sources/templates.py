"""template.yaml → Template, by title, folder name or path."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zongjie import resources
from zongjie.diagnostics import Diagnostic, Span, catalogue
from zongjie.model.template import Template
from zongjie.sources import schema
from zongjie.sources.files import read_source
from zongjie.sources.nodes import parse
from zongjie.sources.places import TEMPLATE_NAME
from zongjie.sources.schema import Record

if TYPE_CHECKING:
    from zongjie.model.outline import Outline

SETTINGS: Final = TEMPLATE_NAME
DEFAULT: Final = "street-summary"
GATHERING: Final = "district-summary"  # for a folder of reports
_SCHEMA: Final = "template.schema.json"
_CACHE: dict[Path, tuple[int, Template]] = {}
_OUTLINES: dict[Path, tuple[tuple[object, ...], Outline]] = {}
_TITLES: dict[str, Path] = {}  # titles of shipped templates that were asked for


def shipped() -> list[Template]:
    """Return the templates that come with the engine, by folder name."""
    return list(_loaded(_folders()))


def _folders() -> list[Path]:
    return sorted(path.parent for path in resources.template_dir().glob(f"*/{SETTINGS}"))


def _loaded(folders: Iterable[Path]) -> Iterator[Template]:
    return (template for folder in folders if (template := load(folder)[0]) is not None)


def find(
    name: str, beside: Path, named_at: Span | None = None
) -> tuple[Template | None, list[Diagnostic]]:
    """Return the template of a title, a folder name, or a path from ``beside``.

    ``named_at`` is where a report names it; a command has no such place.
    """
    own = beside / name
    if is_template(own):
        return load(own)
    if name in _TITLES:
        return load(_TITLES[name])
    folder = resources.template_dir() / name
    if name.replace("-", "").isalnum() and is_template(folder):
        return load(folder)
    likely = sorted(_folders(), key=lambda one: one.name != DEFAULT)
    for template in _loaded(likely):  # no more are read than it takes
        if template.title == name:
            _TITLES[name] = template.folder
            return template, []
    titles = "、".join(template.title for template in shipped())
    return None, [catalogue.templates.no_template(named_at, name, titles)]


def outline_of(template: Template) -> tuple[Outline, list[Diagnostic]]:
    """Return the outline of a template, read again only when a file of it changed."""
    from zongjie.model.outline import NO_OUTLINE  # most handwritten reports need none
    from zongjie.sources import outlines

    folders: tuple[Path, ...] = (template.folder,)
    if template.catalogue is not None:
        name = template.catalogue
        base, found = find(name.value.strip(), template.folder, name.span())
        if base is None:
            return NO_OUTLINE, found
        if base.folder == template.folder or base.catalogue is not None:
            why = "“指标目录”要写有自己目录的另一个模板"
            return NO_OUTLINE, [*found, catalogue.templates.bad_settings(name.span(), why)]
        folders = (template.folder, base.folder)
    stamps = tuple(map(_stamp, (path for f in folders for path in outlines.files_of(f))))
    cached = _OUTLINES.get(template.folder)
    if cached is not None and cached[0] == stamps:
        return cached[1], []
    outline, found = outlines.load(folders)
    if not found:
        _OUTLINES[template.folder] = (stamps, outline)
    return outline, found


def _stamp(path: Path) -> tuple[str, int, int]:
    """Return what tells a file from what it was; one that is gone is told when it is read."""
    try:
        found = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), found.st_mtime_ns, found.st_size


def is_template(folder: Path) -> bool:
    """Return whether a folder holds a template."""
    return os.path.isfile(os.path.join(folder, SETTINGS))  # noqa: PTH113, PTH118 - asked often


def load(folder: Path) -> tuple[Template | None, list[Diagnostic]]:
    """Return the template of a folder, read again only when its settings changed."""
    path = os.path.join(folder, SETTINGS)  # noqa: PTH118 - asked for every report
    stamp = os.stat(path).st_mtime_ns  # noqa: PTH116
    cached = _CACHE.get(folder)
    if cached is not None and cached[0] == stamp:
        return cached[1], []
    source, found = read_source(Path(path), path)
    node, faults = parse(source) if source is not None else (None, [])
    found += faults
    if node is None:
        return None, found
    record, faults = schema.read(node, schema.load(_SCHEMA), "模板")
    found += faults
    if found or not isinstance(record, Record):
        return None, found
    title, entry = record.text("名称"), record.text("入口")
    if title is None:
        return None, [catalogue.templates.bad_settings(Span(node.source, 0, 0), "“名称”没有填")]
    description, gathers = record.text("说明"), record.text("汇总")
    template = Template(
        title.value,
        folder,
        entry.value if entry else "report.md.j2",
        description.value if description else "",
        tuple(record.texts("必需")),
        tuple(record.texts("必需指标")),
        record.text("指标目录"),
        gathers is not None and gathers.value == "是",
    )
    _CACHE[folder] = (stamp, template)
    return template, []
