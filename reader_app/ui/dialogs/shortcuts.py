"""The shortcut sheet (F1): every key, from the table of actions."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from reader_app.ui.actions import GROUPS, Actions, label
from reader_app.ui.theme import Theme

COLUMNS = 2


def keys_text(sequences: Iterable[QKeySequence]) -> str:
    """Return the keys as the platform writes them, alternatives joined by "or"."""
    native = QKeySequence.SequenceFormat.NativeText
    joined = QCoreApplication.translate("Shortcuts", " or ")
    return joined.join(sequence.toString(native) for sequence in sequences)


class ShortcutSheet(QDialog):
    """All actions of a window that have a key, by group."""

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setModal(False)
        columns = QHBoxLayout()
        columns.setSpacing(theme.pixels(36))
        sides = [self._side(theme) for _ in range(COLUMNS)]
        lengths = [0] * COLUMNS
        for side in sides:
            columns.addLayout(side, 1)
        for group in GROUPS:
            specs = [spec for spec in actions.specs if spec.group == group and spec.keys]
            if specs:
                shortest = lengths.index(min(lengths))
                lengths[shortest] += len(specs) + 2
                self._add_group(sides[shortest], group, [actions[spec.key] for spec in specs], theme)
        for side in sides:
            side.setRowStretch(side.rowCount(), 1)
        sheet = QWidget()
        sheet.setProperty("kind", "paper")
        sheet.setLayout(columns)
        area = QScrollArea()
        area.setAccessibleName(self.tr("Keyboard shortcuts"))
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.pixels(16)] * 4)
        note = QLabel(self.tr("Single keys work while no text field has the keyboard."))
        note.setProperty("kind", "muted")
        layout.addWidget(area, 1)
        layout.addWidget(note)
        bar = area.verticalScrollBar().sizeHint().width()
        most = self.screen().availableGeometry().height() * 9 // 10
        height = min(most, sheet.sizeHint().height() + note.sizeHint().height() + theme.pixels(48))
        self.resize(sheet.sizeHint().width() + bar + theme.pixels(40), height)

    def _side(self, theme: Theme) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.pixels(18))
        grid.setVerticalSpacing(theme.pixels(7))
        grid.setColumnStretch(1, 1)
        return grid

    def _add_group(self, grid: QGridLayout, name: str, found: list[QAction], theme: Theme) -> None:
        heading = QLabel(QCoreApplication.translate("Actions", name).upper())
        heading.setProperty("kind", "heading")
        first = grid.rowCount()
        heading.setContentsMargins(0, theme.pixels(14) if first > 1 else 0, 0, 0)
        grid.addWidget(heading, first, 0, 1, 2)
        for row, action in enumerate(found, first + 1):
            keys = QLabel(keys_text(action.shortcuts()))
            keys.setFont(theme.mono(12))
            grid.addWidget(keys, row, 0)
            grid.addWidget(QLabel(label(action)), row, 1)
