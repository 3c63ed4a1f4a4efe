"""A document in the formats somebody asked for."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zongjie import files
from zongjie.diagnostics import Diagnostic, Source, catalogue, has_errors
from zongjie.document import Document, Title, text_of
from zongjie.model import Report
from zongjie.records import NamedTuple
from zongjie.sources.report import Loaded

if TYPE_CHECKING:
    from zongjie.model.profile import Profile
    from zongjie.writers.docx.proof import Proof

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
        self.sources = loaded.sources
        self.txt = report.txt
        self.final = final
        self.proof: Proof | None = None
        if proof:
            from zongjie.pipeline.proof import proof_of

            self.proof = proof_of(report, loaded, self._profile)

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
        return Made(self.document, self._title(), text_hash, data_hash(self.sources))

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
        properties = docx.Properties(self._title(), custom)
        return docx.write(
            self.document, self._profile, properties, proof=self.proof, for_print=for_print
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

        return txt.write(self.document, self.txt).encode("utf-8")

    def _html(self) -> bytes:
        from zongjie.writers import html

        return html.write(self.document, self._title(), traced=not self.final).encode("utf-8")

    def _md(self) -> bytes:
        from zongjie.writers import md

        return md.write(self.document).encode("utf-8")

    def _title(self) -> str:
        titles = (text_of(b.runs) for b in self.document.blocks if isinstance(b, Title))
        return next(titles, "")


class Rendered(NamedTuple):
    """The bytes of each format, or the errors; files that were written.

    ``made`` says what a .docx was made of; a final one does not tell.
    """

    outputs: dict[str, bytes]
    diagnostics: list[Diagnostic]
    written: tuple[Path, ...] = ()
    made: Made | None = None

    @property
    def ok(self) -> bool:
        """Whether there are outputs and no errors."""
        return not has_errors(self.diagnostics)


class Ready(NamedTuple):
    """A report of which only the files are to be made; no writers where it has errors."""

    writers: Writers | None
    formats: Sequence[str]
    diagnostics: list[Diagnostic]
    heard: Callable[[list[Diagnostic]], list[Diagnostic]]

    def rendered(self) -> Rendered:
        """Return the files, or why there are none."""
        found, writers = self.diagnostics, self.writers
        if writers is None:
            return Rendered({}, found)
        outputs = {name: writers.output(name) for name in dict.fromkeys(self.formats)}
        found = found + self.heard(writers.found)
        made = writers.made if "docx" in outputs and not writers.final else None
        return Rendered({}, found) if has_errors(found) else Rendered(outputs, found, made=made)


def data_hash(sources: Iterable[Source]) -> str:
    """Return the hash of all YAML a report was read from, in the order of its files."""
    digest = hashlib.sha256()
    for source in sources:
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
