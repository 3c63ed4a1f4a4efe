"""YAML becomes a Report: short and long forms, defaults of files, aliases, folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from zongjie.diagnostics import Diagnostic, Severity, Text
from zongjie.model import Report, Status
from zongjie.sources import schema
from zongjie.sources.places import FOLDER_NAMES, MAIN_NAMES
from zongjie.sources.report import SCHEMA, Loaded, load, load_text
from zongjie.wrapping import Rule


def _report(text: str) -> Report:
    loaded = load_text(text)
    assert loaded.diagnostics == []
    assert loaded.report is not None
    return loaded.report


def _codes(found: list[Diagnostic]) -> list[str]:
    return [d.code for d in found]


def _text(value: Text | None) -> str:
    assert value is not None
    return value.value


def _folder(tmp_path: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


# ---- one file --------------------------------------------------------------------

WHOLE = """\
模板: 街道工作总结
单位名称: 甘泉路街道
年份: 2016年
标题: 甘泉路街道2016年工作总结
体例:
  章节编号: （一）起
  标题句号: 有
  段首句: 独立成段
  分条: ；
  各级编号:
    - 一、
    - 1.
  总标题: 无
  条目序号: （1）
  条目分段: 是
纯文本:
  缩进: 半角两格
  标点: 半角
  连接号: 短横
  段间空行: 0
  标题后空行: ２
  脚注前空行: 3
  脚注间空行: 4
  脚注标记: '［1］'
  章节前空行: 1
  章节后空行: 0
  落款位置: 同正文
  脚注标题: 名词解释
  脚注词条: 另行
  标题缩进: 6，4+1半角
  标题分行: 照分
  题下缩进: 8
  题下空行: 0
  主送前空行: 1
  正文前空行: 2
  落款前空行: 3
  落款间空行: 4
  落款缩进: 19
  日期缩进: 40半角
  落款次序: 日期在前
  章节缩进: 无
  折行:
    宽度: 38
    单位: 列
    避头尾: 悬挂
    整词: 是
截至: 2016年12月31日
开头: 过去的一年。
章节:
  - 标题: 总结
    章节:
      - 标题: 公共管理
        开头: 一年来。
        事项:
          - 段首句: 整治圆满完成
            正文: 全年。
          - 举措: 落实责任。
            所用指标:
              - 安全检查
              - 安全隐患
            公开: 否
          - 原文: 　　原样
脚注:
  五违四必: “五违”指……
存在问题:
  标题: 问题
  过渡语: 在总结成绩的同时
  条目:
    - 一条
    - 二条
