"""界限: how far figures may be apart before a check speaks, as staff may set it."""

from __future__ import annotations

from decimal import Decimal

from zongjie.records import NamedTuple


class Bounds(NamedTuple):
    """In percent.  ``change`` is of last year's figure, ``near`` of an indicator's."""

    change: Decimal = Decimal(50)  # 变动幅度
    near: Decimal = Decimal(1)  # 相近幅度
