"""The style sheets of the font: a small one with the slices that every page may need, and the rest for pages with rarer characters.

Both are worked out from the published sheet, which gives each character to one slice by listing it. A browser asks the face declared
last first, so a face may also list what a later one holds: whole stretches take the place of single characters, and every character
still comes from the slice that holds it. The rest is linked behind the small sheet and lists nothing that the small one holds.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

STATIC = Path(__file__).parent / "static"
PUBLISHED = STATIC / "vendor" / "noto-sans-sc" / "noto-sans-sc.css"
COMMON, REST = "components/font.css", "components/font-rest.css"
# The four thousand most frequent characters, punctuation, the signs of the pages, Latin.
_COMMON = ("5", "87", "88", *map(str, range(100, 120)), "latin")
_FACE = re.compile(r"url\(files/noto-sans-sc-([a-z0-9-]+)-wght-normal\.woff2\).*?unicode-range:([^}]+)\}")
_HAN = range(0x4E00, 0xA000)


@cache
def slices() -> dict[str, frozenset[int]]:
    """The characters that each slice lists, in the order of the published sheet."""
    found = _FACE.findall(PUBLISHED.read_text(encoding="utf-8"))
    return {name: frozenset(chain.from_iterable(read(listed))) for name, listed in found}


def owners(those: Mapping[str, Iterable[int]]) -> dict[int, str]:
    """The slice that a browser takes each character from: of those that list it, the one declared last."""
    return {code: name for name, listed in those.items() for code in listed}


def read(listed: str) -> Iterator[range]:
    """The stretches of a `unicode-range`."""
    for part in listed.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        yield range(int(first, 16), int(last or first, 16) + 1)


def sheets() -> dict[str, str]:
    """Both style sheets by the name of their file."""
    kept = {code for code, name in owners(slices()).items() if name in _COMMON}
    common = {name: listed for name, listed in slices().items() if name in _COMMON}
    rest = {name: listed - kept for name, listed in slices().items() if name not in _COMMON}
    return {COMMON: _sheet(common, set()), REST: _sheet(rest, kept)}


def is_complete(text: str) -> bool:
    """Whether the small sheet has the characters of a text that the font has. Emoji, which every system brings, are not looked at."""
    return _rare().search(text) is None


def write() -> None:
    """Writes both files anew, after another version of the font was put in place."""
    for name, text in sheets().items():
        (STATIC / name).write_text(text, encoding="ascii")


def _sheet(those: Mapping[str, frozenset[int]], spared: set[int]) -> str:
    lines, before = [], set(spared)
    for name, characters in those.items():
        listed = ",".join(_stretches(sorted(characters), before))
        lines.append(
            "@font-face{font-family:'Noto Sans SC Variable';font-style:normal;font-display:swap;font-weight:100 900;"
            f"src:url(../vendor/noto-sans-sc/files/noto-sans-sc-{name}-wght-normal.woff2) format('woff2');"
            f"unicode-range:{listed}}}\n"
        )
        before |= characters
    return "".join(lines)


def _stretches(own: Sequence[int], others: set[int]) -> Iterator[str]:
    """As few stretches as hold these characters and none of the others. Only Han characters are bridged: elsewhere lies what no
    slice has, and a browser would fetch one in vain."""
    first = last = own[0]
    for code in own[1:]:
        bridged = code == last + 1 or (
            last in _HAN and code in _HAN and not any(between in others for between in range(last + 1, code))
        )
        if not bridged:
            yield _stretch(first, last)
            first = code
        last = code
    yield _stretch(first, last)


def _stretch(first: int, last: int) -> str:
    return f"U+{first:x}" if first == last else f"U+{first:x}-{last:x}"


@cache
def _rare() -> re.Pattern[str]:
    # Within the basic plane the class is a table; with one character beyond it would be searched, a hundred times slower.
    rare = sorted(code for code, name in owners(slices()).items() if name not in _COMMON and code <= 0xFFFF)
    return re.compile(f"[{''.join(re.escape(chr(code)) for code in rare)}]")
