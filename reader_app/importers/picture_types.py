"""Tells what picture some bytes are, by the bytes: a name or a mail's word for it proves nothing."""

from __future__ import annotations

from typing import Final

MAX_PICTURE: Final = 30_000_000
_STARTS: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


def media_type_of(data: bytes) -> str:
    """Return the media type of a picture every browser shows (PNG, JPEG, GIF, WebP, AVIF, BMP); ``""`` for all else.

    SVG is none of them: it is a document that may carry scripts.
    """
    for start, media_type in _STARTS:
        if data.startswith(start):
            return media_type
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:12] in (b"avif", b"avis"):
        return "image/avif"
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0" and len(data) > 26:
        return "image/bmp"
    return ""
