"""What a template or a file may try, and how it ends: a diagnostic, soon, in little memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.reports import by_template, prose

from zongjie import load, render

LOOP = "{% for i in range(60) %}"
NS = "{% set n = namespace(x=[1], y=[1], s='x', d={'a': 1}) %}"
END = "{% endfor %}"
SECONDS = 5.0
MEGABYTES = 300

ATTACKS = {
    "str.format": "{{ '{0.__class__}'.format(1) }}",
    "format_map": "{{ '{a.__class__}'.format_map({'a': 1}) }}",
    "format of a variable": "{% set f = '{0.__init__}'.format %}{{ f(标题) }}",
    "attr filter": "{{ ''|attr('__class__') }}",
    "class": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "item": "{{ ''['__class__'] }}",
    "map attribute": "{{ ['']|map(attribute='__class__')|list }}",
    "sort attribute": "{{ [标题]|sort(attribute='__class__') }}",
    "globals": "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "code": "{% macro m() %}{% endmacro %}{{ m._func.__code__ }}",
    "context": "{{ self._TemplateReference__context }}",
    "lipsum": "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "cycler": "{{ cycler.__init__.__globals__ }}",
    "joiner": "{{ joiner('x') }}",
    "our own objects": "{{ 指标.resolver.report }}",
    "raw text of prose": "{{ 标题.paragraphs[0][0].text }}",
    "figure of a value": "{{ 指标['甲'].figure.indicator }}",
    "list methods": "{{ [1].append(2) }}",
    "dict methods": "{% set d = {'a': 1} %}{{ d.update({'b': 2}) }}",
    "str join": "{{ 'x'.join(['y'] * 3) }}",
    "str center": "{{ 'x'.center(1000000000) }}",
    "str ljust": "{{ 'x'.ljust(1000000000) }}",
    "str replace": "{{ 'x'.replace('', 'x' ) }}",
    "center filter": "{{ 'x'|center(1000000000) }}",
    "indent filter": "{{ 'x'|indent(1000000000) }}",
    "string times": "{{ 'x' * 100000000 }}",
    "list times": "{{ [1] * 100000000 }}",
    "padding": "{{ '%1000000000d' % 1 }}",
    "power": "{{ 10 ** 10 ** 8 }}",
    "folded power": "{% if 9 ** 9 ** 9 > 1 %}{% endif %}",
    "int blow-up": NS + "{% set n.x = 9 %}" + LOOP + "{% set n.x = n.x * n.x %}" + END,
    "division": "{{ 1 / 3 }}",
    "huge range": "{{ range(10 ** 9)|list }}",
    "range of a million": "{% for i in range(1000000) %}{% endfor %}",
    "list of a range": "{{ range(99999)|list }}",
    "nested loops": "{% for a in range(999) %}{% for b in range(999) %}{% endfor %}{% endfor %}",
    "recursive loop": "{% for a in [[1]] recursive %}{{ loop(a) }}{% endfor %}",
    "recursive macro": "{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}",
    "macros that call each other": (
        "{% macro a() %}{{ b() }}{{ b() }}{% endmacro %}"
        "{% macro b() %}{{ c() }}{{ c() }}{% endmacro %}"
        "{% macro c() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}"
    ),
    "text doubled by ~": NS + LOOP + "{% set n.s = n.s ~ n.s %}" + END,
    "text doubled by +": NS + LOOP + "{% set n.s = n.s + n.s %}" + END,
    "text doubled by join": NS + LOOP + "{% set n.s = [n.s, n.s]|join %}" + END,
    "text doubled by a set block": (
        NS + LOOP + "{% set n.s %}{{ n.s }}{{ n.s }}{% endset %}" + END
    ),
    "text doubled by a macro": (
        "{% macro m(s) %}{{ s }}{{ s }}{% endmacro %}" + NS + LOOP + "{% set n.s = m(n.s) %}" + END
    ),
    "list doubled by +": NS + LOOP + "{% set n.x = n.x + n.x %}" + END,
    "list doubled by sum": NS + LOOP + "{% set n.x = [n.x, n.x]|sum(start=[]) %}" + END,
    "lists in lists compared": (
        NS
        + LOOP
        + "{% set n.x = [n.x, n.x] %}{% set n.y = [n.y, n.y] %}"
        + END
        + "{{ n.x == n.y }}"
    ),
    "tuples in tuples": NS + LOOP + "{% set n.x = (n.x, n.x) %}" + END + "{{ n.x|string }}",
    "dicts in dicts": NS + LOOP + "{% set n.d = dict(a=n.d, b=n.d) %}" + END + "{{ n.d|string }}",
    "written dicts": NS + LOOP + "{% set n.d = {'a': n.d, 'b': n.d} %}" + END,
    "namespaces in namespaces": (
        NS + LOOP + "{% set n.x = namespace(a=n.x, b=n.x) %}" + END + "{{ 'a' ~ n.x }}"
    ),
    "lists kept in a chain": (
        NS
        + "{% for i in range(19000) %}{% set n.x = namespace(p=n.x, l=range(19000)|list) %}"
        + END
    ),
    "slices kept in a chain": (
        NS + "{% set b = range(19000)|list %}{% for i in range(19000) %}"
        "{% set n.x = namespace(p=n.x, l=b[:]) %}" + END
    ),
    "texts kept in a list": (
        "{% set b %}"
        + "字" * 50000
        + "{% endset %}"
        + NS
        + "{% for i in range(19000) %}{% set n.x = n.x + [b ~ i] %}"
        + END
    ),
    "a long text printed again and again": (
        "{% set b %}"
        + "字" * 50000
        + "{% endset %}{% set c %}{% for i in range(19000) %}{{ b }}"
        + END
        + "{% endset %}"
    ),
    "long literal in a loop": "{% for i in range(19999) %}" + "字" * 50000 + END,
    "long literal in a macro": (
        "{% macro m() %}" + "字" * 50000 + "{% endmacro %}{% set b %}{% for i in range(19000) %}"
        "{{ m() }}" + END + "{% endset %}"
    ),
    "arguments": NS + "{% macro m() %}{{ m(*varargs) }}{% endmacro %}{{ m(*range(99999)) }}",
    "batch": "{{ [1]|batch(1000000000, 'x')|list }}",
    "slice": "{{ [1]|slice(1000000000)|list }}",
    "slow filters": "{% for i in range(19000) %}{% set x = range(99999)|sum %}{% endfor %}",
    "deep brackets": "{{ " + "(" * 200000 + "1" + ")" * 200000 + " }}",
    "deep lists": "{{ " + "[" * 5000 + "]" * 5000 + " }}",
    "deep ifs": "{% if 1 %}" * 500 + "{% endif %}" * 500,
    "deep loops": "".join(f"{{% for a{n} in [1] %}}" for n in range(40)) + END * 40,
    "includes itself": "{% include 'report.md.j2' %}",
    "extends itself": "{% extends 'report.md.j2' %}",
    "imports itself": "{% import 'report.md.j2' as a %}",
    "tree of includes": "{% include '0' %}",
    "parent folder": "{% include '../报告.yaml' %}",
    "absolute path": "{% include '/etc/passwd' %}",
    "imported from outside": "{% import '../外.md' as a %}",
    "extends outside": "{% extends '../外.md' %}",
    "symbolic link": "{% include '链接.md' %}",
    "linked folder": "{% include '链接夹/外.md' %}",
    "a name made up": "{% include '..' ~ '/外.md' %}",
    "null in a name": "{% include 'a\\x00b' %}",
    "a very long name": "{% include '" + "a" * 5000 + "' %}",
}

# Runs one attack by itself, so that time and memory are its own.
PROGRAM = """
import json, resource, sys, time
from zongjie import load, render
from pathlib import Path
def peak_kilobytes():
    # Of this program alone: ru_maxrss is handed on by the process that started it.
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return int(status.split("VmHWM:")[1].split()[0])
    except (OSError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

resource.setrlimit(resource.RLIMIT_AS, (1 << 31, 1 << 31))
for folder in sys.argv[1:]:
    start = time.process_time()
    rendered = render(load(folder), "txt")
    peak = peak_kilobytes()
    print(json.dumps([
        Path(folder).name, time.process_time() - start, peak / 1024, len(rendered.outputs),
        [[d.code, d.message, d.span is not None] for d in rendered.diagnostics],
    ]), flush=True)
"""


def _prepare(folder: Path, template: str) -> None:
    home = folder / "模板"
    home.mkdir(parents=True)
    outside = folder / "外.md"
    outside.write_text("{% macro 甲() %}外{% endmacro %}外", encoding="utf-8")
    (home / "链接.md").symlink_to(outside)
    (home / "链接夹").symlink_to(folder)
    for number in range(6):
        inner = f"{{% include '{number + 1}' %}}" * 60
        (home / str(number)).write_text(inner, encoding="utf-8")
    (home / "6").write_text("叶", encoding="utf-8")
    (home / "template.yaml").write_text("名称: 试\n", encoding="utf-8")
    (home / "report.md.j2").write_text(template, encoding="utf-8")
    yaml = "模板: 模板\n标题: 题\n指标:\n  甲: 3件\n"
    (folder / "报告.yaml").write_text(yaml, encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="limits and links of POSIX")
def test_every_attack_ends_in_a_diagnostic_soon_and_in_little_memory(tmp_path: Path) -> None:
    names = {f"{at:03}": name for at, name in enumerate(ATTACKS)}
    for number, name in names.items():
        _prepare(tmp_path / number, ATTACKS[name])
    wide = max(1, min(8, os.cpu_count() or 1))
    shares = [list(names)[at::wide] for at in range(wide)]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *(str(tmp_path / number) for number in share)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        for share in shares
    ]
    bad, seen = {}, set()
    for process in running:
        out, err = process.communicate(timeout=120)
        for line in out.splitlines():
            number, seconds, peak, outputs, found = json.loads(line)
            seen.add(number)
            english = [message for _, message, _ in found if message[:1].isascii()]
            placed = all(place for *_, place in found)
            if (
                outputs
                or not found
                or not placed
                or english
                or seconds > SECONDS
                or peak > MEGABYTES
            ):
                bad[names[number]] = (round(seconds, 2), round(peak), outputs, found)
        assert process.returncode == 0, err
    assert not bad
    assert seen == set(names)


def test_a_template_of_honest_size_meets_no_limit(tmp_path: Path) -> None:
    rows = (
        "{% for i in range(2000) %}| {{ i }} | {{ 指标['甲'] }} | 说明说明说明说明 |\n{% endfor %}"
    )
    outcome = by_template(rows, tmp_path, "标题: 题\n指标:\n  甲: 3件")
    assert outcome.text.count("3件") == 2000


def test_many_references_in_prose_are_no_attack() -> None:
    assert prose("{{甲}}" * 20000, "甲: 3件\n").text == "3件" * 20000


@pytest.mark.parametrize(
    "text",
    [
        "{{" * 50000,
        "{{" + "（" * 50000,
        "{{甲|" + "占（甲|" * 2000 + "）" * 2000 + "}}",
        "{{合计（" * 2000 + "甲" + "）}}" * 2000,
        "【注：" * 50000,
        "\\" * 50000 + "{{",
        "{{" + "甲." * 5000 + "}}",
        "　 \n" * 20000 + "甲",
        "{% if 1 %}" * 300 + "{% endif %}" * 300,
    ],
)
def test_hostile_prose_ends_soon(text: str) -> None:
    import time

    start = time.process_time()
    prose(text, "甲: 3件\n")
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("brackets", b"a: " + b"[" * 200_000, "ZJ006"),
        ("braces", b"a: " + b"{a: " * 200_000, "ZJ006"),
        ("dashes", b"- " * 200_000, "ZJ006"),
        ("closed brackets", b"a: " + b"[" * 200_000 + b"]" * 200_000, "ZJ006"),
        ("laughs", b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "ZJ007"),
        ("merge", b"a: &a\n  b: 1\n<<: *a\n", "ZJ007"),
        ("tag", b"a: !!python/object/apply:os.system ['id']\n", "ZJ008"),
        ("NUL", "标题: 甲\0乙\n".encode(), "ZJ004"),
        ("bell", "标题: 甲\a乙\n".encode(), "ZJ004"),
        ("line separator", "标题: 甲\u2028乙\n".encode(), "ZJ004"),
        ("C1", "标题: 甲\u0085乙\n".encode(), "ZJ004"),
        ("no encoding", b"a: \x81\x30\xff\xff\xff\n", "ZJ003"),
        ("a picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe", "ZJ003"),
        ("surrogate", b"a: \xed\xa0\x80\n", "ZJ003"),
        ("empty", b"", "ZJ015"),
        ("comment", b"# a\n", "ZJ015"),
        ("two", b"a: 1\n---\nb: 2\n", "ZJ009"),
    ],
)
def test_hostile_files_are_told_of(name: str, data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "报告.yaml"
    path.write_bytes(data)
    rendered = render(load(path), "txt", "docx")
    assert not rendered.outputs
    assert code in [found.code for found in rendered.diagnostics]
    assert all(not found.message.isascii() for found in rendered.diagnostics)


def test_control_characters_have_their_places(tmp_path: Path) -> None:
    path = tmp_path / "报告.yaml"
    path.write_bytes("标题: 甲\n开头: 乙\0丙\a\n".encode())
    found = load(path).diagnostics
    assert [d.span.position for d in found if d.span] == [(2, 6), (2, 8)]
    assert all(d.fix for d in found)


def test_an_escape_that_word_cannot_hold_stops_docx_and_html_but_not_txt(tmp_path: Path) -> None:
    path = tmp_path / "报告.yaml"
    path.write_text('标题: 题\n开头: "甲\\x07乙"\n', encoding="utf-8")
    loaded = load(path)
    assert "甲\a乙" in render(loaded, "txt").outputs["txt"].decode()
    for form in ("docx", "html"):
        (found,) = render(loaded, form).diagnostics
        assert found.code == "ZJ504"
        assert found.span is not None
        assert found.span.position[0] == 2
