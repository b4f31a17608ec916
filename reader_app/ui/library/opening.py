"""Opens what is not a row of the list: links from beside the page, and issues further down than the rows loaded."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from reader_app.errors import MastheadError

if TYPE_CHECKING:
    from reader_app.library.library import Library
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


def if_kept(issue_id: str) -> Callable[[Library], UUID | None]:
    """Return the job that gives the id written `issue_id` if there is such an issue outside the trash, else None."""

    def job(library: Library) -> UUID | None:
        with suppress(ValueError, MastheadError):
            summary = library.summary(UUID(issue_id))
            return summary.id if summary.shelf.value != "trashed" else None
        return None

    return job
