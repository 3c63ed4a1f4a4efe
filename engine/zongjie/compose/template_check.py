"""Everything wrong with a template that can be seen without a report."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, meta, nodes

from zongjie.compose import marks
from zongjie.compose.explain import Outside, Place, explain
from zongjie.compose.manual import CONTEXT
from zongjie.compose.rendering import FolderLoader, environment_for
from zongjie.compose.sandbox import Environment
from zongjie.compose.unprinted import ITEM_KEYS, SECTIONS
from zongjie.compose.views import FILTERS
from zongjie.diagnostics import Diagnostic, Span, catalogue, has_errors
from zongjie.model.template import Template
from zongjie.text import name_key, nearest, pattern

_NOTE: Final = pattern(r"(?<!\\)\[\^([^\]\n]+)\]")
# Tags as they should be are text only inside of raw, where they are meant to be.
_BRACES: Final = pattern(
    r"(?P<raw>\{\{[^{}]*\}\}|\{%[^{}]*%\})"
    r"|[{｛][{｛%％][^{}｛｝]*[}｝]{0,2}"
    r"|[{｛]\s*(?P<name>[^\W\d]\w*)[^{}｛｝]*[}｝]"
    r"|[}｝%％][}｝]"
)
_ASKING: Final = ("defined", "undefined", "default", "d")
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
    waiting, seen = [template.entry], {template.entry}
    trees: dict[str, nodes.Template] = {}
    while waiting:
        name = waiting.pop()
        tree = _parsed(environment, loader, name, template.entry, found)
        if tree is None:
            continue
        found += _undeclared(tree, loader, name)
        found += _unknown_indicators(tree, loader, name, indicators)
        trees[name] = tree
        for reference in meta.find_referenced_templates(tree):
            if reference is not None and reference not in seen:
                seen.add(reference)
                if _exists(environment, loader, name, tree, reference, found):
                    waiting.append(reference)
    found += _unused_macros(trees, loader)
    if not (template.gathers or has_errors(found)):  # else something may be printed unseen
        found += _unprinted(template, trees, loader)
    notes: dict[str, Span] = {}
    for tree in trees.values():
        found += _loose_braces(tree, loader)
        for match, span in _in_text(tree, loader, _NOTE):
            notes.setdefault(match[1], span)
    return CheckedFiles(found, notes)


def _in_text(
    tree: nodes.Template, loader: FolderLoader, wanted: re.Pattern[str]
) -> Iterator[tuple[re.Match[str], Span]]:
    """Yield what matches in the literal text of a template, with its place."""
    for data in tree.find_all(nodes.TemplateData):
        for piece in marks.pieces(data.data, []):
            if isinstance(piece, marks.Literal):
                source = loader.source(piece.template)
                for match in wanted.finditer(piece.text):
                    start, end = (piece.offset + at for at in match.span())
                    yield match, Span(source, start, end)


def _loose_braces(tree: nodes.Template, loader: FolderLoader) -> Iterator[Diagnostic]:
    """Yield braces that were meant as a tag and are only text: full-width ones, or single."""
    own = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    known = {None, *CONTEXT_NAMES, *own}
    for match, span in _in_text(tree, loader, _BRACES):
        if not match["raw"] and match["name"] in known:
            yield catalogue.templates.loose_braces(span, match[0])


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
        unknown = list(_unknown_calls(tree, environment, loader, name))
        if not unknown:
            environment.compile(source, name, path)
    except TemplateError as error:
        found += explain(error, environment, entry, {})
        return None
    found += unknown
    return tree


def _undeclared(tree: nodes.Template, loader: FolderLoader, name: str) -> Iterator[Diagnostic]:
    unknown = meta.find_undeclared_variables(tree) - CONTEXT_NAMES
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name in unknown:
            unknown.discard(node.name)  # told once, at its first place
            span = Place(loader, name, node.lineno).of(node.name)
            close = nearest(node.name, CONTEXT_NAMES)
            yield catalogue.templates.undefined(span, f"报告里没有“{node.name}”", close)


def _unknown_calls(
    tree: nodes.Template, environment: Environment, loader: FolderLoader, name: str
) -> Iterator[Diagnostic]:
    """Yield filters and tests that do not exist, and let known ones stand in for them.

    Jinja would tell the first alone, and look no further.
    """
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        assert isinstance(node, nodes.Filter | nodes.Test)  # noqa: S101 - what was looked for
        is_filter = isinstance(node, nodes.Filter)
        known = environment.filters if is_filter else environment.tests
        if node.name not in known:
            what, span = "过滤器" if is_filter else "判断", Place(loader, name, node.lineno)
            close = nearest(node.name, known)
            why = f"没有叫“{node.name}”的{what}"
            yield catalogue.templates.undefined(span.of(node.name), why, close)
            node.name = next(iter(known))


def _unknown_indicators(
    tree: nodes.Template, loader: FolderLoader, name: str, indicators: Collection[str]
) -> Iterator[Diagnostic]:
    """Yield ``指标.甲`` where nothing says that a report has it, and no test asks first."""
    known = {name_key(one): one for one in indicators}
    asked = {
        key
        for node in tree.find_all((nodes.Test, nodes.Filter))
        if node.name in _ASKING
        for key, _ in _indicators_in(node)
    }
    asked |= {
        name_key(str(const.value))
        for compare in tree.find_all(nodes.Compare)  # "甲" in 指标
        for const in compare.find_all(nodes.Const)
    }
    for key, (word, line) in dict(_indicators_in(tree)).items():
        if key not in known and key not in asked:
            span = Place(loader, name, line).of(word)
            close = known.get(nearest(key, known), "")
            yield catalogue.templates.undefined(span, f"目录和必需指标里没有“{word}”", close)


def _indicators_in(node: nodes.Node) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield the names taken from 指标, with their lines."""
    for one in node.find_all((nodes.Getattr, nodes.Getitem)):
        assert isinstance(one, nodes.Getattr | nodes.Getitem)  # noqa: S101 - what was looked for
        word = one.attr if isinstance(one, nodes.Getattr) else one.arg
        word = word.value if isinstance(word, nodes.Const) else word
        base = one.node
        if isinstance(base, nodes.Name) and base.name == "指标" and isinstance(word, str):
            yield name_key(word), (word, one.lineno)


def _unused_macros(trees: dict[str, nodes.Template], loader: FolderLoader) -> Iterator[Diagnostic]:
    """Yield the macros that no file calls or imports by name."""
    used: set[str] = set()
    for tree in trees.values():
        used |= {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
        used |= {node.attr for node in tree.find_all(nodes.Getattr)}
        for node in tree.find_all(nodes.FromImport):
            used |= {name if isinstance(name, str) else name[0] for name in node.names}
    for name, tree in trees.items():
        for macro in tree.find_all(nodes.Macro):
            if macro.name not in used:
                span = Place(loader, name, macro.lineno).of(macro.name)
                yield catalogue.templates.unused_macro(span, macro.name)


def _unprinted(
    template: Template, trees: dict[str, nodes.Template], loader: FolderLoader
) -> Iterator[Diagnostic]:
    """Yield what every report may hold and no file of a template ever asks for."""
    asked: set[str] = set()
    for tree in trees.values():
        if None in meta.find_referenced_templates(tree):
            return  # a file whose name is only known when the template runs
        asked |= meta.find_undeclared_variables(tree) & {SECTIONS}
        asked |= {node.attr for node in tree.find_all(nodes.Getattr)}
        words = (node.value for node in tree.find_all(nodes.Const) if isinstance(node.value, str))
        asked |= {step for word in words for step in word.split(".")}  # map(attribute="标题")
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
