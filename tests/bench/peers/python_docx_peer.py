"""python-docx: paragraph by paragraph into a reference document; notes follow the text.

python python_docx_peer.py reference.docx data.yaml out.docx
"""

from __future__ import annotations

from docx import Document
from face import Render, run
from prose import context, read


def prepare(reference: str) -> Render:
    """Return what writes a report with the styles of a reference document."""

    def render(source: str, target: str) -> None:
        report = context(read(source))
        document = Document(reference)
        document.add_paragraph(report["title"], style="Title")
        for text in report["opening"]:
            document.add_paragraph(text, style="Body Text")
        for chapter in report["chapters"]:
            document.add_paragraph(chapter["heading"], style="Heading 1")
            for item in chapter["items"]:
                paragraph = document.add_paragraph(style="Body Text")
                paragraph.add_run(item["lead"]).bold = True
                paragraph.add_run(item["text"])
        document.add_paragraph(report["closing"], style="Body Text")
        for number, note in enumerate(report["notes"], 1):
            document.add_paragraph(f"[{number}] {note}", style="Body Text")
        document.save(target)

    return render


if __name__ == "__main__":
    run(prepare)
