"""Footnotes that an edited file has and the report has not, and the other way round."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from zongjie.pulling.book import Book
from zongjie.pulling.prose import Markup
from zongjie.pulling.steps import Doing, Step, remove
from zongjie.sources.edit import Edits
from zongjie.sources.nodes import Mapping, Scalar
from zongjie.sources.rows import block

_KEY = "脚注"


def definitions(book: Book, markup: Markup) -> list[Doing]:
    """Return the edits that define the footnotes that new words brought along."""
    notes = markup.new_notes
    if not notes or book.homes.main is None:
        return []
    root = book.homes.root
    texts = {
        name: block(Markup(book).of(book.signs.definitions[sign])) for sign, name in notes.items()
    }
    notes.clear()
    table = root.record(_KEY)
    if table is None:
        after = root.keys.get("章节") or root.keys.get("开头")
        return [(book.homes.main, partial(_begun, root.node, texts, after))]
    return [(book.homes.main, partial(_added, table.node, texts))]


def _begun(root: Mapping, texts: dict[str, str], after: Scalar | None, edits: Edits) -> None:
    edits.insert(root, _KEY, texts, after)


def _added(table: Mapping, texts: dict[str, str], edits: Edits) -> None:
    for name, text in texts.items():
        edits.insert(table, name, text)


def unused(book: Book, printed: Collection[str]) -> Iterator[Step]:
    """Yield the steps that take away the footnotes that were printed and no longer are."""
    if book.homes.main is None:
        return
    table = book.homes.root.record(_KEY)
    now = {key for line in book.lines for key in line.notes}
    for key in sorted(set(printed) - now):
        entry = book.report.footnotes.get(key)
        name = table.keys.get(entry[0].value) if table is not None and entry else None
        if table is not None and name is not None:
            doing = partial(remove, table.node, name)
            yield Step(("note", key), ((book.homes.main, doing),))
