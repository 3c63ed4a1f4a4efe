"""A person at Word: edits of a .docx, made on its XML as Word makes them, tracked or not."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from pulling.parts import XML, Package, local, made, w

MARK = "\ufdd0"  # a footnote's mark in the text of a paragraph
_DATE = "2026-01-09T09:30:00Z"
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "footnoteReference": MARK}


class Place(NamedTuple):
    """A character of a paragraph: the element that prints it, and where in its text."""

    char: str
    element: Element
    at: int


def places(paragraph: Element) -> list[Place]:
    """Return the characters that a paragraph shows when all changes are accepted."""
    found: list[Place] = []
    for element in paragraph.iter(*(w(name) for name in ("t", *_SIGNS))):
        if next(element.iterancestors(w("p"))) is not paragraph:
            continue  # of a text box
        if any(local(above) in ("del", "moveFrom") for above in element.iterancestors()):
            continue
        if element.get(w("type")) in ("page", "column"):
            continue
        text = _SIGNS.get(local(element), element.text or "")
        found += [Place(char, element, at) for at, char in enumerate(text)]
    return found


def said(paragraph: Element) -> str:
    """Return what a paragraph shows when all changes are accepted."""
    return "".join(place.char for place in places(paragraph))


class Word(Package):
    """A .docx that lies open.  With an ``author`` every edit is a tracked change of theirs."""

    def __init__(self, data: bytes, author: str = "") -> None:
        self.author = author
        super().__init__(data)
        self.document = self.root("word/document.xml")
        body = self.document.find(w("body"))
        assert body is not None
        self.body = body
        self._number = 9000

    # ---- finding --------------------------------------------------------------------

    def paragraphs(self) -> Iterator[Element]:
        """Yield the paragraphs of the text, cells too, then those of the footnotes."""
        yield from self.body.iter(w("p"))
        if self.has("word/footnotes.xml"):
            for note in self.root("word/footnotes.xml"):
                if note.get(w("type")) in (None, "normal"):
                    yield from note.iter(w("p"))

    def all_with(self, text: str) -> list[Element]:
        """Return the paragraphs that show a text."""
        return [one for one in self.paragraphs() if text in said(one)]

    def with_(self, text: str) -> Element:
        """Return the paragraph that shows a text; there must be one."""
        found = self.all_with(text)
        assert len(found) == 1, f"{len(found)} paragraphs with {text!r}"
        return found[0]

    # ---- characters -----------------------------------------------------------------

    def replace(self, paragraph: Element, start: int, end: int, text: str) -> None:
        """Put a text where the characters from start to end stand, as typing over them does."""
        assert 0 <= start <= end <= len(places(paragraph))
        runs = self._isolated(paragraph, start, end)
        model = runs[0] if runs else self._model(paragraph, start)
        after = runs[-1] if runs else self._run_before(paragraph, start)
        if text:
            self._put(self._typed(text, model), after, paragraph)
        for run in runs:
            self._delete(run)

    def _put(self, new: Element, after: Element | None, paragraph: Element) -> None:
        """Put a run behind another, or at the beginning of a paragraph."""
        if after is None:
            at = 1 if paragraph.find(w("pPr")) is not None else 0
            paragraph.insert(at, self._tracked("ins", new) if self.author else new)
            return
        box = _parent(after)
        if local(box) == "del":
            after, box = box, _parent(box)
        is_new = not self.author or local(box) == "ins"
        after.addnext(new if is_new else self._tracked("ins", new))

    def _delete(self, run: Element) -> None:
        """Delete a run, or mark it as deleted."""
        parent = run.getparent()
        assert parent is not None
        if not self.author:
            notes = [one.get(w("id")) or "" for one in run.iter(w("footnoteReference"))]
            parent.remove(run)
            for note in notes:
                self._forget(note)
            return
        box = self._box("del")
        parent.replace(run, box)
        box.append(run)
        for text in run.iter(w("t")):
            text.tag = w("delText")
            text.set(f"{XML}space", "preserve")

    def _forget(self, note: str) -> None:
        """Drop the text of a footnote whose last mark is gone, as Word does."""
        if any(one.get(w("id")) == note for one in self.body.iter(w("footnoteReference"))):
            return
        root = self.root("word/footnotes.xml")
        for one in list(root):
            if one.get(w("id")) == note:
                root.remove(one)

    def _isolated(self, paragraph: Element, start: int, end: int) -> list[Element]:
        """Return the runs of exactly these characters; runs are cut at both ends."""
        self._cut(paragraph, end)
        self._cut(paragraph, start)
        runs: list[Element] = []
        for place in places(paragraph)[start:end]:
            run = _run(place.element)
            if not runs or runs[-1] is not run:
                runs.append(run)
        return runs

    def _cut(self, paragraph: Element, at: int) -> None:
        """Let a run begin at a character."""
        found = places(paragraph)
        if not 0 < at < len(found):
            return
        run = _run(found[at].element)
        if run is not _run(found[at - 1].element):
            return
        rest = etree.Element(run.tag, dict(run.attrib))
        rest.extend([copy.deepcopy(run.find(w("rPr")))] if run.find(w("rPr")) is not None else [])
        element, offset = found[at].element, found[at].at
        moved = list(element.itersiblings())
        if offset:
            text = element.text or ""
            rest.append(made(local(element), text=text[offset:]))
            element.text = text[:offset]
            element.set(f"{XML}space", "preserve")
        else:
            moved.insert(0, element)
        rest.extend(moved)
        run.addnext(rest)

    def _run_before(self, paragraph: Element, at: int) -> Element | None:
        self._cut(paragraph, at)
        return _run(places(paragraph)[at - 1].element) if at else None

    def _model(self, paragraph: Element, at: int) -> Element | None:
        """Return the run whose look typed characters take on: of the character before."""
        found = places(paragraph)
        sides = [*reversed(found[:at]), *found[at:]]
        return next((_run(one.element) for one in sides if one.char != MARK), None)

    def _typed(self, text: str, model: Element | None) -> Element:
        """Return a run of a text in the look of another; line breaks and tabs as Word has them."""
        run = made("r")
        look = None if model is None else model.find(w("rPr"))
        if look is not None and model is not None and model.find(w("footnoteReference")) is None:
            run.append(copy.deepcopy(look))
        for piece in re.split("([\n\t])", text):
            if piece in ("\n", "\t"):
                run.append(made("br" if piece == "\n" else "tab"))
            elif piece:
                run.append(made("t", text=piece))
        return run

    # ---- paragraphs -----------------------------------------------------------------

    def remove(self, paragraph: Element) -> None:
        """Delete a paragraph with its mark."""
        self.replace(paragraph, 0, len(places(paragraph)), "")
        if self.author:
            self._mark(paragraph, "del")
        else:
            _parent(paragraph).remove(paragraph)

    def insert(self, after: Element, text: str, style: str = "", lead: str = "") -> Element:
        """Press Enter at a paragraph's end and type; ``style`` is chosen from the list.

        Behind a heading goes body text on, as its style says.
        """
        if not style and _style(after).startswith(("Heading", "Title")):
            style = "BodyText"
        new = made("p")
        look = after.find(w("pPr"))
        if look is not None:
            new.append(copy.deepcopy(look))
        if style:
            self.style(new, style)
        if self.author:  # the mark that was there goes with the new paragraph
            new_look = new.find(w("pPr"))
            for one in [] if new_look is None else new_look.findall(w("rPr")):
                one.getparent().remove(one)  # type: ignore[union-attr]
            self._mark(after, "ins")
        after.addnext(new)
        model = next((one for one in after.iter(w("r")) if one.find(w("t")) is not None), None)
        model = None if style or lead else model
        for part, is_lead in ((lead, True), (text, False)):
            if part:
                run = self._typed(part, model)
                if is_lead:
                    run.insert(0, made("rPr", made("b"), made("bCs")))
                new.append(self._tracked("ins", run) if self.author else run)
        return new

    def split(self, paragraph: Element, at: int) -> Element:
        """Press Enter in a paragraph."""
        self._cut(paragraph, at)
        found = places(paragraph)
        top = _run(found[at].element)
        while (around := _parent(top)) is not paragraph:
            rest = etree.Element(around.tag, dict(around.attrib))
            if w("id") in rest.attrib:
                rest.set(w("id"), self._next())
            rest.extend([top, *list(top.itersiblings())])
            around.addnext(rest)
            top = rest
        new = made("p")
        look = paragraph.find(w("pPr"))
        if look is not None:
            new.append(copy.deepcopy(look))
        new.extend([top, *list(top.itersiblings())])
        paragraph.addnext(new)
        if self.author:
            self._mark(paragraph, "ins")
        return new

    def join(self, paragraph: Element) -> None:
        """Delete a paragraph's mark, so that the next goes on in it."""
        if self.author:
            while paragraph.find(f"{w('pPr')}/{w('rPr')}/{w('del')}") is not None:
                paragraph = next(one for one in paragraph.itersiblings() if local(one) == "p")
            self._mark(paragraph, "del")
            return
        following = next(one for one in paragraph.itersiblings() if local(one) == "p")
        paragraph.extend(one for one in following if local(one) != "pPr")
        _parent(following).remove(following)

    def move(self, moved: list[Element], after: Element) -> None:
        """Drag paragraphs to behind another."""
        anchor = after
        for paragraph in moved:
            other = copy.deepcopy(paragraph)
            anchor.addnext(other)
            anchor = other
            if not self.author:
                _parent(paragraph).remove(paragraph)
                continue
            for one, kind in ((paragraph, "moveFrom"), (other, "moveTo")):
                for run in list(one.iter(w("r"))):
                    box = self._box(kind)
                    _parent(run).replace(run, box)
                    box.append(run)
                self._mark(one, kind)
                self._range(one, kind)

    def _range(self, paragraph: Element, kind: str) -> None:
        number = self._next()
        begin = made(f"{kind}RangeStart", id=number, author=self.author, date=_DATE, name="move1")
        at = 1 if paragraph.find(w("pPr")) is not None else 0
        paragraph.insert(at, begin)
        paragraph.append(made(f"{kind}RangeEnd", id=number))

    def style(self, paragraph: Element, name: str) -> None:
        """Give a paragraph another style by its id."""
        look = paragraph.find(w("pPr"))
        if look is None:
            look = made("pPr")
            paragraph.insert(0, look)
        for one in look.findall(w("pStyle")):
            look.remove(one)
        look.insert(0, made("pStyle", val=name))

    # ---- footnotes and comments -------------------------------------------------------

    def note(self, paragraph: Element, at: int, text: str) -> None:
        """Insert a footnote."""
        if not self.has("word/footnotes.xml"):
            self.add("footnotes", "footnotes", made("footnotes"))
        root = self.root("word/footnotes.xml")
        number = str(max([int(one.get(w("id")) or 0) for one in root] or [0]) + 1)
        sign = made("r", made("rPr", made("rStyle", val="FootnoteReference")), made("footnoteRef"))
        definition = made("p", made("pPr", made("pStyle", val="FootnoteText")), sign)
        for typed in (made("r", made("t", text=" ")), self._typed(text, None)):
            definition.append(self._tracked("ins", typed) if self.author else typed)
        root.append(made("footnote", definition, id=number))
        look = made("rPr", made("rStyle", val="FootnoteReference"))
        run = made("r", look, made("footnoteReference", id=number))
        before = self._run_before(paragraph, at)
        assert before is not None
        self._put(run, before, paragraph)

    def comment(self, paragraph: Element, start: int, end: int, text: str, author: str) -> None:
        """Hang a comment on characters."""
        if not self.has("word/comments.xml"):
            self.add("comments", "comments", made("comments"))
        root, number = self.root("word/comments.xml"), self._next()
        line = made("p", made("r", made("t", text=text)))
        root.append(made("comment", line, id=number, author=author, date=_DATE, initials="领"))
        runs = self._isolated(paragraph, start, end)
        runs[0].addprevious(made("commentRangeStart", id=number))
        runs[-1].addnext(made("commentRangeEnd", id=number))
        sign = made("r", made("commentReference", id=number))
        runs[-1].getnext().addnext(sign)  # type: ignore[union-attr]

    # ---- tracked changes --------------------------------------------------------------

    def _next(self) -> str:
        self._number += 1
        return str(self._number)

    def _box(self, kind: str) -> Element:
        return made(kind, id=self._next(), author=self.author, date=_DATE)

    def _tracked(self, kind: str, run: Element) -> Element:
        box = self._box(kind)
        box.append(run)
        return box

    def _mark(self, paragraph: Element, kind: str) -> None:
        """Mark a paragraph's end as changed."""
        look = paragraph.find(w("pPr"))
        if look is None:
            look = made("pPr")
            paragraph.insert(0, look)
        own = look.find(w("rPr"))
        if own is None:
            own = made("rPr")
            before = [one for one in look if local(one) not in ("sectPr", "pPrChange")]
            look.insert(len(before), own)
        own.insert(0, self._box(kind))


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if style is None else style.get(w("val")) or ""


def _run(element: Element) -> Element:
    return next(element.iterancestors(w("r")))


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def edited(data: bytes, steps: Iterable[Callable[[Word], None]], author: str = "") -> bytes:
    """Return a .docx after some edits."""
    word = Word(data, author)
    for step in steps:
        step(word)
    return word.saved()
