"""A list view for rows of differing height under group headings, quick with any number of rows.

`QListView` asks for the height of every row again whenever rows are added; this view measures each row once, so that
adding a page to a list of 100,000 costs no more than to a list of 100.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelection, QModelIndex, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader_app.ui.widgets.row_heights import RowHeights

AT_ONCE = 150  # rows measured in one go: some milliseconds
NO_INDEX = QModelIndex()
CursorAction = QAbstractItemView.CursorAction
Parent = Any  # QModelIndex | QPersistentModelIndex, as the stubs of PySide6 have it


class RowDelegate(QStyledItemDelegate):
    """Draws rows and the headings of their groups, and says how high they are."""

    @abstractmethod
    def row_height(self, index: QModelIndex, width: int) -> int:
        """Return the height of a row in a list `width` pixels wide, without its heading."""

    def group(self, _index: QModelIndex) -> str:
        """Return the group of a row; where it differs from the row before, a heading is drawn."""
        return ""

    def heading_height(self, _first: bool) -> int:
        """Return the height of a group's heading."""
        return 0

    def paint_heading(self, painter: QPainter, rect: QRect, text: str) -> None:
        """Draw the heading of a group."""


class RowView(QListView):
    """Shows a flat model with a `RowDelegate`; one row can be chosen, with `several` any number.

    When the end of what is loaded comes near, more is fetched from the model.
    """

    def __init__(self, delegate: RowDelegate, parent: QWidget | None = None, *, several: bool = False) -> None:
        super().__init__(parent)
        self._rows = delegate
        self._heights = RowHeights()
        self._stale: list[range] = []  # rows still to be measured again, the last ones first
        self._again = QTimer(self)
        self._again.setInterval(0)
        self._again.timeout.connect(self._measure_some)
        self._measured_for = 0  # the width of the rows when all were to be measured last
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._scrolled)
        if (holder := bar.parentWidget()) is not None:
            holder.raise_()  # the bar lies over the rows, see updateGeometries

    def relayout(self) -> None:
        """Measure all rows again: after the font or the width is another one.

        Of a long list, those in sight are measured now and the others one after another when there is nothing to do.
        """
        count = len(self._heights)
        self._stale = [range(start, min(count, start + AT_ONCE)) for start in range(0, count, AT_ONCE)]
        here = self._first_seen() // AT_ONCE
        self._stale.sort(key=lambda rows: -abs(rows.start // AT_ONCE - here))
        for _ in range(min(3, len(self._stale))):
            self._measure_some()
        if self._stale:
            self._again.start()
        self.updateGeometries()
        self.viewport().update()

    def content_height(self) -> int:
        """Return how high all loaded rows are together."""
        return self._heights.end

    # What QAbstractItemView asks of a view. QListView is inherited from only because screen readers are told of rows of
    # its kind alone; its own measuring of all rows is passed by.

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            model.rowsRemoved.connect(self._rows_removed)
        self._measure_anew()

    def reset(self) -> None:
        QAbstractItemView.reset(self)
        self._measure_anew()

    def rowsInserted(self, parent: Parent, start: int, end: int) -> None:
        if start < len(self._heights):
            self._measure_anew()
        else:
            self._measure(range(start, end + 1))
        QAbstractItemView.rowsInserted(self, parent, start, end)
        self.updateGeometries()
        self.viewport().update()

    def dataChanged(self, top_left: Parent, bottom_right: Parent, roles: Any = ()) -> None:
        rows = range(top_left.row(), bottom_right.row() + 1)
        if len(rows) > AT_ONCE:
            self.relayout()
        elif rows.stop <= len(self._heights) and any(self._height(row) != self._heights.height(row) for row in rows):
            self._measure(range(rows.start, min(rows.stop + 1, len(self._heights))))
            self.updateGeometries()
        QAbstractItemView.dataChanged(self, top_left, bottom_right, roles)
        self.viewport().update()

    def visualRect(self, index: Parent) -> QRect:
        row = index.row()
        if not index.isValid() or row >= len(self._heights):
            return QRect()
        top = self._heights.top(row) + self._heights.heading(row)
        return QRect(0, top - self.verticalOffset(), self._row_width(), self._heights.height(row))

    def indexAt(self, point: QPoint) -> QModelIndex:
        y = point.y() + self.verticalOffset()
        row = self._heights.at(y) if 0 <= y < self._heights.end else -1
        if row < 0 or y < self._heights.top(row) + self._heights.heading(row):
            return QModelIndex()
        return self.model().index(row, 0)

    def scrollTo(
        self, index: Parent, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        row = index.row()
        if not index.isValid() or row >= len(self._heights):
            return
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        top, bottom = self._heights.top(row), self._heights.bottom(row)
        if hint == QAbstractItemView.ScrollHint.PositionAtTop or top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + height:
            bar.setValue(min(top, bottom - height))

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Parent) -> bool:
        return False

    def moveCursor(self, action: CursorAction, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        count = len(self._heights)
        if count == 0:
            return QModelIndex()
        current = self.currentIndex().row()
        here = max(current, 0)
        page = self._heights.at(self._heights.top(here) + self.viewport().height()) - here
        target = {
            CursorAction.MoveHome: 0,
            CursorAction.MoveEnd: count - 1,
            CursorAction.MovePageUp: current - max(1, page),
            CursorAction.MovePageDown: current + max(1, page),
            CursorAction.MoveUp: current - 1,
            CursorAction.MovePrevious: current - 1,
            CursorAction.MoveDown: current + 1,
            CursorAction.MoveNext: current + 1,
        }.get(action, current)
        return self.model().index(max(0, min(count - 1, target)), 0)

    def setSelection(self, rect: QRect, command: Any) -> None:
        ends = [self._heights.at(y + self.verticalOffset()) for y in (rect.top(), rect.bottom())]
        if min(ends) >= 0:
            model = self.model()
            rows = QItemSelection(model.index(min(ends), 0), model.index(max(ends), 0))
            self.selectionModel().select(rows, command)

    def visualRegionForSelection(self, selection: Any) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region += QRegion(self.visualRect(index))
        return region

    def updateGeometries(self) -> None:
        QAbstractItemView.updateGeometries(self)
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        self._set_range(max(0, self._heights.end - height))
        bar.setPageStep(height)
        bar.setSingleStep(40)
        self._fetch_if_near_the_end()

    def _set_range(self, most: int) -> None:
        """Let the list scroll as far as `most`; its rows are as wide as the list, the bar lies over their end."""
        bar = self.verticalScrollBar()
        over = bar.sizeHint().width() if most else 0
        if self.viewportMargins().right() != -over:
            self.setViewportMargins(0, 0, -over, 0)
        bar.setRange(0, most)

    def _row_width(self) -> int:
        """Return how wide rows are: with a scroll bar as without, so that none comes or goes because of itself."""
        return self.contentsRect().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        width = self._row_width()
        if width != self._measured_for:
            self._measured_for = width
            self.relayout()
        else:
            self.updateGeometries()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        chosen = self.selectionModel()
        hovered = self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos()))
        for row in self._visible(event.rect()):
            index = self.model().index(row, 0)
            option.rect = self.visualRect(index)
            if self._heights.heading(row):
                heading = QRect(option.rect)
                heading.setTop(option.rect.top() - self._heights.heading(row))
                heading.setHeight(self._heights.heading(row))
                self._rows.paint_heading(painter, heading, self._rows.group(index))
            state = option.state & ~(
                QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver
            )
            if chosen is not None and chosen.isSelected(index):
                state |= QStyle.StateFlag.State_Selected
            if self.hasFocus() and index == self.currentIndex():
                state |= QStyle.StateFlag.State_HasFocus
            if index == hovered and self.viewport().underMouse():
                state |= QStyle.StateFlag.State_MouseOver
            option.state = state
            self._rows.paint(painter, option, index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons():  # no choosing by dragging
            super().mouseMoveEvent(event)
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()

    # Measuring

    def _first_seen(self) -> int:
        return max(0, self._heights.at(self.verticalOffset()))

    def _visible(self, rect: QRect) -> Iterator[int]:
        offset = self.verticalOffset()
        row = max(0, self._heights.at(rect.top() + offset))
        while row < len(self._heights) and self._heights.top(row) - offset <= rect.bottom():
            yield row
            row += 1

    def _height(self, row: int) -> int:
        return self._rows.row_height(self.model().index(row, 0), self._row_width())

    def _measure(self, rows: range) -> None:
        """Measure some rows, which may be new ones."""
        model = self.model()
        group = self._rows.group(model.index(rows.start - 1, 0)) if rows.start else None
        measured = []
        for row in rows:
            own = self._rows.group(model.index(row, 0))
            heading = self._rows.heading_height(row == 0) if own and own != group else 0
            group = own
            measured.append((heading, self._height(row)))
        self._heights.set(rows.start, measured)

    def _measure_anew(self) -> None:
        """Measure all rows of the model: they are other ones."""
        self._stale = []
        self._heights.clear()
        model: QAbstractItemModel | None = self.model()
        if model is not None:
            self._measure(range(model.rowCount()))
        self.updateGeometries()
        self.viewport().update()

    def _measure_some(self) -> None:
        """Measure the next stale rows; what is in sight stays where it is."""
        if not self._stale:
            self._again.stop()
            return
        bar, first = self.verticalScrollBar(), self._first_seen()
        into = bar.value() - self._heights.top(first)
        self._measure(self._stale.pop())
        if bar.value() and self._heights.top(first) + into != bar.value():
            self.updateGeometries()
            bar.setValue(self._heights.top(first) + into)
        if not self._stale:
            self.updateGeometries()
            self.viewport().update()

    def _rows_removed(self, _parent: Parent, first: int, last: int) -> None:
        self._heights.remove(first, last)
        if first < len(self._heights):
            self._measure(range(first, first + 1))  # it may stand under another heading now
        if self._stale:
            self.relayout()
        self.updateGeometries()
        self.viewport().update()

    def _scrolled(self) -> None:
        first = self._first_seen()
        near = [rows for rows in self._stale if rows.start - AT_ONCE <= first < rows.stop + AT_ONCE]
        if near:  # what was not measured again yet comes into sight
            self._stale = [rows for rows in self._stale if rows not in near] + near
            for _ in near:
                self._measure_some()
        self._fetch_if_near_the_end()

    def _fetch_if_near_the_end(self) -> None:
        model: QAbstractItemModel | None = self.model()
        if model is None:
            return
        bar = self.verticalScrollBar()
        if bar.value() + 3 * self.viewport().height() >= self._heights.end and model.canFetchMore(NO_INDEX):
            model.fetchMore(NO_INDEX)
