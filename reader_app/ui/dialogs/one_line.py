"""Asks for one line of text, such as the name of a sponsor, without stopping the rest."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reader_app.ui.theme import Theme

WIDTH = 380


class OneLine(QDialog):
    """A label, a field and two buttons; freed when it is closed.

    Signals: `entered(str)` with what was typed, without blanks around it, when it is not empty.
    """

    entered = Signal(str)

    def __init__(self, title: str, label: str, text: str, do: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(False)
        self.field = QLineEdit(text)
        self.field.setAccessibleName(label)
        self.field.selectAll()
        shown = QLabel(label)
        shown.setTextFormat(Qt.TextFormat.PlainText)
        shown.setWordWrap(True)
        shown.setBuddy(self.field)
        self._do = QPushButton(do)
        self._do.setProperty("kind", "primary")
        self._do.setDefault(True)
        self._do.clicked.connect(self._enter)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.close)
        self.field.textChanged.connect(self._allow)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._do)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.pixels(16)] * 4)
        layout.setSpacing(theme.pixels(10))
        layout.addWidget(shown)
        layout.addWidget(self.field)
        layout.addLayout(buttons)
        self.resize(theme.pixels(WIDTH), self.sizeHint().height())
        self._allow()

    def _allow(self) -> None:
        self._do.setEnabled(bool(self.field.text().strip()))

    def _enter(self) -> None:
        self.entered.emit(self.field.text().strip())
        self.close()
