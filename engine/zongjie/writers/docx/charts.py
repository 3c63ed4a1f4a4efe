"""Charts as Word draws them (ECMA-376 part 1, 21.2): a part each, and a workbook behind it.

Bars lie, since the names of indicators are long: beside a lying bar they are
read on one line or two, and no two numbers meet.  Black and greys, that a
printer without colours keeps apart.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from zongjie.document import COMPLETION, LONGEST_COMPLETION, Chart, Series, text_of
from zongjie.model.profile import Profile
from zongjie.writers.docx import names, package
from zongjie.writers.docx.package import XML, Part
from zongjie.writers.docx.runs import BODY, CLOSE, escape, paragraph
from zongjie.writers.docx.workbook import span_of, workbook
from zongjie.writers.docx.writing import Writing

_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_CHART: Final = f"{_DRAWING}/chart"
_PLACE: Final = f"{_DRAWING}/wordprocessingDrawing"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TWIP: Final = 635  # EMU
_MM: Final = 36000
_WIDTH: Final = 150 * _MM
_EDGES: Final = 20 * _MM  # above and below the bars: legend, unit, axis
_GREYS: Final = ("BFBFBF", "404040", "808080")
_LIGHT, _LINE = "D9D9D9", "595959"
_SIZE: Final = 1000  # hundredths of a point, of all that is written in a chart
_UNIT: Final = "单位："  # before the unit, at the axis of the values
_HUNDRED: Final = Decimal(100)
_CUT: Final = "&quot;（截短）&quot;"  # beside the number of a bar that is longer than the axis


def chart_xml(chart: Chart, writing: Writing) -> str:
    """Return the paragraph that holds a chart, and its title."""
    writing.charts.append(chart)
    number = len(writing.charts)
    (part, *_) = package.chart(number)
    width = min(_WIDTH, writing.width * _TWIP)
    described = escape(f"{text_of(chart.title)}。{_told(chart)}")
    return (
        f'{paragraph(names.CHART)}<w:r><w:drawing><wp:inline xmlns:wp="{_PLACE}" '
        'distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{_height(chart)}"/>'
        f'<wp:docPr id="{number}" name="图表 {number}" descr="{described}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_DRAWING}/main">'
        f'<a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" r:id="{part.id}"/>'
        f"</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>{CLOSE}"
        f"{paragraph(names.CHART_TITLE)}{writing.inlines(chart.title, BODY)}{CLOSE}"
    )


def chart_parts(charts: tuple[Chart, ...], profile: Profile, level: int) -> dict[Part, bytes]:
    """Return the parts of all charts; zlib's ``level`` is for the workbooks."""
    found: dict[Part, bytes] = {}
    for number, chart in enumerate(charts, 1):
        drawing, relations, book = package.chart(number)
        target = book.name.replace("word/", "../", 1)
        found[drawing] = _space(chart, profile).encode("utf-8")
        found[relations] = package.relations([("rId1", book.kind, target)]).encode("utf-8")
        found[book] = workbook(chart, level)
    return found


def _told(chart: Chart) -> str:
    """Return the numbers in words, for who does not see the chart."""
    said = []
    for at, category in enumerate(chart.categories):
        bars = [one for one in chart.series if one.values[at]]
        values = "，".join(f"{one.name}{one.values[at]}{chart.unit}" for one in bars)
        said.append(f"{category.text}：{values}")
    return "；".join(said)


def _height(chart: Chart) -> int:
    """Return the height in EMU: what a category needs grows with its bars."""
    each = (3 + 4 * len(chart.series)) * _MM  # a line of the labels has 3.5 mm
    return _EDGES + max(len(chart.categories), 2) * each


def _space(chart: Chart, profile: Profile) -> str:
    """Return the part of a chart; ``c:externalData`` is what makes it editable."""
    legend = (
        '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
        if len(chart.series) > 1
        else ""
    )
    return (
        f'{XML}<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_DRAWING}/main" xmlns:r="{_RELATION}">'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea><c:layout/>{_bars(chart)}{_names_axis()}{_values_axis(chart)}</c:plotArea>"
        f'{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"{_letters(profile.text('正文', '字体'))}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>\n'
    )


def _bars(chart: Chart) -> str:
    series = "".join(_series(chart, at, one) for at, one in enumerate(chart.series))
    return (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
    )


