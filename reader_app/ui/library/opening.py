"""Opens links from beside the page: where one leads is shown above the list, with a button that opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from reader_app.ui.main_window import MainWindow


def offer_link(window: MainWindow, address: str) -> None:
    """Show where `address` truly leads, with a button that opens it in the person's browser."""
    from reader_app.model.links import target

    found = target(address)
    messages = window.list.messages

    def go() -> None:
        messages.clear()
        QDesktopServices.openUrl(QUrl(found.url))

    label = QCoreApplication.translate("Opening", "Open in browser")
    messages.show_message(found.marked, [(label, go)], kind="note")
    messages.focus_first_offer()
