"""Keys that name nobody: a block's number and a counter, written in 32 signs that sort like the numbers.

Keys of people, employers and posts are mixed first, so that they have the entropy of the digests they stand for.
"""

import numpy as np
import numpy.typing as npt

from yizhan.simulate.block import Block
from yizhan.simulate.season import Ints

_SIGNS = np.frombuffer(b"0123456789abcdefghjkmnpqrstvwxyz", dtype=np.uint8)
BLOCK_SIGNS, COUNTER_SIGNS = 4, 6
KEY_LENGTH = 1 + BLOCK_SIGNS + COUNTER_SIGNS
_BITS = 5
_SPACE = np.uint64((1 << (_BITS * (KEY_LENGTH - 1))) - 1)
_MIXERS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9))
_HALF = np.uint64(25)
STAFF_FROM = 1 << 29
"""Counters of staff start here, so that no seeker shares a key with an officer."""


def own_key(block: Block, counter: Ints) -> Ints:
    """The key numbers of a block's own people, employers, posts or records."""
    return counter + (block.number << (_BITS * COUNTER_SIGNS))


def mixed(numbers: Ints) -> Ints:
    """One to one onto the same space of keys, without any order left."""
    spread = numbers.astype(np.uint64)
    for mixer in _MIXERS:
        spread = (spread * mixer) & _SPACE
        spread ^= spread >> _HALF
    return spread.astype(np.int64)


def written(prefix: str, numbers: Ints) -> npt.NDArray[np.uint8]:
    """The keys as bytes, one row of KEY_LENGTH signs for each number."""
    text = np.empty((len(numbers), KEY_LENGTH), dtype=np.uint8)
    text[:, 0] = ord(prefix)
    rest = numbers.copy()
    for place in range(KEY_LENGTH - 1, 0, -1):
        text[:, place] = _SIGNS[rest & 31]
        rest >>= _BITS
    return text
