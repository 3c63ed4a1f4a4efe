"""Three-way: the YAML changed after the .docx was made; and several copies at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from pulling.neutral import neutral
from pulling.steps import Gone, New, Step, Swap
from pulling.trials import Home
from pulling.word import edited
from zongjie.pipeline.pulling import Pulled, pull


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Home]:
    names = ("ganquan-2016", "plain.yaml")
    return {name: Home(tmp_path_factory.mktemp("home"), name) for name in names}


@pytest.fixture
def ganquan(homes: dict[str, Home], tmp_path: Path) -> Home:
    return homes["ganquan-2016"].copied(tmp_path / "甘泉")


@pytest.fixture
def plain(homes: dict[str, Home], tmp_path: Path) -> Home:
    return homes["plain.yaml"].copied(tmp_path / "临江")


def _edit(home: Home, *steps: Step, name: str = "改稿.docx") -> Path:
    return home.copy(edited(home.data, [step.word for step in steps]), name)


def _typed(home: Home, file: str, old: str, new: str) -> None:
    """Change the YAML by hand, as a 科室 does."""
    path = home.report / file if home.report.is_dir() else home.report
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def _prints(home: Home, *texts: str) -> None:
    printed = "\n".join(home.printed())
    for text in texts:
        assert text in printed, text


def _left(pulled: Pulled) -> list[str]:
    return [f"{one.before} → {one.after}" for one in pulled.changes if not one.taken]


# ---- the YAML changed meanwhile ---------------------------------------------------------

GRID = "indicators/grid-centre.yaml"
MEANWHILE: dict[str, tuple[tuple[str, str, str], Step, tuple[str, ...]]] = {
    "a number corrected, another sentence edited": (
        (GRID, "18735件", "18740件"),
        Swap("转变思想、服务大局", "解放思想、服务大局"),
        ("18740件", "解放思想、服务大局"),
    ),
    "a number corrected, the words beside it edited": (
        (GRID, "18735件", "18740件"),
        Swap("网格中心全年累计受理案件", "网格中心累计办理案件"),
        ("网格中心累计办理案件18740件",),
    ),
    "a number corrected, another number of the paragraph edited": (
        (GRID, "18735件", "18740件"),
        Swap("结案率100%", "结案率99.9%"),
        ("18740件，结案率99.9%",),
    ),
    "a sentence edited, another one of the same paragraph too": (
        ("report.yaml", "打造章家巷“自治家园”", "建成章家巷“自治家园”"),
        Swap("积极推进网格化管理", "大力推进网格化管理"),
        ("建成章家巷“自治家园”", "大力推进网格化管理"),
    ),
    "a word edited, another one of the same sentence too": (
        ("report.yaml", "以“补齐城市管理短板", "紧扣“补齐城市管理短板"),
        Swap("为工作主线", "为工作主题"),
        ("紧扣“补齐城市管理短板，提升公共服务水平”为工作主题",),
    ),
    "an item added, another one edited": (
        (
            "report.yaml",
            "      - 段首句: 落实托底保障政策",
            "      - 段首句: 守护用气安全\n        正文: 逐户上门检查。\n"
            "      - 段首句: 落实托底保障政策",
        ),
        Swap("优化多元化救助", "健全多元化救助"),
        ("守护用气安全。逐户上门检查。", "健全多元化救助"),
    ),
    "an item added where a paragraph is added": (
        (
            "report.yaml",
            "      - 段首句: 提高民生服务水平",
            "      - 段首句: 守护用气安全\n        正文: 逐户上门检查。\n"
            "      - 段首句: 提高民生服务水平",
        ),
        New("注重保障民生", "办成实事46件。", "BodyText"),
        ("守护用气安全。逐户上门检查。", "办成实事46件。"),
    ),
    "the same change on both sides": (
        ("report.yaml", "转变思想、服务大局", "解放思想、服务大局"),
        Swap("转变思想、服务大局", "解放思想、服务大局"),
        ("解放思想、服务大局",),
    ),
    "a number corrected on both sides alike": (
        (GRID, "18735件", "18740件"),
        Swap("18735件", "18740件"),
        ("18740件",),
    ),
    "an item moved, another one edited": (
        ("report.yaml", "标题: 注重保障民生", "标题: 始终注重保障民生"),
        Gone("提高民生服务水平"),
        ("始终注重保障民生", "落实托底保障政策"),
    ),
}


@pytest.mark.parametrize("name", MEANWHILE)
def test_both_sides_are_merged(name: str, ganquan: Home) -> None:
    by_hand, step, wanted = MEANWHILE[name]
    copy = _edit(ganquan, step)
    _typed(ganquan, *by_hand)
    pulled = pull(ganquan.report, [copy], apply=True)
    assert pulled.ok, pulled.diagnostics
    assert _left(pulled) == []
    _prints(ganquan, *wanted)
    after = ganquan.files()
    assert not any(one.taken for one in pull(ganquan.report, [copy], apply=True).changes)
    assert ganquan.files() == after


CONFLICTS: dict[str, tuple[tuple[str, str, str], Step, tuple[str, str]]] = {
    "one number in two ways": (
        (GRID, "18735件", "18740件"),
        Swap("18735件", "18753件"),
        ("18740", "18753"),
    ),
    "a number, and its rounding": (
        (GRID, "18735件", "28740件"),
        Swap("18735件", "1.8万余件"),
        ("28740", "1.8万余"),
    ),
    "one word in two ways": (
        ("report.yaml", "转变思想、服务大局", "更新思想、服务大局"),
        Swap("转变思想、服务大局", "解放思想、服务大局"),
        ("更新", "解放"),
    ),
    "a heading in two ways": (
        ("report.yaml", "标题: 注重保障民生", "标题: 着力保障民生"),
        Swap("注重保障民生，公共", "用心保障民生，公共"),
        ("着力", "用心"),
    ),
    "edited here, gone there": (
        ("report.yaml", "          积极推进网格化管理成员单位信息系统连接工作。\n", ""),
        Swap("积极推进网格化管理成员", "大力推进网格化管理成员"),
        ("", "大力"),
    ),
}


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_conflict_shows_both_and_writes_nothing_of_it(name: str, ganquan: Home) -> None:
    by_hand, step, (ours, theirs) = CONFLICTS[name]
    copy = _edit(ganquan, step, Swap("建立反恐怖工作责任体系", "健全反恐怖工作责任体系"))
    _typed(ganquan, *by_hand)
    before = ganquan.printed()
    pulled = pull(ganquan.report, [copy], apply=True)
    conflicts = [one for one in pulled.changes if not one.taken]
    assert conflicts
    said = "".join(f"{one.before}{one.others}{one.why}" for one in conflicts)
    assert ours in said
    assert theirs in said
    wanted = [line.replace("建立反恐怖", "健全反恐怖") for line in before]
    assert neutral(ganquan.printed()) == neutral(wanted)


def test_an_untouched_copy_of_an_older_state_takes_nothing_back(ganquan: Home) -> None:
    copy = ganquan.copy(ganquan.data)
    _typed(ganquan, GRID, "18735件", "18740件")
    after = ganquan.files()
    pulled = pull(ganquan.report, [copy], apply=True)
    assert pulled.changes == ()
    assert ganquan.files() == after


# ---- several copies ----------------------------------------------------------------------

APART: dict[str, tuple[Step, Step, tuple[str, ...]]] = {
    "paragraphs apart": (
        Swap("转变思想、服务大局", "解放思想、服务大局"),
        Swap("建立反恐怖", "健全反恐怖"),
        ("解放思想", "健全反恐怖"),
    ),
    "one paragraph": (
        Swap("打造章家巷", "建成章家巷"),
        Swap("积极推进网格化管理", "大力推进网格化管理"),
        ("建成章家巷", "大力推进网格化管理"),
    ),
    "one sentence": (
        Swap("以“补齐城市", "紧扣“补齐城市"),
        Swap("为工作主线", "为工作主题"),
        ("紧扣“补齐城市管理短板，提升公共服务水平”为工作主题",),
    ),
    "a number and the words beside it": (
        Swap("18735件", "18753件"),
        Swap("全年累计受理案件", "累计办理案件"),
        ("累计办理案件18753件",),
    ),
    "a paragraph gone, another edited": (
        Gone("提高民生服务水平"),
        Swap("优化多元化", "健全多元化"),
        ("健全多元化",),
    ),
    "the same edit": (
        Swap("建立反恐怖", "健全反恐怖"),
        Swap("建立反恐怖", "健全反恐怖"),
        ("健全反恐怖",),
    ),
}


@pytest.mark.parametrize("name", APART)
def test_edits_of_several_people_are_merged(name: str, ganquan: Home) -> None:
    one, other, wanted = APART[name]
    copies = [_edit(ganquan, one, name="甲.docx"), _edit(ganquan, other, name="乙.docx")]
    pulled = pull(ganquan.report, copies, apply=True)
    assert pulled.ok, pulled.diagnostics
    assert _left(pulled) == []
    _prints(ganquan, *wanted)
    names = {"甲.docx", "乙.docx"}
    assert {path for change in pulled.changes for path in change.copies} == names
    assert all(change.copies for change in pulled.changes)


TOGETHER: dict[str, tuple[Step, Step, tuple[str, str]]] = {
    "one word in two ways": (
        Swap("转变思想、服务大局", "解放思想、服务大局"),
        Swap("转变思想、服务大局", "更新思想、服务大局"),
        ("解放", "更新"),
    ),
    "one number in two ways": (
        Swap("18735件", "18753件"),
        Swap("18735件", "18740件"),
        ("18753", "18740"),
    ),
    "gone here, edited there": (
        Gone("提高民生服务水平"),
        Swap("完善中心各项建设", "完善中心全部建设"),
        ("提高民生服务水平", "全部建设"),
    ),
}


@pytest.mark.parametrize("name", TOGETHER)
def test_edits_of_one_place_stand_side_by_side(name: str, ganquan: Home) -> None:
    one, other, wanted = TOGETHER[name]
    third = Swap("建立反恐怖", "健全反恐怖")
    copies = [_edit(ganquan, one, name="甲.docx"), _edit(ganquan, other, third, name="乙.docx")]
    before = ganquan.printed()
    pulled = pull(ganquan.report, copies, apply=True)
    left = [change for change in pulled.changes if not change.taken]
    said = "".join(f"{change.before}{change.others}" for change in left)
    assert all(text in said for text in wanted), said
    assert {Path(name).name for change in left for name in change.copies} == {"甲.docx", "乙.docx"}
    lines = [line.replace("建立反恐怖", "健全反恐怖") for line in before]
    assert neutral(ganquan.printed()) == neutral(lines)


def test_copies_in_either_order_give_one_result(plain: Home, tmp_path: Path) -> None:
    steps = (
        Swap("一站受理", "一窗受理"),
        Swap("价格不变", "价格不涨"),
        Swap("居民随时", "群众随时"),
    )
    results = []
    for order in ((0, 1, 2), (2, 0, 1)):
        own = plain.copied(tmp_path / f"{order}")
        copies = [_edit(own, steps[at], name=f"{at}.docx") for at in order]
        assert pull(own.report, copies, apply=True).ok
        results.append(own.files())
    assert results[0] == results[1]


def test_what_two_people_made_of_one_clause_is_not_mixed(ganquan: Home) -> None:
    """加快推进…建设 became 加快建设… with one, 全力推进…建设 with the other."""
    before = ganquan.files()
    copies = [
        ganquan.copy(edited(ganquan.data, [Swap("加快推进宜居", new).word]), f"{name}.docx")
        for name, new in (("甲", "加快建设宜居"), ("乙", "全力推进宜居"))
    ]
    pulled = pull(ganquan.report, copies, apply=True)
    [conflict] = pulled.changes
    assert not conflict.taken
    assert [name for name, _ in conflict.others] == ["甲.docx", "乙.docx"]
    assert [text[:4] for _, text in conflict.others] == ["加快建设", "全力推进"]
    assert ganquan.files() == before
