"""For an employer."""
