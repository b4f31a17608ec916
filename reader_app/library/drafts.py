"""Drafts: texts being written, each with its revisions. A save is durable once its transaction is committed."""

from __future__ import annotations

import sqlite3
import zlib
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from reader_app.errors import LibraryError, LibraryErrorKind, UsageError
from reader_app.library import exported
from reader_app.library.compression import inflated
from reader_app.library.moments import restored, stored
from reader_app.library.thinning import superfluous
from reader_app.library.types import Draft, DraftSummary, Exported, Revision
from reader_app.model.text import clean_line

# Publication, number and title.
Facts = tuple[str, str, str]

_COLUMNS: Final = "d.id, d.revision, d.publication, d.number, d.title, d.created, d.saved"


def new(db: sqlite3.Connection, text: str, facts: Facts, moment: datetime) -> UUID:
    """Store a draft with its first revision and return its id."""
    draft_id = uuid4()
    time = stored(moment)
    key = db.execute(
        "INSERT INTO drafts (id, revision, publication, number, title, created, saved) VALUES (?, 1, ?, ?, ?, ?, ?)"
        " RETURNING key",
        (str(draft_id), *map(clean_line, facts), time, time),
    ).fetchone()[0]
    _add_revision(db, key, 1, text, time)
    return draft_id


def load(db: sqlite3.Connection, draft_id: UUID) -> Draft:
    """Return the draft as last saved; raises UsageError when it is not here."""
    row = db.execute(
        f"SELECT {_COLUMNS}, r.data FROM drafts d JOIN draft_revisions r ON r.draft = d.key AND r.number = d.revision"
        " WHERE d.id = ?",
        (str(draft_id),),
    ).fetchone()
    if row is None:
        raise UsageError(f"There is no draft {draft_id} in the library.")
    _, revision, publication, number, title, created, saved, data = row
    return Draft(draft_id, _unpacked(data), revision, publication, number, title, restored(created), restored(saved))


def save(db: sqlite3.Connection, draft_id: UUID, text: str, facts: Facts, base: int, moment: datetime) -> None:
    """Store `text` as the next revision, made from revision `base`; saving what is stored changes nothing.

    Raises LibraryError (conflict) when the draft moved on since `base` or is gone, and then leaves all as it is.
    """
    row = db.execute(
        "SELECT key, revision, publication, number, title FROM drafts WHERE id = ?", (str(draft_id),)
    ).fetchone()
    if row is None:
        raise _conflict("This draft was deleted elsewhere; your text is still here, save it as a new draft to keep it.")
    key, revision, *stored_facts = row
    cleaned = list(map(clean_line, facts))
    same_text = _text(db, key, revision) == text
    if same_text and cleaned == stored_facts:
        return
    if revision != base:
        raise _conflict(
            "This draft was changed elsewhere in the meantime, so nothing was overwritten; "
            "open the stored version to compare, or save yours as a new draft."
        )
    time = stored(moment)
    if not same_text:
        revision += 1
        _add_revision(db, key, revision, text, time)
    db.execute(
        "UPDATE drafts SET revision = ?, publication = ?, number = ?, title = ?, saved = ? WHERE key = ?",
        (revision, *cleaned, time, key),
    )
    _thin(db, draft_id, moment)


def summaries(db: sqlite3.Connection) -> tuple[DraftSummary, ...]:
    """Return all drafts, the one saved last first."""
    rows = db.execute(
        f"SELECT {_COLUMNS}, r.size FROM drafts d INDEXED BY drafts_by_saved"
        " CROSS JOIN draft_revisions r ON r.draft = d.key AND r.number = d.revision ORDER BY d.saved DESC, d.key DESC"
    )
    return tuple(
        DraftSummary(UUID(draft_id), revision, publication, number, title, restored(created), restored(saved), size)
        for draft_id, revision, publication, number, title, created, saved, size in rows
    )


def revisions(db: sqlite3.Connection, draft_id: UUID) -> tuple[Revision, ...]:
    """Return the kept revisions of the draft, oldest first; raises UsageError when it is not here."""
    exports = exported.exports(db, str(draft_id))
    rows = db.execute(
        "SELECT number, saved, size FROM draft_revisions WHERE draft = ? ORDER BY number", (_key_of(db, draft_id),)
    )
    return tuple(Revision(number, restored(saved), size, exports.get(number, ())) for number, saved, size in rows)


def revision_text(db: sqlite3.Connection, draft_id: UUID, number: int) -> str:
    """Return the text of one revision; raises UsageError when it is not (or no longer) kept."""
    text = _text(db, _key_of(db, draft_id), number)
    if text is None:
        raise UsageError(f"Version {number} of this draft is not kept.")
    return text


def note_export(db: sqlite3.Connection, draft_id: UUID, text: str, form: str, moment: datetime) -> bool:
    """Note that the revision that says `text` was exported in the format `form`; tell whether there is one."""
    row = db.execute("SELECT key, publication FROM drafts WHERE id = ?", (str(draft_id),)).fetchone()
    if row is None:
        return False
    for (number,) in db.execute("SELECT number FROM draft_revisions WHERE draft = ? ORDER BY number DESC", row[:1]):
        if _text(db, row[0], number) == text:
            exported.note(db, str(draft_id), row[1], number, Exported(form, moment))
            return True
    return False


def delete(db: sqlite3.Connection, draft_id: UUID) -> None:
    """Remove the draft with all its revisions; nothing happens when it is not here."""
    exported.forget(db, str(draft_id))
    db.execute("DELETE FROM drafts WHERE id = ?", (str(draft_id),))


def _conflict(sentence: str) -> LibraryError:
    return LibraryError(LibraryErrorKind.CONFLICT, sentence)


def _key_of(db: sqlite3.Connection, draft_id: UUID) -> int:
    row = db.execute("SELECT key FROM drafts WHERE id = ?", (str(draft_id),)).fetchone()
    if row is None:
        raise UsageError(f"There is no draft {draft_id} in the library.")
    return int(row[0])


def _add_revision(db: sqlite3.Connection, key: int, number: int, text: str, time: int) -> None:
    # Lone surrogates are not valid Unicode, but they were typed, so they are kept.
    data = text.encode("utf-8", "surrogatepass")
    db.execute(
        "INSERT INTO draft_revisions (draft, number, saved, size, data) VALUES (?, ?, ?, ?, ?)",
        (key, number, time, len(data), zlib.compress(data, 3)),
    )


def _text(db: sqlite3.Connection, key: int, number: int) -> str | None:
    row = db.execute("SELECT data FROM draft_revisions WHERE draft = ? AND number = ?", (key, number)).fetchone()
    return _unpacked(row[0]) if row else None


def _unpacked(data: bytes) -> str:
    return inflated(data).decode("utf-8", "surrogatepass")


def _thin(db: sqlite3.Connection, draft_id: UUID, moment: datetime) -> None:
    key, going = _key_of(db, draft_id), superfluous(revisions(db, draft_id), moment)
    db.executemany("DELETE FROM draft_revisions WHERE draft = ? AND number = ?", [(key, number) for number in going])
