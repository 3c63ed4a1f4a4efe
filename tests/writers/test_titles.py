"""Long titles are wrapped by meaning into a trapezoid or a diamond (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from zongjie.words import words
from zongjie.writers.phrases import TORN, borders, brackets
from zongjie.writers.titles import (
    LEAST_WIDTH,
    MOST_LINES,
    breaks_inside,
    is_forbidden,
    title_width,
    wrap,
)

MOST = 20  # characters of 22 pt on a line of 156 mm

# As the head of an office would break them; / ends a line.
JUDGED = [
    "上海市普陀区人民政府甘泉路街道办事处/2016年工作总结和2017年工作思路",
    "2020年上海市杨浦区人民政府/长白新村街道办事处/工作总结",
    "中共上海市虹口区委四川北路街道工作委员会/关于2016年度党风廉政建设责任制/落实情况的报告",
    "关于开展“五违四必”区域环境综合整治/专项工作的情况报告",
    "五角场街道2016年第三季度/12345市民服务热线办理情况的通报",
    "甘泉路街道关于“十四五”规划/实施情况中期评估的报告",
    "关于印发《甘泉路街道/2025年河长制工作实施方案》的通知",
    "江湾镇人民政府/关于2024年法治政府建设情况的报告",
    "甘泉路街道办事处/2025年1—9月重点工作推进情况简报",
    "中共普陀区甘泉路街道工作委员会/关于巡察整改进展情况的通报",
    "关于加强街道党建引领/基层治理工作的实施意见",
    "五角场街道党工委、办事处/2019年工作总结和2020年工作计划",
    "上海市静安区人民政府彭浦新村街道办事处/关于2023年度安全生产工作情况的总结",
    "浦东新区花木街道关于推进“一网通办”/“一网统管”工作的情况报告",
    "甘泉路街道2016年上半年工作总结/和下半年工作安排",
    "关于做好2021年元旦春节期间/走访慰问工作的通知",
    "上海市黄浦区人民政府五里桥街道办事处/2022年度政府信息公开工作年度报告",
    "中共北京市朝阳区委望京街道工作委员会/关于开展主题教育的工作总结",
    "望京街道办事处关于落实“接诉即办”/工作机制有关情况的汇报",
    "关于深入推进美丽家园美丽街区/美丽乡村建设的三年行动计划",
    "曹杨新村街道“两学一做”学习教育/常态化制度化工作总结",
    "街道社区党建工作联席会议/2018年第二季度工作简报",
    "关于调整甘泉路街道/安全生产委员会组成人员的通知",
    "彭浦镇党委2023年/履行全面从严治党主体责任情况报告",
    "关于开展第七次全国人口普查/工作情况的总结报告",
    "杭州市西湖区翠苑街道/2024年为民办实事项目完成情况公示",
    "广州市天河区猎德街道办事处/2025年第一季度信访维稳工作分析报告",
    "南京西路街道关于2020年/新冠肺炎疫情防控工作的阶段性总结",
    "深圳市南山区粤海街道办事处/关于优化营商环境服务企业发展的工作报告",
    "石泉路街道办事处2018年财政预算执行情况/和2019年财政预算草案的报告",
    "成都市武侯区浆洗街街道党工委/2023年意识形态工作责任制落实情况报告",
    "长寿路街道关于中央环保督察/“回头看”反馈问题整改落实情况的报告",
    "宜川路街道2021年/“我为群众办实事”实践活动开展情况总结",
    "真如镇街道关于加强和改进/新时代社区工作者队伍建设的若干意见",
    "昌硕街道2022年上半年重点项目建设/暨招商引资工作推进情况的报告",
    "东柳街道2023年平安建设/和社会治安综合治理工作总结",
    "中共上海市杨浦区长白新村街道工作委员会/2020年党建工作总结",
    "长白新村街道办事处/关于2020年度法治政府建设情况的报告",
    "甘泉路街道“五违四必”区域环境/综合整治工作总结",
    "五角场街道河长制工作领导小组办公室/2023年工作总结",
    "五角场街道办事处/关于落实河长制工作情况的自查报告",
    "杨浦区大桥街道12345市民服务热线/2024年度工单办理情况分析报告",
    "四川北路街道“十四五”时期/经济社会发展规划纲要",
    "普陀区石泉路街道/2021年上半年工作总结暨下半年工作计划",
    "曲阳路街道2025年1—6月安全生产/和消防安全工作总结",
    "关于甘泉路街道2016年度预算执行情况/和2017年度预算草案的报告",
    "中共江湾镇委员会/关于学习贯彻党的二十大精神情况的报告",
    "南翔镇人民政府2022年/政府工作报告重点任务分解方案",
    "安亭镇2024年农村人居环境/整治提升行动工作总结",
    "虹桥镇人民政府/关于贯彻落实《中华人民共和国安全生产法》/情况的自查报告",
    "宝山区高境镇2019年/扫黑除恶专项斗争工作总结",
    "关于印发《五里桥街道/生活垃圾分类工作三年行动计划/（2023—2025年）》的通知",
    "甘泉路街道/关于巩固拓展主题教育成果的实施方案",
    "静安寺街道2017年文明城区创建工作总结/及2018年工作思路",
    "北京市海淀区中关村街道工委、办事处/2023年工作总结和2024年工作打算",
    "朝阳区三里屯街道/2022年“接诉即办”工作情况报告",
    "天津市和平区南市街道办事处2021年/法治政府建设年度报告",
    "重庆市渝中区解放碑街道/关于2023年民生实事完成情况的报告",
    "武汉市江汉区万松街道/2020年疫情防控和经济社会发展工作总结",
    "南京市鼓楼区湖南路街道党工委2024年/抓基层党建工作述职报告",
    "苏州工业园区斜塘街道/关于2025年第一季度信访工作情况的通报",
    "浙江省宁波市鄞州区东柳街道办事处/2023年工作总结和2024年工作思路",
    "杭州市拱墅区米市巷街道/2022年度平安创建工作汇报",
    "广州市越秀区北京街道/关于推进老旧小区微改造工作情况的报告",
    "粤海街道2024年/“百千万工程”工作推进情况总结",
    "成都市锦江区春熙路街道办事处/2023年优化营商环境工作总结",
    "西安市雁塔区小寨路街道/2019年创建国家卫生城市工作总结",
    "街道关于3.5亿元旧区改造资金/使用情况的专项报告",
    "关于“1+16+X”社区治理体系/建设情况的调研报告",
    "甘泉路街道第三届社区代表会议/第二次全体会议工作报告",
    "长风新村街道人大工委/2016年工作总结和2017年工作要点",
    "曹杨新村街道总工会/2024年工会工作总结和2025年工作计划",
    "真如镇街道妇联/关于开展“三八”国际妇女节系列活动的总结",
    "宜川路街道纪工委/2023年党风廉政建设和反腐败工作总结",
    "桃浦镇党政办公室/2025年第三季度督查工作通报",
    "中共桃浦镇委员会/桃浦镇人民政府关于2024年度/绩效考核工作的总结",
    "长寿路街道城市管理行政执法中队/2016年度工作总结",
    "甘泉路街道社区事务受理服务中心/2016年工作总结",
    "甘泉路街道社区党建服务中心/关于“两学一做”学习教育的情况汇报",
    "甘泉路街道网格化综合管理中心/2020年案件处置情况分析",
    "关于2016年度甘泉路街道/老旧住房综合改造项目推进情况的报告",
    "关于迎接中央生态环境保护督察工作/准备情况的报告",
    "关于进一步加强街道机关作风建设/和效能建设的若干规定",
    "关于组织开展2025年/“安全生产月”活动的通知",
    "关于做好2026年元旦、春节期间/有关工作的通知",
    "关于转发《普陀区2017年/拥军优属、拥政爱民工作要点》的通知",
    "大宁路街道贯彻《上海市生活垃圾管理条例》/工作情况总结",
    "临汾路街道数字化转型/和“一网统管”建设工作总结",
    "北新泾街道2021年/人工智能社区建设试点工作情况报告",
    "江苏路街道2024年/“15分钟社区生活圈”行动工作总结",
    "虹梅路街道2023年招商引资/和安商稳商工作总结",
    "田林街道关于推进“美丽家园”建设/三年行动计划的总结",
    "徐家汇街道2022年度/落实党风廉政建设责任制自查报告",
    "周家桥街道办事处关于人大代表建议/和政协提案办理情况的报告",
    "上海市闵行区人民政府江川路街道办事处/关于2021年度依法行政工作的报告",
    "中共嘉定区真新街道工作委员会/2022年度党建工作责任制落实情况自查报告",
    "徐泾镇2018年中国国际进口博览会/服务保障工作总结",
    "中共松江区委员会/关于巡视反馈意见整改落实情况的通报",
    "泗泾镇人民政府关于2023年/国民经济和社会发展计划执行情况的报告",
    "奉贤区南桥镇/“美丽乡村·美丽约定”活动开展情况总结",
    "长征镇2020年城市精细化管理/三年行动计划推进情况汇报",
    "甘泉路街道2017年度/食品药品安全监管工作情况的通报",
    "金山区石化街道关于开展安全生产大检查/“百日行动”的工作总结",
    "虹口区凉城新村街道/2019年垃圾分类达标创建工作总结",
    "普陀区万里街道2022年/疫情防控期间保供稳价工作情况报告",
    "关于2025年街道实事项目征集/及立项情况的说明",
    "打浦桥街道2016年武装工作总结/及2017年工作打算",
    "淮海中路街道2024年商务楼宇党建/和营商服务工作简报",
    "瑞金二路街道办事处/2025年老旧小区加装电梯工作推进情况报告",
    "关于贯彻执行《上海市居民委员会工作条例》/有关情况的调研报告",
    "豫园街道历史风貌保护/和旧区改造征收工作2021年度总结",
    "彭浦新村街道2023年/“零距离家园”社区治理品牌建设工作汇报",
    "芷江西路街道2018年度/政府购买服务项目绩效评价报告",
    "北站街道2020年退役军人服务保障工作总结/与2021年工作计划",
    "宝山路街道社会组织服务中心/2023年度工作情况报告",
    "天目西路街道2019年楼宇经济发展/暨税收完成情况分析",
    "共和新路街道关于2022年夏季防汛防台/和高温应对工作的总结",
    "关于进一步规范居委会印章使用/和出具证明工作的通知",
    "中共上海市虹口区嘉兴路街道工作委员会/关于印发《2024年工作要点》的通知",
    "江浦路街道2016年/“三违一堵”整治工作阶段小结",
    "定海路街道办事处关于2021年财政收支/和“三公”经费使用情况的报告",
    "控江路街道2022年就业援助/和创业指导工作总结",
    "延吉新村街道2023年/为老服务综合体建设运营情况报告",
    "殷行街道关于第五次全国经济普查/清查工作的总结",
    "新江湾城街道2024年/国际化社区创建工作情况汇报",
    "关于报送甘泉路街道/2025年度重点工作完成情况的函",
    "长宁区仙霞新村街道关于推进全过程人民民主/基层单元建设的情况报告",
    "程家桥街道2017年安全社区复评/及消防实事项目总结",
    "华阳路街道2024年养老服务/“一键通”项目实施情况评估报告",
    "上海市徐汇区人民政府天平路街道办事处/2023年度行政规范性文件清理工作报告",
    "湖南路街道关于加强沿街商铺/“门责制”管理的实施意见",
    "凌云路街道2025年法治宣传教育/第八个五年规划实施工作总结",
    "长桥街道2021年党史学习教育总结/暨2022年党建工作思路",
    "浦锦街道关于完善基层应急管理体系/和能力建设的实施方案",
    "川沙新镇人民政府/关于2021年度政府信息公开工作的年度报告",
    "惠南镇妇女联合会第十一届执行委员会/第二次全体会议工作报告",
    "大场镇关于贯彻落实《上海市物业管理规定》/专项检查情况的报告",
    "示范街道2025年工作总结/和2026年工作计划要点",
    "示范街道 2025 年工作总结/和 2026 年工作计划要点",
    "学习贯彻习近平新时代中国特色社会主义思想/主题教育工作情况的总结",
    "枫林路街道贯彻落实习近平总书记/考察上海重要讲话精神工作情况报告",
    "示范街道办事处/2024年11月1日至2025年10月31日/安全生产工作总结",
    "关于大桥街道/2023年1月1日至2024年6月30日/财政专项资金审计整改情况的报告",
    "示范街道/关于完成既有多层住宅加装电梯300台任务/和物业费收缴办结率98.5%情况的报告",
    "梅陇镇社区党群服务中心/2024年度区域化党建工作总结/暨2025年工作计划",
    "友谊路街道综合行政执法队/2024年违法建筑治理工作总结/与2025年工作计划",
    "江宁路街道2024年居家养老服务/和长期护理保险试点工作总结/暨2025年工作打算",
    "周浦镇人民政府关于2024年上半年/国民经济和社会发展计划执行情况的报告",
    "虹梅路街道关于推进漕河泾开发区/楼宇党群服务站点建设工作的情况汇报",
    "关于成立示范街道/第五次全国经济普查领导小组/及其办公室的通知",
    "浦江镇关于推进新时代文明实践所（站）/建设的若干措施",
    "月浦镇2024年优化营商环境/服务专精特新企业发展工作总结",
    "马桥镇2024年度意识形态工作责任制/落实情况的专项报告",
    "示范街道2024年AI+社区治理/“Smart Community 3.0”平台/建设工作总结",
    "石泉路街道2024年公共文化服务体系建设/及群众文体活动开展情况总结",
    "新虹街道服务保障/第七届中国国际进口博览会工作总结",
    "友谊路街道2024年“15分钟社区生活圈”/建设完成42个项目情况报告",
]


def _lines(text: str, most: int = MOST) -> list[str] | None:
    ends = wrap(text, most)
    return None if ends is None else _cut(text, ends)


def _cut(text: str, ends: Sequence[int]) -> list[str]:
    return [text[start:end] for start, end in pairwise((0, *ends, len(text)))]


def _widths(lines: Sequence[str]) -> list[int]:
    return [title_width(line.rstrip()) for line in lines]


@pytest.mark.parametrize("judged", JUDGED)
def test_real_titles_are_wrapped_as_an_office_would(judged: str) -> None:
    assert _lines(judged.replace("/", "")) == judged.split("/")


# ---- what a reader would stumble over ------------------------------------------------


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        # Brackets that no line can hold are broken between words.
        (
            "关于印发《甘泉路街道深入推进生活垃圾分类减量工作三年行动计划实施方案》的通知",
            ["关于印发《甘泉路街道深入推进生活垃圾分类", "减量工作三年行动计划实施方案》的通知"],
        ),
        # Equal halves are no trapezoid: three lines.
        (
            "中共桃浦镇委员会桃浦镇人民政府关于2024年度绩效考核工作的总结",
            ["中共桃浦镇委员会", "桃浦镇人民政府关于2024年度", "绩效考核工作的总结"],
        ),
    ],
)
def test_what_meaning_and_shape_ask_for_in_turn(title: str, lines: list[str]) -> None:
    assert _lines(title) == lines


def test_a_blank_round_a_number_or_in_english_is_no_end() -> None:
    for title in (
        "示范街道 2025 年工作总结和 2026 年工作计划要点",
        "示范街道2025\u3000年度工作总结和2026\u3000年度工作计划要点",
        "示范街道Smart City智慧城市Phase 2建设项目推进情况报告",
    ):
        found = {border.at for border in borders(title)}
        assert found.isdisjoint(
            at for at in range(1, len(title)) if title[at - 1].isspace() and title[at - 2].isascii()
        )


def test_a_blank_takes_no_border_away() -> None:
    plain = "示范街道2025年工作总结和2026年工作计划"
    spaced = "示范街道 2025 年工作总结和 2026 年工作计划"
    kept = [at for at, char in enumerate(spaced) if not char.isspace()]
    assert [(b.at, b.strain) for b in borders(spaced)] == [
        (kept[b.at], b.strain) for b in borders(plain)
    ]


def test_a_fixed_term_is_torn_only_where_nothing_else_is_left() -> None:
    title = "习近平新时代中国特色社会主义思想"
    assert {border.strain for border in borders(title)} == {TORN}
    assert _lines(title, 10) is not None


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("总结", 200),
        ("2016", 224),
        ("abc", 150),
        ("AB", 150),
        ("Mw@%", 400),
        ("“—", 200),
        (" \u3000", 150),
        ("e\u0301\u200d", 50),
    ],
)
def test_how_wide_a_title_may_come_out(text: str, width: int) -> None:
    assert title_width(text) == width


@pytest.mark.parametrize(
    ("lines", "torn"),
    [
        ("关于印发《甘泉路街道/工作方案》的通知", True),
        ("甘泉路街道“五违/四必”工作总结", True),
        ("关于工作方案（试行/一年）的通知", True),
        ("关于印发/《甘泉路街道工作方案》/的通知", False),
        ("甘泉路街道工作总结", False),
    ],
)
def test_a_line_that_ends_within_brackets_is_told(lines: str, torn: bool) -> None:
    ends = [at - before for before, at in enumerate(i for i, c in enumerate(lines) if c == "/")]
    assert breaks_inside(lines.replace("/", ""), ends) is torn


@pytest.mark.parametrize("blank", [" ", "\u3000", "\t", " \u3000"])
def test_a_line_ends_behind_the_blank_its_author_put(blank: str) -> None:
    title = f"甘泉路街道办事处{blank}2016年重点工作完成情况总结报告"
    assert _lines(title) == [f"甘泉路街道办事处{blank}", "2016年重点工作完成情况总结报告"]


def test_a_blank_that_joins_is_no_end() -> None:
    lines = _lines("甘泉路街道办事处\u00a02016年重点工作完成情况总结报告")
    assert lines is not None
    assert "办事处\u00a02016年" in "/".join(lines)


def test_of_two_alike_the_longer_line_goes_first() -> None:
    title = "总结总结总\u3000报告\u3000总结总结总"
    assert _lines(title, 10) == ["总结总结总\u3000报告\u3000", "总结总结总"]


@pytest.mark.parametrize(
    "title",
    ["", "甘泉路街道办事处2016年工作总结", "总" * 20, "2016" * 8, "总" * 20 + "\u0301" * 10**6],
)
def test_what_fits_on_one_line_stays_there(title: str) -> None:
    assert wrap(title, MOST) == ()


@pytest.mark.parametrize(
    ("title", "most"),
    [
        ("x" * 41, MOST),  # one word
        ("《" + "x" * 50 + "》", MOST),
        ("甘泉路街道工作总结", 3),  # no line of four characters fits
        ("甘泉路街道工作总结", 0),
        ("甘泉路街道工作总结", -1),
        ("甘泉路街道工作总结" * 12, MOST),  # more than five lines
        ("总结" * 500_000, MOST),
        ("a " * 4000, 1000),  # more than 100 characters
        ("总结" * 20 + "\u0301" * 10**6, MOST),
    ],
)
def test_what_cannot_be_wrapped_is_told(title: str, most: int) -> None:
    assert wrap(title, most) is None


def test_a_title_of_one_line_loads_no_dictionary() -> None:
    code = "import sys; from zongjie.writers.titles import wrap; wrap('工作总结', 20)"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; sys.exit('rjieba' in sys.modules)"], check=False
    )
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("widths", "forbidden"),
    [
        ((1000, 1500), False),
        ((1500, 1000), False),
        ((1000, 1500, 1200), False),
        ((600, 1000, 1500), False),
        ((1500, 1500, 1000), False),
        ((1500, 1550), False),
        ((1500, 1500), True),
        ((1500, 1524), True),
        ((1500, 1524, 1500), True),
        ((1500, 1000, 1500), True),
        ((1500, 1400, 1600), True),
        ((500, 1500, 1000, 1200), True),
    ],
)
def test_rectangles_and_hourglasses_are_neither_trapezoid_nor_diamond(
    widths: tuple[int, ...], forbidden: bool
) -> None:
    assert is_forbidden(widths) is forbidden


# ---- laws --------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "甘泉路街道",
        "长白新村街道办事处",
        "五角场街道",
        "中共上海市普陀区委",
        "上海市普陀区人民政府",
        "工作委员会",
        "关于",
        "关于开展",
        "2016年",
        "2016—2020年",
        "2025年1—9月",
        "自2024年5月1日",
        "至2025年底",
        "3.5亿元",
        "12345热线",
        "第三季度",
        "1+16",
        "“十四五”",
        "《上海市街道办事处条例》",
        "（试行）",
        "“五违四必”",
        "和",
        "暨",
        "、",
        "的",
        "工作总结",
        "情况报告",
        "情况",
        "专项",
        "整治",
        "推进",
        "落实",
        "综合治理",
        "责任制",
        "安全生产",
        "河长制",
        "党建",
        "为民办实事",
        "通知",
        "Smart",
        "AI+",
        "é",
        "𠮷野",
    ]
) | st.sampled_from((" ", "\u3000", "《", "”", "(", "\U0001f469\u200d\U0001f4bb"))
TITLES = st.lists(PIECES, min_size=4, max_size=16).map("".join)
WIDTHS = st.integers(8, 22)


@given(st.text(st.characters(), max_size=120) | TITLES, st.integers(-2, 30))
@example("\ud800" * 30, 10)
@example("《" * 40, 10)
@example("“总" * 15 + "”" * 15, 16)
@example("a " * 60, 16)
def test_whatever_the_text_its_lines_are_the_text_and_fit(text: str, most: int) -> None:
    ends = wrap(text, most)
    assert wrap(text, most) == ends
    if not ends:
        return
    lines = _cut(text, ends)
    assert len(lines) <= MOST_LINES
    assert all(LEAST_WIDTH <= width <= 100 * most for width in _widths(lines))
    assert [line for line in lines if line != line.lstrip()] == [lines[0]] * (text[0].isspace())


@given(TITLES, WIDTHS)
@example("甘泉路街道甘泉路街道自2024年5月1日自2024年5月1日", 9)
def test_nothing_is_torn(title: str, most: int) -> None:
    starts, at = set(), 0
    for word in words(title):
        starts.add(at)
        at += len(word)
    lines = _lines(title, most) or []
    starts |= {at for at in range(len(title) + 1) if "暨" in title[max(0, at - 1) : at + 1]}
    assert set(wrap(title, most) or ()) <= starts
    for before, after in pairwise(lines):
        assert not before.rstrip().endswith(("关于", "和", "暨", "自", "至", "《", "“", "（", "("))
        assert not after.startswith(("的", "、", "》", "”", "）"))
        assert not (before[-1].isdecimal() and after[0].isalnum())
        assert unicodedata.category(after[0]) not in ("Mn", "Me", "Mc", "Cf")
        assert before[-1] != "\u200d"


def test_a_blank_at_which_a_line_ends_makes_room() -> None:
    assert wrap("甲乙丙丁　戊己庚辛", 4) == (5,)


@settings(max_examples=60)
@given(TITLES, WIDTHS)
@example("关于印发《甘泉路街道安全生产责任制落实情况》的通知", 16)
def test_brackets_are_opened_and_shapes_forgone_only_where_nothing_else_is_left(
    title: str, most: int
) -> None:
    ends = wrap(title, most)
    assume(ends != ())
    found = borders(title)
    inside = brackets(title)
    untorn = [b.at for b in found if b.strain < TORN]
    for places in (
        [at for at in untorn if at not in inside],
        [b.at for b in found if b.at not in inside],
        untorn,
        [b.at for b in found],
    ):
        if any_way := list(_wrappings(title, places, most)):
            break
    assert (ends in any_way) if ends else not any_way
    unharmed = {b.at for b in found if b.strain < TORN and b.at not in inside}
    if ends and unharmed.issuperset(ends) and is_forbidden(_widths(_cut(title, ends))):
        assert all(is_forbidden(_widths(_cut(title, other))) for other in any_way)


def _wrappings(title: str, places: Sequence[int], most: int) -> Iterator[tuple[int, ...]]:
    for breaks in range(1, MOST_LINES):
        for ends in combinations(places, breaks):
            if all(LEAST_WIDTH <= width <= 100 * most for width in _widths(_cut(title, ends))):
                yield ends
