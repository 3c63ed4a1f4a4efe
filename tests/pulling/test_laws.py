"""Law 4 of the design under Hypothesis: untouched files change nothing, random edits come home."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml.etree import _Element as Element

import genre_texts
import random_reports
import yaml_styles
from pulling.disturbances import DISTURBANCES, by_libreoffice, disturbed
from pulling.edit import Edit
from pulling.full import PLAIN
from pulling.neutral import neutral
from pulling.steps import Enter, Gone, Join, Move, New, Swap, lines_of
from pulling.strict import complaints
from pulling.trials import FULL, REPORTS, Home, steps_of, tried
from pulling.word import MARK, Word, edited, said
from zongjie import load, recover, render_file
from zongjie.pipeline.pulling import Pulled, pull
from zongjie.pipeline.recovering import contents
from zongjie.pulling import Change
from zongjie.readers.docx import read

PHRASES = (
    *(
        "进一步",
        "全年共",
        "，成效明显",
        "扎实",
        "“一网通办”",
        "。全面",
        "、居民",
        "126件",
        "3.5万余人次",
    ),
    *(
        "（含节假日）",
        "98.6%",
        "第三季度",
        "2025年",
        "不断",
        "；同时",
        "——",
        "《办法》",
        "——",
        "10余场",
    ),
)


class _Made(Home):
    """A report that somebody else's text or chance made."""

    def __init__(self, folder: Path, report: str) -> None:
        self.folder, self.name = folder, report
        self.render()


def _recovered(folder: Path, name: str) -> Home:
    """Return the report that an old text becomes."""
    old = folder / "旧稿.txt"
    old.write_text(genre_texts.TEXTS[name].text, encoding="utf-8")
    for path, data in contents(recover(old)):
        (folder / "报告" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "报告" / path).write_bytes(data)
    return _Made(folder, "报告")


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> list[Home]:
    """The examples, a report with every key, old texts, composed reports."""
    made = [
        Home(tmp_path_factory.mktemp("home"), name)
        for name in (*REPORTS, "full.yaml", "plain.yaml")
    ]
    old = list(genre_texts.TEXTS)[::6]
    made += [_recovered(tmp_path_factory.mktemp("old"), name) for name in old]
    for number in range(3):
        folder = tmp_path_factory.mktemp("composed")
        text = random_reports.random_report(random_reports.entries(), random.Random(number))
        (folder / "报告.yaml").write_text(text, encoding="utf-8")
        made.append(_Made(folder, "报告.yaml"))
    return made


# ---- untouched ----------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["", *DISTURBANCES])
def test_an_untouched_file_changes_nothing(how: str, homes: list[Home], tmp_path: Path) -> None:
    for at, home in enumerate(homes):
        own = home.copied(tmp_path / str(at))
        data = disturbed(own.data, DISTURBANCES[how]) if how else own.data
        before = own.files()
        pulled = pull(own.report, [own.copy(data)], apply=True)
        assert pulled.ok, [d.message for d in pulled.diagnostics]
        assert pulled.changes == (), home.report
        assert pulled.written == ()
        assert own.files() == before


def test_an_untouched_file_of_libreoffice_changes_nothing(
    homes: list[Home], tmp_path: Path, soffice: str
) -> None:
    for at, home in enumerate(homes[:5]):
        own = home.copied(tmp_path / str(at))
        before = own.files()
        pulled = pull(own.report, [own.copy(by_libreoffice(soffice, own.data))], apply=True)
        assert pulled.ok
        assert pulled.changes == (), home.report
        assert own.files() == before


# ---- random edits -------------------------------------------------------------------------


