"""A library that cannot be opened: one sentence, ways out, and nothing of it changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader_app.library.guarding import presence
from reader_app.library.library import Library
from reader_app.ui.doors import Doors
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.main_window import MainWindow
from reader_app.ui.mending import Mending
from reader_app.ui.reader.reader_pane import ReaderPane
from reader_app.ui.settings import Settings
from reader_app.ui.theme import Theme
from tests.support.machines import elsewhere

Wishes = list[tuple[Path | None, bool]]
Mendings = list[Mending]


@pytest.fixture
def wishes() -> Wishes:
    return []


@pytest.fixture
def mended() -> Mendings:
    return []


@pytest.fixture
def open_window(
    qtbot: QtBot,
    theme: Theme,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    wishes: Wishes,
    mended: Mendings,
) -> Iterator[object]:
    monkeypatch.setattr(ReaderPane, "start_engine", lambda _self, _assets: None)
    made: list[tuple[MainWindow, LibraryWorker]] = []

    def open_window(path: Path) -> MainWindow:
        worker = LibraryWorker(lambda: Library.open(path))
        doors = Doors(
            background=lambda: worker,
            open_editor=lambda _draft: None,
            open_library=lambda other, only: wishes.append((other, only)),
            unsaved_drafts=list,
            mend_library=mended.append,
            library=lambda: path,
        )
        window = MainWindow(worker, theme, settings, doors)
        made.append((window, worker))
        window.show()
        qtbot.waitUntil(lambda: not worker.is_busy(), timeout=10_000)
        return window

    yield open_window
    for window, worker in made:
        worker.close()
        window.close()
        window.deleteLater()
    qtbot.wait(1)


def spoil(path: Path, kind: str) -> None:
    if kind == "foreign":
        path.write_text("This is a diary, not a library. " * 40)
        return
    Library.open(path).close()
    if kind == "newer":
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA user_version = 999")
            db.commit()
    else:
        data = bytearray(path.read_bytes())
        data[100 : len(data)] = bytes(len(data) - 100)
        path.write_bytes(data)


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("damaged", "The library is damaged"),
        ("foreign", "This is not a library"),
        ("newer", "The library is newer than this program"),
    ],
)
def test_it_says_what_is_wrong_and_offers_ways_out(
    open_window: object, tmp_path: Path, wishes: Wishes, monkeypatch: pytest.MonkeyPatch, kind: str, title: str
) -> None:
    path = tmp_path / "spoiled.masthead"
    spoil(path, kind)
    before = path.read_bytes()
    window: MainWindow = open_window(path)  # type: ignore[operator]
    assert window.start.isVisible() and not window.list.isVisible()
    assert window.start.accessibleName().startswith(title)
    assert str(path) in window.start.sentence() and "\n" not in window.start.sentence()
    assert not window.top.search.isEnabled()
    *mending, again, other = window.start.buttons()
    assert (again.text(), other.text()) == ("Try again", "Choose another library…")
    may_be_mended = kind in ("damaged", "foreign")
    assert [button.text() for button in mending] == (
        ["Recover what can be read", "Restore a backup…"] if may_be_mended else []
    )
    again.click()
    elsewhere = str(tmp_path / "other.masthead")
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileName", lambda *_: (elsewhere, ""))
    other.click()
    assert wishes == [(None, False), (Path(elsewhere), False)]
    window.actions_["new_issue"].trigger()
    assert path.read_bytes() == before


def test_one_that_is_open_on_another_machine_can_be_read_or_opened_all_the_same(
    open_window: object, tmp_path: Path, wishes: Wishes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "_shared", set())
    path = tmp_path / "library.masthead"
    Library.open(path).close()
    elsewhere(path)
    window: MainWindow = open_window(path)  # type: ignore[operator]
    assert window.start.accessibleName().startswith("The library is open on another computer")
    assert "“attic” since" in window.start.sentence()
    buttons = {button.text(): button for button in window.start.buttons()}
    assert list(buttons) == [
        "Read without changing it",
        "Try again",
        "Open it all the same",
        "Choose another library…",
    ]
    buttons["Read without changing it"].click()
    buttons["Open it all the same"].click()
    assert wishes == [(None, True), (None, False)]
    Library.open(path).close()
