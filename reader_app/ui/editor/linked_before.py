"""Shows quietly at the items of the outline whether they were linked before, where and when; the menu leads there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from reader_app.model.naming import issue_name
from reader_app.services.composing import Checked
from reader_app.services.linked_before import linked_before
from reader_app.ui import dates
from reader_app.ui.editor.outline import OutlinePane
from reader_app.ui.editor.pipeline import Pipeline

if TYPE_CHECKING:
    from uuid import UUID

    from reader_app.services.checking.subject import EarlierLink

_NAMED: Final = 4


class LinkedBefore(QObject):
    """Follows the checks of `pipeline`; `open_other` shows an issue or draft."""

    def __init__(self, pipeline: Pipeline, outline: OutlinePane, open_other: Callable[[UUID], object]) -> None:
        super().__init__()
        self._pipeline = pipeline
        self._outline = outline
        self._open_other = open_other
        self._found: dict[int, tuple[EarlierLink, ...]] = {}
        pipeline.checked.connect(self._look)

    def add_to_menu(self, menu: QMenu, row: int) -> None:
        """Add the issues that linked what stands in a row of the outline."""
        parts = self._outline.outline().parts
        for link in self._found.get(parts[row], ())[:_NAMED] if row < len(parts) else ():
            text = self.tr("Open {issue}").format(issue=self._name(link))
            menu.addAction(text).triggered.connect(lambda _checked=False, link=link: self._open_other(link.id))

    def _look(self, checked: Checked) -> None:
        composed = checked.composed
        self._found = linked_before(composed.parsed, self._pipeline.known.earlier)
        rows = zip(composed.outline.rows, composed.outline.parts, strict=True)
        self._outline.show_notes({row: self._note(self._found[part]) for row, part in rows if part in self._found})

    def _note(self, links: tuple[EarlierLink, ...]) -> str:
        lines = [self._where(link) for link in links[:_NAMED]]
        if len(links) > _NAMED:
            lines.append(self.tr("and in {n} more").format(n=len(links) - _NAMED))
        return self.tr("Linked before:") + "\n" + "\n".join(lines)

    def _where(self, link: EarlierLink) -> str:
        day = dates.long_date(link.date) if link.date is not None else ""
        draft = self.tr("draft") if link.draft else ""
        return ", ".join(filter(None, (self._name(link), draft, day)))

    def _name(self, link: EarlierLink) -> str:
        return issue_name(link.publication, link.number) or self.tr("an issue without a name")
