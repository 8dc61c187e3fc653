"""The faces of a score sheet: a printable page, drawn curves, terminal tables and workbooks. All render the one tree."""
