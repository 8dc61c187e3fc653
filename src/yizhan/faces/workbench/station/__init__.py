"""The station half: its file, staff and roster, recognition, imports, inbox and requests."""
