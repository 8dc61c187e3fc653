"""From the text of a scheme file to a checked scheme, and to its standard for one subject under chosen readings."""
