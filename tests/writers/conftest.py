"""What is printed once a session and measured by several tests."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from long_report import long_report
from printed import Printed, Text, matched
from profiled import default
from zongjie import load
from zongjie.document import Document
from zongjie.pipeline import check
from zongjie.writers import docx

EXAMPLES = Path(__file__).parents[2] / "examples"

Print = Callable[[bytes], Printed]
Measured = Callable[[str], tuple[Printed, list[Text]]]


def _document(name: str) -> Document:
    if name == "三十页":
        return long_report()
    document = check(load(EXAMPLES / name)).document
    assert document is not None
    return document


@pytest.fixture(scope="session")
def printing(
    soffice: str, pdftoppm: str, fonts: None, tmp_path_factory: pytest.TempPathFactory
) -> Print:
    """Return what prints a .docx with LibreOffice and the fonts of docs/fonts.conf."""
    return lambda data: Printed(soffice, tmp_path_factory.mktemp("printed"), data)


@pytest.fixture(scope="session")
def measured(printing: Print) -> Measured:
    """Return what gives a printed report by its name, and its paragraphs with their lines."""

    @cache
    def printed_once(name: str) -> tuple[Printed, list[Text]]:
        document = _document(name)
        printed = printing(docx.write(document, default()))
        return printed, matched(printed, document)

    return printed_once
