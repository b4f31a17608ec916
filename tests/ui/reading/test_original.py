"""The view "Original": an issue as it was sent."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from reader_app.library.library import Library
from reader_app.services.importing import import_paths
from tests.support.reading_desk import ReadingDesk
from tests.ui.conftest import OpenReader

MAIL = """From: Hill Letter <letter@hills.example>
Subject: Hills in fog
Date: Fri, 03 May 2024 08:00:00 +0000
List-Id: <letter.hills.example>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html><body bgcolor="#ffeedd"><table width="600"><tr><td><h1>Hills in fog</h1>
<img src="https://far.example/hill.png" alt="A hill" width="300" height="200">
<p onclick="steal()">Fog lay on the hills all week, and nobody saw the sheep but the sheep.</p>
<script>steal()</script></td></tr></table></body></html>
"""
PLAIN = """From: Hill Letter <letter@hills.example>
Subject: Hills in rain
Date: Fri, 10 May 2024 08:00:00 +0000
Content-Type: text/plain; charset=utf-8

Rain lay on the hills all week, and nobody saw the sheep but the sheep.
"""


def opened(open_reader: OpenReader, library_path: Path, mail: str) -> ReadingDesk:
    path = library_path.with_name("mail.eml")
    path.write_text(mail, "utf-8")
    with Library.open(library_path) as library:
        assert import_paths(library, [path]).added
    return open_reader(())


def test_a_mail_is_shown_as_it_was_sent_with_its_pictures_left_out(open_reader: OpenReader, library_path: Path) -> None:
    desk = opened(open_reader, library_path, MAIL)
    desk.qtbot.keyClick(desk.window.list.view, Qt.Key.Key_O)
    desk.settle()
    reading = desk.window.reader_pane.reading
    assert reading is not None and reading.is_display
    assert "#ffeedd" in reading.html and '">A hill<' in reading.html
    assert "steal" not in reading.html and ' src="http' not in reading.html
    assert desk.window.status.text() == "1 remote picture blocked"
    assert not reading.contents


def test_a_mail_of_plain_text_offers_no_original(open_reader: OpenReader, library_path: Path) -> None:
    desk = opened(open_reader, library_path, PLAIN)
    assert not desk.window.actions_["view_original"].isEnabled()
    desk.qtbot.keyClick(desk.window.list.view, Qt.Key.Key_O)
    desk.settle()
    assert desk.window.reader.view == "sections"
