"""A report of a good thirty pages to measure, always the same."""

from __future__ import annotations

import random

from zongjie.document import Block, Document, Heading, Note, Paragraph, Run, Signature, Title
from zongjie.numerals import to_chinese

_CHAPTERS = 3
_ITEMS = 6  # of a chapter
_SENTENCES = 4  # of a paragraph
_NOTED = (1, 3)  # the chapters with footnotes

_SUBJECTS = ("城管中队", "社区事务受理服务中心", "平安办", "各居民区党组织", "街道总工会", "安监所")
_ACTS = (
    "坚持“一口受理、一网通办”，全年办理个人事务{}件，群众满意度达到{}.{}%",
    "拆除违法建筑{}处、{}平方米——其中沿街商铺{}处，完成年度目标",
    "组织“邻里守望”志愿服务{}场，参加居民{}人次，慰问困难老人{}户",
    "排查安全隐患{}处，督促整改{}处，对{}家单位发出整改通知书",
    "打造“家门口”服务站{}个（含改建），接待来访{}批次，化解矛盾纠纷{}件",
    "开展《中华人民共和国安全生产法》宣传，发放资料{}份，培训骨干{}名，走访企业{}家",
)
_CLOSINGS = (
    "下一步，要把好的做法固定下来，形成长效机制，让群众看得见变化、得到实惠，把“问需于民、问计于民”"
    "落实到每一个居民区、每一条弄堂，不断提升治理的精细化水平。",
    "充分发挥党员骨干的带头作用，依托“三会一课”、“主题党日”等载体，引导居民共同参与，实现了“小事不出"
    "居民区、大事不出街道、矛盾不上交”。",
    "群众反映强烈的问题——停车难、充电难、加装电梯难——得到缓解，居民的获得感、幸福感、安全感进一步增强"
    "（以居民区座谈会上听到的意见为准）。",
)
_LEADS = (
    "服务更加精细。",
    "治理更有成效。",
    "队伍建设得到加强。",
    "底线守得更牢。",
)


def long_report() -> Document:
    """Return a report of a good thirty pages, with footnotes on some pages only."""
    chance = random.Random(9704)
    blocks: list[Block] = [Title((Run("示范街道办事处2025年工作总结"),))]
    for chapter in range(1, _CHAPTERS + 1):
        number = to_chinese(chapter)
        blocks.append(Heading(1, f"{number}、", (Run(f"围绕第{number}项重点任务推进工作"),)))
        for item in range(1, _ITEMS + 1):
            heading = Run("突出问题导向，补齐民生短板")
            blocks.append(Heading(2, f"（{to_chinese(item)}）", (heading,)))
            noted = chapter in _NOTED and item % 2 == 0
            blocks += [_paragraph(chance, lead, noted=noted) for lead in _LEADS]
    organ, date = (Run("示范区示范街道办事处"),), (Run("2026年1月12日"),)
    return Document([*blocks, Signature(organ, date)])


def _paragraph(chance: random.Random, lead: str, *, noted: bool) -> Paragraph:
    said = [_sentence(chance) for _ in range(_SENTENCES)]
    said.append(chance.choice(_CLOSINGS))
    note = Note(said[0], (Run("按“谁主管、谁负责”的原则统计，截至2025年12月31日。"),))
    runs = (Run(said[0]), note) if noted and lead == _LEADS[0] else (Run(said[0]),)
    return Paragraph((Run(lead),), (*runs, *(Run(one) for one in said[1:])))


def _sentence(chance: random.Random) -> str:
    act = chance.choice(_ACTS)
    figures = [chance.randint(2, 9) * 10 ** chance.randint(0, 3) for _ in range(act.count("{}"))]
    figures = [figure + chance.randint(0, figure // 2) for figure in figures]
    if "%" in act:
        figures[1:] = [chance.randint(80, 99), chance.randint(1, 9)]
    return f"{chance.choice(_SUBJECTS)}{act.format(*figures)}。"
