"""Patterns and texts of numbers are compared in stand-ins: nothing may become something else."""

from __future__ import annotations

import sys

import pytest

from zongjie.model import _forms as forms

SPECIAL = forms._NO_LETTERS + forms._LETTERS


def test_each_character_of_a_set_has_a_stand_in_of_its_own() -> None:
    stand_ins = [forms._STAND_INS[ord(char)] for char in SPECIAL]
    assert len(set(stand_ins)) == len(SPECIAL)
    kept = {chr(code) for code in range(256) if code not in forms._STAND_INS}
    assert kept.isdisjoint(map(chr, stand_ins))
    assert max(stand_ins) < 256


def test_no_other_character_becomes_one_of_them() -> None:
    own = {forms._STAND_INS[ord(char)] for char in SPECIAL}
    others = "".join(set(map(chr, range(sys.maxunicode + 1))) - set(SPECIAL))
    assert own.isdisjoint(map(ord, others.translate(forms._STAND_INS)))


def test_letters_stay_letters_and_no_other_becomes_one() -> None:
    assert forms._LETTERS.translate(forms._STAND_INS).isalpha()
    assert not any(map(str.isalnum, forms._NO_LETTERS.translate(forms._STAND_INS)))


@pytest.mark.parametrize("text", ["1\x01", "3Àà", "5\x85人", "1×2", "½", "十\x7f"])
def test_what_stands_in_is_not_read_where_it_was_written(text: str) -> None:
    read = [form.read(text) for form in (forms.NUMBER, forms.CHINESE, forms.RANGE)]
    assert all(texts is None or "".join(texts) == text for texts in read)
    assert ("À" in text) == any(read)
