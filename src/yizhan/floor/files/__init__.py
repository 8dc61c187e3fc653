"""Uploaded files: checked, re-encoded, kept under random keys."""
