"""What a template author may write: the page that ``template docs`` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zongjie.compose.filters import FILTERS as REFERENCE_FILTERS
from zongjie.compose.filters import FUNCTIONS as REFERENCE_FUNCTIONS
from zongjie.compose.views import FILTERS
from zongjie.model.outline import Entry, Outline
from zongjie.model.template import Template

CONTEXT: Final = {
    "标题": "报告的标题；没写就是 单位名称＋年份＋“年工作总结”",
    "自拟标题": "报告里写的标题；没写就没有字",
    "单位名称": "报告里写的单位名称",
    "年份": "四位数的年份，可以加减",
    "期间": "报告里写的期间，如 第三季度",
    "开头": "开头的各段",
    "章节": "各章；每章有 标题、概括、开头、事项、章节，每个事项有 段首句、正文、原文",
    "时段": "整份报告写了不到年末的“截至”时，是 截至11月底， ，否则没有字",
    "章节数": "印出来的章数，中文数字",
    "提纲": "是不是用了模板的提纲",
    "存在问题": "有 标题、过渡语、条目",
    "打算": "由“下年目标”拼成的话",
    "结尾": "结尾的各段",
    "落款": "单位",
    "成文日期": "日期",
    "指标": '指标["名"] 取一个指标，后面可以接 .上年、.目标、.同比；也可以逐个循环',
    "附表": "附表的各行，有 指标、本年、上年、同比、目标、完成率、科室",
    "体例": "有 分条",
    "汇总": "各单位合起来的指标，有 名称、合计、报送、未报、评比、排名、第一、末位、离群",
    "下级": "汇总的各单位，有 单位名称",
    "句": '句("甲", "乙") 把几个指标拼成一句，带句号',
}

FILTER_PAGES: Final = {
    "中文数字": "{{ 6|中文数字 }} 印 六；只用于 0 和正整数",
    "同比": '{{ 指标["甲"]|同比 }} 印 同比下降34%',
    "比上年": '{{ 指标["甲"]|比上年 }} 印 比上年下降34%',
    "增减": '{{ 指标["甲"]|增减 }} 印 增加20件',
    "完成率": '{{ 指标["甲"]|完成率 }} 印 85%',
    "占比": '{{ 指标["甲"]|占比(指标["乙"]) }} 印甲占乙的百分之几',
    "万元": '{{ 指标["甲"]|万元 }} 换成万元印',
    "顿号连接": "{{ 几项|顿号连接 }} 用顿号连起来",
    "分条": "{{ 几项|分条 }} 印成 一是…；二是…。，有一条里带句号就都用句号",
}

REFERENCE_PAGES: Final = {
    "达": "{{甲|达}} 前面加“达”，值自带超、近、约时不加",
    "无": "{{甲|无}} 值是零时印 无",
    "占": "{{甲|占（乙）}} 印甲占乙的百分之几",
    "中文数字": "{{甲|中文数字}} 印成中文数字",
    "万元": "{{甲|万元}} 换成万元印",
    "亿元": "{{甲|亿元}} 换成亿元印",
    "均为": "{{均为（甲，乙）}} 相等印 均为…，不等印 分别为…和…",
    "列举": "{{列举（甲，乙）}} 印 名＋数，用顿号连接",
    "合计": "{{合计（甲，乙）}} 印几个数的和",
    "句": "{{句（甲，乙）}} 把几个指标拼成一句",
    "问题": "{{问题（甲）}} 印由数带出的问题，写在存在问题的条目里",
}

PATTERN_PAGES: Final = {
    "{数}": "值和单位，如 2860家次；有印作就印印作",
    "{处}": "写单位名，取两个数里的一个",
    "{增减}": "比上年增长5.2%；只用在不印绝对数的句式里",
    "{时}": "“全年”这样的开头词放在这里，不写就放在句首",
    "{数|达}": "值前面加“达”",
    "【注：键】": "脚注，释义写在同一个文件夹的“脚注”里",
    "、…": "承前的短句式以顿号开头，就用顿号和前面相连",
}


def page(template: Template, outline: Outline) -> str:
    """Return the manual of a template in Markdown."""
    return "\n".join(
        [
            f"# {template.title}",
            "",
            template.description,
            "",
            *_outline(outline),
            *_table("## 模板里能用的名字", "名字", CONTEXT),
            *_table("## 模板里的过滤器", "过滤器", {name: FILTER_PAGES[name] for name in FILTERS}),
            *_table("## 正文引用里的写法", "写法", _references()),
            *_table("## 句式里的槽", "槽", PATTERN_PAGES),
        ]
    )


def _references() -> dict[str, str]:
    names = [*REFERENCE_FILTERS, *REFERENCE_FUNCTIONS, "句", "问题"]
    return {name: REFERENCE_PAGES[name] for name in names}


def _outline(outline: Outline) -> Iterator[str]:
    for chapter in outline.chapters:
        yield f"## {chapter.name}：{chapter.title.value}"
        yield ""
        for topic in chapter.topics:
            yield f"### {topic.name}"
            yield ""
            if topic.lead is not None:
                yield f"段首句：{topic.lead.value}"
                yield ""
            yield "| 指标 | 单位 | 计法 | 方向 | 科室 | 句式 |"
            yield "|---|---|---|---|---|---|"
            for name in topic.names():
                entry = outline.entry(name.name)
                if entry is not None:
                    yield _row(entry)
            yield ""


def _row(entry: Entry) -> str:
    patterns = [one.text.value for one in entry.patterns]
    patterns += [f"承前：{one.text.value}" for one in entry.following.values()]
    patterns += [f"零：{entry.zero.text.value}"] if entry.zero else []
    cells = [
        entry.name,
        entry.unit_words,
        entry.counting.value if entry.counting else "",
        entry.direction.value if entry.direction else "",
        entry.department.value if entry.department else "",
        "；".join(dict.fromkeys(patterns)).replace("|", "\\|"),
    ]
    return f"| {' | '.join(cells)} |"


def _table(title: str, head: str, rows: dict[str, str]) -> Iterator[str]:
    yield title
    yield ""
    yield f"| {head} | 说明 |"
    yield "|---|---|"
    for name, text in rows.items():
        cells = (name.replace("|", "\\|"), text.replace("|", "\\|"))
        yield f"| {cells[0]} | {cells[1]} |"
    yield ""
