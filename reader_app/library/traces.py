"""What a person leaves in an issue while reading: where they were, a note, words that stay marked."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from uuid import UUID

from reader_app.errors import UsageError
from reader_app.library.keys import key_of
from reader_app.library.moments import restored, stored
from reader_app.library.person_types import Highlight, IssueNote, Position
from reader_app.model.text import clean_characters


def position(db: sqlite3.Connection, issue_id: UUID) -> Position | None:
    """Return how far the issue was read, None when that was never noted."""
    row = db.execute(
        "SELECT view, anchor, fraction, moment FROM positions WHERE issue = ?", (key_of(db, issue_id),)
    ).fetchone()
    if row is None:
        return None
    view, anchor, fraction, moment = row
    return Position(view, anchor, fraction, restored(moment))


def set_position(
    db: sqlite3.Connection, issue_id: UUID, view: str, anchor: str, fraction: float, moment: datetime
) -> None:
    """Note how far the issue was read."""
    db.execute(
        "INSERT INTO positions (issue, view, anchor, fraction, moment) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (issue) DO UPDATE SET (view, anchor, fraction, moment)"
        " = (excluded.view, excluded.anchor, excluded.fraction, excluded.moment)",
        (key_of(db, issue_id), view, anchor, min(1.0, max(0.0, fraction)), stored(moment)),
    )


def note(db: sqlite3.Connection, issue_id: UUID) -> IssueNote | None:
    """Return what the person wrote about the issue, None for nothing."""
    row = db.execute("SELECT text, changed FROM notes WHERE issue = ?", (key_of(db, issue_id),)).fetchone()
    return None if row is None else IssueNote(row[0], restored(row[1]))


def set_note(db: sqlite3.Connection, issue_id: UUID, text: str, moment: datetime) -> None:
    """Put `text` in the place of the note on the issue; a blank one takes the note away."""
    key, text = key_of(db, issue_id), clean_characters(text)
    if not text.strip():
        db.execute("DELETE FROM notes WHERE issue = ?", (key,))
        return
    db.execute(
        "INSERT INTO notes (issue, text, changed) VALUES (?, ?, ?)"
        " ON CONFLICT (issue) DO UPDATE SET (text, changed) = (excluded.text, excluded.changed)",
        (key, text, stored(moment)),
    )


def highlights(db: sqlite3.Connection, issue_id: UUID) -> tuple[Highlight, ...]:
    """Return the words of the issue that stay marked, in the order they were marked."""
    rows = db.execute(
        "SELECT key, quote, before, after, made FROM highlights WHERE issue = ? ORDER BY key", (key_of(db, issue_id),)
    )
    return tuple(Highlight(number, quote, before, after, restored(made)) for number, quote, before, after, made in rows)


def add_highlight(db: sqlite3.Connection, issue_id: UUID, quote: str, before: str, after: str, moment: datetime) -> int:
    """Mark words of the issue for good and return the number of the mark. Raises UsageError for no words."""
    key, texts = key_of(db, issue_id), tuple(clean_characters(text) for text in (quote, before, after))
    if not texts[0].strip():
        raise UsageError("Select some words to highlight first.")
    row = db.execute(
        "INSERT INTO highlights (issue, quote, before, after, made) VALUES (?, ?, ?, ?, ?) RETURNING key",
        (key, *texts, stored(moment)),
    ).fetchone()
    return int(row[0])


def remove_highlight(db: sqlite3.Connection, issue_id: UUID, number: int) -> None:
    """Take a mark off the issue's words; raises UsageError when it is not there."""
    values = (key_of(db, issue_id), number)
    if not db.execute("DELETE FROM highlights WHERE issue = ? AND key = ?", values).rowcount:
        raise UsageError(f"The issue {issue_id} has no highlight {number}.")
