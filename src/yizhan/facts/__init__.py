"""Records as fact tables, and indicators computed from them. Knows no web framework; any engine, same numbers."""
