"""The fields for how a publication looks: its accent as a colour, the picture over its issues."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QColorDialog, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from reader_app.model.publication import is_colour
from reader_app.ui.theme import Theme

_THUMBNAIL: Final = (220, 60)


class ColourField(QWidget):
    """A colour as ``#RRGGBB``, typed or chosen.

    Signals: `changed()`.
    """

    changed = Signal()

    def __init__(self, theme: Theme, usual: str) -> None:
        super().__init__()
        self._usual = usual
        self.field = QLineEdit()
        self.field.setPlaceholderText(usual)
        self.field.setMaximumWidth(theme.pixels(110))
        self._swatch = _Swatch(theme)
        self._swatch.clicked.connect(self._choose)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.pixels(8))
        line.addWidget(self._swatch)
        line.addWidget(self.field)
        line.addStretch(1)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._show)
        self._show()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)
        self._swatch.setAccessibleName(self.tr("Choose: {name}").format(name=name))

    def colour(self) -> str:
        """Return what is typed."""
        return self.field.text().strip()

    def set_colour(self, colour: str) -> None:
        """Show `colour`."""
        self.field.setText(colour)

    def _show(self) -> None:
        colour = self.colour() or self._usual
        self._swatch.show_colour(colour if is_colour(colour) else "")
        self.changed.emit()

    def _choose(self) -> None:
        colour = self.colour()
        dialog = QColorDialog(QColor(colour if is_colour(colour) else self._usual), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(lambda chosen: self.set_colour(chosen.name().upper()))
        dialog.open()


class _Swatch(QPushButton):
    """A button that is a patch of colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._colour = ""
        self.setFixedSize(theme.pixels(34), theme.pixels(28))
        self.setToolTip(self.tr("Choose a colour"))

    def show_colour(self, colour: str) -> None:
        """Show `colour`, nothing for an empty one."""
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._colour:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colour))
            painter.drawRoundedRect(self.rect().adjusted(5, 5, -5, -5), 4, 4)


class HeaderField(QWidget):
    """The picture over each issue: how it looks, a button to choose another one, one to take it away.

    Signals: `changed()`; `file_chosen(Path)` when that file is to be kept and given to `set_header`.
    """

    changed = Signal()
    file_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._src = ""
        self._thumbnail = QLabel()
        self._thumbnail.setFixedHeight(theme.pixels(_THUMBNAIL[1]))
        self._thumbnail.hide()
        self._size = (theme.pixels(_THUMBNAIL[0]), theme.pixels(_THUMBNAIL[1]))
        self.choose = QPushButton(self.tr("Choose a file…"))
        self._remove = QPushButton(self.tr("Take it away"))
        self.choose.clicked.connect(self._choose)
        self._remove.clicked.connect(lambda: self.set_header(""))
        self._remove.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.pixels(8))
        for widget in (self._thumbnail, self.choose, self._remove):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        self.setFocusProxy(self.choose)

    def header(self) -> str:
        """Return the address of the picture, empty for none."""
        return self._src

    def set_header(self, src: str) -> None:
        """Let the picture be the one of the address `src`; `show_picture` says how it looks."""
        if src != self._src:
            self._src = src
            self._thumbnail.clear()
            self._thumbnail.hide()
            self._remove.setVisible(bool(src))
            self.changed.emit()

    def show_picture(self, data: bytes) -> None:
        """Show how the picture looks."""
        pixmap = QPixmap()
        if pixmap.loadFromData(data):
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._thumbnail.setPixmap(pixmap.scaled(*self._size, keep, smooth))
            self._thumbnail.show()

    def _choose(self) -> None:
        kinds = self.tr("Pictures (*.png *.jpg *.jpeg *.gif)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a picture"), "", kinds)
        if name:
            self.file_chosen.emit(Path(name))
