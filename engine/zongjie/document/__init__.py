"""文稿: the tree that writers print and readers return.

It knows neither the model nor any file format.  Texts carry where they came
from (``origin``) and, where an indicator printed them, its reference
(``value``); neither counts when two documents are compared.
"""

from zongjie.document.tree import (
    ATTACHMENT,
    Addressee,
    Annex,
    Attachments,
    Block,
    Document,
    Heading,
    Inline,
    Inlines,
    Note,
    Paragraph,
    Run,
    Signature,
    Subtitle,
    Table,
    Title,
    Verbatim,
    attachment_lines,
    footnotes,
    inlines_of,
    plain,
    runs_of,
    text_of,
)

__all__ = [
    "ATTACHMENT",
    "Addressee",
    "Annex",
    "Attachments",
    "Block",
    "Document",
    "Heading",
    "Inline",
    "Inlines",
    "Note",
    "Paragraph",
    "Run",
    "Signature",
    "Subtitle",
    "Table",
    "Title",
    "Verbatim",
    "attachment_lines",
    "footnotes",
    "inlines_of",
    "plain",
    "runs_of",
    "text_of",
]
