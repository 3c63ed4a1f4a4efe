"""状态, 公开, 定稿 and composed sentences: what is printed, left out or refused."""

from __future__ import annotations

import pytest
from tests.reports import composed, prose

from zongjie import render
from zongjie.sources.report import load_text

REPORT = """\
标题: 题
指标:
  受理: 30件
  初步:
    数值: 40件
    状态: 初步数
  待报:
  缺报:
    状态: 缺报
  十一月:
    数值: 50件
    截至: 2016年11月30日
  年底:
    数值: 60件
    截至: 2016年12月31日
  密:
    数值: 70件
    公开: 否
  总: "{{合计（受理，初步）}}"
"""


def _said(text: str, **options: bool) -> tuple[str, list[str]]:
    outcome = composed(f"{REPORT}开头: |\n  {text}\n", **options)
    return outcome.text.removeprefix("题\n").removesuffix("\n"), outcome.codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("{{受理}}", []),
        ("{{初步}}", ["ZJ209"]),
        ("{{初步.单位}}", ["ZJ209"]),
        ("{{总}}", ["ZJ209"]),
        ("{{合计（受理，初步）}}", ["ZJ209"]),
        ("{{均为（受理，初步）}}", ["ZJ209"]),
        ("{{列举（受理，初步）}}", ["ZJ209"]),
        ("{{受理|占（初步）}}", ["ZJ209"]),
        ("{{待报}}", ["ZJ209", "ZJ309"]),
        ("{{缺报}}", ["ZJ209", "ZJ309"]),
        ("全年受理{{十一月}}", ["ZJ210"]),
        ("全年办理。受理{{十一月}}", []),
        ("1—11月受理{{十一月}}", []),
        ("全年受理{{年底}}", []),
        ("{% if 1 %}{{初步}}{% endif %}", ["ZJ209"]),
        ("{% for 项 in 指标 %}{% if 项.名称 == '初步' %}{{项}}{% endif %}{% endfor %}", ["ZJ209"]),
        ("词【注：甲】\n脚注:\n  甲: 有{{初步}}", ["ZJ209"]),
    ],
)
def test_what_a_final_text_refuses(text: str, codes: list[str]) -> None:
    assert sorted(_said(text, final=True)[1]) == codes


@pytest.mark.parametrize(
    ("as_of", "codes"),
    [
        ("2016年12月31日", []),
        ("12月底", []),
        ("2016年底", []),
        ("2017年1月8日", []),
        ("2016年11月30日", ["ZJ210"]),
        ("11月底", ["ZJ210"]),
        ("2015年12月31日", ["ZJ801", "ZJ210"]),
    ],
)
def test_a_whole_year_is_the_year_of_the_report(as_of: str, codes: list[str]) -> None:
    facts = f"甲:\n  数值: 3件\n  截至: {as_of}\n"
    assert prose("全年{{甲}}", facts, final=True).codes == codes


def test_a_draft_prints_what_a_final_text_refuses() -> None:
    assert _said("{{初步}}{{十一月}}{{待报}}") == ("40件50件【待补：待报】", ["ZJ309"])


def test_public_refuses_handwritten_prose_and_drops_the_rest() -> None:
    text, codes = _said("有{{密}}", public=True)
    assert (text, codes) == ("", ["ZJ311"])
    items = """\
章节:
  - 标题: 章
    事项:
      - 公开: 否
        正文: 密的{{密}}
      - 所用指标:
          - 密
          - 受理
      - 段首句: 头
        正文: 尾
"""
    outcome = composed(f"{REPORT}{items}", public=True)
    assert (outcome.text, outcome.codes) == ("题\n一、章\n全年受理30件。\n头。尾\n", [])
    whole = composed(f"{REPORT}{items}")
    assert "密的70件\n密为70件，受理30件。\n" in whole.text


@pytest.mark.parametrize(
    ("item", "printed"),
    [
        ("所用指标:\n          - 受理\n          - 年底", "全年受理30件，年底为60件。"),
        ("举措: 干了。\n        所用指标:\n          - 受理", "干了。全年受理30件。"),
        (
            "举措: |\n          甲。\n\n          乙。\n        所用指标:\n          - 受理",
            "甲。\n乙。全年受理30件。",
        ),
        ("所用指标:\n          - 年底\n          - 受理", "年底为60件，受理30件。"),
        ("段首句: 头\n        所用指标:\n          - 受理", "头。全年受理30件。"),
    ],
)
def test_composed_sentences(item: str, printed: str) -> None:
    outcome = composed(f"{REPORT}章节:\n  - 标题: 章\n    事项:\n      - {item}\n")
    assert (outcome.text, outcome.codes) == (f"题\n一、章\n{printed}\n", [])


def test_a_composed_sentence_counts_for_a_final_text_and_its_faults_are_marked() -> None:
    start = f"{REPORT}章节:\n  - 标题: 章\n    事项:\n      - 所用指标:\n          - "
    assert composed(f"{start}初步\n", final=True).codes == ["ZJ209"]
    assert composed(f"{start}待报\n").codes == ["ZJ309"]
    assert sorted(composed(f"{start}待报\n", final=True).codes) == ["ZJ209", "ZJ309"]
    (found,) = composed(f"{start}没有\n").diagnostics
    assert found.code == "ZJ301"
    assert found.span is not None
    assert found.span.text == "没有"


def test_not_applicable_is_an_error_in_prose() -> None:
    assert prose("有{{甲}}", "甲:\n  状态: 不适用\n").codes == ["ZJ308"]
    assert prose("有", "甲:\n  状态: 不适用\n").codes == []


def test_a_figure_still_to_come_cannot_be_muted() -> None:
    outcome = composed(f"{REPORT}开头: 有{{{{待报}}}}\n检查:\n  ZJ309: 知道了\n")
    assert sorted(outcome.codes) == ["ZJ120", "ZJ309"]


def test_what_is_zero_or_still_to_come_is_nothing_to_an_if() -> None:
    indicators = "  火灾: 0起\n  走访: 2家\n  信访:\n    同比: 下降34%\n  待:\n"
    prose = "".join(
        f"{{% if {name} %}}有{{% else %}}无{{% endif %}}" for name in ("火灾", "走访", "信访", "待")
    )
    loaded = load_text(f"标题: 题\n指标:\n{indicators}开头: |\n  {prose}，{{{{火灾}}}}。\n")
    rendered = render(loaded, "txt")
    assert rendered.outputs["txt"].decode().splitlines()[-1] == "　　无有有无，0起。"


@pytest.mark.parametrize("reference", ["甲.口径", "列举（甲.口径）"])
def test_the_office_s_own_words_never_reach_a_public_copy(reference: str) -> None:
    text = f"标题: 题\n指标:\n  甲:\n    数值: 3家\n    口径: 内部\n开头: 见{{{{{reference}}}}}。\n"
    rendered = render(load_text(text), "txt", public=True)
    assert [d.code for d in rendered.diagnostics] == ["ZJ317"]
