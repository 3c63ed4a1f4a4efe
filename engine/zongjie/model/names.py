"""Words with a fixed meaning inside ``{{ }}``, so that no indicator may take them."""

from __future__ import annotations

from typing import Final

# 小项: what may follow the dot after an indicator's name.
ATTRIBUTES: Final = (
    "数值",
    "印作",
    "上年",
    "目标",
    "预计全年",
    "下年目标",
    "同比",
    "比上年",
    "升降",
    "增减",
    "完成率",
    "占比",
    "名次",
    "批次",
    "期间",
    "截至",
    "科室",
    "口径",
    "来源",
    "单位",
    "幅度",
)

# Facts of the whole report.
REPORT_NAMES: Final = (
    "年份",
    "上一年",
    "下一年",
    "单位名称",
    "标题",
    "章节数",
    "截至",
    "落款",
    "成文日期",
)
