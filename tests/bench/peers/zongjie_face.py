"""The engine as one warm process; as a command it is ``zongjie render``."""

from __future__ import annotations

from face import Render, run

from zongjie import render_file


def prepare() -> Render:
    """Return what renders a report, with all that ``zongjie render`` does."""

    def render(source: str, target: str) -> None:
        rendered = render_file(source, target)
        if not rendered.written:
            raise RuntimeError(f"{source}: {rendered.diagnostics}")

    return render


if __name__ == "__main__":
    run(prepare)
