"""What stands round the text where the standard fixes its place (GB/T 9704-2012 7.3).

A template prints the text; 副标题, 署名 and 主送 under its title, 附件说明 above
the signature and the numbers of the 附件 are put in here, so that every
template has them and no author must know the clauses.
"""

from collections.abc import Iterator, Sequence

from zongjie.diagnostics import Diagnostic, Span, catalogue
from zongjie.document import (
    Addressee,
    Annex,
    Attachments,
    Block,
    Inlines,
    Run,
    Signature,
    Subtitle,
    Table,
    Title,
    text_of,
)
from zongjie.records import NamedTuple


class Frame(NamedTuple):
    """The texts of a report that stand there, read."""

    preface: tuple[Inlines, ...]  # 文前: lines above the title
    title_lines: tuple[Inlines, ...]
    lines_at: Span | None
    under_title: tuple[Inlines, ...]
    addressee: Inlines
    attachments: tuple[Inlines, ...]
    landscape: bool  # 附表: 横排


def framed(blocks: Sequence[Block], frame: Frame, found: list[Diagnostic]) -> list[Block]:
    """Return the blocks of a template with everything round them."""
    blocks = _numbered(blocks, frame)
    title = next((at for at, block in enumerate(blocks) if isinstance(block, Title)), None)
    above, head = map(Subtitle, frame.preface), list(_head(frame))
    if title is None:
        return [*above, *head, *blocks]
    blocks[title] = _broken(blocks[title], frame, found)
    return [*above, *blocks[: title + 1], *head, *blocks[title + 1 :]]


def _head(frame: Frame) -> Iterator[Block]:
    for line in frame.under_title:
        yield Subtitle(line)
    if frame.addressee:  # 7.3.2: it ends in a full-width ：
        said = text_of(frame.addressee).rstrip()
        colon = () if said.endswith(("：", ":")) else (Run("："),)
        yield Addressee((*frame.addressee, *colon))


def _broken(title: Block, frame: Frame, found: list[Diagnostic]) -> Block:
    """Return the title with its lines ended where 标题分行 ends them."""
    if not isinstance(title, Title) or not frame.title_lines:
        return title
    said = text_of(title.runs)
    breaks, at = [], 0
    for line in map(text_of, frame.title_lines):
        for char in line:
            while at < len(said) and said[at].isspace() and not char.isspace():
                at += 1
            if at == len(said) or said[at] != char:
                found.append(catalogue.pages.lines_are_no_title(frame.lines_at, said))
                return title
            at += 1
        breaks.append(at)
    if said[at:].strip():
        found.append(catalogue.pages.lines_are_no_title(frame.lines_at, said))
    return title._replace(breaks=tuple(breaks[:-1]))


def _numbered(blocks: Sequence[Block], frame: Frame) -> list[Block]:
    """Return the blocks with 附件说明, and each 附件 under its number there (7.3.4, 7.3.7)."""
    names = [*frame.attachments]
    titles = [text_of(name) for name in names]
    for block in blocks:
        if isinstance(block, Annex) and text_of(block.runs) not in titles:
            names.append(tuple(one for one in block.runs if isinstance(one, Run)))
            titles.append(text_of(block.runs))
    if not names:
        return list(blocks)
    made: list[Block] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Annex):
            number = titles.index(text_of(block.runs)) + 1 if len(titles) > 1 else ""
            lies = frame.landscape and _holds_table(blocks[at + 1 :])
            made.append(block._replace(label=f"附件{number}", landscape=lies))
        else:
            made.append(block)
    made.insert(_end_of_text(blocks), Attachments(tuple(names)))
    return made


def _holds_table(blocks: Sequence[Block]) -> bool:
    """Whether a 附件 whose blocks begin here has a table."""
    for block in blocks:
        if isinstance(block, Table | Annex):
            return isinstance(block, Table)
    return False


def _end_of_text(blocks: Sequence[Block]) -> int:
    """Return where 附件说明 stands: above the signature, behind all text."""
    kinds = (Signature, Annex)
    return next((at for at, one in enumerate(blocks) if isinstance(one, kinds)), len(blocks))
