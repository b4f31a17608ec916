"""Turns the line icons of resources/icons into `QIcon`s of one colour."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap

from reader_app import resources

SIZE = 16  # pixels the icons are drawn for


@cache
def _source(name: str) -> str:
    return resources.text(f"icons/{name}.svg")


def pixmap(name: str, colour: str, size: int = SIZE, scale: float = 1.0) -> QPixmap:
    """Return the icon `name` in `colour` (``#RRGGBB``), `size` device-independent pixels wide at `scale`."""
    from PySide6.QtSvg import QSvgRenderer

    drawn = QPixmap(QSize(size, size) * scale)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode())).render(painter)
    painter.end()
    drawn.setDevicePixelRatio(scale)
    return drawn


def tinted(name: str, colour: str, checked: str, disabled: str, *, size: int = SIZE) -> QIcon:
    """Return the icon `name` in `colour`, in `checked` while its button is on, in `disabled` while it is unusable.

    It is drawn `size` pixels wide at the scale of the main screen; on another one Qt scales it.
    """
    icon = QIcon()
    for scale in {1.0, QGuiApplication.primaryScreen().devicePixelRatio() if QGuiApplication.primaryScreen() else 1.0}:
        icon.addPixmap(pixmap(name, colour, size, scale), QIcon.Mode.Normal, QIcon.State.Off)
        if checked != colour:
            icon.addPixmap(pixmap(name, checked, size, scale), QIcon.Mode.Normal, QIcon.State.On)
        icon.addPixmap(pixmap(name, disabled, size, scale), QIcon.Mode.Disabled, QIcon.State.Off)
    return icon


def application_icon() -> QIcon:
    """Return the program's own icon."""
    return QIcon(str(resources.path("icons/masthead.svg")))
