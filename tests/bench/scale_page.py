"""docs/规模.md and its picture, made of what was measured: no figure there is typed by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "规模.md"
PICTURE = ROOT / "docs" / "scale-growth.svg"
RESULTS = Path(__file__).parent / "scale.json"
_BUSY = 0.5  # processes that want to run: from here on clocks tell of others, too
STREETS, UNITS, DRAFTS = 8_900, 40_000, 10
_BLOCK = re.compile(r"(<!-- scale:(\w+) -->\n).*?(<!-- /scale -->)", re.DOTALL)

Measured = dict[str, Any]


def measured() -> Measured:
    """Return what the last run found."""
    found: Measured = json.loads(RESULTS.read_text(encoding="utf-8"))
    return found


def write(found: Measured) -> None:
    """Put what was measured into the page, and draw the picture."""
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), found), encoding="utf-8")
    PICTURE.write_text(picture(found), encoding="utf-8")


def filled(page: str, found: Measured) -> str:
    """Return the page with the figures of a run."""
    return _BLOCK.sub(lambda block: f"{block[1]}{_PARTS[block[2]](found)}\n{block[3]}", page)


# ---- the texts -----------------------------------------------------------------------


def _conditions(found: Measured) -> str:
    here = found["conditions"]
    year, month, day = map(int, here["date"].split("-"))
    busy = f"量的时候机器上还有别的活在干（开始时负载 {here['load_before']}），空着的机器只会更快。"
    return (
        f"{year}年{month}月{day}日量的，在一台 {here['cores']} 个核（{here['cpu']}）、"
        f"{here['memory_gb']} GB 内存的 Linux 机器上，Python {here['python']}，"
        f"zongjie {here['zongjie']}。{busy if here['load_before'] >= _BUSY else ''}"
    )


def _growth(found: Measured) -> str:
    lines = [
        "| 份数 | 时间，秒 | 每份 CPU，毫秒 | 一个干活进程的内存，MB | 主进程的内存，MB "
        "| 印出的文件，MB | 清单，MB | 再来一遍（`--resume`），秒 |",
        "|---" * 8 + "|",
    ]
    for row in found["growth"]:
        cells = (
            f"{row['reports']:,}",
            f"{row['wall_s']:.1f}",
            f"{row['cpu_s'] / row['reports'] * 1e3:.2f}",
            f"{row['worker_peak_mb']:.0f}",
            f"{row['main_peak_mb']:.0f}",
            f"{row['outputs_mb']:.0f}",
            f"{row['list_mb']:.1f}",
            f"{row['resume_wall_s']:.1f}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    first, last = found["growth"][0], found["growth"][-1]
    open_first, open_last = last["descriptors"]
    lines += [
        "",
        f"- 内存是平的：{last['reports']:,} 份时一个干活的进程最多用 "
        f"{last['worker_peak_mb']:.0f} MB，是 {first['reports']:,} 份时的 "
        f"{last['worker_peak_mb'] / first['worker_peak_mb']:.2f} 倍。"
        f"主进程记着每份报告在哪里、印好没有，每份约 {_a_report_kb(first, last):.1f} KB。",
        f"- 打开的文件不会越积越多：一个进程开头最多开着 {open_first} 个，末尾 {open_last} 个。",
        f"- {last['reports']:,} 份里有 {last['faulty']} 份是故意写错的，都列了出来，别的一份不少："
        f"清单里 {last['written']:,} 份，每个文件都照清单里的 SHA-256 核对过。",
        f"- 再来一遍、什么都没有变：{last['resume_wall_s']:.1f} 秒，"
        f"是头一遍的 {last['resume_wall_s'] / last['wall_s']:.1%}。"
        f"改动十分之一（{found['changed_tenth']['reports']:,} 份）再印："
        f"{found['changed_tenth']['wall_s']:.1f} 秒。",
    ]
    return "\n".join(lines)


def _a_report_kb(first: Measured, last: Measured) -> float:
    more = last["main_peak_mb"] - first["main_peak_mb"]
    return float(more * 1024 / (last["reports"] - first["reports"]))


def _country(found: Measured) -> str:
    last = found["growth"][-1]
    once, a_second = last["wall_s"], last["reports"] / last["wall_s"]
    per = UNITS / last["reports"] * once
    idle = UNITS / last["reports"] * last["cpu_s"] / found["conditions"]["cores"]
    disk = (last["inputs_mb"] + last["outputs_on_disk_mb"]) / last["reports"] / 1e3
    return "\n".join(
        (
            "| 要印的 | 份数 | 一台这样的机器 |",
            "|---|---|---|",
            f"| 全国的街道，一遍 | {STREETS:,} | {_span(STREETS / a_second)}（推算） |",
            f"| 全国乡级单位，一遍 | {UNITS:,} | {_span(per)}{_how(last['reports'])} |",
            f"| 同上，机器空着 | {UNITS:,} | {_span(idle)}（推算：CPU 时间除以核数） |",
            f"| 全国乡级单位，{DRAFTS} 稿 | {UNITS * DRAFTS:,} | {_span(per * DRAFTS)}（推算） |",
            "",
            f"一台这样的机器一小时约 {a_second * 3600 / 1e4:.0f} 万份（照 {last['reports']:,} 份、"
            f"{once:.0f} 秒推算）。全国一遍，报告和印出的文件在盘上占 {disk * UNITS:.1f} GB；"
            f"{DRAFTS} 稿都留着，{disk * UNITS * DRAFTS:.0f} GB（推算）。"
            f"一月的两个星期里交 {DRAFTS} 稿，就是全国的活，一台机器也只忙 "
            f"{_span(per * DRAFTS)}。",
        )
    )


def _how(count: int) -> str:
    """Return whether a run through the country was made here."""
    return "（量出来的）" if count == UNITS else f"（照 {count:,} 份推算）"


def _span(seconds: float) -> str:
    """Return a time as one says it."""
    if seconds < 90:
        return f"{seconds:.0f} 秒"
    if seconds < 5400:
        return f"{seconds / 60:.0f} 分钟"
    return f"{seconds / 3600:.1f} 小时"


def _shared(found: Measured) -> str:
    both, dask, pdf, start = (found[part] for part in ("shared", "dask", "pdf", "start"))
    slower = dask["dask_s"] / dask["jobs_s"]
    a_pdf = pdf["wall_s"] / pdf["reports"]
    last = found["growth"][-1]
    main = last["main_cpu_s"] / last["cpu_s"]
    reckoned = 2 * both["workers_busy"] * (1 - main)  # what both do while one would do all
    is_busy = found["conditions"]["load_before"] >= _BUSY
    doubt = "（机器上有别的活，做不得准）" if is_busy else ""
    return "\n".join(
        (
            "| 量的 | 结果 |",
            "|---|---|",
            f"| {both['reports']:,} 份，一个进程 | {both['one_process_s']:.1f} 秒 |",
            f"| 同上，两个进程 | {both['two_processes_s']:.1f} 秒，快到一个进程的 "
            f"{both['two_to_one']:.2f} 倍；同一分钟里，光算数的循环快到 "
            f"{both['loop_two_to_one']:.2f} 倍{doubt} |",
            f"| 干活的进程有活干的时间 | {both['workers_busy']:.1%} |",
            f"| 主进程用的 CPU 占全部的 | {main:.1%} |",
            f"| 照上面两行，空着的机器上两个进程 | 是一个进程的 {reckoned:.2f} 倍快（推算） |",
            f"| 文件名里要写街道、年份 | 时间是不写的 {both['names_read_to_not']:.2f} 倍 |",
            f"| 本机的 Dask 集群，两个进程 | {dask['dask_s']:.1f} 秒，"
            f"是 `--jobs 2`（{dask['jobs_s']:.1f} 秒）的 {slower:.2f} 倍{doubt}；"
            f"开集群另要 {dask['cluster_start_s']:.1f} 秒 |",
            f"| 只印一份（几乎全是开头的准备） | {start['wall_s']:.2f} 秒，"
            f"CPU {start['cpu_s']:.2f} 秒 |",
            f"| 印成 PDF，{pdf['reports']} 份，两个进程 | {pdf['wall_s']:.0f} 秒，"
            f"每份 {a_pdf:.1f} 秒；全国一遍 {_span(a_pdf * UNITS)}（推算） |",
        )
    )


_PARTS: Final[dict[str, Callable[[Measured], str]]] = {
    "conditions": _conditions,
    "growth": _growth,
    "country": _country,
    "shared": _shared,
}


# ---- the picture ---------------------------------------------------------------------

_WIDE, _HIGH, _LEFT, _TOP, _PLOT_WIDE, _PLOT_HIGH = 860, 340, 70, 56, 320, 210
_APART = 430  # from one plot to the next
_COLOURS = ("#b5301c", "#2b5d8a")

Curve = tuple[str, Sequence[float]]


def picture(found: Measured) -> str:
    """Return the curves of growth as SVG: time on the left, memory on the right."""
    rows = found["growth"]
    counts = [row["reports"] for row in rows]

    def curve(name: str, key: str) -> Curve:
        return name, [row[key] for row in rows]

    plots = (
        ("CPU（秒）", (curve("印", "cpu_s"), curve("再来一遍，没有变", "resume_cpu_s"))),
        (
            "内存（MB）",
            (curve("一个干活的进程", "worker_peak_mb"), curve("主进程", "main_peak_mb")),
        ),
    )
    body = [
        part
        for at, (title, curves) in enumerate(plots)
        for part in _plot(_LEFT + at * _APART, title, counts, curves)
    ]
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" '
            f'width="{_WIDE}" height="{_HIGH}" font-size="13" '
            'font-family="Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif">',
            f'<rect width="{_WIDE}" height="{_HIGH}" fill="white"/>',
            *body,
            "</svg>\n",
        )
    )


def _plot(left: int, title: str, counts: Sequence[int], curves: Sequence[Curve]) -> list[str]:
    """Return the parts of one plot: axes, marks on them, and the curves."""
    most = _round_up(max(value for _, values in curves for value in values))
    bottom = _TOP + _PLOT_HIGH

    def across(count: float) -> float:
        return left + count / counts[-1] * _PLOT_WIDE

    def up(value: float) -> float:
        return bottom - value / most * _PLOT_HIGH

    parts = [_text(left, 24, title, "start", bold=True)]
    for step in range(5):
        value, y = most * step / 4, up(most * step / 4)
        parts.append(
            f'<path d="M{left} {y:.1f}h{_PLOT_WIDE}" stroke="{"#999" if not step else "#e3e3e3"}"/>'
        )
        parts.append(_text(left - 8, y + 4, f"{value:g}", "end"))
    for count in (counts[-1] * step // 4 for step in range(5)):
        parts += [_text(across(count), bottom + 20, f"{count:,}", "middle")]
    parts.append(_text(left + _PLOT_WIDE / 2, bottom + 44, "报告的份数", "middle"))
    for number, (name, values) in enumerate(curves):
        colour = _COLOURS[number]
        points = [(across(c), up(v)) for c, v in zip(counts, values, strict=True)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in points]
        key = left + 90 + number * 130
        parts.append(f'<circle cx="{key}" cy="20" r="4" fill="{colour}"/>')
        parts.append(_text(key + 9, 24, name, "start"))
    return parts


def _text(x: float, y: float, text: str, anchor: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{weight}>{text}</text>'


def _round_up(value: float) -> float:
    """Return a round number that is not below a value and has four round quarters."""
    size = 1.0
    while True:
        for part in (1, 2, 4, 6, 8):
            if part * size >= value:
                return part * size
        size *= 10
