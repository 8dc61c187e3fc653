"""Text as it may stand in a document: nothing invisible, nothing that steers the program that opens it."""

import unicodedata

# Control characters, halves of surrogate pairs, invisible formatting marks, private and unassigned code points.
_UNWANTED = ("Cc", "Cs", "Cf", "Co", "Cn")
_BREAKS = "\t\n\r\v\f\u2028\u2029"


def printable(text: str) -> str:
    """The text on one line without unwanted characters. What it says stays as it was typed: no mark-up is interpreted."""
    one_line = "".join(" " if mark in _BREAKS else mark for mark in text)
    return "".join(mark for mark in one_line if unicodedata.category(mark) not in _UNWANTED)
