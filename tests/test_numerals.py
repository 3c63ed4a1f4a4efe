"""Chinese numerals are read and written without a slip."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongjie.numerals import LIMIT, from_chinese, to_chinese

WRITTEN = {
    0: "零",
    6: "六",
    10: "十",
    11: "十一",
    20: "二十",
    99: "九十九",
    100: "一百",
    101: "一百零一",
    110: "一百一十",
    1001: "一千零一",
    10000: "一万",
    100000: "十万",
    12345678: "一千二百三十四万五千六百七十八",
    10**8: "一亿",
    10**8 + 1000: "一亿零一千",
    10**8 + 10: "一亿零一十",
    10**12: "一万亿",
}


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize("n", WRITTEN)
def test_a_number_is_written_as_it_is_read_aloud(n: int) -> None:
    assert to_chinese(n) == WRITTEN[n]


@given(st.one_of(st.integers(0, LIMIT - 1), st.integers(0, 10**6), st.integers(0, 99)))
def test_what_is_written_reads_back(n: int) -> None:
    assert from_chinese(to_chinese(n)) == n


@given(st.integers(1, 99), st.integers(0, 15), st.integers(0, 99), st.integers(0, 13))
def test_numbers_full_of_gaps_read_back(a: int, i: int, b: int, j: int) -> None:
    n = (a * 10**i + b * 10**j) % LIMIT
    assert from_chinese(to_chinese(n)) == n


@pytest.mark.parametrize(
    ("numeral", "n"),
    [
        ("两", 2),
        ("两百", 200),
        ("两万两千", 22000),
        ("一十", 10),
        ("一百十五", 115),
        ("一百五", 150),
        ("一万五", 15000),
        ("一百〇五", 105),
        ("〇", 0),
    ],
)
def test_colloquial_numerals_are_read(numeral: str, n: int) -> None:
    assert from_chinese(numeral) == n


@pytest.mark.parametrize(
    "text",
    [
        "",
        *words(
            "12 人 十余 三四 二〇一六 万一 百 千 一千五十 一百零五十 "
            "十零五 一万万 零五 五零 一十十 十百 三点五"
        ),
    ],
)
def test_what_is_not_well_formed_is_none(text: str) -> None:
    assert from_chinese(text) is None


@given(st.text("零〇一二两三九十百千万亿", max_size=9))
def test_reading_never_fails(text: str) -> None:
    n = from_chinese(text)
    assert n is None or n >= 0


@pytest.mark.parametrize("n", [-1, LIMIT])
def test_a_number_out_of_reach_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match=str(n)):
        to_chinese(n)


def test_numerals_below_a_myriad_do_without_cn2an() -> None:
    code = (
        "import sys; from zongjie.numerals import to_chinese, from_chinese;"
        "[from_chinese(to_chinese(n)) for n in range(10_000)];"
        "sys.exit('cn2an' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_is_written_here_is_what_cn2an_writes() -> None:
    import cn2an

    ours = [to_chinese(n) for n in range(10_000)]
    assert ours == [cn2an.an2cn(n, "low") for n in range(10_000)]
