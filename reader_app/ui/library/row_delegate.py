"""Draws one row of a list: publication and time, title, two lines of text, tags."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from reader_app.ui import icons
from reader_app.ui.library.row_model import row_at
from reader_app.ui.library.rows import Row, Tag, unmarked
from reader_app.ui.theme import Theme
from reader_app.ui.widgets import text_lines
from reader_app.ui.widgets.row_view import RowDelegate

Index = QModelIndex | QPersistentModelIndex
ALIGN = Qt.AlignmentFlag
# Lengths in designed pixels.
LEFT, RIGHT, TOP, BOTTOM = 26, 16, 10, 11
OVER_LINE, TITLE_LINE, TEXT_LINE, TAG_HEIGHT = 17, 18.2, 17.5, 19
GAP, TAG_GAP = 2, 6
INSET = 12
OF_TEXT = 2  # 0 and 1 are the fonts of read and unread titles
MOST_MEASURED = 2000  # texts whose lines are remembered
MOST_TITLE_LINES = MOST_TEXT_LINES = 2


class IssueDelegate(RowDelegate):
    """Draws `Row`s in the colours and fonts of a `Theme`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.refresh()

    def refresh(self) -> None:
        """Take the theme's fonts anew."""
        theme = self._theme
        self._lengths: dict[float, int] = {}
        self._lines: dict[tuple[str, int, int], int] = {}
        self._over = theme.font(12)
        self._title = {unread: theme.font(14, weight=700 if unread else 500) for unread in (True, False)}
        self._text = theme.font(12.5)
        self._tag = theme.font(11)
        self._heading = theme.font(11)
        self._heading.setCapitalization(QFont.Capitalization.AllUppercase)
        self._heading.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
        self._title_metrics = {unread: QFontMetricsF(font) for unread, font in self._title.items()}
        self._text_metrics = QFontMetricsF(self._text)
        self._tag_metrics = QFontMetricsF(self._tag)

    # Measures

    def row_height(self, index: QModelIndex, width: int) -> int:
        row = row_at(index)
        inner = width - self._px(self._left(row) + RIGHT)
        height = self._px(TOP + BOTTOM) + 1
        height += self._px(OVER_LINE + GAP) if row.over or row.when else 0
        height += self._px(TITLE_LINE) * self._title_lines(row, inner)
        text_lines_ = self._text_lines(row, inner)
        height += self._px(GAP) + self._px(TEXT_LINE) * text_lines_ if text_lines_ else 0
        return height + (self._px(5) + self._px(TAG_HEIGHT) if row.tags else 0)

    def group(self, index: QModelIndex) -> str:
        return row_at(index).group

    def heading_height(self, first: bool) -> int:
        return self._px(29 if first else 33)

    @staticmethod
    def _left(row: Row) -> int:
        return LEFT + INSET if row.inset else LEFT

    def _px(self, designed: float) -> int:
        length = self._lengths.get(designed)
        if length is None:
            length = self._lengths[designed] = self._theme.pixels(designed)
        return length

    def _title_lines(self, row: Row, width: int) -> int:
        return max(1, self._needed(row.title, int(row.unread), width))

    def _text_lines(self, row: Row, width: int) -> int:
        return self._needed(row.text, OF_TEXT, width)

    def _needed(self, text: str, font: int, width: int) -> int:
        """Return how many lines `text` takes; asked when a row is measured and each time it is painted."""
        key = (text, font, width)
        lines = self._lines.get(key)
        if lines is None:
            if len(self._lines) >= MOST_MEASURED:
                self._lines.clear()
            metrics = self._text_metrics if font == OF_TEXT else self._title_metrics[bool(font)]
            most = MOST_TEXT_LINES if font == OF_TEXT else MOST_TITLE_LINES
            lines = self._lines[key] = text_lines.lines_needed(unmarked(text), metrics, width, most)
        return lines

    # Drawing

    def paint_heading(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setFont(self._heading)
        painter.setPen(self._theme.colour("muted"))
        inner = rect.adjusted(self._px(16), 0, -self._px(RIGHT), -self._px(5))
        shown = painter.fontMetrics().elidedText(text.upper(), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, ALIGN.AlignLeft | ALIGN.AlignBottom, shown)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = row_at(index)
        rect = QRect(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, state)
        if row.inset:
            bar = QRect(rect.left() + self._px(LEFT), rect.top() + self._px(TOP), self._px(2), rect.height())
            painter.fillRect(bar.adjusted(0, 0, 0, -self._px(TOP + BOTTOM)), self._theme.colour("line"))
        inner = rect.adjusted(self._px(self._left(row)), self._px(TOP), -self._px(RIGHT), 0)
        y = self._over_line(painter, inner, row)
        ink = text_lines.Ink(self._theme.colour("ink"), self._theme.colour("mark"))
        height = self._px(TITLE_LINE) * self._title_lines(row, inner.width())
        area = QRectF(inner.left(), y, inner.width(), height)
        text_lines.draw(painter, area, row.title, self._title[row.unread], ink, self._px(TITLE_LINE))
        y += height
        lines = self._text_lines(row, inner.width())
        if lines:
            ink = text_lines.Ink(self._theme.colour("muted"), self._theme.colour("mark"))
            area = QRectF(inner.left(), y + self._px(GAP), inner.width(), self._px(TEXT_LINE) * lines)
            text_lines.draw(painter, area, row.text, self._text, ink, self._px(TEXT_LINE))
            y += self._px(GAP) + self._px(TEXT_LINE) * lines
        self._tags(painter, inner, y + self._px(5), row.tags)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour("side"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), self._theme.colour("line"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(
                QRect(rect.left(), rect.top(), self._px(3), rect.height() - 1), self._theme.colour("accent")
            )

    def _over_line(self, painter: QPainter, inner: QRect, row: Row) -> int:
        """Draw the line above the title, the dot and the star; return where the title starts."""
        theme = self._theme
        has_line = bool(row.over or row.when)
        height = self._px(OVER_LINE)
        if row.unread:
            line = height if has_line else self._px(TITLE_LINE)
            centre = QPointF(inner.left() - self._px(11), inner.top() + line / 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(centre, self._px(4), self._px(4))
        right = inner.right()
        painter.setFont(self._over)
        painter.setPen(theme.colour("muted"))
        if row.when:
            area = QRect(inner.left(), inner.top(), inner.width(), height)
            painter.drawText(area, ALIGN.AlignRight | ALIGN.AlignVCenter, row.when)
            right -= painter.fontMetrics().horizontalAdvance(row.when) + self._px(8)
        if row.starred:
            right -= self._star(painter, QPoint(right, inner.top() + (height - self._px(14)) // 2))
        area = QRect(inner.left(), inner.top(), right - inner.left(), height)
        shown = painter.fontMetrics().elidedText(row.over, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, ALIGN.AlignLeft | ALIGN.AlignVCenter, shown)
        return inner.top() + (height + self._px(GAP) if has_line else 0)

    def _star(self, painter: QPainter, top_right: QPoint) -> int:
        """Draw a star ending at `top_right`; return the room it took."""
        size = self._px(14)
        scale = painter.device().devicePixelRatioF()
        star = icons.pixmap("star-filled", self._theme.css("accent"), size, scale)
        painter.drawPixmap(top_right.x() - size, top_right.y(), star)
        return size + self._px(6)

    def _tags(self, painter: QPainter, inner: QRect, y: int, tags: tuple[Tag, ...]) -> None:
        theme = self._theme
        painter.setFont(self._tag)
        x = inner.left()
        for tag in tags:
            width = round(self._tag_metrics.horizontalAdvance(tag.text)) + self._px(16)
            width = min(width, inner.right() - x)
            if width < self._px(30):
                return
            rect = QRectF(x + 0.5, y + 0.5, width, self._px(TAG_HEIGHT) - 1)
            painter.setPen(theme.colour("sponsor_line" if tag.sponsor else "line"))
            painter.setBrush(theme.colour("sponsor_tint") if tag.sponsor else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
            painter.setPen(theme.colour("sponsor_ink" if tag.sponsor else "muted"))
            shown = painter.fontMetrics().elidedText(tag.text, Qt.TextElideMode.ElideRight, width - self._px(12))
            painter.drawText(rect, ALIGN.AlignCenter, shown)
            x += width + self._px(TAG_GAP)
