"""Schema version 4: names that a person gave to publications, in the place of those that were read.

Frozen: a change to the schema is a further step, never an edit here.
"""

from __future__ import annotations

import sqlite3
from typing import Final

_NAMES: Final = """
CREATE TABLE publication_names (
  found TEXT PRIMARY KEY,               -- as the importer reads it
  shown TEXT NOT NULL                   -- as the person calls it
) STRICT, WITHOUT ROWID
"""


def extend(db: sqlite3.Connection) -> None:
    """Bring the file `db` from version 3 to version 4, within the transaction that is open."""
    db.execute(_NAMES)
