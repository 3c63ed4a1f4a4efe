"""Chinese text cut into words.

The only module that may import rjieba, and only when somebody asks for words: its
dictionary takes 90 ms to load, and few texts need it.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import Final

_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


def words(text: str) -> tuple[str, ...]:
    """Return the words of ``text``, blanks and marks among them; joined, they are the text.

    The same text always gives the same words.  A dictionary and a statistical model
    find them: names that neither knows come in pieces (甘泉, 路, 街道).
    """
    import rjieba

    # Rust takes no lone surrogate; what stands for one here has its length.
    whole = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    ends = accumulate((len(word) for word in rjieba.cut(whole)), initial=0)
    return tuple(text[start:end] for start, end in pairwise(ends))
