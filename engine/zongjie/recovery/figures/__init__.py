"""The numbers of a text as indicators, each with a reference in its place.

``scan`` says what counts something; here it is settled which figures are of one
indicator, what each is to it (数值, 上年, 同比, 完成率, 其中), what it is called,
and how sure all that is.
"""

from zongjie.recovery.figures.entries import Entry, Sureness
from zongjie.recovery.figures.found import Figures, Left, Reference, Scans, figures_of

__all__ = ["Entry", "Figures", "Left", "Reference", "Scans", "Sureness", "figures_of"]
