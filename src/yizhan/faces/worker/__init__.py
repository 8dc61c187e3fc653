"""For a worker on a phone."""
