"""Gives and takes tags: a field that finds or makes one, above the tags there are."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from reader_app.ui.theme import Theme

WIDTH, HEIGHT = 260, 300
NAME_ROLE = Qt.ItemDataRole.UserRole


class TagPopup(QFrame):
    """The tags with how many of `size` issues carry each; freed when it is closed.

    Return gives the tag typed (or takes it, where all carry it already); the arrows and Space do that in the list.

    Signals: `given(str)` and `taken(str)` with the tag's name, as soon as the person says so.
    """

    given = Signal(str)
    taken = Signal(str)

    def __init__(self, tags: Mapping[str, int], size: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "popup")
        self._size = size
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Tag, new or known"))
        self.field.setAccessibleName(self.tr("Tag, new or known"))
        self.field.setMaxLength(60)
        self.field.textChanged.connect(self._narrow)
        self.field.returnPressed.connect(self._enter)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Tags"))
        for name, carried in tags.items():
            self._add(name, carried)
        self.list.itemChanged.connect(self._toggled)
        hint = QLabel(self.tr("Return gives the tag, Escape closes"))
        hint.setProperty("kind", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.pixels(8)] * 4)
        layout.setSpacing(theme.pixels(6))
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        layout.addWidget(hint)
        self.resize(theme.pixels(WIDTH), theme.pixels(HEIGHT))

    def show_over(self, widget: QWidget) -> None:
        """Show it at the top of `widget`, with the keyboard in its field."""
        self.move(widget.mapToGlobal(QPoint(12, 12)))
        self.show()
        self.list.doItemsLayout()  # rows were measured before they were dressed
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.field and pressed == Qt.Key.Key_Down and self._shown():
            self.list.setCurrentItem(self._shown()[0])
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _add(self, name: str, carried: int) -> None:
        entry = QListWidgetItem(name)
        entry.setData(NAME_ROLE, name)
        entry.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        state = Qt.CheckState.Checked if carried == self._size else Qt.CheckState.PartiallyChecked
        entry.setCheckState(state if carried else Qt.CheckState.Unchecked)
        self.list.addItem(entry)

    def _shown(self) -> list[QListWidgetItem]:
        entries = (self.list.item(row) for row in range(self.list.count()))
        return [entry for entry in entries if not entry.isHidden()]

    def _narrow(self, text: str) -> None:
        wanted = text.strip().casefold()
        for row in range(self.list.count()):
            entry = self.list.item(row)
            entry.setHidden(wanted not in entry.text().casefold())

    def _enter(self) -> None:
        name = " ".join(self.field.text().split())
        if not name:
            self.close()
            return
        entries = (self.list.item(row) for row in range(self.list.count()))
        known = next((entry for entry in entries if entry.text().casefold() == name.casefold()), None)
        if known is not None and known.checkState() == Qt.CheckState.Checked:
            self.taken.emit(known.text())
        else:
            self.given.emit(known.text() if known is not None else name)
        self.close()

    def _toggled(self, entry: QListWidgetItem) -> None:
        signal = self.given if entry.checkState() == Qt.CheckState.Checked else self.taken
        signal.emit(entry.data(NAME_ROLE))
