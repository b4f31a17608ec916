"""The preview pane: the issue as the export writes it, in five views, with the inbox row above."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from reader_app import resources
from reader_app.services.composing import Composed
from reader_app.ui.editor.inbox_row import InboxRow
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.theme import Theme
from reader_app.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from reader_app.services.preview import View
    from reader_app.ui.web_view import SafeWebView

VIEWS: Final[tuple[View, ...]] = ("email", "phone", "dark", "web", "text")
_PHONE_WIDTH: Final = 390
_MARK = re.compile(r"(lead|-?\d+)-(\d+)\Z")


class PreviewPane(QWidget):
    """Shows composed pages. The web view is made when there is one to show: the window is up without it.

    Signals: `view_changed(str)` when another view is wanted; `block_clicked(section, block)` for a click on a block
    (section -1 is the lead); `link_hovered(str)` with the address under the pointer.
    """

    view_changed = Signal(str)
    block_clicked = Signal(int, int)
    link_hovered = Signal(str)
    shown = Signal()

    def __init__(self, theme: Theme, worker: LibraryWorker) -> None:
        super().__init__()
        self._theme = theme
        self._worker = worker
        self._web: SafeWebView | None = None
        self._page = ""
        self._shown_view: View | None = None
        self._is_loading = False
        self._waiting = ""
        self._press = QPoint()
        self._tabs = Segmented(self._segments(), self.tr("Preview"), font=theme.font(12))
        self._tabs.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._tabs.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tabs.choose("email")
        self._tabs.describe("dark", self.tr("A simulation: every mail program darkens in its own way"))
        self._tabs.chosen.connect(self._choose)
        self.inbox = InboxRow(theme)
        self._note = QLabel(self.tr("A simulation: every mail program darkens in its own way."))
        self._note.setProperty("kind", "muted")
        self._note.setFont(theme.font(12))
        self._note.setWordWrap(True)
        self._note.hide()
        self._card = _Card(theme)
        self._lay_out()
        theme.changed.connect(self._restyle)

    @property
    def view(self) -> View:
        """The view that is chosen."""
        return cast("View", self._tabs.value())

    def choose(self, view: View) -> None:
        """Choose `view`."""
        self._tabs.choose(view)
        self._choose(view)

    def cycle(self) -> None:
        """Choose the next view."""
        self.choose(VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)])

    def show_composed(self, composed: Composed) -> None:
        """Show the page of `composed`, changing no more of the present one than differs."""
        self.inbox.show_issue(composed.parsed.issue, phone=self.view == "phone")
        if composed.view != self.view or not composed.page:
            return
        is_other_view = composed.view != self._shown_view
        if composed.page == self._page and not is_other_view:
            return
        self._page, self._shown_view = composed.page, composed.view
        if self._web is None:
            QTimer.singleShot(0, self, self.start_web_view)  # what else follows from the text is shown before
        if self._web is None or self._is_loading:
            return  # the newest page is shown when the view is there
        if is_other_view:
            self._load()
        else:
            self._web.patch_body(self._page)

    def scroll_to(self, section: int, block: int, *, at_top: bool = False) -> None:
        """Bring a block into sight if it is not; with `at_top`, to the top of the page that is seen."""
        self._run(f"reveal({json.dumps(mark(section, block))}, {json.dumps(at_top)})")

    def scroll_to_start(self) -> None:
        """Show the page from its beginning."""
        self._run("start()")

    def page(self) -> str:
        """Return the HTML that is shown."""
        return self._page

    def start_web_view(self) -> None:
        """Make the web view, if there is none yet. Takes some 200 ms, so the first page waits for it."""
        if self._web is not None:
            return
        from reader_app.ui.web_view import SafeWebView, worker_assets

        self._web = SafeWebView(self, assets=worker_assets(self._worker))
        self._web.setAccessibleName(self.tr("Preview of the issue"))
        self._web.shown.connect(self._note_shown)
        self._web.hovered.connect(self.link_hovered)
        self._web.set_background(self._card.colour())
        self._card.set_content(self._web)
        self._watch_clicks()
        if self._page:
            self._load()

    def focus_target(self) -> QWidget:
        """Return what takes the keyboard focus in this pane."""
        return self._web or self._tabs

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton:
            if event.type() == QEvent.Type.MouseButtonPress:
                self._press = event.position().toPoint()
            elif event.type() == QEvent.Type.MouseButtonRelease and self._is_click(event.position().toPoint()):
                self._ask_for_block(event.position())
        elif event.type() == QEvent.Type.ChildAdded:
            self._watch_clicks()
        elif event.type() == QEvent.Type.Resize and watched is self._web:
            self._ask_for_ground()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), surround(self._theme))

    def _segments(self) -> tuple[tuple[str, str], ...]:
        names = {
            "email": self.tr("E-mail"),
            "phone": self.tr("Phone"),
            "dark": self.tr("Dark"),
            "web": self.tr("Web page"),
            "text": self.tr("Plain text"),
        }
        return tuple(names.items())

    def _lay_out(self) -> None:
        tabs = QHBoxLayout()
        tabs.addWidget(self._tabs)
        tabs.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 7, 12, 0)
        layout.setSpacing(7)
        layout.addLayout(tabs)
        layout.addWidget(self.inbox)
        layout.addWidget(self._note)
        layout.addSpacing(3)
        layout.addWidget(self._card, 1)

    def _choose(self, view: str) -> None:
        self._note.setVisible(view == "dark")
        self._card.set_width(_PHONE_WIDTH if view == "phone" else 0)
        self.view_changed.emit(view)

    def _load(self) -> None:
        assert self._web is not None
        self._is_loading, self._waiting = True, self._page
        self._web.show_html(self._page)

    def _note_shown(self) -> None:
        self._is_loading = False
        if self._web is not None:
            self._watch_clicks()
            self._dress()
            if self._page != self._waiting:
                self._web.patch_body(self._page)
        self.shown.emit()

    def _run(self, call: str) -> None:
        if self._web is not None and not self._is_loading:
            self._web.run(f"{_script()}.{call}")

    def _dress(self) -> None:
        self._run(f"dress({json.dumps(self._theme.css('faint'))})")
        self._ask_for_ground()

    def _ask_for_ground(self) -> None:
        """The sheet takes the colour the page has at its top."""
        if self._web is not None and not self._is_loading:
            self._web.run(f"{_script()}.ground()", self._note_ground)

    def _note_ground(self, colour: object) -> None:
        if isinstance(colour, str) and colour and self._web is not None:
            self._card.set_colour(QColor(colour))
            self._web.set_background(self._card.colour())

    def _watch_clicks(self) -> None:
        """The web view gets its events through a child that comes and goes."""
        if self._web is not None:
            self._web.installEventFilter(self)
            proxy = self._web.focusProxy()
            if proxy is not None:
                proxy.removeEventFilter(self)
                proxy.installEventFilter(self)

    def _is_click(self, released: QPoint) -> bool:
        """Tell whether the button went up where it went down: else text was selected."""
        return (released - self._press).manhattanLength() < 5

    def _ask_for_block(self, at: QPointF) -> None:
        assert self._web is not None
        self._web.run(f"{_script()}.at({at.x()}, {at.y()})", self._note_block)

    def _note_block(self, found: object) -> None:
        match = _MARK.match(found) if isinstance(found, str) else None
        if match is not None:
            section = -1 if match[1] == "lead" else int(match[1])
            self.block_clicked.emit(section, int(match[2]))

    def _restyle(self) -> None:
        self.update()
        if self._web is not None and not self._is_loading:
            self._dress()


class _Card(QWidget):
    """The sheet the page lies on: round at the top, as wide as a phone if asked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._width = 0
        self._colour = QColor("#FFFFFF")
        self._content: QWidget | None = None
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 8, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 120)

    def colour(self) -> QColor:
        return self._colour

    def set_colour(self, colour: QColor) -> None:
        if colour != self._colour:
            self._colour = colour
            self.update()

    def set_content(self, content: QWidget) -> None:
        self._content = content
        content.hide()
        self._layout.addWidget(content)
        self.set_width(self._width)
        content.show()

    def set_width(self, width: int) -> None:
        self._width = width
        if self._content is not None:
            self._content.setMaximumWidth(width or 16_777_215)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour())
        width = min(self._width or self.width(), self.width())
        sheet = QRectF((self.width() - width) / 2, 0, width, self.height() + 8)
        painter.drawRoundedRect(sheet, 8, 8)


def surround(theme: Theme) -> QColor:
    """Return the colour around the page: a shade below the side's in light, below the paper's in dark."""
    if theme.mode == "light":
        return theme.colour("side").darker(103)
    return theme.colour("paper").darker(125)


def mark(section: int, block: int) -> str:
    """Return the value of ``data-block`` for a block."""
    return f"{'lead' if section < 0 else section}-{block}"


def _script() -> str:
    return resources.text("templates/preview.js").strip()
