"""docxtpl: fills in a template made beforehand; notes follow the text.

python docxtpl_peer.py template.docx CSafeLoader data.yaml out.docx
"""

from __future__ import annotations

from docxtpl import DocxTemplate
from face import Render, run
from prose import context, read


def prepare(template: str, loader: str) -> Render:
    """Return what renders a report by a template, its YAML read by this loader."""

    def render(source: str, target: str) -> None:
        document = DocxTemplate(template)
        document.render(context(read(source, loader)))
        document.save(target)

    return render


if __name__ == "__main__":
    run(prepare)
