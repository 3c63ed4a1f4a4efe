"""批注 with the text they are on, and what was answered (17.13.4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from zongjie.readers.docx.elements import attribute, local
from zongjie.readers.docx.items import Items, characters
from zongjie.records import NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEPTH: Final = 32  # answers to answers: Word knows of one level only


class Comment(NamedTuple):
    """A comment: who wrote it, when (as the file says, ISO 8601), on what, and what.

    ``quoted`` is empty where it stands at a place and on no text; ``done`` is what
    Word calls 已解决.
    """

    author: str
    date: str
    quoted: str
    text: str
    replies: tuple[Comment, ...] = ()
    done: bool = False


def read_comments(
    part: _Element | None,
    threads: _Element | None,
    quoted: Mapping[str, str],
    said: Callable[[_Element], Items],
) -> tuple[tuple[str, Comment], ...]:
    """Return the comments of a file by their ids, in their order, answers under what they answer.

    ``threads`` is the part that tells which answers which; ``said`` reads the
    paragraphs below an element.
    """
    elements = [one for one in (() if part is None else part) if local(one) == "comment"]
    names = [_name(one) for one in elements]
    known = set(filter(None, names))
    parents, done = _threads(threads)
    answers: dict[str, list[Comment]] = {}
    own: list[tuple[str, str, Comment]] = []
    for element, name in zip(elements, names, strict=True):
        key = attribute(element, "id")
        comment = Comment(
            attribute(element, "author"),
            attribute(element, "date"),
            quoted.get(key, ""),
            characters(said(element)),
            done=name in done,
        )
        root = _root(name, parents)
        if root != name and root in known:
            answers.setdefault(root, []).append(comment)
        else:
            own.append((key, name, comment))
    return tuple(
        (key, one._replace(replies=tuple(answers.pop(name, ())))) for key, name, one in own
    )


def _name(comment: _Element) -> str:
    """Return what the other part calls a comment: the id of its last paragraph."""
    paragraphs = list(comment.iterchildren("{*}p"))
    return attribute(paragraphs[-1], "paraId") if paragraphs else ""


def _threads(part: _Element | None) -> tuple[dict[str, str], set[str]]:
    """Return what each comment answers, and which are done."""
    parents: dict[str, str] = {}
    done: set[str] = set()
    for one in () if part is None else part:
        name, parent = attribute(one, "paraId"), attribute(one, "paraIdParent")
        if parent:
            parents[name] = parent
        if attribute(one, "done") in ("1", "true"):
            done.add(name)
    return parents, done


def _root(name: str, parents: Mapping[str, str]) -> str:
    """Return the comment that a thread begins with; a thread without beginning is none."""
    at = name
    for _ in range(_DEPTH):
        if at not in parents:
            return at
        at = parents[at]
    return name
