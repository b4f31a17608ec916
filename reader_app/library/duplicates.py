"""Decides whether an imported issue is already in the library, so that importing twice adds nothing."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, Final

from reader_app.library.derive import Derived, unpacked
from reader_app.library.fingerprint import similarity
from reader_app.model.issue import NO_ID
from reader_app.model.origin import Origin

SAME_TEXT: Final = 0.8  # of the wording: another form of the same issue
SAME_SOURCE: Final = 0.5  # the same bytes, or the same mail, read by other rules
# What a person calls that which one original is; the other kinds are files.
_NOUNS: Final = {"eml": "mail", "export": "issue", "feed": "entry"}
_SAME_DATE: Final = 3 * 24 * 60 * 60 * 1_000_000  # microseconds: an issue is sent, published and archived within days


@dataclass(frozen=True, slots=True)
class Verdict:
    """`key` is the issue that is already here, None when the imported one is new; `reason` says why.

    With `id_taken` the new issue needs an id other than its own.
    """

    key: int | None = None
    reason: str = ""
    id_taken: bool = False


def judge(db: sqlite3.Connection, derived: Derived) -> Verdict:
    """Return whether `derived` is new: by its bytes, its id, its Message-ID, then by publication, number and wording.

    A file may hold several issues, so the same bytes alone do not decide: read by the same rules, an issue of them has
    the same name and wording again (the name may have been corrected); read by other rules, it is alike, or the only
    one of its file.
    """
    key = _by_original(db, derived)
    if key is not None:
        return Verdict(key, original_is_here(derived.origin.kind))
    facts = derived.facts
    if facts.id != NO_ID:
        row = db.execute("SELECT key FROM issues WHERE id = ?", (str(facts.id),)).fetchone()
        if row is not None:
            return _by_id(db, derived, row[0])
    key = _by_message(db, derived)
    if key is not None:
        return Verdict(key, "This mail is already in the library; this copy of it was kept as another source.")
    key = _by_wording(db, derived)
    if key is not None:
        name = f"{facts.publication} {facts.number}".strip() or facts.title
        return Verdict(
            key, f"“{name}” is already in the library with nearly the same text; this file was kept as another source."
        )
    return Verdict()


def original_is_here(kind: str) -> str:
    """Return the sentence that tells of a source of `kind` that its very bytes are in the library."""
    return f"This {_NOUNS.get(kind.partition('-')[0], 'file')} is already in the library."


def message_id(origin: Origin) -> str:
    """Return the Message-ID of a mail, which belongs to it alone (RFC 5322, section 3.6.4), else ``""``."""
    return origin.fact("message-id").strip()


def _by_original(db: sqlite3.Connection, derived: Derived) -> int | None:
    if not derived.size:
        return None
    facts = derived.facts
    rows = db.execute(
        "SELECT i.key, (p.name, i.number) = (?, ?) AND (i.number <> '' OR i.title = ?)"
        " OR EXISTS (SELECT 1 FROM corrections c WHERE c.issue = i.key), i.fingerprint, o.importer"
        " FROM originals s"
        " JOIN origins o ON o.original = s.key JOIN issues i ON i.key = o.issue"
        " JOIN publications p ON p.key = i.publication WHERE s.sha256 = ?",
        (facts.publication, facts.number, facts.title, derived.sha256),
    ).fetchall()
    best, best_key = 0.0, None
    for key, same_name, sketch, importer in rows:
        same_rules = importer == derived.origin.importer
        alike = similarity(sketch, derived.fingerprint)
        enough = same_name and alike >= SAME_TEXT if same_rules else alike >= SAME_SOURCE or len(rows) == 1
        if enough and alike >= best:
            best, best_key = alike, key
    return best_key


def _by_id(db: sqlite3.Connection, derived: Derived, key: int) -> Verdict:
    document = db.execute("SELECT data FROM documents WHERE issue = ?", (key,)).fetchone()[0]
    if document == derived.document or unpacked(document, NO_ID) == unpacked(derived.document, NO_ID):
        return Verdict(key, "This issue is already in the library.")
    reason = "The library holds another text under the id of this issue, so it was added under an id of its own."
    return Verdict(reason=reason, id_taken=True)


def _by_message(db: sqlite3.Connection, derived: Derived) -> int | None:
    """Return the issue of the same mail. Some senders give all their mails one Message-ID, so the words count too."""
    message = message_id(derived.origin)
    if not message:
        return None
    rows = db.execute(
        "SELECT i.key, i.fingerprint FROM origins o JOIN issues i ON i.key = o.issue"
        " WHERE o.message = ? AND o.message <> ''",
        (message,),
    )
    return _most_alike(rows.fetchall(), derived, SAME_SOURCE)


def _by_wording(db: sqlite3.Connection, derived: Derived) -> int | None:
    """Return the issue that goes by the same name and reads alike.

    The same name is: the same publication, whatever its case, and the same number; without numbers the same title and
    about the same date. Where one source does not say the publication or the number, title and date have to do.
    """
    facts = derived.facts
    if not (facts.number or facts.title):
        return None
    rows: list[Any] = []
    if facts.publication and facts.number:
        rows += db.execute(
            "SELECT i.key, i.fingerprint FROM issues i JOIN publications p ON p.key = i.publication"
            " WHERE p.folded = ? AND i.number = ?",
            (facts.publication.casefold(), facts.number),
        )
    if facts.title:
        rows += db.execute(
            "SELECT i.key, i.fingerprint FROM issues i JOIN publications p ON p.key = i.publication"
            " WHERE i.title COLLATE NOCASE = ?1 AND i.title = ?1 AND (i.number = ?2 OR (i.number = '') <> (?2 = ''))"
            " AND (p.folded = ?3 AND ?3 <> '' OR (p.folded = '') <> (?3 = ''))"
            " AND (i.date IS NULL OR ?4 IS NULL OR abs(i.date - ?4) <= ?5)",
            (facts.title, facts.number, facts.publication.casefold(), facts.date, _SAME_DATE),
        )
    return _most_alike(rows, derived, SAME_TEXT)


def _most_alike(rows: list[Any], derived: Derived, enough: float) -> int | None:
    best = max(rows, key=lambda row: similarity(row[1], derived.fingerprint), default=None)
    if best is None or similarity(best[1], derived.fingerprint) < enough:
        return None
    return int(best[0])
