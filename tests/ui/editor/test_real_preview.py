"""The preview in the real web engine: it follows the typing, and a click in it leads to the source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader_app.library.library import Library
from reader_app.services.journal import Journal
from reader_app.ui.editor.editor_window import EditorWindow
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.settings import Settings
from reader_app.ui.theme import Theme
from reader_app.ui.web_view import SafeWebView
from tests.support.desk import TEXT

pytestmark = pytest.mark.qt_log_ignore(
    "QRhiGles2:", "Failed to create RHI", "GPUInfo not initialized"
)  # no graphics card


@pytest.fixture
def window(
    qtbot: QtBot, theme: Theme, settings: Settings, library_path: Path, worker: LibraryWorker, journal: Journal
) -> Iterator[EditorWindow]:
    with Library.open(library_path) as library:
        draft = library.new_draft(TEXT + "\n\n".join(f"## Section {n}\n\nWords of {n}." for n in range(40)))
    window = EditorWindow(worker, theme, settings, draft, journal, print)
    with qtbot.waitSignal(window.preview.shown, timeout=20_000):
        window.show()
    yield window
    window.close_now()


def asked(window: EditorWindow, qtbot: QtBot, script: str) -> object:
    """Return the value of `script` in the page that is shown."""
    answers: list[object] = []
    view = window.findChild(SafeWebView)
    assert isinstance(view, SafeWebView)
    view.run(script, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    return answers[0]


def test_the_page_follows_the_typing_and_the_scrolling_and_leads_back(window: EditorWindow, qtbot: QtBot) -> None:
    lines = window.source.text().split("\n")
    window.show_line(lines.index("The conference is taking place this week."))
    QTest.keyClicks(window.source, "Now ")
    qtbot.waitUntil(
        lambda: "Now The conference" in str(asked(window, qtbot, "document.body.innerText")), timeout=10_000
    )

    bar = window.source.verticalScrollBar()

    def scrolled(value: int, condition: str) -> bool:
        """Turn the wheel as a person does, until the page has followed."""
        bar.setValue(value + (1 if bar.value() == value == 0 else -1 if bar.value() == value else 0))
        bar.setValue(value)
        return asked(window, qtbot, condition) is True

    qtbot.waitUntil(lambda: scrolled(bar.maximum(), "window.scrollY > 500"), timeout=10_000)
    qtbot.waitUntil(lambda: scrolled(0, "window.scrollY < 200"), timeout=10_000)

    where = """(() => { const box = document.querySelector('[data-block="lead-0"]').getBoundingClientRect();
        return Math.round(box.left + 40) + ' ' + Math.round(box.top + box.height / 2); })()"""
    window.show_line(len(lines))
    view = window.preview.focus_target()
    qtbot.waitUntil(lambda: asked(window, qtbot, "window.scrollY > 500") is True, timeout=10_000)
    qtbot.wait(400)  # until nothing of the source's scrolling is on its way any more
    asked(window, qtbot, "window.scrollTo(0, 0)")
    qtbot.wait(200)  # until the page is painted there
    place = QPoint(*map(int, str(asked(window, qtbot, where)).split()))
    QTest.mouseClick(view.focusProxy() or view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    qtbot.waitUntil(
        lambda: window.source.textCursor().block().text() == "Now The conference is taking place this week.",
        timeout=10_000,
    )
