"""One connection to a library file: opening it safely, and explicit transactions that let no sqlite3 error escape."""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from reader_app import paths, private
from reader_app.errors import LibraryError, LibraryErrorKind
from reader_app.library import migrations
from reader_app.library.compression import DamagedContentError
from reader_app.library.copying import SourceBusyError, copy_aside
from reader_app.library.failures import failure, translated
from reader_app.library.guarding import holding, presence
from reader_app.library.guarding.holding import Held, identity_of
from reader_app.library.guarding.log_note import MAGIC, LogKeeper, forget, note_of, salts
from reader_app.library.lazily import Lazily

WAIT: Final = 5.0
_HELPERS: Final = ("-wal", "-shm", "-journal")
_SMALLEST: Final = 512  # bytes: SQLite takes a smaller file for an empty one, and writes over it
_NO_HELPER_FILES: Final = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
CACHE: Final = 32  # megabytes, for writing: pages of the search index change again and again
_SETTINGS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA wal_autocheckpoint = 4000",
    "PRAGMA journal_size_limit = 33554432",
    "PRAGMA trusted_schema = OFF",
)

T = TypeVar("T")

if TYPE_CHECKING:
    from reader_app.library import replacing
    from reader_app.library.guarding import foreign_logs
else:
    replacing = Lazily("reader_app.library.replacing")
    foreign_logs = Lazily("reader_app.library.guarding.foreign_logs")


