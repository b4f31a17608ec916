"""A little preview: how a new issue of a publication looks as mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader_app.model.publication import Publication
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.theme import Theme

if TYPE_CHECKING:
    from reader_app.services.preview import Preview
    from reader_app.ui.web_view import SafeWebView

_AFTER_PAINT = 30  # milliseconds


class Sample(QWidget):
    """Shows the mail of a new issue, made as the export makes it. The engine comes after the first paint.

    Signals: `shown(str)` with the HTML that is shown.
    """

    shown = Signal(str)

    def __init__(self, theme: Theme, worker: LibraryWorker) -> None:
        super().__init__()
        self._theme = theme
        self._worker = worker
        self._web: SafeWebView | None = None
        self._made: Preview | None = None
        self._page = ""
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def start_soon(self) -> None:
        """Make the engine once this is painted."""
        QTimer.singleShot(_AFTER_PAINT, self, self.start_engine)

    def start_engine(self) -> None:
        """Make the engine and show what is there."""
        if self._web is None:
            from reader_app.ui.web_view import SafeWebView, worker_assets

            self._web = SafeWebView(self, assets=worker_assets(self._worker))
            self._web.setAccessibleName(self.tr("How an issue looks"))
            self._web.set_background(self._theme.colour("side"))
            self._layout.addWidget(self._web)
            if self._page:
                self._web.show_html(self._page)

    def show_publication(self, publication: Publication) -> None:
        """Show a new issue of `publication`."""
        from reader_app.markup.parse import parse
        from reader_app.services.drafting import TO_COME, new_text
        from reader_app.services.preview import Preview

        self._made = self._made or Preview()
        self._made.publication = publication
        text = new_text(publication.name, None, publication, publication.number)
        words = self.tr("Here your words begin, with [a link](https://example.org) in them.")
        text = text.replace("\ntitle: \n", f"\ntitle: {self.tr('The title of your next issue')}\n", 1)
        text = text.replace(f"\n{TO_COME}\n", f"\n{words}\n", 1)
        button = f"\n::: button\n[{self.tr('Read on')}](https://example.org)\n:::\n"
        page = self._made.render(parse(text + button).issue, "phone")
        if page != self._page:
            first, self._page = not self._page, page
            if self._web is not None and first:
                self._web.show_html(page)
            elif self._web is not None:
                self._web.patch_body(page)
            self.shown.emit(page)
