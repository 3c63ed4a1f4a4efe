"""What of a template's files runs from its entry, and which names each file may use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, cast

from jinja2 import nodes

from zongjie.records import NamedTuple

FILES: Final = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
_SCOPES: Final = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.With)
Trees = Mapping[str, nodes.Template]


class Reached(NamedTuple):
    """The code that may run, and the names it uses, of macros too."""

    nodes: list[nodes.Node]
    used: set[str]


def named_files(node: nodes.Node) -> list[str | None]:
    """Return the files a tag takes; None for a name only known when the template runs."""
    wanted: nodes.Node = node.template  # type: ignore[attr-defined]
    several = isinstance(wanted, nodes.Tuple | nodes.List)
    items = cast("nodes.List", wanted).items if several else [cast("nodes.Expr", wanted)]
    return [
        item.value if isinstance(item, nodes.Const) and isinstance(item.value, str) else None
        for item in items
    ]


def reached(trees: Trees, entry: str) -> Reached:
    """Return what runs from the entry: files it takes, and macros that something there calls."""
    called = {  # what a macro may be called, and its name
        alias: name
        for tree in trees.values()
        for node in tree.find_all(nodes.FromImport)
        for name, alias in (one for one in node.names if isinstance(one, tuple))
    }
    macros = [macro for tree in trees.values() for macro in tree.find_all(nodes.Macro)]
    running: list[nodes.Node] = []
    used: set[str] = set()
    seen: set[str] = {entry}
    waiting: list[nodes.Node] = [trees[entry]] if entry in trees else []
    while waiting:
        for node in _run(waiting.pop()):
            running.append(node)
            used |= _names(node)
            taken = named_files(node) if isinstance(node, FILES) else []
            for file in (one for one in taken if one in trees and one not in seen):
                seen.add(cast("str", file))
                waiting.append(trees[cast("str", file)])
        used |= {called[name] for name in used & called.keys()}
        if not waiting:
            waiting += [macro for macro in macros if macro.name in used]
            macros = [macro for macro in macros if macro.name not in used]
    return Reached(running, used)


def _run(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield what runs where a node does: the insides of a macro run when it is called."""
    for child in node.iter_child_nodes():
        yield child
        if not isinstance(child, nodes.Macro):
            yield from _run(child)


def _names(node: nodes.Node) -> set[str]:
    if isinstance(node, nodes.Name) and node.ctx == "load":
        return {node.name}
    return {node.attr} if isinstance(node, nodes.Getattr) else set()


def inherited(trees: Trees, entry: str) -> dict[str, frozenset[str]]:
    """Return the names that each file has from where it is taken, besides those of a report.

    A file taken in several places has those that are visible in all of them.
    """
    found: dict[str, frozenset[str]] = {entry: frozenset()}
    waiting = [entry]
    while waiting:
        name = waiting.pop()
        if name not in trees:
            continue
        for tag, visible in _taken(trees[name], found[name]):
            passed = visible if getattr(tag, "with_context", True) else frozenset()
            for file in filter(None, named_files(tag)):
                before = found.get(file)
                after = passed if before is None else before & passed
                if after != before:
                    found[file] = after
                    waiting.append(file)
    return found


def _taken(
    node: nodes.Node, visible: frozenset[str]
) -> Iterator[tuple[nodes.Node, frozenset[str]]]:
    """Yield the tags that take a file, with the names that are visible there."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Extends):  # the file is run last, with all that is set
            yield child, visible | exported(node)
        elif isinstance(child, FILES):
            yield child, visible
        inner = visible | _bound(child) if isinstance(child, _SCOPES) else visible
        yield from _taken(child, inner)
        visible |= _left(child)


def _bound(scope: nodes.Node) -> frozenset[str]:
    """Return the names that a loop, a macro or a with gives to what is inside."""
    if isinstance(scope, nodes.For):  # Jinja makes a loop only where its body asks for one
        counted = any(name.name == "loop" for name in scope.find_all(nodes.Name))
        return _in_target(scope.target) | ({"loop"} if counted else set())
    if isinstance(scope, nodes.With):
        return frozenset[str]().union(*map(_in_target, scope.targets))
    arguments = cast("nodes.Macro", scope).args  # those of a call block are of the same kind
    return frozenset(one.name for one in arguments) | {"caller", "varargs", "kwargs"}


def _in_target(target: nodes.Node) -> frozenset[str]:
    """Return the names that a target fills: 甲, or 甲 and 乙 of ``甲, 乙``."""
    if isinstance(target, nodes.Name):
        return frozenset((target.name,))
    return frozenset(name.name for name in target.find_all(nodes.Name))


def _left(node: nodes.Node) -> frozenset[str]:
    """Return the names that a statement leaves to those after it."""
    if isinstance(node, nodes.Macro):
        return frozenset((node.name,))
    if isinstance(node, nodes.Import):
        return frozenset((node.target,))
    if isinstance(node, nodes.FromImport):
        return frozenset(one if isinstance(one, str) else one[1] for one in node.names)
    if isinstance(node, nodes.Assign | nodes.AssignBlock):
        return _in_target(node.target)
    if isinstance(node, nodes.If):  # no scope of its own
        return frozenset[str]().union(*map(_left, node.iter_child_nodes()))
    return frozenset()


def exported(tree: nodes.Node) -> frozenset[str]:
    """Return the names that a file has at its top, macros among them."""
    return frozenset[str]().union(*map(_left, tree.iter_child_nodes()))