class Scribbler:
    """Somebody who edits here and there."""

    def __init__(self, seed: int, word: Word) -> None:
        self.chance, self.word = random.Random(seed), word

    def __call__(self) -> None:
        """Make one edit."""
        paragraphs = [one for one in self.word.paragraphs() if len(said(one)) > 6]
        paragraph = self.chance.choice(paragraphs)
        kinds = (self.typed, self.typed, self.deleted, self.replaced, self.renumbered)
        self.chance.choice((*kinds, self.split, self.gone, self.added, self.moved, self.noted))(
            paragraph
        )

    def typed(self, paragraph: Element) -> None:
        at = self.chance.randint(4, len(said(paragraph)))
        self.word.replace(paragraph, at, at, self.chance.choice(PHRASES))

    def _slice(self, paragraph: Element) -> tuple[int, int]:
        text = said(paragraph)
        start = self.chance.randint(4, len(text) - 1)
        end = min(start + self.chance.randint(1, 12), len(text))
        mark = text.find(MARK, start, end)
        return (start, end if mark < 0 else mark)

    def deleted(self, paragraph: Element) -> None:
        self.word.replace(paragraph, *self._slice(paragraph), "")

    def replaced(self, paragraph: Element) -> None:
        start, end = self._slice(paragraph)
        self.word.replace(paragraph, start, end, self.chance.choice(PHRASES))

    def renumbered(self, paragraph: Element) -> None:
        text = said(paragraph)
        places = [at for at, char in enumerate(text) if char.isdigit() and at > 3]
        if places:
            at = self.chance.choice(places)
            self.word.replace(paragraph, at, at + 1, str(self.chance.randint(1, 9)))

    def _plain(self, paragraph: Element) -> bool:
        return paragraph.getparent() is self.word.body and MARK not in said(paragraph)

    def split(self, paragraph: Element) -> None:
        if self._plain(paragraph):
            self.word.split(paragraph, self.chance.randint(4, len(said(paragraph)) - 2))

    def gone(self, paragraph: Element) -> None:
        if self._plain(paragraph):
            self.word.remove(paragraph)

    def moved(self, paragraph: Element) -> None:
        places = [one for one in self.word.paragraphs() if self._plain(one) and said(one)]
        after = self.chance.choice(places)
        if self._plain(paragraph) and after is not paragraph:
            self.word.move([paragraph], after)

    def noted(self, paragraph: Element) -> None:
        if self._plain(paragraph):
            at = self.chance.randint(4, len(said(paragraph)))
            self.word.note(paragraph, at, f"指第{at}号工作。")

    def added(self, paragraph: Element) -> None:
        if self._plain(paragraph):
            text = "".join(self.chance.sample(PHRASES, 4))
            self.word.insert(paragraph, f"新写的一段，{text}。")


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, derandomize=True
)
@given(seed=st.integers(0, 10**6), count=st.integers(1, 8))
def test_random_edits_come_home_or_are_listed(
    seed: int, count: int, homes: list[Home], tmp_path: Path
) -> None:
    home = homes[seed % len(homes)]
    folder = tmp_path / "own"
    shutil.rmtree(folder, ignore_errors=True)
    own = home.copied(folder)
    word = Word(own.data)
    scribble = Scribbler(seed, word)
    for _ in range(count):
        scribble()
    data = word.saved()
    before, copy = own.files(), own.copy(data)
    shown = neutral(lines_of(read(data)))
    pulled = pull(own.report, [copy], apply=True)
    assert pulled.ok, [d.message for d in pulled.diagnostics]
    after = own.files()
    for name in before:
        if before[name] != after[name]:
            assert complaints(before[name], after[name]) == []
    _as_edited_or_listed(neutral(own.printed()), shown, pulled)
    again = pull(own.report, [copy], apply=True)
    assert not any(one.taken for one in again.changes)
    assert own.files() == after


def _as_edited_or_listed(printed: list[str], shown: list[str], pulled: Pulled) -> None:
    """What is printed is what was edited; each line that is not, a change that was left tells."""
    left = [one for one in pulled.changes if not one.taken]
    if not left:
        assert printed == shown
    notes = [one for one in left if "［注］" in one.after]  # their texts go with them
    shown = [line for line in shown if not (notes and line.startswith("指第"))]
    whole = "\n".join(printed)  # a part of a line that was to be parted is printed still
    for same, lines in groupby(shown, lambda line: line in whole):
        text = "".join(lines).replace(MARK, "［注］")  # one line may have become several
        assert same or any(_tells(one, text) for one in left), text


def _tells(change: Change, line: str) -> bool:
    """Whether a change that was left is of this line of the edited text."""
    said = neutral([change.before, *change.after.split("\n")])
    grams = {text[at : at + 3] for text in said for at in range(max(1, len(text) - 2))}
    return any(gram in line for gram in grams)


# ---- the styles of YAML -------------------------------------------------------------------

SAVED: dict[str, Callable[[str], bytes]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "GBK": lambda text: text.encode("gb18030"),
    "BOM": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "no end": lambda text: text.rstrip("\n").encode(),
    "blank lines": lambda text: text.replace("\n    - ", "\n\n    - ").encode(),
    "comments": lambda text: "".join(_commented(text)).encode(),
}


