"""What typed text means before it is read: blanks, invisible characters, full-width forms, and how it may be quoted."""

import re
import unicodedata

from yizhan.facts.workbook.faults import Fault

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff]")
_SPACES = re.compile(r"\s+")
_LONG_DIGITS = re.compile(r"[0-9０-９][0-9０-９ -]{5,}[0-9０-９XxＸｘ]")
# A day, with or without the hour behind it, is what the reader has to compare with his sheet.
_TYPED_DAY = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}(?: [0-9]{1,2})?")
LONGEST_QUOTE = 20


def cleaned(text: str) -> str:
    """The text without what nobody can see: invisible characters removed, white space as one space, ends trimmed.

    Zero-width characters and directional marks come along when people paste from chats and pages and carry no meaning:
    they are dropped. Control characters, NUL, lone surrogates and the replacement character mean damaged data: Fault.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    visible = _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()
    if _FORBIDDEN.search(visible):
        raise Fault(
            "含有控制字符或乱码",
            "holds control characters or damaged text",
            "请删除后重新输入，不要从其他软件直接粘贴",
            "delete it and type it again",
        )
    return unicodedata.normalize("NFC", visible)


def folded(text: str) -> str:
    """For comparing words: full-width forms as plain ones, no white space, one case."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))).casefold()


def halved(text: str) -> str:
    """Full-width digits, letters and signs as plain ones; otherwise as `cleaned`."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def quoted(text: object) -> str:
    """How a message repeats what was typed: short, printable, and with every longer number masked that is not a day."""
    words = "".join(sign if sign.isprintable() else "□" for sign in str(text))
    masked = _LONG_DIGITS.sub(_masked, words)
    return masked if len(masked) <= LONGEST_QUOTE else f"{masked[:LONGEST_QUOTE]}…"


def _masked(found: re.Match[str]) -> str:
    number = found[0]
    return number if _TYPED_DAY.fullmatch(number) else number[:3] + "*" * (len(number) - 3)
