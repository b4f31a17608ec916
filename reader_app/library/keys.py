"""The keys by which tables refer to an issue, found by the id that the world knows it by."""

from __future__ import annotations

import sqlite3
from uuid import UUID

from reader_app.errors import UsageError


def key_of(db: sqlite3.Connection, issue_id: UUID) -> int:
    """Return the key of the issue; raises UsageError when it is not here."""
    row = db.execute("SELECT key FROM issues WHERE id = ?", (str(issue_id),)).fetchone()
    if row is None:
        raise UsageError(f"There is no issue {issue_id} in the library.")
    return int(row[0])
