"""Pictures and other files that issues and drafts refer to as ``asset:<sha256>``."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from reader_app.library.moments import stored
from reader_app.model.origin import digest


def add(db: sqlite3.Connection, data: bytes, media_type: str, moment: datetime) -> str:
    """Keep `data` and return its digest; the same bytes are kept once, under the media type they first came with."""
    sha256 = digest(data)
    db.execute(
        "INSERT INTO assets (sha256, media_type, data, added) VALUES (?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
        (sha256, media_type, data, stored(moment)),
    )
    return sha256


def load(db: sqlite3.Connection, sha256: str) -> tuple[bytes, str] | None:
    """Return the bytes and media type of the asset, None when it is not here."""
    row = db.execute("SELECT data, media_type FROM assets WHERE sha256 = ?", (sha256.lower(),)).fetchone()
    return (row[0], row[1]) if row else None
