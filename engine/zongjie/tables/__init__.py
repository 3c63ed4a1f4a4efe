"""填报表: what a report asks of its 科室, as a workbook, and what comes back in it."""
