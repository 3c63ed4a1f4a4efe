"""Everything wrong with a template that can be seen without a report."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, meta, nodes

from zongjie.compose.explain import Place, explain
from zongjie.compose.manual import CONTEXT
from zongjie.compose.reach import FILES, Reached, Trees, inherited, named_files, reached
from zongjie.compose.rendering import FolderLoader, environment_for
from zongjie.compose.sandbox import Environment, Outside
from zongjie.compose.template_markup import loose_markup
from zongjie.compose.template_names import (
    missing_arguments,
    slips,
    undeclared,
    unknown_calls,
    unknown_indicators,
    unused_macros,
)
from zongjie.compose.template_text import loose_braces, notes_in
from zongjie.compose.unprinted import ITEM_KEYS, SECTIONS
from zongjie.compose.views import FILTERS
from zongjie.diagnostics import Diagnostic, Span, catalogue, has_errors
from zongjie.model.template import Template
from zongjie.records import NamedTuple

CONTEXT_NAMES = frozenset(CONTEXT)


class CheckedFiles(NamedTuple):
    """The faults of a template's files, and the footnotes ``[^key]`` they mark, with places."""

    found: list[Diagnostic]
    notes: dict[str, Span]


def check_files(template: Template, indicators: Collection[str]) -> CheckedFiles:
    """Return the faults of all files a template reaches from its entry.

    ``indicators``: the names its catalogue and its 必需指标 know.
    """
    environment = environment_for(template.folder, FILTERS)
    loader = environment.loader
    assert isinstance(loader, FolderLoader)  # noqa: S101 - made by environment_for
    found = [
        catalogue.templates.bad_settings(text.span(), f"“必需”里的“{text.value}”不是报告里的项")
        for text in template.required
        if text.value not in CONTEXT_NAMES
    ]
    trees = _parsed_all(environment, loader, template.entry, found)
    given = inherited(trees, template.entry)
    run = reached(trees, template.entry)
    meant: set[str] = set()
    for name, tree in trees.items():
        wrong = slips(trees, tree)
        meant |= {slip.close for slip in wrong}
        found += undeclared(tree, loader, name, given.get(name, ()), wrong)
        found += unknown_indicators(tree, loader, name, indicators)
        found += missing_arguments(trees, tree, loader, name)
    found += unused_macros(trees, loader, run.used | meant)
    if not (template.gathers or has_errors(found)):  # else something may be printed unseen
        found += _unprinted(template, trees, run, loader)
    notes: dict[str, Span] = {}
    for name, tree in trees.items():
        found += loose_braces(tree, loader)
        found += loose_markup(tree, loader, name)
        for key, span in notes_in(tree, loader):
            notes.setdefault(key, span)
    return CheckedFiles(found, notes)


def _parsed_all(
    environment: Environment, loader: FolderLoader, entry: str, found: list[Diagnostic]
) -> dict[str, nodes.Template]:
    """Return the trees of the entry and of all files that are named from there."""
    waiting, seen = [entry], {entry}
    trees: dict[str, nodes.Template] = {}
    while waiting:
        name = waiting.pop()
        tree = _parsed(environment, loader, name, entry, found)
        if tree is None:
            continue
        trees[name] = tree
        for reference in meta.find_referenced_templates(tree):
            if reference is not None and reference not in seen:
                seen.add(reference)
                if _exists(environment, loader, name, tree, reference, found):
                    waiting.append(reference)
    return trees


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
        unknown = list(unknown_calls(tree, environment, loader, name))
        if not unknown:
            environment.compile(source, name, path)
    except TemplateError as error:
        found += explain(error, environment, entry, {})
        return None
    found += unknown
    return tree


def _unprinted(
    template: Template, trees: Trees, run: Reached, loader: FolderLoader
) -> Iterator[Diagnostic]:
    """Yield what every report may hold and nothing that runs ever asks for."""
    asked: set[str] = set()
    for node in run.nodes:
        if isinstance(node, FILES) and None in named_files(node):
            return  # a file whose name is only known when the template runs
        if isinstance(node, nodes.Getattr):
            asked.add(node.attr)
        elif isinstance(node, nodes.Const) and isinstance(node.value, str):
            asked.update(node.value.split("."))  # map(attribute="标题")
    if any(SECTIONS in meta.find_undeclared_variables(tree) for tree in trees.values()):
        asked |= run.used & {SECTIONS}
    keys = ITEM_KEYS if SECTIONS in asked else (SECTIONS,)
    for key in keys:
        if key not in asked:
            span = Span(loader.source(template.entry), 0, 1)
            yield catalogue.templates.not_in_template(span, key, template.title)


def _exists(
    environment: Environment,
    loader: FolderLoader,
    name: str,
    tree: nodes.Template,
    reference: str,
    found: list[Diagnostic],
) -> bool:
    line = next(
        (
            node.lineno
            for node in tree.find_all(FILES)
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
