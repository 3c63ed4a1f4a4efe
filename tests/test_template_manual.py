"""docs/模板编写.md: every fenced block of the manual is run, and none is left out.

The info string of a block says what it is.  A block is run with the last ones of the
other kinds before it.  At a ``##`` heading all but the outline begin anew, and at a
设置 the outline too.

    yaml 设置       template.yaml; no finding of ``template check``
    yaml 提纲       outline/1.yaml; no finding
    jinja 模板      report.md.j2; no finding but of what it leaves out, and no error with the
                    report before it
    yaml 报告       a report (单位名称 and 年份 are added where it has none); no error
    yaml 下级       reports of several offices, parted by ``---``, to be gathered
    …… 有错         one of these that is wrong: what is found follows as 意见; it is not kept
    text 印出       what the last 报告 or 下级 prints as txt, without indents and empty lines;
                    ｜ parts the cells of a table
    text 印出 一段  lines of that, one below the other
    text 公开       the same as 印出 一段, of the public text
    text 意见       what is said: all of it of a block 有错, else lines of it
    text 例         as tests/compose/sentences: indicators, and ``→`` the sentences they make
    jinja 错例      cases parted by empty lines: a template, and ``→`` all that is found
    console         ``$ zongjie …`` and lines of the screen, in order; … stands for others.
                    All of them run in one folder, in the order of the manual.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from reports import by_template, sentences_of
from zongjie import pipeline, resources
from zongjie.cli import main
from zongjie.compose import manual, sandbox
from zongjie.compose.views import FILTERS
from zongjie.diagnostics import Diagnostic, catalogue, has_errors
from zongjie.pipeline import authoring

PAGE = Path(__file__).parents[1] / "docs" / "模板编写.md"
_FENCE = re.compile(r"\s*(```+|~~~+)\s*(.*)")
_PLAIN = "纯文本:\n  缩进: 无\n  段间空行: 0\n  标题后空行: 0\n  脚注前空行: 0\n  脚注间空行: 0\n"
_OFFICE = {"单位名称": "示范街道", "年份": "2025"}
_SETTINGS = "名称: 试\n"
_TEMPLATE = """\
# {{ 标题 }}

{% for 章 in 章节 %}
## {{ 章.标题 }}

{{ 章.开头 }}

{% for 项 in 章.事项 %}
**{{ 项.段首句 }}**{{ 项.正文 }}

{{ 项.原文 }}
{% endfor %}
{% endfor %}

