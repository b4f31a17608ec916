"""Fetches the title of the page a link leads to, when the person asks for it, and makes it the words of the link."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from reader_app.markup.natural import address, inline
from reader_app.model.urls import host
from reader_app.ui.editor import typing_aids
from reader_app.ui.editor.document_edits import utf16_length
from reader_app.ui.editor.source_edit import SourceEdit
from reader_app.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from reader_app.ui.editor.typing_aids import LinkAt


class TitleFetcher(QObject):
    """Fetches one title at a time, beside the typing; what is under way and what goes wrong is said in `messages`.

    The link keeps its place while one types on; where it was changed meanwhile, nothing is put in.
    """

    _answered = Signal(object)

    def __init__(self, source: SourceEdit, messages: MessageBar) -> None:
        super().__init__(source)
        self._source, self._messages = source, messages
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="title")
        self._asked = 0
        self._link: LinkAt | None = None
        self._place, self._words = QTextCursor(), ""
        self._answered.connect(self._note)

    def fetch(self) -> None:
        """Ask the page that the link at the cursor leads to for its title."""
        cursor = self._source.textCursor()
        line = cursor.block().text()
        link = typing_aids.link_at(line, cursor.positionInBlock())
        if link is None:
            self._messages.show_message(self.tr("There is no link to a web page in this line."), kind="note")
            return
        self._asked += 1
        number, url = self._asked, link.url
        self._link, self._words = link, line[link.start : link.end]
        self._place = QTextCursor(cursor.block())
        start = cursor.block().position() + utf16_length(line[: link.start])
        self._place.setPosition(start)
        self._place.setPosition(start + utf16_length(self._words), QTextCursor.MoveMode.KeepAnchor)
        text = self.tr("Asking {site} for the title of the page…").format(site=host(url))
        self._messages.show_message(text, [(self.tr("Stop"), self.stop)], kind="note")
        future = self._thread.submit(_title, url, lambda: self._asked != number)
        future.add_done_callback(lambda done: self._hand_over(number, done))

    def stop(self) -> None:
        """Ask no more."""
        if self._link is not None:
            self._messages.clear()
        self._asked += 1
        self._link = None

    def close(self) -> None:
        """End: nothing is asked any more."""
        self._asked += 1
        self._thread.shutdown(wait=False)

    def _hand_over(self, number: int, done: Future[tuple[str, str]]) -> None:
        if number == self._asked:
            self._answered.emit((number, done))

    def _note(self, answer: tuple[int, Future[tuple[str, str]]]) -> None:
        number, done = answer
        link = self._link
        if number != self._asked or link is None:
            return
        self._link = None
        title, trouble = done.result()
        if not title:
            self._messages.show_message(self._sentence(trouble, host(link.url)))
        elif self._place.selectedText() != self._words:
            text = self.tr("The link was changed meanwhile. The page is called “{title}”.")
            self._messages.show_message(text.format(title=title), kind="note")
        else:
            self._messages.clear()
            self._place.insertText(f"{'### ' if link.alone else ''}[{inline(title)}]({address(link.url)})")

    def _sentence(self, trouble: str, site: str) -> str:
        match trouble:
            case "":
                return self.tr("The page does not say what it is called.")
            case "status":
                return self.tr("{site} answers that it has no such page.").format(site=site)
            case "refused":
                return self.tr("The address does not lead to the public web, so nothing was asked.")
            case "tracker":
                return self.tr("The address only reports who opened it, so nothing was asked.")
        return self.tr("{site} does not answer.").format(site=site)


def _title(url: str, cancelled: Callable[[], bool]) -> tuple[str, str]:
    """Return the title, or why there is none."""
    from reader_app.services.fetching import FetchError  # no start of the program needs the network
    from reader_app.services.page_titles import page_title

    try:
        return page_title(url, cancelled=cancelled), ""
    except FetchError as error:
        return "", error.trouble
