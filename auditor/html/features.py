"""Additive features of text: the simhash of a page as the sum of what its text runs contribute.

A run's weight is one big integer: 64 lanes of 32 bits count the hash bits that are set, the lane above counts
features. Adding integers adds all lanes at once; the simhash bit is set where more than half of the features have it.
"""

import re
from array import array
from hashlib import blake2b

from auditor.html.textual import folded

_LANES = 64
_LANE_BITS = 32
_COUNT_SHIFT = _LANES * _LANE_BITS
_BYTE = [sum(((byte >> bit) & 1) << (bit * _LANE_BITS) for bit in range(8)) for byte in range(256)]
_PIECE = re.compile(r"[^。！？；\n]{1,60}")
_MAX_PIECES = 2_000


def weight(run: str) -> int:
    """Return the contribution of one run of raw text (references not yet decoded); 0 for blanks."""
    text = folded(run)
    if not text:
        return 0
    pieces = (text,) if len(text) <= 60 else _PIECE.findall(text, 0, 60 * _MAX_PIECES)
    total = sum(map(_spread, pieces))
    return (len(pieces) << _COUNT_SHIFT) + total


def _spread(piece: str) -> int:
    digest = blake2b(piece.encode("utf-8", "replace"), digest_size=8).digest()
    total = 0
    for at, byte in enumerate(digest):
        total |= _BYTE[byte] << (at * 8 * _LANE_BITS)
    return total


def simhash(total: int) -> int:
    """Return the 64-bit simhash of a sum of weights; 0 for no text."""
    count = total >> _COUNT_SHIFT
    if not count:
        return 0
    lanes = array("I", (total & ((1 << _COUNT_SHIFT) - 1)).to_bytes(_LANES * _LANE_BITS // 8, "little"))
    half = count / 2
    return sum(1 << at for at, lane in enumerate(lanes) if lane > half)


def distance(one: int, other: int) -> int:
    """Return in how many of 64 bits two simhashes differ."""
    return (one ^ other).bit_count()
