"""A small form that stands beside what it is about and never keeps one from it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reader_app.ui.theme import Theme
from reader_app.ui.widgets.form_rows import FormRows


class FormDialog(QDialog):
    """Rows and two buttons; freed when it is closed. Subclasses say in `finish` what the main button does."""

    def __init__(self, title: str, do: str, theme: Theme, parent: QWidget, *, width: int = 520) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(False)
        self.rows = FormRows(theme)
        self.do = QPushButton(do)
        self.do.setProperty("kind", "primary")
        self.do.setDefault(True)
        self.do.clicked.connect(self._finish)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.close)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(theme.pixels(8))
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(self.do)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(*[theme.pixels(16)] * 4)
        self.body.setSpacing(theme.pixels(14))
        self.body.addWidget(self.rows)
        self.body.addLayout(self.foot)
        self._width = width

    def begin(self) -> None:
        """Show the form as large as it needs to be."""
        self.resize(self.theme.pixels(self._width), self.sizeHint().height())
        self.show()
        self.raise_()
        self.activateWindow()

    def finish(self) -> bool:
        """Do what the form is for; return whether it may close."""
        raise NotImplementedError

    def _finish(self) -> None:
        if self.finish():
            self.close()
