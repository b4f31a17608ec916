"""Recognises the same issue in another form: a small sketch of its words that can be compared without the text.

The sketch is the 64 smallest hashes of its word triples (bottom-k sampling, Broder 1997, "On the resemblance and
containment of documents"); the share of common ones estimates how much of the wording two texts share.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable
from heapq import nsmallest
from typing import Final

SIZE: Final = 64
_SHINGLE: Final = 3
_WORD: Final = re.compile(r"\w+")
_BYTES: Final = re.compile(rb"\w+")


def fingerprint(texts: Iterable[str]) -> bytes:
    """Return the sketch of `texts`: at most `SIZE` unsigned 32-bit numbers, ascending, big-endian."""
    text = "\n".join(texts).casefold()
    words = _BYTES.findall(text.encode()) if text.isascii() else [word.encode() for word in _WORD.findall(text)]
    rows = (words[start:] for start in range(min(_SHINGLE, len(words))))
    hashes = set(map(zlib.crc32, map(b" ".join, zip(*rows, strict=False))))
    smallest = sorted(hashes)[:SIZE]
    return struct.pack(f">{len(smallest)}I", *smallest)


def similarity(one: bytes, other: bytes) -> float:
    """Return how much of their wording two texts share, from 0 (nothing) to 1 (all), given their sketches."""
    if one == other:
        return 1.0
    first, second = _numbers(one), _numbers(other)
    sample = nsmallest(SIZE, first | second)
    return sum(number in first and number in second for number in sample) / len(sample)


def _numbers(sketch: bytes) -> set[int]:
    return set(struct.unpack(f">{len(sketch) // 4}I", sketch))
