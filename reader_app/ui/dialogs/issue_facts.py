"""Asks what an issue is called: publication, number, title and date; of several issues only the publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader_app.errors import UsageError
from reader_app.services.naming import date_of
from reader_app.ui.theme import Theme

WIDTH = 440


@dataclass(frozen=True, slots=True)
class Facts:
    """What the dialog shows, and what it gives back; `date` is aware or None."""

    publication: str
    number: str
    title: str
    date: datetime | None


class IssueFacts(QDialog):
    """A form of four fields; freed when it is closed.

    `facts` are those of the issue, or of the first of `several`; `names` the publications that there are. Signals:
    `kept(Facts, bool)` with what was typed, and whether the publication is to be called so in all its issues.
    """

    kept = Signal(object, bool)

    def __init__(self, facts: Facts, several: int, names: Sequence[str], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._facts, self._several = facts, several
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Details of the issue") if several == 1 else self.tr("Publication of the issues"))
        self.setModal(False)
        self.publication = QComboBox()
        self.publication.setEditable(True)
        self.publication.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.publication.setMinimumContentsLength(28)  # not as wide as the longest of all names
        self.publication.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.publication.addItems([name for name in names if name])
        self.publication.setCurrentText(facts.publication)
        self.number = QLineEdit(facts.number)
        self.title = QLineEdit(facts.title)
        self.title.setCursorPosition(0)
        self._date = f"{facts.date.astimezone():%Y-%m-%d %H:%M}" if facts.date else ""
        self.date = QLineEdit(self._date)
        self.date.setPlaceholderText(self.tr("2025-05-04 or 2025-05-04 08:30"))
        self.all_of_it = QCheckBox(
            self.tr("In all issues of “%1”, also in those to come").replace("%1", facts.publication.replace("&", "&&"))
        )
        self._said = QLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setProperty("kind", "muted")
        self._said.setWordWrap(True)
        self._keep = QPushButton(self.tr("Keep"))
        self._keep.setProperty("kind", "primary")
        self._keep.setDefault(True)
        self._lay_out(theme)
        self._keep.clicked.connect(self._enter)
        for field in (self.publication.lineEdit(), self.number, self.title, self.date):
            if field is not None:
                field.textChanged.connect(self._look)
        self._look()

    def _lay_out(self, theme: Theme) -> None:
        px = theme.pixels
        form = QFormLayout()
        form.setHorizontalSpacing(px(12))
        form.setVerticalSpacing(px(8))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._row(form, self.tr("&Publication"), self.publication)
        form.addRow("", self.all_of_it)
        if self._several == 1:
            for label, field in (
                (self.tr("&Number"), self.number),
                (self.tr("&Title"), self.title),
                (self.tr("&Date"), self.date),
            ):
                self._row(form, label, field)
        form.addRow("", self._said)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[px(16)] * 4)
        layout.setSpacing(px(12))
        layout.addLayout(form)
        layout.addLayout(buttons)
        self.resize(px(WIDTH), self.sizeHint().height())

    def _row(self, form: QFormLayout, label: str, field: QWidget) -> None:
        field.setAccessibleName(label.replace("&", ""))
        inner = field.lineEdit() if isinstance(field, QComboBox) else None
        if inner is not None:
            inner.setAccessibleName(field.accessibleName())  # it is what takes the keyboard
        form.addRow(label, field)

    def said(self) -> str:
        """Return what stands in the way of keeping, or what will be kept."""
        return self._said.text()

    def _typed(self) -> Facts:
        return Facts(
            self.publication.currentText().strip(),
            self.number.text().strip(),
            self.title.text().strip(),
            self._facts.date if self.date.text() == self._date else date_of(self.date.text()),
        )

    def _look(self) -> None:
        """Say what is not in order, and offer what can be kept."""
        problem = ""
        try:
            typed = self._typed()
        except UsageError as error:
            typed, problem = self._facts, error.sentence
        if not problem and not self.title.text().strip() and self._facts.title:
            problem = self.tr("An issue needs a title.")
        if not problem and self._facts.date is not None and typed.date is None:
            problem = self.tr("A date can be changed, but not taken away.")
        renamed = typed.publication != self._facts.publication
        self.all_of_it.setEnabled(bool(renamed and typed.publication and self._facts.publication))
        self.all_of_it.setVisible(bool(self._facts.publication))
        self._said.setText(problem or self.tr("What was imported stays; this is kept beside it."))
        self._keep.setEnabled(not problem and (self._several > 1 or typed != self._facts))

    def _enter(self) -> None:
        self.kept.emit(self._typed(), self.all_of_it.isEnabled() and self.all_of_it.isChecked())
        self.close()
