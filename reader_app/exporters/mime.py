r"""Writes mails: headers and parts as RFC 5322 and RFC 2045 to 2047 want them, the same bytes for the same input.

The standard library's generator chooses boundaries at random, mixes quoted and encoded words and encodes the address in
``List-Unsubscribe``; what a newsletter needs is small enough to be written right. Lines end in ``\r\n``.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from typing import Final

LONGEST_LINE: Final = 76
LONGEST_ADDRESS: Final = 900
_WORD_BYTES: Final = 39  # so that an encoded word after the name of its header stays under 76 characters
_ATOMS: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+\Z")
_PLAIN: Final = re.compile(r"[ -~]*\Z")


def header(name: str, value: str) -> str:
    """Return the header `name` with a text that people read: as it is, or in encoded words (RFC 2047)."""
    if _PLAIN.match(value) and "=?" not in value and all(len(word) <= LONGEST_LINE - 2 for word in value.split()):
        return _folded(name, value.split())
    return _folded(name, list(encoded_words(value)))


def structured(name: str, value: str) -> str:
    """Return the header `name` with a value that programs read; `value` is ASCII and stays on its line."""
    return f"{name}: {value}\r\n"


def mailbox(name: str, display: str, address: str) -> str:
    """Return the header `name` with one sender; without an address an empty group says the name alone (RFC 6854)."""
    words = phrase(display)
    return _folded(name, [*words, f"<{address}>"] if address else [*words[:-1], f"{words[-1]}:;"] if words else [":;"])


def phrase(text: str) -> list[str]:
    """Return `text` as the words of a display name: atoms, one quoted string, or encoded words."""
    if not text:
        return []
    if not _PLAIN.match(text) or "=?" in text or len(text) > LONGEST_LINE:
        return list(encoded_words(text))
    if _ATOMS.match(text):
        return text.split()
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return [f'"{escaped}"']


def encoded_words(text: str) -> Iterator[str]:
    """Yield `text` as encoded words of whole characters, each at most 75 characters long (RFC 2047, section 2)."""
    chunk = b""
    for character in text:
        data = character.encode("utf-8", "replace")
        if len(chunk) + len(data) > _WORD_BYTES:
            yield _encoded_word(chunk)
            chunk = b""
        chunk += data
    if chunk:
        yield _encoded_word(chunk)


def text_part(media_type: str, text: str, headers: Sequence[str] = ()) -> bytes:
    """Return a part with `text` in UTF-8, in the transfer encoding that is shorter for it."""
    data = "\r\n".join(text.removesuffix("\n").split("\n")).encode("utf-8", "replace") + b"\r\n"
    quoted = binascii.b2a_qp(data, istext=True)
    encoding = "quoted-printable"
    if len(quoted) * 3 > len(data) * 4:
        quoted, encoding = _base64(data), "base64"
    head = structured("Content-Type", f"{media_type}; charset=utf-8") + structured(
        "Content-Transfer-Encoding", encoding
    )
    return (head + "".join(headers) + "\r\n").encode("ascii") + quoted


def file_part(media_type: str, data: bytes, *, content_id: str, name: str) -> bytes:
    """Return a part with the bytes of a file that the HTML beside it names as ``cid:<content_id>`` (RFC 2392)."""
    head = (
        structured("Content-Type", media_type)
        + structured("Content-Transfer-Encoding", "base64")
        + structured("Content-ID", f"<{content_id}>")
        + structured("Content-Disposition", f'inline; filename="{name}"')
    )
    return f"{head}\r\n".encode("ascii") + _base64(data)


def multipart(subtype: str, boundary: str, parts: Sequence[bytes], parameters: str = "") -> bytes:
    """Return a part that holds `parts`, divided by `boundary`, which must not occur in them (RFC 2046, section 5.1)."""
    head = structured("Content-Type", f'multipart/{subtype}{parameters};\r\n boundary="{boundary}"')
    divided = b"".join(b"--%b\r\n%b\r\n" % (boundary.encode(), part) for part in parts)
    return f"{head}\r\n".encode("ascii") + divided + f"--{boundary}--\r\n".encode("ascii")


def _encoded_word(data: bytes) -> str:
    return f"=?utf-8?B?{base64.b64encode(data).decode('ascii')}?="


def _folded(name: str, words: Sequence[str]) -> str:
    lines = [f"{name}:"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > LONGEST_LINE and lines[-1].strip() and lines[-1] != f"{name}:":
            lines.append("")
        lines[-1] += f" {word}"
    return "\r\n".join(lines) + "\r\n"


def _base64(data: bytes) -> bytes:
    return base64.encodebytes(data).replace(b"\n", b"\r\n")