class Database:
    """An open library file. `reading` and `writing` give the connection for one transaction each.

    Both turn every sqlite3 error into the LibraryError it means; a write that fails leaves nothing behind. Once the
    file has shown to be damaged, nothing is written to it any more: that could only make it worse. `notices` are
    sentences for the person about what was found when it was opened.
    """

    def __init__(self, db: sqlite3.Connection, path: Path, held: Held, *, read_only: bool, notices: list[str]) -> None:
        self._db = db
        self.path = path
        self.read_only = read_only
        self.notices = tuple(notices)
        self.rescued: Path | None = None
        self._is_damaged = False
        self._held: Held | None = held
        self._identity = held.identity
        self._log = LogKeeper(path, held)

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for reads that all see the same state of the library."""
        self._refuse_moved()
        with self._watching():
            self._db.execute("BEGIN")
            try:
                yield self._db
            finally:
                roll_back(self._db)

    @contextlib.contextmanager
    def writing(self, *, keep: bool = True) -> Iterator[sqlite3.Connection]:
        """Give the connection for one write: all of it is on disk when the block ends, or nothing of it.

        Without `keep` it is always nothing: for checks that SQLite does for who may write only.
        """
        self._refuse_moved()
        if self._is_damaged:
            raise failure(LibraryErrorKind.DAMAGED, self.path)
        with self._watching():
            self._db.execute("BEGIN IMMEDIATE")
            before = self._db.total_changes
            try:
                yield self._db
                if keep and self._db.total_changes != before:
                    self._log.mark(self._db)
                self._db.execute("COMMIT" if keep else "ROLLBACK")
            except BaseException:
                roll_back(self._db)
                raise
            self._log.committed()

    @contextlib.contextmanager
    def bare(self) -> Iterator[sqlite3.Connection]:
        """Give the connection outside any transaction, for a backup or a check of the whole file."""
        with translating(self.path):
            yield self._db

    def was_moved(self) -> bool:
        """Tell whether the file at `path` is not the one that is open: SQLite would go on with a file nobody sees."""
        return identity_of(self.path) != self._identity

    def close(self) -> None:
        """Close the connection. Closing twice is allowed.

        Of a file that was moved the log is emptied first: SQLite leaves it, and would take it for that of the file that
        is at its place now. One that has no name any more is copied beside the other as `rescued`.
        """
        if self._held is None:
            return
        with translating(self.path):
            moved = self.was_moved()
            if moved:
                self._rescue(self._held)
                with contextlib.suppress(sqlite3.Error):
                    self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            elif not self._is_damaged:
                self._log.end(self._db)
            self._db.close()
        if not self.read_only:
            presence.leave(self.path)
            if not moved:
                forget(self.path)
        holding.release(self._held)
        self._held = None

    def _rescue(self, held: Held) -> None:
        if held.is_lost() and held.users == 1 and not self._is_damaged and self.path.parent.is_dir():
            target = replacing.free_name(self.path, "replaced", now())
            with contextlib.suppress(sqlite3.Error, OSError, SourceBusyError):
                self.rescued = target if copy_aside(self._db, target) else None

    def _refuse_moved(self) -> None:
        if self.was_moved():
            reached = os.access(self.path.parent, os.X_OK) or not self.path.parent.exists()
            raise failure(LibraryErrorKind.MOVED if reached else LibraryErrorKind.NO_ACCESS, self.path)

    @contextlib.contextmanager
    def _watching(self) -> Iterator[None]:
        """Translate errors, and take note when SQLite finds the file damaged."""
        try:
            with translating(self.path):
                yield
        except LibraryError as error:
            self._is_damaged |= error.kind is LibraryErrorKind.DAMAGED and isinstance(error.__cause__, sqlite3.Error)
            raise


@contextlib.contextmanager
def translating(path: Path) -> Iterator[None]:
    """Raise what `failures.translated` makes of any sqlite3 error in the block; broken content is damage too."""
    try:
        yield
    except sqlite3.Error as error:
        raise translated(error, path) from error
    except DamagedContentError as error:
        raise failure(LibraryErrorKind.DAMAGED, path) from error
    except SourceBusyError as error:
        raise failure(LibraryErrorKind.LOCKED, path) from error


def roll_back(db: sqlite3.Connection) -> None:
    """Undo the open transaction, if SQLite has not already done so itself."""
    if db.in_transaction:
        with contextlib.suppress(sqlite3.Error):
            db.execute("ROLLBACK")


def open_database(path: Path, *, read_only: bool, wait: float, cache: int = CACHE) -> Database:
    """Return the library at `path`, brought up to the newest schema; see `Library.open` for what it raises."""
    path = path.absolute()
    notices: list[str] = []
    try:
        if not read_only:
            _prepare(path)
            presence.refuse_to_open(path)
        held = holding.hold(path, lambda held: notices.append(_settled(path, held)))
    except OSError as error:
        raise failure(LibraryErrorKind.NO_ACCESS, path) from error
    try:
        db = _connected_to_old(path) if read_only else _connected(path)
        try:
            _set_up(db, path, read_only=read_only, wait=wait, cache=cache)
        except BaseException:
            db.close()
            raise
    except BaseException:
        holding.release(held)
        raise
    if read_only:
        notices += [other.sentence(path) for other in presence.around(path).elsewhere]
    else:
        presence.arrive(path)
    return Database(db, path, held, read_only=read_only, notices=[notice for notice in notices if notice])


def _settled(path: Path, held: Held) -> str:
    """Look after a log that an ended program left; most often there is none, and nothing is loaded for it."""
    return foreign_logs.settle(path, held, now()) if salts(path) else ""


def _set_up(db: sqlite3.Connection, path: Path, *, read_only: bool, wait: float, cache: int) -> None:
    """Make sure that the file is a library of ours and sound at first sight, and bring it up to the newest schema."""
    with translating(path):
        db.execute(f"PRAGMA busy_timeout = {round(wait * 1000)}")
        db.execute(f"PRAGMA cache_size = {-1000 * cache}")
        for setting in _SETTINGS:
            db.execute(setting)
        version = _retried(lambda: _version(db, path), wait)
        _refuse_cut(db, path)
        if read_only:
            _refuse_old(version, path)
        else:
            _retried(lambda: db.execute("PRAGMA journal_mode = WAL").fetchone(), wait)
            if version < migrations.NEWEST:
                migrations.migrate(db, path)


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Return a connection in autocommit mode; `mode` is SQLite's: ``ro``, ``rw``, ``rwc``, or ``ro&immutable=1``."""
    return sqlite3.connect(f"{path.as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False)


def _prepare(path: Path) -> None:
    """Make the file and its folders where they are not there, closed to others, and refuse what cannot be a library."""
    if path.is_dir():
        raise LibraryError(LibraryErrorKind.NO_ACCESS, f"“{path}” is a folder; choose a file for the library.")
    private.make_folder(path.parent, ours=paths.is_usual(path))
    new = not path.exists()
    if not new and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        kind = LibraryErrorKind.READ_ONLY if os.access(path, os.R_OK) else LibraryErrorKind.NO_ACCESS
        raise failure(kind, path)
    if not new and 0 < path.stat().st_size < _SMALLEST:
        cut = path.read_bytes().startswith(MAGIC)
        raise failure(LibraryErrorKind.DAMAGED if cut else LibraryErrorKind.FOREIGN, path)
    private.make_file(path)  # what SQLite puts beside it takes over its mode
    for helper in (*(path.with_name(f"{path.name}{end}") for end in _HELPERS), note_of(path)):
        private.close_to_others(helper)


def _connected(path: Path) -> sqlite3.Connection:
    with translating(path):
        return connect(path, "rw")


def _connected_to_old(path: Path) -> sqlite3.Connection:
    """Return a read-only connection, also where SQLite cannot put its two helper files beside the library."""
    with translating(path):
        db = connect(path, "ro")
        try:
            db.execute("PRAGMA schema_version").fetchone()
        except sqlite3.Error as error:
            db.close()
            unwritten = not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()
            if error.sqlite_errorcode & 0xFF not in _NO_HELPER_FILES or not unwritten:
                raise
            db = connect(path, "ro&immutable=1")
    return db


def _version(db: sqlite3.Connection, path: Path) -> int:
    """Return the schema version of the file, 0 for a new one, after making sure that it is ours to change."""
    db.execute("BEGIN")
    try:
        application = db.execute("PRAGMA application_id").fetchone()[0]
        version: int = db.execute("PRAGMA user_version").fetchone()[0]
        tables = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    finally:
        roll_back(db)
    if application != migrations.APPLICATION_ID and (application or version or tables):
        raise failure(LibraryErrorKind.FOREIGN, path)
    if version > migrations.NEWEST:
        raise failure(LibraryErrorKind.NEWER, path)
    return version


def _refuse_cut(db: sqlite3.Connection, path: Path) -> None:
    """Raise LibraryError (damaged) when the end of the file is missing, before anything is written to what is left."""
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        return  # the end may still be in there
    pages, size = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    if path.stat().st_size < pages * size:
        raise failure(LibraryErrorKind.DAMAGED, path)


def _refuse_old(version: int, path: Path) -> None:
    if version == 0:
        raise failure(LibraryErrorKind.FOREIGN, path)
    if version < migrations.NEWEST:
        sentence = (
            f"The library “{path}” was made by an older Masthead and must be brought up to date once; "
            "allow writing to the file and its folder, then open it again."
        )
        raise LibraryError(LibraryErrorKind.READ_ONLY, sentence)


def _retried(action: Callable[[], T], wait: float) -> T:
    """Return what `action` returns, trying again while the file is locked, for at most `wait` seconds.

    SQLite's own waiting does not cover the first switch of a new file to WAL: processes that race for it fail at once.
    """
    end = time.monotonic() + wait
    while True:
        try:
            return action()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            if time.monotonic() > end:
                raise
            time.sleep(random.uniform(0.002, 0.02))


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)
