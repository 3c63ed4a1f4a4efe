"""Everything wrong with a template that can be seen without a report."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Final

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, meta, nodes

from zongjie.compose.explain import Outside, Place, explain
from zongjie.compose.manual import CONTEXT
from zongjie.compose.rendering import FolderLoader, environment_for
from zongjie.compose.sandbox import Environment
from zongjie.compose.views import FILTERS
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.model.template import Template
from zongjie.text import nearest, pattern

_NOTE: Final = pattern(r"\[\^([^\]\n]+)\]")
CONTEXT_NAMES = frozenset(CONTEXT)


def check_files(template: Template) -> list[Diagnostic]:
    """Return the faults of all files a template reaches from its entry."""
    environment = environment_for(template.folder, FILTERS)
    loader = environment.loader
    assert isinstance(loader, FolderLoader)  # noqa: S101 - made by environment_for
    found = [
        catalogue.templates.bad_settings(text.span(), f"“必需”里的“{text.value}”不是报告里的项")
        for text in template.required
        if text.value not in CONTEXT_NAMES
    ]
    waiting, seen = [template.entry], {template.entry}
    while waiting:
        name = waiting.pop()
        tree = _parsed(environment, loader, name, template.entry, found)
        if tree is None:
            continue
        found += _undeclared(tree, loader, name)
        found += _unused_macros(tree, loader, name)
        for reference in meta.find_referenced_templates(tree):
            if reference is not None and reference not in seen:
                seen.add(reference)
                if _exists(environment, loader, name, tree, reference, found):
                    waiting.append(reference)
    return found


def marked_notes(template: Template) -> list[str]:
    """Return the keys of ``[^key]`` in the files of a template."""
    keys: list[str] = []
    for path in sorted(template.folder.rglob("*.j2")):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            keys += _NOTE.findall(path.read_text(encoding="utf-8-sig"))
    return keys


def _parsed(
    environment: Environment,
    loader: FolderLoader,
    name: str,
    entry: str,
    found: list[Diagnostic],
) -> nodes.Template | None:
    """Return the tree of a file that compiles; else its fault is noted."""
    try:
        source, path, _ = loader.get_source(environment, name)
        tree = environment.parse(source, name, path)
        environment.compile(source, name, path)
    except TemplateError as error:
        found += explain(error, environment, entry, {})
        return None
    return tree


def _undeclared(tree: nodes.Template, loader: FolderLoader, name: str) -> Iterator[Diagnostic]:
    unknown = meta.find_undeclared_variables(tree) - CONTEXT_NAMES
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name in unknown:
            unknown.discard(node.name)  # told once, at its first place
            span = Place(loader, name, node.lineno).of(node.name)
            close = nearest(node.name, CONTEXT_NAMES)
            yield catalogue.templates.undefined(span, f"报告里没有“{node.name}”", close)


def _unused_macros(tree: nodes.Template, loader: FolderLoader, name: str) -> Iterator[Diagnostic]:
    """Yield the macros nobody calls; a file of macros alone is there to be imported."""
    macros = list(tree.find_all(nodes.Macro))
    inside = {node for macro in macros for node in macro.find_all(nodes.Name)}
    names = [node for node in tree.find_all(nodes.Name) if node.ctx == "load"]
    if all(node in inside for node in names):
        return
    used = {node.name for node in names}
    for macro in macros:
        if macro.name not in used:
            span = Place(loader, name, macro.lineno).of(macro.name)
            yield catalogue.templates.unused_macro(span, macro.name)


def _exists(
    environment: Environment,
    loader: FolderLoader,
    name: str,
    tree: nodes.Template,
    reference: str,
    found: list[Diagnostic],
) -> bool:
    kinds = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
    line = next(
        (
            node.lineno
            for node in tree.find_all(kinds)
            if isinstance(node.template, nodes.Const) and node.template.value == reference  # type: ignore[attr-defined]
        ),
        1,
    )
    span = Place(loader, name, line).of(reference)
    try:
        loader.get_source(environment, reference)
    except Outside:
        found.append(catalogue.templates.outside(span, reference))
    except TemplateNotFound:
        found.append(catalogue.templates.no_file(span, reference))
    except TemplateSyntaxError:
        return True  # told when that file is parsed
    else:
        return True
    return False
