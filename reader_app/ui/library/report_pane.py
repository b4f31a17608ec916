"""What an import did: how many issues came in, which files were not new, which could not be read and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from reader_app.ui.library.rows import counted
from reader_app.ui.theme import Theme

if TYPE_CHECKING:
    from reader_app.services.importing import Entry, ImportReport

MOST_LISTED = 200


class ReportPane(QFrame):
    """The report of the last import, at the top of the list; hidden until there is one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "note")
        self._summary = QLabel()
        self._summary.setWordWrap(True)
        self._details = QToolButton()
        self._details.setProperty("kind", "flat")
        self._details.setCheckable(True)
        self._details.setText(self.tr("Details"))
        self._details.toggled.connect(self._show_details)
        self._close = QToolButton()
        self._close.setProperty("kind", "flat")
        self._close.setToolTip(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close the report"))
        self._close.clicked.connect(self.hide)
        self._list = QLabel()
        self._list.setWordWrap(True)
        self._list.setTextFormat(Qt.TextFormat.PlainText)
        self._list.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._list.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._list)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setStyleSheet("background: transparent")
        self._area.setMaximumHeight(theme.pixels(220))
        head = QHBoxLayout()
        head.addWidget(self._summary, 1)
        head.addWidget(self._details, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 6, 8, 6)
        layout.addLayout(head)
        layout.addWidget(self._area)
        self.hide()
        theme.changed.connect(self._tint)
        self._tint()

    def show_report(self, report: ImportReport) -> None:
        """Show what `report` says; its details at once when a file could not be read."""
        self._summary.setText(summary(report))
        self.setAccessibleName(self._summary.text())
        lines = [*_lines(report.failed), *_lines(report.duplicates)]
        self._list.setText("\n".join(lines))
        self._details.setVisible(bool(lines))
        self._details.setChecked(bool(report.failed))
        self._show_details(bool(report.failed))
        self.show()

    def text(self) -> str:
        """Return the summary and the details that are shown."""
        return "\n".join(filter(None, (self._summary.text(), self._list.text())))

    def _show_details(self, shown: bool) -> None:
        self._area.setVisible(shown)

    def _tint(self) -> None:
        self._close.setIcon(self._theme.icon("close", "muted"))


def summary(report: ImportReport) -> str:
    """Return `report` as one sentence: "12 issues added, 3 already here, 1 file could not be read."."""
    parts = [counted("%n issue added", "%n issues added", len(report.added))]
    if report.duplicates:
        parts.append(counted("%n already here", "%n already here", len(report.duplicates)))
    if report.failed:
        parts.append(counted("%n file could not be read", "%n files could not be read", len(report.failed)))
    return f"{', '.join(parts)}."


def _lines(entries: Sequence[Entry]) -> list[str]:
    lines = [f"{entry.path.name}: {entry.sentence}" for entry in entries[:MOST_LISTED]]
    more = len(entries) - MOST_LISTED
    return [*lines, counted("and %n more", "and %n more", more)] if more > 0 else lines
