"""Says of issues whether they changed, without reading them."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from uuid import UUID

from reader_app.library.keys import key_of

_LENGTH = 16  # bytes


def stamps(db: sqlite3.Connection, ids: Iterable[UUID]) -> tuple[str, ...]:
    """Return a digest of each issue as it is stored, corrected and called, in hexadecimal and in the order of `ids`.

    Two digests of one issue differ when it may have changed. Raises UsageError for an issue that is not here.
    """
    return tuple(_stamp(db, key_of(db, issue_id)) for issue_id in ids)


def _stamp(db: sqlite3.Connection, key: int) -> str:
    found = hashlib.blake2b(digest_size=_LENGTH)
    for (data,) in db.execute("SELECT data FROM documents WHERE issue = ?", (key,)):
        found.update(data)
    name = "SELECT p.name FROM issues i JOIN publications p ON p.key = i.publication WHERE i.key = ?"
    for (data,) in db.execute(name, (key,)):
        found.update(data.encode("utf-8", "replace"))
    for (data,) in db.execute("SELECT data FROM corrections WHERE issue = ? ORDER BY key", (key,)):
        found.update(data.encode("utf-8", "replace"))
    return found.hexdigest()
