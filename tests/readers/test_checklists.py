"""What a reader says of itself, at the top of its file, is held by its tests."""

from __future__ import annotations

import re
from pathlib import Path

from zongjie.readers import docx, files, markdown, web
from zongjie.readers.kinds import Kind

TESTS = Path(__file__).parent


def test_every_element_that_is_named_is_met_in_a_test() -> None:
    named = set(re.findall("``([A-Za-z]+)``", docx.__doc__ or ""))
    written = "".join(path.read_text(encoding="utf-8") for path in TESTS.glob("test_*.py"))
    written += (TESTS.parent / "word_files.py").read_text(encoding="utf-8")
    met = set(re.findall(r"(?:<(?:w|m|v|a|o|mc|w15):|\")([A-Za-z]+)", written))
    assert len(named) > 40
    assert named - met == set()


def test_every_kind_of_file_is_on_the_list() -> None:
    words = (files.__doc__ or "").lower()
    suffixes = files._SUFFIXES.keys() - {".markdown", ".htm", ".html", ".mhtml"}
    assert {suffix for suffix in suffixes if suffix not in words} == set()
    named = {Kind.PDF: ".pdf", Kind.PICTURE: "pictures"}
    named[Kind.ARCHIVE] = "archives"
    assert [kind for kind in files._HINTS if named[kind] not in words] == []


def test_every_reader_has_a_list() -> None:
    for module in (docx, files, markdown, web):
        said = module.__doc__ or ""
        assert "- [x] " in said
        assert "- [ ] " in said
