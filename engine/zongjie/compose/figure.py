"""What a reference stands for, ready to be printed or computed with."""

from collections.abc import Callable

from zongjie.diagnostics import Diagnostic, Span
from zongjie.model import Indicator, Quantity
from zongjie.records import NamedTuple


class Figure(NamedTuple):
    """A printed value.

    ``ref`` is the reference that leads to it (provenance); ``quantity`` its
    number where it is one; ``pending`` marks 【待补：…】; ``pieces`` the parts,
    text and reference, where several indicators print together.
    """

    text: str
    ref: str = ""
    quantity: Quantity | None = None
    indicator: Indicator | None = None
    pending: bool = False
    pieces: tuple[tuple[str, str, bool], ...] = ()


# A fault of a reference; the place of use is filled in by who uses it.
Complaint = Callable[[Span], Diagnostic]


class Refused(Exception):
    """A reference that prints nothing; ``complaint`` says why.

    Without a complaint the fault was told where the indicator is written.
    """

    def __init__(self, complaint: Complaint | None = None) -> None:
        super().__init__()
        self.complaint = complaint

    def at(self, span: Span) -> list[Diagnostic]:
        """Return what is to be said at a place of use: one diagnostic, or none."""
        return [] if self.complaint is None else [self.complaint(span)]


class NotGiven(Refused):
    """What was asked for is sound, but the report does not give it: an ``if`` may ask."""
