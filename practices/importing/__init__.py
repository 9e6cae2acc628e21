"""Import of good practices from spreadsheets: the sheet's columns, its cells, its template."""
