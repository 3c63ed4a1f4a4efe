"""Which text each comment of a file is on."""

from __future__ import annotations

from typing import Final

MOST: Final = 500  # characters of a quotation: whoever comments a page means its beginning too


class Quotes:
    """The text as it is read, with the places where comments begin and end."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._open: dict[str, int] = {}
        self._ranges: dict[str, tuple[int, int]] = {}

    def say(self, text: str) -> None:
        """Take in what is read next."""
        self._pieces.append(text)
        self._length += len(text)

    def end_paragraph(self) -> None:
        """Take in the end of a paragraph."""
        self.say("\n")

    def meet(self, comment: str, name: str) -> None:
        """Note where the range of a comment begins or ends, by the element's name."""
        if name == "commentRangeStart":
            self._open.setdefault(comment, self._length)
        elif name == "commentRangeEnd" and comment in self._open:
            self._ranges.setdefault(comment, (self._open[comment], self._length))

    def found(self) -> dict[str, str]:
        """Return what each comment is on, cut where it is very long."""
        text = "".join(self._pieces)
        return {
            comment: text[start : min(end, start + MOST)].strip("\n")
            for comment, (start, end) in self._ranges.items()
        }
