"""Divisions of the state, GB/T 2260, down to the street."""
