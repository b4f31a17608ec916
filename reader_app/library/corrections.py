"""Keeps what a person corrected in an issue apart from what was imported, and lists the issue as corrected.

What was imported stays as it is; corrections are applied when an issue is read, and to what lists and the search show
of it in the transaction that keeps them. So they can be undone, and a better importer does not lose them.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from uuid import UUID

from reader_app.errors import FormatError, UsageError
from reader_app.library import listed, naming
from reader_app.library.compression import DamagedContentError
from reader_app.library.derive import Derived, Facts, facts, unpacked
from reader_app.library.keys import key_of
from reader_app.library.listing import Listing, listing
from reader_app.library.moments import restored, stored
from reader_app.library.types import KeptCorrection
from reader_app.model.correcting import apply
from reader_app.model.corrections import Correction, decode_correction, encode_correction, supersedes
from reader_app.model.issue import NO_ID, Issue


def corrected(db: sqlite3.Connection, key: int, issue: Issue) -> Issue:
    """Return `issue`, the one with `key` as it was imported, with its corrections and its publication's given name."""
    rows = _rows(db, key)
    return naming.called(db, apply(issue, [correction for _, _, correction in rows]).issue if rows else issue)


def shown(db: sqlite3.Connection, key: int, derived: Derived) -> tuple[Facts, Listing]:
    """Return what lists show of the issue `key` as `derived` gives it, with the corrections made of it."""
    if not _rows(db, key):
        return derived.facts, derived.listing
    issue = corrected(db, key, unpacked(derived.document, NO_ID))
    return facts(issue), listing(issue)


def kept(db: sqlite3.Connection, issue_id: UUID) -> tuple[KeptCorrection, ...]:
    """Return the corrections of the issue in the order they were made, and whether each finds its place."""
    key = key_of(db, issue_id)
    issue = _imported(db, key)
    result: list[KeptCorrection] = []
    for number, made, correction in _rows(db, key):
        applied = apply(issue, (correction,))
        issue = applied.issue
        result.append(KeptCorrection(number, correction, restored(made), not applied.unmatched))
    return tuple(result)


def add(db: sqlite3.Connection, issue_id: UUID, correction: Correction, moment: datetime) -> int:
    """Keep `correction`, which was made of the issue as it is read, and return its number.

    Raises UsageError when its place is not in the issue.
    """
    key = key_of(db, issue_id)
    imported = _imported(db, key)
    if apply(corrected(db, key, imported), (correction,)).unmatched:
        raise UsageError("What is to be corrected is not in this issue any more; open it again.")
    older = [(number,) for number, _, each in _rows(db, key) if supersedes(correction, each)]
    db.executemany("DELETE FROM corrections WHERE key = ?", older)
    number = db.execute(
        "INSERT INTO corrections (issue, made, data) VALUES (?, ?, ?) RETURNING key",
        (key, stored(moment), json.dumps(encode_correction(correction))),
    ).fetchone()[0]
    _list_again(db, key, imported)
    return int(number)


def remove(db: sqlite3.Connection, issue_id: UUID, number: int) -> None:
    """Forget one correction; raises UsageError when the issue has none of that number."""
    key = key_of(db, issue_id)
    if not db.execute("DELETE FROM corrections WHERE issue = ? AND key = ?", (key, number)).rowcount:
        raise UsageError(f"The issue {issue_id} has no correction {number}.")
    _list_again(db, key, _imported(db, key))


def _list_again(db: sqlite3.Connection, key: int, imported: Issue) -> None:
    issue = corrected(db, key, imported)
    key = naming.call(db, key, facts(issue))
    listed.replace(db, key, listing(issue))


def _imported(db: sqlite3.Connection, key: int) -> Issue:
    return unpacked(db.execute("SELECT data FROM documents WHERE issue = ?", (key,)).fetchone()[0], NO_ID)


def _rows(db: sqlite3.Connection, key: int) -> list[tuple[int, int, Correction]]:
    rows = db.execute("SELECT key, made, data FROM corrections WHERE issue = ? ORDER BY key", (key,))
    return [(number, made, correction_of(data)) for number, made, data in rows]


def correction_of(data: str) -> Correction:
    """Return the correction that is stored as `data`; raises DamagedContentError when it is none."""
    try:
        return decode_correction(json.loads(data))
    except (ValueError, FormatError) as error:
        raise DamagedContentError(str(error)) from error
