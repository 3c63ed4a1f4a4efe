"""The nodes of a document, and the few questions every writer asks of them.

Named tuples, because thousands are made for one report and they cost half of
a frozen dataclass.  Comparing two documents goes through :func:`plain`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, TypeAlias

from zongjie.diagnostics import Origin
from zongjie.records import NamedTuple


class Run(NamedTuple):
    """A stretch of text of one origin.

    ``value`` is the reference as written (``库内销项任务量.完成率``) where an
    indicator printed the text; ``pending`` marks a 【待补：…】.
    """

    text: str
    origin: Origin | None = None
    value: str = ""
    pending: bool = False


class Note(NamedTuple):
    """A footnote at its mark.  Notes with one key are one footnote."""

    key: str
    runs: tuple[Run, ...]
    origin: Origin | None = None


Inline: TypeAlias = Run | Note
Inlines: TypeAlias = tuple[Inline, ...]


class Title(NamedTuple):
    """标题 of the whole text; ``breaks`` are where staff end its lines, by characters."""

    runs: Inlines
    breaks: tuple[int, ...] = ()


class Subtitle(NamedTuple):
    """A line under the title: 副标题, or 署名."""

    runs: Inlines


class Addressee(NamedTuple):
    """主送机关, with its ：."""

    runs: Inlines


class Heading(NamedTuple):
    """A numbered heading; ``level`` counts from 1, ``number`` is as printed."""

    level: int
    number: str
    runs: Inlines


class Paragraph(NamedTuple):
    """A paragraph of the body; ``lead`` is a run-in 段首句, with its mark."""

    lead: Inlines
    runs: Inlines


class Table(NamedTuple):
    """Rows of cells; the first ``header`` rows head the columns.

    ``align`` says of each column where its cells stand: left, center, right,
    or nothing; ``shares`` how wide the columns are in proportion, without them they
    are as wide as what stands in them.
    """

    rows: tuple[tuple[Inlines, ...], ...]
    header: int = 1
    align: tuple[str, ...] = ()
    shares: tuple[int, ...] = ()


class Verbatim(NamedTuple):
    """原文: lines to be printed character for character, split at LF."""

    text: str
    origin: Origin | None = None


class Attachments(NamedTuple):
    """附件说明: the names, at least one; several are numbered in print."""

    names: tuple[Inlines, ...]


class Signature(NamedTuple):
    """落款: who signs, and the date."""

    organ: Inlines
    date: Inlines


class Annex(NamedTuple):
    """Where a 附件 begins, on a page of its own; ``label`` is 附件 or 附件2."""

    label: str
    runs: Inlines
    landscape: bool = False


TWO_YEARS: Final = "两年比较"
COMPLETION: Final = "完成率"
LONGEST_COMPLETION: Final = 500  # percent; a bar beyond that is cut, so that 100 stays readable


class Series(NamedTuple):
    """The bars of one look: a number for each category, nothing where there is no bar.

    The numbers are text in plain digits (``-12.5``), so that none is rounded.
    """

    name: str
    values: tuple[str, ...]


class Chart(NamedTuple):
    """Horizontal bars with their title.

    ``kind`` is TWO_YEARS, or COMPLETION, which has a line at 100.  All numbers
    count in ``unit``; a category is the name of what is shown.
    """

    title: Inlines
    kind: str
    unit: str
    categories: tuple[Run, ...]
    series: tuple[Series, ...]


Block: TypeAlias = (
    Title
    | Subtitle
    | Addressee
    | Heading
    | Paragraph
    | Table
    | Verbatim
    | Attachments
    | Signature
    | Annex
    | Chart
)


class Document:
    """A whole text.

    Equality looks at what is said: not where it is from, nor at what is only
    layout (the lines of a title, how columns are aligned, how a page lies).
    """

    __slots__ = ("_notes", "_texts", "blocks")

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.blocks: tuple[Block, ...] = tuple(blocks)
        self._texts: list[tuple[str, ...]] | None = None  # read once, when somebody asks
        self._notes: dict[str, Note] = {}

    @property
    def texts(self) -> Sequence[Sequence[str]]:
        """What each block says: its :func:`paragraphs_of` as characters without notes."""
        if self._texts is None:
            self._texts = [tuple(map(self._said, paragraphs_of(block))) for block in self.blocks]
        return self._texts

    @property
    def notes(self) -> Mapping[str, Note]:
        """Every footnote by its key, at its first mark, in the order of these."""
        return self._notes if self.texts else {}

    def _said(self, inlines: Inlines) -> str:
        """Return the characters of a sequence; note its footnotes on the way."""
        said = [inline.text for inline in inlines if isinstance(inline, Run)]
        if len(said) < len(inlines):
            for inline in inlines:
                if isinstance(inline, Note):
                    self._notes.setdefault(inline.key, inline)
        return "".join(said)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Document):
            return NotImplemented
        return plain(self) == plain(other)

    def __hash__(self) -> int:
        return hash(plain(self))

    def __repr__(self) -> str:
        return f"Document({list(plain(self))!r})"


def inlines_of(block: Block) -> Sequence[Inlines]:
    """Return the inline sequences of a block in reading order."""
    match block:
        case Paragraph(lead, runs):
            return lead, runs
        case Heading(_, _, runs) | Title(runs) | Subtitle(runs) | Addressee(runs) | Annex(_, runs):
            return (runs,)
        case Chart(title, _, _, categories):
            return title, *((category,) for category in categories)
        case Attachments(names):
            return names
        case Table(rows):
            return tuple(chain.from_iterable(rows))
        case Signature(organ, date):
            return organ, date
        case Verbatim():
            return ()


def paragraphs_of(block: Block) -> Sequence[Inlines]:
    """Return what of a block reads as one paragraph: a 段首句 with its text, a cell."""
    return ((*block.lead, *block.runs),) if isinstance(block, Paragraph) else inlines_of(block)


def footnotes(document: Document) -> dict[str, int]:
    """Return the number of every footnote by its key, in order of first mark."""
    return {key: number for number, key in enumerate(document.notes, 1)}


ATTACHMENT: Final = "附件："  # as GB/T 9704-2012 7.3.4 words it


def attachment_lines(block: Attachments) -> Iterator[tuple[str, Inlines]]:
    """Yield each line of 附件说明: what stands before the name, and the name."""
    several = len(block.names) > 1
    for at, name in enumerate(block.names, 1):
        yield (ATTACHMENT if at == 1 else "") + (f"{at}." if several else ""), name


def runs_of(document: Document) -> Iterator[Run]:
    """Yield every run, those of a footnote once, where its first mark stands."""
    seen: set[str] = set()
    for block in document.blocks:
        yield from own_runs(block)
        for inlines in inlines_of(block):
            for inline in inlines:
                if isinstance(inline, Run):
                    yield inline
                elif inline.key not in seen:
                    seen.add(inline.key)
                    yield from inline.runs


def own_runs(block: Block) -> Iterator[Run]:
    """Yield what a block prints outside its :func:`inlines_of`: a number, a label, 原文."""
    match block:
        case Verbatim(text, origin):
            yield Run(text, origin)
        case Heading(_, number):
            yield Run(number)
        case Annex(label):
            yield Run(label)
        case Chart(_, _, unit, _, series):
            yield from map(Run, (unit, *(one.name for one in series)))


def chart_table(chart: Chart) -> Table:
    """Return what a chart shows as a table: a column for each series, the unit at the head."""
    unit = f"（{chart.unit}）" if chart.unit else ""
    head = (f"指标{unit}", *(series.name for series in chart.series))
    columns = zip(*(series.values for series in chart.series), strict=True)
    rows = (
        ((category,), *((Run(value),) if value else () for value in row))
        for category, row in zip(chart.categories, columns, strict=True)
    )
    sides = ("", *("right" for _ in chart.series))
    return Table((tuple((Run(cell),) for cell in head), *rows), align=sides)


def text_of(inlines: Inlines) -> str:
    """Return the characters of a sequence without its footnotes."""
    return "".join([inline.text for inline in inlines if isinstance(inline, Run)])


def plain(document: Document) -> tuple[object, ...]:
    """Return what is printed: origins gone, equal neighbours merged.

    Empty runs vanish and footnotes are called by their number, so that two
    trees are equal when a reader could not tell the prints apart.
    """
    numbers = footnotes(document)
    return tuple(_plain_block(block, numbers) for block in document.blocks)


def _plain_block(block: Block, numbers: dict[str, int]) -> object:
    match block:
        case Title(runs):
            return ("title", _plain_inlines(runs, numbers))
        case Subtitle(runs):
            return ("subtitle", _plain_inlines(runs, numbers))
        case Addressee(runs):
            return ("addressee", _plain_inlines(runs, numbers))
        case Attachments(names):
            return ("attachments", tuple(_plain_inlines(name, numbers) for name in names))
        case Annex(label, runs):
            return ("annex", label, _plain_inlines(runs, numbers))
        case Chart(title, kind, unit, categories, series):
            named = tuple(category.text for category in categories)
            return ("chart", _plain_inlines(title, numbers), kind, unit, named, series)
        case Heading(level, number, runs):
            return ("heading", level, number, _plain_inlines(runs, numbers))
        case Paragraph(lead, runs):
            return ("paragraph", _plain_inlines(lead, numbers), _plain_inlines(runs, numbers))
        case Table(rows, header):
            cells = tuple(tuple(_plain_inlines(cell, numbers) for cell in row) for row in rows)
            return ("table", header, cells)
        case Verbatim(text):
            return ("verbatim", text)
        case Signature(organ, date):
            return ("signature", _plain_inlines(organ, numbers), _plain_inlines(date, numbers))


def _plain_inlines(inlines: Inlines, numbers: dict[str, int]) -> tuple[object, ...]:
    merged: list[object] = []
    text, pending = "", False
    for inline in inlines:
        if isinstance(inline, Run) and (not inline.text or inline.pending == pending):
            text += inline.text
            continue
        if text:
            merged.append((text, pending))
        if isinstance(inline, Run):
            text, pending = inline.text, inline.pending
        else:
            merged.append((numbers[inline.key], _plain_inlines(inline.runs, numbers)))
            text = ""
    if text:
        merged.append((text, pending))
    return tuple(merged)
