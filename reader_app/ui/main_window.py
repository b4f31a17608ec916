"""The reading window: builds its panes and connects them. What they do is in their own files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reader_app.errors import LibraryError, MastheadError
from reader_app.services.searching import words
from reader_app.ui import dates, icons, window_memory
from reader_app.ui.actions import READER_ACTIONS, Actions
from reader_app.ui.doors import Doors
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.late_parts import LateParts
from reader_app.ui.library import listing, opening
from reader_app.ui.library.list_choices import Choices, order_kept
from reader_app.ui.library.list_pane import ListPane
from reader_app.ui.library.marks import Marks
from reader_app.ui.library.places import Place, PlaceKind
from reader_app.ui.library.rows import Row, counted
from reader_app.ui.library.sidebar import Sidebar
from reader_app.ui.reader.control import ReaderControl
from reader_app.ui.reader.reader_pane import ReaderPane
from reader_app.ui.settings import Settings
from reader_app.ui.status_bar import StatusBar
from reader_app.ui.theme import Theme
from reader_app.ui.top_bar import TopBar

if TYPE_CHECKING:
    from uuid import UUID

    from reader_app.library.library import Library
    from reader_app.library.types import Counts
    from reader_app.ui.library.row_model import RowPage
    from reader_app.ui.reader.loading import Reading

SMALLEST_SIZE = (640, 420)
SEARCH_DELAY = 40  # milliseconds of rest in typing before the library is asked


class MainWindow(LateParts):
    """Sidebar, list, page.

    `worker` owns the library; `doors` leads to what is outside the window (see `Doors`).
    """

    def __init__(self, worker: LibraryWorker, theme: Theme, settings: Settings, doors: Doors) -> None:
        super().__init__()
        self.worker, self.theme, self.settings, self.doors = worker, theme, settings, doors
        self.place = window_memory.place(settings)
        self.counts: Counts | None = None
        self._painted = False
        self._first_issue = settings.text("window/issue")
        self._stays = ""
        self._ask_for_the_start()
        self.setWindowTitle("Masthead")
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST_SIZE)
        self.actions_ = Actions(self, READER_ACTIONS, theme)
        self.top = TopBar(self.actions_, theme)
        self.sidebar = Sidebar(theme)
        self.list = ListPane(worker, theme)
        self.list.header.set_order(order_kept(settings))
        self.reader_pane = ReaderPane(theme)
        self.status = StatusBar(theme)
        self.reader = ReaderControl(worker, self.reader_pane, theme, settings, self)
        self.marks = Marks(worker, self.list.model, self.reader_pane, self)
        self._search_timer = QTimer(self)
        self._search_timer.setSingleShot(True)
        self._search_timer.setInterval(SEARCH_DELAY)
        self._lay_out()
        self._connect()
        self.widths = window_memory.PaneWidths(self)
        window_memory.restore(self)
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # Building

    def _lay_out(self) -> None:
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.panes = QStackedWidget()
        self.inner = QSplitter(Qt.Orientation.Horizontal)
        self.inner.setHandleWidth(1)
        self.inner.setChildrenCollapsible(False)
        self.inner.addWidget(self.list)
        self.right = QStackedWidget()
        self.right.addWidget(self.reader_pane)
        self.inner.addWidget(self.right)
        self.inner.setStretchFactor(1, 1)
        self.panes.addWidget(self.inner)
        for part, width in ((self.sidebar, 140), (self.list, 200), (self.reader_pane, 260)):
            part.setMinimumWidth(width)  # not grown with the text: in a small window all of them have to fit
        for pane in (self.sidebar, self.panes):
            self.split.addWidget(pane)
        self.split.setStretchFactor(1, 1)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget, stretch in ((self.top, 0), (self.split, 1), (self.status, 0)):
            layout.addWidget(widget, stretch)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self._go_to)
        self.list.chosen.connect(self._open)
        self.list.view.clicked.connect(lambda _index: self._leave_overview())
        self.list.activated.connect(lambda row: self.commands.library.activate(row))
        self.list.place_shown.connect(self._choose_first)
        self.list.ordered.connect(lambda order: self.settings.set("list/order", order))
        self.reader.opened.connect(self._opened)
        self.reader.failed.connect(lambda _error: self._show_none())
        self.reader.leaving.connect(lambda: self.traces.leave())
        self.reader.read.connect(self._was_read)
        self.marks.counted.connect(self.show_counts)
        self.marks.starred.connect(self._starred)
        self.marks.read.connect(self._read_or_not)
        self.reader_pane.link_activated.connect(lambda url: self.links.open(url))
        self.reader_pane.hovered.connect(lambda address: self.links.show_address(address))
        self.reader_pane.item_command.connect(self.do_with_item)
        self.top.searched.connect(lambda _text: self._search_timer.start())
        self._search_timer.timeout.connect(self._search)
        self.top.search.left.connect(self._leave_search)
        self.top.search.returnPressed.connect(self._leave_search)
        self.top.view_chosen.connect(self.reader.show_view)
        self.worker.failed.connect(lambda error: self.safekeeping.library_failed(error))
        self.worker.told.connect(lambda notice: self.list.messages.add_message(notice))

    # Starting

    def _ask_for_the_start(self) -> None:
        """Ask for the counts and the first rows before the widgets are made: the library's thread works meanwhile."""
        place, choices = self.place, Choices(order_kept(self.settings))

        def job(library: Library) -> tuple[Counts, RowPage]:
            return library.counts(), listing.place_page(place, choices, None)(library)

        self.worker.submit(job, self._started, self._not_started, topic="start")

    def _started(self, result: tuple[Counts, RowPage]) -> None:
        counts, page = result
        self.sidebar.setEnabled(True)
        self.show_counts(counts)
        if not self.sidebar.choose(self.place, quiet=True):
            self.place = Place("all")
            self.sidebar.choose(self.place)
            return
        self.list.show_first(self.place, *page)

    def _not_started(self, error: MastheadError) -> None:
        kind = error.kind if isinstance(error, LibraryError) else None
        self.sidebar.setEnabled(False)
        self.top.search.setEnabled(False)
        title, choices = self.commands.library.ways_out(kind)
        self.start.show_choices(title, error.sentence, choices)
        self.panes.setCurrentWidget(self.start)
        self._show_none()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._after_the_first_paint)

    def _after_the_first_paint(self) -> None:
        from reader_app.ui.web_view import worker_assets

        self.setWindowIcon(icons.application_icon())
        self.commands.fill_menus()
        self.commands.library.offer_unsaved()
        self.shelver.purge()
        self.reader_pane.start_engine(worker_assets(self.worker))

    # What is shown

    def show_counts(self, counts: Counts) -> None:
        """Show the library's numbers, and the start screen while there is nothing in it."""
        self.counts = counts
        self.sidebar.show_counts(counts)
        self.list.header.show_trashed(counts.trashed)
        issues = counted("%n issue", "%n issues", counts.issues)
        unread = self.tr("%1 unread").replace("%1", dates.number(counts.unread))
        self.status.show_summary(f"{issues} · {unread}" if counts.issues else self.tr("No issues yet"))
        empty = not (counts.issues or counts.drafts or counts.archived or counts.trashed or counts.clips)
        self.top.search.setEnabled(not empty)
        if empty:
            self.start.show_choices(*self.commands.library.first_steps())
            self._show_none()
            self.panes.setCurrentWidget(self.start)
        elif self.panes.currentWidget() is not self.inner:
            self.panes.setCurrentWidget(self.inner)
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Ask the library again for its numbers and the list: something came or went."""
        self.worker.submit(lambda library: library.counts(), self.show_counts, topic="counts", replace=True)
        self.list.reload()

    def go_to(self, kind: PlaceKind) -> None:
        """Go to one of the fixed lists."""
        self.top.search.clear()
        self.sidebar.choose(Place(kind))

    def _go_to(self, place: Place) -> None:
        self.place, self._stays = place, ""
        self.top.search.clear()
        self._search_timer.stop()
        self.shelver.fold_offer()
        self.settings.set("window/place", place.name())
        self.list.show_place(place)

    def _search(self) -> None:
        query = self.top.search.text()
        if query.strip():
            self.sidebar.unchoose()
        elif self.list.query:
            self.sidebar.choose(self.place, quiet=True)
            request = self.reader.request
            self._stays = "" if request is None else str(request.id)
        self.list.show_search(query)
        self.reader.highlight(words(query))

    def _leave_search(self) -> None:
        self.list.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.list.row() is None:
            self.list.step(1)

    def _choose_first(self) -> None:
        """Choose the row to begin with: the issue of last time, else the first; a search leaves that to the person.

        What is read when a search is cleared stays on the page, whether or not its row is among those loaded.
        """
        wanted, self._first_issue = self._first_issue, ""
        stays, self._stays = self._stays, ""
        if self.list.query:
            return
        if stays:
            if not self.list.choose_text_id(stays):
                self.list.unchoose()
            return
        if wanted and self.list.choose_text_id(wanted):
            return
        if wanted and self.place.kind in ("all", "publication"):  # further down than the rows loaded, if it is there
            self.worker.submit(opening.if_kept(wanted), self._show_unlisted, topic="unlisted")
        elif self.list.model.rowCount():
            self.list.choose(self.list.model.index(0, 0))
        else:
            self.show_beside(self.reader_pane)
            self.reader.close()
            self._show_none()

    def _show_unlisted(self, found: UUID | None) -> None:
        self.show_issue(found) if found is not None else self._choose_first()

    def show_beside(self, pane: QWidget) -> None:
        """Show `pane` beside the list, in place of the page."""
        if self.right.indexOf(pane) < 0:
            self.right.addWidget(pane)
        self.right.setCurrentWidget(pane)

    def show_chosen(self) -> None:
        """Show what the chosen row stands for again, in place of what was shown about its publication."""
        row = self.list.row()
        if row is not None:
            self._open(row)
        else:
            self.show_beside(self.reader_pane)

    def _leave_overview(self) -> None:
        shown = self.right.currentWidget()
        if shown is not None and shown.property("kind") == "overview":
            self.show_chosen()

    def has_page_keyboard(self) -> bool:
        """Tell whether the keyboard is in the page, so that its keys mean what is there and not the row chosen."""
        focus = QApplication.focusWidget()
        return focus is not None and self.reader_pane.isAncestorOf(focus)

    def _open(self, row: Row) -> None:
        if row.kind == "clip":
            self.clipper.show(row.id)
            return
        if row.kind == "sponsor":
            self.overview.show_sponsor(row.name)
            return
        self.show_beside(self.reader_pane)
        reading = self.reader_pane.reading
        request = self.reader.request
        shown = None if reading is None or request is None or row.name else (request.id, request.item)
        if shown == (row.id, row.position):  # the list was read again: the page stays where it is
            self.reader.highlight(words(self.list.query))
            return
        self.reader.open_row(row, words(self.list.query) if self.list.query else ())

    def _opened(self, reading: Reading) -> None:
        request = reading.request
        self.settings.set("window/issue", "" if request.draft else str(request.id))
        self.exporter.show_issue(request.id, reading.issue)
        self.commands.show_issue(reading)
        self.pictures.show(reading)
        self.traces.show(reading)

    def _show_none(self) -> None:
        self.status.stand("")
        self.traces.show(None)
        self.commands.show_issue(None)

    # Marks

    def _was_read(self, issue_id: object) -> None:
        reading, row = self.reader_pane.reading, self.list.row()
        if reading is None or reading.request.id != issue_id or self.safekeeping.is_read_only:
            return
        if row is not None and row.kind == "item" and row.id == issue_id and not self.list.query:
            if row.unread:  # who goes through items reads this one, not all that its issue holds
                self.marks.turn_all([row], "read")
        elif not reading.read:
            self.marks.set_read(reading.request.id, True)

    def _starred(self, issue_id: object, starred: bool) -> None:
        request = self.reader.request
        if request is not None and request.id == issue_id:
            self.reader_pane.note_change(starred=starred)
            self.actions_["star"].setChecked(starred)

    def _read_or_not(self, issue_id: object, read: bool) -> None:
        request = self.reader.request
        if request is not None and request.id == issue_id:
            self.reader_pane.note_change(read=read)

    # Importing

    def import_paths(self, paths: list[Path]) -> None:
        """Import files and folders; the first new issue is shown afterwards."""
        if paths:
            self.imports.start(paths)

    def show_imported(self, first_issue: str) -> None:
        """Show what came in, the issue with the id `first_issue` chosen."""
        self._first_issue, self._stays = first_issue, ""
        self.go_to("all")
        self.refresh_from_start()

    def show_issue(self, issue_id: UUID) -> None:
        """Show an issue, and choose its row if it is among those loaded, else none."""
        self.show_beside(self.reader_pane)
        if not self.list.choose_issue(issue_id):
            self.list.unchoose()  # else keys for the issue would mean the row
            self.reader.open_issue(issue_id)

    def refresh_from_start(self) -> None:
        """Ask for numbers and list again, and choose the first row."""
        self.worker.submit(lambda library: library.counts(), self.show_counts, topic="counts", replace=True)
        self.list.show_place(self.place)

    # Events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from reader_app.ui.import_view import local_paths

        if local_paths(event.mimeData()):
            event.acceptProposedAction()
            self.status.say(self.tr("Drop to import"))

    def dropEvent(self, event: QDropEvent) -> None:
        from reader_app.ui.import_view import local_paths

        event.acceptProposedAction()
        self.status.say("")
        self.import_paths(local_paths(event.mimeData()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.counts is not None:
            self.worker.submit(lambda library: library.counts(), self._look_again, topic="counts", replace=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.widths.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        window_memory.keep(self)
        self.close_parts()
        super().closeEvent(event)

    def _look_again(self, counts: Counts) -> None:
        """Show what another program put into the library while this window was behind others."""
        grown = self.counts is not None and counts.issues != self.counts.issues
        self.show_counts(counts)
        if grown and not self.status.is_working():
            self.list.reload()
