"""The catalogue of faults: each has a code, a page of the manual, and a test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zongjie.diagnostics import Severity, Source, Span, catalogue
from zongjie.diagnostics.rule import Finding, Rule, listed, rule

TESTS = Path(__file__).parents[1]
RULES = catalogue.all_rules()
RANGES = {
    "files": "0",
    "readings": "0",
    "slips": "0",
    "syntax": "0",
    "versions": "0",
    "keys": "1",
    "figures": "2",
    "prose": "3",
    "templates": "4",
    "outputs": "5",
    "pages": "5",
    "forms": "5",
    "batches": "5",
    "outline": "6",
    "members": "7",
    "comparing": "7",
    "opinions": "7",
    "redlines": "7",
    "gathering": "7",
    "drafts": "8",
    "rolling": "8",
    "pulling": "8",
    "patterns": "9",
    "switches": "1",
    "gaps": "2",
    "across": "2",
    "years": "2",
    "leftovers": "3",
}

# What no report laid out in tests/cases can show: files that cannot be read as one,
# options of the command, outputs, and templates checked on their own.
ELSEWHERE = frozenset(
    (
        *("ZJ861", "ZJ862", "ZJ863", "ZJ864", "ZJ865", "ZJ866", "ZJ867"),
        *("ZJ001", "ZJ002", "ZJ003", "ZJ004", "ZJ005", "ZJ006", "ZJ008", "ZJ011", "ZJ013", "ZJ017"),
        *("ZJ014", "ZJ015", "ZJ119", "ZJ209", "ZJ210", "ZJ307", "ZJ311", "ZJ315", "ZJ317", "ZJ402"),
        *("ZJ407", "ZJ410", "ZJ411", "ZJ412", "ZJ501", "ZJ502", "ZJ503", "ZJ504", "ZJ505"),
        *("ZJ506", "ZJ507", "ZJ508", "ZJ413", "ZJ414", "ZJ415", "ZJ416", "ZJ417", "ZJ418"),
        *("ZJ419", "ZJ420", "ZJ701", "ZJ702", "ZJ704", "ZJ622", "ZJ703", "ZJ421", "ZJ705"),
        *("ZJ706", "ZJ422", "ZJ423", "ZJ803", "ZJ807", "ZJ808", "ZJ804"),
        *("ZJ216", "ZJ217", "ZJ635", "ZJ805", "ZJ637", "ZJ806"),
        *("ZJ521", "ZJ522", "ZJ523", "ZJ524", "ZJ525", "ZJ526", "ZJ512", "ZJ513"),
        *("ZJ533", "ZJ535"),
        *("ZJ707", "ZJ708", "ZJ709", "ZJ710", "ZJ061"),
        *("ZJ424", "ZJ425", "ZJ426", "ZJ427", "ZJ428", "ZJ429"),
        *("ZJ551", "ZJ552", "ZJ553", "ZJ554", "ZJ555", "ZJ556", "ZJ557", "ZJ558", "ZJ559"),
        *("ZJ560", "ZJ561", "ZJ562", "ZJ563", "ZJ564", "ZJ565", "ZJ566"),
        *("ZJ571", "ZJ572", "ZJ573", "ZJ574", "ZJ575", "ZJ576", "ZJ577", "ZJ578"),
        *("ZJ579",),
        *("ZJ711", "ZJ430", "ZJ509", "ZJ510", "ZJ511"),
        *("ZJ019", "ZJ020", "ZJ021", "ZJ022", "ZJ023", "ZJ024", "ZJ025", "ZJ026", "ZJ027", "ZJ028"),
        *("ZJ030", "ZJ031", "ZJ032", "ZJ033", "ZJ034"),
        *("ZJ841", "ZJ842", "ZJ843", "ZJ844", "ZJ845", "ZJ846", "ZJ847", "ZJ848", "ZJ849"),
        *("ZJ850", "ZJ851", "ZJ852", "ZJ853", "ZJ854", "ZJ855", "ZJ856"),
        *("ZJ161", "ZJ162", "ZJ258"),
        *("ZJ029", "ZJ431", "ZJ901", "ZJ902", "ZJ903", "ZJ904", "ZJ905", "ZJ906", "ZJ907"),
        *("ZJ771", "ZJ772", "ZJ773", "ZJ774", "ZJ775", "ZJ776"),
        *("ZJ751", "ZJ752", "ZJ761"),
        *("ZJ781", "ZJ782", "ZJ783", "ZJ784", "ZJ785", "ZJ786", "ZJ787", "ZJ788"),
        *("ZJ071", "ZJ072", "ZJ073", "ZJ074", "ZJ075", "ZJ076", "ZJ077", "ZJ078"),
    )
)


def _pages() -> list[object]:
    return [pytest.param(found, id=code) for code, found in RULES.items()]


# ---- codes -----------------------------------------------------------------------


def test_codes_are_unique() -> None:
    folder = Path(catalogue.__file__ or "").parent
    codes = [
        code
        for path in folder.glob("*.py")
        for code in re.findall(r'@rule\(\s*"([^"]+)"', path.read_text(encoding="utf-8"))
    ]
    assert sorted(codes) == sorted(set(codes)) == list(RULES)


@pytest.mark.parametrize("family", RANGES)
def test_codes_lie_in_the_range_of_their_family(family: str) -> None:
    assert set(RANGES) == set(catalogue.__all__)
    text = Path(getattr(catalogue, family).__file__).read_text(encoding="utf-8")
    codes = re.findall(r'@rule\(\s*"([^"]+)"', text)
    assert codes
    assert all(re.fullmatch(rf"ZJ{RANGES[family]}\d\d", code) for code in codes)


def test_a_rule_is_found_by_its_code_alone() -> None:
    assert all(catalogue.rule_of(code) is found for code, found in RULES.items())
    assert [catalogue.rule_of(code) for code in ("", "ZJ", "ZJ9", "ZJ999", "ZJ４", "甲")] == [
        None
    ] * 6


def test_a_family_that_does_not_exist_is_no_attribute() -> None:
    with pytest.raises(AttributeError):
        _ = catalogue.没有


# ---- pages -----------------------------------------------------------------------


@pytest.mark.parametrize("found", _pages())
def test_every_rule_has_a_page_of_the_manual(found: Rule) -> None:
    title, blank, *body = [line.strip() for line in found.page.strip().split("\n")]
    assert title == found.title
    assert 2 <= len(title) <= 20
    assert not title.endswith(("。", "."))
    assert blank == ""
    parts = [line.partition("：") for line in body]
    assert [name for name, _, _ in parts] == ["查什么", "为什么", "反例", "正例"]
    assert all(len(text) >= 2 for _, _, text in parts)
    assert all(text.endswith("。") or "？" in text for _, _, text in parts[:2])


def test_every_family_has_a_title_and_every_rule_a_family() -> None:
    assert set(catalogue.TITLES) == set(catalogue.__all__)
    assert {found.family for found in RULES.values()} == set(catalogue.TITLES)


def test_titles_tell_the_rules_apart() -> None:
    titles = [found.title for found in RULES.values()]
    assert len(set(titles)) == len(titles)


# ---- tests -----------------------------------------------------------------------


def _in_cases() -> set[str]:
    texts = (path.read_text(encoding="utf-8") for path in (TESTS / "cases").rglob("*.yaml"))
    return {code for text in texts for code in re.findall(r"(?:错误|提醒|提示)\[(ZJ\d+)\]", text)}


def _in_other_tests() -> set[str]:
    found: set[str] = set()
    for path in TESTS.rglob("test_*.py"):
        if path != Path(__file__):
            found.update(re.findall(r"ZJ\d{3}", path.read_text(encoding="utf-8")))
    return found


def test_every_code_is_reported_by_a_case_or_tested_elsewhere() -> None:
    assert set(RULES) - _in_cases() - ELSEWHERE == set(), "write a case"
    assert ELSEWHERE - _in_other_tests() == set(), "said to be tested elsewhere, but is not"
    assert ELSEWHERE - set(RULES) == set(), "no such rule"


def test_cases_expect_only_codes_there_are() -> None:
    assert _in_cases() <= set(RULES)


# ---- the decorator ---------------------------------------------------------------


def test_a_rule_adds_its_code_and_gravity() -> None:
    found = catalogue.keys.wrong_pattern
    assert found.__name__ == "wrong_pattern"
    report = catalogue.files.not_found("没有.yaml")
    assert (report.code, report.severity, report.span) == ("ZJ001", Severity.ERROR, None)


def test_a_message_that_quotes_a_whole_page_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zongjie.diagnostics.rule.RULES", {})

    @rule("ZJ999")
    def long(text: str) -> Finding:
        """甲"""
        return Finding(None, f"“{text}”读不懂")

    assert long("乙").message == "“乙”读不懂"
    message = long("乙" * 100_000).message
    assert len(message) <= 200
    assert message.startswith("“乙乙")
    assert message.endswith("乙”读不懂")


def test_what_a_person_typed_stays_on_one_line_and_moves_no_cursor() -> None:
    found = catalogue.keys.not_a_whole_date(Span(Source("a", "x"), 0, 1), "\x1b[31m甲\n乙\x00")
    assert "\n" not in found.message
    assert not {"\x1b", "\x00"} & set(found.message)
    assert "甲⏎乙" in found.message


def test_a_row_of_names_ends_with_a_name_and_says_how_many_there_are() -> None:
    assert listed(["甲", "乙"], "份", 2) == "甲、乙"
    assert listed(["甲", "乙", "丙"], "份", 2) == "甲、乙等3份"
    long = [f"{letter * 50}.yaml" for letter in "甲乙丙"]
    assert listed(long, "份", 9) == f"{long[0]}、{long[1]}等3份"
    assert listed(["长" * 300, "短", "短"], "份", 9) == f"{'长' * 300}、短等3份"
