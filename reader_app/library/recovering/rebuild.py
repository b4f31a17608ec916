"""Makes a new library of what can be read of a damaged one. The damaged file is only read."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from reader_app import asides
from reader_app.library import listed
from reader_app.library.connection import connect, translating
from reader_app.library.corrections import corrected
from reader_app.library.derive import unpacked
from reader_app.library.fingerprint import fingerprint
from reader_app.library.listing import listing
from reader_app.library.migrations import APPLICATION_ID, NEWEST, STEPS
from reader_app.library.reading import original
from reader_app.library.recovering import rows
from reader_app.library.recovering.mending import drop_stand_ins, mend
from reader_app.library.recovering.pages import Pages
from reader_app.library.recovering.salvage import Found, Progress, salvage, version_of
from reader_app.library.recovering.tables import FOLLOWING, Table, tables
from reader_app.model.issue import NO_ID

_KINDS_WITH_DISPLAY: Final = ("eml", "html", "mhtml")
_TO_READ_AGAIN: Final = (
    "SELECT id FROM issues WHERE key NOT IN (SELECT issue FROM documents) UNION"
    " SELECT i.id FROM issues i JOIN origins o ON o.key = (SELECT min(key) FROM origins WHERE issue = i.key)"
    f" WHERE i.key NOT IN (SELECT issue FROM displays) AND o.kind IN {_KINDS_WITH_DISPLAY}"
)
_TO_READ_FIRST: Final = "SELECT sha256 FROM originals WHERE key NOT IN (SELECT original FROM origins)"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was made of a damaged library.

    `read_again` are issues to be derived from their originals; `unknown` the digests of originals that no issue is
    known of; `lost` a sentence for each thing that is gone or cut.
    """

    found: Found
    read_again: tuple[UUID, ...]
    unknown: tuple[str, ...]
    lost: tuple[str, ...]


def rebuild(damaged: Path, target: Path, progress: Progress = lambda _done, _total: None) -> Rebuilt | None:
    """Write a library of the newest schema to `target`, which is not there yet; None when nothing can be read.

    `progress` is told how far the pages are read, then how many issues are listed. Raises OSError when `damaged` cannot
    be opened, LibraryError when there is no room for `target`.
    """
    with translating(damaged):
        return _rebuilt(damaged, target, progress)


def kept_bytes(target: Path, sha256: str) -> bytes:
    """Return the original of the digest `sha256` in the library at `target`."""
    with translating(target), closing(connect(target, "ro")) as db:
        return original(db, sha256)


def finish(target: Path) -> tuple[str, ...]:
    """Drop stand-ins for originals that were found after all; returns a sentence for each original that was not."""
    with translating(target), closing(sqlite3.connect(target, isolation_level=None)) as db:
        return tuple(drop_stand_ins(db))


def _rebuilt(damaged: Path, target: Path, progress: Progress) -> Rebuilt | None:
    collected = asides.rows_of(target)
    try:
        with Pages(damaged) as pages, closing(_connected(collected)) as db:
            version = version_of(pages)
            db.execute("BEGIN")
            rows.lay_out(db, version)
            found = salvage(pages, lambda table, row: rows.put(db, table, row), progress)
            if not found.rows:
                return None
            lost = (*_unreadable(found), *rows.drop_damaged_content(db), *mend(db))
            db.execute("COMMIT")
        with closing(_connected(target)) as db:
            _copy(db, collected, version)
            _list_all(db, progress)
            again = tuple(UUID(row[0]) for row in db.execute(_TO_READ_AGAIN))
            unknown = tuple(row[0] for row in db.execute(_TO_READ_FIRST))
    finally:
        collected.unlink(missing_ok=True)
    return Rebuilt(found, again, unknown, lost)


def _unreadable(found: Found) -> list[str]:
    parts = [(found.damaged_pages, "pages of the file"), (found.damaged_rows, "rows")]
    named = " and ".join(f"{count} {what}" for count, what in parts if count)
    return [f"{named} could not be read; marks, tags or notes that were only there are lost."] if named else []


def _connected(path: Path) -> sqlite3.Connection:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA foreign_keys = OFF")
    return db


def _copy(db: sqlite3.Connection, collected: Path, version: int) -> None:
    """Fill the new file `db` with the rows in `collected`, and bring it to the newest schema, in one transaction."""
    db.execute("ATTACH ? AS damaged", (str(collected),))
    db.execute("BEGIN")
    for step in STEPS[:version]:
        step(db)
    for table in _parents_first(db, [table for table in tables(version).values() if table.kept]):
        following = FOLLOWING.get(table.name, frozenset())
        names = ", ".join(column.name for column in table.columns if column.name not in following or column.required)
        taken = ", ".join("0" if name in following else name for name in names.split(", "))
        db.execute(f"INSERT INTO main.{table.name} ({names}) SELECT {taken} FROM damaged.{table.name}")
    for step in STEPS[version:]:
        step(db)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {NEWEST}")
    db.execute("COMMIT")
    db.execute("DETACH damaged")


def _parents_first(db: sqlite3.Connection, waiting: list[Table]) -> list[Table]:
    """Return the tables so that each comes after those it refers to."""
    parents = {
        table.name: {row[0] for row in db.execute('SELECT "table" FROM pragma_foreign_key_list(?)', (table.name,))}
        for table in waiting
    }
    ordered: list[Table] = []
    while waiting:
        names = {table.name for table in waiting}
        ready = [table for table in waiting if not parents[table.name] & names]
        ordered += ready
        waiting = [table for table in waiting if table not in ready]
    return ordered


def _list_all(db: sqlite3.Connection, progress: Progress) -> None:
    """Make the lists and the search index of all issues from their texts."""
    db.execute("BEGIN")
    keys = db.execute("SELECT issue FROM documents ORDER BY issue").fetchall()
    for number, (key,) in enumerate(keys, start=1):
        progress(number, len(keys))
        document = db.execute("SELECT data FROM documents WHERE issue = ?", (key,)).fetchone()[0]
        imported = unpacked(document, NO_ID)
        issue = corrected(db, key, imported)
        made = listing(imported)
        listed.replace(db, key, made if issue is imported else listing(issue))
        search = made.search
        sketch = fingerprint((search.title, search.items, search.sponsors, search.text))
        db.execute("UPDATE issues SET fingerprint = ? WHERE key = ?", (sketch, key))
    db.execute("COMMIT")
