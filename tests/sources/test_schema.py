"""The reader and the jsonschema library say yes and no to the same documents."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from zongjie import resources
from zongjie.diagnostics import Severity, Source
from zongjie.sources import schema
from zongjie.sources.nodes import Mapping, Node, Scalar, parse

NAMES = ("report.schema.json", "template.schema.json", "outline.schema.json")
SCHEMAS: dict[str, dict[str, Any]] = {
    name: json.loads((resources.schema_dir() / name).read_text(encoding="utf-8")) for name in NAMES
}


def _resolved(root: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in part:
        found: Any = root
        for step in part["$ref"].split("/")[1:]:
            found = found[step]
        part = found
    return part


def _parts(part: Any, path: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Return every schema inside a schema, with its pointer."""
    yield path, part
    for key in ("properties", "$defs"):
        for name, inner in part.get(key, {}).items():
            yield from _parts(inner, f"{path}/{key}/{name}")
    for key in ("items", "additionalProperties"):
        if isinstance(part.get(key), dict):
            yield from _parts(part[key], f"{path}/{key}")


PARTS = [
    pytest.param(SCHEMAS[name], path, part, id=f"{name.split('.')[0]}{path}")
    for name in NAMES
    for path, part in _parts(SCHEMAS[name])
]


# ---- the schema itself -----------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize(("root", "path", "part"), PARTS)
def test_a_schema_uses_only_keywords_the_reader_knows(
    root: dict[str, Any], path: str, part: dict[str, Any]
) -> None:
    notes = {"$schema", "$id", "$defs", "title", "description", "examples", "deprecated"}
    assert set(part) <= notes | {
        *("type", "properties", "additionalProperties", "required", "items", "enum", "pattern"),
        *("$ref", "x-alias-of"),
    }
    assert "$ref" in part or "type" in part


@pytest.mark.parametrize(("root", "path", "part"), PARTS)
def test_every_key_tells_its_chinese_name_and_purpose(
    root: dict[str, Any], path: str, part: dict[str, Any]
) -> None:
    named = "/properties/" in path and path.rsplit("/", 2)[1] == "properties"
    if not named:
        return
    resolved = _resolved(root, part)
    for key in ("title", "description"):
        assert any("一" <= char <= "鿿" for char in resolved[key])
    whole = "enum" in resolved or "properties" in resolved or "$ref" in resolved.get("items", {})
    assert whole or resolved.get("examples"), "an example says more than a description"


@pytest.mark.parametrize(("root", "path", "part"), PARTS)
def test_examples_fit_their_own_schema(
    root: dict[str, Any], path: str, part: dict[str, Any]
) -> None:
    whole = {"$defs": root.get("$defs", {}), "properties": root["properties"], "allOf": [part]}
    validator = Draft202012Validator(whole)
    for example in part.get("examples", ()):
        assert validator.is_valid({} if path == "#" else example)


@pytest.mark.parametrize(("root", "path", "part"), PARTS)
def test_aliases_lead_to_a_key_of_the_same_place(
    root: dict[str, Any], path: str, part: dict[str, Any]
) -> None:
    properties = part.get("properties", {})
    for name, inner in properties.items():
        if "x-alias-of" in inner:
            proper = inner["x-alias-of"]
            assert proper != name
            assert "x-alias-of" not in properties[proper]
            assert inner["deprecated"] is True
            assert inner["$ref"] in (f"{path}/properties/{proper}", properties[proper].get("$ref"))


# ---- the reader against the library ----------------------------------------------


