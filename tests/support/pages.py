"""What stands in an export, as one text."""

from __future__ import annotations

import io
import zipfile


def text_of(data: bytes, suffixes: tuple[str, ...] = ("html", "md")) -> str:
    """The text of an export; of a book or a zip that of its pages."""
    if not data.startswith(b"PK"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as entries:
        return "\n".join(entries.read(name).decode() for name in entries.namelist() if name.endswith(suffixes))
