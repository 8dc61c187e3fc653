"""The counter half: today, registering, search, files."""
