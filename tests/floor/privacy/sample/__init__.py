"""A small app with sealed fields, installed only while a test uses it."""
