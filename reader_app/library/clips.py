"""Clips: items and words kept for writing, in an order of their own. They outlive the issue they are from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from reader_app.errors import UsageError
from reader_app.library.moments import restored, restored_or_none, stored
from reader_app.library.person_types import NEW, Clip
from reader_app.model.text import clean_characters, clean_line

_COLUMNS: Final = "id, title, url, quote, remark, issue, publication, number, date, place, made"


def clips(db: sqlite3.Connection, words: str) -> tuple[Clip, ...]:
    """Return the clips that hold each of `words` in any of their texts, whatever the case, in their order."""
    used: dict[int, list[str]] = {}
    for clip, issue in db.execute("SELECT clip, used FROM clip_uses ORDER BY clip, used"):
        used.setdefault(clip, []).append(issue)
    rows = db.execute(f"SELECT key, {_COLUMNS} FROM clips ORDER BY place DESC").fetchall()
    found = (_clip(row, used.get(row[0], ())) for row in rows)
    wanted = words.casefold().split()
    return tuple(clip for clip in found if all(word in _words(clip) for word in wanted))


def clip(db: sqlite3.Connection, clip_id: UUID) -> Clip:
    """Return one clip; raises UsageError when it is not here."""
    row = db.execute(f"SELECT key, {_COLUMNS} FROM clips WHERE id = ?", (str(clip_id),)).fetchone()
    if row is None:
        raise UsageError(f"There is no clip {clip_id} in the library.")
    used = db.execute("SELECT used FROM clip_uses WHERE clip = ? ORDER BY used", row[:1])
    return _clip(row, [issue for (issue,) in used])


def add(db: sqlite3.Connection, batch: Sequence[Clip]) -> None:
    """Keep clips: those whose place is `NEW` above all others in their order; deleted ones where they were."""
    for each in reversed(batch):
        place = each.place
        if place == NEW or db.execute("SELECT 1 FROM clips WHERE place = ?", (place,)).fetchone():
            place = db.execute("SELECT coalesce(max(place), 0) + 1 FROM clips").fetchone()[0]
        key = db.execute(
            f"INSERT INTO clips ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING key",
            (
                str(each.id),
                clean_line(each.title),
                clean_line(each.url),
                clean_characters(each.quote),
                clean_characters(each.remark),
                "" if each.issue is None else str(each.issue),
                clean_line(each.publication),
                clean_line(each.number),
                None if each.date is None else stored(each.date),
                place,
                stored(each.made),
            ),
        ).fetchone()[0]
        db.executemany("INSERT INTO clip_uses (clip, used) VALUES (?, ?)", [(key, issue) for issue in set(each.used)])


def change(db: sqlite3.Connection, clip_id: UUID, title: str, remark: str) -> None:
    """Give a clip another title and remark; raises UsageError when it is not here."""
    values = (clean_line(title), clean_characters(remark), str(clip_id))
    if not db.execute("UPDATE clips SET title = ?, remark = ? WHERE id = ?", values).rowcount:
        raise UsageError(f"There is no clip {clip_id} in the library.")


def move(db: sqlite3.Connection, clip_id: UUID, up: bool) -> bool:
    """Let a clip change places with the one above or below; return whether there is one.

    Raises UsageError when it is not here.
    """
    here = clip(db, clip_id).place
    beyond = "place > ? ORDER BY place" if up else "place < ? ORDER BY place DESC"
    row = db.execute(f"SELECT id, place FROM clips WHERE {beyond} LIMIT 1", (here,)).fetchone()
    if row is None:
        return False
    places = ((NEW, row[0]), (row[1], str(clip_id)), (here, row[0]))
    db.executemany("UPDATE clips SET place = ? WHERE id = ?", places)
    return True


def delete(db: sqlite3.Connection, ids: Iterable[UUID]) -> tuple[Clip, ...]:
    """Delete clips and return them as they were, to be kept again by `add`. Ids that are not here are passed over."""
    wanted = {str(clip_id) for clip_id in ids}
    removed = tuple(each for each in clips(db, "") if str(each.id) in wanted)
    db.executemany("DELETE FROM clips WHERE id = ?", [(str(each.id),) for each in removed])
    return removed


def use(db: sqlite3.Connection, clip_id: UUID, issue: str) -> None:
    """Note that a clip was used in `issue` ("Publication #12"); raises UsageError when the clip is not here."""
    row = db.execute("SELECT key FROM clips WHERE id = ?", (str(clip_id),)).fetchone()
    if row is None:
        raise UsageError(f"There is no clip {clip_id} in the library.")
    db.execute(
        "INSERT INTO clip_uses (clip, used) VALUES (?, ?) ON CONFLICT (clip, used) DO NOTHING",
        (row[0], clean_line(issue)),
    )


def take_back_use(db: sqlite3.Connection, clip_id: UUID, issue: str) -> None:
    """Forget that a clip was used in `issue`; nothing happens when it was not, or is not here any more."""
    db.execute(
        "DELETE FROM clip_uses WHERE used = ? AND clip IN (SELECT key FROM clips WHERE id = ?)",
        (clean_line(issue), str(clip_id)),
    )


def _clip(row: tuple[Any, ...], used: Sequence[str]) -> Clip:
    _, clip_id, title, url, quote, remark, issue, publication, number, date, place, made = row
    return Clip(
        UUID(clip_id),
        title,
        url,
        quote,
        remark,
        UUID(issue) if issue else None,
        publication,
        number,
        restored_or_none(date),
        place,
        restored(made),
        tuple(used),
    )


def _words(clip: Clip) -> str:
    texts = (clip.title, clip.url, clip.quote, clip.remark, clip.publication, clip.number)
    return "\n".join(texts).casefold()
