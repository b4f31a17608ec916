"""What is within an S/MIME signature that wraps the mail it signs (RFC 5652, 5; RFC 8551, 3.5.2).

The signature is not checked: nobody trusts a newsletter more for it, and the words are there to be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_SEQUENCE: Final = 0x30
_OCTETS: Final = 0x04
_MANY_OCTETS: Final = 0x24
_IDENTIFIER: Final = 0x06
_FIRST: Final = 0xA0
_SIGNED_DATA: Final = bytes.fromhex("2a864886f70d010702")
_NO_LENGTH: Final = 0x80
_DEEPEST: Final = 16
_MOST: Final = 100_000

Element = tuple[int, int, int, int]  # tag, where its content starts and ends, where the next element starts


def signed_content(data: bytes) -> bytes:
    """Return the mail within the signed data `data`, ``b""`` where there is none or it is damaged."""
    try:
        return b"".join(_content(data))
    except (ValueError, IndexError, RecursionError):
        return b""


def _content(data: bytes) -> Iterator[bytes]:
    outer = _inside(data, _only(data, 0, len(data), _SEQUENCE))
    kind = next(outer)
    if kind[0] != _IDENTIFIER or data[kind[1] : kind[2]] != _SIGNED_DATA:
        return
    signed = _only(data, *_span(next(outer), _FIRST), _SEQUENCE)
    _version, _algorithms, encapsulated = (element for element, _ in zip(_inside(data, signed), range(3), strict=False))
    _kind, wrapped = (element for element, _ in zip(_inside(data, encapsulated), range(2), strict=False))
    yield from _octets(data, _element(data, *_span(wrapped, _FIRST)), 0)


def _octets(data: bytes, element: Element, depth: int) -> Iterator[bytes]:
    """Yield the bytes of an octet string, which may come in pieces (X.690, 8.7)."""
    if element[0] == _OCTETS:
        yield data[element[1] : element[2]]
    elif element[0] == _MANY_OCTETS and depth < _DEEPEST:
        for piece in _inside(data, element):
            yield from _octets(data, piece, depth + 1)


def _only(data: bytes, start: int, end: int, tag: int) -> Element:
    element = _element(data, start, end)
    if element[0] != tag:
        raise ValueError("another element")
    return element


def _span(element: Element, tag: int) -> tuple[int, int]:
    if element[0] != tag:
        raise ValueError("another element")
    return element[1], element[2]


def _inside(data: bytes, element: Element) -> Iterator[Element]:
    """Yield the elements within `element`, up to the mark that ends one without a length."""
    position, end = element[1], element[2]
    for _ in range(_MOST):
        if position >= end or data[position : position + 2] == b"\0\0":
            return
        inner = _element(data, position, end)
        yield inner
        position = inner[3]


def _element(data: bytes, start: int, end: int, depth: int = 0) -> Element:
    """Return the element at `start` (X.690, 8.1). Raises ValueError or IndexError when there is none."""
    tag, first = data[start], data[start + 1]
    begin = start + 2
    if first == _NO_LENGTH:
        if depth >= _DEEPEST:
            raise ValueError("too deep")
        position = begin
        for _ in range(_MOST):
            if data[position : position + 2] == b"\0\0":
                return tag, begin, position, position + 2
            position = _element(data, position, end, depth + 1)[3]
        raise ValueError("too many elements")
    length = first
    if first > _NO_LENGTH:
        count = first - _NO_LENGTH
        length = int.from_bytes(data[begin : begin + count], "big")
        begin += count
    if begin + length > end:
        raise ValueError("cut off")
    return tag, begin, begin + length, begin + length
