"""指标、数量、报告: what an office reports, exact and frozen, without I/O."""

from zongjie.model.bounds import Bounds
from zongjie.model.change import Change
from zongjie.model.dates import Date
from zongjie.model.indicator import CAPPED, Direction, Indicator, Measures, Status
from zongjie.model.quantity import Kind, Quantity
from zongjie.model.report import (
    MOST_PROBLEMS,
    ChartWish,
    Item,
    Problems,
    Report,
    Section,
    SectionForm,
    Style,
    TopicChange,
    TxtForm,
)

__all__ = [
    "CAPPED",
    "MOST_PROBLEMS",
    "Bounds",
    "Change",
    "ChartWish",
    "Date",
    "Direction",
    "Indicator",
    "Item",
    "Kind",
    "Measures",
    "Problems",
    "Quantity",
    "Report",
    "Section",
    "SectionForm",
    "Status",
    "Style",
    "TopicChange",
    "TxtForm",
]
