"""One reading window with all that is around it, and issues to read in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from pytestqt.qtbot import QtBot

from reader_app.library.library import Library
from reader_app.library.types import Counts, Draft, IssueSummary, Scope
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.main_window import MainWindow
from reader_app.ui.mending import Mending

GARDEN = """---
publication: Garden Letter
number: 3
title: The week of the slow hedge
preheader: Water, wool and a row of beans.
date: 2024-05-03
url: https://garden.example/3
---

The first beans hung behind their leaves on Tuesday.

::: {.sponsor name="Hollow Seeds" url="https://seeds.example"}
Sow in June, eat in October.
:::

## In the beds

### [What mulch is for](https://almanac.example/mulch)
Straw, leaf mould, wool, cardboard.

### [A hedge is slow](https://margins.example/hedge)
Hawthorn cools the field beside it.

## At the table

### [Nine ways with a glut](https://pantry.example/glut)
None of them is jam.
"""

BRIDGES = """---
publication: Bridge Post
number: 52
title: The bridge nobody waited for
preheader: Twelve metres wide.
date: 2024-04-02
---

## Finds

### [Steel and rope](https://rope.example/steel)
A long read about cables and beans.
"""

LETTERS = """---
publication: אותיות
number: 9
title: מי המציא את הרווח
lang: he
date: 2024-03-01
---

הרווח הוא המצאה.
"""

NEWSLETTERS = (GARDEN, BRIDGES, LETTERS)


@dataclass
class ReadingDesk:
    """One open reading window; `opened` lists the drafts it opened, `libraries` and `mended` what it asked for."""

    qtbot: QtBot
    window: MainWindow
    library: Path
    worker: LibraryWorker
    opened: list[Draft] = field(default_factory=list)
    libraries: list[tuple[Path | None, bool]] = field(default_factory=list)
    mended: list[Mending] = field(default_factory=list)

    def titles(self) -> list[str]:
        """Return the titles of the rows listed."""
        model = self.window.list.model
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def chosen(self) -> str:
        """Return the title of the row chosen."""
        row = self.window.list.row()
        return row.title if row is not None else ""

    def counts(self) -> Counts:
        """Return what the library's file says now."""
        with Library.open(self.library) as library:
            return library.counts()

    def summaries(self) -> tuple[IssueSummary, ...]:
        """Return all issues in the library's file."""
        with Library.open(self.library) as library:
            return library.summaries(Scope(), limit=100).rows

    def id_of(self, title: str) -> UUID:
        """Return the id of the issue with this title."""
        return next(summary.id for summary in self.summaries() if summary.title == title)

    def settle(self) -> None:
        """Wait until the library's thread has nothing to do and its results are shown."""
        self.qtbot.waitUntil(lambda: not self.worker.is_busy(), timeout=10_000)


def value(desk: ReadingDesk, script: str) -> object:
    """Return what `script` says of the page shown, asked from our own world beside it."""
    web = desk.window.reader_pane.web
    assert web is not None
    found: list[object] = []
    web.run(script, found.append)
    desk.qtbot.waitUntil(lambda: bool(found), timeout=60_000)
    return found[0]


def write_all(folder: Path, texts: Sequence[str]) -> list[Path]:
    """Write each of `texts` to a Markdown file in `folder` and return the files."""
    paths = [folder / f"{number}.md" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    return paths