{% if 存在问题 %}
{{ 存在问题.过渡语 }}{{ 存在问题.条目|分条 }}
{% endif %}
"""
# A block shows one thing: it need not print all that a report holds, nor have its footnotes.
_PIECE = ("ZJ423", "ZJ427")
_GIVEN = ("yaml 设置", "yaml 提纲", "jinja 模板", "yaml 报告", "yaml 下级")
_KINDS = (
    *_GIVEN,
    *(f"{kind} 有错" for kind in _GIVEN),
    *("text 印出", "text 印出 一段", "text 公开", "text 意见"),
    *("text 例", "jinja 错例", "console"),
)


class Block(NamedTuple):
    """A fenced block; ``line`` is where it begins in the manual."""

    info: str
    text: str
    line: int


class State(NamedTuple):
    """What a block is run with: the files of a template, and the last report."""

    settings: str = _SETTINGS
    outline: str = ""
    template: str = _TEMPLATE
    report: str = ""
    members: tuple[str, ...] = ()

    def with_block(self, block: Block) -> State:
        """Return the state after a block."""
        kind, text = block.info.removesuffix(" 有错"), block.text
        if kind == "yaml 设置":
            return self._replace(settings=text, outline="")
        if kind == "yaml 提纲":
            return self._replace(outline=text)
        if kind == "jinja 模板":
            return self._replace(template=text)
        if kind == "yaml 报告":
            return self._replace(report=text, members=())
        if kind == "yaml 下级":
            return self._replace(report="", members=tuple(text.split("---\n")))
        return self

    def write(self, folder: Path) -> None:
        """Write the template and the report into a folder."""
        files = {
            "模板/template.yaml": self.settings,
            "模板/report.md.j2": self.template,
            "报告.yaml": self._whole(self.report, gathers=bool(self.members)),
        }
        if self.outline:
            files["模板/outline/1.yaml"] = self.outline
        for at, text in enumerate(self.members):
            files[f"各街道/{at}.yaml"] = text
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    @staticmethod
    def _whole(text: str, *, gathers: bool) -> str:
        head = "模板: 模板\n" + _PLAIN
        head += "".join(f"{k}: {v}\n" for k, v in _OFFICE.items() if f"{k}:" not in text)
        return head + ("下级报告: 各街道\n" if gathers else "") + text


class Step(NamedTuple):
    """A block to run, the state before it, and the block before it."""

    block: Block
    state: State
    before: Block | None


def _blocks() -> Iterator[Block | None]:
    """Yield the fenced blocks, and None at every heading of the second level."""
    opened: tuple[str, str, int] | None = None
    body: list[str] = []
    for number, line in enumerate(PAGE.read_text(encoding="utf-8").split("\n"), 1):
        fence = _FENCE.match(line)
        if opened is None:
            if line.startswith("## "):
                yield None
            elif fence:
                opened, body = (fence[1], fence[2], number), []
        elif fence and fence[1] == opened[0] and not fence[2]:
            yield Block(opened[1], "".join(f"{line}\n" for line in body), opened[2])
            opened = None
        else:
            body.append(line)
    assert opened is None, f"第 {opened[2]} 行的代码块没有收尾"


def _steps() -> Iterator[Step]:
    state, before = State(), None
    for block in _blocks():
        if block is None:
            state, before = State(outline=state.outline), None
            continue
        yield Step(block, state, before)
        if not block.info.endswith(" 有错"):
            state = state.with_block(block)
        before = block


STEPS = list(_steps())
TEXT = PAGE.read_text(encoding="utf-8")


def _of(*kinds: str) -> pytest.MarkDecorator:
    steps = [step for step in STEPS if step.block.info in kinds]
    ids = [f"{step.block.line} {step.block.info}" for step in steps]
    return pytest.mark.parametrize("step", steps, ids=ids)


def _told(found: list[Diagnostic]) -> list[str]:
    return [f"{d.severity.value}[{d.code}] {d.message}" for d in found if d.code not in _PIECE]


def _lines(text: str) -> list[str]:
    lines = (line.strip().replace("\t", "｜") for line in text.split("\n"))
    return [line for line in lines if line]


def _printed(folder: Path, *, public: bool = False) -> list[str]:
    rendered = pipeline.render(pipeline.load(folder), "txt", public=public)
    assert rendered.ok, _told(rendered.diagnostics)
    return _lines(rendered.outputs["txt"].decode())


def _stands_in(part: list[str], whole: list[str]) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole)))


# ---- the blocks ------------------------------------------------------------------------


def test_every_block_says_what_it_is_and_is_run() -> None:
    assert len(STEPS) > 40
    assert TEXT.count("```") == 2 * len(STEPS), "有一个代码块不在行首，没有运行"
    for step in STEPS:
        assert step.block.info in _KINDS, f"第 {step.block.line} 行：{step.block.info}"
    for step, after in zip(STEPS, [*STEPS[1:], None], strict=True):
        if step.block.info.endswith(" 有错"):
            assert after is not None
            assert after.block.info == "text 意见", f"第 {step.block.line} 行后面没有意见"
            assert after.before is step.block


@_of("yaml 设置", "yaml 提纲", "jinja 模板")
def test_a_template_is_sound(step: Step, tmp_path: Path) -> None:
    state = step.state.with_block(step.block)
    state.write(tmp_path)
    assert _told(authoring.check_template(str(tmp_path / "模板"))) == []
    if state.report or state.members:
        _printed(tmp_path)


@_of("yaml 报告", "yaml 下级")
def test_a_report_has_no_error(step: Step, tmp_path: Path) -> None:
    step.state.with_block(step.block).write(tmp_path)
    assert _printed(tmp_path)


@_of("text 印出", "text 印出 一段", "text 公开")
def test_a_report_prints(step: Step, tmp_path: Path) -> None:
    assert step.state.report or step.state.members
    step.state.write(tmp_path)
    printed = _printed(tmp_path, public=step.block.info == "text 公开")
    shown = _lines(step.block.text)
    if step.block.info == "text 印出":
        assert printed == shown
    else:
        assert shown
        assert _stands_in(shown, printed), printed


@_of("text 意见")
def test_what_is_told(step: Step, tmp_path: Path) -> None:
    assert step.before is not None
    step.state.with_block(step.before).write(tmp_path)
    faulty = step.before.info.endswith(" 有错")
    found: list[Diagnostic] = []
    if faulty and not step.before.info.startswith(("yaml 报告", "yaml 下级")):
        found = authoring.check_template(str(tmp_path / "模板"))
    if not found:
        found = pipeline.check(pipeline.load(tmp_path)).diagnostics
        assert has_errors(found) == faulty
    told, shown = _told(found), _lines(step.block.text)
    assert shown
    if faulty:
        assert told == shown
    else:
        assert set(shown) <= set(told), told


def _cases(block: Block) -> Iterator[tuple[list[str], list[str]]]:
    """Yield what is given and what is wanted (``→``) of each case; ``#`` lines are remarks."""
    for case in block.text.rstrip("\n").split("\n\n"):
        lines = [line for line in case.split("\n") if not line.startswith("# ")]
        wanted = [line[2:] for line in lines if line.startswith("→ ")]
        assert wanted, f"第 {block.line} 行：{case}"
        yield [line for line in lines if not line.startswith("→ ")], wanted


