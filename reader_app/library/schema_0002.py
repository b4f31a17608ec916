"""Schema version 2: what comes with an imported issue (display copy, facts, pictures), and corrections by hand.

Frozen: a change to the schema is a further step, never an edit here.
"""

from __future__ import annotations

import sqlite3
from typing import Final

_STATEMENTS: Final = (
    """
CREATE TABLE displays (
  issue INTEGER PRIMARY KEY REFERENCES issues(key) ON DELETE CASCADE ON UPDATE CASCADE,
  data BLOB NOT NULL                    -- sanitized HTML that shows the original, zlib
) STRICT
""",
    """
CREATE TABLE corrections (
  key INTEGER PRIMARY KEY,              -- in the order they were made
  issue INTEGER NOT NULL REFERENCES issues(key) ON DELETE CASCADE ON UPDATE CASCADE,
  made INTEGER NOT NULL,
  data TEXT NOT NULL                    -- JSON
) STRICT
""",
    "CREATE INDEX corrections_by_issue ON corrections(issue, key)",
    """
CREATE TABLE issue_assets (
  issue INTEGER NOT NULL REFERENCES issues(key) ON DELETE CASCADE ON UPDATE CASCADE,
  asset INTEGER NOT NULL REFERENCES assets(key),
  PRIMARY KEY (issue, asset)
) STRICT, WITHOUT ROWID
""",
    "CREATE INDEX issue_assets_by_asset ON issue_assets(asset)",
    # Whether an asset was also put there by hand; those that only came with issues go with the last of them.
    "ALTER TABLE assets ADD COLUMN kept INTEGER NOT NULL DEFAULT 1",
    # JSON list of pairs: what the envelope says.
    "ALTER TABLE origins ADD COLUMN facts TEXT NOT NULL DEFAULT '[]'",
    # The Message-ID, by which the same mail is found again.
    "ALTER TABLE origins ADD COLUMN message TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX origins_by_message ON origins(message) WHERE message <> ''",
    "CREATE INDEX issues_by_title ON issues(title)",
)


def extend(db: sqlite3.Connection) -> None:
    """Bring the file `db` from version 1 to version 2, within the transaction that is open."""
    for statement in _STATEMENTS:
        db.execute(statement)
