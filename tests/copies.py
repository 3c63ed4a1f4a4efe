"""A copy of a .docx as somebody sends it back: with tracked changes and comments, as Word does."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = {
    "comments": "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    "commentsExtended": "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
}
_RUN = re.compile(
    r'<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve">([^<]*)</w:t></w:r>'
)


class Draft:
    """A .docx of ours in somebody's hands."""

    def __init__(self, data: bytes, date: str = "2025-11-20T09:30:00Z") -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.date = date
        self._count = 100
        self._comments: list[str] = []
        self._threads: list[str] = []

    @property
    def body(self) -> str:
        return self.parts["word/document.xml"].decode()

    @body.setter
    def body(self, text: str) -> None:
        self.parts["word/document.xml"] = text.encode()

    def replace(self, author: str, old: str, new: str, *, part: str = "document") -> None:
        """Delete a text and put another in its place; Word gives each run its own w:ins."""

        def made(own: str, text: str) -> str:
            come = (self._new(author, own, one) for one in _pieces(new))
            return self._gone(author, own, text) + "".join(come)

        self._split(old, made, part)

    def insert(self, author: str, behind: str, new: str) -> None:
        """Put a text behind another."""

        def made(own: str, text: str) -> str:
            return _run(own, text) + "".join(self._new(author, own, one) for one in _pieces(new))

        self._split(behind, made)

    def delete_paragraph(self, author: str, holding: str) -> None:
        """Delete a paragraph with its end."""
        found = self._paragraph(holding)
        gone = _RUN.sub(lambda run: self._gone(author, run[1] or "", run[2]), found)
        mark = f"<w:rPr><w:del {self._by(author)}/></w:rPr></w:pPr>"
        self.body = self.body.replace(found, gone.replace("</w:pPr>", mark, 1), 1)

    def insert_paragraph(self, author: str, behind: str, text: str) -> None:
        """Press Enter at the end of a paragraph and type a new one."""
        found = self._paragraph(behind)
        properties = re.search(r"<w:pPr>.*?</w:pPr>", found)
        assert properties is not None
        mark = f"<w:rPr><w:ins {self._by(author)}/></w:rPr></w:pPr>"
        first = found.replace("</w:pPr>", mark, 1)
        second = f"<w:p>{properties[0]}{self._new(author, '', text)}</w:p>"
        self.body = self.body.replace(found, first + second, 1)

    def join(self, author: str, holding: str) -> None:
        """Delete the end of a paragraph."""
        found = self._paragraph(holding)
        mark = f"<w:rPr><w:del {self._by(author)}/></w:rPr></w:pPr>"
        self.body = self.body.replace(found, found.replace("</w:pPr>", mark, 1), 1)

    def move(self, author: str, text: str, behind: str) -> None:
        """Cut a text and paste it behind another, as Word tracks it."""
        name = f"move{self._next()}"

        def half(kind: str, own: str, said: str) -> str:
            key = self._next()
            return (
                f'<w:{kind}RangeStart {self._by(author, key)} w:name="{name}"/>'
                f"<w:{kind} {self._by(author)}>{_run(own, said)}</w:{kind}>"
                f'<w:{kind}RangeEnd w:id="{key}"/>'
            )

        self._split(text, lambda own, said: half("moveFrom", own, said))
        self._split(behind, lambda own, said: _run(own, said) + half("moveTo", own, text))

    def restyle(self, author: str, text: str) -> None:
        """Make a text bold."""
        change = f"<w:b/><w:rPrChange {self._by(author)}><w:rPr/></w:rPrChange>"
        self._split(text, lambda _, said: _run(f"<w:rPr>{change}</w:rPr>", said))

    def comment(
        self,
        author: str,
        on: str,
        text: str,
        *,
        done: bool = False,
        replies: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """Comment a text; ``replies`` are pairs of author and text."""
        keys: list[int] = []
        parent = ""
        for who, said in ((author, text), *replies):
            key = self._next()
            keys.append(key)
            name = f"{key:08X}"
            self._comments.append(
                f'<w:comment {self._by(who, key)} w:initials="">'
                f'<w:p w14:paraId="{name}"><w:r><w:t xml:space="preserve">{escape(said)}</w:t>'
                "</w:r></w:p></w:comment>"
            )
            above = f' w15:paraIdParent="{parent}"' if parent else ""
            self._threads.append(
                f'<w15:commentEx w15:paraId="{name}"{above} w15:done="{int(done)}"/>'
            )
            parent = parent or name
        starts = "".join(f'<w:commentRangeStart w:id="{key}"/>' for key in keys)
        ends = "".join(
            f'<w:commentRangeEnd w:id="{key}"/><w:r><w:commentReference w:id="{key}"/></w:r>'
            for key in keys
        )
        self._split(on, lambda own, said: starts + _run(own, said) + ends)

    def data(self) -> bytes:
        """Return the file."""
        if self._comments:
            declared = f'xmlns:w="{_MAIN}" xmlns:w14="{_W14}"'
            comments, threads = "".join(self._comments), "".join(self._threads)
            self._add("comments", f"<w:comments {declared}>{comments}</w:comments>")
            threads = f'<w15:commentsEx xmlns:w15="{_W15}">{threads}</w15:commentsEx>'
            self._add("commentsExtended", threads)
            self._comments, self._threads = [], []
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in self.parts.items():
                package.writestr(name, part)
        return stream.getvalue()

    def _add(self, name: str, text: str) -> None:
        self.parts[f"word/{name}.xml"] = f'<?xml version="1.0"?>{text}'.encode()
        kinds = self.parts["[Content_Types].xml"].decode()
        kind = f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{name}+xml"/></Types>'
        self.parts["[Content_Types].xml"] = kinds.replace("</Types>", kind).encode()
        rels = "word/_rels/document.xml.rels"
        more = f'<Relationship Id="rId{name}" Type="{_RELATIONS[name]}" Target="{name}.xml"/>'
        text = self.parts[rels].decode()
        self.parts[rels] = text.replace("</Relationships>", f"{more}</Relationships>").encode()

    def _split(self, wanted: str, made: Callable[[str, str], str], part: str = "document") -> None:
        name = f"word/{part}.xml"
        text = self.parts[name].decode()
        for run in _RUN.finditer(text):
            if wanted in run[2]:
                own, (before, behind) = run[1] or "", run[2].split(wanted, 1)
                inner = _run(own, before) + made(own, wanted) + _run(own, behind)
                whole = text[: run.start()] + inner + text[run.end() :]
                self.parts[name] = whole.encode()
                return
        raise AssertionError(f"no run holds {wanted}")

    def _paragraph(self, holding: str) -> str:
        for found in re.finditer(r"<w:p>(?:(?!</w:p>).)*</w:p>", self.body):
            if holding in re.sub(r"<[^>]+>", "", found[0]):
                return found[0]
        raise AssertionError(f"no paragraph holds {holding}")

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _by(self, author: str, key: int = 0) -> str:
        who = escape(author, {'"': "&quot;"})
        return f'w:id="{key or self._next()}" w:author="{who}" w:date="{self.date}"'

    def _gone(self, author: str, own: str, text: str) -> str:
        inner = f'<w:r w:rsidDel="00AB12CD">{own}<w:delText xml:space="preserve">{text}</w:delText>'
        return f"<w:del {self._by(author)}>{inner}</w:r></w:del>"

    def _new(self, author: str, own: str, text: str) -> str:
        inner = f'<w:r w:rsidR="00AB12CD">{own}<w:t xml:space="preserve">{text}</w:t></w:r>'
        return f"<w:ins {self._by(author)}>{inner}</w:ins>"


def _run(own: str, text: str) -> str:
    return f'<w:r>{own}<w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""


def _pieces(text: str) -> list[str]:
    """Return a text in the pieces in which it was typed."""
    return [text[at : at + 3] for at in range(0, len(text), 3)]