结尾: 新的一年。
落款: 甘泉路街道办事处
成文日期: 2017年1月8日
附表: 是
"""


def test_every_key_of_a_report_is_read() -> None:
    report = _report(WHOLE)
    assert (report.year, report.annex) == (2016, True)
    assert report.as_of is not None
    assert (report.as_of.year, report.as_of.month, report.as_of.day) == (2016, 12, 31)
    assert tuple(report.style) == (
        "（一）起",
        True,
        "独立成段",
        "；",
        ("一、", "1."),
        False,
        "（1）",
        True,
    )
    assert tuple(report.txt) == (
        *("半角两格", "半角", "短横", 0, 2, 3, 4, "［1］"),
        *(1, 0, "同正文", "名词解释", True, "6，4+1半角", "无"),
        *(Rule(38, "列", "悬挂", whole=True), True, "8", 0, 1, 2, 3, 4, "19", "40半角", True),
    )
    part = report.sections[0].sections[0]
    assert [_text(part.title), _text(part.opening)] == ["公共管理", "一年来。"]
    first, second, third = part.items
    assert [_text(first.lead), _text(first.body)] == ["整治圆满完成", "全年。"]
    assert [name.value for name in second.used] == ["安全检查", "安全隐患"]
    assert (first.public, second.public) == (True, False)
    assert _text(third.verbatim) == "　　原样"
    assert report.problems is not None
    assert [entry.value for entry in report.problems.entries] == ["一条", "二条"]
    key, note = report.footnotes["五违四必"]
    assert (key.value, note.value) == ("五违四必", "“五违”指……")


def test_every_text_of_a_report_knows_where_it_stands() -> None:
    report = _report(WHOLE)
    part = report.sections[0].sections[0]
    assert report.problems is not None
    texts = [
        *(report.template, report.office, report.title, report.opening, report.closing),
        *(report.organ, report.date, part.title, part.opening, part.items[0].lead),
        *(part.items[0].body, part.items[1].measures_taken, *part.items[1].used),
        *(part.items[2].verbatim, *report.footnotes["五违四必"], report.problems.transition),
        *(report.problems.title, *report.problems.entries),
    ]
    for text in texts:
        assert text is not None
        assert text.span().text == text.value
        assert text.slice(1, 2).span().text == text.value[1:2]


def test_what_is_left_out_has_the_defaults_of_the_manual() -> None:
    report = _report("标题: 甲\n")
    assert tuple(report.style) == ("一、起", False, "句号接排", "。", (), True, "一是", False)
    assert tuple(report.txt) == (
        *("全角两格", "全角", "规范", 1, 1, 1, 1, "[1]"),
        *(None, None, "靠右", "", False, "", "同正文", None, False, ""),
        *(None, None, None, None, None, "", "", False),
    )
    assert (report.year, report.office, report.problems, report.annex) == (None, None, None, False)
    assert (report.sections, dict(report.footnotes), dict(report.indicators)) == ((), {}, {})


def test_every_key_of_the_plain_text_says_something() -> None:
    plain = _report("标题: 甲\n").txt
    for key, spec in schema.load(SCHEMA).properties["纯文本"].properties.items():
        values = [*map(repr, spec.enum)] or ["\n    宽度: 40" if spec.properties else "3"]
        read = {_report(f"纯文本:\n  {key}: {value}\n").txt for value in values}
        assert read - {plain}, key


def test_keys_with_nothing_behind_them_are_as_if_left_out() -> None:
    keys = [line.split(":")[0] for line in WHOLE.splitlines() if line[0] not in " -"]
    report = _report("".join(f"{key}:\n" for key in keys) + "指标:\n")
    assert report == _report("标题:\n")
    inner = _report("体例:\n  分条:\n纯文本:\n  缩进:\n存在问题:\n  条目:\n脚注:\n  甲:\n")
    assert inner.problems is not None
    assert inner._replace(problems=None) == report


@pytest.mark.parametrize("year", ["2016", "2016年", "２０１６", "'2016'", "|\n  2016年"])
def test_a_year_is_read_however_it_is_typed(year: str) -> None:
    assert _report(f"年份: {year}\n").year == 2016


# ---- a folder --------------------------------------------------------------------

HEAD = "科室: 服务办\n截至: 2016年11月底\n来源: 月报\n公开: 否\n状态: 初步数\n"


@pytest.mark.parametrize("main", MAIN_NAMES)
@pytest.mark.parametrize("folder", FOLDER_NAMES)
def test_a_folder_is_a_report_with_its_indicator_files(
    main: str, folder: str, tmp_path: Path
) -> None:
    path = _folder(
        tmp_path,
        {
            main: "截至: 2016年12月31日\n指标:\n  甲: 1件\n",
            f"{folder}/服务办.yaml": f"{HEAD}指标:\n  乙: 2件\n",
            f"{folder}/平安办.YML": "指标:\n  丙: 3件\n",
            f"{folder}/.隐藏.yaml": "[",
            f"{folder}/~备份.yaml": "[",
            f"{folder}/说明.txt": "[",
            "另外.yaml": "[",
        },
    )
    for given in (path, path / main):
        loaded = load(given)
        assert loaded.diagnostics == []
        assert loaded.report is not None
        assert list(loaded.report.indicators) == ["甲", "丙", "乙"]
        names = [main, "平安办.YML", "服务办.yaml"]
        assert [file.name for file in loaded.paths] == names
        assert [Path(source.name).name for source in loaded.sources] == names


def test_the_head_of_an_indicator_file_holds_for_what_does_not_say_otherwise(
    tmp_path: Path,
) -> None:
    long = "  乙:\n    数值: 2件\n    科室: 平安办\n    截至: 2016年10月底\n    来源: 周报\n"
    long += "    公开: 是\n    状态: 已核实\n    其中:\n      丙: 1件\n      丁:\n"
    path = _folder(
        tmp_path,
        {"报告.yaml": "标题: 甲\n", "指标/服务办.yaml": f"{HEAD}指标:\n  甲: 1件\n{long}  戊:\n"},
    )
    loaded = load(path)
    assert loaded.diagnostics == []
    assert loaded.report is not None
    names = ("甲", "乙", "戊")
    short, own, empty = (loaded.report.indicator(name) for name in names)
    assert short is not None
    assert own is not None
    assert empty is not None
    part = own.parts["丙"]
    for found in (short, part):
        assert [_text(found.department), _text(found.origin)] == ["服务办", "月报"]
        assert found.as_of is not None
        assert (found.as_of.month, found.public, found.status) == (11, False, Status.PROVISIONAL)
    assert [_text(own.department), _text(own.origin)] == ["平安办", "周报"]
    assert own.as_of is not None
    assert (own.as_of.month, own.public, own.status) == (10, True, Status.VERIFIED)
    assert (empty.status, own.parts["丁"].status) == (Status.PENDING, Status.PENDING)


def test_the_day_of_the_report_holds_for_files_that_give_none(tmp_path: Path) -> None:
    path = _folder(
        tmp_path,
        {"报告.yaml": "截至: 2016年12月31日\n", "指标/甲.yaml": "科室: 服务办\n指标:\n  甲: 1件\n"},
    )
    report = load(path).report
    assert report is not None
    found = report.indicator("甲")
    assert found is not None
    assert found.as_of == report.as_of is not None


def test_indicator_files_stand_beside_a_main_file_only(tmp_path: Path) -> None:
    path = _folder(tmp_path, {"去年.yaml": "标题: 甲\n", "指标/甲.yaml": "指标:\n  甲: 1件\n"})
    report = load(path / "去年.yaml").report
    assert report is not None
    assert dict(report.indicators) == {}


def test_a_folder_without_a_main_file_is_no_report(tmp_path: Path) -> None:
    loaded = load(_folder(tmp_path, {"指标/甲.yaml": "指标:\n  甲: 1件\n"}))
    assert _codes(loaded.diagnostics) == ["ZJ013"]
    assert loaded.report is None


def test_two_main_files_are_one_too_many(tmp_path: Path) -> None:
    path = _folder(tmp_path, {"报告.yaml": "标题: 甲\n", "report.yaml": "标题: 乙\n"})
    loaded = load(path)
    assert _codes(loaded.diagnostics) == ["ZJ014"]
    assert "报告.yaml" in loaded.diagnostics[0].message
    assert "report.yaml" in loaded.diagnostics[0].message
    given = load(path / "报告.yaml")
    assert given.report is not None
    assert _text(given.report.title) == "甲"


def test_a_missing_report_is_not_found(tmp_path: Path) -> None:
    assert _codes(load(tmp_path / "没有").diagnostics) == ["ZJ001"]


def test_a_folder_named_like_an_indicator_file_cannot_be_opened(tmp_path: Path) -> None:
    path = _folder(tmp_path, {"报告.yaml": "标题: 甲\n", "指标/甲.yaml/乙.txt": ""})
    loaded = load(path)
    assert _codes(loaded.diagnostics) == ["ZJ002"]
    assert loaded.report is None


def test_one_broken_file_does_not_hide_the_faults_of_the_others(tmp_path: Path) -> None:
    path = _folder(
        tmp_path,
        {
            "报告.yaml": "标题: [甲\n",
            "指标/一.yaml": "指标:\n  甲: 无\n",
            "指标/二.yaml": "指标:\n  乙: 1件\n  丙：2件\n",
        },
    )
    loaded = load(path)
    assert _codes(loaded.diagnostics) == ["ZJ047", "ZJ016", "ZJ111"]


# ---- other words, doubled words --------------------------------------------------


def test_an_alias_reads_like_its_key_with_advice_and_a_fix() -> None:
    text = (
        "街道: 甘泉路街道\n年度: 2016\n题目: 总结\n前言: 一年来。\ntxt:\n  标点: 半角\n"
        "指标:\n  甲:\n    值: 3件\n    去年: 2件\n    部门: 服务办\n"
        "板块:\n  - 标题: 乙\n    要点:\n      - 主题: 丙\n        内容: 丁\n"
        "问题:\n  引言: 戊\n  各条:\n    - 己\n"
    )
    loaded = load_text(text)
    assert set(_codes(loaded.diagnostics)) == {"ZJ102"}
    assert len(loaded.diagnostics) == 15
    assert all(d.severity is Severity.NOTE for d in loaded.diagnostics)
    edits = [d.fix for d in loaded.diagnostics if d.fix is not None]
    assert len(edits) == 15
    for fix in sorted(edits, key=lambda fix: -fix.span.start):
        text = text[: fix.span.start] + fix.text + text[fix.span.end :]
    proper = load_text(text)
    assert proper.diagnostics == []
    assert _shape(proper) == _shape(loaded)


def _shape(loaded: Loaded) -> object:
    """Return a report as texts, without places."""

    def bare(value: object) -> object:
        if hasattr(value, "span") and hasattr(value, "value"):
            return value.value
        if isinstance(value, tuple):
            return tuple(map(bare, value))
        return {k: bare(v) for k, v in value.items()} if hasattr(value, "items") else value

    return bare(loaded.report)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("标题: 甲\n标题: 乙\n", "ZJ103"),
        ("标题: 甲\n题目: 乙\n", "ZJ103"),
        ("指标:\n  甲: 1件\n  甲: 2件\n", "ZJ103"),
        ("指标:\n  甲: 1件\n  “甲”: 2件\n", "ZJ117"),
        ("脚注:\n  甲: 1\n  “甲”: 2\n", "ZJ103"),
    ],
)
def test_a_name_given_twice_shows_both_places(text: str, code: str) -> None:
    errors = [d for d in load_text(text).diagnostics if d.severity is Severity.ERROR]
    assert _codes(errors) == [code]
    assert errors[0].span is not None
    first = errors[0].related[0].span
    assert first.position < errors[0].span.position


def test_one_name_in_two_files_shows_both_files(tmp_path: Path) -> None:
    path = _folder(
        tmp_path,
        {
            "报告.yaml": "标题: 甲\n",
            "指标/一.yaml": "指标:\n  PM2.5: 1微克\n",
            "指标/二.yaml": "指标:\n  ＰＭ２．５: 2微克\n",
        },
    )
    found = load(path).diagnostics
    assert _codes(found) == ["ZJ117"]
    assert found[0].span is not None
    places = [found[0].span.source.name, found[0].related[0].span.source.name]
    assert sorted(Path(place).name for place in places) == ["一.yaml", "二.yaml"]


def test_names_that_mean_something_else_are_refused() -> None:
    loaded = load_text("指标:\n  年份: 3件\n  '': 4件\n  甲:\n    其中:\n      同比: 3件\n")
    assert _codes(loaded.diagnostics) == ["ZJ116", "ZJ116", "ZJ116"]


# ---- checks that are off ---------------------------------------------------------


def test_a_check_is_turned_off_with_a_reason() -> None:
    assert _report("检查:\n  ZJ208: 上年因疫情停办\n").muted.keys() == {"ZJ208"}
    assert _report("检查:\n").muted == {}


@pytest.mark.parametrize("reason", ["", "''", '" "'])
def test_a_check_is_not_turned_off_without_a_reason(reason: str) -> None:
    loaded = load_text(f"检查:\n  ZJ208: {reason}\n")
    assert _codes(loaded.diagnostics) == ["ZJ119"]
    assert loaded.report is not None
    assert loaded.report.muted == {}
