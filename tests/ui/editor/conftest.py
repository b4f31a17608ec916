"""What the tests of the composing window share: a library of their own, and a preview that needs no web engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from reader_app.library.library import Library
from reader_app.library.types import Draft
from reader_app.services import composing
from reader_app.services.journal import Journal
from reader_app.ui.editor.editor_window import EditorWindow
from reader_app.ui.editor.preview import PreviewPane
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.settings import Settings
from reader_app.ui.theme import Theme
from tests.support.desk import TEXT, Desk, PlainPreview


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(tmp_path / "journal")
    yield journal
    journal.close()


@pytest.fixture
def open_desk(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    theme: Theme,
    settings: Settings,
    library_path: Path,
    worker: LibraryWorker,
    journal: Journal,
) -> Iterator[Callable[..., Desk]]:
    monkeypatch.setattr(composing, "new_preview", PlainPreview)
    monkeypatch.setattr(PreviewPane, "start_web_view", lambda _self: None)
    desks: list[Desk] = []

    def open_desk(text: str = TEXT, draft: Draft | None = None, **facts: Any) -> Desk:
        if draft is None:
            with Library.open(library_path) as library:
                draft = library.new_draft(text, **facts)
        opened: list[Draft] = []
        window = EditorWindow(worker, theme, settings, draft, journal, opened.append)
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        qtbot.waitUntil(lambda: window.composed() is not None, timeout=5000)
        desks.append(Desk(window, library_path, draft, opened, worker))
        return desks[-1]

    yield open_desk
    import shiboken6

    for desk in desks:
        if shiboken6.isValid(desk.window) and desk.window.isVisible():
            desk.window.close_now()
    qtbot.wait(1)


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk()
