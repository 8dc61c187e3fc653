"""The words under which a file is found: those of the name, and digests of the last digits of its phones."""

from collections.abc import Iterable

from yizhan.floor.privacy.lookups import lookup_digest
from yizhan.kernel.name_tokens import query_tokens, tokens_of

SHORTEST_TAIL = 4
LONGEST_TAIL = 8
# A tail has so few values that a longer digest would hide nothing more; whole numbers are kept as whole digests elsewhere.
_TAIL_DIGITS = 16
# No token of a name holds a colon.
_OWN, _CONTACT = "t:", "c:"


def tokens(name: str, phone: str, contact_phone: str) -> list[str]:
    """All tokens of a file, sorted. Phones are canonical or empty."""
    return sorted(_words(name) | _tails(_OWN, phone) | _tails(_CONTACT, contact_phone))


def with_name(held: Iterable[str], name: str) -> list[str]:
    """The tokens of a file whose name changed."""
    return sorted(_words(name) | {each for each in held if each.startswith((_OWN, _CONTACT))})


def with_phone(held: Iterable[str], phone: str) -> list[str]:
    """The tokens of a file whose own phone changed."""
    return sorted({each for each in held if not each.startswith(_OWN)} | _tails(_OWN, phone))


def with_contact(held: Iterable[str], contact_phone: str) -> list[str]:
    """The tokens of a file whose contact phone changed."""
    return sorted({each for each in held if not each.startswith(_CONTACT)} | _tails(_CONTACT, contact_phone))


def tail_query(tail: str) -> list[str]:
    """The tokens of which a file must hold one to be found by the last 4 to 8 digits of a phone."""
    return [_token(_OWN, tail), _token(_CONTACT, tail)]


def name_query(text: str) -> list[str]:
    """The tokens that a file must hold, all of them, to be found by a name, pinyin or initials; empty for a text without letters."""
    return sorted(query_tokens(text))


def _words(name: str) -> frozenset[str]:
    """Those of the name, and those across the dot of a minority name, which people type and leave out as they like."""
    return tokens_of(name) | tokens_of(name.replace("·", "")) if "·" in name else tokens_of(name)


def _tails(mark: str, phone: str) -> set[str]:
    if not phone:
        return set()
    return {_token(mark, phone[-length:]) for length in range(SHORTEST_TAIL, LONGEST_TAIL + 1)}


def _token(mark: str, tail: str) -> str:
    return mark + lookup_digest("phone_tail", tail)[:_TAIL_DIGITS]
