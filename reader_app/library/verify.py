"""Checks a whole library: the file, its references, the search index, the kept counts and every stored byte."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import Any, Final
from uuid import UUID

from reader_app.library.compression import DamagedContentError, inflated
from reader_app.library.corrections import correction_of
from reader_app.library.derive import unpacked
from reader_app.library.stored_json import an_object, pairs, sentences
from reader_app.model.origin import digest

_MOST_SENTENCES: Final = 100
# What must be readable beside texts and originals, by the name of what it belongs to.
_READABLE: Final[tuple[tuple[str, Callable[[Any], object], str], ...]] = (
    (
        "SELECT i.id, d.data FROM displays d JOIN issues i ON i.key = d.issue",
        inflated,
        "The display copy of the issue %1 cannot be read.",
    ),
    (
        "SELECT i.id, c.data FROM corrections c JOIN issues i ON i.key = c.issue",
        correction_of,
        "A correction of the issue %1 cannot be read.",
    ),
    (
        "SELECT i.id, o.facts FROM origins o JOIN issues i ON i.key = o.issue",
        pairs,
        "What the envelope of the issue %1 says cannot be read.",
    ),
    (
        "SELECT i.id, d.warnings FROM documents d JOIN issues i ON i.key = d.issue",
        sentences,
        "What the importer was unsure of in the issue %1 cannot be read.",
    ),
    (
        "SELECT i.id, d.removed FROM documents d JOIN issues i ON i.key = d.issue",
        sentences,
        "What the importer left out of the issue %1 cannot be read.",
    ),
    (
        "SELECT name, export FROM publication_settings UNION ALL SELECT name, theme FROM own_publications",
        an_object,
        "What is set for the publication “%1” cannot be read.",
    ),
)
# What the triggers keep, against what is there.
_COUNTED: Final = (
    "SELECT (SELECT count(*) FROM issues WHERE shelf = 0), (SELECT count(*) FROM issues WHERE shelf = 0 AND read = 0),"
    " (SELECT count(*) FROM issues WHERE shelf < 2 AND starred = 1),"
    " (SELECT count(*) FROM items t JOIN issues i ON i.key = t.issue WHERE i.shelf = 0),"
    " (SELECT count(*) FROM drafts), (SELECT count(*) FROM clips),"
    " (SELECT count(DISTINCT r.sponsor) FROM sponsor_runs r JOIN issues i ON i.key = r.issue WHERE i.shelf < 2),"
    " (SELECT count(*) FROM issues WHERE shelf = 1), (SELECT count(*) FROM issues WHERE shelf = 2)"
)
_KEPT: Final = "SELECT issues, unread, starred, items, drafts, clips, sponsors, archived, trashed FROM totals"
_PUBLICATIONS: Final = (
    "SELECT p.name FROM publications p LEFT JOIN issues i ON i.publication = p.key AND i.shelf = 0 GROUP BY p.key"
    " HAVING p.issues <> count(i.key) OR p.unread <> coalesce(sum(i.read = 0), 0)"
)
_TAGS: Final = (
    "SELECT t.name FROM tags t WHERE t.issues <>"
    " (SELECT count(*) FROM issue_tags g JOIN issues i ON i.key = g.issue WHERE g.tag = t.key AND i.shelf < 2)"
)
_MARKS: Final = (
    "SELECT count(*) FROM issues i LEFT JOIN marks m ON m.issue = i.key"
    " WHERE i.read <> coalesce(m.read, 0) OR i.starred <> coalesce(m.starred, 0)"
    " OR i.shelf <> iif(m.deleted IS NULL, coalesce(m.archived, 0), 2)"
)
_ITEM_MARKS: Final = (
    "SELECT count(*) FROM items t LEFT JOIN item_marks m"
    " ON m.issue = t.issue AND m.link = t.link AND m.occurrence = t.occurrence"
    " WHERE t.read <> coalesce(m.read, 0) OR t.starred <> coalesce(m.starred, 0) OR t.hidden <> coalesce(m.hidden, 0)"
)
_WITHOUT_TEXT: Final = (
    "SELECT id FROM drafts d WHERE NOT EXISTS"
    " (SELECT 1 FROM draft_revisions r WHERE r.draft = d.key AND r.number = d.revision)"
)


def everything(db: sqlite3.Connection) -> tuple[str, ...]:
    """Return what is wrong but for the search index, a sentence each (at most 100); nothing means sound."""
    found = tuple(islice(_file(db), _MOST_SENTENCES))
    if found:
        return found  # reading on in a broken file only repeats it
    return tuple(islice(chain(_references(db), _content(db), _kept_numbers(db)), _MOST_SENTENCES))


def search_index(db: sqlite3.Connection) -> tuple[str, ...]:
    """Return what is wrong with the search index, a sentence each. FTS5 only checks within a write transaction."""
    return tuple(_search_index(db))


def _file(db: sqlite3.Connection) -> Iterator[str]:
    try:
        for (message,) in db.execute(f"PRAGMA integrity_check({_MOST_SENTENCES})"):
            if message != "ok":
                yield f"The file is damaged: {message}."
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        yield f"The file is damaged: {error}."


def _references(db: sqlite3.Connection) -> Iterator[str]:
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield f"Row {row} of “{table}” refers to something missing in “{parent}”."


def _content(db: sqlite3.Connection) -> Iterator[str]:
    for sha256, data in db.execute("SELECT sha256, data FROM originals"):
        if not _is_whole(sha256, data, packed=True):
            yield f"The original file {sha256} is not as it was stored."
    for sha256, data in db.execute("SELECT sha256, data FROM assets"):
        if not _is_whole(sha256, data, packed=False):
            yield f"The picture or file {sha256} is not as it was stored."
    for issue_id, data in db.execute("SELECT i.id, d.data FROM issues i LEFT JOIN documents d ON d.issue = i.key"):
        try:
            unpacked(data or b"", UUID(issue_id))
        except DamagedContentError:
            yield f"The text of the issue {issue_id} cannot be read."
    yield from _additions(db)
    yield from _drafts(db)


def _additions(db: sqlite3.Connection) -> Iterator[str]:
    for query, read, sentence in _READABLE:
        for name, data in db.execute(query):
            if not _is_sound(read, data):
                yield sentence.replace("%1", str(name))


def _drafts(db: sqlite3.Connection) -> Iterator[str]:
    rows = "SELECT d.id, r.number, r.size, r.data FROM drafts d JOIN draft_revisions r ON r.draft = d.key"
    for draft_id, number, size, data in db.execute(rows):
        if not _has_size(data, size):
            yield f"Version {number} of the draft {draft_id} cannot be read."
    for (draft_id,) in db.execute(_WITHOUT_TEXT):
        yield f"The newest version of the draft {draft_id} is missing."


def _is_whole(sha256: str, data: bytes, *, packed: bool) -> bool:
    try:
        return digest(inflated(data) if packed else data) == sha256
    except DamagedContentError:
        return False


def _is_sound(read: Callable[[Any], object], data: object) -> bool:
    """Tell whether `read` can make something of `data`."""
    try:
        read(data)
    except DamagedContentError:
        return False
    return True


def _has_size(data: bytes, size: int) -> bool:
    try:
        return len(inflated(data)) == size
    except DamagedContentError:
        return False


def _kept_numbers(db: sqlite3.Connection) -> Iterator[str]:
    if db.execute(_COUNTED).fetchone() != db.execute(_KEPT).fetchone():
        yield "The counts of issues, items, drafts, clips or sponsors are not those of the library."
    for (name,) in db.execute(_PUBLICATIONS):
        yield f"The counts of the publication “{name}” are not those of the library."
    for (name,) in db.execute(_TAGS):
        yield f"The count of the tag “{name}” is not that of the library."
    if db.execute(_MARKS).fetchone()[0] or db.execute(_ITEM_MARKS).fetchone()[0]:
        yield "The lists of unread, starred, archived or deleted issues and items do not show what was marked."


def _search_index(db: sqlite3.Connection) -> Iterator[str]:
    try:
        db.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        yield "The search index is damaged."
    rows = "SELECT (SELECT count(*) FROM issues), (SELECT count(*) FROM search)"
    issues, indexed = db.execute(rows).fetchone()
    if issues != indexed:
        yield f"The search index holds {indexed} of {issues} issues."
