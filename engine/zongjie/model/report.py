"""报告: one office, one year."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from zongjie.diagnostics import Text
from zongjie.model.bounds import Bounds
from zongjie.model.dates import Date
from zongjie.model.indicator import Indicator
from zongjie.records import NamedTuple
from zongjie.text import name_key

if TYPE_CHECKING:
    from zongjie.wrapping import Rule


class Style(NamedTuple):
    """体例: the form of a document, the same in every output."""

    numbering: str = "一、起"  # 章节编号
    heading_stop: bool = False  # 标题句号
    lead: str = "句号接排"  # 段首句
    item_mark: str = "。"  # 分条
    levels: tuple[str, ...] = ()  # 各级编号: the kind of each level, where no standard order fits
    titled: bool = True  # 总标题
    item_number: str = "一是"  # 条目序号: the first of them, "" for none
    items_apart: bool = False  # 条目分段: each entry a paragraph


class TxtForm(NamedTuple):
    """纯文本: the look of the .txt only.  Numbers count empty lines."""

    indent: str = "全角两格"  # 缩进
    punctuation: str = "全角"  # 标点
    hyphen: str = "规范"  # 连接号
    between: int = 1  # 段间空行
    after_title: int = 1  # 标题后空行
    before_notes: int = 1  # 脚注前空行
    between_notes: int = 1  # 脚注间空行
    note_mark: str = "[1]"  # 脚注标记
    before_heading: int | None = None  # 章节前空行; as between paragraphs where it is not given
    after_heading: int | None = None  # 章节后空行, likewise
    signature: str = "靠右"  # 落款位置
    notes_title: str = ""  # 脚注标题: a line above the definitions
    term_alone: bool = False  # 脚注词条: the term on a line of its own, up to its ：
    title_indent: str = ""  # 标题缩进: blanks before each line, as ``blanks`` reads them
    heading_indent: str = "同正文"  # 章节缩进
    wrap: "Rule | None" = None  # 折行; a paragraph is one line where it is not given
    title_lines: bool = False  # 标题分行: 照分
    under_indent: str = ""  # 题下缩进: of the lines under the title, in their order
    under_title: int | None = None  # 题下空行: before 副标题 and 署名 that follow each other
    before_addressee: int | None = None  # 主送前空行
    before_text: int | None = None  # 正文前空行: behind the lines under the title
    before_signature: int | None = None  # 落款前空行
    in_signature: int | None = None  # 落款间空行
    organ_indent: str = ""  # 落款缩进
    date_indent: str = ""  # 日期缩进
    date_first: bool = False  # 落款次序: 日期在前


class Item(NamedTuple):
    """事项: one paragraph or more under a lead sentence."""

    lead: Text | None
    body: Text | None
    measures_taken: Text | None  # 举措
    used: tuple[Text, ...]  # 所用指标
    verbatim: Text | None  # 原文
    public: bool


class SectionForm(NamedTuple):
    """What one section has otherwise than the 体例 of the whole text."""

    numbered: bool = True  # 编号
    run_in: bool = False  # 接排: the opening goes on behind the title
    lead: str = ""  # 段首句, of its own paragraphs
    mark: str = ""  # 编号 as it is to be printed, where it is not the next one


class Section(NamedTuple):
    """章节, with the next level inside it where a text has one."""

    title: Text | None
    opening: Text | None
    items: tuple[Item, ...]
    sections: "tuple[Section, ...]"
    outlined: Text | None = None  # 沿用: a chapter of the template's outline
    form: SectionForm = SectionForm()
    limit: int | None = None  # 字数


MOST_PROBLEMS = 5
"""Entries of 存在问题: with more, what weighs is lost among what does not."""


class Problems(NamedTuple):
    """存在问题: the turn from results to problems, and one entry a problem.

    ``taken`` and ``refused`` name indicators whose candidate is, or is not, to
    be printed; ``taken_first`` says that 采用 is written before 条目.
    """

    title: Text | None
    transition: Text | None
    entries: tuple[Text, ...]
    taken: tuple[Text, ...] = ()  # 采用
    refused: tuple[Text, ...] = ()  # 不用
    taken_first: bool = False


class TopicChange(NamedTuple):
    """事项 of the outline as staff change it: what is given replaces or adds."""

    name: Text
    item: Item
    left_out: bool = False  # 略去


class ChartWish(NamedTuple):
    """A chart that staff ask for; ``compares`` is 两年 or 完成率."""

    title: Text | None
    compares: Text
    indicators: tuple[Text, ...]


class Report(NamedTuple):
    """Everything staff wrote for one summary."""

    template: Text | None = None
    office: Text | None = None  # 单位名称
    year: int | None = None
    title: Text | None = None
    preface: Text | None = None  # 文前
    title_lines: tuple[Text, ...] = ()  # 标题分行
    subtitle: Text | None = None  # 副标题
    byline: Text | None = None  # 署名
    addressee: Text | None = None  # 主送
    style: Style = Style()
    txt: TxtForm = TxtForm()
    as_of: Date | None = None
    period: Text | None = None  # 期间: 第三季度, 上半年
    members_at: Text | None = None  # 下级报告: the folder they lie in
    members: "tuple[Report, ...]" = ()
    indicators: Mapping[str, Indicator] = {}
    opening: Text | None = None
    sections: tuple[Section, ...] = ()
    no_sections: bool = False  # 章节 is written as an empty list: none, not the outline's
    topics: Mapping[str, TopicChange] = MappingProxyType({})  # 事项, by folded name
    footnotes: Mapping[str, tuple[Text, Text]] = {}  # name → key, text
    problems: Problems | None = None
    closing: Text | None = None
    organ: Text | None = None  # 落款
    date: Text | None = None  # 成文日期
    profile: Text | None = None  # 版式
    attachments: tuple[Text, ...] = ()  # 附件
    annex: bool = False  # 附表
    landscape: bool = False  # 附表: 横排
    charts: tuple[ChartWish, ...] = ()  # 图表, one by one
    own_charts: Text | None = None  # 图表: 是, so that the engine chooses
    limit: int | None = None  # 字数
    muted: Mapping[str, Text] = MappingProxyType({})  # 检查: codes that are off, as written
    bounds: Bounds = Bounds()  # 检查: 变动幅度 …
    last_at: Text | None = None  # 上年报告: where last year's report lies
    verbatim: Text | None = None  # 原文

    @property
    def is_handwritten(self) -> bool:
        """Whether every word is staff's own: no outline, no sentence made of indicators."""
        problems = self.problems
        asks = self.members or self.topics or (problems and (problems.taken or problems.refused))
        own = self.sections or self.no_sections
        if not own or asks or any(map(_is_composed, self.sections)):
            return False
        return not any(indicator.next_target for indicator in self.indicators.values())

    def indicator(self, name: str) -> Indicator | None:
        """Return an indicator by a spelling of its name; width and quotes fold."""
        return self.indicators.get(name_key(name))


def _is_composed(section: Section) -> bool:
    """Whether a section is the outline's, or holds a paragraph of 所用指标."""
    used = any(item.used for item in section.items)
    return bool(section.outlined or used or any(map(_is_composed, section.sections)))
