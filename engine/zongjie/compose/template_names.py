"""Names in a template's files that stand for nothing, and macros that nobody calls."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from jinja2 import meta, nodes

from zongjie.compose.explain import Place
from zongjie.compose.manual import CONTEXT
from zongjie.compose.reach import Trees, exported, named_files
from zongjie.compose.rendering import FolderLoader
from zongjie.compose.sandbox import Environment
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.records import NamedTuple
from zongjie.text import name_key, nearest

_ASKING: Final = ("defined", "undefined", "default", "d")
# What may not run at all, or not with every value.
_MAYBE: Final = (nodes.If, nodes.For, nodes.CondExpr, nodes.And, nodes.Or, nodes.Macro)


class Slip(NamedTuple):
    """A name that a file takes from another, which has none of that name."""

    name: str
    file: str
    line: int
    close: str  # the nearest that it has


def slips(trees: Trees, tree: nodes.Template) -> list[Slip]:
    """Return the names that a file takes from others, and that those do not have."""
    found: list[Slip] = []
    for node in tree.find_all(nodes.FromImport):
        for name in (one if isinstance(one, str) else one[0] for one in node.names):
            found += _slip(trees, node, name, node.lineno)
    rebound = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    modules = {n.target: n for n in tree.find_all(nodes.Import) if n.target not in rebound}
    for taken in tree.find_all(nodes.Getattr):
        if isinstance(taken.node, nodes.Name) and taken.node.name in modules:
            found += _slip(trees, modules[taken.node.name], taken.attr, taken.lineno)
    return found


def _slip(trees: Trees, node: nodes.Node, name: str, line: int) -> Iterator[Slip]:
    file = named_files(node)[0]
    if file is not None and file in trees and name not in exported(trees[file]):
        yield Slip(name, file, line, nearest(name, exported(trees[file])))


def undeclared(
    tree: nodes.Template,
    loader: FolderLoader,
    name: str,
    inherited: Collection[str],
    wrong: Collection[Slip],
) -> Iterator[Diagnostic]:
    """Yield names that neither a report has nor the file, nor where the file is taken."""
    for slip in wrong:
        span = Place(loader, name, slip.line).of(slip.name)
        yield catalogue.templates.undefined(span, f"“{slip.file}”里没有“{slip.name}”", slip.close)
    meant = {slip.close for slip in wrong}  # told at the import
    unknown = meta.find_undeclared_variables(tree) - CONTEXT.keys() - meant - set(inherited)
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name in unknown:
            unknown.discard(node.name)  # told once, at its first place
            span = Place(loader, name, node.lineno).of(node.name)
            close = nearest(node.name, CONTEXT)
            yield catalogue.templates.undefined(span, f"报告里没有“{node.name}”", close)


def unknown_calls(
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


def unknown_indicators(
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


def unused_macros(
    trees: Trees, loader: FolderLoader, used: Collection[str]
) -> Iterator[Diagnostic]:
    """Yield the macros that nothing calls which runs."""
    for name, tree in trees.items():
        for macro in tree.find_all(nodes.Macro):
            if macro.name not in used:
                span = Place(loader, name, macro.lineno).of(macro.name)
                yield catalogue.templates.unused_macro(span, macro.name)


def missing_arguments(
    trees: Trees, tree: nodes.Template, loader: FolderLoader, name: str
) -> Iterator[Diagnostic]:
    """Yield calls of macros without an argument that the macro is sure to use."""
    known = {macro.name: macro for macro in tree.find_all(nodes.Macro)}
    for node in tree.find_all(nodes.FromImport):
        file = named_files(node)[0]
        top = trees[file].find_all(nodes.Macro) if file is not None and file in trees else ()
        theirs = {macro.name: macro for macro in top}
        for one in node.names:
            original, alias = (one, one) if isinstance(one, str) else one
            if original in theirs:
                known[alias] = theirs[original]
    for call in tree.find_all(nodes.Call):
        called = call.node.name if isinstance(call.node, nodes.Name) else ""
        if called in known and call.dyn_args is None and call.dyn_kwargs is None:
            for word in _missing(known[called], call):
                span = Place(loader, name, call.lineno).called(called)
                yield catalogue.templates.bad_call(span, f"宏“{called}”少了参数“{word}”")


def _missing(macro: nodes.Macro, call: nodes.Call) -> Iterator[str]:
    needed = macro.args[len(call.args) : len(macro.args) - len(macro.defaults)]
    given = {keyword.key for keyword in call.kwargs}
    used = {name.name for name in _sure(macro)}
    yield from (one.name for one in needed if one.name not in given and one.name in used)


def _sure(node: nodes.Node) -> Iterator[nodes.Name]:
    """Yield the names below a node that are printed or compared whatever else is so."""
    for child in node.iter_child_nodes(exclude=("args", "defaults")):
        if isinstance(child, nodes.Name) and child.ctx == "load":
            yield child
        elif isinstance(child, nodes.Filter | nodes.Test) and child.name in _ASKING:
            continue
        elif not isinstance(child, _MAYBE):
            yield from _sure(child)
