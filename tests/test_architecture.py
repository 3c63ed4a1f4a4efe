"""The house stands as ARCHITECTURE.md says, and stays small enough to read."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import zongjie

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "engine" / "zongjie"
MODULES = sorted(PACKAGE.rglob("*.py"))

FOREIGN_PACKAGES = {"cn2an", "docx", "hypothesis", "jinja2", "jsonschema", "lxml"} | {
    "openpyxl",
    "pyarrow",
    "rich",
    "rjieba",
    "yaml",
}
MAX_FUNCTION_LINES = 40
MAX_FILE_LINES = 400

# Places of one machine and hosts of registries.  Each pattern is written so that
# it does not match itself.
FOREIGN = re.compile(
    r"/w[o]rk/|/f[a]rm/|/t[m]p/bash_jobs|/r[o]ot/|/o[p]t/pypi|/h[o]me/[a-z]|C:\\U[s]ers"
    r"|\b(?:test\.)?p[y]pi\.org|p[y]thonhosted\.org|r[e]gistry\.npmjs|d[e]b\.debian\.org"
    r"|p[r]oxy\.golang\.org|m[i]rrors?\.[a-z]+\.(?:com|cn|edu)"
)

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def rooms_on_the_map() -> list[str]:
    """Return the first column of the rooms table, in its order."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    return re.findall(r"^\| *`([^`]+)` *\|", text, flags=re.MULTILINE)


def rooms_in_the_house() -> set[str]:
    """Return what lies below the package: folders with a slash, modules with .py."""
    folders = {f"{p.parent.name}/" for p in PACKAGE.glob("*/__init__.py")}
    return folders | {p.name for p in PACKAGE.glob("*.py") if p.name != "__init__.py"}


def test_the_map_names_every_room_and_no_other() -> None:
    rooms = rooms_on_the_map()
    assert len(rooms) == len(set(rooms))
    assert set(rooms) == rooms_in_the_house()


def test_the_map_has_no_line_numbers_that_would_rot() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert not re.findall(r"\.py:\d+|\bline \d+", text)


def test_imports_keep_to_the_levels_and_the_walls() -> None:
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert program, "import-linter belongs to the dev extras"
    done = subprocess.run(
        [program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_rooms_take_nothing_but_the_version_from_the_front_door() -> None:
    faces = {PACKAGE / "__main__.py", *(PACKAGE / "cli").rglob("*.py")}
    shown = set(zongjie.__all__) - {"__version__"}
    taken = {
        name_of(path): node.lineno
        for path in set(MODULES) - faces
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and node.module == "zongjie" and not node.level
        if shown.intersection(alias.name for alias in node.names)
    }
    assert not taken


def loaded_by(code: str, *arguments: Path) -> set[str]:
    """Return the foreign packages a fresh process has loaded after the code."""
    listing = "; print(' '.join({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}{listing}", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return FOREIGN_PACKAGES.intersection(done.stdout.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded_by("import zongjie") == set()


def test_rendering_loads_neither_python_docx_nor_lxml_nor_cn2an(tmp_path: Path) -> None:
    code = "from zongjie import render_file; render_file(sys.argv[1], *sys.argv[2:])"
    example = ROOT / "examples" / "ganquan-2016"
    targets = [tmp_path / "总结.docx", tmp_path / "总结.txt"]
    loaded = loaded_by(code, example, *targets)
    assert [target.name for target in targets if not target.is_file()] == []
    assert loaded <= {"yaml", "jinja2"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_file_has_at_most_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_FILE_LINES


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_function_has_at_most_40_lines(path: Path) -> None:
    long = {}
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MAX_FUNCTION_LINES:
                long[node.name] = lines
    assert not long


def public(body: list[ast.stmt], within: str = "") -> Iterator[tuple[str, Definition]]:
    """Yield public functions and classes, and the public methods of the latter."""
    for node in body:
        if not isinstance(node, Definition) or node.name.startswith("_"):
            continue
        yield within + node.name, node
        if isinstance(node, ast.ClassDef):
            yield from public(node.body, f"{within}{node.name}.")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_whatever_is_public_says_what_it_is(path: Path) -> None:
    tree = parsed(path)
    assert ast.get_docstring(tree), "the module itself"
    silent = [name for name, node in public(tree.body) if not ast.get_docstring(node)]
    assert not silent


def files_of_the_project() -> list[Path]:
    """Return the files that git tracks or would track; of an sdist, all."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    names = listing.stdout.split("\0") if listing.returncode == 0 else []
    files = [ROOT / name for name in names if name] or list(ROOT.rglob("*"))
    return [path for path in files if path.is_file() and ".venv" not in path.parts]


def test_no_file_names_a_place_of_one_machine_or_the_host_of_a_registry() -> None:
    found = {}
    for path in files_of_the_project():
        text = path.read_bytes().decode("utf-8", errors="replace")
        if match := FOREIGN.search(text):
            found[name_of(path)] = match.group()
    assert not found
