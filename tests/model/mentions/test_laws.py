"""What holds of every text."""

import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongjie.model.mentions import Mention, MentionKind, scan

WORDS = (
    "完成 走访 企业 居民 ， 。 、 （ ） “ ” 《 》 : ； 12 3.5 １２ 1,234 9058 0 百 千 万 亿 两 "
    "十 一 三 零 "
    "家 户 人次 个 平方米 % ％ 元 个百分点 倍 成 同比 增长 下降 约 近 余 多 超 左右 以上 年 月 "
    "日 2020 "
    "第 批 号 弄 - ～ 至 + / . 其中 分别 从 提高到 的 均为 达 共 累计 全年 等 率 零发生 翻番 "
    "三分之一 "
    "20xx A 5G PM2.5"
)
PIECES = st.sampled_from([*WORDS.split(), "\n", "\t", "\u3000", "\u00a0", "\r", " "])
SENTENCES = st.lists(PIECES, max_size=40).map("".join)
TEXTS = st.one_of(st.text(), SENTENCES)


def check(text: str, mentions: list[Mention]) -> None:
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        end = mention.end
        if mention.kind is MentionKind.INDICATOR:
            for part in mention.value.replace(":", "~").split("~"):
                Fraction(part)
        else:
            assert mention[4:] == ("",) * 6


@given(TEXTS)
def test_mentions_are_slices_in_order_with_readable_values(text: str) -> None:
    check(text, scan(text))


@given(st.text(st.characters(codec=None), max_size=60))
def test_any_code_points(text: str) -> None:
    check(text, scan(text))


@given(SENTENCES, SENTENCES)
def test_a_paragraph_added_changes_nothing_before_it(first: str, second: str) -> None:
    whole = first + "。\n\n" + second
    mentions = scan(first + "。\n\n")
    assert [m for m in scan(whole) if m.start <= len(first)] == mentions


@given(SENTENCES)
def test_the_same_text_the_same_mentions(text: str) -> None:
    assert scan(text) == scan(text)


HOSTILE = {
    "digits": "1" * 100_000,
    "open brackets": "(" * 100_000,
    "close brackets": ")" * 100_000,
    "quotes": "“" * 100_000,
    "pairs": "“”" * 50_000,
    "qualifiers": "近" * 100_000,
    "numerals": "十" * 100_000,
    "groups": "123," * 25_000,
    "points": "1." * 50_000,
    "ranges": "1-" * 50_000,
    "ratios": "1:" * 50_000,
    "lists": "1、" * 50_000,
    "attributes": "市、" * 50_000 + "3个",
    "blanks": "1 " * 50_000,
    "lines": "1\n" * 50_000,
    "verbs": "同比增长" * 25_000 + "1%",
    "shares": "占" * 100_000 + "1%",
    "counts": "两个" * 50_000,
    "shares of": "1%的" * 30_000,
    "zero words": "“零发生”" * 20_000,
    "dated": "2020年1%" * 15_000,
    "bracketed": "1人(其中1人)" * 12_000,
    "torn lines": "人\n1个" * 25_000,
    "turns": "1个增至" * 25_000,
    "like nouns": "老党员、困难党员、" * 11_000 + "1人",
    "changes": "增速1%，" * 20_000,
    "parts": "其中：甲1人；" * 14_000,
    "rates": "1元/人月" * 20_000,
    "surrogates": "\ud800" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_linear_time(name: str) -> None:
    text = HOSTILE[name]
    began = time.process_time()
    check(text, scan(text))
    assert time.process_time() - began < 15
