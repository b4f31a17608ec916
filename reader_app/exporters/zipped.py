"""Zip files that depend on their content alone: no clock, no owner, the order given."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Final

_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_PLAIN_FILE: Final = 0o100644 << 16
_PACKED_ALREADY: Final = (".png", ".jpg", ".gif", ".webp", ".avif")


def zipped(files: Iterable[tuple[str, bytes]], *, stored: str = "") -> bytes:
    """Return a zip of `files` (name, bytes) in their order. `stored` and pictures are not compressed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE
            packed = name == stored or name.endswith(_PACKED_ALREADY)
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return target.getvalue()
