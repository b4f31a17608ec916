"""Writes issues: adding, deriving again, removing. Every function runs inside the caller's write transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from reader_app.library import assets, listed, naming, remote_pictures
from reader_app.library.compression import inflated
from reader_app.library.corrections import shown
from reader_app.library.derive import Derived
from reader_app.library.duplicates import Verdict, judge, message_id, original_is_here
from reader_app.library.keys import key_of
from reader_app.library.known import Known, holds
from reader_app.library.listing import SearchTexts
from reader_app.library.moments import free_key, restored, stored
from reader_app.library.types import Added
from reader_app.model.issue import NO_ID


def add_many(db: sqlite3.Connection, batch: Sequence[Derived | Known], received: datetime) -> list[Added]:
    """Add what is new of `batch`, attach the origins of what is not, and say of each what became of it.

    It ends before the first original that is not known any more: what comes after it may depend on what is read of it.
    """
    results: list[Added] = []
    texts: list[tuple[int, SearchTexts]] = []
    names = naming.given_names(db)
    for entry in batch:
        if isinstance(entry, Known):
            here = _known_here(db, entry)
            if here is None:
                break
            results.append(here)
            continue
        derived = naming.as_called(entry, names)
        verdict = judge(db, derived)
        if verdict.key is None:
            key, result = _insert(db, derived, verdict, received)
            texts.append((key, derived.listing.search))
        else:
            key, result = verdict.key, _here_already(db, verdict.key, verdict.reason)
        _attach_origin(db, key, derived, received)
        results.append(result)
    # In ascending order, or the index would write out a piece of its own for each issue.
    for key, search in sorted(texts, key=lambda entry: entry[0]):
        listed.index(db, key, search)
    return results


def here_already(db: sqlite3.Connection, batch: Sequence[Derived | Known]) -> list[Added | None]:
    """Return of each of `batch` what `add_many` would say if it is here already, None for what it would add.

    Ends where `add_many` does.
    """
    results: list[Added | None] = []
    names = naming.given_names(db)
    for entry in batch:
        if isinstance(entry, Known):
            here = _known_here(db, entry)
            if here is None:
                break
            results.append(here)
            continue
        verdict = judge(db, naming.as_called(entry, names))
        results.append(None if verdict.key is None else _here_already(db, verdict.key, verdict.reason))
    return results


def replace_derived(db: sqlite3.Connection, issue_id: UUID, derived: Derived, moment: datetime) -> None:
    """Put `derived` in the place of what was derived of the issue before; marks and corrections stay with it."""
    derived = naming.as_called(derived, naming.given_names(db))
    key = key_of(db, issue_id)
    facts, listing = shown(db, key, derived)
    key = naming.call(db, key, facts)
    values = (derived.fingerprint, derived.origin.importer, key)
    db.execute("UPDATE issues SET fingerprint = ?, importer = ? WHERE key = ?", values)
    old = db.execute("SELECT asset FROM issue_assets WHERE issue = ?", (key,)).fetchall()
    for table in ("documents", "displays", "issue_assets"):
        db.execute(f"DELETE FROM {table} WHERE issue = ?", (key,))
    _insert_content(db, key, derived, moment)
    assets.drop_unused(db, old)
    listed.replace(db, key, listing)
    _attach_origin(db, key, derived, moment)


def differs(db: sqlite3.Connection, issue_id: UUID, derived: Derived) -> bool | None:
    """Return whether `derived` is something else than what is stored of the issue; None when it is not here."""
    row = db.execute(
        "SELECT d.data, d.warnings, s.data FROM issues i JOIN documents d ON d.issue = i.key"
        " LEFT JOIN displays s ON s.issue = i.key WHERE i.id = ?",
        (str(issue_id),),
    ).fetchone()
    if row is None:
        return None
    document, warnings, display = row
    return (
        not _is_same(document, derived.document)
        or warnings != derived.warnings
        or not _is_same(display or b"", derived.display)
    )


def _is_same(one: bytes, other: bytes) -> bool:
    """Tell whether two compressed texts are the same, perhaps compressed in another way."""
    return one == other or (bool(one) and bool(other) and inflated(one) == inflated(other))


def remove(db: sqlite3.Connection, ids: Iterable[UUID]) -> None:
    """Remove the issues with all that belongs to them alone. Ids that are not here are passed over."""
    pictures: list[tuple[int]] = []
    for issue_id in ids:
        row = db.execute("SELECT key FROM issues WHERE id = ?", (str(issue_id),)).fetchone()
        if row is None:
            continue
        originals = db.execute("SELECT original FROM origins WHERE issue = ?", row).fetchall()
        pictures += db.execute("SELECT asset FROM issue_assets WHERE issue = ?", row)
        listed.unindex(db, row[0])
        remote_pictures.drop_unused(db, row[0])
        db.execute("DELETE FROM issues WHERE key = ?", row)
        db.executemany("DELETE FROM originals WHERE key = ? AND key NOT IN (SELECT original FROM origins)", originals)
    assets.drop_unused(db, pictures)


def _insert(db: sqlite3.Connection, derived: Derived, verdict: Verdict, received: datetime) -> tuple[int, Added]:
    facts, counts = derived.facts, derived.listing.counts
    issue_id = uuid4() if verdict.id_taken or facts.id == NO_ID else facts.id
    key = free_key(db, received if facts.date is None else restored(facts.date))
    row = (
        key,
        str(issue_id),
        naming.publication_key(db, facts.publication),
        facts.number,
        facts.title,
        facts.preheader,
        facts.date,
        stored(received),
        counts.sections,
        counts.items,
        counts.sponsors,
        counts.minutes,
        derived.fingerprint,
        derived.origin.importer,
    )
    db.execute(
        "INSERT INTO issues (key, id, publication, number, title, preheader, date, received, sections, items, sponsors,"
        f" minutes, fingerprint, importer) VALUES ({', '.join('?' * len(row))})",
        row,
    )
    _insert_content(db, key, derived, received)
    listed.insert(db, key, derived.listing)
    return key, Added(issue_id, new=True, reason=verdict.reason)


def _insert_content(db: sqlite3.Connection, key: int, derived: Derived, moment: datetime) -> None:
    db.execute(
        "INSERT INTO documents (issue, data, warnings, removed) VALUES (?, ?, ?, ?)",
        (key, derived.document, derived.warnings, derived.removed),
    )
    if derived.display:
        db.execute("INSERT INTO displays (issue, data) VALUES (?, ?)", (key, derived.display))
    assets.attach(db, key, derived.assets, moment)


def _attach_origin(db: sqlite3.Connection, key: int, derived: Derived, moment: datetime) -> None:
    """Store the original bytes, if they are new, and that `key` was read from them; the newest rules are noted.

    What an export says of a file stays when the same file comes alone: by itself it says less. Where the same rules
    read the same bytes as something else (under another name), `added` moves on: it is not that of the issue any more,
    so `known` does not take the text that is stored for what these bytes give.
    """
    origin = derived.origin
    db.execute(
        "INSERT INTO originals (sha256, size, data) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
        (derived.sha256, derived.size, derived.original),
    )
    db.execute(
        "INSERT INTO origins (issue, original, kind, platform, name, importer, added, facts, message)"
        " SELECT ?, key, ?, ?, ?, ?, ?, ?, ? FROM originals WHERE sha256 = ?"
        " ON CONFLICT (issue, original) DO UPDATE SET importer = max(importer, excluded.importer),"
        " kind = excluded.kind, platform = excluded.platform, facts = excluded.facts, message = excluded.message,"
        " added = iif(excluded.importer > importer OR (kind, platform, facts, message)"
        " = (excluded.kind, excluded.platform, excluded.facts, excluded.message),"
        " added, max(added + 1, excluded.added))"
        " WHERE excluded.importer >= importer AND (excluded.kind LIKE 'export%' OR kind NOT LIKE 'export%')",
        (
            key,
            origin.kind,
            origin.platform,
            origin.name,
            origin.importer,
            stored(moment),
            json.dumps(origin.facts),
            message_id(origin),
            derived.sha256,
        ),
    )


def _known_here(db: sqlite3.Connection, expected: Known) -> Added | None:
    key = holds(db, expected)
    return None if key is None else _here_already(db, key, original_is_here(expected.kind))


def _here_already(db: sqlite3.Connection, key: int, reason: str) -> Added:
    issue_id, shelf = db.execute("SELECT id, shelf FROM issues WHERE key = ?", (key,)).fetchone()
    return Added(UUID(issue_id), new=False, reason=f"{reason} It is in the trash." if shelf == 2 else reason)
