"""What belongs to the person's own writing and habits: publications they write, settings, words of their dictionary."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import astuple, fields
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from reader_app.errors import UsageError
from reader_app.library.moments import stored
from reader_app.library.person_types import OwnPublication, PublicationSettings
from reader_app.library.stored_json import an_object
from reader_app.model.text import clean_characters, clean_line

_COLUMNS: Final = tuple(field.name for field in fields(OwnPublication))
_ON_SEVERAL_LINES: Final = frozenset({"postal", "theme", "blocks", "closing"})


def settings(db: sqlite3.Connection, name: str) -> PublicationSettings:
    """Return what is set for the publication `name`; without anything set, the usual."""
    row = db.execute(
        "SELECT view, pictures, export FROM publication_settings WHERE name = ?", (clean_line(name),)
    ).fetchone()
    return PublicationSettings() if row is None else PublicationSettings(row[0], bool(row[1]), an_object(row[2]))


def set_settings(db: sqlite3.Connection, name: str, chosen: PublicationSettings) -> None:
    """Set what `settings` returns. Raises UsageError when `export` is no JSON object."""
    _require_object(chosen.export)
    db.execute(
        "INSERT INTO publication_settings (name, view, pictures, export) VALUES (?, ?, ?, ?) ON CONFLICT (name)"
        " DO UPDATE SET (view, pictures, export) = (excluded.view, excluded.pictures, excluded.export)",
        (clean_line(name), chosen.view, int(chosen.pictures), chosen.export),
    )


def publications(db: sqlite3.Connection) -> tuple[OwnPublication, ...]:
    """Return the publications that the person writes, in alphabetical order."""
    rows = db.execute(f"SELECT {', '.join(_COLUMNS)} FROM own_publications").fetchall()
    found = [OwnPublication(UUID(row[0]), *row[1:]) for row in rows]
    for each in found:
        an_object(each.theme)
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.name)))


def save_publication(db: sqlite3.Connection, publication: OwnPublication) -> OwnPublication:
    """Keep a publication, in the place of the one with the same id, and return it as it is kept.

    Raises UsageError when it has no name, another one has it already, or the theme is no JSON object.
    """
    _require_object(publication.theme)
    values = [_cleaned(name, value) for name, value in zip(_COLUMNS, astuple(publication), strict=True)]
    saved = OwnPublication(publication.id, *values[1:])
    if not saved.name:
        raise UsageError("A publication needs a name.")
    same = (each for each in publications(db) if each.name.casefold() == saved.name.casefold())
    if any(each.id != saved.id for each in same):
        raise UsageError(f"There is a publication “{saved.name}” already.")
    db.execute(
        f"INSERT INTO own_publications ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
        f" ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS[1:])}",
        values,
    )
    return saved


def delete_publication(db: sqlite3.Connection, publication_id: UUID) -> None:
    """Forget a publication that the person writes; its drafts stay. Raises UsageError when it is not here."""
    if not db.execute("DELETE FROM own_publications WHERE id = ?", (str(publication_id),)).rowcount:
        raise UsageError(f"There is no publication {publication_id} of your own in the library.")


def words(db: sqlite3.Connection, lang: str) -> frozenset[str]:
    """Return the words that the person added to the dictionary of the language `lang`."""
    return frozenset(row[0] for row in db.execute("SELECT word FROM dictionary WHERE lang = ?", (lang,)))


def add_word(db: sqlite3.Connection, lang: str, word: str, moment: datetime) -> None:
    """Add a word to the dictionary of a language. Raises UsageError for an empty one."""
    if not clean_line(word):
        raise UsageError("There is no word to add.")
    db.execute(
        "INSERT INTO dictionary (lang, word, added) VALUES (?, ?, ?) ON CONFLICT (lang, word) DO NOTHING",
        (lang, clean_line(word), stored(moment)),
    )


def remove_word(db: sqlite3.Connection, lang: str, word: str) -> None:
    """Take a word out of the dictionary of a language; nothing happens when it is not in there."""
    db.execute("DELETE FROM dictionary WHERE lang = ? AND word = ?", (lang, clean_line(word)))


def _cleaned(name: str, value: Any) -> str:
    return clean_characters(value) if name in _ON_SEVERAL_LINES else clean_line(str(value))


def _require_object(text: str) -> None:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise UsageError("Settings are kept as a JSON object, and this is no JSON.") from error
    if not isinstance(value, dict):
        raise UsageError("Settings are kept as a JSON object, and this is something else.")
