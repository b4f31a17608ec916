"""Reads single issues: the issue itself, its originals, and finding one by what a person types."""

from __future__ import annotations

import re
import sqlite3
from typing import Final
from uuid import UUID

from reader_app.errors import UsageError
from reader_app.library.compression import inflated
from reader_app.library.corrections import corrected
from reader_app.library.derive import unpacked
from reader_app.library.keys import key_of
from reader_app.library.stored_json import pairs, sentences
from reader_app.model.issue import Issue
from reader_app.model.origin import Origin

_UUID_DIGITS: Final = 32
_SHORTEST_PREFIX: Final = 4
_HEXADECIMAL: Final = re.compile(r"[0-9a-f-]+\Z")


def issue(db: sqlite3.Connection, issue_id: UUID) -> Issue:
    """Return the issue with the person's corrections.

    Raises UsageError when it is not here, DamagedContentError when what is stored is not whole.
    """
    key = key_of(db, issue_id)
    imported = unpacked(db.execute("SELECT data FROM documents WHERE issue = ?", (key,)).fetchone()[0], issue_id)
    return corrected(db, key, imported)


def display(db: sqlite3.Connection, issue_id: UUID) -> str:
    """Return the sanitized HTML that shows the issue as it was sent, ``""`` when it came without any."""
    row = db.execute("SELECT data FROM displays WHERE issue = ?", (key_of(db, issue_id),)).fetchone()
    return inflated(row[0]).decode("utf-8", "replace") if row else ""


def warnings(db: sqlite3.Connection, issue_id: UUID) -> tuple[str, ...]:
    """Return what the importer was unsure of, in sentences."""
    return _sentences(db, issue_id, "warnings")


def removed(db: sqlite3.Connection, issue_id: UUID) -> tuple[str, ...]:
    """Return the visible texts the importer left out on purpose."""
    return _sentences(db, issue_id, "removed")


def origins(db: sqlite3.Connection, issue_id: UUID) -> tuple[Origin, ...]:
    """Return where the issue came from: the source it was first read from, then the others."""
    rows = db.execute(
        "SELECT o.kind, o.platform, s.sha256, o.name, o.importer, o.facts"
        " FROM origins o JOIN originals s ON s.key = o.original WHERE o.issue = ? ORDER BY o.key",
        (key_of(db, issue_id),),
    )
    return tuple(
        Origin(kind, platform, sha256, name, importer, pairs(facts))
        for kind, platform, sha256, name, importer, facts in rows
    )


def original(db: sqlite3.Connection, sha256: str) -> bytes:
    """Return the bytes with the digest `sha256`; raises DamagedContentError when what is stored is not whole."""
    data = db.execute("SELECT data FROM originals WHERE sha256 = ?", (sha256,)).fetchone()[0]
    return inflated(data)


def find(db: sqlite3.Connection, reference: str) -> UUID:
    """Return the id of the issue that `reference` names: an id, the start of one, or ``Publication#177``.

    Raises UsageError with a sentence when there is none or more than one.
    """
    wanted = reference.strip().lower()
    if _HEXADECIMAL.match(wanted):
        found = _by_prefix(db, wanted)
        if len(found) == 1:
            return UUID(found[0])
        if found:
            raise UsageError(f"Several issues have an id that starts with “{reference}”; give more of it.")
    publication, mark, number = reference.rpartition("#")
    if mark:
        return _by_number(db, publication.strip(), number.strip(), reference)
    raise UsageError(f"There is no issue “{reference}”; give an id, the start of one, or Publication#177.")


def _by_prefix(db: sqlite3.Connection, wanted: str) -> list[str]:
    digits = wanted.replace("-", "")
    if not _SHORTEST_PREFIX <= len(digits) <= _UUID_DIGITS:
        return []
    groups = (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
    start = "-".join(group for group in groups if group)
    rows = db.execute("SELECT id FROM issues WHERE id >= ? AND id < ? LIMIT 2", (start, start + "~"))
    return [row[0] for row in rows]


def _by_number(db: sqlite3.Connection, publication: str, number: str, reference: str) -> UUID:
    rows = db.execute(
        "SELECT i.id FROM publications p JOIN issues i ON i.publication = p.key"
        " WHERE p.folded = ? AND i.number = ? LIMIT 2",
        (publication.casefold(), number),
    ).fetchall()
    if not rows:
        raise UsageError(f"There is no issue “{reference}” in the library.")
    if len(rows) > 1:
        raise UsageError(f"Several issues are called “{reference}”; give the id of the one you mean.")
    return UUID(rows[0][0])


def _sentences(db: sqlite3.Connection, issue_id: UUID, column: str) -> tuple[str, ...]:
    row = db.execute(f"SELECT {column} FROM documents WHERE issue = ?", (key_of(db, issue_id),)).fetchone()
    return sentences(row[0])
