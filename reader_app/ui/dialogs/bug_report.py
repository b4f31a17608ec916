"""Shows the report of a fault of our own, which the person can read, and copy to send it to whom they like."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader_app.ui.theme import Theme

SIZE = (640, 420)


class BugReportWindow(QDialog):
    """The report with a button that copies it; nothing is sent anywhere."""

    def __init__(self, report: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Report of a fault"))
        self.setModal(False)
        said = QLabel(
            self.tr(
                "This says where in the program the fault arose. "
                "It holds nothing of what you read or write, and is sent nowhere."
            )
        )
        said.setWordWrap(True)
        self.text = QPlainTextEdit(report)
        self.text.setReadOnly(True)
        self.text.setFont(theme.mono(12))
        self.text.setAccessibleName(self.windowTitle())
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.copy = QPushButton(self.tr("Copy"))
        self.copy.setProperty("kind", "primary")
        self.copy.clicked.connect(self._copy)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.pixels(16)] * 4)
        layout.setSpacing(theme.pixels(10))
        layout.addWidget(said)
        layout.addWidget(self.text, 1)
        layout.addLayout(buttons)
        self._report = report
        self.resize(*map(theme.pixels, SIZE))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._report)
        self.copy.setText(self.tr("Copied"))
