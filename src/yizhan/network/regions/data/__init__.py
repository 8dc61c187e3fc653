"""The tables of divisions: one file a city, and the log of codes that are no longer used."""
