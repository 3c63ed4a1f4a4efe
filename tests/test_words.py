"""Text is cut into words, whatever the text is."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import example, given
from hypothesis import strategies as st

from zongjie.words import words


def test_a_title_comes_in_words() -> None:
    assert words("街道2016年工作总结") == ("街道", "2016", "年", "工作", "总结")


@given(st.text(st.characters(), max_size=80))
@example("")
@example("总\ud83d结\ude00")
@example("e\u0301\u200d\r\n\x00总\ufffe结")
def test_the_words_are_the_text(text: str) -> None:
    found = words(text)
    assert "".join(found) == text
    assert all(found)


def test_a_text_of_a_million_characters_is_cut() -> None:
    text = ("中华人民共和国" + "a" * 13) * 50_000
    assert "".join(words(text)) == text


def test_the_dictionary_is_loaded_only_when_words_are_asked_for() -> None:
    code = "import sys, zongjie.words; sys.exit('rjieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
