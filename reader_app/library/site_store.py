"""What an archive site is made of, in a SQLite file of its own: its files, and what its lists need of each issue.

A run changes a copy of that file; what is needed during the run alone stands in a second file beside it. Nothing is
held in memory, however many issues there are. The issues of the run are in `SiteIssues`, see library/site_issues.py.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from reader_app.errors import FileError

FORMAT: Final = 2
_CACHE: Final = 4  # megabytes for each of the two files
_BATCH: Final = 100  # rows read at once
_DAMAGED: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_DISK: Final = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
}
_SITE: Final = """
CREATE TABLE site.settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE site.files (path TEXT PRIMARY KEY, digest TEXT NOT NULL, inputs TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE site.issues (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, stamp TEXT NOT NULL, search TEXT NOT NULL, day TEXT NOT NULL,
    shown TEXT NOT NULL, pictures TEXT NOT NULL
);
CREATE INDEX site.issues_search ON issues (search);
CREATE TABLE site.entries (
    kind TEXT NOT NULL, page TEXT NOT NULL, issue TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL,
    line TEXT NOT NULL
);
CREATE INDEX site.entries_page ON entries (kind, page, issue, number);
CREATE INDEX site.entries_issue ON entries (issue);
"""
_RUN: Final = """
CREATE TABLE kept (path TEXT PRIMARY KEY, digest TEXT NOT NULL, inputs TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE staged (number INTEGER PRIMARY KEY, path TEXT NOT NULL);
CREATE TABLE leftovers (path TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE gone (path TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE now (
    place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, publication TEXT NOT NULL, number TEXT NOT NULL,
    title TEXT NOT NULL, stamp TEXT NOT NULL, path TEXT
);
CREATE INDEX now_publication ON now (publication, place);
CREATE INDEX now_path ON now (path);
"""


class SiteStore:
    """The files and settings of one site during one run.

    `state` is the copy that the run may change; it is made when it is not there. `run` is the file for the run alone,
    `called` the path that a person is told. `is_inside` tells of a path whether a site may have it; what else is noted
    is passed over. Raises OSError for what the disk refuses, FileError for a file that is damaged or of a newer
    Masthead.
    """

    def __init__(self, state: Path, run: Path, *, called: Path, is_inside: Callable[[str], bool]) -> None:
        self._called = called
        self._changed = False
        with self._translating():
            self._db = sqlite3.connect(run, isolation_level=None, check_same_thread=False)
        try:
            with self._translating():
                self._open(state, is_inside)
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        """Close both files; what was not sealed is lost."""
        self._db.close()

    def settings(self) -> dict[str, str]:
        """Return what a person chose for the site; empty for a new one."""
        return dict(self.rows("SELECT name, value FROM settings"))

    def set_settings(self, settings: Mapping[str, str]) -> None:
        """Note what a person chose."""
        if settings != self.settings():
            self.change_site("DELETE FROM settings")
            for entry in settings.items():
                self.change_site("INSERT INTO settings VALUES (?, ?)", entry)

    def known(self, path: str) -> tuple[str, str] | None:
        """Return of a file that the site holds until now its digest and what it was made of."""
        return self.row("SELECT digest, inputs FROM files WHERE path = ?", (path,))

    def names(self, start: str) -> list[str]:
        """Return the files that the site holds until now and whose path begins with `start`, in order."""
        ends = (start, f"{start}\U0010ffff")
        found = self.rows("SELECT path FROM files WHERE path >= ? AND path < ? ORDER BY path", ends)
        return [path for (path,) in found]

    def is_ours(self, path: str) -> bool:
        """Tell whether the site wrote the file `path`, also in a run that broke off."""
        return self.known(path) is not None or self.row("SELECT 1 FROM leftovers WHERE path = ?", (path,)) is not None

    def kept(self, path: str) -> str | None:
        """Return what the file `path` was made of, None when it is not yet part of the site as it will be."""
        found = self.row("SELECT inputs FROM kept WHERE path = ?", (path,))
        return found[0] if found else None

    def keep(self, path: str, digest: str, inputs: str) -> None:
        """Note a file as part of the site as it will be."""
        self.change("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", (path, digest, inputs))

    def stage(self, number: int, path: str) -> None:
        """Note that the file `number` will be put at `path`."""
        self.change("INSERT INTO staged VALUES (?, ?)", (number, path))

    def add_known(self, files: Iterable[tuple[str, str, str]]) -> None:
        """Note files that an older Masthead wrote: path, digest, made of."""
        for entry in files:
            self.change_site("INSERT OR IGNORE INTO files VALUES (?, ?, ?)", entry)

    def add_leftovers(self, files: Iterable[tuple[str, str]]) -> None:
        """Note files that a run which broke off may have put in their place: path, digest."""
        for entry in files:
            self.change("INSERT OR REPLACE INTO leftovers VALUES (?, ?)", entry)

    def add_unfinished(self, state: Path) -> None:
        """Note the files that a run which broke off noted in the file `state`."""
        address = f"{state.absolute().as_uri()}?mode=ro&immutable=1"
        with self._translating(), contextlib.closing(sqlite3.connect(address, uri=True)) as old:
            self.add_leftovers(old.execute("SELECT path, digest FROM files"))

    def seal(self) -> bool:
        """Make the copy hold the site as it will be and close it; tell whether that differs from the site until now."""
        self.change("INSERT INTO gone SELECT path, digest FROM files WHERE path NOT IN (SELECT path FROM kept)")
        self.change_site("DELETE FROM files WHERE path IN (SELECT path FROM gone)")
        self.change_site(
            "INSERT INTO files SELECT * FROM kept WHERE true ON CONFLICT DO UPDATE SET digest = excluded.digest, "
            "inputs = excluded.inputs WHERE (digest, inputs) <> (excluded.digest, excluded.inputs)"
        )
        self.change("COMMIT")
        self.change("DETACH site")
        return self._changed

    def staged(self) -> Iterator[tuple[int, str]]:
        """Yield the files to put in their place: number and path."""
        yield from self.rows("SELECT number, path FROM staged ORDER BY number")

    def kept_count(self) -> int:
        """Return how many files the site will hold."""
        found: tuple[int] | None = self.row("SELECT count(*) FROM kept")
        return found[0] if found else 0

    def gone(self) -> Iterator[tuple[str, str]]:
        """Yield the files that are no part of the site any more: path and digest. To be asked after `seal`."""
        yield from self.rows("SELECT path, digest FROM gone ORDER BY path")

    def leftovers(self) -> Iterator[tuple[str, str]]:
        """Yield what broken-off runs left that is no part of the site: path and digest. To be asked before `seal`."""
        yield from self.rows(
            "SELECT path, digest FROM leftovers WHERE path NOT IN (SELECT path FROM kept) "
            "AND path NOT IN (SELECT path FROM files) ORDER BY path"
        )

    # For this module and site_issues.py

    def rows(self, sql: str, values: Iterable[Any] = ()) -> Iterator[Any]:
        """Yield what a query finds."""
        with self._translating():
            cursor = self._db.execute(sql, tuple(values))
            while found := cursor.fetchmany(_BATCH):
                yield from found

    def row(self, sql: str, values: Iterable[Any] = ()) -> Any | None:
        """Return the first row that a query finds."""
        with self._translating():
            return self._db.execute(sql, tuple(values)).fetchone()

    def change(self, sql: str, values: Iterable[Any] = ()) -> int:
        """Change what is for this run alone, and return how many rows were touched."""
        with self._translating():
            return self._db.execute(sql, tuple(values)).rowcount

    def change_site(self, sql: str, values: Iterable[Any] = ()) -> None:
        """Change what is noted of the site."""
        self._changed |= self.change(sql, values) > 0

    def _open(self, state: Path, is_inside: Callable[[str], bool]) -> None:
        new = not state.exists()
        self._db.execute("ATTACH ? AS site", (str(state),))
        for name in ("main", "site"):
            self._db.execute(f"PRAGMA {name}.cache_size = {-1000 * _CACHE}")
            self._db.execute(f"PRAGMA {name}.journal_mode = OFF")  # both are thrown away when anything goes wrong
            self._db.execute(f"PRAGMA {name}.synchronous = OFF")
        self._db.execute("PRAGMA trusted_schema = OFF")
        if new:
            self._db.execute(f"PRAGMA site.user_version = {FORMAT}")
        elif self._db.execute("PRAGMA site.user_version").fetchone() != (FORMAT,):
            raise damaged(self._called)
        self._db.execute("BEGIN")
        for statement in filter(str.strip, ((_SITE if new else "") + _RUN).split(";")):
            self._db.execute(statement)
        self._db.create_function("is_inside", 1, is_inside)
        for table, column in (("files", "path"), ("issues", "path"), ("entries", "page")):
            self.change_site(f"DELETE FROM {table} WHERE NOT is_inside({column})")

    @contextlib.contextmanager
    def _translating(self) -> Iterator[None]:
        """Raise OSError or FileError for what SQLite says of the disk and of the file."""
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
            if code in _DAMAGED or "no such" in str(error):
                raise damaged(self._called) from error
            if code in _DISK:
                number = _DISK[code]
                raise OSError(number, os.strerror(number), str(self._called)) from error
            raise


def damaged(path: Path) -> FileError:
    """Return what to say of a file that does not tell what a site holds."""
    return FileError(f"{path}: What says which files the archive wrote is damaged or newer; use another folder.")
