"""Employers: file, agents, needs, blacklist."""
