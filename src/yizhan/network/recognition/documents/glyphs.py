"""Which characters a font can draw. Read from the font's own table, so that no name is printed as a box."""

import struct
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FONT = Path(__file__).parent / "fonts" / "NotoSerifSC-Regular.ttf"
FAMILY = "Noto Serif SC"
_SEGMENTED_COVERAGE = 12
_TABLE = struct.Struct(">4sIII")
_ENCODING = struct.Struct(">HHI")
_GROUP = struct.Struct(">III")


@dataclass(frozen=True, slots=True)
class Coverage:
    """The code points of a font as ranges, in order; each ends with its `lasts`."""

    firsts: tuple[int, ...]
    lasts: tuple[int, ...]

    def has(self, mark: str) -> bool:
        """Whether the font draws this character."""
        at = bisect_right(self.firsts, ord(mark)) - 1
        return at >= 0 and ord(mark) <= self.lasts[at]

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of the text that it does not draw, each once, in order."""
        return tuple(dict.fromkeys(mark for mark in text if not self.has(mark)))


@cache
def coverage(path: Path = FONT) -> Coverage:
    """The characters of a TrueType font with a table of segmented coverage (OpenType `cmap` format 12). ValueError without one."""
    data = path.read_bytes()
    start = _cmap(data)
    (count,) = struct.unpack_from(">H", data, start + 2)
    for number in range(count):
        _, _, offset = _ENCODING.unpack_from(data, start + 4 + number * _ENCODING.size)
        (kind,) = struct.unpack_from(">H", data, start + offset)
        if kind == _SEGMENTED_COVERAGE:
            return _groups(data, start + offset)
    raise ValueError(f"{path.name} has no table of segmented coverage")


def _cmap(data: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for number in range(count):
        tag, _, offset, _ = _TABLE.unpack_from(data, 12 + number * _TABLE.size)
        if tag == b"cmap":
            return int(offset)
    raise ValueError("the font has no character map")


def _groups(data: bytes, at: int) -> Coverage:
    (count,) = struct.unpack_from(">I", data, at + 12)
    found = [_GROUP.unpack_from(data, at + 16 + number * _GROUP.size) for number in range(count)]
    return Coverage(tuple(first for first, _, _ in found), tuple(last for _, last, _ in found))
