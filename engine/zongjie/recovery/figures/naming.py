"""Names of indicators: from the words of the text, unique, valid wherever a name may stand.

A name is an identifier in the sense of Unicode (UAX #31, as Python reads it), so
that it needs no quotes in YAML, in ``{{ }}`` or in a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from zongjie.model.names import ATTRIBUTES, REPORT_NAMES
from zongjie.recovery.figures.entries import Entry, Sureness
from zongjie.text import half_width, name_key

_LONGEST: Final = 30  # characters: the end of a longer label says what is counted
_LONG: Final = 20
_SHORT: Final = 2
_DOT: Final = re.compile(r"(?<=[0-9])[.．](?=[0-9])")
_MARK: Final = re.compile(r"[\[〔][0-9]{1,3}[\]〕]|[①-⑳]")  # of a footnote
_UNFIT: Final = re.compile(r"\W+")
_TAKEN: Final = frozenset(map(name_key, (*ATTRIBUTES, *REPORT_NAMES)))
# Words that say one side of what was named before them: 签约46台、开工38台.
_ASIDE_WORDS: Final = (
    "总金额 金额 资金 总资金 总额 总量 总数 总计 数量 面积 总面积 投资 总投资 产值 总产值 收入 "
    "支出 占比 比重 比例 增速 增幅 规模 余额 总规模 参与 参加 受益 人数 户数 总人数 总户数 次数 "
    "件数 参与人数 受益人数 参与人次 整改 立案 在建 竣工 开工 办结 签约 落地 投产 通过 受理 评估 "
    "完成 结案 处置 达标 到位 到位资金 入库 建成 启动 涉及"
)
# Words that say too little of what is counted.
_VAGUE_WORDS: Final = (
    "惠及 覆盖 服务 活动 项目 企业 群众 居民 人员 提高 提升 优秀 调整 增长 下降 达到 各类 其中 "
    "个人 单位 部门 完成率 服务人次 惠及群众 惠及居民 服务群众 增至 增加 减少 降至 突破"
)
_ASIDE: Final = frozenset(_ASIDE_WORDS.split())
_VAGUE: Final = frozenset(_VAGUE_WORDS.split())


def identifier(label: str) -> str:
    """Return a label as an identifier, "" where nothing of it can be one."""
    said = _MARK.sub("", half_width(label))
    name = _UNFIT.sub("", _DOT.sub("_", said))[-_LONGEST:].strip("_")
    while name and not f"_{name}".isidentifier():
        name = "".join(char for char in name if f"_{char}".isidentifier())
    return name if not name or name.isidentifier() else f"本年{name}"[:_LONGEST]


def is_aside(label: str) -> bool:
    """Whether a label says one side of what was named before it."""
    return identifier(label) in _ASIDE


def without_aside(label: str) -> str:
    """Return what a label names without the side it says of it: 加装电梯 of 加装电梯开工."""
    ends = (word for word in _ASIDE if label.endswith(word) and len(label) > len(word) + 1)
    return label.removesuffix(max(ends, key=len, default=""))


def is_generic(label: str) -> bool:
    """Whether a label says too little to be a name of its own."""
    name = identifier(label)
    return len(name) < _SHORT or name in _ASIDE or name in _VAGUE


def name_all(entries: Iterable[Entry]) -> None:
    """Give each entry a name that no other has, in the order of the text."""
    taken = set(_TAKEN)
    for entry in entries:
        _name(entry, taken)
        parts = set(_TAKEN)
        for part in entry.parts:
            _name(part, parts)


def _name(entry: Entry, taken: set[str]) -> None:
    wanted = identifier(entry.label)
    if not wanted:
        wanted = "未命名指标"
        entry.doubt(Sureness.LOW, "原文没有说清是什么数，请起名")
    elif is_generic(entry.label) and entry.whole is None:
        entry.doubt(Sureness.LOW, "名称太笼统，请改名")
    elif len(wanted) == _SHORT and entry.whole is None:
        entry.doubt(Sureness.MEDIUM, "名称太短，看要不要补全")
    elif len(wanted) > _LONG:
        entry.doubt(Sureness.MEDIUM, "名称太长，可以改短")
    name, number = wanted, 1
    while name_key(name) in taken:
        number += 1
        name = f"{wanted}{'_' if wanted[-1].isdigit() else ''}{number}"
    if number > 1 and name_key(wanted) not in _TAKEN:
        entry.doubt(Sureness.LOW, f"原文另有同名的“{wanted}”，数不一样，请分开起名或核对")
    taken.add(name_key(name))
    entry.name = name
