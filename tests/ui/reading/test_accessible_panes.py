"""Every pane, popup and dialog of the reading window tells a screen reader what each of its parts is and says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from reader_app.library.library import Library
from reader_app.services.drafting import new_draft
from reader_app.ui.library.places import Place
from tests.support.reading_desk import ReadingDesk
from tests.ui.reading.test_accessibility import ACTING, interfaces, name
from tests.ui.reading.test_main_window import press, search
from tests.ui.reading.test_shelving import go

Opens = Callable[[ReadingDesk], None]


def trigger(*keys: str) -> Opens:
    def open_it(desk: ReadingDesk) -> None:
        for key in keys:
            desk.window.actions_[key].trigger()
            desk.settle()

    return open_it


def place(kind: Place) -> Opens:
    return lambda desk: go(desk, kind)


def select_two_and(action: str) -> Opens:
    def open_it(desk: ReadingDesk) -> None:
        desk.window.list.select_all()
        trigger(action)(desk)

    return open_it


def clip(desk: ReadingDesk) -> None:
    go(desk, Place("items"))
    press(desk, Qt.Key.Key_C)
    go(desk, Place("clips"))


def draft(desk: ReadingDesk) -> None:
    with Library.open(desk.library) as library:
        new_draft(library, "")
    go(desk, Place("drafts"))


def rename(desk: ReadingDesk) -> None:
    go(desk, Place("publication", "Garden Letter"))
    desk.window.list.header.command.emit("rename")
    desk.settle()


def about(desk: ReadingDesk) -> None:
    go(desk, Place("publication", "Garden Letter"))
    desk.window.list.header.command.emit("about")
    desk.settle()


def found(desk: ReadingDesk) -> None:
    search(desk, "bean")


OPENED: dict[str, Opens] = {
    "items": place(Place("items")),
    "starred, empty": place(Place("starred")),
    "sponsors": place(Place("sponsors")),
    "drafts": draft,
    "clips": clip,
    "about a publication": about,
    "search": found,
    "details of an issue": trigger("details"),
    "publication of issues": select_two_and("details"),
    "tags": select_two_and("tag"),
    "rename": rename,
    "note": trigger("note"),
    "palette": trigger("palette"),
    "shortcuts": trigger("shortcuts"),
    "export": trigger("export"),
    "backups": trigger("restore_backup"),
    "archived": trigger("archive"),
}


def shown(desk: ReadingDesk) -> list[QWidget]:
    windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert desk.window in windows
    return windows


@pytest.mark.parametrize("opened", OPENED, ids=str)
def test_all_that_acts_has_a_name_and_a_role(reader: ReadingDesk, opened: str) -> None:
    OPENED[opened](reader)
    reader.qtbot.wait(30)
    parts = [each for window in shown(reader) for each in interfaces(window) if each.role() in ACTING]
    assert [f"{each.role().name} {each.object()}" for each in parts if not name(each)] == []


@pytest.mark.parametrize("opened", OPENED, ids=str)
def test_all_that_takes_the_keyboard_has_a_name(reader: ReadingDesk, opened: str) -> None:
    OPENED[opened](reader)
    reader.qtbot.wait(30)
    nameless: list[str] = []
    for window in shown(reader):
        for widget in window.findChildren(QWidget):
            if not widget.isVisible() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                continue
            seen = QAccessible.queryAccessibleInterface(widget)
            if seen is None or not name(seen) or seen.role() == QAccessible.Role.NoRole:
                nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert nameless == []
