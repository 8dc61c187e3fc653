"""The official forms of recognition: empty or filled, as a Word file and as PDF."""
