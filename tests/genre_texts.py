"""Old texts in the forms of the genre, and the structure that each of them has.

The prose is put together of sentences as offices write them; each text takes
others, so that its lines have lengths of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

TITLE = "临江街道办事处2022年工作总结"
LONG_TITLE = "滨河市东城区临江街道办事处2022年工作总结和2023年工作计划"
ORGAN, DATE = "临江街道办事处", "2022年12月28日"
_SENTENCES = (
    "全年共办理群众诉求12847件，办结率达98.6%，群众满意率同比提升3.2个百分点。",
    "累计走访居民2.3万余户次，发放宣传资料4万份，收集意见建议356条。",
    "投入资金1260万元，完成老旧小区加装电梯48台，惠及居民1152户。",
    "组织开展各类文体活动86场，参与群众1.7万人次。",
    "新增停车泊位210个，改造雨污管网6.8公里，拆除违法建筑132处、9058平方米。",
    "坚持每周调度、每月通报、每季讲评，推动各项任务落地见效。",
    "依托“一网统管”平台，处置网格事件18735件，平均用时缩短2.5小时。",
    "建成综合为老服务中心1家、社区食堂3家，日均供餐600余份。",
    "全年实现税收收入9.8亿元，同比增长7.4%，完成年度目标的104.3%。",
    "发放各类救助金2385万元，惠及困难群众1.1万人次。",
    "排查整治安全隐患778处，整改率100%，未发生较大以上生产安全事故。",
    "举办招聘会12场，帮助567名失业人员实现就业，成功创业38人。",
    "深入开展“学习强国”推广，党员参学率保持在95%以上。",
    "调解矛盾纠纷423件，成功率达97.9%；化解信访积案19件。",
    "严格落实“四不两直”检查制度，共检查企业1560家次。",
)
_HEADS = (
    "党建引领更加有力",
    "营商环境持续优化",
    "城市更新有序推进",
    "民生保障更加坚实",
    "平安建设成效明显",
    "自身建设不断加强",
)
_LEADS = (
    "抓实理论武装",
    "做优企业服务",
    "推进旧区改造",
    "织密养老网络",
    "守牢安全底线",
    "转变工作作风",
    "健全议事机制",
    "丰富文化供给",
)
_FAULTS = ("经济发展后劲不足", "老旧小区管理仍有短板", "干部能力与新要求还有差距")
OPENING = (
    "2022年，在区委、区政府的正确领导下，临江街道紧扣年度目标任务，"
    "攻坚克难、开拓进取，各项工作取得新成效。现将有关情况总结如下。"
)
TURN = "在肯定成绩的同时，我们也清醒地认识到，工作中还存在一些问题和不足。"
PLAN = "下一步，街道将围绕中心、服务大局，奋力开创各项工作新局面。"


class Genre(NamedTuple):
    """A text, and what it holds.

    ``signed`` is organ and date; ``faults`` counts the entries of 存在问题.
    """

    text: str
    headings: tuple[tuple[int, str], ...] = ()
    title: str = TITLE
    leads: int | None = None
    faults: int = 0
    notes: int = 0
    signed: tuple[str, str] = ("", "")
    yaml: tuple[str, ...] = ()


class _Prose:
    """Sentences in another order for each text."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def __call__(self, count: int = 3) -> str:
        return "".join(self.random.sample(_SENTENCES, count))


def _text(*lines: str, title: str = TITLE, indent: str = "　　", gap: int = 0) -> str:
    """Return paragraphs under a title; what begins with a blank has its own indentation."""
    rows = [line if line[:1] in " 　" else f"{indent}{line}" for line in lines]
    head = [title] if title else []
    return ("\n" * (gap + 1)).join([*head, *rows]) + "\n"


def _chapters(seed: int, marks: Sequence[str], stop: str = "", count: int = 2) -> list[str]:
    """Return headings alone on their lines, with paragraphs under each."""
    prose = _Prose(seed)
    lines = []
    for mark, head in zip(marks, _HEADS, strict=False):
        lines.append(f"{mark}{head}{stop}")
        lines += [prose(2 + at) for at in range(count)]
    return lines


