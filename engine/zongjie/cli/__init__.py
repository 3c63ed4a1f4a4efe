"""The command ``zongjie``: a thin face over the pipeline."""

from zongjie.cli.main import main

__all__ = ["main"]
