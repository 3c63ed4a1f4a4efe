"""zongjie render --watch: every save is printed, whole and soon, and faults do not end it."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest

from zongjie import render_file
from zongjie.cli import main
from zongjie.pipeline.watching import saves

EXAMPLES = Path(__file__).parents[1] / "examples"
REPORT = "标题: 题\n指标:\n  受理: {}件\n开头: 受理{{{{受理}}}}。\n# 末行\n"
PATIENCE = 20  # seconds: the machine may be busy
SOON = 0.1  # what is promised of a machine that is not

Watched = Callable[..., Queue[str]]


class Stopped(Exception):
    pass


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    """Watch a report in a thread; what each save prints comes through a queue."""
    over = threading.Event()
    threads: list[threading.Thread] = []
    sleep = time.sleep

    def nap(seconds: float) -> None:
        if over.is_set():
            raise Stopped
        sleep(seconds)

    monkeypatch.setattr("zongjie.pipeline.watching.time.sleep", nap)

    def start(report: Path, **options: str) -> Queue[str]:
        printed: Queue[str] = Queue()

        def run() -> None:
            try:
                for _ in saves(str(report), **options):
                    rendered = render_file(report, also=("txt",), **options)
                    codes = " ".join(d.code for d in rendered.diagnostics)
                    printed.put(rendered.outputs.get("txt", codes.encode()).decode())
            except Stopped:
                pass

        threads.append(threading.Thread(target=run, daemon=True))
        threads[-1].start()
        return printed

    yield start
    over.set()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()


def _next(printed: Queue[str]) -> str:
    return printed.get(timeout=PATIENCE)


def _silent(printed: Queue[str], seconds: float = 0.4) -> bool:
    try:
        return bool(printed.get(timeout=seconds)) and False
    except Empty:
        return True


def _report(folder: Path, count: int = 1) -> Path:
    path = folder / "报告.yaml"
    path.write_text(REPORT.format(count), encoding="utf-8", newline="")
    return path


def test_a_save_in_place_and_one_by_rename_are_printed_once_each(
    tmp_path: Path, watched: Watched
) -> None:
    path = _report(tmp_path)
    printed = watched(path)
    assert "受理1件" in _next(printed)
    _report(tmp_path, 2)
    assert "受理2件" in _next(printed)
    beside = tmp_path / "报告.yaml~"
    beside.write_text(REPORT.format(3), encoding="utf-8", newline="")
    beside.replace(path)
    assert "受理3件" in _next(printed)
    (tmp_path / ".报告.yaml.swp").write_text("x")
    (tmp_path / "总结.txt").write_text("x")
    assert _silent(printed)


@pytest.mark.parametrize("share", [0, 0.3, 0.97])
def test_a_file_that_is_half_written_is_never_printed(
    share: float, tmp_path: Path, watched: Watched
) -> None:
    path = _report(tmp_path)
    printed = watched(path)
    _next(printed)
    whole = REPORT.format(2).encode()
    cut = int(len(whole) * share)
    with path.open("wb") as file:
        file.write(whole[:cut])
        file.flush()
        time.sleep(0.25)  # an editor on a slow disk
        file.write(whole[cut:])
    assert "受理2件" in _next(printed)
    assert _silent(printed)


def test_a_file_that_became_much_shorter_is_printed_soon(
    tmp_path: Path, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zongjie.pipeline.watching._LONG", 2 * PATIENCE)
    path = tmp_path / "报告.yaml"
    path.write_text(REPORT.format(1) + "# 还要核实\n" * 20, encoding="utf-8", newline="")
    printed = watched(path)
    assert "受理1件" in _next(printed)
    _report(tmp_path, 2)
    assert "受理2件" in _next(printed)


def test_a_file_that_is_gone_for_a_moment_is_waited_for(tmp_path: Path, watched: Watched) -> None:
    path = _report(tmp_path)
    printed = watched(path)
    _next(printed)
    path.rename(tmp_path / "报告.yaml.bak")
    time.sleep(0.2)
    _report(tmp_path, 2)
    assert "受理2件" in _next(printed)
    path.unlink()
    assert _next(printed) == "ZJ001"
    _report(tmp_path, 3)
    assert "受理3件" in _next(printed)


def test_errors_are_told_and_it_goes_on(tmp_path: Path, watched: Watched) -> None:
    path = _report(tmp_path)
    printed = watched(path)
    _next(printed)
    path.write_text(REPORT.format(1).replace("{{受理}}", "{{没有}}"), encoding="utf-8", newline="")
    assert _next(printed) == "ZJ301"
    _report(tmp_path, 2)
    assert "受理2件" in _next(printed)


def test_new_files_of_indicators_count(tmp_path: Path, watched: Watched) -> None:
    (tmp_path / "报告.yaml").write_text("标题: 题\n开头: 有{{甲}}。\n", encoding="utf-8")
    printed = watched(tmp_path)
    assert _next(printed) == "ZJ301"
    (tmp_path / "指标").mkdir()
    (tmp_path / "指标" / "甲.yaml").write_text("指标:\n  甲: 3件\n", encoding="utf-8")
    assert "有3件" in _next(printed)


def test_an_own_template_and_the_reports_of_a_folder_count(
    tmp_path: Path, watched: Watched
) -> None:
    template = tmp_path / "我的模板"
    template.mkdir()
    (template / "template.yaml").write_text("名称: 我的\n", encoding="utf-8")
    (template / "report.md.j2").write_text("# {{ 标题 }}\n\n{{ 开头 }}\n", encoding="utf-8")
    path = _report(tmp_path)
    path.write_text(f"模板: 我的模板\n{REPORT.format(1)}", encoding="utf-8", newline="")
    printed = watched(path)
    _next(printed)
    (template / "report.md.j2").write_text("# {{ 标题 }}\n\n再说：{{ 开头 }}\n", encoding="utf-8")
    assert "再说：受理1件" in _next(printed)
    shutil.copytree(EXAMPLES / "shifan-district-2025", tmp_path / "区")
    printed = watched(tmp_path / "区")
    assert "走访企业5378家次" in _next(printed)
    street = tmp_path / "区" / "streets" / "beiqiao.yaml"
    text = street.read_text(encoding="utf-8").replace("1134家次", "1135家次")
    street.write_text(text, encoding="utf-8", newline="")
    assert "走访企业5379家次" in _next(printed)


def test_a_version_of_the_page_counts(tmp_path: Path, watched: Watched) -> None:
    (tmp_path / "本区.yaml").write_text("名称: 本区\n依照: 国标公文\n", encoding="utf-8")
    path = _report(tmp_path)
    path.write_text(f"版式: 本区.yaml\n{REPORT.format(1)}", encoding="utf-8", newline="")
    printed = watched(path)
    _next(printed)
    text = "名称: 本区\n依照: 国标公文\n页码:\n  位置: 居中\n"
    (tmp_path / "本区.yaml").write_text(text, encoding="utf-8")
    assert "受理1件" in _next(printed)


# ---- the command -------------------------------------------------------------------


def test_what_is_not_there_is_not_watched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["render", str(tmp_path / "没有.yaml"), "-o", str(tmp_path / "a.txt"), "--watch"])
    assert (code, "ZJ001" in capsys.readouterr().err) == (1, True)
    assert main(["render", "没有\0.yaml", "-o", str(tmp_path / "a.txt"), "--watch"]) == 1


def _until(said: Callable[[], bool]) -> float:
    started = time.perf_counter()
    while not said():
        time.sleep(0.001)
        assert time.perf_counter() - started < PATIENCE
    return time.perf_counter() - started


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent there")
def test_the_command_prints_soon_refuses_over_work_in_word_and_ends_well(tmp_path: Path) -> None:
    path, text, docx = _report(tmp_path), tmp_path / "总结.txt", tmp_path / "总结.docx"
    command = [sys.executable, "-m", "zongjie", "render", str(path)]
    command += ["-o", str(text), "-o", str(docx), "--watch"]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        _until(docx.exists)
        took = []
        for count in range(2, 12):
            time.sleep(0.2)
            _report(tmp_path, count)
            wanted = f"受理{count}件"
            took.append(_until(lambda wanted=wanted: wanted in text.read_text(encoding="utf-8")))
        assert min(took) < SOON
        time.sleep(1)  # the .docx is put in place behind the .txt
        docx.write_bytes(render_file(path, also=("docx",), final=True).outputs["docx"])
        _report(tmp_path, 12)
        time.sleep(0.5)
        assert "受理11件" in text.read_text(encoding="utf-8")  # all or none
        docx.unlink()
        _report(tmp_path, 13)
        _until(lambda: "受理13件" in text.read_text(encoding="utf-8"))
        _until(docx.exists)
    finally:
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=PATIENCE)
    assert running.returncode == 0
    assert f"写好了 {text}、{docx}，存盘就重印" in said
    assert "错误[ZJ502]" in said
    assert "没有写，先照上面说的改好" in said
    assert said.endswith("停下了\n")
    assert not list(tmp_path.glob(".~*"))
