"""Words of others that look like HTML stay words wherever the composing window shows them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader_app.library.library import Library
from reader_app.library.person_types import NEW, Clip
from tests.support.desk import Desk
from tests.support.rich import HARM, ISSUE, rich


def test_the_composing_window_shows_words(open_desk: Callable[..., Desk], qapp: QApplication, qtbot: QtBot) -> None:
    desk = open_desk(ISSUE, publication=HARM, number=HARM, title=HARM)
    with Library.open(desk.library) as library:
        web = "https://x.example/<img"
        library.add_clips([Clip(uuid4(), HARM, web, HARM, HARM, None, HARM, HARM, None, NEW, datetime.now(UTC))])
    for action in ("toggle_clips", "toggle_problems", "history", "details"):
        desk.window.actions_[action].trigger()
        qtbot.wait(50)
        for window in qapp.topLevelWidgets():
            assert list(rich(window)) == []
