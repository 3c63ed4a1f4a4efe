"""The ids of the styles, shared by the stylesheet and the writer of bodies.

Built-in styles keep the ids Word gives them, so that its navigation pane, its
table of contents and other people's tools find the headings.
"""

from __future__ import annotations

from typing import Final

NORMAL: Final = "Normal"
TITLE: Final = "Title"
HEADINGS: Final = ("Heading1", "Heading2", "Heading3", "Heading4")
BODY: Final = "BodyText"
FOOTNOTE_TEXT: Final = "FootnoteText"
FOOTNOTE_REFERENCE: Final = "FootnoteReference"
FOOTER: Final = "Footer"
SUBTITLE: Final = "Subtitle"
ADDRESSEE: Final = "Salutation"
ORGAN: Final = "Signature"
DATE: Final = "Date"
TABLE_GRID: Final = "TableGrid"

LEAD: Final = "Lead"
HEADING_NUMBER: Final = "HeadingNumber"
VERBATIM: Final = "Verbatim"
VERBATIM_FIRST: Final = "VerbatimFirst"
TABLE_TEXT: Final = "TableText"
TABLE_HEADING: Final = "TableHeading"
SEPARATOR: Final = "Separator"
ATTACHMENT: Final = "Attachment"
ANNEX_LABEL: Final = "AnnexLabel"
ANNEX_TITLE: Final = "AnnexTitle"
CHART: Final = "Chart"
CHART_TITLE: Final = "ChartTitle"
NOTE_MARK: Final = "NoteMark"
NOTE_TITLE: Final = "NoteTitle"
NOTE_TEXT: Final = "NoteText"
NOTE_NUMBER: Final = "NoteNumber"
COMMENT_TEXT: Final = "CommentText"
COMMENT_REFERENCE: Final = "CommentReference"
PARAGRAPH_NUMBER: Final = "ParagraphNumber"
GLOSSARY_TITLE: Final = "GlossaryTitle"

DEFAULT_CHARACTER: Final = "DefaultParagraphFont"
DEFAULT_TABLE: Final = "TableNormal"
