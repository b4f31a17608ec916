"""Which versions of drafts were exported: kept with the settings of the draft's publication, beside its last choices.

The JSON object in ``publication_settings.export`` has them under ``exported``: for each draft a list of
``[revision, format, moment]``.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any, Final

from reader_app.library.moments import restored, stored
from reader_app.library.types import Exported

_KEY: Final = "exported"


def note(db: sqlite3.Connection, draft_id: str, publication: str, number: int, export: Exported) -> None:
    """Note that the revision `number` of a draft of `publication` was exported; of each format the last time counts."""
    row = db.execute("SELECT export FROM publication_settings WHERE name = ?", (publication,)).fetchone()
    kept = _object(row[0]) if row else {}
    drafts: dict[str, Any] = kept[_KEY] if isinstance(kept.get(_KEY), dict) else {}
    before = [each for each in _entries(drafts, draft_id) if each[:2] != [number, export.form]]
    kept[_KEY] = drafts | {draft_id: [*before, [number, export.form, stored(export.moment)]]}
    db.execute(
        "INSERT INTO publication_settings (name, export) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET export = excluded.export",
        (publication, json.dumps(kept)),
    )


def exports(db: sqlite3.Connection, draft_id: str) -> dict[int, tuple[Exported, ...]]:
    """Return how revisions of a draft were exported, by their numbers. What cannot be read is passed over."""
    found: dict[int, tuple[Exported, ...]] = {}
    for _, kept in _settings(db, draft_id):
        for number, form, moment in _entries(kept.get(_KEY), draft_id):
            found[number] = (*found.get(number, ()), Exported(form, restored(moment)))
    return found


def forget(db: sqlite3.Connection, draft_id: str) -> None:
    """Forget the exports of a draft."""
    for name, kept in _settings(db, draft_id):
        if isinstance(kept.get(_KEY), dict):
            kept[_KEY].pop(draft_id, None)
            db.execute("UPDATE publication_settings SET export = ? WHERE name = ?", (json.dumps(kept), name))


def _settings(db: sqlite3.Connection, draft_id: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the settings that name the draft: its publication may have been another when it was exported."""
    rows = db.execute("SELECT name, export FROM publication_settings WHERE instr(export, ?)", (draft_id,))
    return [(name, _object(text)) for name, text in rows]


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _entries(drafts: object, draft_id: str) -> list[list[Any]]:
    entries = drafts.get(draft_id) if isinstance(drafts, dict) else None
    return [each for each in entries if _is_entry(each)] if isinstance(entries, list) else []


def _is_entry(value: object) -> bool:
    return isinstance(value, list) and [type(each) for each in value] == [int, str, int]
