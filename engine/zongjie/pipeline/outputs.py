"""A document in the formats somebody asked for."""

import hashlib
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

from zongjie import files
from zongjie.diagnostics import Diagnostic, catalogue
from zongjie.document import Document, Title, text_of
from zongjie.model import Report
from zongjie.records import NamedTuple
from zongjie.sources.report import Loaded

if TYPE_CHECKING:
    from zongjie.model.profile import Profile

_AT_ONCE: Final = 1 << 17  # characters


@cache
def default_profile() -> "Profile":
    """Return the 版式 of a report that names none; it ships with the engine, and never changes."""
    from zongjie.sources import profiles

    profile = profiles.load(profiles.default_file(), [])
    assert profile is not None  # noqa: S101 - ships with the engine, and is tested
    return profile


class Made(NamedTuple):
    """What a .docx was made of, and the hashes it carries of its text and its YAML."""

    document: Document
    title: str
    text_hash: str
    data_hash: str


class Writers:
    """The writers of one document by format; each is imported when it is used.

    ``found`` is what they had to say; outputs are good where it has no errors.
    """

    def __init__(
        self,
        document: Document,
        loaded: Loaded,
        report: Report,
        profile: "Profile | None",
        *,
        final: bool,
        proof: bool,
    ) -> None:
        self.named = profile
        self.found: list[Diagnostic] = []
        self.document = document
        self.loaded = loaded
        self.report = report
        self.final = final
        self.proof = proof

    def output(self, name: str) -> bytes:
        """Return the bytes of a format; raises KeyError for one that is none."""
        match name:
            case "docx":
                return self._docx
            case "pdf":
                return self._pdf()
            case "txt":
                return self._txt()
            case "html":
                return self._html()
            case "md":
                return self._md()
        raise KeyError(name)

    @property
    def _profile(self) -> "Profile":
        return self.named or default_profile()

    @cached_property
    def made(self) -> Made:
        """What the .docx is known by: asked for only where there is one that is not final."""
        from zongjie.writers.docx import fingerprint

        text_hash = fingerprint.text_hash(self.document, self._profile)
        return Made(self.document, self._title(), text_hash, data_hash(self.loaded))

    @cached_property
    def _docx(self) -> bytes:
        return self._word()

    def _word(self, *, for_print: bool = False) -> bytes:
        from zongjie.writers import docx

        custom = {}
        if not self.final:
            custom = {
                files.TEXT_PROPERTY: self.made.text_hash,
                files.DATA_PROPERTY: self.made.data_hash,
            }
        proof = None
        if self.proof:
            from zongjie.pipeline.proof import proof_of

            proof = proof_of(self.report, self.loaded, self._profile)
        properties = docx.Properties(self._title(), custom)
        return docx.write(
            self.document, self._profile, properties, proof=proof, for_print=for_print
        )

    def _pdf(self) -> bytes:
        from zongjie.writers import pdf
        from zongjie.writers.docx import faces
        from zongjie.writers.docx.marks import marks_of

        custom = marks_of(self._profile).are_custom
        if custom:
            self.found.append(catalogue.outputs.mark_not_printed())
        # LibreOffice 7.4 loses the first footnotes' text where comments stand between them.
        word = self._word(for_print=True) if custom or self.proof else self._docx
        data, found = pdf.convert(word, faces.fonts_of(self.document, self._profile))
        self.found += found
        return data or b""

    def _txt(self) -> bytes:
        from zongjie.writers import txt

        return txt.write(self.document, self.report.txt).encode("utf-8")

    def _html(self) -> bytes:
        from zongjie.writers import html

        return html.write(self.document, self._title(), traced=not self.final).encode("utf-8")

    def _md(self) -> bytes:
        from zongjie.writers import md

        return md.write(self.document).encode("utf-8")

    def _title(self) -> str:
        titles = (text_of(b.runs) for b in self.document.blocks if isinstance(b, Title))
        return next(titles, "")


def data_hash(loaded: Loaded) -> str:
    """Return the hash of all YAML a report was read from, in the order of its files."""
    digest = hashlib.sha256()
    for source in loaded.sources:
        first, rest = _piece(source.text, 0), range(_AT_ONCE, len(source.text), _AT_ONCE)
        size = len(first) + sum(len(_piece(source.text, at)) for at in rest)
        digest.update(size.to_bytes(8, "big"))
        digest.update(first)
        for at in rest:  # of a long text the whole would be megabytes
            digest.update(_piece(source.text, at))
    return digest.hexdigest()


def _piece(text: str, at: int) -> bytes:
    """Return a stretch of a text in UTF-8."""
    return text[at : at + _AT_ONCE].encode("utf-8", "surrogatepass")
