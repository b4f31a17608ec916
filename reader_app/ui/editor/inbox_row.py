"""The row an inbox will show for the issue: who, title, preheader, cut where a mail program cuts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from reader_app.model.issue import Issue
from reader_app.services.mail_limits import LONGEST, PHONE, SUBJECT
from reader_app.ui.theme import Theme
from reader_app.ui.widgets.plain_tip import plain_tip


def cut(text: str, most: int) -> str:
    """Return `text` with at most `most` characters, the last one an ellipsis if some were left off."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


class InboxRow(QWidget):
    """Draws the row; on a phone title and preheader are cut at 40 characters."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sender = self._title = self._preheader = ""
        self.setFixedHeight(theme.pixels(62))
        self.setAccessibleName(self.tr("How the issue looks in an inbox"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def show_issue(self, issue: Issue, *, phone: bool = False) -> None:
        """Show the row for `issue`."""
        sender = issue.publication or self.tr("Your publication")
        title = cut(issue.title or self.tr("No title yet"), PHONE if phone else SUBJECT[1])
        preheader = cut(issue.preheader, PHONE if phone else LONGEST)
        if (sender, title, preheader) != (self._sender, self._title, self._preheader):
            self._sender, self._title, self._preheader = sender, title, preheader
            self.setAccessibleDescription(f"{sender}: {title}. {preheader}")
            self.setToolTip(plain_tip(f"{issue.title}\n{issue.preheader}".strip()))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("field"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        side, height = theme.pixels(13), theme.pixels(18)
        line = QRectF(side, theme.pixels(9), self.width() - 2 * side, height)
        bold, normal = theme.font(12.5, weight=600), theme.font(12.5)
        painter.setPen(theme.colour("ink"))
        sender_width = min(QFontMetricsF(bold).horizontalAdvance(self._sender), line.width() * 0.5)
        self._draw(painter, QRectF(line.left(), line.top(), sender_width + 1, height), self._sender, bold=True)
        start = sender_width + theme.pixels(8)
        self._draw(painter, line.adjusted(start, 0, 0, 0), self._title, bold=False)
        painter.setFont(normal)
        painter.setPen(theme.colour("muted"))
        self._draw(painter, line.translated(0, height), self._preheader, bold=False)

    def _draw(self, painter: QPainter, rect: QRectF, text: str, *, bold: bool) -> None:
        painter.setFont(self._theme.font(12.5, weight=600 if bold else 400))
        elided = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
