"""Recognises the same issue in another form: a small sketch of its words that can be compared without the text.

The sketch is the 64 smallest hashes of its word triples (bottom-k sampling, Broder 1997, "On the resemblance and
containment of documents"); the share of common ones estimates how much of the wording two texts share.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from typing import Final

SIZE: Final = 64
_SHINGLE: Final = 3
_WORD: Final = re.compile(r"\w+")
# ASCII letters in lower case, whatever else ends a word as a space; bytes beyond ASCII are looked at again.
_FOLDED: Final = bytes(
    code if code > 127 or chr(code).isalnum() or code == ord("_") else ord(" ") for code in range(256)
).lower()
_GAP: Final = re.compile("[ \n]")
_PORTION: Final = 500_000
_HASHES: Final = 1 << 32
_SURELY_ENOUGH: Final = 2 * SIZE


def fingerprint(texts: Iterable[str]) -> bytes:
    """Return the sketch of `texts`: at most `SIZE` unsigned 32-bit numbers, ascending, big-endian."""
    smallest: list[int] = []
    words: list[bytes] = []
    for portion in _portions("\n".join(texts)):
        words = [*words[-_SHINGLE + 1 :], *_words(portion)] if smallest else [*words, *_words(portion)]
        if len(words) >= _SHINGLE:
            smallest = sorted({*smallest, *_small(_hashes(words))})[:SIZE]
    smallest = smallest or sorted(_small(_hashes(words)))
    return struct.pack(f">{len(smallest)}I", *smallest)


def similarity(one: bytes, other: bytes) -> float:
    """Return how much of their wording two texts share, from 0 (nothing) to 1 (all), given their sketches."""
    if one == other:
        return 1.0
    first, second = _numbers(one), _numbers(other)
    sample = nsmallest(SIZE, first | second)
    return sum(number in first and number in second for number in sample) / len(sample)


def _portions(text: str) -> Iterator[str]:
    """Yield `text` in pieces between words, so that not all the words of a very long one are in memory at once."""
    start = 0
    while len(text) - start > _PORTION and (gap := _GAP.search(text, start + _PORTION)):
        yield text[start : gap.end()]
        start = gap.end()
    yield text[start:] if start else text


def _hashes(words: list[bytes]) -> list[int]:
    rows = (words[start:] for start in range(min(_SHINGLE, len(words))))
    return list(map(zlib.crc32, map(b" ".join, zip(*rows, strict=False))))


def _words(text: str) -> list[bytes]:
    """Return the words of `text`, their case folded. Only those with letters beyond ASCII take a pattern."""
    words = text.encode("utf-8", "replace").translate(_FOLDED).split()
    if text.isascii():
        return words
    found: list[bytes] = []
    for word in words:
        if word.isascii():
            found.append(word)
        else:
            found += map(str.encode, _WORD.findall(word.decode().casefold()))
    return found


def _small(hashes: list[int]) -> set[int]:
    """Return the different ones of `hashes`, at least the `SIZE` smallest; of many only a share has to be sorted."""
    if len(hashes) > _SURELY_ENOUGH:
        limit = _HASHES * _SURELY_ENOUGH // len(hashes)
        small = {each for each in hashes if each < limit}
        if len(small) >= SIZE:
            return small
    return set(hashes)


def _numbers(sketch: bytes) -> set[int]:
    return set(struct.unpack(f">{len(sketch) // 4}I", sketch))
