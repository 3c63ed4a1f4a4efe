"""An editor completes, explains and checks a report by what `new` and `import` write beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from language_server import LanguageServer
from zongjie.cli.main import main
from zongjie.pipeline.editors import editor_files

EXAMPLES = Path(__file__).parents[1] / "examples"
SINGLE = ("ganquan-2016", "changbai-2020", "shifan-2025", "shifan-2025-q3")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the editor's files, as VS Code opens it."""
    folder = tmp_path_factory.mktemp("报告")
    for name, data in editor_files():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / "指标").mkdir()
    return folder


@pytest.fixture(scope="module")
def server(folder: Path, yaml_server: Path) -> Iterator[LanguageServer]:
    with LanguageServer(yaml_server, folder) as server:
        yield server


@pytest.mark.parametrize("example", SINGLE)
def test_an_editor_finds_nothing_wrong_with_an_example(
    example: str, folder: Path, server: LanguageServer
) -> None:
    text = (EXAMPLES / example / "report.yaml").read_text("utf-8")
    assert server.open(folder / "报告.yaml", text) == []
    for part in sorted((EXAMPLES / example / "indicators").glob("*.yaml")):
        told = server.open(folder / "指标" / part.name, part.read_text("utf-8"))
        assert told == [], part.name


def test_an_editor_finds_a_wrong_key(folder: Path, server: LanguageServer) -> None:
    told = server.open(folder / "report.yml", "模板: 街道工作总结\n没有的键: 1\n")
    assert [one["range"]["start"]["line"] for one in told] == [1]


def test_an_editor_finds_a_wrong_key_of_an_indicator(folder: Path, server: LanguageServer) -> None:
    told = server.open(folder / "指标" / "乙.yaml", "指标:\n  甲:\n    没有的键: 1\n")
    assert [one["range"]["start"]["line"] for one in told] == [2]


def test_an_editor_completes_keys_and_values(folder: Path, server: LanguageServer) -> None:
    path = folder / "报告.yml"
    server.open(path, "模板: 街道工作总结\n指标:\n  甲:\n    状态: \n    数\n")
    values = server.at("completion", path, 3, 8)["items"]
    assert {"已核实", "初步数", "待报"} <= {item["label"] for item in values}
    keys = server.at("completion", path, 4, 5)["items"]
    assert "数值" in {item["label"] for item in keys}


def test_an_editor_explains_keys_in_chinese(folder: Path, server: LanguageServer) -> None:
    path = folder / "report.yaml"
    server.open(path, "模板: 街道工作总结\n年份: 2025\n")
    shown = server.at("hover", path, 1, 1)["contents"]["value"]
    assert "年份" in shown
    assert any("\u4e00" <= char <= "\u9fff" for char in shown.replace("年份", ""))


@pytest.mark.parametrize("command", ["new", "import"])
def test_a_new_report_brings_the_editors_files(command: str, tmp_path: Path) -> None:
    folder, old = tmp_path / "新", tmp_path / "旧稿.txt"
    old.write_text("东江街道2025年工作总结\n　　走访企业120家。\n", "utf-8")
    wanted = [str(folder)] if command == "new" else [str(old), "-o", str(folder)]
    assert main([command, *wanted]) == 0
    for name, data in editor_files():
        assert (folder / name).read_bytes() == data
    settings = json.loads((folder / ".vscode" / "settings.json").read_text("utf-8"))
    assert all((folder / name).is_file() for name in settings["yaml.schemas"])
    assert main(["check", str(folder)]) == 0


def test_the_pre_commit_hook_checks_reports() -> None:
    hooks = yaml.safe_load((EXAMPLES.parent / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (hook,) = hooks
    assert (hook["id"], hook["entry"], hook["language"]) == (
        "zongjie-check",
        "zongjie check",
        "python",
    )
