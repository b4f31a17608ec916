"""Words of others that look like HTML stay words wherever the reading window shows them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QTextBrowser

from reader_app.errors import LibraryErrorKind
from reader_app.library.failures import failure
from reader_app.library.library import Library
from reader_app.ui.widgets.plain_tip import LONGEST, plain_tip
from tests.support.rich import HARM, ISSUE, might_be_rich, rich
from tests.ui.conftest import OpenReader


@pytest.mark.parametrize("text", [HARM, f"plain\n\n  {HARM} & more", "a < b", "no tags & all", ""])
def test_a_tip_shows_its_text_letter_by_letter(text: str, qapp: QApplication) -> None:
    tip = plain_tip(text)
    document = QTextDocument()
    document.setHtml(tip)
    assert (document.toPlainText() if might_be_rich(tip) else tip) == text


def test_a_tip_ends_where_no_one_reads_on() -> None:
    assert len(plain_tip("word " * 100_000)) == LONGEST


def test_the_reading_window_shows_words(open_reader: OpenReader) -> None:
    desk = open_reader((ISSUE,))
    window = desk.window
    issue = desk.summaries()[0].id
    with Library.open(desk.library) as library:
        library.tag([issue], HARM)
        sponsor = library.sponsors()[0].name
    window.refresh()
    desk.settle()
    for show in (
        lambda: window.top.search.setText("harm"),
        lambda: window.status.say(HARM * 9),
        lambda: window.list.messages.show_message(HARM, [(HARM, print)]),
        lambda: window.overview.show_publication(HARM),
        lambda: window.overview.show_sponsor(sponsor),
        lambda: window.safekeeping.library_failed(failure(LibraryErrorKind.DAMAGED, desk.library / HARM)),
        window.actions_["restore_backup"].trigger,
    ):
        show()
        desk.settle()
        desk.qtbot.wait(20)
        assert list(rich(window)) == []
    for browser in window.findChildren(QTextBrowser):
        assert "\ufffc" not in browser.toPlainText()
        assert HARM in browser.toPlainText()
