"""What can be done with the parts chosen in the outline, by key, by its menu, and from the text by command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from reader_app.services.outlining import Row, RowKind
from reader_app.ui.actions import Actions
from reader_app.ui.editor.linked_before import LinkedBefore
from reader_app.ui.editor.outline import OutlinePane
from reader_app.ui.editor.outline_model import NAMED
from reader_app.ui.editor.parts import PartEditor
from reader_app.ui.editor.source_edit import SourceEdit

_TURNING: Final = (RowKind.ITEM, RowKind.SPONSOR)
_WITH_FORM: Final = (RowKind.SPONSOR, RowKind.FIGURE)


class OutlineCommands(QObject):
    """The slots of these actions. While the text has the keyboard, they concern the part its cursor is in."""

    def __init__(
        self,
        window: QWidget,
        actions: Actions,
        outline: OutlinePane,
        source: SourceEdit,
        parts: PartEditor,
        linked: LinkedBefore,
    ) -> None:
        super().__init__(window)
        self._linked = linked
        self._actions, self._outline, self._source, self._parts = actions, outline, source, parts
        actions.connect_all(
            {
                "move_up": lambda: self._move(-1),
                "move_down": lambda: self._move(1),
                "rename_part": self._rename,
                "remove_part": self._remove,
                "turn_part": self._turn,
                "insert_section": lambda: parts.insert("section"),
                "insert_item": lambda: parts.insert("item"),
                "insert_podcast": lambda: parts.insert("podcast"),
            }
        )
        actions.restrict("outline", outline.view)
        outline.activated.connect(source.go_to_line)
        outline.move_requested.connect(parts.move)
        outline.rename_requested.connect(parts.rename)
        outline.menu_requested.connect(self._show_menu)
        parts.moved.connect(self._choose_again)

    def _rows(self) -> list[int]:
        """Return the rows the command is about."""
        chosen = self._outline.chosen_rows()
        if chosen and not self._source.hasFocus():
            return chosen
        row = self._outline.outline().row_at(self._source.current_line())
        return [row] if row >= 0 else []

    def _row(self, rows: list[int]) -> Row | None:
        found = self._outline.outline().rows
        return found[rows[0]] if len(rows) == 1 and rows[0] < len(found) else None

    def _move(self, direction: int) -> None:
        if self._outline.view.hasFocus():
            self._parts.step(self._outline.chosen_rows(), direction)
        else:
            self._parts.step_at_cursor(direction)

    def _choose_again(self, lines: list[int]) -> None:
        if self._outline.view.hasFocus() and len(lines) > 1:
            self._outline.choose_lines(lines)

    def _rename(self) -> None:
        rows = self._rows()
        if rows:
            self._outline.rename_row(rows[0])

    def _remove(self) -> None:
        rows = self._outline.chosen_rows()
        if rows:
            self._parts.remove(rows)

    def _turn(self) -> None:
        rows = self._rows()
        row = self._row(rows)
        if row is not None and row.kind in _TURNING:
            self._parts.turn(rows[0])

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self._outline)
        rows = self._outline.chosen_rows()
        row = self._row(rows)
        if row is not None and row.kind in _WITH_FORM:
            self._add(menu, self.tr("Edit…"), lambda: self._edit(rows[0]))
        if row is not None and row.kind in NAMED:
            menu.addAction(self._actions["rename_part"])
        if row is not None and row.kind in _TURNING:
            turned = self.tr("Make it a sponsor block") if row.kind is RowKind.ITEM else self.tr("Make it an item")
            self._add(menu, turned, lambda: self._parts.turn(rows[0]))
        if row is not None:
            self._linked.add_to_menu(menu, rows[0])
        if rows:
            menu.addSeparator()
            menu.addActions([self._actions[key] for key in ("move_up", "move_down", "remove_part")])
            menu.addSeparator()
        inserts = ("section", "item", "sponsor", "podcast", "picture", "table")
        menu.addActions([self._actions[f"insert_{name}"] for name in inserts])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _edit(self, row: int) -> None:
        self._source.go_to_line(self._outline.outline().starts[row])
        self._actions["edit_part"].trigger()

    def _add(self, menu: QMenu, text: str, slot: Callable[[], object]) -> None:
        menu.addAction(text).triggered.connect(lambda _checked=False: slot())
