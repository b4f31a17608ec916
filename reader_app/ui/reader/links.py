"""Links of the page: where they truly lead is shown before they open, and what deceives is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu

from reader_app.model.links import Target, pretends, target

if TYPE_CHECKING:
    from reader_app.ui.main_window import MainWindow
    from reader_app.ui.widgets.message_bar import Offer


class Links(QObject):
    """What links do in one reading window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def show_address(self, address: str) -> None:
        """Show where the link under the pointer or with the keyboard leads; empty for none."""
        self._window.status.show_address(target(address).marked if address else "")

    def open(self, url: QUrl) -> None:
        """Open a clicked link in the person's browser if its address was on screen; else, or if it deceives, ask."""
        found = target(_text(url))
        seen = self._window.status.address() == found.marked
        web = self._window.reader_pane.web
        if web is not None:
            web.ask_link_texts(_text(url), lambda texts: self._open_or_ask(found, seen, texts))

    def add_to_menu(self, menu: QMenu, address: str) -> None:
        """Add what can be done with the link to `address` to the menu of a place of the page."""
        if address.startswith(("http://", "https://", "mailto:")):
            found = target(address)
            menu.addAction(self.tr("&Open link…")).triggered.connect(lambda: self.offer(found))
            menu.addAction(self.tr("Copy &link address")).triggered.connect(
                lambda: QGuiApplication.clipboard().setText(found.url)
            )

    def view_online(self) -> None:
        """Show the address of the issue on the web, with a button that opens it."""
        reading = self._window.reader_pane.reading
        if reading is not None and reading.issue.url:
            self.offer(target(reading.issue.url))

    def unsubscribe(self) -> None:
        """Show where to unsubscribe from the publication of the issue, with a button for each way."""
        reading = self._window.reader_pane.reading
        if reading is None or not reading.leaving:
            return
        page = next((way for way in reading.leaving if not way.lower().startswith("mailto:")), "")
        mail = next((way for way in reading.leaving if way.lower().startswith("mailto:")), "")
        offers: list[Offer] = []
        if page:
            offers.append((self.tr("Open in browser"), lambda: self._go(page)))
        if mail:
            offers.append((self.tr("Write a mail"), lambda: self._go(mail)))
        shown = "\n".join(target(way, as_it_is=True).marked for way in (page, mail) if way)
        text = self.tr("Unsubscribe from %1 at").replace("%1", reading.issue.publication or self.tr("this newsletter"))
        self._ask(f"{text}\n{shown}", offers)

    def offer(self, found: Target, text: str = "") -> None:
        """Show where a link leads, after `text`, with a button that opens it."""
        shown = f"{text}\n{found.marked}" if text else found.marked
        self._ask(shown, [(self.tr("Open in browser"), lambda: self._go(found.url))])

    def _open_or_ask(self, found: Target, seen: bool, texts: list[str]) -> None:
        lie = next((text for text in texts if pretends(text, found.url)), "")
        if lie:
            self.offer(found, self.tr("This link reads “%1” and leads to").replace("%1", lie))
        elif found.doubt == "user":
            self.offer(found, self.tr("This link names another address before the one it leads to"))
        elif seen:
            self._go(found.url)
        else:
            self.offer(found)

    def _ask(self, text: str, offers: list[Offer]) -> None:
        messages = self._window.reader_pane.messages
        messages.show_message(text, offers, kind="note")
        messages.focus_first_offer()

    def _go(self, address: str) -> None:
        self._window.reader_pane.messages.clear()
        QDesktopServices.openUrl(QUrl(address))


def _text(url: QUrl) -> str:
    """Return `url` as Chromium writes it: nothing decoded."""
    return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
