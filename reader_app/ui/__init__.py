"""The windows: the only package that imports PySide6."""

from reader_app.ui.singletons import make_immortal

make_immortal()
