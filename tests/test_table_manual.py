"""docs/汇总表.md: its reports make its table, and pandas does with it what it says."""

from __future__ import annotations

import re
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from zongjie.observations.outputs import FORMATS
from zongjie.observations.records import COLUMNS, Observation
from zongjie.pipeline.gathering import gather

TEXT = (Path(__file__).parents[1] / "docs" / "汇总表.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
FIELDS = dict(zip((column.title for column in COLUMNS), Observation._fields, strict=True))


def _block(kind: str) -> list[str]:
    return [text for name, text in BLOCKS if name == kind]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    named = re.findall(r"`各街道/(\S+?)`：", TEXT)
    for name, text in zip(named, _block("yaml"), strict=True):
        path = tmp_path / "各街道" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return tmp_path


def test_its_reports_make_its_table(folder: Path) -> None:
    (shown,) = _block("text")
    head, *lines = (line.split() for line in shown.splitlines())
    with gather(folder / "各街道") as gathered:
        assert gathered.diagnostics == []
        made = [[getattr(row, FIELDS[title]) or "-" for title in head] for row in gathered.rows()]
    assert made == lines


def test_it_explains_every_column_and_names_every_format() -> None:
    rows = re.findall(r"^\| ([^|]+) \| ", TEXT.split("## 每一栏")[1], re.MULTILINE)
    told = [name for row in rows[1:] for name in row.split("、")]
    assert told == [column.title for column in COLUMNS]
    named = re.search(r"格式看扩展名：(.*?)；", TEXT)
    assert named is not None
    assert tuple(re.findall(r"`\.(\w+)`", named[1])) == FORMATS


def test_pandas_adds_up_what_it_says(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with gather("各街道") as gathered:
        assert gathered.write(["指标.parquet"]) == (Path("指标.parquet"),)
    table = pq.read_table("指标.parquet")
    table = table.filter(pc.is_null(table["其中"]))
    sums = table.group_by(["指标", "单位"]).aggregate([("数值", "sum")]).to_pylist()
    totals = {(row["指标"], row["单位"]): row["数值_sum"] for row in sums}
    assert totals["属地税收", "元"] == Decimal("2815000000")
    assert totals["走访企业", "家次"] == Decimal(42)
    assert totals["拆除违法建筑", "处"] == Decimal(70)
    if find_spec("pandas") is None:  # the project does not ask for it
        return
    (lines,) = _block("python")
    names: dict[str, object] = {}
    exec(lines, names)
    assert dict(names["合计"].items()) == totals  # type: ignore[attr-defined]
