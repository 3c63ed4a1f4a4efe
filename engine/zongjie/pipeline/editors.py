"""Files by which an editor completes and explains a report: VS Code with its YAML extension.

Any editor that reads JSON Schema can use the schemas alone.
"""

from __future__ import annotations

import json
from typing import Final
from urllib.parse import quote

from zongjie import resources
from zongjie.pipeline import MAIN_NAMES

_FOLDER: Final = ".zongjie"
REPORT_SCHEMA: Final = f"{_FOLDER}/report.schema.json"
_INDICATOR_SCHEMA: Final = f"{_FOLDER}/indicators.schema.json"


def _globs(*names: str) -> list[str]:
    """Return patterns of files; the server matches a Chinese name by its percent-encoded form."""
    return list(dict.fromkeys(form for name in names for form in (name, quote(name, safe="*/"))))


_SETTINGS: Final = {
    "yaml.schemas": {
        f"./{REPORT_SCHEMA}": _globs(*MAIN_NAMES),
        f"./{_INDICATOR_SCHEMA}": _globs("指标/*.yaml", "indicators/*.yaml"),
    },
    "[yaml]": {
        "editor.insertSpaces": True,
        "editor.tabSize": 2,
        "editor.wordWrap": "on",
        # Else every full-width mark of a Chinese text is framed as one that may be mistaken.
        "editor.unicodeHighlight.ambiguousCharacters": False,
    },
}
_EXTENSIONS: Final = {"recommendations": ["redhat.vscode-yaml"]}


def editor_files() -> list[tuple[str, bytes]]:
    """Return the files an editor wants, by their names in a report's folder."""
    report = (resources.schema_dir() / "report.schema.json").read_bytes()
    indicators = {**json.loads(report), "$ref": "#/$defs/指标文件"}
    for key in ("$id", "title", "description", "type", "properties", "additionalProperties"):
        del indicators[key]
    return [
        (REPORT_SCHEMA, report),
        (_INDICATOR_SCHEMA, _json(indicators)),
        (".vscode/settings.json", _json(_SETTINGS)),
        (".vscode/extensions.json", _json(_EXTENSIONS)),
    ]


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
