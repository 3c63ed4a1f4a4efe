"""附表 taken out of the text: one key goes, not a cell at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from zongjie.pulling.spots import bare
from zongjie.pulling.steps import Step, remove
from zongjie.pulling.structure import Layout
from zongjie.revisions import Kind

_KEY: Final = "附表"


def dropped(layout: Layout, gone: Sequence[int], barred: Mapping[object, str]) -> Step | None:
    """Return the step that takes 附表 away where all its cells are gone.

    What names it goes with it: the title of its page and its line of 附件说明.
    """
    book = layout.book
    name = book.homes.root.keys.get(_KEY)
    cells = [at for at, line in enumerate(book.body) if line.kind is Kind.CELL]
    if name is None or not cells or not set(cells) <= set(gone) or (_KEY,) in barred:
        return None
    source = book.homes.main
    page = [at for at in gone if book.body[at].kind is Kind.ANNEX]
    titles = {book.body[at].text for at in page}
    named = [
        at
        for at, line in enumerate(book.body)
        if line.kind is Kind.ATTACHMENT and bare(line) in titles
    ]
    if source is None:
        return None
    doing = partial(remove, book.homes.root.node, name)
    return Step((_KEY,), ((source, doing),), gone=tuple(sorted({*cells, *page, *named})))
