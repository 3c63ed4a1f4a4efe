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
    "附表": "附表的各行，有 指标、单位、本年、上年、同比、目标、完成率、科室",
    "图表": "指标图，一张一张地印：{% for 图 in 图表 %}{{ 图 }}{% endfor %}",
    "体例": "有 分条、条目序号、条目分段",
    "汇总": "各单位合起来的指标，有 名称、合计、报送、未报、评比、排名、第一、末位、离群",
    "下级": "汇总的各单位，有 单位名称",
    "句": '句("甲", "乙") 把几个指标拼成一句，带句号',
}

FILTER_PAGES: Final = {
    "中文数字": "{{ 6|中文数字 }} 印 六；只用于 0 和正整数",
    "同比": '{{ 指标["甲"]|同比 }} 印 同比下降34%',
    "比上年": '{{ 指标["甲"]|比上年 }} 印 比上年下降34%',
    "升降": '{{ 指标["甲"]|升降 }} 印 下降34%，和谁比由前面的话说',
    "增减": '{{ 指标["甲"]|增减 }} 印 增加20件',
    "完成率": '{{ 指标["甲"]|完成率 }} 印 85%',
    "占比": '{{ 指标["甲"]|占比(指标["乙"]) }} 印甲占乙的百分之几',
    "万元": '{{ 指标["甲"]|万元 }} 换成万元印',
    "顿号连接": "{{ 几项|顿号连接 }} 用顿号连起来",
    "分条": "{{ 几项|分条 }} 印成 一是…；二是…。，有一条里带句号就都用句号；序号和分不分段看 体例",
}

# What is kept of Jinja2's own (compose/sandbox.py).
KEPT_FILTER_PAGES: Final = {
    "count": "{{ 章节|count }} 有几个，和 length 一样",
    "default": '{{ 指标["甲"].上年|default("无") }} 没有时用后面的',
    "dictsort": "按键排好，一对一对地给",
    "first": "{{ (章节|first).标题 }} 第一个",
    "groupby": '{% for 评比, 几项 in 汇总|groupby("评比") %} 按一项分组',
    "items": "{% for 键, 值 in 体例|items %} 一对一对地给",
    "join": '{{ ["甲", "乙"]|join("、") }} 连成字；正文要连起来用 顿号连接',
    "last": "{{ (章节|last).标题 }} 最后一个",
    "length": "{{ 章节|length }} 有几个",
    "list": "变成一列",
    "map": '{{ 章节|map(attribute="标题")|顿号连接 }} 每个都取一项',
    "max": "最大的",
    "min": "最小的",
    "reject": '{{ [1, none]|reject("none")|first }} 去掉合条件的',
    "rejectattr": '{% for 章 in 章节|rejectattr("开头") %} 去掉有这一项的',
    "reverse": "倒过来",
    "select": '{{ 章节|map(attribute="概括")|select|顿号连接 }} 留下有内容的、合条件的',
    "selectattr": '{% for 项 in 汇总|selectattr("评比") %} 留下有这一项的',
    "sort": "{{ [3, 1]|sort|first }} 排好次序",
    "string": "变成字，没有了段落和脚注",
    "sum": "{{ [1, 2]|sum }} 整数相加",
    "trim": "去掉字两头的空白",
    "unique": "重复的只留一个",
}

KEPT_TEST_PAGES: Final = {
    "boolean": "是真或假",
    "defined": "有没有：{% if 指标.甲 is defined %}",
    "divisibleby": "能不能整除：{% if loop.index is divisibleby(3) %}",
    "eq": "相等，和 == 一样",
    "equalto": "相等，和 == 一样",
    "even": "是双数",
    "false": "是假",
    "ge": "大于或等于，和 >= 一样",
    "gt": "大于，和 > 一样",
    "in": '在里面：{% if "甲" is in 指标 %}',
    "integer": "是整数",
    "iterable": "能不能逐个循环",
    "le": "小于或等于，和 <= 一样",
    "lt": "小于，和 < 一样",
    "mapping": "是一组有名字的内容",
    "ne": "不相等，和 != 一样",
    "none": "是空值：{% if 存在问题 is none %}",
    "number": "是数（指标不算，它带单位）",
    "odd": "是单数",
    "sameas": "是同一个",
    "sequence": "是一列",
    "string": "是字（报告里的一段话不算）",
    "true": "是真",
    "undefined": "没有，和 defined 相反",
}

FUNCTION_PAGES: Final = {
    "range": "{% for 号 in range(1, 4) %} 给 1、2、3",
    "dict": "{% set 甲 = dict(名=1) %} 一组有名字的内容，用 甲.名 取",
    "namespace": "{% set 数 = namespace(段=0) %} 循环里能改的名字，用 {% set 数.段 = 1 %} 改",
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
            *_table("## Jinja2 自带的过滤器", "过滤器", KEPT_FILTER_PAGES),
            *_table("## 判断（is 后面）", "判断", KEPT_TEST_PAGES),
            *_table("## 函数", "函数", FUNCTION_PAGES),
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
