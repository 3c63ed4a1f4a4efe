"""How a derived figure is said: 增长, 下降, 提高 … 个百分点, 与上年持平."""

from __future__ import annotations

from zongjie.model import CAPPED, Change, Direction
from zongjie.model.units import is_rate


def phrase(change: Change, prefix: str, direction: Direction | None = None) -> str:
    """Return a change after 同比 or 比上年; a level one says 与上年持平 instead.

    Without a prefix the prose says against what: （较去年同期）下降34%, 持平.
    """
    if change.sign == 0:
        level = "基本持平" if change.near else "持平"
        return f"与上年{level}" if prefix else level
    return f"{prefix}{verb(change, direction)}{change.amount}"


def verb(change: Change, direction: Direction | None = None) -> str:
    """Return the verb as typed, else by kind of figure.

    Points 提高／下降, differences 增加／减少, percentages 增长／下降; what
    should be small (案件, 投诉) never 增长 but 上升.
    """
    if change.verb or change.amount is None:
        return change.verb
    unit = change.amount.unit
    if unit.endswith("百分点"):
        up, down = "提高", "下降"
    elif is_rate(unit):
        up, down = ("上升" if direction in CAPPED else "增长"), "下降"
    else:
        up, down = "增加", "减少"
    return up if change.sign > 0 else down
