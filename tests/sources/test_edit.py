"""Edits of a file: the value asked for changes, and no character beside it."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongjie import decoding
from zongjie.diagnostics import Source
from zongjie.sources import spelling
from zongjie.sources.edit import Edit, Edits, apply, encoded
from zongjie.sources.nodes import Mapping, Node, Scalar, Sequence, parse

REPORT = """\
# 头上的注释
年份: 2020      # 年
标题: '长白新村街道2020年工作总结'
指标:
  受理案件: 18735件   # 网格中心报
  走访: {数值: 9家, 上年: 8家}

  拆违:
    数值: "154处"
    备注: >
      先折
      再说

    口径: |   # 两行
      甲
      乙

章节:
- 标题: 一
  事项:
    - 段首句: 甲
    # 夹在中间
    -   段首句: 乙
      # 不算
        正文: 尾
- 标题: 二
名单: [张三, 李四]
空的:
"""


def edits_of(text: str) -> tuple[Edits, Node]:
    source = Source("报告.yaml", text)
    root, found = parse(source)
    assert root is not None, found
    return Edits(source, root), root


def at(node: Node, *path: str | int) -> Any:
    """Return what lies at a path of keys and numbers."""
    for step in path:
        if isinstance(node, Mapping):
            node = next(value for key, value in node.pairs if key.value == step)
        elif isinstance(node, Sequence):
            assert isinstance(step, int)
            node = node.items[step]
    return node


def key(node: Node, name: str) -> Scalar:
    assert isinstance(node, Mapping)
    return next(key for key, _ in node.pairs if key.value == name)


def said(text: str) -> Any:
    root, found = parse(Source("", text))
    assert root is not None, [one.message for one in found] + [text]
    return spelling.plain(root)


def replaced(text: str, value: spelling.Value, *path: str | int) -> str:
    edits, root = edits_of(text)
    edits.replace(at(root, *path), value)
    return edits.text()


# ---- a text in the style it stands in -----------------------------------------------


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        ("a: 旧   # 注", "新", "a: 新   # 注"),
        ("a: 旧   # 注", None, "a:   # 注"),
        ("a: '旧'", "it's", "a: 'it''s'"),
        ('a: "旧\\t的"', "旧\t的\n新", 'a: "旧\\t的\\n新"'),
        ("a:   # 注", "新", "a: 新   # 注"),
        ("a:", "{{甲}}", "a: '{{甲}}'"),
        ("a: 旧", "", "a: ''"),
        ("a: 旧", "- 新", "a: '- 新'"),
        ("a: 旧", "新: 的", "a: '新: 的'"),
        ("a: 旧", "甲\x07", 'a: "甲\\u0007"'),
        ("a: 旧  # 注\nb: 1\n", "甲\n乙\n", "a: |  # 注\n  甲\n  乙\nb: 1\n"),
        ("a: 旧\r\nb: 1\r\n", "甲\n乙", "a: |-\r\n  甲\r\n  乙\r\nb: 1\r\n"),
        (
            "a: |  # 注\n    甲\n    乙\n\nb: 1\n",
            "甲\n丙\n乙\n",
            "a: |  # 注\n    甲\n    丙\n    乙\n\nb: 1\n",
        ),
        ("a: |  # 注\n  甲\n  乙\n\nb: 1\n", "甲\n", "a: |  # 注\n  甲\n\nb: 1\n"),
        ("a: |  # 注\n  甲\n  乙\n\nb: 1\n", None, "a:  # 注\n\nb: 1\n"),
        ("a: |  # 注\n  甲\n\nb: 1\n", "甲", "a: |-  # 注\n  甲\n\nb: 1\n"),
        ("a: |  # 注\n  甲\n", "  甲\n乙\n", "a: |2  # 注\n    甲\n  乙\n"),
        ("a: |\n  甲", "乙", "a: |\n  乙"),
        ("a: >\n  甲\n  乙\n", "甲 丙\n", "a: >\n  甲\n  丙\n"),
        ("a: 甲\n  乙\nb: 1", "甲 丙", "a: 甲\n  丙\nb: 1"),
        ("a: [甲, 乙]", ["丙"], "a: [甲, 乙]"),
    ],
)
def test_a_text_keeps_its_style_and_what_stands_beside_it(
    old: str, value: spelling.Value, new: str
) -> None:
    if isinstance(value, list):
        old, value, new = "a: [甲, 乙]", "丙, 丁", "a: ['丙, 丁', 乙]"
        assert replaced(old, value, "a", 0) == new
        return
    assert replaced(old, value, "a") == new
    assert said(new)["a"] == value


def test_a_text_becomes_keys_and_its_comment_stays() -> None:
    new = replaced(REPORT, {"数值": None, "上年": "18735件"}, "指标", "受理案件")
    line = "  受理案件: 18735件   # 网格中心报\n"
    rows = "  受理案件:   # 网格中心报\n    数值:\n    上年: 18735件\n"
    assert new == REPORT.replace(line, rows)
    flow = "指标: {甲: 3件, 乙: 4件}"
    new = replaced(flow, {"数值": None, "上年": "3件"}, "指标", "甲")
    assert said(new) == {"指标": {"甲": {"数值": None, "上年": "3件"}, "乙": "4件"}}


# ---- keys and items ------------------------------------------------------------------


def test_keys_come_and_go_with_their_lines() -> None:
    edits, root = edits_of(REPORT)
    ban = at(root, "指标", "拆违")
    edits.insert(ban, "上年", "9处", key(ban, "数值"))
    edits.insert(ban, "科室", "社区\n管理办", key(ban, "口径"))
    edits.remove(at(root, "指标", "走访"), key(at(root, "指标", "走访"), "数值"))
    edits.insert(at(root, "指标", "走访"), "目标", None)
    edits.remove(root, key(root, "空的"))
    item = at(root, "章节", 0, "事项", 1)
    edits.remove(item, key(item, "段首句"))
    new = edits.text()
    assert '    数值: "154处"\n    上年: 9处\n    备注: >\n' in new
    assert "      乙\n    科室: |-\n      社区\n      管理办\n\n章节:" in new
    assert "  走访: {上年: 8家, 目标: }\n" in new
    assert "    -   正文: 尾\n" in new
    assert new.endswith("名单: [张三, 李四]\n")
    expected = said(REPORT)
    expected["指标"]["拆违"] |= {"上年": "9处", "科室": "社区\n管理办"}
    expected["指标"]["走访"] = {"上年": "8家", "目标": None}
    expected["章节"][0]["事项"][1] = {"正文": "尾"}
    del expected["空的"]
    assert said(new) == expected


def test_items_come_and_go() -> None:
    edits, root = edits_of(REPORT)
    items = at(root, "章节", 0, "事项")
    edits.insert_item(items, 0, "先")
    edits.insert_item(items, 1, {"段首句": "丙", "所用指标": ["甲", "乙"]})
    edits.remove_item(items, 1)
    edits.remove_item(at(root, "名单"), 0)
    edits.insert_item(at(root, "名单"), 2, "王五")
    edits.remove_item(at(root, "章节"), 1)
    expected = said(REPORT)
    expected["章节"][0]["事项"] = [
        "先",
        {"段首句": "甲"},
        {"段首句": "丙", "所用指标": ["甲", "乙"]},
    ]
    del expected["章节"][1]
    expected["名单"] = ["李四", "王五"]
    assert said(edits.text()) == expected
    assert "    # 夹在中间\n" in edits.text()


def test_a_key_is_left_with_nothing_behind_it() -> None:
    text = "a:  # 注\n  - 1\n  - b: 2\n\nc: [1]  # 注\nd: {e: 1}\nf: |\n  甲\ng: 1\n"
    edits, root = edits_of(text)
    assert isinstance(root, Mapping)
    for name in "acdfg":
        edits.empty(root, key(root, name))
    assert edits.text() == "a:  # 注\n\nc:   # 注\nd: \nf:\ng:\n"


def test_the_only_key_and_the_only_item_leave_something_empty() -> None:
    for text, path in (("a:\n  b: 1\n", "b"), ("a: {b: 1, }", "b")):
        edits, root = edits_of(text)
        edits.remove(at(root, "a"), key(at(root, "a"), path))
        assert said(edits.text()) == {"a": {}}
    for text in ("a:\n- 1\n", "a: [1, ]"):
        edits, root = edits_of(text)
        edits.remove_item(at(root, "a"), 0)
        assert said(edits.text()) == {"a": []}


def test_the_last_line_goes_with_the_break_before_it() -> None:
    edits, root = edits_of("a: 1\r\nb: 2")
    edits.remove(root, key(root, "b"))
    assert edits.text() == "a: 1"


# ---- what is refused -----------------------------------------------------------------


def test_two_edits_of_one_place_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply("一二三", [Edit(0, 2, ""), Edit(1, 3, "")])


def test_a_step_that_meets_what_is_made_waits_and_one_that_meets_itself_is_refused() -> None:
    edits, root = edits_of("- 一\n- 二")
    assert isinstance(root, Sequence)

    def twice(one: Edits) -> None:
        one.remove_item(root, 0)
        one.remove_item(root, 0)

    assert edits.tried(lambda one: one.remove_item(root, 1))
    assert not edits.tried(lambda one: one.insert_item(root, 1, "三"))  # at the break that goes
    with pytest.raises(ValueError, match="overlap"):
        edits.tried(twice)
    assert edits.text() == "- 一"


def test_what_no_yaml_says_and_what_is_no_value_is_refused() -> None:
    edits, root = edits_of("a: 甲\nb: [乙]")
    with pytest.raises(ValueError, match="no YAML"):
        edits.replace(at(root, "a"), "\ud800")
    with pytest.raises(ValueError, match="not a value"):
        edits.replace(key(root, "a"), "丙")
    with pytest.raises(ValueError, match="empty"):
        edits.replace(at(root, "b", 0), None)
    assert not edits.made


# ---- encodings -----------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_file_is_written_back_in_its_encoding(encoding: str) -> None:
    raw = REPORT.encode(encoding)
    read = decoding.decode(raw)
    assert read is not None
    source = Source("报告.yaml", read.text, read.encoding, bom=read.bom)
    assert encoded(source, source.text) == raw
    root, _ = parse(source)
    assert root is not None
    edits = Edits(source, root)
    edits.replace(at(root, "年份"), "2021")
    assert encoded(source, edits.text()) == REPORT.replace("2020  ", "2021  ").encode(encoding)


def test_what_the_encoding_cannot_say_becomes_utf_8() -> None:
    source = Source("报告.yaml", "a: 1", "cp950")
    assert encoded(source, "a: 数值") == "a: 数值".encode()


# ---- laws ----------------------------------------------------------------------------

TEXTS = st.text(
    st.one_of(
        st.sampled_from("甲乙 \n\t:#-'\"{}[],|>%@&*!?\\\r0年\x07\ufeff\u2028"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=12,
)


def _document(chance: random.Random, end: str) -> str:
    """Return a file with values in all styles, comments, blank lines."""

    def scalar(indent: int, *, flow: bool) -> str:
        word = "".join(chance.choice("甲乙丙丁12年") for _ in range(chance.randint(1, 4)))
        kinds = ("", "plain", "'", '"') if flow else ("", "plain", "'", '"', "|", ">", "long")
        kind = chance.choice(kinds)
        note = "" if flow else chance.choice(("", "   # 注"))
        lead = end + " " * (indent + chance.choice((2, 3)))
        if kind in ("|", ">"):
            rows = [chance.choice((word, "", word + " x")) for _ in range(chance.randint(0, 3))]
            return f" {kind}{chance.choice(('', '-', '+'))}{note}" + "".join(
                lead + row if row else end for row in (word, *rows)
            )
        if kind == "long":
            return f" {word}{lead}{word}{note}"
        quote = kind if kind in "'\"" else ""
        return f" {quote}{word}{quote}{note}" if kind else note

    def flow(depth: int) -> str:
        inner = [flow(depth - 1) if depth else scalar(0, flow=True) or " 空" for _ in range(2)]
        if chance.random() < 0.5:
            return " {" + ", ".join(f"k{at}:{one}" for at, one in enumerate(inner)) + "}"
        return " [" + ",".join(inner) + chance.choice(("", ", ")) + "]"

    def block(indent: int, depth: int) -> str:
        keyed = chance.random() < 0.6
        rows = []
        for number in range(chance.randint(1, 3)):
            if chance.random() < 0.2:
                rows.append(chance.choice(("", " " * indent + "# 整行", "# 顶格")))
            if depth and chance.random() < 0.5:
                value = end + block(indent + chance.choice((1, 2, 4)), depth - 1)
            else:
                value = flow(1) if chance.random() < 0.2 else scalar(indent, flow=False)
            rows.append(" " * indent + (f"键{number}:" if keyed else "-") + value)
        return end.join(rows)

    return block(0, 3) + chance.choice(("", end, end + end + "# 完" + end))


def _values(root: Node) -> list[tuple[tuple[str | int, ...], Scalar]]:
    found: list[tuple[tuple[str | int, ...], Scalar]] = []
    todo: list[tuple[tuple[str | int, ...], Node]] = [((), root)]
    while todo:
        path, node = todo.pop()
        if isinstance(node, Scalar):
            found.append((path, node))
        elif isinstance(node, Mapping):
            todo += [((*path, key.value), value) for key, value in node.pairs]
        else:
            todo += [((*path, number), item) for number, item in enumerate(node.items)]
    return found


def _put_at(tree: Any, path: tuple[str | int, ...], value: Any) -> None:
    for step in path[:-1]:
        tree = tree[step]
    tree[path[-1]] = value


@given(st.integers(0, 10**9), st.sampled_from(("\n", "\r\n")), TEXTS)
def test_one_value_changes_and_no_other(seed: int, end: str, value: str) -> None:
    chance = random.Random(seed)
    text = _document(chance, end)
    edits, root = edits_of(text)
    path, scalar = chance.choice(_values(root))
    edits.replace(scalar, value)
    new = edits.text()
    expected = said(text)
    _put_at(expected, path, value)
    assert said(new) == expected
    assert new.startswith(text[: scalar.start].rstrip(" \t"))
    below = text.find(end, scalar.end)
    stop = scalar.end if scalar.style in ("|", ">") else below if below >= 0 else len(text)
    assert new.endswith(text[stop:])
    if scalar.style not in ("|", ">"):
        assert text[scalar.end : stop] in new


@given(st.integers(0, 10**9), st.sampled_from(("\n", "\r\n")))
def test_what_changes_nothing_changes_no_byte(seed: int, end: str) -> None:
    text = _document(random.Random(seed), end)
    edits, root = edits_of(text)
    for _, scalar in _values(root):
        edits.replace(scalar, None if scalar.is_null else scalar.value)
    assert not edits.made
    assert edits.text() == text


@given(st.integers(0, 10**9), st.sampled_from(("\n", "\r\n")), TEXTS)
def test_a_key_or_an_item_comes_or_goes_alone(seed: int, end: str, value: str) -> None:
    chance = random.Random(seed)
    # What comes or goes behind a block with "+", or at the end of a file that has no line
    # end, adds to or takes from the line ends of the text before it: that is what it says.
    text = _document(chance, end).replace("|+", "|").replace(">+", ">")
    text = text if text.endswith(end) else text + end
    edits, root = edits_of(text)
    expected = said(text)
    todo, holders = [root], []
    while todo:
        node = todo.pop()
        if isinstance(node, Mapping):
            todo += [inner for _, inner in node.pairs]
            holders.append(node)
        elif isinstance(node, Sequence):
            todo += node.items
            holders.append(node)
    node = chance.choice(holders)
    tree = expected
    for path, scalar in _values(root):
        if node.start <= scalar.start <= node.end:
            tree = _holder(expected, root, node, path)
            break
    if isinstance(node, Mapping):
        _edit_keys(edits, node, tree, value, chance)
    else:
        number = chance.randrange(len(node.items))
        if chance.random() < 0.5:
            edits.insert_item(node, number, {"新": value})
            tree.insert(number, {"新": value})
        else:
            edits.remove_item(node, number)
            del tree[number]
    assert said(edits.text()) == expected


def _edit_keys(edits: Edits, node: Mapping, tree: Any, value: str, chance: random.Random) -> None:
    name = chance.choice(node.flat[::2])
    what = chance.randrange(3)
    if what == 0:
        edits.insert(node, "新的", value, name)
        tree["新的"] = value
    elif what == 1:
        edits.empty(node, name)
        tree[name.value] = None
    else:
        edits.remove(node, name)
        del tree[name.value]


def _holder(tree: Any, root: Node, node: Node, path: tuple[str | int, ...]) -> Any:
    for step in path:
        if root is node:
            return tree
        root, tree = at(root, step), tree[step]
    return tree


@given(st.dictionaries(TEXTS.filter(bool), st.none() | TEXTS | st.lists(TEXTS), max_size=4))
def test_whatever_is_put_in_is_read_again(value: dict[str, spelling.Value]) -> None:
    for text in ("a: 1  # 注\nb: 2\n", "a: [1, 2]\nb: 2", "- x\n- a: {c: 1}\n"):
        edits, root = edits_of(text)
        path, scalar = _values(root)[-1]
        edits.replace(scalar, value)
        expected = said(text)
        _put_at(expected, path, value)
        assert said(edits.text()) == expected
