"""Pictures that a person let be fetched from the web, kept for reading offline, and what came of failed attempts.

They belong to the issues that show them and go with the last of these.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from reader_app.library import assets
from reader_app.library.keys import key_of
from reader_app.library.moments import restored_or_none, stored
from reader_app.library.person_types import RemotePicture
from reader_app.model.text import clean_line


def find(db: sqlite3.Connection, urls: Iterable[str]) -> dict[str, RemotePicture]:
    """Return what is known of the pictures at `urls`; those never asked for are left out."""
    found: dict[str, RemotePicture] = {}
    for url in urls:
        row = db.execute(
            "SELECT p.url, coalesce(a.sha256, ''), p.fetched, p.attempts, p.failed, p.reason"
            " FROM remote_pictures p LEFT JOIN assets a ON a.key = p.asset WHERE p.url = ?",
            (url,),
        ).fetchone()
        if row is not None:
            url, asset, fetched, attempts, failed, reason = row
            found[url] = RemotePicture(
                url, asset, restored_or_none(fetched), attempts, restored_or_none(failed), reason
            )
    return found


def keep(
    db: sqlite3.Connection, issue_id: UUID, url: str, data: bytes, media_type: str, moment: datetime
) -> RemotePicture:
    """Keep the bytes that were fetched from `url` for the issue, in the place of older ones."""
    asset = assets.keep(db, data, media_type, moment)
    picture, old = _used(db, issue_id, url)
    db.execute(
        "UPDATE remote_pictures SET asset = ?, fetched = ?, attempts = 0, failed = NULL, reason = '' WHERE key = ?",
        (asset, stored(moment), picture),
    )
    if old not in (None, asset):
        assets.drop_unused(db, [(old,)])
    return find(db, (url,))[url]


def failed(db: sqlite3.Connection, issue_id: UUID, url: str, reason: str, moment: datetime) -> RemotePicture:
    """Note that fetching the picture failed, and why; bytes that are here already stay."""
    picture, _ = _used(db, issue_id, url)
    db.execute(
        "UPDATE remote_pictures SET attempts = attempts + 1, failed = ?, reason = ? WHERE key = ?",
        (stored(moment), clean_line(reason), picture),
    )
    return find(db, (url,))[url]


def to_retry(db: sqlite3.Connection, before: datetime, most_attempts: int, limit: int) -> tuple[tuple[UUID, str], ...]:
    """Return pictures whose last attempt failed before `before`, with an issue that shows each, oldest failure first.

    Left out are those that failed more than `most_attempts` times, and those only in the trash.
    """
    rows = db.execute(
        "SELECT min(i.id), p.url FROM remote_pictures p JOIN picture_uses u ON u.picture = p.key"
        " JOIN issues i ON i.key = u.issue WHERE p.failed < ? AND p.attempts <= ? AND i.shelf < 2"
        " GROUP BY p.key ORDER BY p.failed LIMIT ?",
        (stored(before), most_attempts, limit),
    )
    return tuple((UUID(issue), url) for issue, url in rows)


def drop_unused(db: sqlite3.Connection, issue: int) -> None:
    """Remove the pictures that only the issue of the key `issue` shows, which is about to be removed."""
    shown = db.execute("SELECT picture FROM picture_uses WHERE issue = ?", (issue,)).fetchall()
    db.execute("DELETE FROM picture_uses WHERE issue = ?", (issue,))
    orphans: list[tuple[int]] = []
    for picture in shown:
        if db.execute("SELECT 1 FROM picture_uses WHERE picture = ?", picture).fetchone() is None:
            orphans += db.execute(
                "DELETE FROM remote_pictures WHERE key = ? RETURNING coalesce(asset, 0)", picture
            ).fetchall()
    assets.drop_unused(db, orphans)


def _used(db: sqlite3.Connection, issue_id: UUID, url: str) -> tuple[int, int | None]:
    """Note that the issue shows the picture; return the picture's key and that of its bytes."""
    issue = key_of(db, issue_id)
    db.execute("INSERT INTO remote_pictures (url) VALUES (?) ON CONFLICT (url) DO NOTHING", (url,))
    picture, asset = db.execute("SELECT key, asset FROM remote_pictures WHERE url = ?", (url,)).fetchone()
    db.execute(
        "INSERT INTO picture_uses (issue, picture) VALUES (?, ?) ON CONFLICT (issue, picture) DO NOTHING",
        (issue, picture),
    )
    return picture, asset
