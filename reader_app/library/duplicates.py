"""Decides whether an imported issue is already in the library, so that importing twice adds nothing."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final

from reader_app.library.derive import Derived, unpacked
from reader_app.library.fingerprint import similarity
from reader_app.model.issue import NO_ID

SAME_TEXT: Final = 0.8  # of the wording: another form of the same issue
SAME_SOURCE: Final = 0.5  # the same bytes read by other rules


@dataclass(frozen=True, slots=True)
class Verdict:
    """`key` is the issue that is already here, None when the imported one is new; `reason` says why.

    With `id_taken` the new issue needs an id other than its own.
    """

    key: int | None = None
    reason: str = ""
    id_taken: bool = False


def judge(db: sqlite3.Connection, derived: Derived) -> Verdict:
    """Return whether `derived` is new: first by its bytes, then by its id, then by number and wording.

    A file may hold several issues, so the same bytes alone do not decide: read by the same rules, an issue of them has
    the same name and wording again; read by other rules, it is alike, or the only one of its file.
    """
    key = _by_original(db, derived)
    if key is not None:
        return Verdict(key, "This file is already in the library.")
    issue = derived.imported.issue
    if issue.id != NO_ID:
        row = db.execute("SELECT key FROM issues WHERE id = ?", (str(issue.id),)).fetchone()
        if row is not None:
            return _by_id(db, derived, row[0])
    key = _by_wording(db, derived)
    if key is not None:
        name = f"{issue.publication} {issue.number}".strip()
        return Verdict(
            key, f"“{name}” is already in the library with nearly the same text; this file was kept as another source."
        )
    return Verdict()


def _by_original(db: sqlite3.Connection, derived: Derived) -> int | None:
    if not derived.imported.original:
        return None
    issue = derived.imported.issue
    rows = db.execute(
        "SELECT i.key, (p.name, i.number) = (?, ?) AND (i.number <> '' OR i.title = ?), i.fingerprint, o.importer"
        " FROM originals s"
        " JOIN origins o ON o.original = s.key JOIN issues i ON i.key = o.issue"
        " JOIN publications p ON p.key = i.publication WHERE s.sha256 = ?",
        (issue.publication, issue.number, issue.title, derived.sha256),
    ).fetchall()
    best, best_key = 0.0, None
    for key, same_name, sketch, importer in rows:
        same_rules = importer == derived.imported.origin.importer
        alike = similarity(sketch, derived.fingerprint)
        enough = same_name and alike >= SAME_TEXT if same_rules else alike >= SAME_SOURCE or len(rows) == 1
        if enough and alike >= best:
            best, best_key = alike, key
    return best_key


def _by_id(db: sqlite3.Connection, derived: Derived, key: int) -> Verdict:
    issue = derived.imported.issue
    document = db.execute("SELECT data FROM documents WHERE issue = ?", (key,)).fetchone()[0]
    if document == derived.document or unpacked(document, issue.id) == issue:
        return Verdict(key, "This issue is already in the library.")
    reason = "The library holds another text under the id of this issue, so it was added under an id of its own."
    return Verdict(reason=reason, id_taken=True)


def _by_wording(db: sqlite3.Connection, derived: Derived) -> int | None:
    """Return the issue of the same publication and number (of the same title, without a number) that reads alike."""
    issue = derived.imported.issue
    if not issue.publication or not (issue.number or issue.title):
        return None
    rows = db.execute(
        "SELECT i.key, i.fingerprint FROM issues i JOIN publications p ON p.key = i.publication"
        " WHERE p.name = ? AND i.number = ? AND (i.number <> '' OR i.title = ?)",
        (issue.publication, issue.number, issue.title),
    ).fetchall()
    best = max(rows, key=lambda row: similarity(row[1], derived.fingerprint), default=None)
    if best is None or similarity(best[1], derived.fingerprint) < SAME_TEXT:
        return None
    return int(best[0])
