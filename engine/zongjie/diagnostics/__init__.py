"""Errors as data: what a reader, a check or a writer has to say about an input.

Nothing in the engine prints or stops at the first fault.  Whoever finds one
returns a :class:`Diagnostic`, made by a function of the :mod:`catalogue
<zongjie.diagnostics.catalogue>`; the faces of the engine choose a renderer.
"""

from zongjie.diagnostics.record import (
    Diagnostic,
    Fix,
    Related,
    Replacement,
    Severity,
    has_errors,
    in_reading_order,
)
from zongjie.diagnostics.source import Origin, Source, Span, Text, TextPart

__all__ = [
    "Diagnostic",
    "Fix",
    "Origin",
    "Related",
    "Replacement",
    "Severity",
    "Source",
    "Span",
    "Text",
    "TextPart",
    "has_errors",
    "in_reading_order",
]
