"""The form of a table: a grid to type in, with rows and columns that come, go and move."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QWidget,
)

from reader_app.markup import tables
from reader_app.markup.tables import Alignment, Table
from reader_app.ui.theme import Theme
from reader_app.ui.widgets.form_dialog import FormDialog
from reader_app.ui.widgets.segmented import Segmented

MOST_CELLS: Final = 5_000
_SIDES: Final = {
    "": Qt.AlignmentFlag.AlignLeading,
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


class TableForm(FormDialog):
    """Edits one table. The first row is its head.

    Signals: `entered(Table)`.
    """

    entered = Signal(object)

    def __init__(self, table: Table | None, theme: Theme, parent: QWidget) -> None:
        title = self.tr("Table") if table else self.tr("New table")
        super().__init__(title, self.tr("Change") if table else self.tr("Insert"), theme, parent, width=620)
        self._filling = False
        self.table = table or tables.empty_table()
        self.grid = _Grid(theme)
        self.grid.setAccessibleName(self.tr("Cells of the table; the first row is its head"))
        self.alignment = Segmented(
            (
                ("", self.tr("As the text")),
                ("left", self.tr("Left")),
                ("center", self.tr("Centre")),
                ("right", self.tr("Right")),
            ),
            self.tr("Alignment of the column"),
        )
        self.body.insertLayout(0, self._tools())
        self.body.insertWidget(1, self.grid, 1)
        note = QLabel(self.tr("Cells hold Markdown on one line. Alt and an arrow key move a row or a column."))
        note.setProperty("kind", "muted")
        note.setFont(theme.font(12))
        note.setWordWrap(True)
        self.foot.insertWidget(0, note, 1)
        self.grid.itemChanged.connect(self._typed)
        self.grid.currentCellChanged.connect(lambda *_: self._show_alignment())
        self.alignment.chosen.connect(self._align)
        for key, slot in self._keys().items():
            QShortcut(QKeySequence(key), self.grid, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._show(0, 0)

    def begin(self) -> None:
        super().begin()
        self.grid.setFocus()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.theme.pixels(min(560, 190 + 30 * len(self.table.rows))))

    def finish(self) -> bool:
        self.grid.finish_typing()
        self.entered.emit(self.table)
        return True

    # What the buttons and keys do

    def add_row(self) -> None:
        """Add a row below the one the cursor is in."""
        row, column = self._place()
        self._change(tables.with_row(self.table, row + 1), row + 1, column)

    def remove_row(self) -> None:
        """Take the row out."""
        row, column = self._place()
        self._change(tables.without_row(self.table, row), min(row, len(self.table.rows) - 2), column)

    def move_row(self, by: int) -> None:
        """Move the row up (-1) or down (1)."""
        row, column = self._place()
        if 0 <= row + by < len(self.table.rows):
            self._change(tables.with_row_moved(self.table, row, row + by), row + by, column)

    def add_column(self) -> None:
        """Add a column after the one the cursor is in."""
        row, column = self._place()
        self._change(tables.with_column(self.table, column + 1), row, column + 1)

    def remove_column(self) -> None:
        """Take the column out."""
        row, column = self._place()
        self._change(tables.without_column(self.table, column), row, min(column, self.table.columns - 2))

    def move_column(self, by: int) -> None:
        """Move the column to the left (-1) or to the right (1)."""
        row, column = self._place()
        if 0 <= column + by < self.table.columns:
            self._change(tables.with_column_moved(self.table, column, column + by), row, column + by)

    def _align(self, key: str) -> None:
        row, column = self._place()
        self._change(tables.with_alignment(self.table, column, cast(Alignment, key)), row, column)

    # The grid

    def _place(self) -> tuple[int, int]:
        self.grid.finish_typing()
        return max(0, self.grid.currentRow()), max(0, self.grid.currentColumn())

    def _change(self, table: Table, row: int, column: int) -> None:
        if table.columns * len(table.rows) <= MOST_CELLS:
            self.table = table
        self._show(max(0, row), max(0, column))
        self.grid.setFocus()

    def _show(self, row: int, column: int) -> None:
        self._filling = True
        self.grid.setRowCount(len(self.table.rows))
        self.grid.setColumnCount(self.table.columns)
        for number, cells in enumerate(self.table.rows):
            for place, text in enumerate(cells):
                item = QTableWidgetItem(text)
                side = _SIDES[self.table.alignments[place]]
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                if number == 0:
                    item.setFont(self.theme.font(weight=600))
                self.grid.setItem(number, place, item)
        self._filling = False
        self.grid.setCurrentCell(row, column)
        self._show_alignment()

    def _typed(self, item: QTableWidgetItem) -> None:
        if not self._filling:
            self.table = tables.with_cell(self.table, item.row(), item.column(), item.text())

    def _show_alignment(self) -> None:
        self.alignment.choose(self.table.alignments[min(max(0, self.grid.currentColumn()), self.table.columns - 1)])

    def _tools(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self.theme.pixels(4))
        tools: tuple[tuple[str, str, Callable[[], None]] | None, ...] = (
            (self.tr("+ Row"), self.tr("Add a row below"), self.add_row),
            (self.tr("− Row"), self.tr("Take this row out"), self.remove_row),
            None,
            (self.tr("+ Column"), self.tr("Add a column after this one"), self.add_column),
            (self.tr("− Column"), self.tr("Take this column out"), self.remove_column),
        )
        for tool in tools:
            if tool is None:
                line.addSpacing(self.theme.pixels(8))
                continue
            text, name, slot = tool
            button = QToolButton()
            button.setText(text)
            button.setProperty("kind", "button")
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.clicked.connect(slot)
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self.alignment)
        return line

    def _keys(self) -> dict[str, Callable[[], None]]:
        return {
            "Alt+Up": lambda: self.move_row(-1),
            "Alt+Down": lambda: self.move_row(1),
            "Alt+Left": lambda: self.move_column(-1),
            "Alt+Right": lambda: self.move_column(1),
        }


class _Grid(QTableWidget):
    """A grid in which Enter begins to type and typing begins at once."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "grid")
        self.setMinimumHeight(theme.pixels(120))
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(theme.pixels(96))
        self.verticalHeader().setDefaultSectionSize(theme.pixels(30))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )

    def finish_typing(self) -> None:
        """Take in what is typed in the cell that is open."""
        self.setFocus()  # an open cell hands over what it holds when it loses the keyboard
