"""The fonts of GB/T 9704-2012, by the names that offices have them under."""

from __future__ import annotations

from typing import Final

FANGSONG: Final = "仿宋_GB2312"
KAITI: Final = "楷体_GB2312"
HEITI: Final = "黑体"

HEADINGS: Final = (HEITI, KAITI, FANGSONG, FANGSONG)
"""Of 一、 （一） 1. （1）, all 三号 (7.3.3, 一般)."""
