"""Workbooks of people and employers: first the difference, then the change."""
