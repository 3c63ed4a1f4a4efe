"""docs/滚动到下一年.md: the report of its example rolls on to the one that is shown."""

from __future__ import annotations

import re
from pathlib import Path

from zongjie import check, next_year
from zongjie.cli.arguments import build_parser
from zongjie.diagnostics import catalogue, has_errors
from zongjie.sources.report import load_text

TEXT = (Path(__file__).parents[1] / "docs" / "滚动到下一年.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\S+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def test_the_example_rolls_on_to_what_is_shown(tmp_path: Path) -> None:
    (kind, report), (other, new), (third, listed) = BLOCKS
    assert (kind, other, third) == ("yaml", "yaml", "text")
    (tmp_path / "报告.yaml").write_text(report, encoding="utf-8", newline="")
    outcome = next_year(tmp_path, 2026)
    assert outcome.files["报告.yaml"].decode() == new
    assert outcome.files["待核清单.txt"].decode("utf-8-sig").replace("\r\n", "\n") == listed
    assert not has_errors(check(load_text(new)).diagnostics)


def test_the_manual_speaks_of_everything_the_command_does() -> None:
    parser = build_parser().parse_args(["next", "报告", "--to", "2026", "-o", "新"])
    assert all(f"--{name}" in TEXT for name in ("to", "from", "force", "format"))
    assert parser.base == ""
    words = ("写死的年份", "去年、今年", "日期", "第几批", "连续几年", "手打的数")
    told = [catalogue.rule_of(f"ZJ84{number}") for number in range(1, 7)]
    assert all(word in TEXT for word in words)
    assert all(rule is not None and rule.title[:2] in TEXT for rule in told)
