"""The reading pane: the page of one issue with its contents beside it. Shows one value of a closed set of states."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from reader_app.services.reading_values import Head, Look
from reader_app.ui.reader.placeholder import Placeholder
from reader_app.ui.reader.toc import Contents
from reader_app.ui.theme import Theme
from reader_app.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from reader_app.ui.reader.loading import Reading
    from reader_app.ui.reader.note_pane import NotePane
    from reader_app.ui.reader.page_view import PageView
    from reader_app.ui.web_view import AssetSource

# Lengths in designed pixels.
CONTENTS_WIDTH = 196
NARROW = 660  # below this width the contents are hidden
READING_LINE = 90  # pixels below the top of the page at which a section counts as being read


class ReaderPane(QWidget):
    """Shows a `Reading`, or says why there is none.

    Until `start_engine` was called and the first page is laid out, a native placeholder stands in its place.

    Signals: `link_activated(QUrl)`; `hovered(str)`; `item_command(str, int)`; `menu_wanted(Spot, QPoint)` (see
    `PageView`); `page_shown()` when the page of the newest `show_reading` is on screen; `scrolled()` when it moved.
    """

    link_activated = Signal(QUrl)
    hovered = Signal(str)
    item_command = Signal(str, int)
    menu_wanted = Signal(object, QPoint)
    page_shown = Signal()
    scrolled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._reading: Reading | None = None
        self._web: PageView | None = None
        self._is_laid_out = False
        self._is_shown = False
        self._look = Look()
        self._tops: list[float] = []
        self._wanted_at_jump = -1
        self.setProperty("kind", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.messages = MessageBar(theme, self)
        self._placeholder = Placeholder(theme)
        self._notice = QLabel()
        self._notice.setTextFormat(Qt.TextFormat.PlainText)
        self._notice.setProperty("kind", "muted")
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._notice.setWordWrap(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._notice)
        self._stack.addWidget(self._placeholder)
        self.contents = Contents(theme)
        self._line = QFrame()
        self._lay_out()
        self._measure = QTimer(self)
        self._measure.setSingleShot(True)
        self._measure.setInterval(60)
        self._measure.timeout.connect(self._ask_tops)
        self.contents.chosen.connect(self._go)
        theme.changed.connect(self._themed)
        self.show_nothing("")

    def _lay_out(self) -> None:
        self._line.setFixedWidth(1)
        self.contents.setFixedWidth(self._theme.pixels(CONTENTS_WIDTH))
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addWidget(self._stack, 1)
        columns.addWidget(self._line)
        columns.addWidget(self.contents)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addWidget(self.messages)
        self._rows.addLayout(columns, 1)
        self._themed()

    @cached_property
    def note(self) -> NotePane:
        """The note on the issue, below its page; made when it is first asked for."""
        from reader_app.ui.reader.note_pane import NotePane

        note = NotePane(self._theme)
        self._rows.addWidget(note)
        return note

    # What is shown

    @property
    def reading(self) -> Reading | None:
        """What is shown now."""
        return self._reading

    @property
    def web(self) -> PageView | None:
        """The web view, once it is there."""
        return self._web

    def is_on_screen(self) -> bool:
        """Tell whether the page of the newest reading is what is seen."""
        return self._is_shown

    def announced(self) -> tuple[str, str]:
        """Return title and facts that stand in the place of the page, empty while that is there."""
        return self._placeholder.words() if self._stack.currentWidget() is self._placeholder else ("", "")

    def notice(self) -> str:
        """Return what stands in the place of the page, empty while that is there."""
        return self._notice.text() if self._stack.currentWidget() is self._notice else ""

    def note_change(self, **changed: Any) -> None:
        """Take over what is another one now of the issue shown: `read`, `starred`, `note`, `highlights`, `settings`."""
        if self._reading is not None:
            self._reading = replace(self._reading, **changed)

    def show_nothing(self, sentence: str) -> None:
        """Show no issue but `sentence`."""
        self._reading = None
        self._notice.setText(sentence)
        self._stack.setCurrentWidget(self._notice)
        self.contents.show_entries(())
        self._show_contents()

    def announce(self, title: str, head: Head, text_size: int) -> None:
        """Show the head of the issue that is about to come, where no page is there yet."""
        self._placeholder.show_head(title, head, text_size)
        if self._web is None or not self._is_laid_out or self._reading is None:
            self._stack.setCurrentWidget(self._placeholder)

    def show_waiting(self, title: str, sentence: str, text_size: int) -> None:
        """Show the title of an issue that takes long to open, with `sentence` below it, until its page is there."""
        self._placeholder.show_head(title or sentence, Head(facts=(sentence,) if title else ()), text_size)
        self._stack.setCurrentWidget(self._placeholder)

    def show_reading(self, reading: Reading) -> None:
        """Show a page; at its item or words if it asks for some, else from its top."""
        self._reading = reading
        self._is_shown = False
        self._look = reading.request.look
        self.contents.show_entries(reading.contents)
        self._show_contents()
        self._tops = []
        if self._web is None:
            self.announce(reading.issue.title, reading.head, reading.request.look.text_size)
        else:
            self._web.show_page(reading.html)

    def restyle(self, look: Look) -> None:
        """Show the page as `look` has it; it keeps its place."""
        from reader_app.services import reading

        self._look = look
        if self._web is not None and self._reading is not None:
            sheet = reading.DISPLAY_SHEET if self._reading.is_display else reading.SHEET
            self._web.restyle(reading.style(look, sheet=sheet), reading.classes(look))
            self._measure.start()

    def start_engine(self, assets: AssetSource) -> None:
        """Load WebEngine and show what is to be shown in it. Takes a while: after the first paint only."""
        from reader_app.ui.reader.page_view import PageView

        web = PageView(assets=assets)
        labels = {
            "star": self.tr("Star this item"),
            "unstar": self.tr("Take the star away"),
            "read": self.tr("Mark this item as read"),
            "unread": self.tr("Mark this item as unread"),
            "clip": self.tr("Clip this item for writing"),
        }
        web.install_script(labels, tools=True)
        web.link_activated.connect(self.link_activated)
        web.hovered.connect(self.hovered)
        web.item_command.connect(self.item_command)
        web.menu_wanted.connect(self.menu_wanted)
        web.shown.connect(self._laid_out)
        web.ended.connect(self._page_ended)
        web.scrolled.connect(self._scrolled)
        web.scrolled.connect(lambda _y: self.scrolled.emit())
        web.resized.connect(self._measure.start)
        web.set_background(self._theme.colour("paper"))
        self._stack.addWidget(web)
        self._web = web
        if self._reading is not None:
            web.show_page(self._reading.html)

    def _page_ended(self) -> None:
        """Say that the page could not be shown: the process that drew it ended."""
        if self._reading is not None:
            self._stack.setCurrentWidget(self._notice)
            self._notice.setText(self.tr("This page could not be drawn. The view Text shows its words."))

    def focus_page(self) -> None:
        """Give the page the keyboard."""
        (self._web or self._stack).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def has_contents(self) -> bool:
        """Tell whether the contents are on screen."""
        return self.contents.isVisible()

    # Following the page

    def _laid_out(self) -> None:
        if self._web is None or self._reading is None:
            return
        if not self._is_laid_out:  # what takes the page's keys is there with the first one
            QWidget.setTabOrder(self._web.focusProxy() or self._web, self.contents)
        self._is_laid_out = self._is_shown = True
        self._stack.setCurrentWidget(self._web)
        request = self._reading.request
        if request.look != self._look:
            self.restyle(self._look)  # it changed while the page was on its way
        if request.words:
            self._web.highlight(request.words, jump=request.item < 0 and not request.selector)
        if request.item >= 0:
            self._web.go_item(request.item)
        elif request.selector:
            self._web.go(request.selector)
        elif request.top:
            self._web.restore(request.top)
        elif (position := self._reading.position) is not None and position.view == request.view and not request.words:
            self._web.place(position.anchor, position.fraction)
        self._web.keep(self._reading.highlights)
        self._measure.start()
        self.page_shown.emit()

    def _ask_tops(self) -> None:
        if self._web is not None and self._reading is not None and self._reading.contents:
            self._web.ask_tops(self.contents.selectors(), self._take_tops)

    def _take_tops(self, tops: list[float]) -> None:
        self._tops = tops
        if self._web is not None:
            self._scrolled(self._web.page().scrollPosition().y())

    def _scrolled(self, y: float) -> None:
        if not self._tops:
            return
        if self._wanted_at_jump >= 0:
            row, self._wanted_at_jump = self._wanted_at_jump, -1
        else:
            row = max(0, bisect_right(self._tops, y + READING_LINE) - 1)
        self.contents.follow(row)

    def _go(self, selector: str) -> None:
        if self._web is not None:
            self._wanted_at_jump = self.contents.currentIndex().row()
            self._web.go(selector)

    def go(self, selector: str) -> None:
        """Show the place of the page that `selector` finds."""
        if self._web is not None:
            self._web.go(selector)

    def _show_contents(self) -> None:
        wide = self.width() >= self._theme.pixels(NARROW) and self._reading is not None and bool(self._reading.contents)
        self.contents.setVisible(wide)
        self._line.setVisible(wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_contents()

    def _themed(self) -> None:
        self._line.setStyleSheet(f"background: {self._theme.css('line')}")
        if self._web is not None:
            self._web.set_background(self._theme.colour("paper"))