class _Maker:
    """Makes documents of a schema's shape, damaged here and there."""

    def __init__(self, root: dict[str, Any], seed: int) -> None:
        self.root = root
        self.chance = random.Random(seed)
        self.damage = self.chance.choice([0, 0, 0.02, 0.1])

    def make(self, part: dict[str, Any], depth: int = 0) -> object:
        part = _resolved(self.root, part)
        chance = self.chance
        if chance.random() < self.damage:
            return self.anything(depth)
        kinds = [kind for kind in _kinds(part) if depth < 9 or kind in ("string", "null")]
        kind = chance.choice([kind for kind in kinds for _ in range(1 if kind == "null" else 4)])
        if kind == "object":
            return self.record(part, depth)
        if kind == "array":
            return [self.make(part["items"], depth + 1) for _ in range(chance.randrange(3))]
        return None if kind == "null" else self.text(part)

    def record(self, part: dict[str, Any], depth: int) -> dict[str, object]:
        chance = self.chance
        properties = part.get("properties", {})
        made: dict[str, object] = {}
        names = [name for name in properties if chance.random() < 4 / (len(properties) + 4)]
        chance.shuffle(names)
        taken: set[str] = set()
        for name in [*part.get("required", ()), *names]:
            proper = properties[name].get("x-alias-of", name)
            if proper not in taken and chance.random() >= self.damage:
                taken.add(proper)
                made[name] = self.make(properties[name], depth + 1)
        if isinstance(part.get("additionalProperties"), dict):
            for _ in range(chance.randrange(4)):
                name = chance.choice(
                    ["走访企业", "网格案件", "年份数", "12345工单", "五违四必", ""]
                )
                made[name] = self.make(part["additionalProperties"], depth + 1)
        if chance.random() < self.damage:
            made[chance.choice(["正闻", "数植", "", "标题 ", "指标表"])] = self.anything(depth)
        return made

    def text(self, part: dict[str, Any]) -> str | None:
        chance = self.chance
        if chance.random() < self.damage:
            return chance.choice(["", "没有的", "16", "是 ", "2016\n", "一起", "-1", "１２３"])
        if "enum" in part:
            choice: str | None = chance.choice(part["enum"])
            return choice
        if "pattern" in part:
            year = "年" in part["pattern"]
            return chance.choice(["2016", "2016年", "２０１６"] if year else ["0", "12", "３"])
        return chance.choice(
            ["甘泉", "18735件", "一句。\n\n两段。\n", "0110", "no", "~", " 空 ", '"', "# 井"]
        )

    def anything(self, depth: int) -> object:
        chance = self.chance
        return chance.choice([None, "", "文字", [], ["甲", None], {}, {"甲": "乙"}, [[{}]], "2016"])


def _kinds(part: dict[str, Any]) -> list[str]:
    kinds = part["type"]
    return [kinds] if isinstance(kinds, str) else kinds


def _yaml(value: object, indent: int, chance: random.Random) -> str:
    """Return a value as YAML below its key: block style, texts in any quoting that holds them."""
    pad = " " * indent
    if value is None:
        return ""
    if isinstance(value, dict):
        if not value:
            return " {}"
        return "".join(
            f"\n{pad}{_quoted(str(key), chance)}:{_yaml(inner, indent + 2, chance)}"
            for key, inner in value.items()
        )
    if isinstance(value, list):
        if not value:
            return " []"
        return "".join(f"\n{pad}-{_yaml(inner, indent + 2, chance)}" for inner in value)
    return " " + _quoted(str(value), chance)


def _quoted(text: str, chance: random.Random) -> str:
    plain = text.strip() == text and text and not set(text) & set("\n#\"~:'[-")
    if plain and chance.random() < 0.5:
        return text
    if "\n" not in text and chance.random() < 0.5:
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=chance.random() < 0.5)


def _plain(node: Node) -> object:
    """Return the texts of a node, as DESIGN §5 hands them to the jsonschema library."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.value
    if isinstance(node, Mapping):
        return {key.value: _plain(value) for key, value in node.pairs}
    return [_plain(item) for item in node.items]


POINTERS = [
    *(
        ("report.schema.json", pointer, 260)
        for pointer in ("#", "#/$defs/指标文件", "#/$defs/指标")
    ),
    *(("report.schema.json", pointer, 100) for pointer in ("#/$defs/章节", "#/$defs/存在问题")),
    ("template.schema.json", "#", 100),
    ("outline.schema.json", "#", 150),
    ("outline.schema.json", "#/$defs/指标", 150),
]


@pytest.mark.parametrize(("name", "pointer", "count"), POINTERS)
def test_the_reader_agrees_with_the_jsonschema_library(name: str, pointer: str, count: int) -> None:
    root = SCHEMAS[name]
    validator = Draft202012Validator({**root, "$id": f"urn:{name}"})
    if pointer != "#":
        validator = Draft202012Validator({"$defs": root["$defs"], "allOf": [{"$ref": pointer}]})
    verdicts = set()
    for seed in range(count):
        maker = _Maker(root, seed)
        made = maker.make({"$ref": pointer} if pointer != "#" else root)
        text = _yaml(made, 0, maker.chance).lstrip("\n")
        node, faults = parse(Source("甲.yaml", text))
        if node is None:
            assert [d.code for d in faults] == ["ZJ015"]
            continue
        document = _plain(node)
        assert document == made, text
        _, found = schema.read(node, schema.load(name, pointer), "报告")
        wrong = [
            d for d in found if d.severity is Severity.ERROR and d.code not in ("ZJ103", "ZJ117")
        ]
        assert (not wrong) is validator.is_valid(document), (text, wrong)
        verdicts.add(not wrong)
    assert verdicts == {True, False}, "the damage must be neither nothing nor everything"
