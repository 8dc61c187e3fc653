"""Identity numbers, phones and bank cards inside any text: found, and concealed. A net against slips, wide on purpose."""

import re

_GAP = r"[ \-\u00a0\u3000]?"
# \d takes full-width digits too. The order matters: the longest kind first.
_IDENTITY = rf"\d{{6}}{_GAP}\d{{8}}{_GAP}\d{{3}}[\dXxＸｘ]"
_CARD = rf"\d{{4}}(?:{_GAP}\d{{4}}){{2}}{_GAP}\d{{3,4}}(?:{_GAP}\d{{1,3}})?"
_PHONE = rf"[1１][3-9３-９]\d{_GAP}\d{{4}}{_GAP}\d{{4}}"
# Keys and digests hold runs of digits by chance.
_KEY = r"(?<![0-9A-Za-z])(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?=\d*[a-f])[0-9a-f]{32,})(?![0-9A-Za-z])"
_NUMBER = re.compile(rf"(?P<key>{_KEY})|(?<!\d)(?:{_IDENTITY}|{_CARD}|(?:[+＋]?86{_GAP})?{_PHONE})(?!\d)")
_KEPT = 2


def holds_personal_number(text: str) -> bool:
    """Whether something in the text looks like an identity number, a mobile phone or a bank card (15 to 19 digits).

    UUIDs and hexadecimal digests are passed over.
    """
    return any(found["key"] is None for found in _NUMBER.finditer(text))


def concealed(text: str) -> str:
    """The text with all but the last two characters of every such number replaced by `*`."""
    return _NUMBER.sub(_cover, text)


def _cover(found: re.Match[str]) -> str:
    return found[0] if found["key"] else "*" * (len(found[0]) - _KEPT) + found[0][-_KEPT:]
