"""Definitions as SQL: one module per shape of query."""
