"""Makes libraries of 100,000 issues in minutes: a few thousand issues are derived, the rest are copies of their rows.

``python -m tests.support.large OUT.masthead [COUNT] [--pool N]``

Copies differ in date, publication, number and id; documents, items and the texts that are searched are those of the
issue they are copied from. `library` gives one that is kept in the temporary folder from run to run.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from uuid import UUID

from reader_app.library import schema_0003
from reader_app.library.derive import Derived, derive
from reader_app.library.library import Library
from reader_app.library.moments import first_key, stored
from tests.support import synthetic

PUBLICATIONS = 240
POOL = 2000
BATCH = 2000
_NAMES = (
    "Stone Letter",
    "Tidal Notes",
    "Copper Weekly",
    "Night Gardener",
    "Quiet Compiler",
    "云山周刊",
    "מכתב",
    "Grüße",
)
_ISSUE = (
    "INSERT INTO issues (key, id, publication, number, title, preheader, date, received, sections, items, sponsors,"
    " minutes, fingerprint, importer, read, starred) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_COUNTS = """
UPDATE publications SET (issues, unread) =
  (SELECT count(*), coalesce(sum(read = 0), 0) FROM issues WHERE publication = publications.key);
UPDATE sponsors SET runs = (SELECT count(*) FROM sponsor_runs WHERE sponsor = sponsors.key);
UPDATE totals SET (issues, unread, starred, items) =
  (SELECT count(*), sum(read = 0), sum(starred), sum(items) FROM issues),
  sponsors = (SELECT count(*) FROM sponsors WHERE runs > 0);
"""


def library(count: int = 100_000, pool: int = POOL) -> Path:
    """Return a library of `count` issues; it is made once and kept in the temporary folder."""
    made_by = Path(__file__).read_bytes() + Path(schema_0003.__file__).read_bytes()
    name = f"masthead-{count}-{pool}-{blake2b(made_by, digest_size=4).hexdigest()}.masthead"
    path = Path(tempfile.gettempdir()) / "masthead-benchmarks" / name
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        write(unfinished, count, pool)
        unfinished.rename(path)
    return path


def write(path: Path, count: int, pool: int = POOL) -> None:
    """Write a library of `count` issues to `path`, where nothing is yet."""
    Library.open(path).close()
    models = [derive(imported) for imported in synthetic.imported(min(pool, count))]
    db = sqlite3.connect(path, isolation_level=None)
    for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000", "locking_mode = EXCLUSIVE"):
        db.execute(f"PRAGMA {setting}")
    triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    db.execute("BEGIN")
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    for start in range(0, count, BATCH):
        _write_batch(db, models, range(start, min(count, start + BATCH)), count)
    for statement in _COUNTS.split(";\n"):
        db.execute(statement)
    for _, sql in triggers:
        db.execute(sql)
    db.execute("COMMIT")
    db.execute("PRAGMA journal_mode = WAL")
    db.close()


def _write_batch(db: sqlite3.Connection, models: list[Derived], places: range, count: int) -> None:
    keys = _Keys(db)
    for place in places:
        _write_issue(db, keys, models[place % len(models)], place, count)
    # The index is quickest when it is written by itself, in ascending order.
    rows = ((_key(place, count), *_texts(models[place % len(models)])) for place in places)
    db.executemany(
        "INSERT INTO search (rowid, title, publication, items, sponsors, text) VALUES (?, ?, ?, ?, ?, ?)", rows
    )


def _write_issue(db: sqlite3.Connection, keys: _Keys, model: Derived, place: int, count: int) -> None:
    facts, counts, key = model.facts, model.listing.counts, _key(place, count)
    # Some publications have a thousand issues, most of them a few hundred.
    which = min(place * 7919 % PUBLICATIONS, place // 7 * 104729 % PUBLICATIONS)
    publication = keys.of("publications", "name", f"{_NAMES[which % len(_NAMES)]} {which // len(_NAMES) + 1}")
    read, starred = place < count * 9 // 10, place % 40 == 0
    moment = stored(synthetic.NEWEST - synthetic.BETWEEN * (count - place))
    listed = (counts.sections, counts.items, counts.sponsors, counts.minutes)
    issue = (str(UUID(int=place << 64 | 1)), publication, str(place // PUBLICATIONS + 1), facts.title, facts.preheader)
    db.execute(_ISSUE, (key, *issue, moment, moment, *listed, model.fingerprint, 1, read, starred))
    if read or starred:
        db.execute("INSERT INTO marks (issue, read, starred) VALUES (?, ?, ?)", (key, read, starred))
    db.execute(
        "INSERT INTO documents (issue, data, warnings, removed) VALUES (?, ?, '[]', '[]')", (key, model.document)
    )
    items = (
        (key, n, publication, keys.of("topics", "folded", row.section.casefold()), *row)
        for n, row in enumerate(model.listing.items)
    )
    db.executemany(
        "INSERT INTO items (issue, position, publication, topic, section, title, url, source, link, occurrence)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        items,
    )
    runs = ((key, n, keys.of("sponsors", "name", row.name), *row[1:]) for n, row in enumerate(model.listing.sponsors))
    db.executemany(
        "INSERT INTO sponsor_runs (issue, position, sponsor, url, label, slot) VALUES (?, ?, ?, ?, ?, ?)", runs
    )
    original = keys.of("originals", "sha256", model.sha256, size=model.size, data=model.original)
    db.execute(
        "INSERT INTO origins (issue, original, kind, platform, name, importer, added)"
        " VALUES (?, ?, 'text', '', ?, 1, ?)",
        (key, original, f"{place}.txt", moment),
    )


class _Keys:
    """The keys of rows that many issues share."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._known: dict[tuple[str, str], int] = {}

    def of(self, table: str, column: str, value: str, **others: object) -> int:
        """Return the key of the row of `table` whose `column` is `value`; it is made if it is not there."""
        known = self._known.get((table, value))
        if known is not None:
            return known
        row = self._db.execute(f"SELECT key FROM {table} WHERE {column} = ?", (value,)).fetchone()
        if row is None:
            names, values = [column, *others], [value, *others.values()]
            if table == "publications":
                names, values = [*names, "folded"], [*values, value.casefold()]
            sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))}) RETURNING key"
            row = self._db.execute(sql, values).fetchone()
        self._known[table, value] = int(row[0])
        return int(row[0])


def _key(place: int, count: int) -> int:
    return first_key(synthetic.NEWEST - synthetic.BETWEEN * (count - place))


def _texts(model: Derived) -> Iterator[str]:
    search = model.listing.search
    yield from (search.title, search.publication, search.items, search.sponsors, search.text)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Write a large library of invented issues.")
    parser.add_argument("out", type=Path)
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    parser.add_argument("--pool", type=int, default=POOL)
    chosen = parser.parse_args(arguments)
    write(chosen.out, chosen.count, chosen.pool)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
