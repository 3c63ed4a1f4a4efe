"""What may befall a batch: it is stopped, killed, starved; nothing is lost or half-written."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

import deadly
import random_reports
from zongjie import batching
from zongjie.batching import MANIFEST, Wish
from zongjie.batching.ledger import JOURNAL
from zongjie.batching.pools import Local, Sharing
from zongjie.batching.records import Unusable

COUNT = 150
ON_LINUX = sys.platform == "linux"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of reports that take a second or more."""
    folder = tmp_path_factory.mktemp("many")
    random_reports.write(folder, COUNT)
    return folder


@pytest.fixture(scope="module")
def expected(many: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return what a batch writes that nothing befalls."""
    output = tmp_path_factory.mktemp("whole")
    assert batching.run([many], output, Wish()).written == COUNT
    return contents(output)


def contents(output: Path) -> dict[str, bytes]:
    """Return the files of an output folder; the list without what hangs on where it lies."""
    found = {path.name: path.read_bytes() for path in output.iterdir()}
    rows = json.loads(found.pop(MANIFEST))["reports"]
    return {**found, **{f"{row['outputs'][0]['file']}?": row["input"].encode() for row in rows}}


def started(many: Path, output: Path, *options: str, awaited: int = 51) -> subprocess.Popen[str]:
    """Start the command in a process group of its own, and wait until it has written some files."""
    process = subprocess.Popen(
        [sys.executable, "-m", "zongjie", "batch", str(many), "-o", str(output), *options],
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        start_new_session=True,
    )
    _wait_for(lambda: len(list(output.glob("*.docx"))) >= awaited)
    return process


def _wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.01)


def _processes(group: int) -> list[int]:
    """Return the processes of a group that are alive."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found


def assert_whole(output: Path) -> int:
    """See to it that every document is one; return how many there are."""
    paths = list(output.glob("*.docx"))
    for path in paths:
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
    return len(paths)


# ---- somebody stops it ---------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a process group are POSIX")
def test_ctrl_c_leaves_whole_files_and_a_list_to_go_on_from(
    many: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    process = started(many, tmp_path, "--jobs", "2")
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert "--resume" in told
    assert "Traceback" not in told
    listed = json.loads((tmp_path / MANIFEST).read_bytes())
    assert not listed["finished"]
    done = len(listed["reports"])
    assert assert_whole(tmp_path) == done < COUNT
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".docx"] == [MANIFEST]
    outcome = batching.run([many], tmp_path, Wish(), resume=True)
    assert (outcome.skipped, outcome.written) == (done, COUNT - done)
    assert contents(tmp_path) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a process group are POSIX")
@pytest.mark.parametrize("delay", [0.1, 0.2, 0.3])  # while the engine is loaded for the workers
def test_ctrl_c_at_once_is_heard_by_nobody_else(many: Path, tmp_path: Path, delay: float) -> None:
    process = started(many, tmp_path, "--jobs", "2", awaited=0)
    _wait_for((tmp_path / JOURNAL).exists)
    time.sleep(delay)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert "Traceback" not in told


@pytest.mark.skipif(not ON_LINUX, reason="looks for processes in /proc")
def test_a_second_ctrl_c_stops_at_once_and_a_third_changes_nothing(
    many: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    process = started(many, tmp_path, "--jobs", "2")
    for _ in range(3):
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.02)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert "--resume" in told
    assert "Warning" not in told
    _wait_for(lambda: not _processes(process.pid))
    assert batching.run([many], tmp_path, Wish(), resume=True).left == 0
    assert contents(tmp_path) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a process group are POSIX")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_the_end_of_a_session_is_as_ctrl_c(many: Path, tmp_path: Path, name: str) -> None:
    number = getattr(signal, name)
    with _inherited(number, signal.SIG_DFL):  # these tests may run under nohup themselves
        process = started(many, tmp_path, "--jobs", "2")
    process.send_signal(number)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert not json.loads((tmp_path / MANIFEST).read_bytes())["finished"]
    assert not (tmp_path / JOURNAL).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a process group are POSIX")
def test_under_nohup_the_end_of_a_session_is_not_heard(many: Path, tmp_path: Path) -> None:
    with _inherited(signal.SIGHUP, signal.SIG_IGN):
        process = started(many, tmp_path, "--jobs", "2")
    process.send_signal(signal.SIGHUP)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 0, told


@contextlib.contextmanager
def _inherited(number: int, handler: signal.Handlers) -> Iterator[None]:
    """Let processes that are started meanwhile begin with this answer to a signal."""
    before = signal.signal(number, handler)
    try:
        yield
    finally:
        signal.signal(number, before)


@pytest.mark.skipif(not ON_LINUX, reason="looks for processes in /proc")
def test_kill_nine_loses_nothing_and_leaves_no_process_behind(
    many: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    process = started(many, tmp_path, "--jobs", "2")
    process.kill()
    _, told = process.communicate(timeout=60)  # all who could say something have ended
    assert "Warning" not in told
    _wait_for(lambda: not _processes(process.pid))
    assert (tmp_path / JOURNAL).exists()
    assert assert_whole(tmp_path) < COUNT
    (tmp_path / ".~1-0.docx").write_bytes(b"PK")  # as a killed worker leaves behind
    outcome = batching.run([many], tmp_path, Wish(), resume=True)
    assert outcome.skipped > 0
    assert outcome.skipped + outcome.written == COUNT
    assert contents(tmp_path) == expected


@pytest.mark.skipif(not ON_LINUX, reason="looks for processes in /proc")
def test_a_worker_that_is_killed_loses_nothing(
    many: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    process = started(many, tmp_path, "--jobs", "2")
    os.kill(max(_processes(process.pid)), signal.SIGKILL)  # started last: a worker
    _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told
    assert contents(tmp_path) == expected


@pytest.mark.skipif(not ON_LINUX, reason="looks for processes in /proc")
def test_the_process_that_workers_are_forked_from_may_be_killed(
    many: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    process = started(many, tmp_path, "--jobs", "2")
    worker = Path(f"/proc/{max(_processes(process.pid))}/stat").read_text()
    os.kill(int(worker.rpartition(")")[2].split()[1]), signal.SIGKILL)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told
    assert contents(tmp_path) == expected


@pytest.mark.parametrize("error", [OSError(11, "again"), EOFError()])
def test_processes_that_cannot_be_started_are_told(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr("concurrent.futures.process.ProcessPoolExecutor._spawn_process", refuse)
    monkeypatch.setattr("zongjie.batching.pools._TICK", 0.01)
    outcome = batching.run([many], tmp_path, Wish())
    assert [one.code for one in outcome.diagnostics] == ["ZJ575"]
    assert "这台电脑上开不出印的进程" in outcome.diagnostics[0].message
    assert (outcome.written, outcome.left) == (0, COUNT)


# ---- the pool --------------------------------------------------------------------------


def _shared(call: Callable[..., Any], tasks: range, *more: str) -> tuple[list[int], bool]:
    pool = Local(2)
    sharing = Sharing[int, int](
        pool,
        lambda some: pool.submit(call, some, *more),
        lambda number, why: -number,
        lambda: False,
        4,
    )
    found = [one for some in sharing.results(tasks) for one in some]
    pool.close()
    return sorted(found), sharing.lost_workers


def test_what_ends_its_worker_twice_has_failed_and_all_else_is_done() -> None:
    assert _shared(deadly.double, range(40)) == (
        sorted(-13 if number == 13 else 2 * number for number in range(40)),
        True,
    )


def test_what_a_lost_worker_had_is_done_by_another(tmp_path: Path) -> None:
    assert _shared(deadly.once, range(40), str(tmp_path / "mark")) == (list(range(40)), True)


def test_whoever_is_asked_to_stop_ends_what_is_begun() -> None:
    pool, found = Local(2), list[int]()
    sharing = Sharing[int, int](
        pool,
        lambda some: pool.submit(deadly.slow, some),
        lambda number, why: -number,
        lambda: bool(found),
        1,
    )
    for some in sharing.results(range(1000)):
        found += some
    pool.close()
    assert 1 <= len(found) < 20
    assert sorted(found) == list(range(len(found)))


def test_nobody_waits_for_workers_that_are_gone_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = Local(1)

    def gone() -> None:
        raise Unusable("没有了")

    monkeypatch.setattr(pool, "check", gone)
    never = Future[list[int]]()  # as a cluster's may be that is closed
    sharing = Sharing[int, int](pool, lambda _: never, lambda number, _: -number, lambda: False, 4)
    with pytest.raises(Unusable, match="没有了"):
        list(sharing.results(range(9)))
    pool.close()


# ---- the disk --------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder with room for one megabyte."""
    libc = ctypes.CDLL(None, use_errno=True)
    folder = tmp_path / "disk"
    folder.mkdir()
    if not ON_LINUX or libc.mount(b"tmpfs", bytes(folder), b"tmpfs", 0, b"size=1m"):
        pytest.skip("only the system's owner can mount a disk")
    yield folder
    libc.umount2(bytes(folder), 2)


def test_a_full_disk_is_told_and_what_is_there_is_whole(
    many: Path, expected: dict[str, bytes], small_disk: Path, tmp_path: Path
) -> None:
    outcome = batching.run([many], small_disk, Wish(), jobs=2)
    told = [one.message for one in outcome.diagnostics] + [why for _, why in outcome.faulty]
    assert any("磁盘满了" in one for one in told)
    assert 0 < assert_whole(small_disk) < COUNT
    assert not list(small_disk.glob(".~*"))
    libc = ctypes.CDLL(None)
    assert not libc.mount(None, bytes(small_disk), None, 32, b"size=64m")  # more room
    again = batching.run([many], small_disk, Wish(), jobs=2, resume=True)
    assert again.skipped > 0
    assert again.skipped + again.written == COUNT
    assert contents(small_disk) == expected


def test_a_folder_that_cannot_be_written_is_told_at_once(many: Path, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("", encoding="utf-8")
    outcome = batching.run([many], tmp_path / "文件" / "输出", Wish())
    assert [one.code for one in outcome.diagnostics] == ["ZJ503"]
    assert outcome.manifest is None


def test_a_list_that_cannot_be_read_is_told_by_its_name(many: Path, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).mkdir()
    outcome = batching.run([many], tmp_path, Wish())
    assert [one.code for one in outcome.diagnostics] == ["ZJ503"]
    assert MANIFEST in outcome.diagnostics[0].message
    assert [path.name for path in tmp_path.iterdir()] == [MANIFEST]


def test_a_disk_that_may_only_be_read_is_told_at_once(many: Path, small_disk: Path) -> None:
    libc = ctypes.CDLL(None)
    assert not libc.mount(None, bytes(small_disk), None, 1 | 32, None)  # read-only, remounted
    outcome = batching.run([many], small_disk, Wish())
    assert [one.code for one in outcome.diagnostics] == ["ZJ503"]
    assert "只读" in outcome.diagnostics[0].message


def test_a_list_that_cannot_be_written_is_told_and_the_journal_stays(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = sorted(many.iterdir())[:3]
    assert batching.run(few, tmp_path, Wish()).written == 3

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "no space")

    with monkeypatch.context() as broken:
        broken.setattr("zongjie.batching.ledger.Ledger.fold", full)
        outcome = batching.run(few[:2], tmp_path, Wish())
    assert [one.code for one in outcome.diagnostics] == ["ZJ503"]
    assert (tmp_path / JOURNAL).exists()
    assert batching.run(few, tmp_path, Wish(), resume=True).skipped == 3


def test_reports_that_vanish_meanwhile_are_told_one_by_one(tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    paths = random_reports.write(folder, COUNT)

    def vanish(done: int, total: int, faulty: int) -> None:
        paths[-1].unlink(missing_ok=True)

    outcome = batching.run([folder], tmp_path / "输出", Wish(), jobs=1, tell=vanish)
    assert [path for path, _ in outcome.faulty] == [str(paths[-1])]
    assert "ZJ001" in outcome.faulty[0][1]
    assert outcome.written == COUNT - 1
