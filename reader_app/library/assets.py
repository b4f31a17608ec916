"""Pictures and other files that issues and drafts refer to as ``asset:<sha256>``."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from reader_app.library.compression import inflated
from reader_app.library.derive import AssetRow
from reader_app.library.moments import stored
from reader_app.model.origin import digest


def add(db: sqlite3.Connection, data: bytes, media_type: str, moment: datetime) -> str:
    """Keep `data` and return its digest; the same bytes are kept once, under the media type they first came with."""
    sha256 = digest(data)
    db.execute(
        "INSERT INTO assets (sha256, media_type, data, added, kept) VALUES (?, ?, ?, ?, 1)"
        " ON CONFLICT (sha256) DO UPDATE SET kept = 1",
        (sha256, media_type, data, stored(moment)),
    )
    return sha256


def attach(db: sqlite3.Connection, issue: int, rows: Iterable[AssetRow], moment: datetime) -> None:
    """Keep the pictures that came with the issue of the key `issue`."""
    for row in rows:
        db.execute(
            "INSERT INTO issue_assets (issue, asset) VALUES (?, ?) ON CONFLICT (issue, asset) DO NOTHING",
            (issue, _keep(db, row, moment)),
        )


def keep(db: sqlite3.Connection, data: bytes, media_type: str, moment: datetime) -> int:
    """Keep a picture as long as something shows it (see `drop_unused`) and return its key."""
    return _keep(db, AssetRow(digest(data), media_type, data), moment)


def drop_unused(db: sqlite3.Connection, keys: Sequence[tuple[int]]) -> None:
    """Remove those of the assets `keys` that only came for issues, all of which are gone, and that no draft shows."""
    unused: set[tuple[int, str]] = set()
    for key in keys:
        unused.update(
            db.execute(
                "SELECT key, sha256 FROM assets WHERE key = ? AND kept = 0"
                " AND NOT EXISTS (SELECT 1 FROM issue_assets WHERE asset = assets.key)"
                " AND NOT EXISTS (SELECT 1 FROM remote_pictures WHERE asset = assets.key)",
                key,
            )
        )
    if not unused:
        return
    for (data,) in db.execute("SELECT data FROM draft_revisions"):
        text = inflated(data).lower()
        unused = {entry for entry in unused if entry[1].encode() not in text}
    db.executemany("DELETE FROM assets WHERE key = ?", [(key,) for key, _ in unused])


def load(db: sqlite3.Connection, sha256: str) -> tuple[bytes, str] | None:
    """Return the bytes and media type of the asset, None when it is not here."""
    row = db.execute("SELECT data, media_type FROM assets WHERE sha256 = ?", (sha256.lower(),)).fetchone()
    return (row[0], row[1]) if row else None


def _keep(db: sqlite3.Connection, row: AssetRow, moment: datetime) -> int:
    db.execute(
        "INSERT INTO assets (sha256, media_type, data, added, kept) VALUES (?, ?, ?, ?, 0)"
        " ON CONFLICT (sha256) DO NOTHING",
        (row.sha256, row.media_type, row.data, stored(moment)),
    )
    return int(db.execute("SELECT key FROM assets WHERE sha256 = ?", (row.sha256,)).fetchone()[0])
