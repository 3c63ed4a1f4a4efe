"""Short reports for the tests of composing: YAML in, printed text and faults out."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from zongjie import pipeline
from zongjie.diagnostics import Diagnostic
from zongjie.document import Document, Paragraph, text_of
from zongjie.sources.report import Loaded, load_text

_PLAIN = "纯文本:\n  缩进: 无\n  段间空行: 0\n  标题后空行: 0\n  脚注前空行: 0\n  脚注间空行: 0\n"

# What every template is to print, on one line.
SECTIONS = (
    "{% for 章 in 章节 %}{% for 项 in 章.事项 %}"
    "{{ 项.段首句 }}{{ 项.正文 }}{{ 项.原文 }}{% endfor %}{% endfor %}"
)


class Outcome(NamedTuple):
    """What a report gives: its text (empty where there are errors) and what was said."""

    text: str
    diagnostics: list[Diagnostic]

    @property
    def codes(self) -> list[str]:
        return [diagnostic.code for diagnostic in self.diagnostics]

    @property
    def messages(self) -> str:
        return "\n".join(diagnostic.message for diagnostic in self.diagnostics)


def composed(yaml: str, *, public: bool = False, final: bool = False) -> Outcome:
    """Render a report as the barest text: no indentation, no empty lines."""
    form = "" if "纯文本:" in yaml else _PLAIN
    return _outcome(load_text(form + yaml), public=public, final=final)


def prose(text: str, indicators: str = "", **options: bool) -> Outcome:
    """Render prose as the opening of a report; the title is cut off the text."""
    yaml = "单位名称: 甘泉路街道\n年份: 2016\n标题: 题\n"
    if indicators:
        yaml += "指标:\n" + _indented(indicators)
    outcome = composed(f"{yaml}章节: []\n开头: |\n{_indented(text)}", **options)
    return outcome._replace(text=outcome.text.removeprefix("题\n").removesuffix("\n"))


def by_template(template: str, folder: Path, yaml: str = "", **files: str) -> Outcome:
    """Render a report by a template of its own, with more files in its folder."""
    home = folder / "模板"
    home.mkdir(parents=True, exist_ok=True)
    texts = {"template.yaml": "名称: 试\n", "report.md.j2": template, **files}
    for name, text in texts.items():
        (home / name).write_text(text, encoding="utf-8", newline="")
    form = "" if "纯文本:" in yaml else _PLAIN
    path = folder / "报告.yaml"
    path.write_text(f"模板: 模板\n{form}{yaml or '标题: 题'}\n", encoding="utf-8", newline="")
    return _outcome(pipeline.load(path))


def sentences_of(loaded: Loaded) -> list[str]:
    """Return the text under each 段首句 of a report, without footnote marks."""
    blocks = document_of(loaded).blocks
    return [text_of(b.runs) for b in blocks if isinstance(b, Paragraph) and b.lead]


def document_of(loaded: Loaded) -> Document:
    """Return the document of a report without errors."""
    checked = pipeline.check(loaded)
    assert checked.document is not None, [d.message for d in checked.diagnostics]
    return checked.document


def _outcome(loaded: Loaded, *, public: bool = False, final: bool = False) -> Outcome:
    rendered = pipeline.render(loaded, "txt", public=public, final=final)
    return Outcome(rendered.outputs.get("txt", b"").decode(), rendered.diagnostics)


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" if line else "\n" for line in text.rstrip("\n").split("\n"))
