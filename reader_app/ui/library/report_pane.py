"""What an import did: how many issues came in, which files were not new, which could not be read and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from reader_app.model.issue import NO_ID
from reader_app.ui.library.row_delegate import IssueDelegate
from reader_app.ui.library.row_model import RowModel, row_at
from reader_app.ui.library.rows import Row, counted
from reader_app.ui.theme import Theme
from reader_app.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from reader_app.services.importing import Entry, ImportReport

HIGHEST = 260


class ReportPane(QFrame):
    """The report of the last import, at the top of the list; hidden until there is one.

    Signals: `issue_chosen(UUID)` when the person goes to an issue the report names.
    """

    issue_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._report: ImportReport | None = None
        self.setProperty("kind", "note")
        self._summary = QLabel()
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setWordWrap(True)
        self._details = self._link(self.tr("Details"))
        self._details.setCheckable(True)
        self._details.toggled.connect(self._show_details)
        self._copy = self._link(self.tr("Copy"))
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        self._close = QToolButton()
        self._close.setProperty("kind", "flat")
        self._close.setToolTip(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close the report"))
        self._close.clicked.connect(self.hide)
        self.model = RowModel(self)
        self._delegate = IssueDelegate(theme)
        self.view = _Entries(self._delegate, theme)
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("What became of each file"))
        self.view.activated.connect(self._activated)
        self.view.clicked.connect(self._activated)
        self._lay_out()
        self.hide()
        theme.changed.connect(self._tint)
        self._tint()

    def show_report(self, report: ImportReport) -> None:
        """Show what `report` says; its details at once when a file could not be read."""
        self._report = report
        self._summary.setText(summary(report))
        self.setAccessibleName(self._summary.text())
        self.model.show_rows(rows(report))
        self.view.updateGeometry()
        self._details.setChecked(bool(report.failed))
        for widget in (self._details, self._copy):
            widget.setVisible(self.model.rowCount() > 0)
        self._show_details(self._details.isChecked())
        self.show()

    def text(self) -> str:
        """Return the summary and all details as text, a line for each with the whole path."""
        groups = _groups(self._report) if self._report else ()
        told = ((group, entry.where, entry.title, entry.sentence) for group, entries in groups for entry in entries)
        return "\n".join((self._summary.text(), *(": ".join(filter(None, parts)) for parts in told)))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 8, 0)
        head.addWidget(self._summary, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        links = QHBoxLayout()
        links.setContentsMargins(14, 0, 16, 0)
        links.setSpacing(8)
        links.addWidget(self._details)
        links.addWidget(self._copy)
        links.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 6)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(links)
        layout.addWidget(self.view)

    def _link(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", "link")
        return button

    def _show_details(self, shown: bool) -> None:
        self.view.setVisible(shown and self.model.rowCount() > 0)

    def _activated(self, index: QModelIndex) -> None:
        row = row_at(index)
        if row.id != NO_ID:
            self.issue_chosen.emit(row.id)

    def _tint(self) -> None:
        self._close.setIcon(self._theme.icon("close", "muted"))
        self._delegate.refresh()
        self.view.relayout()


class _Entries(RowView):
    """The entries: as high as they need, up to a limit."""

    def __init__(self, delegate: IssueDelegate, theme: Theme) -> None:
        super().__init__(delegate)
        self._highest = theme.pixels(HIGHEST)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMaximumHeight(self._highest)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), min(self._highest, self.content_height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self._highest // 3, self.content_height()))


def summary(report: ImportReport) -> str:
    """Return `report` as one sentence: "12 issues added, 3 already here, 1 file could not be read."."""
    added = len(report.added)
    parts = [counted("%n issue added", "%n issues added", added) if added else _tr("Nothing new")]
    if report.duplicates:
        parts.append(counted("%n already here", "%n already here", len(report.duplicates)))
    failed = len(report.failed)
    if any(entry.part for entry in report.failed):  # mails of a mailbox, posts of an export: no files
        parts.append(counted("%n could not be read", "%n could not be read", failed))
    elif failed:
        parts.append(counted("%n file could not be read", "%n files could not be read", failed))
    if report.cancelled:
        parts.append(_tr("then cancelled"))
    return f"{', '.join(parts)}."


def rows(report: ImportReport) -> list[Row]:
    """Return a row for each file: those that failed first, with why, then those not new, then those added."""
    return [row for name, entries in _groups(report) for row in _rows(name, entries)]


def _groups(report: ImportReport) -> tuple[tuple[str, Sequence[Entry]], ...]:
    return (
        (_tr("Could not be read"), report.failed),
        (_tr("Already here"), report.duplicates),
        (_tr("Added"), report.added),
    )


def _rows(group: str, entries: Sequence[Entry]) -> Iterator[Row]:
    for place, entry in enumerate(entries):
        names = [name for name in (entry.path.name, entry.part, entry.title) if name]
        title = names.pop()
        over = ", ".join(name for name in names if name != title)
        # The place tells two entries of one issue apart.
        yield Row("report", entry.issue_id or NO_ID, title, place, group=group, over=over, text=entry.sentence)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Report", text)
