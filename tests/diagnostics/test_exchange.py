"""Diagnostics for other programs: SARIF and GitHub's annotations."""

from __future__ import annotations

import json
from pathlib import Path

from zongjie.diagnostics import Diagnostic, Source, Span, exchange
from zongjie.pipeline import check, load

TEXT = "模板: 街道工作总结\n标题: 甲：乙\n年份: 20x6\n指标:\n  案件: 12,34件\n章节: []\n"


def _found(path: Path) -> list[Diagnostic]:
    path.write_text(TEXT, "utf-8")
    return check(load(path)).diagnostics


def test_sarif_says_where_and_by_which_rule(tmp_path: Path) -> None:
    found = _found(tmp_path / "报告 一.yaml")
    assert found
    log = json.loads(exchange.sarif(found))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(found)
    for one, result in zip(found, run["results"], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == one.code
        assert one.message in result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].startswith("file:///")
        assert place["artifactLocation"]["uri"].endswith("%20%E4%B8%80.yaml")
        region = place["region"]
        assert one.span is not None
        assert (region["startLine"], region["startColumn"]) == one.span.position
        start = region["charOffset"]
        assert TEXT[start : start + region["charLength"]] == one.span.text
    assert {rule["defaultConfiguration"]["level"] for rule in rules} <= {"error", "warning", "note"}
    assert not any("\n " in rule["fullDescription"]["text"] for rule in rules)


def test_sarif_of_nothing_is_a_run_without_results() -> None:
    (run,) = json.loads(exchange.sarif([]))["runs"]
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


def test_a_relative_name_stays_relative() -> None:
    source = Source("文件夹/报告.yaml", "甲\n")
    from zongjie.diagnostics import catalogue

    told = catalogue.keys.not_a_quantity(Span(source, 0, 1), "数值", "甲")
    (result,) = json.loads(exchange.sarif([told]))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "%E6%96%87%E4%BB%B6%E5%A4%B9/%E6%8A%A5%E5%91%8A.yaml"


def test_github_gets_one_command_a_finding(tmp_path: Path) -> None:
    found = _found(tmp_path / "报告,一.yaml")
    lines = exchange.github(found).splitlines()
    assert len(lines) == len(found)
    for one, line in zip(found, lines, strict=True):
        assert line.startswith(("::error file=", "::warning file=", "::notice file="))
        head, _, message = line[2:].partition("::")
        assert "报告%2C一.yaml" in head
        assert f"title={one.severity.value} {one.code}" in head
        assert message.startswith(one.message.replace("%", "%25"))


def test_a_message_cannot_end_its_command() -> None:
    from zongjie.diagnostics import catalogue

    told = catalogue.keys.not_a_quantity(Span(Source("a:b,c\n.yaml", "x"), 0, 1), "数值", "1%")
    command = exchange.github([told])
    assert command.count("\n") == 1
    assert "file=a%3Ab%2Cc%0A.yaml," in command
    assert "1%25" in command
