"""Imported for its effect, by the process that workers are forked from: the engine, warm.

One small report is printed, so that no worker has to load again what all of them need;
what only composed sentences need is left to workers that meet some.
"""

from __future__ import annotations

import gc
from typing import Final

SMALL: Final = """\
单位名称: 示范街道
年份: 2025
指标:
  走访企业: 1家次
章节:
- 标题: 走访
  事项:
  - 段首句: 走访企业
    正文: 全年走访企业{{走访企业}}【注：走访】。
脚注:
  走访: 上门了解情况。
"""


def _load() -> None:
    from zongjie import pipeline
    from zongjie.batching import work  # noqa: F401 - what workers will call
    from zongjie.sources.report import load_text

    pipeline.render(load_text(SMALL), "docx")


gc.disable()  # imports make no garbage, and wake the collector
_load()
gc.freeze()  # what is here now is for good, and stays shared
gc.enable()
