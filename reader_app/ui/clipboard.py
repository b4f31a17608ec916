"""Makes what goes to the clipboard, and takes care that none of it outlives Python.

A `QMimeData` made in Python that is still on the clipboard when the process exits is taken down by Qt after the
interpreter, which crashes. So the ones in use are remembered and replaced by plain text of Qt's own at the end.
"""

from __future__ import annotations

from functools import cache
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_made: WeakSet[QMimeData] = WeakSet()


def clipboard_data(text: str, html: str = "") -> QMimeData:
    """Return data for the clipboard: `text`, and `html` beside it if there is any."""
    _release_at_the_end()
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    _made.add(data)
    return data


def release_clipboard() -> None:
    """Leave on the clipboard, when the program ends, a text that lives without it."""
    if any(shiboken6.isValid(data) for data in _made):
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(clipboard.text())


@cache
def _release_at_the_end() -> None:
    application = QGuiApplication.instance()
    if application is not None:
        application.aboutToQuit.connect(release_clipboard)
