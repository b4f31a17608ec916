"""Turns bytes of unknown encoding into text, without losing a byte that can be read.

Order: what a byte order mark says; strict UTF-8; the character set of a language whose letters it plainly has; UTF-8
with a few broken places (those bytes are read as Windows-1252); Windows-1252, which most old Western text is.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Final

from reader_app.errors import FormatError
from reader_app.importers.charset_guess import guessed
from reader_app.patterns import regex

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = regex(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UTF8_SEQUENCE = regex(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = regex(rb"[\x80-\xff]")
_WESTERN_HANDLER: Final = "masthead-western"
_SAMPLE: Final = 1 << 16
_WIDE_SAMPLE: Final = 4096
_FEWEST_PAIRS: Final = 8


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with what was unsure about its decoding, in sentences."""

    text: str
    warnings: tuple[str, ...] = ()


def is_binary(data: bytes) -> bool:
    """Tell whether `data` is no text: it has many control characters, or NUL bytes that no text in UTF-16 has."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or unmarked_wide(data):
        return False
    sample = data[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    return b"\0" in sample or controls > 8 + len(sample) // 100


def decode(data: bytes) -> Decoded:
    """Return `data` as text. Raises FormatError when it is binary."""
    by_mark = marked(data)
    if by_mark is not None:
        if by_mark.text.count("\ufffd") > 8 + len(by_mark.text) // 10:
            raise FormatError("The file holds binary data, not text.")
        return by_mark
    if is_binary(data):
        raise FormatError("The file holds binary data, not text.")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        found = guessed(data)
        return Decoded(data.decode(found)) if found else mended(data)


def marked(data: bytes) -> Decoded | None:
    """Return `data` as its byte order mark says, or its NUL bytes; None when it has neither."""
    start, name = next((found for found in _MARKS if data.startswith(found[0])), (b"", unmarked_wide(data)))
    if not name:
        return None
    text = data[len(start) :].decode(name, "replace")
    damaged = ("Some characters of the text are damaged; they show as “\ufffd”.",)
    return Decoded(text, damaged if "\ufffd" in text else ())


def unmarked_wide(data: bytes) -> str:
    """Return the form of UTF-16 that `data` is in by all appearance, ``""`` for none.

    Every letter of the West has a NUL byte there, always on the same side, and a text has many of them.
    """
    sample = data[:_WIDE_SAMPLE]
    if b"\0" not in sample:
        return ""
    pairs = len(sample) // 2
    even, odd = sample[0 : 2 * pairs : 2], sample[1 : 2 * pairs : 2]
    zeros, letters = (even, odd) if even.count(0) > odd.count(0) else (odd, even)
    if pairs < _FEWEST_PAIRS or zeros.count(0) < pairs // 2 or len(_CONTROLS.findall(letters)) > pairs // 50:
        return ""
    return "utf-16-be" if zeros is even else "utf-16-le"


def narrowed(data: bytes) -> bytes:
    """Return text in UTF-16 or UTF-32 as UTF-8, which programs that read bytes understand; all else as it is."""
    wide = not data.startswith(codecs.BOM_UTF8) and marked(data)
    return wide.text.encode("utf-8", "replace") if wide else data


def decode_western(data: bytes) -> str:
    """Return `data` as Windows-1252, its five unused bytes as Latin-1. Never fails."""
    return data.decode("cp1252", _WESTERN_HANDLER)


def mended(data: bytes) -> Decoded:
    """Return text that is not clean UTF-8: that with its broken places read as Western, or all of it so."""
    whole = _UTF8_SEQUENCE.findall(data)
    good = sum(map(len, whole))
    high = len(_HIGH.findall(data))
    if good >= high - good:
        text = data.decode("utf-8", _WESTERN_HANDLER)
        return Decoded(
            text, ("The text is not clean UTF-8; its damaged characters were read as Western European ones.",)
        )
    return Decoded(
        decode_western(data), ("The text does not name its encoding; it was read as Western European text.",)
    )


def _as_western(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return bad.decode("latin-1") if error.encoding != "utf-8" else decode_western(bad), error.end


codecs.register_error(_WESTERN_HANDLER, _as_western)
