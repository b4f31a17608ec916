"""Pictures: what kind a file is and how large, read from its first bytes; nothing is decoded.

Sources: PNG (W3C) section 11.2.2, GIF89a section 18, JPEG (ITU T.81) B.2.2, WebP container (RFC 9649).
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reader_app.markup.linked import Linked
from reader_app.model.tracking import is_tracker
from reader_app.model.urls import may_show

if TYPE_CHECKING:
    from reader_app.exporters.options import ExportOptions

ASSET: Final = "asset:"
_SUFFIXES: Final = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/svg+xml": ".svg",
}
_SVG = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]", re.DOTALL
)
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class Picture:
    """The kind of a picture and its size in pixels (0 when the file does not say)."""

    media_type: str
    width: int = 0
    height: int = 0


def identify(data: bytes) -> Picture | None:
    """Return what picture `data` is, judged by its content alone; None when it is none that a browser shows."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
        return Picture("image/png", _big(data[16:20]), _big(data[20:24]))
    if data.startswith((b"GIF87a", b"GIF89a")):
        return Picture("image/gif", _little(data[6:8]), _little(data[8:10]))
    if data.startswith(b"\xff\xd8\xff"):
        return Picture("image/jpeg", *_jpeg_size(data))
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return Picture("image/webp", *_webp_size(data))
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return Picture("image/avif")
    if _SVG.match(data[:4096]):
        return Picture("image/svg+xml")
    return None


def suffix(picture: Picture) -> str:
    """Return the suffix of a file with `picture`, such as ``.png``."""
    return _SUFFIXES[picture.media_type]


def kept(src: str, options: ExportOptions) -> str | None:
    """Return the SHA-256 of the picture at `src` if the library keeps it, also as fetched from the web, else None."""
    if src.startswith(ASSET):
        return src.removeprefix(ASSET)
    return options.fetched(src) if may_show(src) else None


def linked(src: str, address: str, label: str) -> Linked | None:
    """Return what a page leads to in the place of a picture that stays on the web: `address` is `src` for that page.

    None for what only tells the sender that it was asked for.
    """
    return Linked(address, label) if address and may_show(src) and not is_tracker(src) else None


def picture_name(sha256: str, options: ExportOptions) -> str | None:
    """Return the name of the file for a picture of the library, None when it has none that can be shown."""
    found = options.asset(sha256)
    known = identify(found[0]) if found else None
    return f"{sha256[:32]}{suffix(known)}" if known else None


def data_address(data: bytes, media_type: str) -> str:
    """Return `data` as a ``data:`` address (RFC 2397)."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


def _jpeg_size(data: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
        elif marker in _FRAMES:
            return _big(data[place + 7 : place + 9]), _big(data[place + 5 : place + 7])
        else:
            place += 2 + max(2, _big(data[place + 2 : place + 4]))
    return 0, 0


def _webp_size(data: bytes) -> tuple[int, int]:
    kind = data[12:16]
    if kind == b"VP8X":
        return _little(data[24:27]) + 1, _little(data[27:30]) + 1
    if kind == b"VP8L":
        bits = _little(data[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        return _little(data[26:28]) & 0x3FFF, _little(data[28:30]) & 0x3FFF
    return 0, 0


def _big(data: bytes) -> int:
    return int.from_bytes(data, "big")


def _little(data: bytes) -> int:
    return int.from_bytes(data, "little")
