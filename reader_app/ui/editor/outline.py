"""The outline pane: the parts of the issue, to go to and to move; and buttons that insert new ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QPainter, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader_app.services.outlining import Outline, Row, RowKind
from reader_app.ui.editor.outline_model import ROW_ROLE, OutlineModel
from reader_app.ui.theme import Theme

_INSIDE = {RowKind.ITEM, RowKind.LINKS, RowKind.FIGURE, RowKind.NOTE, RowKind.BUTTON, RowKind.UNKNOWN}
_Index = QModelIndex | QPersistentModelIndex


class OutlinePane(QWidget):
    """Lists the parts of the issue.

    Signals: `activated(int)` with the line to go to; `move_requested(rows, to_row)` and `rename_requested(row, name)`,
    rows as in `outline()`; `dropped(data, to_row)` with what was dragged here from elsewhere; `menu_requested(place)`
    when the menu of the chosen rows is wanted there on the screen.
    """

    activated = Signal(int)
    move_requested = Signal(object, int)
    rename_requested = Signal(int, str)
    dropped = Signal(object, int)
    menu_requested = Signal(object)

    def __init__(self, theme: Theme, inserts: tuple[tuple[str, QAction], ...]) -> None:
        super().__init__()
        self.setProperty("kind", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._inserts: dict[QAction, QPushButton] = {}
        self._model = OutlineModel()
        self.view = _OutlineView(theme)
        self.view.setModel(self._model)
        self.view.setAccessibleName(self.tr("Outline of the issue"))
        self._empty = QLabel(self.tr("Sections, items and sponsors stand here as soon as the text has some."))
        self._empty.setProperty("kind", "muted")
        self._empty.setFont(theme.font(12))
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(8, 4, 8, 0)
        heading = QLabel(self.tr("OUTLINE"))
        heading.setProperty("kind", "heading")
        heading.setContentsMargins(8, 0, 0, 0)
        spaced = heading.font()
        spaced.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.7)
        heading.setFont(spaced)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 14, 8, 10)
        layout.setSpacing(0)
        layout.addWidget(heading)
        layout.addSpacing(8)
        layout.addWidget(self.view)
        layout.addWidget(self._empty)
        layout.addSpacing(12)
        layout.addLayout(self._buttons(inserts))
        layout.addStretch(1)
        self.view.clicked.connect(self._go)
        self.view.activated.connect(self._go)
        self._model.move_requested.connect(self.move_requested)
        self._model.rename_requested.connect(self.rename_requested)
        self._model.dropped.connect(self.dropped)
        self.view.customContextMenuRequested.connect(
            lambda place: self.menu_requested.emit(self.view.viewport().mapToGlobal(place))
        )
        self.view.hide()

    def outline(self) -> Outline:
        """Return what is shown."""
        return self._model.outline

    def show_outline(self, outline: Outline) -> None:
        """Show `outline`; rows that are as before stay untouched."""
        size = len(self._model.outline.rows)
        self._model.show(outline)
        if size != len(outline.rows):
            self.view.setVisible(bool(outline.rows))
            self._empty.setVisible(not outline.rows)
            self.view.updateGeometry()

    def show_weights(self, weights: tuple[int, ...]) -> None:
        """Tell, when the pointer rests on a row, how many bytes of the mail it takes."""
        self._model.weights = weights

    def follow(self, line: int) -> None:
        """Mark the part that holds `line`."""
        row = self._model.outline.row_at(line)
        current = self.view.currentIndex().row()
        if row == current:
            return
        if row < 0:
            self.view.selectionModel().clear()
            return
        index = self._model.index(row)
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.view.scrollTo(index)

    def current_row(self) -> int:
        """Return the chosen row, -1 for none."""
        return self.view.currentIndex().row()

    def chosen_rows(self) -> list[int]:
        """Return the chosen rows, in order."""
        return sorted(index.row() for index in self.view.selectionModel().selectedIndexes())

    def choose_lines(self, lines: Sequence[int]) -> None:
        """Choose the rows that begin at `lines`."""
        rows = [row for row, start in enumerate(self._model.outline.starts) if start in set(lines)]
        if rows:
            select = QItemSelectionModel.SelectionFlag.Select
            self.view.selectionModel().setCurrentIndex(
                self._model.index(rows[0]), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            for row in rows[1:]:
                self.view.selectionModel().select(self._model.index(row), select)

    def rename_row(self, row: int) -> None:
        """Let the name in `row` be typed over, if it has one."""
        index = self._model.index(row)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.view.setCurrentIndex(index)
            self.view.edit(index)

    def show_notes(self, notes: Mapping[Row, str]) -> None:
        """Mark some rows; the pointer and the screen reader find out what is said of them."""
        self._model.show_notes(notes)

    def accept_drops_of(self, *formats: str) -> None:
        """Take what is dragged here from elsewhere in one of `formats`."""
        self._model.foreign = formats

    def relabel(self, action: QAction, text: str) -> None:
        """Write `text` on the button of `action`."""
        self._inserts[action].setText(text)

    def _buttons(self, inserts: tuple[tuple[str, QAction], ...]) -> QVBoxLayout:
        """Return the insert buttons, two in a line, each as wide as its text."""
        column = QVBoxLayout()
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(6)
        for first in range(0, len(inserts), 2):
            line = QHBoxLayout()
            line.setSpacing(6)
            for text, action in inserts[first : first + 2]:
                button = QPushButton(text)
                button.setProperty("kind", "dashed")
                button.setAccessibleName(action.text().replace("&", ""))
                button.clicked.connect(action.trigger)
                line.addWidget(button)
                self._inserts[action] = button
            line.addStretch(1)
            column.addLayout(line)
        return column

    def _go(self, index: QModelIndex) -> None:
        if len(self.view.selectionModel().selectedIndexes()) > 1:
            return  # several are being chosen: the text stays where it is
        self.activated.emit(self._model.outline.starts[index.row()])


class _OutlineView(QListView):
    """As high as its rows, if there is room for that."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "side")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_RowDelegate(theme, self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setDragDropOverwriteMode(False)
        self.setMouseTracking(True)
        self.has_bar = False
        self.verticalScrollBar().rangeChanged.connect(self._bar_may_have_come)
        theme.changed.connect(self.viewport().update)

    def _bar_may_have_come(self, lowest: int, highest: int) -> None:
        """Measure the rows again when the scroll bar takes room from them or gives it back."""
        if self.has_bar != (highest > lowest):
            self.has_bar = highest > lowest
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def dataChanged(self, first: _Index, last: _Index, roles: Sequence[int] = ()) -> None:
        """Draw the changed rows again. Qt would lay out all rows, at every letter of a title."""
        rects = [(row, self.visualRect(self.model().index(row, 0))) for row in range(first.row(), last.row() + 1)]
        if any(self.sizeHintForIndex(self.model().index(row, 0)).height() != rect.height() for row, rect in rects):
            super().dataChanged(first, last, roles)
        else:
            for _, rect in rects:
                self.viewport().update(rect)

    def viewportSizeHint(self) -> QSize:
        height = sum(
            self.sizeHintForIndex(self.model().index(row, 0)).height() for row in range(self.model().rowCount())
        )
        return QSize(self.minimumSizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 28)


