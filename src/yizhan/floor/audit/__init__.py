"""The audit chain: what was done, by whom, in order, and provably unaltered."""
