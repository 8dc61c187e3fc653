"""The kinds of curve. Each is one frozen class with the same five abilities; a new kind is reviewed code."""
