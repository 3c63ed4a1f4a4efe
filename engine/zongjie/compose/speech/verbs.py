"""搭配: which verb an object takes, for indicators that no catalogue describes.

In official prose the verb follows its object (受理案件, 发现隐患, 拆除违建) and
is not varied; the pairs are those of the catalogue of the standard template.
"""

from __future__ import annotations

from typing import Final

from zongjie.text import pattern

# Object → verb; the longest object that ends a name decides.
_PAIRS: Final = {
    "检查": "开展",
    "巡查": "开展",
    "排查": "开展",
    "督查": "开展",
    "整治": "开展",
    "调研": "开展",
    "宣传": "开展",
    "宣讲": "开展",
    "培训": "开展",
    "讲座": "举办",
    "活动": "开展",
    "服务": "提供",
    "谈话": "开展",
    "监测": "开展",
    "筛查": "开展",
    "审查": "开展",
    "走访": "开展",
    "慰问": "开展",
    "演练": "组织",
    "演出": "举办",
    "比赛": "举办",
    "赛事": "举办",
    "招聘会": "举办",
    "夜校": "开办",
    "隐患": "发现",
    "工单": "受理",
    "来信": "受理",
    "投诉": "受理",
    "申请": "受理",
    "诉求": "受理",
    "事项": "办理",
    "提案": "办理",
    "建议": "征集",
    "代表建议": "办理",
    "人大建议": "办理",
    "政协提案": "办理",
    "线索": "收集",
    "意见": "征集",
    "补贴": "发放",
    "救助金": "发放",
    "帮困资金": "发放",
    "救助": "实施",
    "岗位": "提供",
    "加装": "完成",
    "修复": "完成",
    "修缮": "完成",
    "整修": "完成",
    "铺设": "完成",
    "安装": "完成",
    "签约": "完成",
    "接种": "完成",
    "登记": "完成",
    "税收": "实现",
    "产值": "实现",
    "零售额": "实现",
    "收入": "实现",
    "会议": "召开",
    "文件": "制发",
    "信息": "发布",
    "火灾": "发生",
    "事故": "发生",
    "警情": "接到",
    "信访": "受理",
    "慰问金": "发放",
    "救济金": "发放",
}
_TIME: Final = pattern("^(?:(?:[0-9]{4}|[全当本今])年|年[度内]|[上下]半年)度?")
_LONGEST: Final = max(map(len, _PAIRS))
# A name that begins so says its own verb.
_VERB_WORDS: Final = (
    "新建 改造 更新 建成 创建 创成 整改 清理 清运 查处 查获 化解 接待 走访 慰问 "
    "帮扶 帮助 安置 发展 引进 引入 招收 招募 惠及 覆盖 募集 培训 培育 检查 排查 "
    "整治 纠正 取缔 消除 救治 转移 安装 更换 增配 加装 签约 申请 办结 回复 答复 "
    "公开 编制 制定 出台 完成 实现 落实 达成 组建 成立 承接 参与 出动 投放 回收 "
    "处置 处罚 立案 破获 抓获 采集 录入 登记 核查 接收 接报 配送 代办 帮办 协调 "
    "推进 推动 设立 设置 划定 种植 修缮 修复 维修 疏通 保障 支持 支出 节约 减少 "
    "增加 认领 参加 开设 打造 挖潜 盘活 调处 调解 拨付 筹集 征集 收治 关停 注销 "
)
_VERBS: Final = frozenset((*_PAIRS.values(), "新增", *_VERB_WORDS.split()))
# What comes to an office from outside: how much of it there is, is no aim.
_SUFFERED: Final = (
    "受理",
    "发生",
    "接到",
    "接报",
    "接访",
    "收到",
    "应诉",
    "发现",
    "挂牌督办",
    "登记失业",
    "在册最低",
)
_BEGINNINGS: Final = tuple(sorted(_VERBS))
# What is so called was not worked on, or is a total; no verb of the list is true of it.
_UNTRUE: Final = pattern(
    "未|不|无|被|受|停|拒|错|误|逾期|超期|存量|欠缴|拖欠|虚假|收到|到位|遗留|流失|积压|闲置|空置|非法|违规"
    "|违法|违约|涉嫌|潜在|总投资|总收入|取消|撤|节约|节省|招商|引资|挪用|截留|败诉|胜诉|烂尾|获奖|获评|销号"
    "|[迁转调划退移]|注销|关闭|倒闭|淘汰|新注册|新入|新设|新开|新办|重复|举报|投诉|处罚|刑事|行政诉讼"
)
_FUNDS: Final = ("资金", "经费", "金", "费用", "款")  # 发展资金 does not say what was done
# Things that are there: a number of them is a stock, unless the name says what was done.
_THING: Final = pattern(
    "(?:床位|车位|泊位|绿地|公园|广场|企业|商户|商铺|楼宇|团队|社团|社会组织|志愿者|队伍|中心|站点"
    "|服务站|服务点|阵地|基地|居委会|小区|设施|场所|学校|图书馆|党员|党组织|保障房)$"
)
# Names of a stock at one time, not of work done.
_STOCKS: Final = (
    "现有",
    "在册",
    "累计",
    "年末",
    "共有",
    "辖区",
    "总数",
    "常住",
    "户籍",
    "登记在册",
)
_NAMED: Final = ("建成区", "保障房", "服务中心", "接待中心", "发展中心")  # no verbs, as they begin


def verb_of(name: str) -> str:
    """Return the verb that goes before a name; empty where the name needs or allows none."""
    if speaks_for_itself(name) or is_stock(name) or _UNTRUE.search(name) or _TIME.match(name):
        return ""
    for size in range(min(_LONGEST, len(name)), 1, -1):
        verb = _PAIRS.get(name[-size:])
        if verb is not None:
            return verb
    return ""


def speaks_for_itself(name: str) -> bool:
    """Return whether a name begins with a verb: 接待居民, 拆除违法建筑."""
    name = _TIME.sub("", name)
    return (
        name.startswith(_BEGINNINGS) and not name.endswith(_FUNDS) and not name.startswith(_NAMED)
    )


def is_stock(name: str) -> bool:
    """Return whether a name is of what there is, not of what was done."""
    if name.startswith((*_STOCKS, *_NAMED)) or name.endswith(("总数", "人口")):
        return True
    if _TIME.match(name):
        return False
    if not _THING.search(name) or _UNTRUE.search(name) or name.startswith(("人均", "户均", "日均")):
        return False
    return not speaks_for_itself(name)


def stock_verb(name: str) -> str:
    """Return 现有 for things that are there; empty where the name says so itself."""
    return "现有" if _THING.search(name) and not name.startswith(_STOCKS) else ""


def suffered(text: str) -> bool:
    """Return whether a text begins with what comes to an office, not what it does."""
    return text.startswith(_SUFFERED)


def leading_verb(text: str) -> str:
    """Return the verb a text begins with, or an empty string."""
    return next((text[:size] for size in (3, 2) if text[:size] in _VERBS), "")
