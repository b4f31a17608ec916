"""Searches that the person keeps under a name."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from reader_app.errors import UsageError
from reader_app.library.moments import stored
from reader_app.library.person_types import SavedSearch
from reader_app.model.text import clean_line


def searches(db: sqlite3.Connection) -> tuple[SavedSearch, ...]:
    """Return the saved searches in the order they were saved."""
    return tuple(SavedSearch(*row) for row in db.execute("SELECT key, name, query FROM searches ORDER BY key"))


def save(db: sqlite3.Connection, query: str, name: str, moment: datetime) -> SavedSearch:
    """Keep `query` under `name`, under its own words without one; a search that is kept already gets the new name.

    Raises UsageError when nothing is searched for.
    """
    query = clean_line(query)
    if not query:
        raise UsageError("There is nothing to save: type what to search for first.")
    name = clean_line(name) or query
    row = db.execute("SELECT key FROM searches WHERE query = ?", (query,)).fetchone()
    if row is None:
        row = db.execute(
            "INSERT INTO searches (name, query, made) VALUES (?, ?, ?) RETURNING key", (name, query, stored(moment))
        ).fetchone()
    rename(db, row[0], name)
    return SavedSearch(row[0], name, query)


def rename(db: sqlite3.Connection, number: int, name: str) -> None:
    """Give a saved search another name. Raises UsageError when it is not there, or the name is empty."""
    if not clean_line(name):
        raise UsageError("A saved search needs a name.")
    if not db.execute("UPDATE searches SET name = ? WHERE key = ?", (clean_line(name), number)).rowcount:
        raise UsageError(f"There is no saved search {number}.")


def delete(db: sqlite3.Connection, number: int) -> None:
    """Forget a saved search. Raises UsageError when it is not there."""
    if not db.execute("DELETE FROM searches WHERE key = ?", (number,)).rowcount:
        raise UsageError(f"There is no saved search {number}.")
