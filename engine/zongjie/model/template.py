"""模板: what template.yaml says of a template folder."""

from pathlib import Path

from zongjie.diagnostics import Text
from zongjie.records import NamedTuple


class Template(NamedTuple):
    """A template folder; ``entry`` is the file that rendering begins with."""

    title: str
    folder: Path
    entry: str
    description: str = ""
    required: tuple[Text, ...] = ()  # 必需: keys a report must give
    required_indicators: tuple[Text, ...] = ()  # 必需指标
    catalogue: Text | None = None  # 指标目录: the template whose indicators it uses
    gathers: bool = False  # 汇总: it is for a folder of reports
