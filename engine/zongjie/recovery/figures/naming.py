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
_COMPARES: Final = re.compile(
    "[比较](?:上|去|前|年初|全[国省市区县])|上年|去年|同比|如下|[低高快优]于|超[^级高市]{0,2}(?:计划|任务)"
)
_DOT: Final = re.compile(r"(?<=[0-9])[.．](?=[0-9])")
_MARK: Final = re.compile(r"[\[〔][0-9]{1,3}[\]〕]|[①-⑳]")  # of a footnote
_UNFIT: Final = re.compile(r"\W+")
_TAKEN: Final = frozenset(map(name_key, (*ATTRIBUTES, *REPORT_NAMES)))
# Words that say one side of what was named before them: 签约46台、开工38台.
_ASIDE_WORDS: Final = (
    "总金额 金额 资金 总资金 总额 总量 总数 总计 数量 面积 总面积 投资 总投资 产值 总产值 收入 "
    "支出 占比 比重 比例 增速 增幅 规模 余额 总规模 参与 参加 受益 人数 户数 总人数 总户数 次数 "
    "件数 参与人数 受益人数 参与人次 通过 评估 完成 达标 到位资金 入库 涉及"
)
# How far a thing has come: one takes the place of another, 加装电梯签约46台、开工38台.
_STEP_WORDS: Final = "受理 立案 签约 启动 开工 在建 竣工 建成 落地 投产 到位 处置 整改 办结 结案"
# Words that say too little of what is counted.
_VAGUE_WORDS: Final = (
    "惠及 覆盖 服务 活动 项目 企业 群众 居民 人员 提高 提升 优秀 调整 增长 下降 达到 各类 其中 "
    "个人 单位 部门 完成率 服务人次 惠及群众 惠及居民 服务群众 增至 增加 减少 降至 突破 全年"
)
_STEPS: Final = frozenset(_STEP_WORDS.split())
_ASIDE: Final = frozenset(_ASIDE_WORDS.split()) | _STEPS
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


def is_generic(label: str) -> bool:
    """Whether a label says too little to be a name of its own."""
    name = identifier(label)
    return len(name) < _SHORT or name in _ASIDE or name in _VAGUE


def without_step(label: str, side: str) -> str:
    """Return what goes one step on without the step it was at, where ``side`` is a step."""
    step = label[-_SHORT:]
    return label[:-_SHORT] if side in _STEPS and step in _STEPS and label != step else label


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
    elif _COMPARES.search(wanted):
        entry.doubt(Sureness.MEDIUM, "名称里有比较的话，看要不要改")
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
