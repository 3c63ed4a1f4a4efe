"""How the cells of a form look, and what may be typed into them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openpyxl.cell import MergedCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

AnyCell = Cell | MergedCell
_FONT: Final = "宋体"
_MOST: Final = "999999999999999"


class Dress:
    """The styles of one workbook, each made once."""

    def __init__(self) -> None:
        line = Side(style="thin", color="808080")
        self._box = Border(left=line, right=line, top=line, bottom=line)
        self._text = Font(name=_FONT, size=11)
        self._bold = Font(name=_FONT, size=11, bold=True)
        self._title = Font(name=_FONT, size=16, bold=True)
        self._yellow = PatternFill("solid", fgColor="FFF2AB")
        self._grey = PatternFill("solid", fgColor="E7E6E6")
        self._left = Alignment(horizontal="left", vertical="center", wrap_text=True)
        self._middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self._right = Alignment(horizontal="right", vertical="center")
        self._open = Protection(locked=False)

    def head(self, cell: AnyCell) -> None:
        """Dress the head of a column."""
        cell.font, cell.fill, cell.border, cell.alignment = (
            *(self._bold, self._grey, self._box),
            self._middle,
        )

    def fixed(self, cell: AnyCell, *, centred: bool = False) -> None:
        """Dress what is only to be read."""
        cell.font, cell.border = self._text, self._box
        cell.alignment = self._middle if centred else self._left

    def asked(self, cell: AnyCell, *, centred: bool = False) -> None:
        """Dress a cell that is to be filled in."""
        self.fixed(cell, centred=centred)
        cell.fill, cell.protection = self._yellow, self._open

    def number(self, cell: AnyCell, *, percent: bool) -> None:
        """Dress a number that is to be put in, checked or replaced."""
        self.asked(cell)
        cell.alignment = self._right
        if percent:  # whether 95 or 95% is typed, it becomes 95%
            cell.number_format = "0.0#%"

    def signed(self, cell: AnyCell) -> None:
        """Dress a cell for a signature."""
        self.fixed(cell)
        cell.protection = self._open

    def numbers(self, page: Worksheet, places: Sequence[str]) -> None:
        """Ask for a number, without a Chinese input method; a word for it may be kept."""
        rule = DataValidation(
            type="decimal",
            operator="between",
            formula1=f"-{_MOST}",
            formula2=_MOST,
            allow_blank=True,
            imeMode="off",
            errorStyle="warning",
            errorTitle="这里填数",
            error="一般只填数，单位在左边。约数、零增长这样的话，确实要写就选“是”。",
        )
        self._asking(page, rule, places, "数值", "只写数，单位在左边一栏；百分数连百分号一起写。")

    def free(self, page: Worksheet, places: Sequence[str]) -> None:
        """Ask for figures that are no plain number, without a Chinese input method."""
        rule = DataValidation(allow_blank=True, imeMode="off")
        self._asking(page, rule, places, "数值", "数和单位一起写，比如：88处、4150平方米。")

    def choices(self, page: Worksheet, places: Sequence[str], words: Sequence[str]) -> None:
        """Ask for one of some words."""
        rule = DataValidation(
            type="list",
            formula1=f'"{",".join(words)}"',
            allow_blank=True,
            errorTitle="状态",
            error=f"从下拉表里选：{'、'.join(words)}",
        )
        self._asking(page, rule, places, "状态", "数没有最后核定的选“初步数”；没有数的说明为什么。")

    def limit(self, page: Worksheet, place: str, most: int) -> None:
        """Say how long a text may be; a longer one may be kept."""
        rule = DataValidation(
            type="textLength",
            operator="lessThanOrEqual",
            formula1=str(most),
            allow_blank=True,
            errorStyle="warning",
            errorTitle="字数",
            error=f"超过{most}字了。",
        )
        self._asking(page, rule, [place], "字数", f"{most}字以内；分段用 Alt+Enter。")

    def _asking(
        self,
        page: Worksheet,
        rule: DataValidation,
        places: Sequence[str],
        title: str,
        prompt: str,
    ) -> None:
        if not places:
            return
        rule.showErrorMessage = rule.showInputMessage = True
        rule.promptTitle, rule.prompt = title, prompt
        for place in places:
            rule.add(place)
        page.add_data_validation(rule)

    def page(self, page: Worksheet, head: int, columns: int, *, how_high: int) -> None:
        """Dress the top, and set the sheet up for the screen, for print, and against slips."""
        for row, font, align in (
            (1, self._title, self._middle),
            (2, self._text, self._left),
            (3, self._text, self._left),
        ):
            cell = page.cell(row, 1)
            cell.font, cell.alignment = font, align
        page.row_dimensions[1].height = 30
        page.row_dimensions[2].height = 20
        page.row_dimensions[3].height = how_high
        page.row_dimensions[head].height = 22
        page.freeze_panes = f"B{head + 1}"
        page.print_title_rows = f"{head}:{head}"
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9  # A4
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.print_area = f"A1:{page.cell(page.max_row, columns).coordinate}"
        page.HeaderFooter.oddFooter = HeaderFooterItem(
            center=_HeaderFooterPart(text="第 &P 页，共 &N 页")
        )
        margins = page.page_margins
        margins.left = margins.right = 0.4  # inches
        margins.top = margins.bottom = 0.6
        margins.header = margins.footer = 0.3
        page.protection.sheet = True
        page.protection.formatColumns = page.protection.formatRows = False  # widths may be changed
        page.sheet_view.zoomScale = 100
