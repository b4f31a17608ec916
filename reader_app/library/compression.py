"""Takes stored bytes out of their compression, and names the one thing that can be wrong with them."""

from __future__ import annotations

import zlib


class DamagedContentError(Exception):
    """Bytes in the library are not what was put there. The facade turns this into a LibraryError."""


def inflated(data: bytes) -> bytes:
    """Return the bytes that zlib compressed to `data`; raises DamagedContentError when they are not whole."""
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise DamagedContentError(str(error)) from error
