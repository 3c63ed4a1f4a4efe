"""Fonts by their names: a 版式 says families, mostly in Chinese, a PDF PostScript names."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

POSTSCRIPT: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "仿宋_GB2312": ("FangSong_GB2312",),
        "仿宋": ("FangSong",),
        "楷体_GB2312": ("KaiTi_GB2312",),
        "楷体": ("KaiTi",),
        "黑体": ("SimHei",),
        "宋体": ("SimSun",),
        "新宋体": ("NSimSun", "SimSun"),  # one file, simsun.ttc
        "隶书": ("LiSu",),
        "等线": ("DengXian",),
        "微软雅黑": ("MicrosoftYaHei",),
        "方正小标宋简体": ("FZXBSJW", "FZXiaoBiaoSong"),
        "方正小标宋_GBK": ("FZXBSK", "FZXiaoBiaoSong"),
        "方正大标宋简体": ("FZDBSJW",),
        "方正仿宋简体": ("FZFSJW",),
        "方正仿宋_GBK": ("FZFSK",),
        "方正楷体简体": ("FZKTJW",),
        "方正楷体_GBK": ("FZKTK",),
        "方正黑体简体": ("FZHTJW",),
        "方正黑体_GBK": ("FZHTK",),
        "华文中宋": ("STZhongsong",),
        "华文宋体": ("STSong",),
        "华文仿宋": ("STFangsong",),
        "华文楷体": ("STKaiti",),
        "华文黑体": ("STHeiti", "STHeitiSC"),
        "思源宋体": ("SourceHanSerifSC", "SourceHanSerifCN"),
        "思源黑体": ("SourceHanSansSC", "SourceHanSansCN"),
        # One file holds all regions, and LibreOffice calls it by its first.
        "Noto Serif CJK SC": ("NotoSerifCJKsc", "NotoSerifCJKjp"),
        "Noto Sans CJK SC": ("NotoSansCJKsc", "NotoSansCJKjp"),
    }
)
"""Family to PostScript names, without what follows a hyphen (weight, character set)."""

_MOST: Final = 1 << 24  # bytes of one object stream
_NAME: Final = re.compile(rb"/(?:BaseFont|FontName)\s*/([^\x00-\x20()<>\[\]{}/%]+)")
_STREAM: Final = re.compile(rb"<<([^<>]*/ObjStm\b[^<>]*)>>\s*stream\r?\n")
_ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_SUBSET: Final = re.compile(r"[A-Z]{6}\+")


def in_pdf(pdf: bytes) -> tuple[str, ...]:
    """Return the PostScript names of a PDF's fonts, in its order, each once.

    The tag of a subset (9.6.4 of ISO 32000-1) is left out.  Objects in compressed
    object streams (7.5.7) are read too.
    """
    names = [name for part in (pdf, *_object_streams(pdf)) for name in _NAME.findall(part)]
    return tuple(dict.fromkeys(_SUBSET.sub("", _decoded(name), count=1) for name in names))


def _object_streams(pdf: bytes) -> Iterable[bytes]:
    for head in _STREAM.finditer(pdf):
        try:
            yield zlib.decompressobj().decompress(memoryview(pdf)[head.end() :], _MOST)
        except zlib.error:  # not compressed: read with all the rest
            continue


def _decoded(name: bytes) -> str:
    raw = _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def family(postscript: str) -> str:
    """Return a PostScript name without weight and character set."""
    return re.split("[-,]", postscript, maxsplit=1)[0]


def is_among(font: str, present: Iterable[str]) -> bool:
    """Return whether a font of a 版式 is one of these PostScript names."""
    return any(is_any_of(name, (font,)) for name in present)


def is_any_of(postscript: str, fonts: Sequence[str]) -> bool:
    """Return whether a PostScript name is that of one of these families.

    A family that the table does not know is compared without case, blanks and
    hyphens, and without the MT and PSMT of Monotype (Times New Roman, TimesNewRomanPSMT).
    """
    key = _key(family(postscript))
    known = {_key(name) for font in fonts for name in POSTSCRIPT.get(font, (font,))}
    return bool(known & {key, key.removesuffix("mt").removesuffix("ps")})


def _key(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).casefold()