@_of("text 例")
def test_indicators_make_these_sentences(step: Step, tmp_path: Path) -> None:
    for at, (given, wanted) in enumerate(_cases(step.block)):
        facts = "".join(f"{line}\n" for line in given if line.startswith("期间:"))
        rows = "".join(f"  {line}\n" for line in given if not line.startswith("期间:"))
        folder = tmp_path / str(at)
        step.state._replace(report=f"{facts}指标:\n{rows}").write(folder)
        assert sentences_of(pipeline.load(folder)) == wanted


@_of("jinja 错例")
def test_a_wrong_template_is_told(step: Step, tmp_path: Path) -> None:
    for at, (given, wanted) in enumerate(_cases(step.block)):
        folder = tmp_path / str(at)
        step.state._replace(template="\n".join(given)).write(folder)
        assert _told(authoring.check_template(str(folder / "模板"))) == wanted


def test_the_commands_print_these_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = 0
    for step in STEPS:
        if step.block.info != "console":
            continue
        commands = re.split(r"^\$ ", step.block.text, flags=re.MULTILINE)
        assert commands[0] == ""
        for command in commands[1:]:
            first, _, shown = command.partition("\n")
            name, *arguments = shlex.split(first)
            assert name == "zongjie"
            code = main(arguments)
            assert code == ("错误[" in shown), f"第 {step.block.line} 行：{first}"
            screen = iter(_lines("".join(capsys.readouterr())))
            for line in _lines(shown):
                assert line == "…" or line in screen, f"{first}：{line}"
            ran += 1
    assert ran > 5


# ---- nothing is left unsaid ----------------------------------------------------------------


def _rows(heading: str) -> set[str]:
    """Return the first cells, in backquotes, of the tables under a heading."""
    part = TEXT.partition(f"# {heading}\n")[2]
    assert part, heading
    part = re.split(r"^#+ ", part, maxsplit=1, flags=re.MULTILINE)[0]
    return {
        name
        for row in re.findall(r"^\| (.+?) \|", part, flags=re.MULTILINE)
        for name in re.findall(r"`([^`]+)`", row)
    }


