"""The details of the issue as a small form; what is entered becomes a small edit of the front matter."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reader_app.model.issue import Issue
from reader_app.services.mail_limits import LONGEST, PHONE
from reader_app.ui.theme import Theme

KEYS: Final = ("title", "preheader", "publication", "number", "date")


class DetailsForm(QDialog):
    """Fields for the facts people change; stays open beside the text and shows what the text says.

    Signal: `entered(key, value)` when a field was changed and left.
    """

    entered = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Details of the issue"))
        self.setModal(False)
        self._shown: dict[str, str] = {}
        labels = {
            "title": self.tr("Title"),
            "preheader": self.tr("Preheader"),
            "publication": self.tr("Publication"),
            "number": self.tr("Number"),
            "date": self.tr("Date"),
        }
        self._fields = {key: self._field(key, labels[key]) for key in KEYS}
        self._fields["date"].setPlaceholderText(self.tr("year-month-day, such as 2024-07-12"))
        self._length = QLabel()
        self._length.setProperty("kind", "muted")
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        for key in KEYS:
            form.addRow(labels[key], self._fields[key])
            if key == "preheader":
                form.addRow("", self._length)
        note = QLabel(self.tr("Written into the front matter as you go; Undo takes it back."))
        note.setProperty("kind", "muted")
        close = QPushButton(self.tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        last = QHBoxLayout()
        last.addWidget(note, 1)
        last.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(14)
        layout.addLayout(form)
        layout.addLayout(last)
        self.resize(theme.pixels(520), self.sizeHint().height())
        self._fields["preheader"].textChanged.connect(self._show_length)
        self._fields["title"].textChanged.connect(self._show_length)

    def show_issue(self, issue: Issue) -> None:
        """Show the facts of `issue`; a field one is typing in stays as it is."""
        date = issue.date
        is_day = date is not None and (date.hour, date.minute, date.second) == (0, 0, 0)
        values = {
            "title": issue.title,
            "preheader": issue.preheader,
            "publication": issue.publication,
            "number": issue.number,
            "date": "" if date is None else date.date().isoformat() if is_day else date.isoformat(),
        }
        for key, value in values.items():
            field = self._fields[key]
            is_typing = field.hasFocus() and field.text() != self._shown.get(key)
            if not is_typing and self._shown.get(key) != value:
                self._shown[key] = value
                field.setText(value)
                field.setCursorPosition(0)
        self._show_length()

    def field(self, key: str) -> QLineEdit:
        """Return the field for the fact `key`."""
        return self._fields[key]

    def begin(self) -> None:
        """Put the cursor into the first field, its text selected."""
        self._fields[KEYS[0]].setFocus()
        self._fields[KEYS[0]].selectAll()

    def commit(self) -> None:
        """Enter what is typed in all fields."""
        for key in KEYS:
            self._enter(key)

    def done(self, result: int) -> None:
        self.commit()
        super().done(result)

    def _field(self, key: str, label: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(label)
        field.editingFinished.connect(lambda: self._enter(key))
        return field

    def _enter(self, key: str) -> None:
        value = self._fields[key].text().strip()
        if value != self._shown.get(key, ""):
            self._shown[key] = value
            self.entered.emit(key, value)

    def _show_length(self) -> None:
        title, preheader = len(self._fields["title"].text()), len(self._fields["preheader"].text())
        text = self.tr(
            "Title {title} characters, preheader {preheader}; phones show {phone}, no program more than {most}."
        )
        self._length.setText(text.format(title=title, preheader=preheader, phone=PHONE, most=LONGEST))
