"""Texts as people type them: cleaned where that is harmless, refused where it is not. Pure."""

import re
import unicodedata

from yizhan.kernel.errors import Refusal

LONGEST_NAME = 50
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]")
_SPACES = re.compile(r"[ \u00a0\u3000\t]+")
_DOTS = re.compile("[·•・‧∙．]")
_NAME = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇A-Za-z\u00c0-\u024f·\- '’]+")
_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff]) (?=[\u3400-\u9fff\U00020000-\U0003ffff])")


def person_name(text: str, *, field: str = "name") -> str:
    """A personal name: 2 to 50 Chinese or Latin letters, with the dot of minority names in its one form.

    Invisible characters, spaces at the ends and between two Chinese characters, and full width are taken away. Rare characters
    stay as they are, beyond the basic plane too. Digits, emoji, control characters and lone surrogates are refused.
    """
    name = _DOTS.sub("·", one_line(text, label="姓名", longest=4 * LONGEST_NAME, field=field))
    while (closer := _HAN_GAP.sub("", name)) != name:
        name = closer
    name = name.strip("·-' ’")
    if not name:
        raise Refusal("请填写姓名", "a name is needed", field=field)
    if not 2 <= len(name) <= LONGEST_NAME:
        raise Refusal(f"姓名应为2至{LONGEST_NAME}个字", f"a name has 2 to {LONGEST_NAME} characters", field=field)
    if not _NAME.fullmatch(name):
        raise Refusal("姓名中只能有汉字、字母和间隔号", "a name has Chinese or Latin letters and the dot", field=field)
    return name


def one_line(text: str, *, label: str, longest: int, field: str) -> str:
    """One line of text, trimmed, full-width letters and digits made plain; empty stays empty."""
    plain = _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip(" \r\n")
    if any(unicodedata.category(mark) in ("Cc", "Cs", "Cn", "Co", "Zl", "Zp") for mark in plain):
        raise Refusal(
            f"{label}中有不能使用的字符，请重新填写", f"{field} holds characters that are not text", field=field
        )
    plain = "".join(_narrow(mark) for mark in plain)
    plain = unicodedata.normalize("NFC", plain)
    if len(plain) > longest:
        raise Refusal(f"{label}太长，最多{longest}个字", f"{field} has at most {longest} characters", field=field)
    return plain


def _narrow(mark: str) -> str:
    """Full-width digits and letters in their plain form; Chinese punctuation stays."""
    plain = unicodedata.normalize("NFKC", mark)
    return plain if "\uff10" <= mark <= "\uff5a" and plain.isalnum() else mark
