"""What was measured, as figures: medians, ratios within one round, and what they are held to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from contestants import DOCXTPL, DOCXTPL_USUAL, NODE, OURS, PYTHON_DOCX_DEFAULT, Taken

Runs = Mapping[str, Sequence[Taken]]  # by contestant, in the order of the rounds
WITHIN_MS = 3  # what a report composed of indicators alone is to take at most


class Measured(NamedTuple):
    """Everything that was measured, as it was measured."""

    cold: Runs
    cold_long: Runs  # 100 times the length
    throughput: Runs
    longer: Runs  # 10 times the length
    longest: Runs  # 100 times the length
    sizes: Mapping[str, int]
    batch: Runs
    processes: Runs
    composed: Runs
    stages: Mapping[str, float]
    way_back: Mapping[str, object]


class Aim(NamedTuple):
    """A figure that was aimed at: what is compared with whom, and what came out."""

    what: str
    against: str
    bound: float
    value: float
    faster: bool = False  # how many times as fast, to be at least the bound; else a share of it
    note: str = ""
    usual: float | None = None  # against docxtpl as most programs use it

    @property
    def held(self) -> bool:
        """Whether the figure is within its bound."""
        return self.value >= self.bound if self.faster else self.value <= self.bound


def cpu(taken: Taken) -> float:
    """Return the seconds of the processor."""
    return taken.cpu


def wall(taken: Taken) -> float:
    """Return the seconds by the clock."""
    return taken.wall


def peak(taken: Taken) -> float:
    """Return the peak of the memory, in MB."""
    return taken.peak


def typical(runs: Sequence[Taken], measure: Callable[[Taken], float]) -> float:
    """Return the median of a measure."""
    return median(map(measure, runs))


def ratio(runs: Runs, one: str, other: str, measure: Callable[[Taken], float] = cpu) -> float:
    """Return the median of one ÷ other, each pair taken in the same round."""
    pairs = zip(runs[one], runs[other], strict=True)
    return median(measure(a) / measure(b) for a, b in pairs)


def fastest_of_node(throughput: Runs) -> str | None:
    """Return the quickest of Node's docx libraries; None where there are none."""
    present = [name for name in NODE if name in throughput]
    return min(present, key=lambda name: typical(throughput[name], cpu), default=None)


def growth(measured: Measured) -> float:
    """Return what 100 times the length costs us, in times of 10 times the length."""
    long = typical(measured.longest[OURS], cpu)
    return long / typical(measured.longer[OURS], cpu)


def machine_allows(processes: Runs) -> float:
    """Return how many times as fast two processes of bare arithmetic were here as one."""
    return 2 / ratio(processes, "two spinning", "one spinning", wall)


def aims(measured: Measured) -> list[Aim]:
    """Return every figure that was aimed at, in the order of the README."""
    m = measured
    speed = "一个核，每秒印几份，全部功能开着"
    quick, usual = (ratio(m.throughput, peer, OURS) for peer in (DOCXTPL, DOCXTPL_USUAL))
    found = [Aim(speed, DOCXTPL, 12, quick, faster=True, usual=usual)]
    if quickest := fastest_of_node(m.throughput):
        against = f"最快的 Node 库（{quickest}）"
        found += [Aim(speed, against, 3, ratio(m.throughput, quickest, OURS), faster=True)]
    against = "python-docx 逐段写，缺省参考文档"
    per_paragraph = ratio(m.throughput, PYTHON_DOCX_DEFAULT, OURS)
    return [
        *found,
        Aim(speed, against, 30, per_paragraph, faster=True),
        _share("一条命令印一份（冷启动）", 0.65, m.cold, wall),
        _share("内存峰值，一份", 0.85, m.cold, peak),
        _share("内存峰值，100 倍长的一份", 0.85, m.cold_long, peak),
        Aim("100 倍长的一份", "10 倍长的一份", 11, growth(m)),
        Aim(
            "一批 300 份的处理器时间，写盘在内",
            f"{DOCXTPL} 循环",
            0.15,
            ratio(m.batch, "batch", "docxtpl loop"),
            usual=ratio(m.batch, "batch", "usual docxtpl loop"),
        ),
        Aim(
            "两个进程印 2400 份",
            "一个进程",
            1.8,
            ratio(m.processes, "one process", "two processes", wall),
            faster=True,
            note=f"同时量的纯计算：{machine_allows(m.processes):.2f} 倍",
        ),
        Aim("没有变的 300 份，`--resume`", "第一次", 0.1, ratio(m.batch, "resumed", "batch", wall)),
        Aim(
            ".docx 的字节",
            DOCXTPL,
            1.1,
            m.sizes[OURS] / m.sizes[DOCXTPL],
            usual=m.sizes[OURS] / m.sizes[DOCXTPL_USUAL],
        ),
    ]


def _share(what: str, bound: float, runs: Runs, measure: Callable[[Taken], float]) -> Aim:
    """Return what we take of what docxtpl takes, in its quickest form and in the usual one."""
    quick, usual = (ratio(runs, OURS, peer, measure) for peer in (DOCXTPL, DOCXTPL_USUAL))
    return Aim(what, DOCXTPL, bound, quick, usual=usual)


def of_contestants(measured: Measured) -> dict[str, dict[str, float]]:
    """Return the medians of every contestant, with what its times are of ours."""
    m = measured
    return {
        name: {
            "ms": _ms(m.throughput[name], cpu),
            "ms_wall": _ms(m.throughput[name], wall),
            "times_ours": round(ratio(m.throughput, name, OURS), 2),
            "ms_10_times_the_length": _ms(m.longer[name], cpu),
            "ms_100_times_the_length": _ms(m.longest[name], cpu),
            "cold_ms": _ms(m.cold[name], wall),
            "cold_ms_cpu": _ms(m.cold[name], cpu),
            "peak_mb": round(typical(m.cold[name], peak), 1),
            "peak_mb_100_times_the_length": round(typical(m.cold_long[name], peak), 1),
            "bytes": size,
        }
        for name, size in m.sizes.items()
    }


def of_batches(measured: Measured) -> dict[str, float]:
    """Return the medians of the batches, in seconds."""
    found = {}
    for runs in (measured.batch, measured.processes):
        for name, taken in runs.items():
            found[f"{name}, wall"] = round(typical(taken, wall), 3)
            found[f"{name}, cpu"] = round(typical(taken, cpu), 3)
    return found


def of_composed(composed: Runs) -> dict[str, float]:
    """Return what reports of indicators alone took, in milliseconds."""
    ours = sorted(taken.cpu * 1e3 for taken in composed[OURS])
    return {
        "reports": len(ours),
        "median_ms": round(median(ours), 3),
        "p95_ms": round(ours[int(len(ours) * 0.95)], 3),
        "within_3_ms": round(sum(one <= WITHIN_MS for one in ours) / len(ours), 3),
        "docxtpl_median_ms": _ms(composed[DOCXTPL], cpu),
        "ours_to_docxtpl": round(ratio(composed, OURS, DOCXTPL), 3),
    }


def _ms(runs: Sequence[Taken], measure: Callable[[Taken], float]) -> float:
    return round(typical(runs, measure) * 1e3, 3)
