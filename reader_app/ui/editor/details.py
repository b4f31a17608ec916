"""The details of the issue as a small form; what is entered becomes a small edit of the front matter."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reader_app.markup.front_matter import format_date, parse_date
from reader_app.model.issue import Issue
from reader_app.model.text import clean_line
from reader_app.services.addresses import trouble_with_address
from reader_app.services.mail_limits import LONGEST, PHONE
from reader_app.ui.theme import Theme
from reader_app.ui.widgets.form_rows import FormRows

KEYS: Final = ("title", "preheader", "publication", "number", "date", "authors", "tags", "lang", "url")
LISTS: Final = ("authors", "tags")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\Z")  # BCP 47, as far as one can see


class DetailsForm(QDialog):
    """Fields for all facts of an issue; stays open beside the text and shows what the text says.

    What is typed is written as it is, even where a sentence under the field says what is wrong with it.

    Signal: `entered(key, value)` when a field was changed and left; authors and tags are tuples.
    """

    entered = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Details of the issue"))
        self.setModal(False)
        self._shown: dict[str, str] = {}
        self._fields = {key: self._field(key) for key in KEYS}
        self._fields["date"].setPlaceholderText(self.tr("year-month-day, such as 2024-07-12"))
        self._fields["authors"].setPlaceholderText(self.tr("Names, with commas between them"))
        self._fields["tags"].setPlaceholderText(self.tr("Words, with commas between them"))
        self._fields["lang"].setPlaceholderText(self.tr("Such as en, de or pt-BR"))
        self._fields["url"].setPlaceholderText("https://")
        self.rows = FormRows(theme)
        for key, label in self._labels().items():
            self.rows.add(key, label, self._fields[key])
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
        layout.addWidget(self.rows)
        layout.addLayout(last)
        self.resize(theme.pixels(540), self.sizeHint().height())
        for field in self._fields.values():
            field.textChanged.connect(self._say)

    def show_issue(self, issue: Issue) -> None:
        """Show the facts of `issue`; a field one is typing in stays as it is."""
        for key in KEYS:
            field, value = self._fields[key], _written(issue, key)
            is_typing = field.hasFocus() and field.text() != self._shown.get(key)
            if not is_typing and self._shown.get(key) != value:
                self._shown[key] = value
                field.setText(value)
                field.setCursorPosition(0)
        self._say()

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

    def _labels(self) -> dict[str, str]:
        return {
            "title": self.tr("Title"),
            "preheader": self.tr("Preheader"),
            "publication": self.tr("Publication"),
            "number": self.tr("Number"),
            "date": self.tr("Date"),
            "authors": self.tr("Authors"),
            "tags": self.tr("Tags"),
            "lang": self.tr("Language"),
            "url": self.tr("View online"),
        }

    def _field(self, key: str) -> QLineEdit:
        field = QLineEdit()
        field.editingFinished.connect(lambda: self._enter(key))
        return field

    def _enter(self, key: str) -> None:
        value = self._fields[key].text().strip()
        if value != self._shown.get(key, ""):
            self._shown[key] = value
            entries = tuple(entry for entry in map(clean_line, value.split(",")) if entry)
            self.entered.emit(key, entries if key in LISTS else value)

    def _say(self) -> None:
        typed = {key: self._fields[key].text().strip() for key in KEYS}
        length = self.tr("{n} characters; phones show {phone}, no program more than {most}.")
        for key in ("title", "preheader"):
            text = length.format(n=len(typed[key]), phone=PHONE, most=LONGEST)
            self.rows.say(key, text if typed[key] else "", is_error=False)
        wrong_date = typed["date"] and parse_date(typed["date"]) is None
        self.rows.say("date", self.tr("This is not a date such as 2024-07-12.") if wrong_date else "")
        wrong_lang = typed["lang"] and not _LANGUAGE.match(typed["lang"])
        self.rows.say("lang", self.tr("This is not a language tag such as en or pt-BR.") if wrong_lang else "")
        self.rows.say("url", trouble_with_address(typed["url"]))


def _written(issue: Issue, key: str) -> str:
    if key == "date":
        return format_date(issue.date) if issue.date else ""
    value = getattr(issue, key)
    return ", ".join(value) if key in LISTS else str(value)
