"""Edits that a reader of the results found wrong or badly told, each mended since."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import docx
import pytest

from pulling.steps import Footnote, Gone, Heading, Join, Move, New, Step, Swap, Whole
from pulling.trials import Home
from pulling.word import Word, edited, said
from zongjie.pipeline import pulling
from zongjie.pipeline.pulling import Pulled, pull

NAMES = ("ganquan-2016", "changbai-2020", "shifan-2025", "plain.yaml")


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Home]:
    return {name: Home(tmp_path_factory.mktemp("home"), name) for name in NAMES}


def _copied(homes: dict[str, Home], name: str, folder: Path) -> Home:
    return homes[name].copied(folder / "街道")


def _pulled(home: Home, *steps: Step, as_is: bool = False) -> Pulled:
    return _pull(home, home.copy(edited(home.data, [step.word for step in steps])), as_is=as_is)


def _pull(home: Home, copy: Path, *, as_is: bool = False) -> Pulled:
    pulled = pull(home.report, [copy], apply=True, as_is=as_is)
    assert pulled.ok, [one.message for one in pulled.diagnostics]
    return pulled


def _left(pulled: Pulled) -> list[tuple[str, str, str]]:
    return [(one.before, one.after, one.why) for one in pulled.changes if not one.taken]


def _yaml(home: Home, name: str = "report.yaml") -> str:
    return (home.report / name).read_text("utf-8")


# ---- headings ---------------------------------------------------------------------------


def test_a_heading_of_which_no_word_is_left_is_the_heading_of_its_section(
    homes: dict[str, Home], tmp_path: Path
) -> None:
    home = _copied(homes, "ganquan-2016", tmp_path)
    old = "  - 标题: 补齐发展短板，公共管理走向精细\n"
    before = _yaml(home)
    pulled = _pulled(home, Whole(old[8:-1], "聚力城市更新，人居环境焕然一新，市民出行更加便捷"))
    assert not _left(pulled)
    assert all(one.before and one.after for one in pulled.changes)
    new = "  - 标题: 聚力城市更新，人居环境焕然一新，市民出行更加便捷\n"
    assert _yaml(home) == before.replace(old, new)


def test_a_heading_goes_with_its_section_though_another_section_comes_there(
    homes: dict[str, Home], tmp_path: Path
) -> None:
    home = _copied(homes, "ganquan-2016", tmp_path)
    first, last = "注重保障民生，公共服务能级提升", "提高民生服务水平。"
    steps = (
        Gone(first, last),
        Heading("主要开展了以下", "（一）", "守牢安全底线", 1),
        New("守牢安全底线", "全年未发生亡人事故。"),
    )
    assert not [one for one in _left(_pulled(home, *steps)) if "方面工作" not in one[0]]
    assert first not in _yaml(home)
    assert "  - 标题: 守牢安全底线\n    事项:\n      - 正文: 全年未发生亡人事故。\n" in _yaml(home)


def test_the_stop_of_a_heading_is_the_forms_and_its_words_are_taken(
    homes: dict[str, Home], tmp_path: Path
) -> None:
    home = _copied(homes, "changbai-2020", tmp_path)
    pulled = _pulled(home, Swap("平安建设有成效。", "社区更加安全"))
    assert _left(pulled) == [("社区更加安全。", "社区更加安全", "标题后面的句号是体例自动加的")]
    assert "  - 标题: 健全社区安全机制，社区更加安全\n" in _yaml(home)


def test_a_new_heading_without_the_stop_of_the_form_comes_with_its_paragraph(
    homes: dict[str, Home], tmp_path: Path
) -> None:
    home = _copied(homes, "changbai-2020", tmp_path)
    steps = (
        Heading("观看量达33万人次", "（四）", "守牢安全底线", 1),
        New("守牢安全底线", "全年未发生亡人事故。"),
    )
    pulled = _pulled(home, *steps)
    assert [why for *_, why in _left(pulled)] == ["标题后面的句号是体例自动加的"]
    assert "  - 标题: 守牢安全底线\n    事项:\n      - 正文: 全年未发生亡人事故。\n" in _yaml(home)


def test_words_typed_right_behind_the_number_of_a_heading_are_not_its_number(
    homes: dict[str, Home], tmp_path: Path
) -> None:
    home = _copied(homes, "ganquan-2016", tmp_path)
    word = Word(home.data)
    paragraph = word.with_("补齐发展短板")
    at = said(paragraph).index("补齐发展短板")
    word.replace(paragraph, at, at, "聚力")  # in the look of the character before it
    assert not _left(_pull(home, home.copy(word.saved())))
    assert "  - 标题: 聚力补齐发展短板，公共管理走向精细\n" in _yaml(home)


# ---- again ------------------------------------------------------------------------------

PROBLEM = "一是在深化落实"
TYPED = "三是健全长效机制，强化督查考核。"


def test_an_entry_with_a_number_that_was_typed_wrong_comes_home_once(
    homes: dict[str, Home], tmp_path: Path
) -> None:
    home = _copied(homes, "ganquan-2016", tmp_path)
    _pulled(home, Swap(PROBLEM, TYPED + PROBLEM))
    after = home.files()
    again = pull(home.report, [home.folder / "改稿.docx"], apply=True)
    assert home.files() == after
    assert not [one for one in again.changes if one.taken]


def test_a_copy_comes_home_again_where_the_backup_was_put_back(
    homes: dict[str, Home], tmp_path: Path
) -> None:
    home = _copied(homes, "ganquan-2016", tmp_path)
    first = _pulled(home, Swap("转变思想、服务大局", "解放思想、服务大局"))
    after = home.files()
    assert first.backup is not None
    shutil.copytree(first.backup, home.report, dirs_exist_ok=True)
    assert home.files() != after
    again = pull(home.report, [home.folder / "改稿.docx"], apply=True)
    assert [one.taken for one in again.changes] == [True]
    assert home.files() == after


# ---- paragraphs of the outline ----------------------------------------------------------


def test_a_paragraph_of_the_outline_that_was_deleted_is_left_out(
    homes: dict[str, Home], tmp_path: Path
) -> None:
    home = _copied(homes, "shifan-2025", tmp_path)
    before = _yaml(home)
    assert not _left(_pulled(home, Gone("落实生活垃圾分类。"), Gone("举办群众文化活动")))
    table = "事项:\n  垃圾分类:\n    略去: 是\n  文化活动:\n    略去: 是\n"
    assert _yaml(home) == before + table


def test_a_section_of_the_outline_goes_whole_and_the_opening_follows(
    homes: dict[str, Home], tmp_path: Path
) -> None:
    home = _copied(homes, "shifan-2025", tmp_path)
    pulled = _pulled(home, Gone("优化营商环境，服务企业发展", "商务楼宇入驻率"))
    left = _left(pulled)
    assert {why.partition("：")[0] for *_, why in left} == {"别处改了，这里跟着变"}
    assert any("八方面工作" in after for _, after, _ in left)
    assert "营商环境" not in "".join(home.printed())


def test_a_sentence_behind_the_lead_of_a_paragraph_of_the_outline_is_taken(
    homes: dict[str, Home], tmp_path: Path
) -> None:
    home = _copied(homes, "shifan-2025", tmp_path)
    lead = "规范信访事项办理。"
    pulled = _pulled(home, Swap(lead, f"{lead}健全领导包案制度。"))
    assert not _left(pulled)
    assert _yaml(home).endswith("事项:\n  信访工作:\n    举措: 健全领导包案制度。\n")


def test_a_paragraph_of_the_outline_that_was_joined_to_another_is_not_left_out(
    homes: dict[str, Home], tmp_path: Path
) -> None:
    home = _copied(homes, "shifan-2025", tmp_path)
    before = home.files()
    assert _left(_pulled(home, Join("规范信访事项办理。"), Gone("加强重点领域整治。")))
    assert "略去" in _yaml(home)
    assert "规范信访事项办理。" in "".join(home.printed())
    assert home.files() != before


# ---- what is told -----------------------------------------------------------------------


def test_a_paragraph_of_the_engine_that_was_moved_says_so(
    homes: dict[str, Home], tmp_path: Path
) -> None:
    home = _copied(homes, "shifan-2025", tmp_path)
    ((before, after, why),) = _left(_pulled(home, Move("完善企业服务机制。", "商务楼宇入驻率")))
    assert before == after
    assert why == "改稿里挪到了别处：这一句是程序用指标拼的，不在 YAML 里"


def test_words_beside_a_generated_figure_are_the_engines_and_not_in_a_file_of_yaml(
    homes: dict[str, Home], tmp_path: Path
) -> None:
    home = _copied(homes, "shifan-2025", tmp_path)
    pulled = _pulled(home, Swap("办复率100%", "办复率100%，件件有回音"))
    assert [why for *_, why in _left(pulled)] == ["这一句是程序用指标拼的，不在 YAML 里"]
    assert [one.is_wording for one in pulled.changes] == [True]


def test_what_is_left_of_a_figure_says_all_that_was_typed(
    homes: dict[str, Home], tmp_path: Path
) -> None:
    home = _copied(homes, "ganquan-2016", tmp_path)
    pulled = _pulled(home, Swap("18735件", "大约1.9万余宗案件"))
    ((_, after, _),) = _left(pulled)
    assert "大约1.9万余宗案件" in after


def test_a_paragraph_as_it_stands_says_a_shared_word_once(
    homes: dict[str, Home], tmp_path: Path
) -> None:
    home = _copied(homes, "shifan-2025", tmp_path)
    _pulled(home, Swap("班子成员接待", "领导班子成员接待"), as_is=True)
    (line,) = (one for one in home.printed() if "规范信访事项办理" in one)
    assert line == (
        "规范信访事项办理。信访事项及时受理率、按期办结率均为100%。"
        "领导班子成员接待群众来访56批次、92人次。"
    )


# ---- figures that one reference prints --------------------------------------------------


def test_a_sentence_goes_with_a_reference_that_prints_several_figures(
    homes: dict[str, Home], tmp_path: Path
) -> None:
    home = _copied(homes, "changbai-2020", tmp_path)
    sentence = (
        "举办第三届市民运动会长白社区体育系列赛事活动，"
        "承办市级赛事1场、区级赛事3场，开展街镇级体育赛事活动10场。"
    )
    assert not _left(_pulled(home, Swap(sentence, "")))
    assert "{{列举（市级赛事，区级赛事）}}" not in _yaml(home)
    assert sentence not in "".join(home.printed())


def test_a_table_that_is_taken_out_is_one_key(tmp_path: Path) -> None:
    home = Home(tmp_path, "full.yaml")
    document = docx.Document(io.BytesIO(home.data))
    body = document.element.body
    table = document.tables[-1]._tbl
    for one in [*table.itersiblings(preceding=True)][:2]:  # 附件3 and its title
        body.remove(one)
    body.remove(table)
    stream = io.BytesIO()
    document.save(stream)
    pulled = pull(home.report, [home.copy(stream.getvalue())], apply=True)
    text = home.report.read_text("utf-8")
    assert "附表: 是" not in text
    assert all(one.taken for one in pulled.changes)
    assert len(pulled.changes) < 6


# ---- many edits at once -----------------------------------------------------------------


def test_one_edit_that_cannot_be_written_does_not_print_the_report_for_every_other(
    homes: dict[str, Home], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = _copied(homes, "ganquan-2016", tmp_path)
    word = Word(home.data)
    for paragraph in list(word.paragraphs()):
        text = said(paragraph)
        if text.endswith("。") and "立案同比下降" not in text:
            word.replace(paragraph, len(text) - 1, len(text) - 1, "，成效明显")
    paragraph = word.with_("立案同比下降30%")
    at = said(paragraph).index("降30%")
    word.replace(paragraph, at, at, "切实")
    prints: list[object] = []
    printed = pulling._printed
    monkeypatch.setattr(pulling, "_printed", lambda one: prints.append(one) or printed(one))
    pulled = _pull(home, home.copy(word.saved()))
    assert len([one for one in pulled.changes if one.taken]) == 20
    assert len(_left(pulled)) == 1
    assert len(prints) <= 6


def test_new_footnotes_of_several_places_are_named_apart(
    homes: dict[str, Home], tmp_path: Path
) -> None:
    home = _copied(homes, "ganquan-2016", tmp_path)
    steps = (
        Footnote("“独居老人结对关爱联盟”", "由街道牵头。"),
        Footnote("“同心课堂”", "每月一课。"),
        Footnote("“活力工会”", "职工活动品牌。"),
    )
    assert not _left(_pulled(home, *steps))
    assert [name in _yaml(home) for name in ("  注1: 由", "  注2: ", "  注3: ")] == [True] * 3


def test_a_heading_typed_anew_with_its_number_is_no_number(
    homes: dict[str, Home], tmp_path: Path
) -> None:
    home = _copied(homes, "ganquan-2016", tmp_path)
    word = Word(home.data)
    paragraph = word.with_("补齐发展短板")
    word.replace(paragraph, 0, len(said(paragraph)), "聚力城市更新")  # in the look of the number
    assert not _left(_pull(home, home.copy(word.saved())))
    assert "  - 标题: 聚力城市更新\n" in _yaml(home)


def test_one_measure_of_several_stays_a_number(homes: dict[str, Home], tmp_path: Path) -> None:
    """139.76万元 is one of two measures; what is no number would break the other, too."""
    own = _copied(homes, "ganquan-2016", tmp_path)
    pulled = _pulled(own, Swap("139.76万元", "139改动6万元"), Swap("建立反恐怖", "健全反恐怖"))
    assert [one.taken for one in pulled.changes] == [False, True]
    assert "不像一个数" in pulled.changes[0].why
