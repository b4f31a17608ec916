"""Lists the backups of the library, to bring one back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader_app.ui import dates
from reader_app.ui.theme import Theme

if TYPE_CHECKING:
    from reader_app.services.upkeep import Backup

SIZE = (460, 380)
_PATH = Qt.ItemDataRole.UserRole


class BackupsWindow(QDialog):
    """The backups, the newest first and chosen.

    Signals: `chosen(Path)` when the person wants one back.
    """

    chosen = Signal(object)

    def __init__(self, backups: Sequence[Backup], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Restore a backup"))
        self.setModal(False)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Backups"))
        for backup in backups:
            size = QLocale().formattedDataSize(backup.size)
            item = QListWidgetItem(f"{dates.moment(backup.made)} · {size}", self.list)
            item.setData(_PATH, str(backup.path))
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self._choose())
        text = (
            self.tr("The library becomes again what it was then. What is there now is kept beside it.")
            if backups
            else self.tr("There is no automatic backup yet. One is made each day that something changed.")
        )
        said = QLabel(text)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        self.restore = QPushButton(self.tr("Restore"))
        self.restore.setProperty("kind", "primary")
        self.restore.setEnabled(bool(backups))
        self.restore.clicked.connect(self._choose)
        self.other = QPushButton(self.tr("Another file…"))
        self.other.clicked.connect(self._choose_file)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(self.other)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.restore)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.pixels(16)] * 4)
        layout.setSpacing(theme.pixels(10))
        layout.addWidget(said)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        if backups:
            self.resize(*map(theme.pixels, SIZE))
        else:
            self.list.hide()
            self.setFixedWidth(theme.pixels(SIZE[0]))

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.close()
            self.chosen.emit(Path(item.data(_PATH)))

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a backup"))
        if name:
            self.close()
            self.chosen.emit(Path(name))
