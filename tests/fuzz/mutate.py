"""Makes hostile inputs out of good ones; target and number determine each, so that a finding can be repeated."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

LONGEST = 60_000  # bytes; most inputs are far smaller, so that there can be many
TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80", b"\xed\xa0\x80", b"\r", b"\r\n\r\n", b"\n\n", b"<", b">", b"&",
    b'"', b"'", b"&#0;", b"&#x110000;", b"&amp", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<style>", b"</style>",
    b"<script>", b"<svg>", b"<math>", b"<table>", b"<td>", b"<div>", b"<p style='", b"<a href='", b"<img src=cid:",
    b"=?utf-8?b?", b"=?x?q?=", b"?=", b"Content-Type: multipart/mixed; boundary=",
    b"Content-Transfer-Encoding: base64\n", b"charset=", b"--", b"From ", b"begin 644 a\n", b"[a](", b"![", b"](",
    b"*", b"**", b"_", b"`", b"```", b"~~~", b":::", b"::: {.x}", b"> ", b"- ", b"1. ", b"# ", b"---\n", b"|",
    b"[^1]", b"[^1]: ", b"{{", b"}}", b"*|", b"\\", b"a: ", b"- a", b"&a", b"*a", b"!!", b"%TAG", b"{", b"}", b"[",
    b"]", b":", b",", b"null", b"1e999", b"-0", b"9" * 30, b'\\ud800', b"publication:", b"is:", b"before:", b"-",
    b"(", b")", b"OR ", b"NEAR(", b"\xe2\x80\x8b", b"\xe2\x80\xae", b"\xf0\x9f\x98\x80", b"\xcc\x81", b"\xd7\x90",
    b"PK\x05\x06", b"PK\x01\x02",
)  # fmt: skip


def chance_of(target: str, number: int) -> random.Random:
    """Return the chance that makes the input `number` of `target`."""
    return random.Random(f"{target}:{number}")


def mutated(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """Return one of `seeds` with a few changes of any kind."""
    data = chance.choice(seeds)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 9, 17))):
        data = chance.choice(_WAYS)(data, seeds, chance)
        if len(data) > LONGEST:
            start = chance.randrange(len(data) - LONGEST)
            data = data[start : start + LONGEST]
    return data


Way = Callable[[bytes, Sequence[bytes], random.Random], bytes]


def _span(data: bytes, chance: random.Random, longest: int = 400) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randrange(1, longest))


def _flip(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _number in range(chance.randrange(1, 8)):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _insert(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(TOKENS) + data[place:]


def _repeat_token(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    piece = b"".join(chance.choices(TOKENS, k=chance.randrange(1, 4)))
    return data[:place] + piece * (3000 if chance.random() < 0.01 else chance.choice((3, 9, 40))) + data[place:]


def _delete(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + data[end:]


def _double(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 2, 30)) + data[end:]


def _splice(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(seeds)
    start, end = _span(other, chance, 4000)
    place = chance.randrange(len(data) + 1)
    return data[:place] + other[start:end] + data[place:]


def _cut(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _move(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    piece, rest = data[start:end], data[:start] + data[end:]
    place = chance.randrange(len(rest) + 1)
    return rest[:place] + piece + rest[place:]


def _noise(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.randbytes(chance.randrange(1, 60)) + data[place:]


_WAYS: tuple[Way, ...] = (_flip, _insert, _insert, _repeat_token, _delete, _double, _splice, _cut, _move, _noise)
