"""Rows of a form: a label, a field, and beneath it a sentence where there is one to say."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from reader_app.ui.theme import Theme


class FormRows(QWidget):
    """The rows in the order they were added, each known by its key."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fields: dict[str, QWidget] = {}
        self._sentences: dict[str, QLabel] = {}
        self._hints: dict[str, str] = {}
        self._gaps: dict[str, int] = {}
        self._beside: dict[str, tuple[QWidget, ...]] = {}
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(theme.pixels(14))
        self._layout.setVerticalSpacing(theme.pixels(3))
        self._layout.setColumnStretch(1, 1)

    def add(self, key: str, label: str, field: QWidget, *, hint: str = "", beside: QWidget | None = None) -> None:
        """Add a row; `hint` stands under the field while nothing else is to be said, `beside` under both."""
        field.setAccessibleName(label)
        sentence = QLabel(hint)
        sentence.setWordWrap(True)
        sentence.setTextFormat(Qt.TextFormat.PlainText)
        sentence.setFont(self._theme.font(12))
        sentence.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        shown = QLabel(label)
        shown.setTextFormat(Qt.TextFormat.PlainText)
        shown.setContentsMargins(0, self._theme.pixels(5), 0, 0)
        shown.setBuddy(field)
        row = self._layout.rowCount()
        if self._fields:
            self._layout.setRowMinimumHeight(row, self._theme.pixels(4))
            self._gaps[key] = row
        self._layout.addWidget(shown, row + 1, 0, Qt.AlignmentFlag.AlignTop)
        for place, widget in enumerate(filter(None, (field, beside, sentence)), start=row + 1):
            self._layout.addWidget(widget, place, 1)
        self._beside[key] = (shown,) if beside is None else (shown, beside)
        self._fields[key], self._sentences[key], self._hints[key] = field, sentence, hint
        self.say(key, "")

    def add_heading(self, text: str) -> None:
        """Add a heading over the rows that follow."""
        heading = QLabel(text)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setFont(self._theme.font(weight=600))
        heading.setContentsMargins(0, self._theme.pixels(14) if self._fields else 0, 0, 0)
        self._layout.addWidget(heading, self._layout.rowCount(), 0, 1, 2)

    def field(self, key: str) -> QWidget:
        """Return the field of a row."""
        return self._fields[key]

    def show_row(self, key: str, shown: bool) -> None:
        """Show a row, or take it out of sight with all that belongs to it."""
        for widget in (self._fields[key], *self._beside[key]):
            widget.setVisible(shown)
        if key in self._gaps:
            self._layout.setRowMinimumHeight(self._gaps[key], self._theme.pixels(4) if shown else 0)
        self.say(key, "")

    def settle(self) -> None:
        """Ask for the room that the rows shown now need, before whoever holds them measures itself."""
        self._layout.activate()

    def say(self, key: str, sentence: str, *, is_error: bool = True) -> None:
        """Say `sentence` under a field; with an empty one the row's hint comes back."""
        label = self._sentences[key]
        kind = "trouble" if sentence and is_error else "muted"
        shown = "" if self._fields[key].isHidden() else sentence or self._hints[key]
        if label.property("kind") != kind:
            label.setProperty("kind", kind)
            label.style().unpolish(label)
            label.style().polish(label)
        if label.text() != shown or label.isVisibleTo(self) != bool(shown):
            label.setText(shown)
            label.setVisible(bool(shown))
            self._fields[key].setAccessibleDescription(shown)
            if sentence and is_error:
                QAccessible.updateAccessibility(
                    QAccessibleEvent(self._fields[key], QAccessible.Event.DescriptionChanged)
                )

    def said(self, key: str) -> str:
        """Return what stands under a field, empty if nothing does."""
        return self._sentences[key].text() if not self._sentences[key].isHidden() else ""
