"""Keyed digests for finding equal values without opening them. The key is a setting and never in the database."""

import hashlib
import hmac
import re
from datetime import date

from yizhan.floor.privacy.keys import lookup_key
from yizhan.kernel.identity import resident_number
from yizhan.kernel.phones import mobile_number

_KIND = re.compile(r"[a-z][a-z_]{0,31}")


def lookup_digest(kind: str, canonical: str) -> str:
    """HMAC-SHA-256 of kind and canonical value under the look-up key: 64 hexadecimal digits. Kinds never collide."""
    if not _KIND.fullmatch(kind):
        raise ValueError(f"not a kind of look-up: {kind!r}")
    body = f"{kind}\0{canonical}".encode()
    return hmac.new(lookup_key(), body, hashlib.sha256).hexdigest()


def resident_number_digest(text: str, *, today: date) -> str:
    """The digest of an identity number as typed. Refuses what the kernel refuses."""
    return lookup_digest("resident_number", resident_number(text, today=today))


def phone_digest(text: str) -> str:
    """The digest of a mobile number as typed. Refuses what the kernel refuses."""
    return lookup_digest("phone", mobile_number(text))
