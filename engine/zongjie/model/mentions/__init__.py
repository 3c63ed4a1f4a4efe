"""Every number-like mention of a report's plain text: what it is, its value, its label.

:func:`scan` is the heart of the way back from a text to indicators.
"""

from zongjie.model.mentions._record import Mention, MentionKind
from zongjie.model.mentions._scanning import scan

__all__ = ["Mention", "MentionKind", "scan"]
