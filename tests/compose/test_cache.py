"""Compiled templates are kept where only their user can write, and not for ever."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from zongjie.compose import rendering


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    return tmp_path / "zongjie"


def test_the_folder_is_made_and_is_the_users_alone(cache: Path) -> None:
    assert rendering.cache_folder() == cache
    if os.name == "posix":
        assert cache.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.name != "posix", reason="权限位只在 POSIX 上有")
def test_a_folder_others_can_write_to_is_not_used(cache: Path) -> None:
    cache.mkdir()
    cache.chmod(0o777)
    assert rendering.cache_folder() is None


def test_a_place_where_no_folder_can_be_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "f").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "f"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "f"))
    assert rendering.cache_folder() is None


def test_old_templates_go_when_there_are_many(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "_MAX_CACHED", 3)
    cache.mkdir()
    for number in range(10):
        old = cache / f"__jinja2_{number}.cache"
        old.write_bytes(b"")
        os.utime(old, (number, number))
    folder = cache.parent / "模板"
    folder.mkdir()
    (folder / "a.md.j2").write_text("# 题\n", encoding="utf-8")
    rendering.environment_for(folder, {}).get_template("a.md.j2")
    kept = sorted(path.name for path in cache.iterdir())
    assert len(kept) == 3
    assert {"__jinja2_8.cache", "__jinja2_9.cache"} < set(kept)
