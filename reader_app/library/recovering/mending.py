"""Puts the rows of a damaged library in order: what belongs together finds each other again, what is missing is named.

An issue can be made anew from its text or from its original; it keeps its key, so that what the person said of it stays
with it. Only what has neither is lost.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from typing import Final
from uuid import UUID, uuid4

from reader_app.library.derive import facts, unpacked
from reader_app.library.moments import restored, stored
from reader_app.model.codec import encode
from reader_app.model.issue import NO_ID, Issue
from reader_app.model.origin import digest

_OWN_KIND: Final = "json"  # the importer that reads an issue as Masthead writes it
_STAND_IN: Final = "recovered.json"
_KEY_BITS: Final = 12  # of an issue's key, below the seconds of its date
_ORPHANS: Final = (
    "SELECT issue FROM documents UNION SELECT o.issue FROM origins o JOIN originals s ON s.key = o.original"
    " EXCEPT SELECT key FROM issues"
)
_HOLLOW: Final = (
    "SELECT i.key, p.name, i.number, i.title FROM issues i LEFT JOIN publications p ON p.key = i.publication"
    " WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.issue = i.key)"
    " AND NOT EXISTS (SELECT 1 FROM origins o JOIN originals s ON s.key = o.original WHERE o.issue = i.key)"
)
_WITHOUT_ORIGINAL: Final = (
    "SELECT i.id, i.key, d.data FROM issues i JOIN documents d ON d.issue = i.key WHERE NOT EXISTS"
    " (SELECT 1 FROM origins o JOIN originals s ON s.key = o.original WHERE o.issue = i.key)"
)
_SAID: Final = {
    "marks": "marks of issues",
    "item_marks": "marks of items",
    "notes": "notes",
    "highlights": "highlights",
}


def mend(db: sqlite3.Connection) -> Iterator[str]:
    """Bring the rows into an order that the schema allows; yields a sentence for each thing that is lost."""
    _name_lost_issues(db)
    yield from _drop_hollow_issues(db)
    _give_publications(db)
    _give_originals(db)
    yield from _name_lost_sources(db)
    yield from _mend_drafts(db)
    yield from _drop_dangling(db)


def _name_lost_issues(db: sqlite3.Connection) -> None:
    """Give each text or original that belongs to an issue whose row is lost a new row under the old key."""
    for (key,) in db.execute(_ORPHANS).fetchall():
        row = db.execute("SELECT data FROM documents WHERE issue = ?", (key,)).fetchone()
        issue = unpacked(row[0], NO_ID) if row else Issue()
        known = facts(issue)
        moment = stored(restored((key >> _KEY_BITS) * 1_000_000)) if abs(key) < 1 << 60 else 0
        db.execute(
            "INSERT INTO issues (key, id, publication, number, title, preheader, date, received, sections, items,"
            " sponsors, minutes, fingerprint, importer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, x'', 0)",
            (
                key,
                str(uuid4()),
                _publication(db, known.publication),
                known.number,
                known.title,
                known.preheader,
                known.date,
                moment,
            ),
        )


def _drop_hollow_issues(db: sqlite3.Connection) -> Iterator[str]:
    for key, publication, number, title in db.execute(_HOLLOW).fetchall():
        db.execute("DELETE FROM issues WHERE key = ?", (key,))
        name = " ".join(part for part in (publication, number) if part)
        yield f"The issue “{title}” ({name or 'of no publication'}) is lost: neither its text nor its original is left."


def _give_publications(db: sqlite3.Connection) -> None:
    """Give issues whose publication is lost the one that their text names."""
    query = (
        "SELECT i.key, d.data FROM issues i LEFT JOIN documents d ON d.issue = i.key"
        " WHERE i.publication NOT IN (SELECT key FROM publications)"
    )
    for key, data in db.execute(query).fetchall():
        name = unpacked(data, NO_ID).publication if data else ""
        db.execute("UPDATE issues SET publication = ? WHERE key = ?", (_publication(db, name), key))


def _publication(db: sqlite3.Connection, name: str) -> int:
    db.execute(
        "INSERT INTO publications (name, folded) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", (name, name.casefold())
    )
    return int(db.execute("SELECT key FROM publications WHERE name = ?", (name,)).fetchone()[0])


def drop_stand_ins(db: sqlite3.Connection) -> Iterator[str]:
    """Drop what stands for originals that were found after all; yields a sentence for each that was not."""
    db.execute(
        "DELETE FROM origins WHERE name = ? AND EXISTS"
        " (SELECT 1 FROM origins o WHERE o.issue = origins.issue AND o.name <> ?)",
        (_STAND_IN, _STAND_IN),
    )
    titles = db.execute("SELECT i.title FROM origins o JOIN issues i ON i.key = o.issue WHERE o.name = ?", (_STAND_IN,))
    for (title,) in titles:
        yield f"The original of the issue “{title}” is lost; its text is here."


def _give_originals(db: sqlite3.Connection) -> None:
    """Put the text of an issue, as JSON, in the place of its lost original, so that it can be read again as well."""
    for issue_id, key, data in db.execute(_WITHOUT_ORIGINAL).fetchall():
        issue = unpacked(data, UUID(issue_id))
        original = json.dumps(encode(issue), ensure_ascii=False, indent=1).encode()
        db.execute("DELETE FROM origins WHERE issue = ?", (key,))
        db.execute(
            "INSERT OR IGNORE INTO originals (sha256, size, data) VALUES (?, ?, ?)",
            (digest(original), len(original), zlib.compress(original, 3)),
        )
        db.execute(
            "INSERT INTO origins (issue, original, kind, platform, name, importer, added)"
            " SELECT ?, key, ?, '', ?, 0, 0 FROM originals WHERE sha256 = ?",
            (key, _OWN_KIND, _STAND_IN, digest(original)),
        )


def _name_lost_sources(db: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence for each original that is lost while the issue was read from others as well."""
    query = (
        "SELECT i.title, o.name FROM origins o JOIN issues i ON i.key = o.issue"
        " WHERE o.original NOT IN (SELECT key FROM originals) ORDER BY o.key"
    )
    for title, name in db.execute(query):
        yield f"One of the sources of the issue “{title}” is lost (“{name}”); another one is here."