def _first_cells(heading: str) -> set[str]:
    """Return the names in the first column alone of the table under a heading."""
    part = TEXT.partition(f"\n### {heading}\n")[2]
    part = re.split(r"^#+ ", part, maxsplit=1, flags=re.MULTILINE)[0]
    return set(re.findall(r"^\| `([a-z]+)` \|", part, flags=re.MULTILINE))


def _examples() -> Iterator[str]:
    pages = (manual.FILTER_PAGES, manual.KEPT_FILTER_PAGES, manual.KEPT_TEST_PAGES)
    for text in (text for page in (*pages, manual.FUNCTION_PAGES) for text in page.values()):
        for tag in re.findall(r"\{\{.*?\}\}|\{%.*?%\}", text):
            word = tag.split()[1]
            yield tag + (f"{{% end{word} %}}" if word in ("for", "if") else "")


def test_every_example_of_the_pages_runs(tmp_path: Path) -> None:
    facts = "数值: 3万元, 上年: 2万元, 目标: 4万元"
    yaml = (
        f"标题: 题\n指标:\n  甲: {{{facts}}}\n  乙: {{{facts}}}\n"
        "存在问题:\n  条目: [一, 二]\n章节:\n  - 标题: 一章\n  - 标题: 二章\n"
    )
    known = "{% set 几项 = 存在问题.条目 %}{% set 数 = namespace(段=0) %}"
    for at, example in enumerate(_examples()):
        loop = f"{known}{{% for 一 in [1] %}}{example}{{% endfor %}}"
        outcome = by_template(loop, tmp_path / str(at), yaml)
        assert not has_errors(outcome.diagnostics), (example, outcome.messages)


def _schema(name: str) -> dict[str, Any]:
    text = (resources.schema_dir() / f"{name}.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def test_all_keys_names_and_filters_are_in_the_tables() -> None:
    settings, outline = _schema("template"), _schema("outline")
    assert _rows("template.yaml") == set(settings["properties"])
    entry = set(outline["$defs"]["指标"]["properties"])
    assert _rows("指标的键") == entry
    assert _rows("文件里的键") == set(outline["properties"])
    assert _rows("能用的名字") == set(manual.CONTEXT)
    assert _rows("过滤器") == set(FILTERS)


def test_all_of_jinja_that_is_let_in_is_told() -> None:
    environment = sandbox.Environment({})
    assert _first_cells("Jinja2 自带的过滤器") == set(environment.filters) - sandbox.INNER
    assert _first_cells("判断") == set(environment.tests)
    assert _first_cells("函数") == set(environment.globals)


def test_the_printed_page_lists_all_that_may_be_used(
    capsys: pytest.CaptureFixture[str],
) -> None:
    environment = sandbox.Environment(FILTERS)
    filters = set(environment.filters) - sandbox.INNER
    assert set(manual.FILTER_PAGES) | set(manual.KEPT_FILTER_PAGES) == filters
    assert set(manual.KEPT_TEST_PAGES) == set(environment.tests)
    assert set(manual.FUNCTION_PAGES) == set(environment.globals)
    assert main(["template", "docs", "街道工作总结"]) == 0
    rows = dict(re.findall(r"^\| (\S+) \| (.+) \|$", capsys.readouterr().out, re.MULTILINE))
    for name in (*filters, *environment.tests, *environment.globals):
        assert re.search(r"[\u4e00-\u9fff]", rows[name]), name


def test_all_findings_about_templates_are_listed() -> None:
    codes = {code for code in catalogue.all_rules() if code.startswith(("ZJ4", "ZJ9"))}
    assert codes <= set(re.findall(r"ZJ[49]\d\d", TEXT))
