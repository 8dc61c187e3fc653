"""For bureaus and administrators."""
