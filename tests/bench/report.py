"""The figures as people read them: lines on the screen, the block in README, a JSON file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import figures
from contestants import DOCXTPL, DOCXTPL_DEFAULT, DOCXTPL_USUAL, OURS, PANDOC, TYPST
from figures import Aim, Measured

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
RESULTS = Path(__file__).with_name("results.json")

TITLES = {
    OURS: "**本项目**",
    DOCXTPL_DEFAULT: "docxtpl，缺省模板",
    DOCXTPL_USUAL: "docxtpl，缺省模板，`yaml.safe_load`",
    "python-docx": "python-docx 逐段写",
    "python-docx, default reference": "python-docx 逐段写，缺省参考文档",
    "docx-js": "docx（docx-js）",
    PANDOC: "pandoc（从 Markdown）",
    TYPST: "Typst（印成 PDF）",
}
STAGES = {
    "read": "读文件",
    "yaml": "YAML",
    "model": "建模型",
    "checks": "检查",
    "compose": "拼正文",
    "jinja": "模板",
    "markup": "认标记",
    "hashes": "指纹",
    "xml": "XML",
    "deflate": "压缩",
    "write": "写文件",
    "base": "留底稿",
    "rest": "其余",
}
HOW = (
    "docxtpl 一行是它最快的写法——精简的模板、libyaml 读 YAML、引用用一个正则表达式换好——"
    "比慢的写法快，说明不了什么；常见的写法（缺省模板、`yaml.safe_load`）另列。各家印的正文一字不差，先对过才比。"
)


def results(measured: Measured, conditions: Mapping[str, object]) -> dict[str, object]:
    """Return everything for the JSON file, medians in the units that the keys say."""
    aims = [
        {
            **one._asdict(),
            "value": round(one.value, 3),
            "usual": None if one.usual is None else round(one.usual, 3),
            "held": one.held,
        }
        for one in figures.aims(measured)
    ]
    return {
        "conditions": conditions,
        "aims": aims,
        "contestants": figures.of_contestants(measured),
        "batch_seconds": figures.of_batches(measured),
        "machine_allows": round(figures.machine_allows(measured.processes), 3),
        "stages_ms": {stage: round(ms, 3) for stage, ms in measured.stages.items()},
        "indicators_alone": figures.of_composed(measured.composed),
        "way_back": measured.way_back,
    }


def write(measured: Measured, conditions: Mapping[str, object]) -> None:
    """Write the JSON file, and the block of README."""
    text = json.dumps(results(measured, conditions), ensure_ascii=False, indent=2, sort_keys=True)
    RESULTS.write_text(text + "\n", encoding="utf-8")
    head, _, rest = README.read_text(encoding="utf-8").partition("<!-- bench -->")
    _, _, tail = rest.partition("<!-- /bench -->")
    block = f"<!-- bench -->\n{readme(measured)}\n<!-- /bench -->"
    README.write_text(f"{head}{block}{tail}", encoding="utf-8")


def readme(measured: Measured) -> str:
    """Return the block of README."""
    parts = (aims_table(measured), contestants_table(measured), HOW, sentences(measured))
    return "\n\n".join(parts)


def aims_table(measured: Measured) -> str:
    """Return what was aimed at and what was reached, as a table."""
    lines = ["| 比什么 | 和谁比 | 目标 | 现在 | 对 docxtpl 的常见写法 |", "|---" * 5 + "|"]
    for aim in figures.aims(measured):
        bound = f"≥ {aim.bound:g} 倍" if aim.faster else f"≤ {aim.bound:g}"
        usual = "" if aim.usual is None else _shown(aim.usual, aim)
        lines.append(f"| {aim.what} | {aim.against} | {bound} | {_reached(aim)} | {usual} |")
    return "\n".join(lines)


def _shown(value: float, aim: Aim) -> str:
    return (f"{value:.1f}" if value >= 10 else f"{value:.2f}") + " 倍" * aim.faster


def _reached(aim: Aim) -> str:
    value = _shown(aim.value, aim)
    mark = "" if aim.held else "（没有达到）"
    return f"{value}{mark}" + (f"；{aim.note}" if aim.note else "")


def contestants_table(measured: Measured) -> str:
    """Return every contestant's own figures, as a table."""
    head = (
        "",
        "每份毫秒",
        "是我们的",
        "10 倍长",
        "100 倍长",
        "冷启动",
        "内存峰值",
        "100 倍长的峰值",
        "字节",
    )
    lines = [f"| {' | '.join(head)} |", "|---" + "|---:" * 8 + "|"]
    for name, found in figures.of_contestants(measured).items():
        cells = (
            TITLES.get(name, name),
            f"{found['ms']:.2f}",
            f"{found['times_ours']:.1f} 倍",
            f"{found['ms_10_times_the_length']:.0f}",
            f"{found['ms_100_times_the_length']:.0f}",
            f"{found['cold_ms']:.0f}",
            f"{found['peak_mb']:.0f} MB",
            f"{found['peak_mb_100_times_the_length']:.0f} MB",
            f"{found['bytes']}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def sentences(measured: Measured) -> str:
    """Return what stands alone: the stages, indicators alone, the way back."""
    alone, back = figures.of_composed(measured.composed), measured.way_back
    total = sum(measured.stages.values())
    stages = "、".join(
        f"{STAGES[stage]} {ms:.2f}（{ms / total:.0%}）"
        for stage, ms in sorted(measured.stages.items(), key=lambda one: -one[1])
    )
    texts, share = back["ms_a_source_text"], back["verbatim_share"]
    assert isinstance(texts, list)
    assert isinstance(share, float)
    return "\n\n".join(
        (
            f"时间花在哪里，毫秒：{stages}。",
            f"只填指标的一份：{alone['median_ms']:.2f} 毫秒，"
            f"是 {DOCXTPL}（句子已经写好，只填模板）的 {alone['ours_to_docxtpl']:.2f}。",
            f"旧稿转回来（两份真实稿子）：每份 {max(texts):.0f} 毫秒；三百页的 .docx "
            f"{back['docx_300_pages_s']} 秒；{back['texts']} 份旧稿里进“原文”的字 {share:.2%}。"
            f"改稿收回来：四千字、十处改动 {back['pull_4000_ms']:.0f} 毫秒，"
            f"三百页、两百处改动 {back['pull_300_pages_s']} 秒。",
        )
    )