def _commented(text: str) -> Iterator[str]:
    """Put comments where only a comment can be meant: before items and keys, behind short ones."""
    block = -1
    for row in text.splitlines(keepends=True):
        indent = len(row) - len(row.lstrip())
        if block >= 0 and (indent > block or not row.strip()):
            yield row
            continue
        block = -1
        if row.strip() and not row.lstrip().startswith("#"):
            yield f"{' ' * indent}# 批：{indent}\n"
        if row.rstrip().endswith(("|", ">", "|-", ">-")):
            block = indent
        yield row


def _sample(at: int) -> list[Edit]:
    wanted = [edit for edit in PLAIN if edit.wanted == "taken"]
    return [edit._replace(yaml=(), gone=()) for edit in wanted[at::7]]


@pytest.mark.parametrize("how", SAVED)
def test_files_of_all_kinds_keep_their_ways(how: str, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    text = FULL.read_text("utf-8").replace("附表: 是\n", "")
    (folder / "报告.yaml").write_bytes(SAVED[how](text))
    home = _Made(folder, "报告.yaml")
    for at, edit in enumerate(_sample(list(SAVED).index(how))):
        outcome = tried(home, tmp_path / str(at), edit)
        assert outcome.faults == (), f"{edit.name}: {outcome.told}"
        assert outcome.verdict != "wrong", f"{edit.name}: {outcome.told}"


@pytest.mark.parametrize("seed", range(8))
def test_reports_in_any_style_of_yaml_take_the_same_edits(seed: int, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    report = yaml.load(FULL.read_text("utf-8").replace("附表: 是\n", ""), yaml.BaseLoader)
    for more in range(20):  # not every style is one that our YAML allows
        text = yaml_styles.dumped(random.Random(seed * 100 + more), report)
        (folder / "报告.yaml").write_bytes(text.encode())
        if render_file(folder / "报告.yaml", folder / "总结.docx").ok:
            break
    home = _Made(folder, "报告.yaml")
    for at, edit in enumerate(_sample(seed % 7)):
        outcome = tried(home, tmp_path / str(at), edit)
        assert outcome.faults == (), f"{edit.name}: {outcome.told}"
        assert outcome.verdict != "wrong", f"{edit.name}: {outcome.told}"


def test_a_character_that_the_files_encoding_lacks_is_not_lost(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    text = FULL.read_text("utf-8").replace("附表: 是\n", "")
    (folder / "报告.yaml").write_bytes(text.encode("gbk"))
    home = _Made(folder, "报告.yaml")
    edit = next(edit for edit in PLAIN if edit.name == "原文改字")
    data = edited(edited(home.data, steps_of(edit)), [_emoji])
    pulled = pull(home.report, [home.copy(data)], apply=True)
    printed = "".join(lines_of(read(data)))
    assert "😀" in printed
    if pulled.ok:
        assert load(home.report).report is not None
        assert "😀" in "".join(home.printed()) or any(not one.taken for one in pulled.changes)


def _emoji(word: Word) -> None:
    paragraph = word.with_("坚持把群众小事")
    word.replace(paragraph, 2, 2, "😀")


# ---- profiles that print numbers and footnotes in other ways ------------------------------

PROFILES = {"编号自动": "编号: 自动\n", "注释在文后": "脚注: {位置: 文后注释}\n"}


def _is_simple(edit: Edit) -> bool:
    """Whether it touches neither footnotes nor numbers, which such files hold in another way."""
    steps = edit.all_steps()
    simple = all(isinstance(one, Swap | New | Gone | Enter | Join | Move) for one in steps)
    return (
        edit.wanted == "taken"
        and simple
        and not any(MARK in text for one in steps for text in one[:2])
    )


@pytest.mark.parametrize("how", PROFILES)
def test_reports_in_other_profiles_take_the_same_edits(how: str, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    text = FULL.read_text("utf-8").replace("附表: 是\n", "")
    (folder / "版式.yaml").write_text(PROFILES[how], encoding="utf-8")
    (folder / "报告.yaml").write_text(f"版式: 版式.yaml\n{text}", encoding="utf-8")
    home = _Made(folder, "报告.yaml")
    for at, edit in enumerate([one for one in PLAIN if _is_simple(one)][::5]):
        outcome = tried(home, tmp_path / str(at), edit)
        assert outcome.faults == (), f"{edit.name}: {outcome.told}"
        assert outcome.verdict == "taken", f"{edit.name}: {outcome.told}"
