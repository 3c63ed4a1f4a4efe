"""Imported for its effect, by the process that workers are forked from: the engine, warm.

One small report is printed, so that no worker has to load again what all of them need.
"""

from __future__ import annotations

import gc
from typing import Final

_SMALL: Final = "单位名称: 示范街道\n年份: 2025\n指标:\n  走访企业: 1户次\n"


def _load() -> None:
    from zongjie import pipeline
    from zongjie.batching import work  # noqa: F401 - what workers will call
    from zongjie.sources.report import load_text

    pipeline.render(load_text(_SMALL), "docx")


gc.disable()  # imports make no garbage, and wake the collector
_load()
gc.freeze()  # what is here now is for good, and stays shared
gc.enable()
