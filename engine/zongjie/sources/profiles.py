"""templates/profiles/*.yaml, and an office's own file → Profile."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Final, TypeAlias

from zongjie import resources
from zongjie.diagnostics import Diagnostic, Span, catalogue
from zongjie.model.profile import (
    ALONE,
    RULES,
    Flaw,
    Parameter,
    Profile,
    Strength,
    name_of,
    parse,
)
from zongjie.model.quantity import round_half_up
from zongjie.sources import schema
from zongjie.sources.files import read_source
from zongjie.sources.nodes import Scalar
from zongjie.sources.nodes import parse as parse_yaml
from zongjie.sources.schema import Record
from zongjie.text import pattern

DEFAULT: Final = "gbt9704"
_SCHEMA: Final = "profile.schema.json"
_SUFFIXES: Final = (".yaml", ".yml")
_TITLE: Final = pattern("(?m)^名称: *(.+?) *$")
_MM_OF_POINT: Final = Decimal("25.4") / 72
_CACHE: dict[Path, tuple[int, Profile]] = {}

_Found: TypeAlias = list[Diagnostic]


def shipped() -> list[Profile]:
    """Return the profiles that come with the engine, by file name."""
    paths = sorted(_folder().glob("*.yaml"))
    return [profile for path in paths if (profile := load(path, [])) is not None]


def titles() -> list[str]:
    """Return the titles of the profiles that come with the engine."""
    return [_title(path) for path in sorted(_folder().glob("*.yaml"))]


def find(name: str, beside: Path, found: _Found, named_at: Span | None = None) -> Profile | None:
    """Return the profile of a title, of a shipped file, or of a path from ``beside``.

    ``named_at`` is where a report names it; a command has no such place.
    """
    path = _path_of(name, beside)
    if path is not None:
        return load(path, found)
    found.append(catalogue.outputs.no_profile(named_at, name, "、".join(titles())))
    return None


def load(path: Path, found: _Found) -> Profile | None:
    """Return the profile of a file with what it leaves to others filled in."""
    stamp = path.stat().st_mtime_ns
    cached = _CACHE.get(path)
    if cached is not None and cached[0] == stamp:
        return cached[1]
    count = len(found)
    profile = _Loader(found).profile(path, ())
    if profile is not None and len(found) == count and path.parent == _folder():
        _CACHE[path] = (stamp, profile)
    return profile


def own_files(name: str, beside: Path) -> list[Path]:
    """Return the files of an office's own profile: it, and what it is based on; of others none."""
    chain: list[Path] = []
    path = beside / name if Path(name).suffix.lower() in _SUFFIXES else None
    while path is not None and path.parent != _folder() and path not in chain and path.is_file():
        chain.append(path)
        source, _ = read_source(path, str(path))
        node, _ = parse_yaml(source) if source is not None else (None, [])
        record = schema.read(node, schema.load(_SCHEMA), "版式")[0] if node is not None else None
        named = record.text("依照") if isinstance(record, Record) else None
        path = _path_of(named.value.strip(), path.parent) if named is not None else None
    return chain


def is_profile(path: Path) -> bool:
    """Whether a file reads as a profile without a fault."""
    found: _Found = []
    return path.is_file() and load(path, found) is not None and not found


def default_file() -> Path:
    """Return the file of the profile that everything else is based on."""
    return _folder() / f"{DEFAULT}.yaml"


def _folder() -> Path:
    return resources.template_dir() / "profiles"


def _path_of(name: str, beside: Path) -> Path | None:
    """Return the file that a name stands for."""
    try:
        own = beside / name
        if own.suffix.lower() in _SUFFIXES and own.is_file():
            return own
    except (OSError, ValueError):  # a name too long, a NUL
        return None
    by_stem = {one.stem: one for one in sorted(_folder().glob("*.yaml"))}
    if name in by_stem:
        return by_stem[name]
    return next((one for one in by_stem.values() if _title(one) == name), None)


def _title(path: Path) -> str:
    """Return the title of a shipped profile, without reading what it is based on."""
    match = _TITLE.search(path.read_text(encoding="utf-8"))
    return match[1] if match is not None else ""


