"""The middle pane: the list of what the sidebar or the search asks for, with its states and messages."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QVBoxLayout, QWidget

from reader_app.errors import MastheadError
from reader_app.ui import dates
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.library import listing
from reader_app.ui.library.list_header import ListHeader
from reader_app.ui.library.places import OF_ISSUES, Place
from reader_app.ui.library.row_delegate import IssueDelegate
from reader_app.ui.library.row_model import Fetch, RowModel, row_at
from reader_app.ui.library.rows import Kind, Row
from reader_app.ui.library.whole import Whole
from reader_app.ui.theme import Theme
from reader_app.ui.widgets.message_bar import MessageBar
from reader_app.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from reader_app.library.types import Cursor


class ListPane(QWidget):
    """Lists issues, items, drafts, sponsor blocks or what a search found.

    Signals: `chosen(Row)` when another row is chosen; `activated(Row)` by Enter or a double click; `filled()` when rows
    have come, `place_shown()` when the first ones of a new list have; `ordered(str)` when another order was chosen;
    `menu_wanted(QPoint)` when a menu is asked for, with the point on the screen.
    """

    chosen = Signal(object)
    activated = Signal(object)
    filled = Signal()
    place_shown = Signal()
    ordered = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, worker: LibraryWorker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._place = Place("all")
        self._query = ""
        self._fresh = False
        self._kept: tuple[tuple[Kind, UUID, int], int] | None = None
        self.setProperty("kind", "list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.messages = MessageBar(theme, self)
        self.model = RowModel(self)
        self._delegate = IssueDelegate(theme)
        self.view = RowView(self._delegate, self, several=True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setAccessibleName(self.tr("Issues"))
        self.view.setModel(self.model)
        self._notice = QLabel()
        self._notice.setTextFormat(Qt.TextFormat.PlainText)
        self._notice.setProperty("kind", "muted")
        self._notice.setWordWrap(True)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._notice.setContentsMargins(28, 72, 28, 28)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._notice)
        for shown in (self.view, self._notice):
            shown.setMinimumSize(1, 1)  # else what stands above the list is pressed flat in a low window
        self.header = ListHeader(theme)
        self._failed_once = False
        self.whole: Whole | None = None
        self._is_selecting = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.messages)
        layout.addWidget(self.header)
        layout.addWidget(self._stack, 1)
        self.model.state_changed.connect(self._state_changed)
        self.model.failed.connect(self._failed)
        self.model.filled.connect(self._filled)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.view.selectionModel().selectionChanged.connect(lambda _new, _old: self._selection_changed())
        self.header.changed.connect(self._narrowed)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(self.view.viewport().mapToGlobal(at))
        )
        self.view.activated.connect(lambda index: self.activated.emit(row_at(index)))
        theme.changed.connect(self._themed)

    # What is listed

    @property
    def place(self) -> Place:
        """The place whose rows are listed, or were before the search."""
        return self._place

    @property
    def query(self) -> str:
        """What is searched for, also by a saved search; empty when another place is listed."""
        return self._query or (self._place.value if self._place.kind == "search" else "")

    def show_place(self, place: Place) -> None:
        """List the rows of `place`."""
        self._place, self._query = place, ""
        self._list(keep=False)

    def show_search(self, query: str) -> None:
        """List what `query` finds; an empty one brings the place back."""
        was_searching = bool(self._query)
        self._query = query.strip()
        if self._query or was_searching:
            self._list(keep=was_searching and bool(self._query))

    def add_report(self, report: QWidget) -> None:
        """Show `report` above the list."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, report)

    def show_first(self, place: Place, rows: list[Row], following: Cursor | None) -> None:
        """List `place`; its first rows are here already, fetched while the window was made."""
        self._place, self._query = place, ""
        self.header.show_place(place, "")
        self.view.setAccessibleName(self._list_name())
        first = [(rows, following)]
        fetch = self._fetch_place(place)

        def answer(after: Any, done: Any, failed: Any) -> None:
            if first:
                done(first.pop())
            else:
                fetch(after, done, failed)

        self._fresh = True
        self.model.show(answer)

    def reload(self) -> None:
        """Fetch the list again from its start; the rows shown stay until then, the chosen one stays chosen.

        If it is gone, the one that took its place is chosen.
        """
        row = self.row()
        self._kept = (row.key, self.view.currentIndex().row()) if row is not None else None
        self._list(keep=True)

    def _list(self, *, keep: bool) -> None:
        self._fresh = not keep
        self._forget_whole()
        self.header.show_place(self._place, self._query)
        if self._place.kind == "items" and not self._query and not keep:
            self._offer_names()
        self.view.setAccessibleName(self._list_name())
        fetch = self._fetch_search(self._query) if self._query else self._fetch_place(self._place)
        self.model.show(fetch, keep=True)  # the rows of before stay until then: an empty list would flicker

    def _list_name(self) -> str:
        if self._query:
            return self.tr("Search results")
        return listing.place_name(self._place, "")

    def _fetch_place(self, place: Place) -> Fetch:
        return self._fetch(lambda after: listing.place_page(place, self.header.choices(), after))

    def _fetch_search(self, query: str) -> Fetch:
        return self._fetch(lambda after: listing.search_page(query, after))

    def _fetch(self, job: Callable[[Any], Callable[[Any], Any]]) -> Fetch:
        return lambda after, done, failed: self._submit(job(after), done, failed)

    def _submit(self, job: Callable[[Any], Any], done: Callable[[Any], None], failed: Any) -> None:
        self._worker.submit(job, done, failed, topic="list", replace=True)

    def _narrowed(self) -> None:
        self.ordered.emit(self.header.choices().order)
        self._list(keep=False)

    def _offer_names(self) -> None:
        self._worker.submit(listing.item_names, lambda names: self.header.offer_names(*names), topic="names")

    # The chosen row

    def selected(self) -> list[Row]:
        """Return the selected rows in the order of the list."""
        indexes = sorted(self.view.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return [row_at(index) for index in indexes]

    def selected_count(self) -> int:
        """Return how many rows are selected, of those that are loaded."""
        parts = self.view.selectionModel().selection()
        return sum(parts.at(number).height() for number in range(parts.count()))

    def select_all(self) -> None:
        """Select all rows; of a list of issues or items also those that are not loaded, which makes it `whole`."""
        self._select_loaded()
        if self.model.is_complete() or not (self.query or self._place.kind in (*OF_ISSUES, "items")):
            return
        self.whole = listing.whole(self._place, self.query, self.header.choices())
        self._worker.submit(self.whole, lambda _found: self._say(), topic="whole", replace=True)
        self._say()

    def _select_loaded(self) -> None:
        self._is_selecting = True
        self.view.selectAll()
        self._is_selecting = False

    def _selection_changed(self) -> None:
        if not self._is_selecting:
            self._forget_whole()
        self._say()

    def _forget_whole(self) -> None:
        self.whole = None
        self._worker.forget("whole")  # it need not be found to its end

    def drop(self, ids: Collection[UUID], gone: Callable[[Row], bool] = lambda _row: True) -> None:
        """Take the rows of the issues `ids` that are `gone` out of the list and choose the one that follows them."""
        current = self.view.currentIndex().row()
        count = self.model.rowCount()
        places = [*range(max(0, current), count), *reversed(range(max(0, current)))]
        known = frozenset(ids)
        rows = (self.model.row(place) for place in places)
        following = next((row for row in rows if not (row.id in known and gone(row))), None)
        self.model.drop_all(known, gone)
        if following is not None:
            self.choose(self.model.find(*following.key))
        self._show_state(self.model.state)

    def row(self) -> Row | None:
        """Return the chosen row."""
        index = self.view.currentIndex()
        return row_at(index) if index.isValid() else None

    def choose(self, index: QModelIndex) -> None:
        """Choose the row at `index` and bring it into view."""
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def unchoose(self) -> None:
        """Let no row be chosen: what is read is none of those loaded."""
        self.view.selectionModel().clear()

    def choose_issue(self, issue_id: UUID) -> bool:
        """Choose the row of an issue; return whether it is among the loaded ones."""
        index = self.model.find("hit" if self.query else "issue", issue_id)
        self.choose(index)
        return index.isValid()

    def choose_text_id(self, issue_id: str) -> bool:
        """Choose the row of the issue whose id is written `issue_id`; return whether it is among the loaded ones."""
        try:
            return self.choose_issue(UUID(issue_id))
        except ValueError:
            return False

    def step(self, by: int) -> None:
        """Choose the next row (1) or the one before (-1); the first one when none is chosen."""
        current = self.view.currentIndex()
        row = current.row() + by if current.isValid() else 0
        if 0 <= row < self.model.rowCount():
            self.choose(self.model.index(row, 0))

    def next_unread(self) -> bool:
        """Choose the next unread row after the chosen one, else the first; return whether there was one."""
        current = self.view.currentIndex()
        for first in (current.row() + 1, 0):
            found = self.model.find_unread(first)
            if found.isValid() and found != current:
                self.choose(found)
                return True
        return False

    # States

    def notice(self) -> str:
        """Return the sentence shown in place of rows, empty while there are rows."""
        return self._notice.text() if self._stack.currentWidget() is self._notice else ""

    def _state_changed(self, state: str) -> None:
        if state == "loading":
            self._notice.setText("")
        self._show_state(state)

    def _show_state(self, state: str) -> None:
        empty = self.model.rowCount() == 0
        if state == "ready" and empty:
            self._notice.setText(listing.empty_sentence(self._place, self._query, self.header.choices()))
        elif state == "failed":
            self._notice.setText("")
        self._stack.setCurrentWidget(self._notice if empty else self.view)
        self._say()

    def _filled(self) -> None:
        self._show_state(self.model.state)
        if self._failed_once:
            self._failed_once = False
            self.messages.clear()
        if self._kept is not None:
            (kept, place), self._kept = self._kept, None
            found = self.model.find(*kept)
            self.choose(found if found.isValid() else self.model.index(min(place, self.model.rowCount() - 1), 0))
        if self.whole is not None:
            self._select_loaded()
        self.filled.emit()
        if self._fresh:
            self._fresh = False
            self.view.verticalScrollBar().setValue(0)
            self.place_shown.emit()

    def _say(self) -> None:
        """Say in the header what is listed, or how many rows are selected."""
        chosen = self.selected_count()
        if self.whole is not None:
            count = self.whole.count
            all_ = self.tr("All %1 selected")
            text = self.tr("All selected") if count is None else all_.replace("%1", dates.number(count))
        elif chosen < 2:
            text = listing.place_name(self._place, self._query)
        else:
            more = chosen == self.model.rowCount() and not self.model.is_complete()
            text = self.tr("%1 selected, more below") if more else self.tr("%1 selected")
            text = text.replace("%1", dates.number(chosen))
        self.header.say(text)

    def _failed(self, error: MastheadError) -> None:
        self._failed_once = True
        self.messages.show_message(error.sentence, [(self.tr("Try again"), self.reload)])

    def _current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(row_at(current))

    def _themed(self) -> None:
        self._delegate.refresh()
        self.view.relayout()
