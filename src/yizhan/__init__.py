"""Yizhan 驿站: exact, explained scores for public gig-labour stations."""

__version__ = "0.1.0"