def _mend_drafts(db: sqlite3.Connection) -> Iterator[str]:
    for (key,) in db.execute("SELECT DISTINCT draft FROM draft_revisions EXCEPT SELECT key FROM drafts").fetchall():
        db.execute(
            "INSERT INTO drafts (key, id, revision, publication, number, title, created, saved)"
            " SELECT ?, ?, 1, '', '', '', min(saved), max(saved) FROM draft_revisions WHERE draft = ?",
            (key, str(uuid4()), key),
        )
    db.execute(
        "UPDATE drafts SET revision = (SELECT max(number) FROM draft_revisions WHERE draft = drafts.key) WHERE EXISTS"
        " (SELECT 1 FROM draft_revisions WHERE draft = drafts.key) AND NOT EXISTS"
        " (SELECT 1 FROM draft_revisions WHERE draft = drafts.key AND number = drafts.revision)"
    )
    query = "SELECT key, title FROM drafts WHERE key NOT IN (SELECT draft FROM draft_revisions)"
    for key, title in db.execute(query).fetchall():
        db.execute("DELETE FROM drafts WHERE key = ?", (key,))
        yield f"The draft “{title}” is lost: none of its text can be read."


def _drop_dangling(db: sqlite3.Connection) -> Iterator[str]:
    """Drop what belongs to something that is lost, until nothing does."""
    dropped: dict[str, int] = {}
    while found := db.execute("PRAGMA foreign_key_check").fetchall():
        for table, rowid, _, number in found:
            if rowid is not None:
                gone = db.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,)).rowcount
            else:
                gone = _drop_from_index(db, table, number)
            dropped[table] = dropped.get(table, 0) + max(gone, 0)
    for table, count in dropped.items():
        if table in _SAID and count:
            yield f"{count} {_SAID[table]} belonged to issues that are lost."


def _drop_from_index(db: sqlite3.Connection, table: str, number: int) -> int:
    """Drop all rows of a WITHOUT ROWID table that break its reference `number`."""
    rows = db.execute('SELECT "from", "table", "to" FROM pragma_foreign_key_list(?) WHERE id = ?', (table, number))
    column, parent, key = rows.fetchone()
    return db.execute(f"DELETE FROM {table} WHERE {column} NOT IN (SELECT {key or 'rowid'} FROM {parent})").rowcount
