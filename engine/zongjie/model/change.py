"""升降: how much more or less than last year, as offices write it."""

from zongjie.model import quantity
from zongjie.model.quantity import Quantity
from zongjie.records import NamedTuple
from zongjie.text import pattern

_UP = "增长|上升|提高|增加|提升|扩大|增|升"
_DOWN = "下降|减少|降低|下滑|缩小|降|减"
_WORDED = pattern(rf"(?:同比|(?:比|较|与)(?:上年|去年)(?:同期)?)?(?:({_UP})|({_DOWN}))了?(.+)")
_LEVEL = pattern(r"(?:同比|(?:比|较|与)(?:上年|去年)(?:同期)?)?(基本)?持平|零增长")
_SIGNED = pattern(r"([-−－+＋])(.+)")
_MINUS = "-−－"


class Change(NamedTuple):
    """A change against last year.

    ``sign`` is 1, 0 or -1; ``amount`` its size without sign (None when level);
    ``verb`` the word as typed, empty where a sign or the rules chose it;
    ``near`` marks 基本持平.
    """

    sign: int
    amount: Quantity | None
    verb: str = ""
    near: bool = False


def parse(text: str) -> Change | None:
    """Return a change written 下降34%, -34% or 持平; None where the direction is missing."""
    text = text.strip()
    if text.endswith(("持平", "零增长")) and (level := _LEVEL.fullmatch(text)):
        return Change(0, None, near=bool(level[1]))
    if worded := _WORDED.fullmatch(text):
        amount = quantity.parse(worded[3])
        if amount is None or amount.negative:
            return None
        return Change(1 if worded[1] else -1, amount, worded[1] or worded[2])
    if signed := _SIGNED.fullmatch(text):
        amount = quantity.parse(signed[2])
        if amount is None or amount.negative:
            return None
        return Change(-1 if signed[1] in _MINUS else 1, amount)
    return None
