"""Knows an original that an issue was read from: imported again it is told without being read again."""

from __future__ import annotations

import json
import sqlite3
from typing import Final, NamedTuple

from reader_app.library.compression import DamagedContentError, inflated

# One more than may be found: of several issues of one original the words decide, and these take reading it.
_QUERY: Final = (
    "SELECT i.key, o.kind, o.importer, o.name = ?1 AND o.importer = i.importer AND o.added = i.received"
    " AND o.key = (SELECT min(f.key) FROM origins f WHERE f.issue = i.key), d.data, p.name, i.number, i.title,"
    " EXISTS (SELECT 1 FROM corrections c WHERE c.issue = i.key)"
    " FROM originals s JOIN origins o ON o.original = s.key JOIN issues i ON i.key = o.issue"
    " JOIN publications p ON p.key = i.publication LEFT JOIN documents d ON d.issue = i.key"
    " WHERE s.sha256 = ?2 LIMIT 2"
)


class Known(NamedTuple):
    """An original in the library whose reading is in it too, word for word.

    `sha256` is the digest of its bytes; `name`, `kind` and `importer` are those of its origin; `title` is the title
    that was read. Whoever reads the same bytes under the same name by the same rules gets the same issue.
    """

    sha256: str
    name: str
    kind: str
    importer: int
    title: str


def known(db: sqlite3.Connection, sha256: str, name: str) -> tuple[int, Known] | None:
    """Return the issue that was read from the original `sha256` called `name`, and what is known of that.

    None unless it is sure that reading it again would find this very issue by its original (see `duplicates.judge`):
    no other issue is of these bytes, the text that is stored was read from them by the rules its origin names, and the
    issue goes by the name that was read, or was corrected.
    """
    try:
        rows = db.execute(_QUERY, (name, sha256)).fetchall()
    except UnicodeEncodeError:  # a file's name that is no text is kept in other words
        return None
    if len(rows) != 1:
        return None
    key, kind, importer, is_its_reading, document, *called, corrected = rows[0]
    if not is_its_reading or document is None:
        return None
    try:
        read = json.loads(inflated(document))
        publication, number, title = read["publication"], read["number"] or "", read["title"]
    except (DamagedContentError, ValueError, KeyError):
        return None
    if not corrected and called != [_shown(db, publication), number, called[2] if number else title]:
        return None
    return key, Known(sha256, name, kind, importer, title)


def holds(db: sqlite3.Connection, expected: Known) -> int | None:
    """Return the key of the issue of which `expected` is known still, else None."""
    found = known(db, expected.sha256, expected.name)
    return found[0] if found is not None and found[1] == expected else None


def _shown(db: sqlite3.Connection, publication: str) -> str:
    row = db.execute("SELECT shown FROM publication_names WHERE found = ?", (publication,)).fetchone()
    return str(row[0]) if row else publication
