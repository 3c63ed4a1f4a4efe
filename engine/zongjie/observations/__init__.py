"""指标总表: every figure of a report as one row of a tidy table, and the files of such rows."""
