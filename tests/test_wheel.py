"""What is shipped: the wheel alone, in an empty environment, far from the checkout."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from importlib.util import cache_from_source
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "ganquan-2016"
SHIPPED = ("templates", "schemas")


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that knows nothing of this checkout; return what it printed."""
    hidden = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={key: value for key, value in os.environ.items() if key not in hidden},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def build_wheel(source: Path, folder: Path) -> Path:
    pip_wheel = ("pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation")
    run(sys.executable, "-m", *pip_wheel, source, "-w", folder, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    return wheel


def recorded(wheel: Path) -> set[str]:
    """Return the paths that the wheel's RECORD lists."""
    with zipfile.ZipFile(wheel) as archive:
        (record,) = (n for n in archive.namelist() if n.endswith(".dist-info/RECORD"))
        rows = csv.reader(io.StringIO(archive.read(record).decode("utf-8")))
        return {row[0] for row in rows}


def shipped_files() -> dict[str, Path]:
    """Return the data files of the checkout by the place they take in a wheel."""
    files = (p for folder in SHIPPED for p in (ROOT / folder).rglob("*") if p.is_file())
    return {f"zongjie/_data/{p.relative_to(ROOT).as_posix()}": p for p in files}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs' folder of an environment that holds the wheel and its dependencies."""
    home = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(home, with_pip=True)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", wheel, cwd=home)
    return programs


def test_the_wheel_records_only_the_package_and_its_metadata(wheel: Path) -> None:
    tops = {name.split("/", 1)[0] for name in recorded(wheel)}
    package, metadata = sorted(tops)
    assert package == "zongjie"
    assert metadata.startswith("zongjie-")
    assert metadata.endswith(".dist-info")


def test_the_wheel_holds_every_module_and_nothing_compiled(wheel: Path) -> None:
    package = ROOT / "engine" / "zongjie"
    modules = {f"zongjie/{p.relative_to(package).as_posix()}" for p in package.rglob("*.py")}
    names = recorded(wheel)
    assert modules <= names
    assert "zongjie/py.typed" in names
    assert not [name for name in names if name.endswith((".pyc", ".pyo"))]


def test_the_wheel_holds_templates_and_schemas_byte_for_byte(wheel: Path) -> None:
    expected = shipped_files()
    with zipfile.ZipFile(wheel) as archive:
        found = {n for n in archive.namelist() if n.startswith("zongjie/_data/")}
        assert found == set(expected)
        for name, path in expected.items():
            assert archive.read(name) == path.read_bytes(), name


def test_the_sdist_is_enough_to_build_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path, cwd=ROOT)
    (sdist,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (tree,) = (p for p in tmp_path.iterdir() if p.is_dir())
    again = build_wheel(tree, tmp_path)
    assert recorded(again) == recorded(wheel)


def test_an_editable_install_is_compiled_where_python_may_not_write_bytecode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    without = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "engine", tmp_path / "engine", ignore=without)
    hook = f"ShippedData({str(tmp_path)!r}, {{}}, None, None, '', 'wheel')"
    build = f"from hatch_build import *; {hook}.initialize('editable', {{}})"
    run(sys.executable, "-c", build, cwd=ROOT)
    modules = (tmp_path / "engine").rglob("*.py")
    assert [m for m in modules if not Path(cache_from_source(str(m))).is_file()] == []


def test_the_installed_wheel_renders_what_the_checkout_renders(
    installed: Path, tmp_path: Path
) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "报告")
    files = {}
    for who, program in {
        "wheel": (installed / "zongjie",),
        "checkout": (sys.executable, "-m", "zongjie"),
    }.items():
        text, word = tmp_path / f"{who}.txt", tmp_path / f"{who}.docx"
        run(*program, "render", "报告", "-o", text.name, "-o", word.name, cwd=tmp_path)
        files[who] = (text.read_text(encoding="utf-8"), word.read_bytes())
    assert files["wheel"][0].strip()
    assert files["wheel"] == files["checkout"]


def test_the_installed_wheel_reads_its_data_from_itself(installed: Path, tmp_path: Path) -> None:
    code = "from zongjie import resources; print(resources.data_root())"
    place = Path(run(installed / "python", "-c", code, cwd=tmp_path).strip())
    assert place.name == "_data"
    assert not place.is_relative_to(ROOT)
