"""A draft as YAML in our own style: Chinese keys, block scalars, one order.

Every row knows the line of the text it came from, so that what a fault of the
YAML is about can be found again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from zongjie.compose.prose import escaped
from zongjie.model import Style, TxtForm
from zongjie.records import NamedTuple
from zongjie.recovery.draft import Definition, Draft, Item, Part, Piece
from zongjie.recovery.figures import Figures
from zongjie.recovery.figures.rows import rows_of
from zongjie.recovery.notes import marked
from zongjie.recovery.scalars import ESCAPED, quoted, scalar
from zongjie.sources.rows import wrapped
from zongjie.wrapping import KINSOKU

# Editors that read JSON Schema complete keys and check values by it.
SCHEMA: Final = ".zongjie/report.schema.json"
_SCHEMA_LINE: Final = f"# yaml-language-server: $schema={SCHEMA}"
HEAD: Final = "# 由 zongjie import 从旧稿转成；照原文印得出来，改好再用。"
_ABOUT: Final = (
    "# 以下指标都取自原文，科室待填。没有注明的，把握高；注了“把握中”“把握低”的，请对照原文看过。"
)
_NO_LINE: Final = -1
_STYLE: Final = Style()
_TXT: Final = TxtForm()


class Written(NamedTuple):
    """The rows of a YAML file, and the line of the text that each came from, -1 for none."""

    rows: list[str]
    lines: list[int]

    @property
    def text(self) -> str:
        """The whole file."""
        return "\n".join(self.rows) + "\n"


def whole(text: str) -> str:
    """Return the YAML of a text that is only to be printed as it stands."""
    writer = _Writer([], "", Figures())
    writer.put(_SCHEMA_LINE)
    writer.put(HEAD)
    writer.put("模板: 街道工作总结")
    writer.verbatim("原文", text, "", _NO_LINE)
    return writer.written.text


def write(draft: Draft, facts: Iterable[tuple[str, str]]) -> Written:
    """Return the YAML; ``facts`` are keys that nothing prints."""
    writer = _Writer(draft.notes, draft.txt.note_mark, draft.figures)
    writer.put(_SCHEMA_LINE)
    writer.put(HEAD)
    writer.put("模板: 街道工作总结")
    for key, value in facts:
        writer.put(f"{key}: {scalar(value)}")
    writer.prose("文前", draft.preface, "")
    frame = (
        *(("标题", draft.title), ("副标题", draft.subtitle)),
        *(("署名", draft.byline), ("主送", draft.addressee)),
    )
    for key, piece in frame:
        writer.line(key, piece, "")
        if key == "标题" and draft.title_lines:
            writer.put("标题分行:")
            for line in draft.title_lines:
                writer.put(f"  - {scalar(writer.said(line))}")
    writer.style(draft.style)
    writer.txt(draft.txt)
    writer.indicators()
    writer.prose("开头", draft.opening, "", apart=True)
    writer.put("")
    writer.put("章节:" if draft.parts else "章节: []")
    for number, part in enumerate(draft.parts):
        if number:
            writer.put("")
        writer.part(part, "  ")
    writer.end(draft)
    return writer.written


class _Writer:
    def __init__(self, notes: Sequence[Definition], mark: str, figures: Figures) -> None:
        self.written = Written([], [])
        self.notes: Sequence[Definition] = notes
        self.mark = mark
        self.figures = figures

    def put(self, row: str, at: int = _NO_LINE) -> None:
        """Add a row."""
        self.written.rows.append(row)
        self.written.lines.append(at)

    def said(self, text: str) -> str:
        """Return a paragraph's text as prose that prints it: marks and figures as references."""
        parts, at = [], 0
        marks = {note.key: note.mark for note in self.notes}
        for stretch, key in marked(text, self.notes, self.mark):
            parts.append(self._referring(text, at, at + len(stretch)))
            at += len(stretch)
            if key:
                parts.append(f"【注：{key}】")
                at += len(marks[key])
        return "".join(parts)

    def _referring(self, text: str, start: int, end: int) -> str:
        """Return a stretch with ``{{名}}`` in place of each figure that lies in it."""
        parts, at = [], start
        for reference in self.figures.references.get(text, ()):
            if at <= reference.start and reference.end <= end:
                parts.append(escaped(text[at : reference.start]))
                parts.append(f"{{{{{reference.ref}}}}}")
                at = reference.end
        parts.append(escaped(text[at:end]))
        return "".join(parts)

    def indicators(self) -> None:
        """Add 指标."""
        rows = rows_of(self.figures.entries)
        for row in ("", _ABOUT, "指标:") if rows else ():
            self.put(row)
        for row, at in rows:
            self.put(row, at)

    def line(self, key: str, piece: Piece | None, indent: str) -> None:
        """Add a text that is one line."""
        if piece is not None:
            self.put(f"{indent}{key}: {scalar(self.said(piece.text))}", piece.at)

    def prose(self, key: str, pieces: Sequence[Piece], indent: str, *, apart: bool = False) -> None:
        """Add paragraphs, one empty row between two; ``apart`` puts one before the key."""
        if not pieces:
            return
        if apart:
            self.put("")
        texts = [self.said(piece.text) for piece in pieces]
        if any(ESCAPED.search(text) for text in texts):
            whole = quoted("\n\n".join(texts))
            self.put(f"{indent}{key}: {whole}", pieces[0].at)
            return
        self.put(f"{indent}{key}: {_block(texts[0])}", pieces[0].at)
        for number, (piece, text) in enumerate(zip(pieces, texts, strict=True)):
            if number:
                self.put("")
            for row in wrapped(text):
                self.put(f"{indent}  {row}", piece.at)

    def verbatim(self, key: str, text: str, indent: str, at: int) -> None:
        """Add 原文."""
        if not text or ESCAPED.search(text) or text.endswith("\n"):
            closed = f"{text}\n" if not text or text.endswith("\n") else text
            self.put(f"{indent}{key}: {quoted(closed)}", at)  # the last line end is the block's own
            return
        self.put(f"{indent}{key}: {_block(text)}", at)
        for row in text.split("\n"):
            self.put(f"{indent}  {row}" if row else "", at)

    def style(self, style: Style) -> None:
        """Add 体例 where it says more than the defaults."""
        rows = [
            ("章节编号", style.numbering, _STYLE.numbering),
            ("标题句号", "有" if style.heading_stop else "无", "无"),
            ("段首句", style.lead, _STYLE.lead),
            ("分条", style.item_mark, _STYLE.item_mark),
            ("总标题", "有" if style.titled else "无", "有"),
            ("条目序号", style.item_number or "无", _STYLE.item_number),
            ("条目分段", "是" if style.items_apart else "否", "否"),
        ]
        found = [f"  {key}: {scalar(value)}" for key, value, usual in rows if value != usual]
        if style.levels:
            found += ["  各级编号:", *(f"    - {scalar(kind)}" for kind in style.levels)]
        self._group("体例:", found)

    def txt(self, form: TxtForm) -> None:
        """Add 纯文本 where it says more than the defaults."""
        rows = [
            ("缩进", form.indent, _TXT.indent),
            ("章节缩进", form.heading_indent, _TXT.heading_indent),
            ("标题缩进", form.title_indent, _TXT.title_indent),
            ("标题分行", "照分" if form.title_lines else "不分", "不分"),
            ("题下缩进", form.under_indent, _TXT.under_indent),
            ("标点", form.punctuation, _TXT.punctuation),
            ("连接号", form.hyphen, _TXT.hyphen),
            ("段间空行", form.between, _TXT.between),
            ("标题后空行", form.after_title, _TXT.after_title),
            ("题下空行", form.under_title, None),
            ("主送前空行", form.before_addressee, None),
            ("正文前空行", form.before_text, None),
            ("章节前空行", form.before_heading, None),
            ("章节后空行", form.after_heading, None),
            ("脚注前空行", form.before_notes, _TXT.before_notes),
            ("脚注间空行", form.between_notes, _TXT.between_notes),
            ("脚注标记", form.note_mark, _TXT.note_mark),
            ("脚注标题", form.notes_title, _TXT.notes_title),
            ("脚注词条", "另行" if form.term_alone else "接排", "接排"),
            ("落款位置", form.signature, _TXT.signature),
            ("落款缩进", form.organ_indent, _TXT.organ_indent),
            ("日期缩进", form.date_indent, _TXT.date_indent),
            ("落款前空行", form.before_signature, None),
            ("落款间空行", form.in_signature, None),
            ("落款次序", "日期在前" if form.date_first else "单位在前", "单位在前"),
        ]
        found = [f"  {k}: {scalar(str(v))}" for k, v, usual in rows if v != usual]
        if form.wrap is not None:
            width, unit, kinsoku, whole = form.wrap
            found += ["  折行:", f"    宽度: {width}", f"    单位: {unit}"]
            found += [f"    避头尾: {kinsoku}"] if kinsoku != KINSOKU[0] else []
            found += ["    整词: 是"] if whole else []
        self._group("纯文本:", found)

    def _group(self, head: str, rows: Sequence[str]) -> None:
        for row in ("", head, *rows) if rows else ():
            self.put(row)

    def part(self, part: Part, indent: str) -> None:
        """Add a part and the parts in it."""
        first = len(self.written.rows)
        inner = f"{indent}  "
        if part.title:
            self.line("标题", Piece(part.title, part.at, part.at), inner)
            if not part.mark or part.own_mark:
                self.put(f"{inner}编号: {scalar(part.mark or '无')}")
            if part.run_in:
                self.put(f"{inner}接排: 是")
        if part.lead:
            self.put(f"{inner}段首句: {part.lead}")
        self.prose("开头", part.opening, inner)
        if part.items:
            self.put(f"{inner}事项:")
            for item in part.items:
                self._item(item, f"{inner}  ")
        if part.parts:
            self.put(f"{inner}章节:")
            for within in part.parts:
                self.part(within, f"{inner}  ")
        self._dash(first, indent)

    def _item(self, item: Item, indent: str) -> None:
        first = len(self.written.rows)
        inner = f"{indent}  "
        if item.lead:
            self.line("段首句", Piece(item.lead, item.at, item.at), inner)
        if item.body is not None and item.body.verbatim:
            self.verbatim("原文", item.body.text, inner, item.body.at)
        elif item.body is not None:
            self.prose("正文", [item.body], inner)
        self._dash(first, indent)

    def _dash(self, row: int, indent: str) -> None:
        """Make the row the first of a list item."""
        rows = self.written.rows
        rows[row] = f"{indent}- {rows[row][len(indent) + 2 :]}"

    def end(self, draft: Draft) -> None:
        """Add what follows the parts."""
        if draft.notes:
            self.put("")
            self.put("脚注:")
            for note in draft.notes:
                piece = Piece(note.text, note.at, note.at)
                self.prose(scalar(note.key), [piece], "  ")
        problems = draft.problems
        if problems is not None:
            self.put("")
            self.put("存在问题:")
            self.line("标题", problems.title, "  ")
            self.prose("过渡语", [problems.transition], "  ")
            if problems.entries:
                self.put("  条目:")
            for entry in problems.entries:
                self.put(f"    - {scalar(self.said(entry.text))}", entry.at)
        self.prose("结尾", draft.closing, "", apart=True)
        if draft.date is not None or draft.organ is not None:
            self.put("")
        self.line("落款", draft.organ, "")
        self.line("成文日期", draft.date, "")


def _block(text: str) -> str:
    """Return the sign of a block scalar; with a digit where it begins with blanks."""
    return "|2" if text[:1] in {" ", "\t", "\n"} else "|"
