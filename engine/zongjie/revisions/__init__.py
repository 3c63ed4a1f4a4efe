"""Two states of one text: which line became which, and what changed within it."""

from zongjie.revisions.chars import Op, apply, ops
from zongjie.revisions.groups import Group, aligned
from zongjie.revisions.lines import NOTE, Kind, Line, lines_of

__all__ = ["NOTE", "Group", "Kind", "Line", "Op", "aligned", "apply", "lines_of", "ops"]