class _RowDelegate(QStyledItemDelegate):
    """Draws a row: the title, elided, and the count at the right. A sponsor may take two lines: its name matters."""

    def __init__(self, theme: Theme, view: _OutlineView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        row: Row = index.data(ROW_ROLE)
        width = self._view.viewport().width()
        lines = 1
        if row.kind is RowKind.SPONSOR:
            text_width = QFontMetrics(self._theme.font()).horizontalAdvance(index.data())
            room = self._view.width() - 2 * self._theme.pixels(8)
            lines = 2 if text_width > room - (self._theme.pixels(10) if self._view.has_bar else 0) else 1
        return QSize(width, self._theme.pixels(10 + 18 * lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(ROW_ROLE)
        model = index.model()
        theme = self._theme
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(theme.colour("accent") if chosen and self._view.hasFocus() else Qt.PenStyle.NoPen)
            background = theme.colour("selection")
            background.setAlphaF(1.0 if chosen else 0.5)
            painter.setBrush(background)
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        inner = rect.adjusted(theme.pixels(24 if row.kind in _INSIDE else 8), 0, -theme.pixels(8), 0)
        count = model.count(row) if isinstance(model, OutlineModel) else ""
        if isinstance(model, OutlineModel) and model.note(row):
            size = theme.pixels(13)
            place = QRect(inner.right() - size + 1, inner.center().y() - size // 2, size, size)
            theme.icon("history", "muted").paint(painter, place)
            inner.setRight(place.left() - theme.pixels(6))
        weight = 600 if chosen else 400
        if count:
            painter.setFont(theme.font(11.5, weight=weight))
            painter.setPen(theme.colour("muted"))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(inner, right, count)
            inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(count) - theme.pixels(8))
        painter.setFont(theme.font(weight=weight))
        painter.setPen(theme.colour(self._ink(row, chosen)))
        self._draw_title(painter, inner, str(index.data()), two_lines=rect.height() > theme.pixels(40))
        painter.restore()

    def _ink(self, row: Row, chosen: bool) -> str:
        if row.kind is RowKind.SPONSOR:
            return "sponsor_ink"
        return "muted" if row.kind in _INSIDE and not chosen else "ink"

    def _draw_title(self, painter: QPainter, inner: QRect, title: str, *, two_lines: bool) -> None:
        if two_lines:
            option = QTextOption(Qt.AlignmentFlag.AlignVCenter)
            option.setWrapMode(QTextOption.WrapMode.WordWrap)
            painter.drawText(QRectF(inner), title, option)
        else:
            elided = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