def _series(chart: Chart, at: int, series: Series) -> str:
    grey = _GREYS[(at + (len(chart.series) == 1)) % len(_GREYS)]
    last = len(chart.categories) + 1
    code = _number_format(chart)
    ground = f"<c:spPr>{_fill('FFFFFF')}</c:spPr>" if chart.kind == COMPLETION else ""
    cut = "".join(
        f'<c:dLbl><c:idx val="{at}"/>{_label(f"{code}{_CUT}", ground, "inBase")}</c:dLbl>'
        for at, value in enumerate(series.values)
        if chart.kind == COMPLETION and value and abs(Decimal(value)) > LONGEST_COMPLETION
    )
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>'
        f"<c:tx>{_texts(span_of(at + 1, 1, 1), [series.name])}</c:tx>"
        f"<c:spPr>{_fill(grey)}{_line(_LINE)}</c:spPr>"
        '<c:invertIfNegative val="0"/>'
        f"<c:dLbls>{cut}{_label(code, ground, 'outEnd')}</c:dLbls>"
        f"<c:cat>{_texts(span_of(0, 2, last), [one.text for one in chart.categories])}</c:cat>"
        f"<c:val><c:numRef><c:f>{span_of(at + 1, 2, last)}</c:f><c:numCache>"
        f"<c:formatCode>{code}</c:formatCode>{_points(series.values)}</c:numCache></c:numRef>"
        "</c:val></c:ser>"
    )


def _label(code: str, ground: str, place: str) -> str:
    """Return how the number of a bar is shown; behind a bar that is cut there is no room."""
    shown = "".join(
        f'<c:{what} val="{int(what == "showVal")}"/>'
        for what in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent")
    )
    return (
        f'<c:numFmt formatCode="{code}" sourceLinked="0"/>{ground}'
        '<c:txPr><a:bodyPr wrap="none"/><a:p><a:pPr><a:defRPr/></a:pPr>'
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
        f'<c:dLblPos val="{place}"/>{shown}<c:showBubbleSize val="0"/>'
    )


def _texts(reference: str, texts: list[str]) -> str:
    return f"<c:strRef><c:f>{reference}</c:f><c:strCache>{_points(texts)}</c:strCache></c:strRef>"


def _points(values: list[str] | tuple[str, ...]) -> str:
    """Return the points of a cache; what is empty has none."""
    points = (
        f'<c:pt idx="{at}"><c:v>{escape(value)}</c:v></c:pt>'
        for at, value in enumerate(values)
        if value
    )
    return f'<c:ptCount val="{len(values)}"/>{"".join(points)}'


def _number_format(chart: Chart) -> str:
    return "General&quot;%&quot;" if chart.unit == "%" else "General"


def _names_axis() -> str:
    """Return the axis of the categories, the first one on top."""
    return (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{_line(_LINE)}</c:spPr>"
        '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _values_axis(chart: Chart) -> str:
    """Return the axis of the values: a line at 100%, or the unit; bars begin at 0."""
    values = [Decimal(value) for one in chart.series for value in one.values if value]
    completes = chart.kind == COMPLETION
    first, last = _ends(values)
    most = f'<c:max val="{last}"/>' if completes else ""
    least = f'<c:min val="{first}"/>' if completes or first == 0 else ""
    step = '<c:majorUnit val="100"/>' if completes else ""
    grid = f"<c:majorGridlines><c:spPr>{_line('000000', 'dash')}</c:spPr></c:majorGridlines>"
    return (
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>'
        f'{most}{least}</c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        f"{grid if completes else ''}{_unit(chart)}"
        f'<c:numFmt formatCode="{_number_format(chart)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{"nextTo" if completes else "none"}"/>'
        f"<c:spPr>{_line(_LIGHT)}</c:spPr>"
        '<c:crossAx val="1"/><c:crosses val="max"/><c:crossBetween val="between"/>'
        f"{step}</c:valAx>"
    )


def _ends(values: list[Decimal]) -> tuple[Decimal, Decimal]:
    """Return where the axis of a completion begins and ends.

    It begins at 0, or at a hundred below the lowest, so that there is a line at
    100; it ends behind that line and every label.  No bar is drawn longer than
    LONGEST_COMPLETION: a line at each hundred would fill the picture.
    """
    low, high = min((Decimal(0), *values)), max((_HUNDRED, *values))
    least, most = max(low, Decimal(-LONGEST_COMPLETION)), min(high, Decimal(LONGEST_COMPLETION))
    room = Decimal("1.15")
    first = (least * room / 100).to_integral_value(ROUND_FLOOR) * 100
    return first, (most * room / 10).to_integral_value(ROUND_CEILING) * 10


def _unit(chart: Chart) -> str:
    """Return the title of the axis; a % stands at each number instead."""
    if chart.unit in ("", "%"):
        return ""
    text = escape(f"{_UNIT}{chart.unit}")
    properties = f'sz="{_SIZE}" b="0"'
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr {properties}/></a:pPr>"
        f'<a:r><a:rPr lang="zh-CN" {properties}/><a:t>{text}</a:t></a:r></a:p></c:rich></c:tx>'
        '<c:overlay val="0"/></c:title>'
    )


def _letters(font: str) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{_SIZE}" b="0">{_fill("000000")}'
        f'<a:latin typeface="{font}"/><a:ea typeface="{font}"/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _line(colour: str, dash: str = "") -> str:
    dashed = f'<a:prstDash val="{dash}"/>' if dash else ""
    return f'<a:ln w="6350">{_fill(colour)}{dashed}</a:ln>'
