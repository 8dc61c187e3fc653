"""People, employers, and how they find each other."""
