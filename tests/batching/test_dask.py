"""The same batch on a Dask cluster: byte for byte, though a worker be killed."""

from __future__ import annotations

import gc
import os
import signal
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import random_reports
from zongjie import batching
from zongjie.batching import MANIFEST, Wish

COUNT = 120
distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    random_reports.write(folder, COUNT)
    return folder


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Return a real cluster on this machine: a scheduler and two processes that work."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with distributed.LocalCluster(
            n_workers=2, threads_per_worker=2, processes=True, dashboard_address=None
        ) as running:
            yield running


def contents(output: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in output.iterdir()}


def codes(outcome: batching.Outcome) -> list[str]:
    return [one.code for one in outcome.diagnostics]


def test_a_cluster_writes_what_this_machine_writes_though_a_worker_is_killed(
    many: Path, cluster: Any, tmp_path: Path
) -> None:
    here, there = tmp_path / "一", tmp_path / "二"
    wish = Wish(("docx", "txt"), "{街道}/{文件名}")
    assert batching.run([many], here, wish).written == COUNT
    (there / "示范街道").mkdir(parents=True)
    (there / "示范街道" / ".~1-0.docx").write_bytes(b"PK")  # what a killed worker leaves behind
    killed: list[int] = []

    def kill(done: int, total: int, faulty: int) -> None:
        if not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    outcome = batching.run([many], there, wish, dask=cluster.scheduler_address, tell=kill)
    assert killed
    assert (outcome.written, outcome.faulty, outcome.diagnostics) == (COUNT, (), [])
    assert (there / MANIFEST).read_bytes() == (here / MANIFEST).read_bytes()
    assert contents(there / "示范街道") == contents(here / "示范街道")
    again = batching.run(
        [many], there, wish, dask=cluster.scheduler_address, resume=True, tell=kill
    )
    assert again.skipped == COUNT


@pytest.mark.parametrize(
    ("address", "why"), [("tcp://127.0.0.1:1", "没有应答"), ("那里", "地址写得不对")]
)
def test_a_cluster_that_does_not_answer_is_told(
    address: str, why: str, many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zongjie.batching.pools._PATIENCE", 1)
    outcome = batching.run([many], tmp_path / "输出", Wish(), dask=address)
    assert codes(outcome) == ["ZJ575"]
    assert why in outcome.diagnostics[0].message
    assert (outcome.written, outcome.left) == (0, COUNT)


def test_a_client_that_never_connected_is_gone_before_another_starts(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zongjie.batching.pools._PATIENCE", 1)
    real, left = distributed.Client, []

    def second(address: str, **_: object) -> None:
        left.extend(one for one in gc.get_objects() if isinstance(one, real))
        raise ValueError(address)

    gc.disable()  # else it may be gone by chance
    try:
        batching.run([many], tmp_path / "一", Wish(), dask="tcp://127.0.0.1:1")
        monkeypatch.setattr(distributed, "Client", second)
        batching.run([many], tmp_path / "二", Wish(), dask="tcp://127.0.0.1:1")
    finally:
        gc.enable()
    assert [one for one in left if one.status != "running"] == []


def test_a_worker_that_does_not_answer_is_told(many: Path, cluster: Any, tmp_path: Path) -> None:
    pid = next(iter(cluster.workers.values())).pid
    os.kill(pid, signal.SIGSTOP)
    try:
        outcome = batching.run([many], tmp_path, Wish(), dask=cluster.scheduler_address)
    finally:
        os.kill(pid, signal.SIGCONT)
    assert codes(outcome) == ["ZJ575"]
    assert "不应答" in outcome.diagnostics[0].message
    assert (outcome.written, outcome.left) == (0, COUNT)


def test_a_cluster_that_ends_meanwhile_is_told(
    many: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zongjie.batching.pools._ABSENCE", 1)
    for end, said in (("scale", "都停了"), ("close", "断了")):
        output = tmp_path / end
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with distributed.LocalCluster(n_workers=1, dashboard_address=None) as small:

                def tell(done: int, total: int, faulty: int) -> None:
                    if small.workers:
                        small.scale(0) if end == "scale" else small.close()  # noqa: B023

                outcome = batching.run(
                    [many], output, Wish(), dask=small.scheduler_address, tell=tell
                )
        assert codes(outcome) == ["ZJ575"]
        assert said in outcome.diagnostics[0].message
        assert outcome.written + outcome.left == COUNT
        assert "Traceback" not in capfd.readouterr().err
        assert batching.run([many], output, Wish(), resume=True).left == 0


def test_a_cluster_with_another_engine_is_told(
    many: Path, cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zongjie.batching.pools.engine", lambda: "another")
    outcome = batching.run([many], tmp_path / "输出", Wish(), dask=cluster.scheduler_address)
    assert codes(outcome) == ["ZJ575"]
    assert "不是一个版本" in outcome.diagnostics[0].message


def test_dask_that_is_not_installed_is_told_with_what_to_do(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    outcome = batching.run([many], tmp_path / "输出", Wish(), dask="tcp://127.0.0.1:8786")
    assert codes(outcome) == ["ZJ575"]
    assert "zongjie[dask]" in outcome.diagnostics[0].message
