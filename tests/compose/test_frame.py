"""What stands round the text: title lines, 副标题, 署名, 主送, 附件说明, 附件."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports import composed, document_of
from zongjie.document import Addressee, Annex, Attachments, Signature, Subtitle, Title, text_of
from zongjie.sources.report import load_text

TEXT = "开头: 一年来，各项工作有序推进。\n落款: 某某街道办事处\n成文日期: 2017年1月8日\n"
TABLE = "附表: {}\n指标:\n  甲: 3件\n"


def _blocks(yaml: str) -> list[object]:
    return list(document_of(load_text(yaml)).blocks)


def test_everything_stands_where_the_standard_puts_it() -> None:
    more = "副标题: ——在年度工作会议上\n署名: 某某街道办事处\n主送: 区委、区政府\n附件: 工作安排\n"
    kinds = [type(block).__name__ for block in _blocks(f"标题: 题\n{TEXT}{more}")]
    before = ["Title", "Subtitle", "Subtitle", "Addressee"]
    assert kinds == [*before, "Paragraph", "Attachments", "Signature"]
    text = composed(f"标题: 题\n{TEXT}{more}").text
    assert "\n区委、区政府：\n" in text  # 7.3.2: a full-width ：
    assert "\n附件：工作安排\n" in text  # 7.3.4: one alone has no number


@pytest.mark.parametrize("typed", ["区政府：", "区政府:", "区政府： "])
def test_a_colon_of_ones_own_is_not_doubled(typed: str) -> None:
    (found,) = [
        b for b in _blocks(f"标题: 题\n主送: '{typed}'\n{TEXT}") if isinstance(b, Addressee)
    ]
    assert text_of(found.runs).count("：") + text_of(found.runs).count(":") == 1


def test_the_table_is_an_annex_and_is_named_above_the_signature() -> None:
    blocks = _blocks(f"标题: 题\n{TEXT}{TABLE.format('是')}")
    kinds = [type(block) for block in blocks]
    assert kinds.index(Attachments) + 1 == kinds.index(Signature) < kinds.index(Annex)
    (annex,) = [block for block in blocks if isinstance(block, Annex)]
    assert (annex.label, annex.landscape) == ("附件", False)


def test_several_annexes_are_numbered_as_they_are_named() -> None:
    yaml = f"标题: 题\n{TEXT}{TABLE.format('横排')}附件:\n  - 工作安排\n"
    blocks = _blocks(yaml)
    (named,) = [block for block in blocks if isinstance(block, Attachments)]
    assert [text_of(name) for name in named.names] == ["工作安排", "主要指标完成情况表"]
    (annex,) = [block for block in blocks if isinstance(block, Annex)]
    assert (annex.label, annex.landscape) == ("附件2", True)
    first = yaml.replace("  - 工作安排", "  - 主要指标完成情况表\n  - 工作安排")
    (annex,) = [block for block in _blocks(first) if isinstance(block, Annex)]
    assert annex.label == "附件1"


def test_references_stand_in_them_too() -> None:
    yaml = f"标题: 题\n年份: 2016\n附件: '{{{{下一年}}}}年安排{{{{甲}}}}'\n指标:\n  甲: 3件\n{TEXT}"
    assert "附件：2017年安排3件" in composed(yaml).text
    assert "ZJ301" in composed("标题: 题\n主送: '{{没有}}'\n").codes


def test_lines_of_a_title_are_kept_and_make_the_title_where_there_is_no_other() -> None:
    lines = "标题分行:\n  - 甘泉路街道\n  - 2016年工作总结\n"
    for given in ("", "标题: 甘泉路街道2016年工作总结\n", "标题: 甘泉路街道 2016年工作总结\n"):
        (title,) = [b for b in _blocks(given + lines + TEXT) if isinstance(b, Title)]
        first = text_of(title.runs)[: title.breaks[0]].strip()
        assert (first, len(title.breaks)) == ("甘泉路街道", 1)
    assert composed(f"单位名称: 甲街道\n年份: 2016\n{lines}{TEXT}").text.startswith(
        "甘泉路街道2016"
    )


@pytest.mark.parametrize("last", ["2015年工作总结", "2016年工作", "2016年工作总结稿"])
def test_lines_that_are_not_the_title_are_an_error(last: str) -> None:
    yaml = f"标题: 甘泉路街道2016年工作总结\n标题分行:\n  - 甘泉路街道\n  - {last}\n{TEXT}"
    assert "ZJ532" in composed(yaml).codes


def test_a_title_of_two_subtitles_is_followed_by_one_free_line(tmp_path: Path) -> None:
    blocks = _blocks(f"标题: 题\n副标题: 一\n署名: 二\n{TEXT}")
    assert [text_of(b.runs) for b in blocks if isinstance(b, Subtitle)] == ["一", "二"]