class _Loader:
    def __init__(self, found: _Found) -> None:
        self.found = found

    def profile(self, path: Path, chain: tuple[Path, ...]) -> Profile | None:
        """Return a profile; ``chain`` are the files that led to it by 依照."""
        source, faults = read_source(path, str(path))
        node, more = parse_yaml(source) if source is not None else (None, [])
        self.found += [*faults, *more]
        if node is None:
            return None
        count = len(self.found)
        record, faults = schema.read(node, schema.load(_SCHEMA), "版式")
        self.found += faults
        if not isinstance(record, Record):
            return None
        own = self._parameters(record)
        base = self._base(record, path, (*chain, path.resolve()))
        if base is None and path != default_file():
            return None
        title, said = record.text("名称"), record.text("说明")
        profile = Profile(
            title.value.strip() if title else path.stem,
            said.value.strip() if said else "",
            {**(base.parameters if base is not None else {}), **own},
        )
        if len(self.found) == count:
            _check_room(profile, record.node.span(), self.found)
        return profile

    def _base(self, record: Record, path: Path, chain: tuple[Path, ...]) -> Profile | None:
        """Return the profile of 依照; the first of all has none."""
        named = record.text("依照")
        if named is None:
            default = default_file()
            return load(default, self.found) if path != default else None
        found = _path_of(named.value.strip(), path.parent)
        if found is None:
            span, name = named.span(), named.value.strip()
            self.found.append(catalogue.outputs.no_profile(span, name, "、".join(titles())))
            return None
        if found.resolve() in chain:
            names = " → ".join([*(one.name for one in chain), found.name])
            self.found.append(catalogue.outputs.cyclic_profile(named.span(), names))
            return None
        return self.profile(found, chain)

    def _parameters(self, record: Record) -> dict[tuple[str, str], Parameter]:
        made: dict[tuple[str, str], Parameter] = {}
        for group, rules in RULES.items():
            inner = record.record(group)
            values = inner.values if inner is not None else {}
            if ALONE in rules and group in record.values:
                values = {ALONE: record.values[group]}
            for key in rules:
                value = values.get(key)
                if value is not None:
                    parameter = self._parameter(group, key, value)
                    made |= {(group, key): parameter} if parameter is not None else {}
        return made

    def _parameter(self, group: str, key: str, value: schema.Value) -> Parameter | None:
        """Return a parameter written as its value alone, or with its clause and strength."""
        text = value.text("值") if isinstance(value, Record) else value
        if not isinstance(text, Scalar):
            return None
        parsed = parse(RULES[group][key], text.value)
        if isinstance(parsed, Flaw):
            name, shown = name_of(group, key), text.value.strip()
            self.found.append(catalogue.outputs.bad_measure(text.span(), name, shown, parsed.why))
            return None
        said = value if isinstance(value, Record) else None
        clause, strength, remark = (
            (said.text(word) if said is not None else None) for word in ("条款", "力度", "备注")
        )
        return Parameter(
            parsed,
            text.value.strip(),
            clause.value.strip() if clause else "",
            Strength(strength.value) if strength else Strength.OWN,
            remark.value.strip() if remark else "",
            text,
        )


_LINES: Final = (
    *(("版面", "每页行数"), ("正文", "行距"), ("版面", "天头"), ("版面", "地脚"), ("版面", "纸高")),
)
_CHARACTERS: Final = (
    *(("版面", "每行字数"), ("正文", "字距"), ("正文", "字号"), ("版面", "订口"), ("版面", "切口")),
    ("版面", "纸宽"),
)
_FOOT: Final = (("页码", "距版心"), ("版面", "地脚"), ("页码", "字号"))
_LEAST_FOOT: Final = Decimal(5)  # millimetres that printers leave white at the paper's edge


def _check_room(profile: Profile, at: Span, found: _Found) -> None:
    """Tell margins that leave no page, and what does not fit on it."""
    for size, sides, what in (
        ("纸宽", ("订口", "切口"), "左右白边"),
        ("纸高", ("天头", "地脚"), "上下白边"),
    ):
        paper = profile.number("版面", size)
        margins = sum((profile.number("版面", side) for side in sides), Decimal(0))
        if margins + 30 > paper:
            have = f"{size}{paper}毫米"
            place = _written_here(profile, [("版面", key) for key in (*sides, size)], at)
            found.append(
                catalogue.outputs.no_room(place, what, f"{margins}毫米，版心至少30毫米", have)
            )
            return
    _check_foot(profile, at, found)
    _check_notes(profile, at, found)
    lines = profile.height // profile.twips("正文", "行距")
    if profile.number("版面", "每页行数") != lines:
        written = profile.parameters["版面", "每页行数"].written
        place = _written_here(profile, _LINES, at)
        found.append(catalogue.outputs.does_not_fit(place, "每页行数", written, f"{lines}行"))
    pitch = profile.half_points("正文", "字号") * 10 + profile.twips("正文", "字距")
    count = profile.width // max(pitch, 1)
    if profile.number("版面", "每行字数") != count:
        written = profile.parameters["版面", "每行字数"].written
        place = _written_here(profile, _CHARACTERS, at)
        found.append(catalogue.outputs.does_not_fit(place, "每行字数", written, f"{count}字"))


def _written_here(profile: Profile, keys: Iterable[tuple[str, str]], at: Span) -> Span:
    """Return where the file that is read says one of these, the first that it does."""
    for key in keys:
        place = profile.parameters[key].place
        if place is not None and place.span().source is at.source:
            return place.span()
    return at


def _check_foot(profile: Profile, at: Span, found: _Found) -> None:
    """Tell a page number that would not stand on the paper."""
    if profile.text("页码", "位置") == "不印":
        return
    half = profile.number("页码", "字号") * _MM_OF_POINT / 2
    below = profile.number("版面", "地脚") - profile.number("页码", "距版心") - half
    if below < _LEAST_FOOT:
        foot = profile.number("版面", "地脚")
        need = f"地脚{round_half_up(foot - below + _LEAST_FOOT, 1)}毫米"
        place = _written_here(profile, _FOOT, at)
        fix = "改大地脚，或者改小距版心"
        found.append(catalogue.outputs.no_room(place, "页码", need, f"{foot}毫米", fix))


def _check_notes(profile: Profile, at: Span, found: _Found) -> None:
    """Tell footnotes that cannot begin anew on each page: typed ones."""
    if profile.text("脚注", "编号") != "每页":
        return
    place, sign = profile.text("脚注", "位置"), profile.text("脚注", "标记")
    what = f"位置是“{place}”" if place != "页下" else f"标记是“{sign}”" if sign == "[1]" else ""
    if what:
        keys = [("脚注", key) for key in ("编号", "位置", "标记")]
        found.append(catalogue.outputs.impossible_notes(_written_here(profile, keys, at), what))
