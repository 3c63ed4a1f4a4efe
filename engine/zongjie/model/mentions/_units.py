"""The words that numbers are said with, found where a number ends.

The unit of a quantity in a form is any word (``model._forms``); in running prose
nothing parts the unit from the noun (104名机关干部), so the unit is the longest
known one.  Measure words are those of 《现代汉语词典》 附录 量词, units of measure
those of 中华人民共和国法定计量单位.
"""

from __future__ import annotations

from typing import Final

from zongjie.text import pattern

_COUNTERS: Final = (
    "个家次户名项件场人处位条座栋幢套台辆只头匹间所支批期节课轮届天年月份季例起宗桩本册篇张幅"
    "块片面盏扇根棵株艘架部具枚颗粒袋箱瓶桶盒包车趟遍回种类门组班对双副串款则首封句页站剂杯吊卷"
    "口羽尾顶床把匾筐捆锭樽席岁分秒时周倍成番度米吨克斤亩元角里两层级人家铜银金笔道孔槽股排队列阵"
    "讲担客列群单版帧集节席款幕样味碗壶餐顿宿针管罐摞垛堆片域段跨户室厅眼井泵桩杆座盘株丛窝枝朵束垄畦丘塘"
)
_NO_COUNTERS: Final = frozenset("级里两队阵室厅域把单时")
_WORDS: Final = (
    "% ‰ 百分点 个百分点 人次 航次 户次 家次 批次 场次 车次 剂次 架次 艘次 班次 件次 项次 台次 "
    "辆次 "
    "大类 条段 个次 点次 例次 处次 天次 课次 站次 轮次 趟次 只次 头次 册次 组次 人份 份 "
    "人日 人天 户人 课时 学时 个学时 小时 个小时 分钟 个月 个年头 工作日 个工作日 个季度 季度 "
    "周岁 周年 "
    "星期 个星期 昼夜 秒钟 平方米 平米 ㎡ m² m2 平方公里 平方千米 平方 平方厘米 立方米 立方 m³ ㎥ "
    "延米 延长米 米 毫米 厘米 微米 纳米 公里 千米 海里 公分 公顷 亩次 亩 公斤 千克 毫克 微克 市斤 "
    "千瓦 兆瓦 吉瓦 千瓦时 兆瓦时 瓦 度电 千伏 千伏安 赫兹 兆 吉比特 比特 摄氏度 ℃ 升 毫升 桶 "
    "吨标准煤 证 "
    "美元 欧元 日元 港元 港币 英镑 块钱 元 角 分贝 标箱 标准箱 TEU 吨公里 人公里 "
    "平 立方米/秒 微克/立方米 毫克/立方米 次/分钟 车位 床位 张床位 个床位 "
    "EFLOPS PFlops kg km kW MW GW kWh mm cm km² 立方公里 光年 "
    "台件 件套 套件"
)
UNITS: Final = (frozenset(_COUNTERS) - _NO_COUNTERS) | (frozenset(_WORDS.split()))
"""Every unit that is known in running prose."""
_LONGEST: Final = max(map(len, UNITS))
# A sign that begins a longer word is no unit there (人均, 次年): sign, then what follows.
_LONGER_WORDS: Final = (
    "担保任当心架 客户流运商栈人厅车源 金额融属牌奖色山秋沙桥 人均大民才社力防普 次年日月生要级 "
    "分别类为布公局配钟级期管之所散享 "
    "成立为果员功长都效本分就熟品绩交型年人套 天然气津猫空下 面积向对貌临包 口岸径腔 "
    "部门分署队长委 期间末待 类别似 门店诊户口 组织建成团 本地市区级次年报届科土 对口接应照 "
    "站点台式位 车辆间站道企船 头部 家庭长校 项目 条件例 处理置级罚方 起来诉草步 "
    "位于居列置 场所地馆景 户籍均外型 名列称单义 件均 片区 节点能约日水 轮换训岗值 座谈 "
    "层面级次 种植子养业 班子组 里程 股份东权 道路德 集中聚体团群装 版本 管理道护控 份额 "
    "批发准复示 金额 首次届个批创先 回收升落复 包括含保联 单位元 度假过 课程堂题 餐饮厅 "
    "排名列水污放查摸 所有属在谓 台账风湾商 支持撑付部出援 针对 根据本治 张江 亩均 "
    "元旦素宵 周边期围年 升级高至到 封闭 双向重创减碳招 队伍 银行发龄 盘活 顶层 跨境部 "
    "宿舍 宗教旨 例会行外 具备有体 列入为席举车 番茄 "
    "平方台安均房整时价原坡衡行等面凡静顶移常 讲话座堂台师解述课稿授义学 PPM "
)
_BEGINS_WORD: Final = {row[0]: frozenset(row[1:]) for row in _LONGER_WORDS.split()}
# What a rate may be counted by beside the units: 吨/日, m³/d.
_PER: Final = frozenset(["日", "月", "年", "d", "h", "s", "a"])
# 元/人·月, 元/人月: by two things at once.
_AGAIN: Final = pattern("(?:[/·]?(?:月|年|天|日|人|户|次)(?![均份底初度]))")
# 件/万人
_TENS: Final = frozenset("百千万")
_NONE: Final = frozenset[str]()


def unit_end(text: str, at: int) -> int:
    """Return where the longest unit that stands at ``at`` ends, ``at`` if there is none."""
    for end in range(min(at + _LONGEST, len(text)), at, -1):
        word = text[at:end]
        if word in UNITS and text[end : end + 1] not in _BEGINS_WORD.get(word, _NONE):
            return _rate_end(text, end)
    return at


def _again(text: str, at: int) -> int:
    more = _AGAIN.match(text, at)
    return more.end() if more else at


def _rate_end(text: str, end: int) -> int:
    """Pass over what the unit is counted by: 元/月, 微克/立方米."""
    if text[end : end + 1] != "/":
        return end
    start = end + 2 if text[end + 1 : end + 2] in _TENS else end + 1
    for last in range(min(start + _LONGEST, len(text)), start, -1):
        if text[start:last] in UNITS or text[start:last] in _PER:
            return _again(text, last)
    return end
