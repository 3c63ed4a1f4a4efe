"""Where the signature stands: by left indents, which no font's digits can shift.

GB/T 9704-2012 7.3.5.  Right-aligned lines go wrong by the width that a program
gives digits and the gap beside them; measured, two 字 became 0.69.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zongjie.document import Signature, text_of
from zongjie.text import display_width

if TYPE_CHECKING:
    from zongjie.writers.docx.body import Look


def places(signature: Signature, look: Look) -> tuple[int, int]:
    """Return the left indents of organ and date in twips.

    Without a seal (7.3.5.2, 规定): the organ 右空二字, the date two 字 to the
    right of it; a date that is longer stands 右空二字 and pushes the organ to
    the left.  With a seal (7.3.5.1, 一般): the date 右空四字, the organ centred
    above it.
    """
    line = look.width // look.character * 2  # in half characters
    organ, date = (display_width(text_of(runs)) for runs in signature)
    if look.sealed:
        second = line - 8 - date
        first = second + (date - organ) // 2
    elif date <= organ:
        first, second = line - 4 - organ, line - organ
    else:
        first, second = line - 8 - date, line - 4 - date
    return max(first, 0) * look.character // 2, max(second, 0) * look.character // 2