def _heads(count: int, level: int = 1) -> tuple[tuple[int, str], ...]:
    return tuple((level, head) for head in _HEADS[:count])


def _two_levels(seed: int, outer: Sequence[str], inner: Sequence[str], join: str) -> list[str]:
    """Return chapters whose sections run in, ``join`` between title and text."""
    prose = _Prose(seed)
    lines = []
    leads = iter(_LEADS)
    for mark, head in zip(outer, _HEADS, strict=False):
        lines.append(f"{mark}{head}")
        lines += [f"{one}{next(leads)}{join}{prose(3)}" for one in inner]
    return lines


def _nested(outer: int, inner: int, end: str = "") -> tuple[tuple[int, str], ...]:
    leads = iter(_LEADS)
    found: list[tuple[int, str]] = []
    for head in _HEADS[:outer]:
        found.append((1, head))
        found += [(2, next(leads) + end) for _ in range(inner)]
    return tuple(found)


def _signed(*rows: str) -> str:
    return "".join(f"{row}\n" for row in rows)


CHINESE = ("一、", "二、", "三、", "四、")
_MARKS: dict[str, tuple[tuple[str, ...], str]] = {
    "一、": (CHINESE, ""),
    "（一）": (("（一）", "（二）", "（三）"), "章节编号: （一）起"),
    "一、和空格": (("一、 ", "二、 ", "三、 "), "'一、 '"),
    "一.": (("一.", "二.", "三."), "- 一."),
    "一．": (("一．", "二．", "三．"), "- 一．"),
    "（一）、": (("（一）、", "（二）、", "（三）、"), "- （一）、"),
    "１．": (("１．", "２．", "３．"), "- １．"),
    "１、": (("１、", "２、", "３、"), "- １、"),
    "1）": (("1）", "2）", "3）"), "- 1）"),
    "（1）、": (("（1）、", "（2）、", "（3）、"), "- （1）、"),
    "⑴": (("⑴", "⑵", "⑶"), "- ⑴"),
    "㈠": (("㈠", "㈡", "㈢"), "- ㈠"),
    "①": (("①", "②", "③"), "- ①"),
    "第一、": (("第一、", "第二、", "第三、"), "- 第一、"),
    "第一章": (("第一章　", "第二章　", "第三章　"), "'第一章　'"),
    "第一节": (("第一节 ", "第二节 ", "第三节 "), "'第一节 '"),
    "第一部分：": (("第一部分：", "第二部分：", "第三部分："), "- 第一部分："),
    "空格不一": (("一、", "二、 ", "三、"), "编号: '二、 '"),
    "缺号": (("一、", "三、", "四、"), "编号: 三、"),
    "重号": (("一、", "二、", "二、", "三、"), "编号: 二、"),
}


def _marked() -> dict[str, Genre]:
    found = {}
    for seed, (name, (marks, said)) in enumerate(_MARKS.items()):
        lines = [OPENING, *_chapters(seed, marks)]
        yaml = (said,) if name != "一、" else ()
        found[f"序号 {name}"] = Genre(_text(*lines), _heads(len(marks)), yaml=yaml)
    return found


def _run_in() -> dict[str, Genre]:
    found = {}
    inner = {
        "（一）": ("（一）", "（二）"),
        "1.": ("1.", "2."),
        "1、": ("1、", "2、"),
        "（1）": ("（1）", "（2）"),
    }
    for seed, (name, marks) in enumerate(inner.items(), 100):
        for join, end in (("。", ""), ("：", "：")):
            lines = [OPENING, *_two_levels(seed, CHINESE[:3], marks, join)]
            found[f"接排 {name}{join}"] = Genre(
                _text(*lines), _nested(3, 2, end), yaml=("接排: 是",)
            )
    return found


_P = _Prose(7)


