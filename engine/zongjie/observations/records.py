"""What a row of the table says, and what kind each of its columns is."""

from __future__ import annotations

from enum import Enum
from typing import Final

from zongjie.records import NamedTuple


class Kind(Enum):
    """What a column holds; an empty cell is allowed in each."""

    TEXT = "文字"
    DIGITS = "精确的数"  # as a text: decimal digits, 7000÷3, 30～50, 3：2：1
    NUMBER = "数"  # decimal digits without exponent
    WHOLE = "整数"
    DAY = "日期"  # 2016-11-30
    FLAG = "是否"


class Observation(NamedTuple):
    """One figure of one indicator of one report.

    All cells are texts, so that no digit is lost on the way; an empty one says nothing.
    Numbers are in the unit at the foot of the ladder (``model.units``), which ``unit`` names.
    """

    office: str
    year: str
    period: str
    indicator: str
    written_name: str
    part: str
    measure: str
    number: str
    exact: str
    low: str
    high: str
    unit: str
    qualifiers: str
    printed: str
    written: str
    previous: str
    previous_written: str
    target: str
    target_written: str
    change: str
    change_number: str
    change_unit: str
    change_basis: str
    completion: str
    completion_basis: str
    status: str
    as_of: str
    department: str
    definition: str
    origin: str
    public: str
    file: str
    line: str


class Column(NamedTuple):
    """A column: its heading, what it holds, and how wide it stands on a sheet."""

    title: str
    kind: Kind = Kind.TEXT
    width: int = 12


COLUMNS: Final = (
    Column("单位名称", width=16),
    Column("年份", Kind.WHOLE, 6),
    Column("期间", width=8),
    Column("指标", width=24),
    Column("报告里的名称", width=24),
    Column("其中"),
    Column("量", width=8),
    Column("数值", Kind.NUMBER, 14),
    Column("精确值", Kind.DIGITS, 14),
    Column("下限", Kind.NUMBER, 10),
    Column("上限", Kind.NUMBER, 10),
    Column("单位", width=8),
    Column("约数", width=8),
    Column("印作", width=16),
    Column("原写", width=16),
    Column("上年", Kind.NUMBER, 14),
    Column("上年原写"),
    Column("目标", Kind.NUMBER, 14),
    Column("目标原写"),
    Column("同比", width=14),
    Column("同比幅度", Kind.NUMBER, 10),
    Column("同比单位", width=8),
    Column("同比来由", width=8),
    Column("完成率", Kind.NUMBER, 10),
    Column("完成率来由", width=10),
    Column("状态", width=8),
    Column("截至", Kind.DAY),
    Column("科室"),
    Column("口径", width=16),
    Column("来源", width=16),
    Column("公开", Kind.FLAG, 6),
    Column("文件", width=24),
    Column("行", Kind.WHOLE, 6),
)
"""The columns in the order of the fields of :class:`Observation`."""

STATED, COMPUTED = "填报", "计算"
"""Where 同比 and 完成率 come from: the report says them, or they follow from its figures."""

YES, NO = "是", "否"
