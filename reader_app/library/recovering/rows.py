"""Holds the rows of a damaged library while they are put in order, and takes out what is not as it was stored."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Final

from reader_app.library.compression import DamagedContentError, inflated
from reader_app.library.corrections import correction_of
from reader_app.library.derive import unpacked
from reader_app.library.migrations import STEPS
from reader_app.library.recovering.tables import Row, Table
from reader_app.library.stored_json import an_object, pairs, sentences
from reader_app.model.issue import NO_ID
from reader_app.model.origin import digest

_HAS_COLUMN: Final = "SELECT 1 FROM pragma_table_info(?) WHERE name = ?"
_JSON: Final[tuple[tuple[str, str, str, Callable[[str], object]], ...]] = (
    ("documents", "warnings", "[]", sentences),
    ("documents", "removed", "[]", sentences),
    ("origins", "facts", "[]", pairs),
    ("publication_settings", "export", "{}", an_object),
    ("own_publications", "theme", "{}", an_object),
)
_PIECE: Final = 64  # bytes of compressed text that are tried at a time


def lay_out(db: sqlite3.Connection, version: int) -> None:
    """Make the tables of schema `version` in the empty file `db`, without triggers; references are not enforced."""
    db.execute("PRAGMA foreign_keys = OFF")
    for step in STEPS[:version]:
        step(db)
    for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")


def put(db: sqlite3.Connection, table: Table, row: Row) -> None:
    """Keep `row`, unless there is one of the same name already."""
    names = ", ".join(column.name for column in table.columns)
    db.execute(f"INSERT OR IGNORE INTO {table.name} ({names}) VALUES ({', '.join('?' * len(row))})", row)


def has_table(db: sqlite3.Connection, name: str) -> bool:
    """Tell whether the schema of `db` has the table `name`."""
    return db.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (name,)).fetchone() is not None


def drop_damaged_content(db: sqlite3.Connection) -> Iterator[str]:
    """Take out what is not as it was stored; of the text of drafts the beginning stays, as far as it can be read.

    Yields a sentence for each thing that cannot be made anew from others. Originals and documents can, from each other.
    """
    _drop(db, "originals", "size, data", lambda size, data: _has_size(data, size))
    _name_originals(db)
    _drop(db, "documents", "data", lambda data: _works(lambda: unpacked(data, NO_ID)))
    _drop(db, "displays", "data", lambda data: _works(lambda: inflated(data)))
    lost = _drop(db, "corrections", "data", lambda data: _works(lambda: correction_of(data)))
    if lost:
        yield f"{lost} corrections of issues cannot be read."
    pictures = _drop(db, "assets", "sha256, data", lambda sha256, data: digest(data) == sha256)
    if pictures:
        yield f"{pictures} pictures or files are not as they were stored and left out."
    _empty_damaged_lists(db)
    yield from _draft_texts(db)


def _empty_damaged_lists(db: sqlite3.Connection) -> None:
    """Put the default in the place of JSON that cannot be read; it is made anew where the original is read again."""
    for table, column, default, read in _JSON:
        if not has_table(db, table) or not db.execute(_HAS_COLUMN, (table, column)).fetchone():
            continue
        texts = db.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall()
        broken = [(default, text) for (text,) in texts if not _is_sound(read, text)]
        db.executemany(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", broken)


def _name_originals(db: sqlite3.Connection) -> None:
    """Give originals the digest of their bytes, where only that is wrong."""
    wrong = []
    for key, sha256, data in db.execute("SELECT key, sha256, data FROM originals"):
        if (true := digest(inflated(data))) != sha256:
            wrong.append((true, key))
    db.executemany("UPDATE OR REPLACE originals SET sha256 = ? WHERE key = ?", wrong)


def _has_size(data: bytes, size: int) -> bool:
    return _works(lambda: inflated(data)) and len(inflated(data)) == size


def _works(action: Callable[[], object]) -> bool:
    try:
        action()
    except DamagedContentError:
        return False
    return True


def _is_sound(read: Callable[[str], object], text: str) -> bool:
    return _works(lambda: read(text))


def _drop(db: sqlite3.Connection, table: str, columns: str, is_sound: Callable[..., bool]) -> int:
    """Delete the rows of `table` whose `columns` are not sound, and return how many they were."""
    if not has_table(db, table):
        return 0
    rows = db.execute(f"SELECT rowid, {columns} FROM {table}")
    broken = [(number,) for number, *values in rows if not is_sound(*values)]
    db.executemany(f"DELETE FROM {table} WHERE rowid = ?", broken)
    return len(broken)


def _draft_texts(db: sqlite3.Connection) -> Iterator[str]:
    """Put what can be read of a version's text in the place of what cannot."""
    rows: list[tuple[int, int, int, bytes, Any]] = []
    query = (
        "SELECT r.rowid, r.number, r.size, r.data, d.title FROM draft_revisions r LEFT JOIN drafts d ON d.key = r.draft"
    )
    for number, version, size, data, title in db.execute(query):
        if not _has_size(data, size):
            rows.append((number, version, size, beginning(data), title))
    for number, version, size, text, title in rows:
        if text:
            packed = zlib.compress(text, 3)
            db.execute("UPDATE draft_revisions SET size = ?, data = ? WHERE rowid = ?", (len(text), packed, number))
        else:
            db.execute("DELETE FROM draft_revisions WHERE rowid = ?", (number,))
        yield f"Of version {version} of the draft “{title or ''}”, {len(text)} of {size} bytes can be read."


def beginning(data: bytes) -> bytes:
    """Return as much as can be read of the text that zlib compressed to `data`, whole characters only."""
    reader = zlib.decompressobj()
    text = b""
    with suppress(zlib.error):
        for start in range(0, len(data), _PIECE):
            text += reader.decompress(data[start : start + _PIECE])
    return text.decode("utf-8", "ignore").encode() if not _is_text(text) else text


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True
