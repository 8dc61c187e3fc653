"""Standards as data, scored exactly. Pure: no input or output, no clock, no framework."""
