"""Lists with full values: one person asks, another releases, the first fetches once."""
