"""What stands in the place of the page until the web view is there: the same words at the same place."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader_app.services.reading_values import Head
from reader_app.ui.settings import NORMAL_TEXT
from reader_app.ui.theme import Theme
from reader_app.ui.widgets import text_lines

LEFT, TOP = 56, 26


class Placeholder(QWidget):
    """Draws the head of an issue, or nothing but paper."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._head = Head()
        self._title = ""
        self._text_size = NORMAL_TEXT

    def show_head(self, title: str, head: Head, text_size: int) -> None:
        """Draw this head from now on."""
        self._title, self._head, self._text_size = title, head, text_size
        self.update()

    def words(self) -> tuple[str, str]:
        """Return the title drawn and the facts below it."""
        return self._title, "   ".join(self._head.facts)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        if not self._title:
            return
        width = min(self.width() - 2 * LEFT, self._text_size * 33)
        painter.setFont(self._kicker_font())
        painter.setPen(theme.colour("accent"))
        painter.drawText(QRectF(LEFT, TOP, width, 17), Qt.AlignmentFlag.AlignLeft, self._head.kicker.upper())
        title = QFont(theme.serif(1))
        title.setPixelSize(round(self._text_size * 1.76))
        line = self._text_size * 1.76 * 1.2
        lines = max(1, text_lines.lines_needed(self._title, QFontMetricsF(title), width, 4))
        ink = text_lines.Ink(theme.colour("ink"), theme.colour("mark"))
        text_lines.draw(painter, QRectF(LEFT, TOP + 23, width, line * lines), self._title, title, ink, line)
        facts_font = theme.font(13)
        facts_font.setPixelSize(self._small(13))
        painter.setFont(facts_font)
        painter.setPen(theme.colour("muted"))
        facts = QRectF(LEFT, TOP + 31 + line * lines, width, 20)
        painter.drawText(facts, Qt.AlignmentFlag.AlignLeft, self.words()[1])

    def _small(self, designed: int) -> int:
        """Return the size of small print beside the text, `designed` pixels where the text has its normal size."""
        return round(self._text_size * designed / NORMAL_TEXT)

    def _kicker_font(self) -> QFont:
        font = self._theme.font(12, weight=700)
        font.setPixelSize(self._small(12))
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 109)
        return font
