"""A footnote inside a loop or a condition keeps its own text, and data forges no mark."""

from __future__ import annotations

from pathlib import Path

from reports import by_template, composed

NOTES = "脚注:\n  x: 字一\n  y: 字二\n"


def test_a_loop_in_prose_marks_a_footnote_a_turn() -> None:
    loop = "{% for 名 in ['x', 'y'] %}甲{{名}}【注：{{名}}】，{% endfor %}完。"
    outcome = composed(f'标题: 题\n开头: "{loop}"\n{NOTES}')
    assert outcome.codes == []
    assert outcome.text.split() == ["题", "甲x[1]，甲y[2]，完。", "[1]字一", "[2]字二"]


def test_a_name_that_is_none_is_told_and_not_printed() -> None:
    loop = "{% for 名 in ['x', 'z'] %}甲【注：{{名}}】，{% endfor %}完。"
    assert "ZJ320" in composed(f'标题: 题\n开头: "{loop}"\n{NOTES}').codes


def test_a_condition_keeps_the_note_of_what_it_prints() -> None:
    chosen = "{% if 1 > 2 %}甲【注：x】{% else %}乙【注：y】{% endif %}。"
    text = composed(f'标题: 题\n开头: "{chosen}"\n{NOTES}').text
    assert text.split() == ["题", "乙[1]。", "[1]字二"]


def test_a_template_marks_each_paragraph_it_repeats(tmp_path: Path) -> None:
    template = (
        "# 题\n\n{% for 项 in 指标 %}\n{{ 项.名称 }}{{ 项 }}[^{{ 项.名称 }}]。\n\n{% endfor %}\n"
    )
    facts = "指标:\n  甲: {数值: 1件, 释义: 甲的意思}\n  乙: {数值: 2件, 释义: 乙的意思}\n"
    outcome = by_template(template, tmp_path, facts)
    assert outcome.text.split() == ["题", "甲1件[1]。", "乙2件[2]。", "[1]甲的意思", "[2]乙的意思"]


def test_brackets_of_the_data_make_no_mark(tmp_path: Path) -> None:
    facts = "指标:\n  '[^甲': {数值: 1件}\n  甲: {数值: 2件, 释义: 字}\n"
    template = "# 题\n\n{% for 项 in 指标 %}\n{{ 项.名称 }}{{ 项.名称 }}]。\n\n{% endfor %}\n"
    outcome = by_template(template, tmp_path, facts)
    assert "[^甲[^甲]。" in outcome.text
    loop = "{% for 名 in ['【注：'] %}{{名}}{{名}}】{% endfor %}"
    assert "【注：【注：】" in composed(f'标题: 题\n开头: "{loop}"\n{NOTES}').text
