"""A list view for rows of differing height under group headings, quick with any number of rows.

`QListView` asks for the height of every row again whenever rows are added; this view measures each row once, so that
adding a page to a list of 100,000 costs no more than to a list of 100.
"""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelection, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

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
        self._tops: list[int] = []  # where each row begins, its heading included
        self._offsets: list[int] = []  # the height of each row's heading, 0 without
        self._end = 0
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._fetch_if_near_the_end)

    def relayout(self) -> None:
        """Measure all rows again: after the font or the width is another one."""
        self._measure_from(0)
        self.updateGeometries()
        self.viewport().update()

    def content_height(self) -> int:
        """Return how high all loaded rows are together."""
        return self._end

    # What QAbstractItemView asks of a view. QListView is inherited from only because screen readers are told of rows of
    # its kind alone; its own measuring of all rows is passed by.

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            model.rowsRemoved.connect(self.relayout)
        self.relayout()

    def reset(self) -> None:
        QAbstractItemView.reset(self)
        self.relayout()

    def rowsInserted(self, parent: Parent, start: int, end: int) -> None:
        self._measure_from(start)
        QAbstractItemView.rowsInserted(self, parent, start, end)
        self.updateGeometries()
        self.viewport().update()

    def dataChanged(self, top_left: Parent, bottom_right: Parent, roles: Any = ()) -> None:
        rows = range(top_left.row(), bottom_right.row() + 1)
        if any(self._height_at(row) != self._bottom(row) - self._tops[row] for row in rows):
            self._measure_from(rows.start)
            self.updateGeometries()
        QAbstractItemView.dataChanged(self, top_left, bottom_right, roles)
        self.viewport().update()

    def visualRect(self, index: Parent) -> QRect:
        row = index.row()
        if not index.isValid() or row >= len(self._tops):
            return QRect()
        top = self._tops[row] + self._offsets[row]
        return QRect(0, top - self.verticalOffset(), self.viewport().width(), self._bottom(row) - top)

    def indexAt(self, point: QPoint) -> QModelIndex:
        y = point.y() + self.verticalOffset()
        row = bisect_right(self._tops, y) - 1
        if row < 0 or y >= self._end or y < self._tops[row] + self._offsets[row]:
            return QModelIndex()
        return self.model().index(row, 0)

    def scrollTo(
        self, index: Parent, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        row = index.row()
        if not index.isValid() or row >= len(self._tops):
            return
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        top, bottom = self._tops[row], self._bottom(row)
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
        count = len(self._tops)
        if count == 0:
            return QModelIndex()
        current = self.currentIndex().row()
        page = bisect_right(self._tops, self._tops[max(current, 0)] + self.viewport().height()) - 1 - max(current, 0)
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
        ends = [self._nearest(y + self.verticalOffset()) for y in (rect.top(), rect.bottom())]
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
        bar.setRange(0, max(0, self._end - height))
        bar.setPageStep(height)
        bar.setSingleStep(40)
        self._fetch_if_near_the_end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._measure_from(0)
        QAbstractItemView.resizeEvent(self, event)
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
            if self._offsets[row]:
                heading = QRect(option.rect)
                heading.setTop(option.rect.top() - self._offsets[row])
                heading.setHeight(self._offsets[row])
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

    def _nearest(self, y: int) -> int:
        """Return the row at the height `y`, the last one below all rows, -1 when there is none."""
        return bisect_right(self._tops, max(0, y)) - 1

    def _visible(self, rect: QRect) -> Iterator[int]:
        offset = self.verticalOffset()
        row = max(0, bisect_right(self._tops, rect.top() + offset) - 1)
        while row < len(self._tops) and self._tops[row] - offset <= rect.bottom():
            yield row
            row += 1

    def _bottom(self, row: int) -> int:
        return self._tops[row + 1] if row + 1 < len(self._tops) else self._end

    def _height_at(self, row: int) -> int:
        return self._rows.row_height(self.model().index(row, 0), self.viewport().width()) + self._offsets[row]

    def _measure_from(self, row: int) -> None:
        """Measure row number `row` and all after it."""
        del self._offsets[row:]
        self._end = self._tops[row] if row < len(self._tops) else self._end
        del self._tops[row:]
        if row == 0:
            self._end = 0
        model: QAbstractItemModel | None = self.model()
        if model is None:
            return
        width = self.viewport().width()
        group = self._rows.group(model.index(row - 1, 0)) if row else None
        for number in range(row, model.rowCount()):
            index = model.index(number, 0)
            own = self._rows.group(index)
            heading = self._rows.heading_height(number == 0) if own and own != group else 0
            group = own
            self._tops.append(self._end)
            self._offsets.append(heading)
            self._end += heading + self._rows.row_height(index, width)

    def _fetch_if_near_the_end(self) -> None:
        model: QAbstractItemModel | None = self.model()
        if model is None:
            return
        bar = self.verticalScrollBar()
        if bar.value() + 3 * self.viewport().height() >= self._end and model.canFetchMore(NO_INDEX):
            model.fetchMore(NO_INDEX)
