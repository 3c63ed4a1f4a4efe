"""街道工作总结: YAML indicators to a standard-format annual summary, and back.

``load(path)``, ``check(loaded)``, ``render(loaded, "docx")`` and
``render_file(path, "总结.docx")`` return typed results and print nothing;
``recover(path)`` makes an old text a report again, ``compare(one, other)`` sets two
reports or texts side by side, ``next_year(path, year)`` rolls a report on to the next year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zongjie.pipeline import check, load, render, render_file
    from zongjie.pipeline.comparing import compare
    from zongjie.pipeline.recovering import recover
    from zongjie.pipeline.rolling import next_year

__version__ = "0.1.0"
__all__ = [
    "__version__",
    "check",
    "compare",
    "load",
    "next_year",
    "recover",
    "render",
    "render_file",
]


def __getattr__(name: str) -> object:
    """Import the pipeline when its first function is asked for (PEP 562)."""
    if name == "recover":
        from zongjie.pipeline import recovering

        return recovering.recover
    if name == "compare":
        from zongjie.pipeline import comparing

        return comparing.compare
    if name == "next_year":
        from zongjie.pipeline import rolling

        return rolling.next_year
    if name in __all__:
        from zongjie import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
