"""Whatever is imported again, after whatever a person did: originals that are known are told as if they were read."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.errors import MastheadError
from reader_app.library.library import Library
from reader_app.library.types import Renamed, Scope, Shelf
from reader_app.model.corrections import StateFacts
from reader_app.services import importing
from reader_app.services.importing import Entry, ImportReport, import_paths
from reader_app.services.reimporting import reimport
from tests.support.letters import GHOST, POST, mail

PAGE = (
    "<!DOCTYPE html><html><head><title>{t}</title></head><body><h1>{t}</h1><h2>Tides</h2>"
    "<p>At day {n} the water stood {n} feet above the mark and the ferry waited for the wind to turn.</p></body></html>"
)
NOTE = "---\npublication: Harbour\nnumber: {n}\ntitle: Boats {n}\n---\n\n## Tides\n\nThe water of day {n} came late."
TWO_FORMS = (
    "From: The Keeper <keeper@{n}.example>\nSubject: Lamps {n}\nMIME-Version: 1.0\n"
    "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nLamp {n} was lit at dusk.\n"
    "--b\nContent-Type: text/html\n\n<html><body><h1>Lamps {n}</h1><p>Lamp {n} was lit.</p></body></html>\n--b--"
)
UNTITLED = "From: keeper@{n}.example\nDate: Mon, 04 Mar 2024 08:00:00 +0000\n\nThe fog of day {n} hid all boats.\n"
FEED = (
    '<rss version="2.0"><channel><title>Harbour</title><item><title>Boats {n}</title>'
    "<description>Day {n}: no boat came.</description></item></channel></rss>"
)
DATA = {
    "mail": mail,
    "two forms": lambda n: TWO_FORMS.format(n=n),
    "untitled": lambda n: UNTITLED.format(n=n),
    "page": lambda n: PAGE.format(t=f"Tides {n}", n=n),
    "bare page": lambda n: PAGE.format(t="", n=n),
    "piece": lambda n: f"<div><p>Day {n} was <b>calm</b>.</p><p>All slept.</p></div>" * 3,
    "note": lambda n: NOTE.format(n=n),
    "text": lambda n: f"Boats {n}\n\nThe harbour was closed on day {n}.\n",
    "own": lambda n: f'{{"format": "masthead-issue/1", "title": "Own {n}", "number": "{n}", "sections": []}}',
    "box": lambda n: "".join(f"From k@x.example Mon Mar  4 08:00:00 2024\n{mail(k)}\n" for k in range(n, n + 2)),
    "export": lambda n: GHOST % ",".join(POST % ((k,) * 4) for k in range(n, n + 2)),
    "feed": lambda n: FEED.format(n=n),
    "empty": lambda n: " " * n,
    "binary": lambda n: "\x00\x01\x02" * n,
}
NAMES = ("a.eml", "b.mhtml", "b.html", "c.txt", "d.md", "e.json", "f", "index.html", "box, message 1", "1:2,S")
FILES = st.dictionaries(
    st.sampled_from(NAMES), st.tuples(st.sampled_from(sorted(DATA)), st.integers(1, 2)), min_size=1, max_size=6
)
ACTIONS = st.sampled_from(
    ["correct", "trash", "archive", "remove", "rename", "name back", "reimport", "older", "rewrite", "move", "nothing"]
)
STEPS = st.lists(st.tuples(ACTIONS, st.integers(0, 5)), max_size=4)
Files = dict[str, tuple[str, int]]


@contextlib.contextmanager
def nothing_known(_: Library | None) -> Iterator[None]:
    yield None


class Desk:
    """A library and a folder, in which things happen at the same moments in both ways."""

    def __init__(self, root: Path, *, reads_all: bool) -> None:
        self.folder = root / "letters"
        self.folder.mkdir()
        self.moment = datetime(2024, 5, 1, tzinfo=UTC)
        self.library = Library.open(root / "library.masthead", clock=lambda: self.moment)
        self._reads_all = reads_all
        self._given: list[Renamed] = []

    def write(self, files: Files) -> None:
        for name, (kind, number) in files.items():
            (self.folder / name).write_text(DATA[kind](number))

    def bring(self, *, dry_run: bool = False) -> object:
        self.moment += timedelta(hours=1)
        way = patch.object(importing, "originals_of", nothing_known) if self._reads_all else contextlib.nullcontext()
        with way:
            return self.told(import_paths(self.library, [self.folder], dry_run=dry_run))

    def told(self, report: ImportReport) -> object:
        keys = {str(row[0]): row[1] for row in self.rows("SELECT id, key FROM issues")}

        def line(entry: Entry) -> tuple[object, ...]:
            return entry.path.name, entry.part, entry.title, entry.sentence, keys.get(str(entry.issue_id))

        return [[line(entry) for entry in entries] for entries in (report.added, report.duplicates, report.failed)]

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with self.library._database.reading() as db:
            return db.execute(query).fetchall()

    def state(self) -> object:
        issues = "key, publication, number, title, date, received, items, fingerprint, importer, shelf"
        return [
            self.rows(f"SELECT {issues} FROM issues ORDER BY key"),
            self.rows("SELECT * FROM origins ORDER BY key"),
            self.rows("SELECT key, sha256, size FROM originals ORDER BY key"),
            self.rows("SELECT * FROM documents ORDER BY issue"),
            self.rows("SELECT found, shown FROM publication_names ORDER BY found"),
            self.library.counts().issues,
        ]

    def act(self, action: str, which: int) -> None:
        self.moment += timedelta(hours=1)
        rows = [row for shelf in Shelf if shelf is not Shelf.KEPT for row in self._rows_of(shelf)]
        files = sorted(self.folder.iterdir())
        if action == "rewrite":
            files[which % len(files)].write_text(mail(which + 3))
        elif action == "move":
            file = files[which % len(files)]
            file.rename(file.with_name(NAMES[which]))
        elif action == "reimport":
            reimport(self.library, everything=True)
        elif action == "older":
            with self.library._database.writing() as db:
                db.execute("UPDATE origins SET importer = importer - 1 WHERE key % 2 = ?", (which % 2,))
        elif action == "name back" and self._given:
            with contextlib.suppress(MastheadError):
                self.library.undo_rename(self._given.pop(which % len(self._given)))
        elif rows:
            self._act_on(action, rows[which % len(rows)])

    def _rows_of(self, shelf: Shelf) -> list[object]:
        return list(self.library.summaries(Scope(shelf=shelf)).rows)

    def _act_on(self, action: str, row: object) -> None:
        issue_id, publication = row.id, row.publication  # type: ignore[attr-defined]
        if action == "correct":
            self.library.correct(issue_id, StateFacts(title="Corrected", publication="Corrected"))
        elif action == "trash":
            self.library.trash([issue_id])
        elif action == "archive":
            self.library.archive([issue_id])
        elif action == "remove":
            self.library.remove([issue_id])
        elif action == "rename" and publication:
            self._given.append(self.library.rename_publication(publication, f"Another {len(self._given)}"))


@settings(max_examples=60, deadline=None)
@given(FILES, STEPS, FILES)
def test_what_is_known_is_told_as_if_it_was_read(files: Files, steps: list[tuple[str, int]], more: Files) -> None:
    seen: list[list[object]] = []
    for reads_all in (True, False):
        with tempfile.TemporaryDirectory() as root:
            desk = Desk(Path(root), reads_all=reads_all)
            with desk.library:
                desk.write(files)
                told = [desk.bring(), desk.state(), desk.bring(), desk.state()]
                for action, which in steps:
                    desk.act(action, which)
                    told += [desk.bring(dry_run=True), desk.bring(), desk.state()]
                desk.write(more)
                told += [desk.bring(), desk.bring(dry_run=True), desk.bring(), desk.state()]
            seen.append(told)
    assert seen[0] == seen[1]
