"""The status bar of the composing window: words, weight of the mail, items, place of the cursor."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from reader_app.model.walk import Counts
from reader_app.services.mail_limits import CLIPPED, HEAVY
from reader_app.ui.theme import Theme


class Meter(QWidget):
    """A bar that fills up: green, then amber from 80 KB, red from 100 KB."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bytes = 0
        self.setAccessibleName(self.tr("How full the mail is"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.pixels(110), self._theme.pixels(6))

    def show_size(self, size: int) -> None:
        """Show that the mail has `size` bytes."""
        self._bytes = size
        self.setAccessibleDescription(f"{100 * size // CLIPPED} %")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = QRectF(self.rect())
        painter.setBrush(self._theme.colour("line").darker(104))
        painter.drawRoundedRect(bar, 3, 3)
        token = "ok" if self._bytes < HEAVY else "warning" if self._bytes < CLIPPED else "accent"
        painter.setBrush(self._theme.colour(token))
        bar.setWidth(bar.width() * min(1.0, self._bytes / CLIPPED))
        painter.drawRoundedRect(bar, 3, 3)


class _Fact(QLabel):
    """A label that keeps the widest size it had: what it says changes with every key, and no layout has to follow."""

    def __init__(self) -> None:
        super().__init__()
        self._widest = 0

    def setText(self, text: str) -> None:
        super().setText(text)
        wanted = self.sizeHint()
        if wanted.width() > self._widest:
            self._widest = wanted.width()
            self.setFixedSize(wanted)


class StatusBar(QWidget):
    """Facts about the issue, left to right as the design has them; `message` shows something for the moment."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words, self._mail, self._items, self._place = (_Fact() for _ in range(4))
        self._message = QLabel()
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._meter = Meter(theme)
        self._meter.hide()  # until the mail is weighed
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        mail = QHBoxLayout()
        mail.setSpacing(6)
        mail.addWidget(self._mail)
        mail.addWidget(self._meter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 5, 14, 5)
        layout.setSpacing(20)
        layout.addWidget(self._words)
        layout.addLayout(mail)
        layout.addWidget(self._items)
        layout.addWidget(self._place)
        layout.addStretch(1)
        layout.addWidget(self._message)

    def show_counts(self, counts: Counts, sponsored: int = 0) -> None:
        """Show words, minutes, items and sponsors; `sponsored` is how many of the words are theirs."""
        words = self.tr("1 word") if counts.words == 1 else self.tr("{n} words").format(n=f"{counts.words:,}")
        self._words.setText(f"{words} · " + self.tr("{n} min").format(n=counts.minutes))
        items = self.tr("1 item") if counts.items == 1 else self.tr("{n} items").format(n=counts.items)
        sponsors = self.tr("1 sponsor") if counts.sponsors == 1 else self.tr("{n} sponsors").format(n=counts.sponsors)
        share = f" ({round(100 * sponsored / counts.words)} %)" if sponsored and counts.words else ""
        self._items.setText(f"{items} · {sponsors}{share}")
        self._items.setToolTip(self.tr("How much of the text is sponsored stands in brackets") if share else "")

    def show_mail_size(self, size: int) -> None:
        """Show the size of the mail's HTML in bytes."""
        self._mail.setText(self.tr("E-mail {n} KB of {most} KB").format(n=round(size / 1024), most=CLIPPED // 1024))
        self._meter.show_size(size)
        self._meter.show()

    def is_weighed(self) -> bool:
        """Tell whether the mail's size is known: the checks were through once."""
        return bool(self._mail.text())

    def show_place(self, line: int, column: int) -> None:
        """Show where the cursor is; both count from 1."""
        self._place.setText(self.tr("Ln {line}, Col {column}").format(line=line, column=column))

    def message(self, text: str) -> None:
        """Show `text` at the right until the next one."""
        self._message.setText(text)