def _leads() -> dict[str, Genre]:
    counted = [f"{n}是{lead}。{_P(2)}" for n, lead in zip("一二三", _LEADS, strict=False)]
    again = [f"{n}是{lead}。{_P(2)}" for n, lead in zip("一二", _LEADS[3:], strict=False)]
    wanted = [f"{n}要{lead}。{_P(2)}" for n, lead in zip("一二三", _LEADS, strict=False)]
    first = [f"{n}，{_P(2)}" for n in ("首先", "其次", "再次", "最后")]
    signs = {
        sign: [f"{sign}{lead}。{_P(3)}" for lead in _LEADS[:3]] for sign in ("●", "◆", "——", "▲")
    }
    found = {
        "一是独立成段": Genre(
            _text("一、" + _HEADS[0], *counted), _heads(1), leads=3, yaml=("段首句: 一是",)
        ),
        "一是两轮": Genre(_text("一、" + _HEADS[0], *counted, _P(2), *again), _heads(1), leads=5),
        "一要二要": Genre(_text("一、" + _HEADS[0], *wanted), _heads(1), leads=3),
        "首先其次": Genre(_text("一、" + _HEADS[0], *first), _heads(1)),
        "【】段首": Genre(
            _text("一、" + _HEADS[0], *(f"【{lead}】{_P(3)}" for lead in _LEADS[:3])),
            _heads(1),
            leads=3,
        ),
    }
    for sign, lines in signs.items():
        found[f"{sign} 列项"] = Genre(_text("一、" + _HEADS[0], *lines), _heads(1), leads=3)
    return found


def _signatures() -> dict[str, Genre]:
    body = [OPENING, *_chapters(200, CHINESE[:2])]
    ends = {
        "靠右全角": (f"{'　' * 19}{ORGAN}", f"{'　' * 20}{DATE}"),
        "靠右半角": (f"{' ' * 38}{ORGAN}", f"{' ' * 40}{DATE}"),
        "不对齐": (f"{'　' * 15}{ORGAN}", f"{'　' * 22}{DATE}"),
        "同正文": (f"　　{ORGAN}", f"　　{DATE}"),
        "中文数字": (f"{'　' * 15}{ORGAN}", f"{'　' * 15}二〇二二年十二月二十八日"),
        "中文年月": (f"{'　' * 15}{ORGAN}", f"{'　' * 15}二○二二年十二月"),
        "只有年月": (f"{'　' * 15}{ORGAN}", f"{'　' * 15}2022年12月"),
        "党工委": (f"{'　' * 15}中共临江街道工作委员会", f"{'　' * 16}{DATE}"),
        "空格日期": (f"{'　' * 15}{ORGAN}", f"{'　' * 15}2022 年 12 月 28 日"),
    }
    found = {}
    for name, rows in ends.items():
        signed = (rows[0].strip(" 　"), rows[1].strip(" 　"))
        found[f"落款 {name}"] = Genre(_text(*body) + _signed(*rows), _heads(2), signed=signed)
    found["落款 没有单位"] = Genre(
        _text(*body) + _signed(f"{'　' * 18}{DATE}"), _heads(2), signed=("", DATE)
    )
    found["落款 空两行"] = Genre(
        _text(*body, gap=1) + "\n\n" + _signed(f"{'　' * 19}{ORGAN}", "", f"{'　' * 20}{DATE}"),
        _heads(2),
        signed=(ORGAN, DATE),
    )
    found["落款 日期在前"] = Genre(
        _text(*body) + _signed(f"{'　' * 20}{DATE}", f"{'　' * 19}{ORGAN}"),
        _heads(2),
        signed=(ORGAN, DATE),
    )
    two = (f"{'　' * 14}中共临江街道工作委员会", f"{'　' * 18}{ORGAN}", f"{'　' * 19}{DATE}")
    found["落款 两个单位"] = Genre(
        _text(*body) + _signed(*two), _heads(2), signed=(f"中共临江街道工作委员会\n{ORGAN}", DATE)
    )
    return found


