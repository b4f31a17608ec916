"""What the outline, the insert buttons and the details form do to the text: each one small edit, one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from PySide6.QtCore import QObject, Signal

from reader_app.markup import edits
from reader_app.markup.edits import TextEdit
from reader_app.markup.natural import inline
from reader_app.markup.parsed import Parsed, Part, PartKind
from reader_app.services.composing import Composed
from reader_app.services.outlining import Outline
from reader_app.ui.editor.source_edit import SourceEdit

Insert = Literal["section", "item", "sponsor", "podcast"]
_MOVABLE: Final = (PartKind.SECTION, PartKind.BLOCK, PartKind.ABOUT)


class PartEditor(QObject):
    """Changes the parts of the text in `source`; `current` gives what the text at this moment was parsed to.

    Signal: `moved(int)` with the line at which a moved part now begins.
    """

    moved = Signal(int)

    def __init__(self, source: SourceEdit, current: Callable[[], Composed], outline: Callable[[], Outline]) -> None:
        super().__init__()
        self._source = source
        self._current = current
        self._outline = outline

    def move(self, row: int, before: int) -> None:
        """Move the part of a row of the outline to stand before the part of another (beyond the last: to the end)."""
        composed = self._current()
        parts = self._outline().parts
        if row < len(parts):
            self._move(composed, parts[row], parts[before] if before < len(parts) else None)

    def step(self, row: int, direction: int) -> None:
        """Move the part of a row of the outline one place up (-1) or down (+1)."""
        composed = self._current()
        parts = self._outline().parts
        if row < len(parts):
            self._step(composed, parts[row], direction)

    def step_at_cursor(self, direction: int) -> None:
        """Move the part the cursor is in one place up (-1) or down (+1)."""
        composed, line = self._current(), self._source.current_line()
        found = [
            (part.end - part.start, index)
            for index, part in enumerate(composed.parsed.parts)
            if part.kind in _MOVABLE and part.start <= line < part.end
        ]
        if found:
            self._step(composed, min(found)[1], direction)

    def insert(self, what: Insert) -> None:
        """Put a new part where the cursor is, its placeholder selected, ready to be typed over."""
        composed = self._current()
        text, placeholder = self._template(what)
        line = self._place_for(composed.parsed, what)
        edit = edits.insert_at(composed.text, line, text)
        self._source.apply(edit)
        row = next(number for number, content in enumerate(edit.lines) if placeholder in content)
        start = edit.lines[row].index(placeholder)
        self._source.select(edit.start + row, start, start + len(placeholder))

    def enter(self, key: str, value: str) -> None:
        """Give the fact `key` the text `value`, where it stands: in the front matter, or in the title's own line."""
        composed = self._current()
        title = next((part for part in composed.parsed.parts if part.kind is PartKind.TITLE), None)
        if key == "title" and title is not None:
            new = (f"# {inline(value)}",) if value else ()
            self._source.apply(TextEdit(title.start, title.end, new))
            return
        edit = edits.set_front_matter(composed.text, key, value)
        if edit.start != edit.end or edit.lines:
            self._source.apply(edit)

    def _step(self, composed: Composed, index: int, direction: int) -> None:
        before = edits.step(composed.parsed, index, direction)
        if before is not None:
            self._move(composed, index, before if before < len(composed.parsed.parts) else None)

    def _move(self, composed: Composed, index: int, before: int | None) -> None:
        edit = edits.move_part(composed.text, composed.parsed, index, before)
        if edit is None:
            return
        value = composed.parsed.parts[index].value
        column = self._source.textCursor().positionInBlock()
        offset = self._source.current_line() - composed.parsed.parts[index].start
        inside = 0 <= offset < composed.parsed.parts[index].end - composed.parsed.parts[index].start
        self._source.apply(edit)
        # An unchanged part is the identical object in the next version.
        parts = self._current().parsed.parts
        start = next((part.start for part in parts if part.value is value and value is not None), edit.start)
        self._source.go_to_line(start + (offset if inside else 0), focus=False)
        if inside:
            self._source.set_column(column)
        self.moved.emit(start)

    def _place_for(self, parsed: Parsed, what: Insert) -> int:
        """Return the line before which a new part goes: after the part the cursor is in, never into it."""
        line = self._source.current_line()
        here = parsed.part_at(line)
        section = _around(parsed, line)
        if what == "section":
            return _end(parsed, section)
        if here is not None and here.kind is PartKind.BLOCK:
            return here.end
        if section.kind is PartKind.SECTION and here is not None and here.start == line:
            return line + 1
        return _end(parsed, section)

    def _template(self, what: Insert) -> tuple[str, str]:
        """Return the Markdown of a new part and the words in it to be typed over."""
        match what:
            case "section":
                name = self.tr("Section title")
                return f"## {name}", name
            case "item":
                name = self.tr("Title of the item")
                return f"### [{name}](https://)\n" + self.tr("Why it is worth reading."), name
            case "sponsor":
                name = self.tr("Name of the sponsor")
                return f'::: {{.sponsor name="{name}" url="https://"}}\n' + self.tr("Their words.") + "\n:::", name
            case "podcast":
                name = self.tr("Title of the episode")
                return f"::: podcast\n[{name}](https://)\n:::", name


def _around(parsed: Parsed, line: int) -> Part:
    """Return the section that holds `line`, else the lead."""
    found = next(part for part in parsed.parts if part.kind is PartKind.LEAD)
    for part in parsed.parts:
        if part.kind is PartKind.SECTION and part.start <= line:
            found = part
    return found


def _end(parsed: Parsed, section: Part) -> int:
    """Return the line at which a section ends; the footer, if it stands in it, stays behind."""
    for part in parsed.parts:
        if part.kind is PartKind.ABOUT and section.start <= part.start < section.end:
            return part.start
    return section.end
