"""What in a text is last year's: found where it stands, with the next one proposed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongjie.rolling import years
from zongjie.rolling.clues import Kind, Years, by_sentence, clues, next_in, next_number

BOTH = Years(2020, 2021)


def found(text: str, both: Years = BOTH) -> list[tuple[str, str, str]]:
    return [(clue.kind.value, clue.text, clue.after) for clue in clues(text, both)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020年是不平凡的一年", [("年份", "2020年", "{{年份}}年")]),
        ("二〇二〇年", [("年份", "二〇二〇年", "二〇二一年")]),
        ("２０２０年度", [("年份", "２０２０年度", "{{年份}}年度")]),
        ("2019—2020年度全国", [("年份", "2019—2020年度", "{{上一年}}—{{年份}}年度")]),
        ("2021年1月前", [("年份", "2021年1月", "{{下一年}}年1月")]),
        ("2020年8月—2021年1月", [("年份", "2020年8月—2021年1月", "{{年份}}年8月—{{下一年}}年1月")]),
        ("2019—2020学年", [("年份", "2019—2020学年", "{{上一年}}—{{年份}}学年")]),
        ("沪府〔2020〕3号", [("年份", "2020", "{{年份}}")]),
        ("2020全年", [("年份", "2020全年", "{{年份}}全年")]),
        ("2011—2015年先进", [("年份", "2011—2015年", "")]),
        ("到2035年建成", [("年份", "2035年", "")]),
        ("2020-12-31止", [("年份", "2020-12-31", "{{年份}}-12-31")]),
        ("“十三五”圆满收官", [("年份", "十三五", "十四五")]),
        ("“十四五”规划编制", []),
        ("去年12月", [("去年", "去年", ""), ("日期", "12月", "")]),
        ("力争明年5月前", [("去年", "明年", ""), ("日期", "5月", "")]),
        ("如今年轻人以前年度基本年限", []),
        ("收官之年，改革元年", [("去年", "收官之年", ""), ("去年", "元年", "")]),
        ("今明两年，本届", [("去年", "今明两年", ""), ("去年", "本届", "")]),
        ("有生之年", []),
        ("本年12345热线", []),
        ("前三季度，第4季度", [("日期", "前三季度", ""), ("日期", "第4季度", "")]),
        ("3月5日", [("日期", "3月5日", "")]),
        ("一季度和上半年", [("日期", "一季度", ""), ("日期", "上半年", "")]),
        ("过去的一年，每季度8:30", []),
        ("第八批", [("第几", "第八批", "第九批")]),
        ("第3届", [("第几", "第3届", "第4届")]),
        ("第十九次", [("第几", "第十九次", "第二十次")]),
        ("第一个", [("第几", "第一个", "")]),
        (
            "首批，首届，首次，首个",
            [
                *(("第几", "首批", "第二批"), ("第几", "首届", "第二届")),
                *(("第几", "首次", ""), ("第几", "首个", "")),
            ],
        ),
        ("首先，位居首位，首个人工岛", []),
        ("第一时间到第三方", []),
        ("十九届五中全会", [("第几", "十九届五中全会", "十九届六中全会")]),
        ("区十六届人大五次会议", [("第几", "十六届人大五次会议", "十六届人大六次会议")]),
        ("连续七年", [("连续", "连续七年", "连续八年")]),
        ("连续第3年", [("连续", "连续第3年", "连续第4年")]),
        ("三连冠", [("连续", "三连冠", "四连冠")]),
        ("建校10周年", [("连续", "10周年", "11周年")]),
        ("惠及4720人次", [("数", "4720人次", "")]),
        ("延长西路220弄、“3+1”制度、六方面", []),
        ("{{年份}}年完成{{受理}}，{{第三届.批次}}【注：2020年】", []),
        ("{{受理}}2台", [("数", "2台", "")]),
        ("\\{{甲", []),
    ],
)
def test_what_is_found_and_what_is_proposed(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert found(text) == expected


def test_a_sentence_says_its_clues_of_a_kind_together() -> None:
    text = "第八批12户，第九批3户。去年\n  5家！\n\n第二届"
    groups = [[clue.text for clue in group] for group in by_sentence(text, clues(text, BOTH))]
    assert groups == [["第八批", "第九批"], ["12户", "3户"], ["去年"], ["5家"], ["第二届"]]


def test_the_next_number_is_written_like_the_one_before() -> None:
    assert [next_number(sign) for sign in ("8", "９", "八", "两", "九十九", "〇二")] == [
        *("9", "10", "九", "三", "一百", ""),
    ]
    assert [next_in(text) for text in ("第五批", "连续七年", "538户", "")] == [
        *("第六批", "连续八年", "", ""),
    ]


@pytest.mark.parametrize(
    ("title", "moved"),
    [
        ("甘泉路街道2020年工作总结", "甘泉路街道2021年工作总结"),
        ("2020年工作总结和2021年工作计划", "2021年工作总结和2022年工作计划"),
        ("二○二○年工作总结", "二○二一年工作总结"),
        ("2016—2020年规划总结", "2016—2020年规划总结"),
        ("迎接2021年", "迎接2021年"),
        ("12020年20201", "12020年20201"),
    ],
)
def test_a_title_moves_with_its_report(title: str, moved: str) -> None:
    assert years.moved_title(title, 2020, 2021) == moved


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        ("2020年12月31日", "2021年12月31日"),
        ("2020-11-30", "2021-11-30"),
        ("2020年2月29日", "2021年2月28日"),
        ("2020-02-29", "2021-02-28"),
        ("11月30日", "11月30日"),
        ("２０２０年底", "２０２１年底"),
    ],
)
def test_a_day_moves_with_its_report(day: str, moved: str) -> None:
    assert years.moved_day(day, 1) == moved


@given(
    st.text(
        st.sampled_from("2020年第八批届次连续去今明一二十〇月日{}【】注：\n。—-、12 ")
        | st.characters()
    )
)
def test_clues_lie_in_the_text_in_order_and_apart(text: str) -> None:
    last = 0
    for clue in clues(text, BOTH):
        assert last <= clue.start < clue.end <= len(text)
        last = clue.end
        if clue.kind is not Kind.FIGURE:
            assert text[clue.start : clue.end] == clue.text


def test_a_hostile_text_takes_linear_time() -> None:
    for piece in ("第", "2020—", "连续一", "{{", "十一二", "【注：", "一届", "2020年1月—"):
        start = time.process_time()
        clues(piece * (60_000 // len(piece)), BOTH)
        assert time.process_time() - start < 5