def _problems() -> dict[str, Genre]:
    body = [OPENING, *_chapters(300, CHINESE[:2])]
    entries = [f"{fault}。{_P(1)}" for fault in _FAULTS]
    counted = "".join(f"{n}是{fault}。" for n, fault in zip("一二三", _FAULTS, strict=True))
    listed = "；".join(_FAULTS)
    plan = ["四、2023年工作打算", _P(3), _P(2)]
    third = (1, "存在的问题和不足")
    return {
        "问题 一段": Genre(_text(*body, f"{TURN}{counted}", PLAN), _heads(2), faults=3),
        "问题 主要是": Genre(_text(*body, f"{TURN}主要是：{listed}。", PLAN), _heads(2), faults=3),
        "问题 主要表现在": Genre(
            _text(*body, f"{TURN}主要表现在：{listed}。"), _heads(2), faults=3
        ),
        "问题 成章一段": Genre(
            _text(*body, "三、存在的问题和不足", f"{TURN}{counted}", PLAN), _heads(2), faults=3
        ),
        "问题 成章分段": Genre(
            _text(
                *body,
                *("三、存在的问题和不足", TURN),
                *(f"{n}是{entry}" for n, entry in zip("一二三", entries, strict=True)),
            ),
            _heads(2),
            faults=3,
            yaml=("标题: 存在的问题和不足", "条目分段: 是"),
        ),
        "问题 分段": Genre(
            _text(
                *(*body, TURN),
                *(f"{n}是{entry}" for n, entry in zip("一二三", entries, strict=True)),
                PLAN,
            ),
            _heads(2),
            faults=3,
            yaml=("条目分段: 是", "结尾: |"),
        ),
        "问题 第一": Genre(
            _text(
                *body,
                TURN + "".join(f"第{n}，{f}。" for n, f in zip("一二三", _FAULTS, strict=True)),
            ),
            _heads(2),
            faults=3,
            yaml=("条目序号: 第一，",),
        ),
        "问题 成章（一）": Genre(
            _text(
                *body,
                *("三、存在的问题和不足", TURN),
                *(f"（{n}）{entry}" for n, entry in zip("一二三", entries, strict=True)),
            ),
            (*_heads(2), third, *((2, fault) for fault in _FAULTS)),
        ),
        "问题 在计划前": Genre(
            _text(*body, "三、存在的问题和不足", f"{TURN}{counted}", *plan),
            (*_heads(2), third, (1, "2023年工作打算")),
        ),
        "问题 主要是在计划前": Genre(
            _text(*body, "三、存在的问题和不足", f"{TURN}主要是：{listed}。", *plan),
            (*_heads(2), third, (1, "2023年工作打算")),
        ),
        "问题 平铺": Genre(
            _text(*body, f"{TURN}{''.join(f'{fault}。' for fault in _FAULTS)}", PLAN),
            _heads(2),
            yaml=("过渡语: |",),
        ),
    }


