"""What a picture is and how large, by its bytes alone."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.exporters.pictures import Picture, data_address, identify, suffix


def jpeg(width: int, height: int, *, before: bytes = b"", frame: int = 0xC0) -> bytes:
    """The beginning of a JPEG (ITU T.81): an application segment, whatever comes `before`, the frame header."""
    application = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\x00" + bytes(9)
    header = bytes([0xFF, frame]) + struct.pack(">HBHHB", 17, 8, height, width, 3)
    return b"\xff\xd8" + application + before + header + bytes(9)


def webp(kind: bytes, rest: bytes) -> bytes:
    return b"RIFF" + bytes(4) + b"WEBP" + kind + bytes(4) + rest


PICTURES = {
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(4) + b"IHDR" + struct.pack(">II", 640, 480), Picture("image/png", 640, 480)),
    "gif": (b"GIF89a" + struct.pack("<HH", 12, 34), Picture("image/gif", 12, 34)),
    "old gif": (b"GIF87a" + struct.pack("<HH", 1, 2), Picture("image/gif", 1, 2)),
    "jpeg": (jpeg(300, 200), Picture("image/jpeg", 300, 200)),
    "progressive jpeg": (jpeg(300, 200, frame=0xC2), Picture("image/jpeg", 300, 200)),
    "jpeg with a table first": (
        jpeg(30, 20, before=b"\xff\xc4" + struct.pack(">H", 5) + b"abc"),
        Picture("image/jpeg", 30, 20),
    ),
    "jpeg with padding": (jpeg(30, 20, before=b"\xff\xff"), Picture("image/jpeg", 30, 20)),
    "jpeg cut off": (jpeg(30, 20)[:12], Picture("image/jpeg")),
    "webp, lossy": (
        webp(b"VP8 ", bytes(3) + b"\x9d\x01\x2a" + struct.pack("<HH", 320, 240)),
        Picture("image/webp", 320, 240),
    ),
    "webp, lossless": (
        webp(b"VP8L", b"\x2f" + struct.pack("<I", (320 - 1) | (240 - 1) << 14)),
        Picture("image/webp", 320, 240),
    ),
    "webp, extended": (
        webp(b"VP8X", bytes(4) + (319).to_bytes(3, "little") + (239).to_bytes(3, "little")),
        Picture("image/webp", 320, 240),
    ),
    "webp of a later kind": (webp(b"VP9 ", bytes(20)), Picture("image/webp")),
    "avif": (bytes(4) + b"ftypavif" + bytes(8), Picture("image/avif")),
    "svg": (b'<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="x"></svg>', Picture("image/svg+xml")),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_is_known_by_its_bytes(kind: str) -> None:
    data, picture = PICTURES[kind]
    assert identify(data) == picture
    assert suffix(picture).startswith(".")


@pytest.mark.parametrize("data", [b"", b"<html><svg></svg></html>", b"%PDF-1.7", b"\x89PNG\r\n\x1a\nshort"])
def test_what_is_no_picture_is_none(data: bytes) -> None:
    assert identify(data) is None


@given(st.sampled_from(sorted(PICTURES)), st.integers(0, 60), st.binary(max_size=30))
def test_damage_never_raises(kind: str, keep: int, rest: bytes) -> None:
    found = identify(PICTURES[kind][0][:keep] + rest)
    assert found is None or (found.width >= 0 and found.height >= 0)


def test_a_data_address_holds_the_bytes() -> None:
    assert data_address(b"GIF", "image/gif") == "data:image/gif;base64,R0lG"
