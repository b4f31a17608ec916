"""The page about a publication or a sponsor, beside the list; what it links to is shown in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import unquote
from uuid import UUID

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeyEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from reader_app.ui.library.opening import offer_link
from reader_app.ui.library.places import Place

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.ui.main_window import MainWindow

MARGIN = 48  # pixels around the page
_SHEET: Final = """
h1 {{ font-family: {serif}; font-size: {h1}px; font-weight: 700; margin: 2px 0 6px 0; }}
h2 {{ font-size: {h2}px; font-weight: 600; margin: 22px 0 8px 0; }}
p, td {{ font-size: {text}px; color: {ink}; }}
a {{ color: {link}; text-decoration: none; }}
.kicker {{ color: {accent}; font-size: {small}px; font-weight: 600; margin: 0; }}
.muted {{ color: {muted}; }}
table {{ margin-top: 4px; }}
td {{ padding: 3px 22px 3px 0; }}
"""


class OverviewPane(QTextBrowser):
    """Shows one such page; Escape leaves it for the row chosen. It loads nothing: what is in it is text made here."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._html = ""
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "overview")
        self.setAccessibleName(self.tr("About a publication or sponsor"))
        self.anchorClicked.connect(self._follow)
        window.theme.changed.connect(self._restyle)

    def show_publication(self, name: str) -> None:
        """Show the page about a publication."""

        def job(library: Library) -> str:
            from reader_app.services.overviews import publication_page
            from reader_app.ui.library.overview_words import publication_html

            return publication_html(publication_page(library, name))

        self._window.worker.submit(job, self._show, topic="overview", replace=True)

    def show_sponsor(self, name: str) -> None:
        """Show the page about a sponsor."""

        def job(library: Library) -> str:
            from reader_app.services.overviews import sponsor_page
            from reader_app.ui.library.overview_words import sponsor_html

            return sponsor_html(sponsor_page(library, name))

        self._window.worker.submit(job, self._show, topic="overview", replace=True)

    def is_shown(self) -> bool:
        """Tell whether this is what stands beside the list."""
        return self._window.right.currentWidget() is self

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._window.show_chosen()
            self._window.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        return None

    def _show(self, html: str) -> None:
        self._html = html
        self._restyle()
        self._window.show_beside(self)

    def _restyle(self) -> None:
        theme = self._window.theme
        document = QTextDocument(self)
        document.setDocumentMargin(theme.pixels(MARGIN))
        document.setDefaultStyleSheet(
            _SHEET.format(
                serif="'" + "', '".join(theme.serif(30).families()) + "'",
                h1=theme.pixels(30),
                h2=theme.pixels(15),
                text=theme.pixels(14),
                small=theme.pixels(11),
                **{token: theme.css(token) for token in ("ink", "muted", "link", "accent")},
            )
        )
        document.setHtml(self._html)
        self.setDocument(document)

    def _follow(self, url: QUrl) -> None:
        kind, _, value = url.toString(QUrl.ComponentFormattingOption.FullyEncoded).partition(":")
        value = unquote(value)
        window = self._window
        if kind == "issue":
            window.show_issue(UUID(value))
        elif kind == "sponsor":
            self.show_sponsor(value)
        elif kind == "publication":
            window.sidebar.choose(Place("publication", value))
            self.show_publication(value)
        else:
            offer_link(window, value)
