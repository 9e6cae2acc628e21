"""Import of figures from a workbook: its columns, its rows, its template."""
