"""Markets and stations: the file, the area, the roster."""
