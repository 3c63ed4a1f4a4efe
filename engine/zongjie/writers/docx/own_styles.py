"""The styles that only some documents use, most of them unknown to Word by name."""

from __future__ import annotations

from collections.abc import Iterator

from zongjie.model.profile import Profile
from zongjie.writers.docx import names, styling
from zongjie.writers.docx.marks import AFTER_TEXT
from zongjie.writers.docx.styling import Style


def own_styles(profile: Profile) -> Iterator[Style]:
    """Yield them: of the text, its tables, annexes, charts, and footnotes that are text."""
    yield from _of_text(profile)
    yield from _of_tables(profile)
    yield from _annexes(profile)
    yield from _charts(profile)
    yield from _definitions(profile)
    yield from _of_proof(profile)


def _of_text(profile: Profile) -> Iterator[Style]:
    pitch = profile.twips("正文", "行距")
    lead = styling.font(profile.text("段首句", "字体"))
    own = lead if profile.text("段首句", "字体") != profile.text("正文", "字体") else {}
    bold = styling.BOLD if profile.says("段首句", "加粗") else {}
    yield styling.own(
        names.LEAD, "段首句", "character", names.DEFAULT_CHARACTER, run={**own, **bold}
    )
    yield styling.own(names.HEADING_NUMBER, "标题序号", "character", names.DEFAULT_CHARACTER)
    yield styling.own(
        names.VERBATIM,
        "原文",
        "paragraph",
        names.NORMAL,
        paragraph={**styling.FLUSH, **styling.LEFT},
    )
    yield styling.own(names.VERBATIM_FIRST, "原文首行", "paragraph", names.VERBATIM)._replace(
        follow=names.VERBATIM
    )
    # 附件说明: one line below the text (7.3.4, 规定).
    yield styling.own(
        names.ATTACHMENT,
        "附件说明",
        "paragraph",
        names.NORMAL,
        paragraph={**styling.STAY, **styling.LEFT, **styling.line(pitch, before=str(pitch))},
    )
    # Looks like the body: somebody may start to type there.
    yield styling.own(names.SEPARATOR, "分隔行", "paragraph", names.BODY)._replace(
        follow=names.BODY
    )


def _of_tables(profile: Profile) -> Iterator[Style]:
    # Lines as high as they need: exact ones cut off what is larger (实务).
    yield styling.own(
        names.TABLE_TEXT,
        "表格文字",
        "paragraph",
        names.NORMAL,
        paragraph={
            **styling.OFF_GRID,
            **styling.LEFT,
            "spacing": {"line": "320", "lineRule": "auto"},
        },
        run={**styling.size(profile.half_points("表格", "字号")), **styling.EVEN},
    )
    yield styling.own(
        names.TABLE_HEADING,
        "表头文字",
        "paragraph",
        names.TABLE_TEXT,
        paragraph=styling.CENTRE,
        run=styling.font(profile.text("表格", "表头字体")),
    )


def _charts(profile: Profile) -> Iterator[Style]:
    """Yield the styles of a chart and of its title, which stands below it (实务)."""
    pitch = profile.twips("正文", "行距")
    # Lines as high as they need, or Word would cut the chart off to one line.
    yield styling.own(
        names.CHART,
        "图",
        "paragraph",
        names.NORMAL,
        paragraph={**styling.STAY, **styling.OFF_GRID, **styling.CENTRE},
    )._replace(follow=names.CHART_TITLE)
    yield styling.own(
        names.CHART_TITLE,
        "图题",
        "paragraph",
        names.NORMAL,
        paragraph={**styling.CENTRE, **styling.line(pitch, after=str(pitch // 2))},
        run={
            **styling.font(profile.text("表格", "表头字体")),
            **styling.size(profile.half_points("表格", "字号")),
            **styling.EVEN,
        },
    )._replace(follow=names.BODY)


def _annexes(profile: Profile) -> Iterator[Style]:
    """Yield the styles of a 附件."""
    pitch = profile.twips("正文", "行距")
    # A new page; 附件 in 三号黑体 flush left on its first line (7.3.7, 规定).
    yield styling.own(
        names.ANNEX_LABEL,
        "附件序号",
        "paragraph",
        names.NORMAL,
        paragraph={**styling.STAY, **styling.LEFT, "pageBreakBefore": {}},
        run=styling.font(profile.text("一级标题", "字体")),
    )._replace(follow=names.ANNEX_TITLE)
    # The title centred on the third line (7.3.7, 规定).
    line = profile.twips("标题", "行距")
    centred = {
        **styling.STAY,
        **styling.CENTRE,
        **styling.DENSE,
        **styling.line(line, before=str(pitch), after=str(pitch)),
    }
    yield styling.own(
        names.ANNEX_TITLE,
        "附件标题",
        "paragraph",
        names.NORMAL,
        paragraph=centred,
        run=styling.large(profile),
    )._replace(follow=names.BODY)
    yield styling.own(
        names.GLOSSARY_TITLE,
        "名词解释标题",
        "paragraph",
        names.NORMAL,
        paragraph={**centred, "pageBreakBefore": {}},
        run=styling.large(profile),
    )._replace(follow=names.NOTE_TEXT)


def _definitions(profile: Profile) -> Iterator[Style]:
    """Yield the styles of footnotes that are text, behind the text or on a page of their own."""
    pitch = profile.twips("正文", "行距")
    yield styling.own(
        names.NOTE_TITLE,
        "注释标题",
        "paragraph",
        names.NORMAL,
        paragraph={
            **styling.STAY,
            **styling.indent(profile),
            **styling.line(pitch, before=str(pitch)),
        },
        run=styling.font(profile.text("一级标题", "字体")),
    )._replace(follow=names.NOTE_TEXT)
    small = profile.text("脚注", "位置") == AFTER_TEXT
    run = (
        {**styling.size(profile.half_points("脚注", "字号")), **styling.EVEN}
        if small
        else styling.NONE
    )
    loose = styling.OFF_GRID if small else styling.NONE
    yield styling.own(
        names.NOTE_TEXT,
        "注释",
        "paragraph",
        names.NORMAL,
        paragraph={**styling.indent(profile), **loose},
        run=run,
    )
    yield styling.own(names.NOTE_NUMBER, "注释序号", "character", names.DEFAULT_CHARACTER)
    raised = {"vertAlign": styling.val("superscript")}
    yield styling.own(names.NOTE_MARK, "注释标记", "character", names.DEFAULT_CHARACTER, run=raised)


def _of_proof(profile: Profile) -> Iterator[Style]:
    """Yield the styles of the proof copy: comments, and numbers in the left margin."""
    small = {**styling.size(profile.half_points("脚注", "字号")), **styling.EVEN}
    yield Style(
        names.COMMENT_TEXT,
        "annotation text",
        base=names.NORMAL,
        paragraph={**styling.LEFT, **styling.OFF_GRID},
        run=small,
    )
    yield Style(
        names.COMMENT_REFERENCE,
        "annotation reference",
        "character",
        names.DEFAULT_CHARACTER,
        run=styling.size(16),
    )
    yield styling.own(
        names.PARAGRAPH_NUMBER,
        "段号",
        "paragraph",
        names.NORMAL,
        paragraph={"jc": styling.val("right")},
        run={**small, "color": styling.val("7F7F7F")},
    )