def _titles() -> dict[str, Genre]:
    body = [OPENING, *_chapters(400, CHINESE[:2])]
    text = _text(*body, title="")
    two = "滨河市东城区临江街道办事处\n2022年工作总结和2023年工作计划\n"
    return {
        "标题 两行": Genre(
            two + text, _heads(2), title=LONG_TITLE, yaml=("标题分行:", "标题分行: 照分")
        ),
        "标题 居中": Genre(f"{'　' * 6}{TITLE}\n{text}", _heads(2)),
        "标题 半角居中": Genre(f"{' ' * 13}{TITLE}\n{text}", _heads(2)),
        "标题 下有日期": Genre(
            f"{TITLE}\n（{DATE}）\n{text}", _heads(2), yaml=(f"副标题: （{DATE}）",)
        ),
        "标题 日期居中": Genre(
            f"{'　' * 4}{TITLE}\n{'　' * 7}（{DATE}）\n{text}",
            _heads(2),
            yaml=(f"副标题: （{DATE}）",),
        ),
        "标题 来源": Genre(
            f"{TITLE}\n2022年12月28日 来源：临江街道\n{text}",
            _heads(2),
            yaml=("2022年12月28日 来源：临江街道",),
        ),
        "标题 单位和日期": Genre(
            f"{TITLE}\n{ORGAN}\n{DATE}\n{text}", _heads(2), yaml=(ORGAN, DATE)
        ),
        "标题 会议": Genre(
            "政府工作报告\n——2022年1月8日在临江镇第三届人民代表大会第二次会议上\n"
            f"临江镇镇长　王小明\n\n各位代表：\n{text}",
            _heads(2),
            title="政府工作报告",
            yaml=("副标题: ——2022年1月8日", "署名: 临江镇镇长　王小明", "主送: 各位代表："),
        ),
        "标题 讲话人居中": Genre(
            f"{'　' * 6}临江街道2022年工作报告\n{'　' * 5}街道办事处主任　张三\n"
            f"{'　' * 7}（{DATE}）\n{text}",
            _heads(2),
            title="临江街道2022年工作报告",
            yaml=("街道办事处主任　张三",),
        ),
        "标题 主送": Genre(
            f"{TITLE}\n区人民政府办公室：\n{text}", _heads(2), yaml=("主送: 区人民政府办公室：",)
        ),
        "标题 元数据": Genre(
            f"索 引 号：AB1230-2022-001\n发布机构：临江街道\n{TITLE}\n发布时间：2022-12-28\n{text}",
            _heads(2),
        ),
        "总结和计划": Genre(
            _text(
                *("第一部分　2022年工作总结", *_chapters(401, CHINESE[:2])),
                *("第二部分　2023年工作计划", *_chapters(402, CHINESE[:2])),
                title=LONG_TITLE,
            ),
            ((1, "2022年工作总结"), *_heads(2, 2), (1, "2023年工作计划"), *_heads(2, 2)),
            title=LONG_TITLE,
        ),
        "两级一、": Genre(
            _text(
                *("一、2022年工作总结", *_chapters(403, CHINESE[:3])),
                *("二、2023年工作计划", *_chapters(404, CHINESE[:2])),
                title=LONG_TITLE,
            ),
            ((1, "2022年工作总结"), *_heads(3, 2), (1, "2023年工作计划"), *_heads(2, 2)),
            title=LONG_TITLE,
        ),
        "章节另外缩进": Genre(
            _text(OPENING, *_chapters(405, CHINESE[:2]))
            .replace("　　一、", "    一、")
            .replace("　　二、", "    二、"),
            _heads(2),
            yaml=("章节缩进: 半角四格",),
        ),
        "两种二级": Genre(
            _text(
                *("一、党的建设", "（一）抓班子", _P(3), "（二）带队伍", _P(2)),
                *("二、经济发展", "1.招商引资", _P(3), "2.企业服务", _P(2)),
            ),
            (
                *((1, "党的建设"), (2, "抓班子"), (2, "带队伍")),
                *((1, "经济发展"), (2, "招商引资"), (2, "企业服务")),
            ),
        ),
        "模板的字": Genre(
            _text(f"系统里的{{% if %}}和{{{{甲}}}}照印。{_P(2)}", "一、" + _HEADS[0], _P(3)),
            _heads(1),
        ),
        "脚注": Genre(
            _text(
                *(f"“一网统管”[1]成效明显，“三会”[2]制度健全。{_P(2)}", "一、" + _HEADS[0], _P(4)),
                *(
                    "[1]“一网统管”指用一个平台管好城市运行。",
                    f"[2]“三会”指听证会、协调会、评议会。{_P(2)}",
                ),
            ),
            _heads(1),
            notes=2,
        ),
        "长标题": Genre(
            _text(
                OPENING,
                "一、坚持以人民为中心的发展思想，持续增进民生福祉，不断提升人民群众的获得感幸福感安全感",
                *(_P(3), "二、坚持底线思维", _P(4)),
            ),
            (
                (
                    1,
                    "坚持以人民为中心的发展思想，持续增进民生福祉，不断提升人民群众的获得感幸福感安全感",
                ),
                (1, "坚持底线思维"),
            ),
        ),
    }


TEXTS: dict[str, Genre] = {
    **_marked(),
    **_run_in(),
    **_leads(),
    **_signatures(),
    **_problems(),
    **_titles(),
}
