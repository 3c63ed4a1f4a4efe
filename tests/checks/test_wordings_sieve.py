"""What is looked for before a wording's own pattern hides no wording."""

from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

# The room has a function of the same name.
wordings = import_module("zongjie.checks.wordings")
AROUND = st.sampled_from(["", "全年", "，", "2016年", "完成率", "\n"])


@pytest.mark.parametrize("number", range(len(wordings._ALL)))
@given(data=st.data())
def test_the_sieve_catches_every_text_that_has_a_wording(number: int, data: st.DataObject) -> None:
    slip = wordings._ALL[number]
    wording = data.draw(st.from_regex(slip.words))
    texts = [data.draw(AROUND) + wording + data.draw(AROUND), data.draw(AROUND)]
    assert (slip, 0) in wordings._caught(texts) or not wordings.re.search(slip.words, texts[0])


def test_a_text_without_them_is_not_searched() -> None:
    assert wordings._caught(["受理案件1400余万件，下水道疏通5次，千方百计，是大事。", ""]) == []
