"""What Word, WPS and LibreOffice do to a .docx without anybody wanting it; no text changes."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable

from lxml.etree import _Element as Element

from pulling.parts import XML, local, made, w
from pulling.word import Word
from zongjie import libreoffice

_WORD_14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def _texts(word: Word) -> list[Element]:
    """Return the texts of all runs, those of the footnotes too."""
    return [text for paragraph in word.paragraphs() for text in paragraph.iter(w("t"))]


def _runs(word: Word) -> list[Element]:
    return [run for paragraph in word.paragraphs() for run in paragraph.iter(w("r"))]


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def split_runs(word: Word, size: int = 3) -> None:
    """Cut every run into pieces with numbers of the sessions in which they were typed."""
    chance = random.Random(size)
    for paragraph in word.paragraphs():
        for name in ("rsidR", "rsidRDefault", "rsidP"):
            paragraph.set(w(name), f"{chance.randrange(1 << 32):08X}")
        paragraph.set(f"{{{_WORD_14}}}paraId", f"{chance.randrange(1 << 31):08X}")
    for text in _texts(word):
        run, said = _parent(text), text.text or ""
        if len(run.findall(w("t"))) + len(run.findall(w("br"))) > 1 or len(said) <= size:
            continue
        look = run.find(w("rPr"))
        pieces = [said[at : at + size] for at in range(0, len(said), size)]
        text.text = pieces[0]
        for piece in reversed(pieces[1:]):
            new = made("r", rsidR=f"{chance.randrange(1 << 32):08X}")
            if look is not None:
                new.append(copy.deepcopy(look))
            new.append(made("t", text=piece))
            run.addnext(new)


def proof_errors(word: Word) -> None:
    """Mark every third run as misspelt or ungrammatical, and pages where they broke last."""
    for at, run in enumerate(_runs(word)):
        if at % 3 == 0:
            kind = ("spell", "gram")[at % 2]
            run.addprevious(made("proofErr", type=f"{kind}Start"))
            run.addnext(made("proofErr", type=f"{kind}End"))
        elif at % 3 == 1 and run.find(w("t")) is not None:
            place = 1 if run.find(w("rPr")) is not None else 0
            run.insert(place, made("lastRenderedPageBreak"))


def smart_tags(word: Word) -> None:
    """Put dates and numbers into smart tags, others into links and controls within the line."""
    split_runs(word, 7)
    for at, run in enumerate(_runs(word)):
        if local(_parent(run)) != "p" or run.find(w("t")) is None:
            continue
        if at % 5 == 0:
            office = "urn:schemas-microsoft-com:office:smarttags"
            tag = made("smartTag", made("smartTagPr"), uri=office, element="chsdate")
            tag[0].append(made("attr", name="Year", val="2016"))
        elif at % 5 == 2:
            tag = made("hyperlink", anchor="_Toc1", history="1")
        elif at % 5 == 4:
            content = made("sdtContent")
            tag = made("sdt", made("sdtPr", made("id", val=str(at))), content)
        else:
            continue
        _parent(run).replace(run, tag)
        (tag[1] if local(tag) == "sdt" else tag).append(run)


def bookmarks(word: Word) -> None:
    """Leave bookmarks, blank paragraphs, page breaks; put paragraphs into controls."""
    body = list(word.body.iterchildren(w("p")))
    for at, paragraph in enumerate(body):
        number, first = str(500 + at), 1 if paragraph.find(w("pPr")) is not None else 0
        paragraph.insert(first, made("bookmarkStart", id=number, name=f"_Toc{at:08}"))
        paragraph.append(made("bookmarkEnd", id=number))
        if at % 7 == 3:
            paragraph.addnext(made("p", made("pPr", made("pStyle", val="BodyText"))))
        elif at % 7 == 5 and paragraph.find(f".//{w('t')}") is not None:
            paragraph.append(made("r", made("br", type="page")))
        elif at % 7 == 6:
            control = made("sdt", made("sdtPr", made("id", val=number)), made("sdtContent"))
            _parent(paragraph).replace(paragraph, control)
            control[1].append(paragraph)


def formats(word: Word) -> None:
    """Format everything by hand: fonts, sizes, colours, spacing, language."""
    for at, run in enumerate(_runs(word)):
        look = run.find(w("rPr"))
        if look is None:
            look = made("rPr")
            run.insert(0, look)
        for old in look.findall(w("rFonts")):
            look.remove(old)
        fonts = made(
            "rFonts", ascii="仿宋_GB2312", eastAsia="仿宋_GB2312", hAnsi="宋体", hint="eastAsia"
        )
        look.insert(1 if look.find(w("rStyle")) is not None else 0, fonts)
        look.append(made("color", val="FF0000" if at % 4 == 0 else "000000"))
        look.append(made("spacing", val="-4"))
        look.append(made("sz", val="32"))
        look.append(made("lang", val="en-US", eastAsia="zh-CN"))
    for paragraph in word.paragraphs():
        look = paragraph.find(w("pPr"))
        if look is not None and look.find(w("rPr")) is None:
            if local(_parent(paragraph)) != "tc":
                look.append(made("spacing", line="560", lineRule="exact"))
            look.append(made("rPr", made("lang", eastAsia="zh-CN")))


def renumbered(word: Word) -> None:
    """Give styles the ids that a Chinese Word gives: a3, 10, af1; and copy some."""
    styles, new = word.root("word/styles.xml"), dict[str, str]()
    for at, style in enumerate(styles.iter(w("style"))):
        new[style.get(w("styleId")) or ""] = f"a{at:x}" if at % 3 else str(at)
    roots = [word.document, styles]
    roots += [word.root(name) for name in ("word/footnotes.xml",) if word.has(name)]
    for root in roots:
        for element in root.iter():
            if not isinstance(element.tag, str):
                continue
            if local(element) in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
                value = element.get(w("val")) or ""
                element.set(w("val"), new.get(value, value))
            elif local(element) == "style":
                name = element.get(w("styleId")) or ""
                element.set(w("styleId"), new[name])
    body = next(
        one
        for one in styles.iter(w("style"))
        if one.find(w("name")).get(w("val")) == "Body Text"  # type: ignore[union-attr]
    )
    twin = copy.deepcopy(body)
    twin.set(w("styleId"), "1a")
    twin.set(w("customStyle"), "1")
    twin.find(w("name")).set(w("val"), "正文文本1")  # type: ignore[union-attr]
    styles.append(twin)
    paragraphs = [
        one for one in word.body.iter(w("pStyle")) if one.get(w("val")) == new["BodyText"]
    ]
    for style in paragraphs[1::4]:
        style.set(w("val"), "1a")


_KSO = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="KSOProductBuildVer">'
    "<vt:lpwstr>2052-12.1.0.16120</vt:lpwstr></property></Properties>"
)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties'
    ' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Template>Normal.dotm</Template><TotalTime>12</TotalTime>"
    "<Application>WPS Office_12.1.0.16120_F1E327BC-269C-435d-A152-05C5408002CA</Application>"
    "</Properties>"
)


def wps(word: Word) -> None:
    """Save as WPS does: properties of its own, ids renumbered, runs cut where scripts change."""
    word.put("docProps/custom.xml", _KSO.encode())
    word.put("docProps/app.xml", _APP.encode())
    for text in _texts(word):
        run, said = _parent(text), text.text or ""
        if len(run) > 2:
            continue
        pieces = _by_script(said)
        look = run.find(w("rPr"))
        text.text = pieces[0] if pieces else said
        for piece in reversed(pieces[1:]):
            new = made("r", made("t", text=piece))
            if look is not None:
                new.insert(0, copy.deepcopy(look))
            run.addnext(new)
        text.set(f"{XML}space", "preserve")
    formats(word)
    renumbered(word)


def _by_script(text: str) -> list[str]:
    pieces: list[str] = []
    for char in text:
        if pieces and char.isascii() == pieces[-1][-1].isascii():
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def without_custom(word: Word) -> None:
    """Lose the properties, as a mail gateway or an old WPS does."""
    word.drop("docProps/custom.xml")


_BY_LOOKS = {
    "Title": ("方正小标宋简体", "44", "center"),
    "Heading1": ("黑体", "32", ""),
    "Heading2": ("楷体_GB2312", "32", ""),
    "Heading3": ("仿宋_GB2312", "32", ""),
}


def pasted(word: Word) -> None:
    """Copy all into a new document: of the styles only the looks remain."""
    without_custom(word)
    for paragraph in word.paragraphs():
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        if style is None or style.get(w("val")) == "FootnoteText":
            continue
        name = style.get(w("val")) or ""
        font, size, align = _BY_LOOKS.get(name, ("仿宋_GB2312", "32", ""))
        _parent(style).remove(style)
        if align:
            paragraph.find(w("pPr")).append(made("jc", val=align))  # type: ignore[union-attr]
        for run in paragraph.iter(w("r")):
            _by_hand(run, font, size, name)
    styles = word.root("word/styles.xml")
    for style in list(styles.iter(w("style"))):
        if style.get(w("customStyle")) or (style.get(w("styleId")) or "") in _BY_LOOKS:
            styles.remove(style)


def _by_hand(run: Element, font: str, size: str, name: str) -> None:
    look = run.find(w("rPr"))
    if run.find(w("footnoteReference")) is not None:
        return
    lead = look is not None and any(one.get(w("val")) == "Lead" for one in look)
    if look is not None:
        run.remove(look)
    look = made("rPr", made("rFonts", eastAsia=font, ascii=font, hAnsi=font))
    if lead or name == "Heading3":
        look.append(made("b"))
    look.append(made("sz", val=size))
    run.insert(0, look)


def commented(word: Word) -> None:
    """Hang comments on some paragraphs."""
    for paragraph in [
        one for one in word.body.iterchildren(w("p")) if one.find(w("r")) is not None
    ][2::5]:
        word.comment(paragraph, 0, 2, "这里再斟酌一下，数要核对。", "李主任")


Disturbance = Callable[[Word], None]
DISTURBANCES: dict[str, Disturbance] = {
    "runs cut": split_runs,
    "runs of one character": lambda word: split_runs(word, 1),
    "proof errors": proof_errors,
    "smart tags": smart_tags,
    "bookmarks": bookmarks,
    "formats": formats,
    "styles renumbered": renumbered,
    "WPS": wps,
    "properties lost": without_custom,
    "comments": commented,
}


def disturbed(data: bytes, how: Disturbance) -> bytes:
    """Return a .docx after a disturbance."""
    word = Word(data)
    how(word)
    return word.saved()


def by_libreoffice(program: str, data: bytes) -> bytes:
    """Return a .docx as LibreOffice saves it."""
    made = libreoffice.converted(program, data, "docx", "docx")
    assert isinstance(made, bytes), made
    return made
