"""What the outline, the insert buttons and the details form do to the text: each one small edit, one step of undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal

from PySide6.QtCore import QObject, Signal

from reader_app.markup import edits, part_edits
from reader_app.markup.edits import TextEdit
from reader_app.markup.natural import inline
from reader_app.markup.parsed import Parsed, Part, PartKind
from reader_app.services.composing import Composed
from reader_app.services.outlining import Outline
from reader_app.ui.editor.source_edit import SourceEdit

Insert = Literal["section", "item", "podcast"]
_MOVABLE: Final = (PartKind.SECTION, PartKind.BLOCK, PartKind.ABOUT)


class PartEditor(QObject):
    """Changes the parts of the text in `source`; `current` gives what the text at this moment was parsed to.

    Signal: `moved(lines)` with the lines at which the moved parts now begin.
    """

    moved = Signal(object)

    def __init__(self, source: SourceEdit, current: Callable[[], Composed], outline: Callable[[], Outline]) -> None:
        super().__init__()
        self._source = source
        self._current = current
        self._outline = outline

    def move(self, rows: Sequence[int], before: int) -> None:
        """Move the parts of some rows of the outline to stand before the part of another (beyond the last: to the end).

        A section goes before a section: what stands under another heading is not torn from it.
        """
        composed = self._current()
        parts = self._outline().parts
        chosen = [parts[row] for row in rows if row < len(parts)]
        target = parts[before] if before < len(parts) else len(composed.parsed.parts)
        if any(composed.parsed.parts[index].kind is PartKind.SECTION for index in chosen):
            target = edits.next_section(composed.parsed, target)
        self._move(composed, chosen, target)

    def step(self, rows: Sequence[int], direction: int) -> None:
        """Move the parts of some rows of the outline one place up (-1) or down (+1)."""
        composed = self._current()
        parts = self._outline().parts
        self._step(composed, [parts[row] for row in rows if row < len(parts)], direction)

    def rename(self, row: int, name: str) -> None:
        """Give the part of a row of the outline another name."""
        index = self._outline().parts[row]
        composed = self._current()
        self._apply(part_edits.rename(composed.text, composed.parsed, index, name))

    def remove(self, rows: Sequence[int]) -> None:
        """Take the parts of some rows of the outline out, as one step of undo."""
        composed = self._current()
        parts = self._outline().parts
        chosen = [parts[row] for row in rows if row < len(parts)]
        line = min((composed.parsed.parts[index].start for index in chosen), default=0)
        self._source.apply(*edits.remove_parts(composed.text, composed.parsed, chosen))
        self._source.go_to_line(line, focus=False)

    def turn(self, row: int) -> None:
        """Make the item of a row of the outline a sponsor block, or the sponsor block an item."""
        composed = self._current()
        part = composed.parsed.parts[self._outline().parts[row]]
        self._apply(part_edits.turn(composed.text, composed.parsed, self._outline().parts[row]))
        self._source.go_to_line(part.start, focus=False)

    def step_at_cursor(self, direction: int) -> None:
        """Move the part the cursor is in one place up (-1) or down (+1)."""
        composed, line = self._current(), self._source.current_line()
        found = [
            (part.end - part.start, index)
            for index, part in enumerate(composed.parsed.parts)
            if part.kind in _MOVABLE and part.start <= line < part.end
        ]
        if found:
            self._step(composed, [min(found)[1]], direction)

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

    def enter(self, key: str, value: str | tuple[str, ...]) -> None:
        """Give the fact `key` the text `value`, where it stands: in the front matter, or in the title's own line."""
        composed = self._current()
        title = next((part for part in composed.parsed.parts if part.kind is PartKind.TITLE), None)
        if key == "title" and title is not None and isinstance(value, str):
            new = (f"# {inline(value)}",) if value else ()
            self._source.apply(TextEdit(title.start, title.end, new))
            return
        edit = edits.set_front_matter(composed.text, key, value)
        if edit.start != edit.end or edit.lines:
            self._source.apply(edit)

    def insert_text(self, text: str) -> None:
        """Put a new block after the part the cursor is in, and the cursor where it begins."""
        composed = self._current()
        edit = edits.insert_at(composed.text, self._place_for(composed.parsed, "block"), text)
        self._source.apply(edit)
        self._source.go_to_line(edit.start + next(number for number, line in enumerate(edit.lines) if line.strip()))

    def insert_block(self, text: str, row: int = -1, before: int = -1) -> None:
        """Put blocks before the row `before` of the outline, else after the part of `row`, else after the cursor's."""
        composed = self._current()
        outline, lines = self._outline(), composed.text.count("\n") + 1
        if before >= 0:
            line = outline.starts[before] if before < len(outline.starts) else lines
        elif 0 <= row < len(outline.parts):
            part = composed.parsed.parts[outline.parts[row]]
            line = _end(composed.parsed, part) if part.kind is not PartKind.ABOUT else part.start
        else:
            line = self._place_for(composed.parsed, "block")
        self._insert(composed, line, text)

    def append_block(self, text: str) -> None:
        """Put blocks at the end of the last section, or of the lead where there is none; the footer stays behind."""
        composed = self._current()
        line = composed.text.count("\n") + 1
        self._insert(composed, _end(composed.parsed, _around(composed.parsed, line)), text)

    def _insert(self, composed: Composed, line: int, text: str) -> None:
        edit = edits.insert_at(composed.text, line, text)
        self._source.apply(edit)
        first = next(number for number, content in enumerate(edit.lines) if content.strip())
        self._source.go_to_line(edit.start + first, focus=False)

    def _apply(self, edit: TextEdit | None) -> None:
        if edit is not None:
            self._source.apply(edit)

    def _step(self, composed: Composed, indexes: Sequence[int], direction: int) -> None:
        movable = [index for index in indexes if composed.parsed.parts[index].kind in _MOVABLE]
        if movable:
            end = min(movable) if direction < 0 else max(edits.outermost(composed.parsed, movable))
            before = edits.step(composed.parsed, end, direction)
            if before is not None:
                self._move(composed, movable, before)

    def _move(self, composed: Composed, indexes: Sequence[int], before: int) -> None:
        last = len(composed.parsed.parts)
        edit = edits.move_parts(composed.text, composed.parsed, indexes, before if before < last else None)
        if edit is None:
            return
        moving = [composed.parsed.parts[index] for index in edits.outermost(composed.parsed, indexes)]
        line, column = self._source.current_line(), self._source.textCursor().positionInBlock()
        inside = next((part for part in moving if part.start <= line < part.end), None)
        self._source.apply(edit)
        # An unchanged part is the identical object in the next version.
        values = {id(part.value) for part in moving if part.value is not None}
        starts = [part.start for part in self._current().parsed.parts if id(part.value) in values]
        if inside is not None:
            found = (part for part in self._current().parsed.parts if part.value is inside.value)
            self._source.go_to_line(next((part.start for part in found), edit.start) + line - inside.start, focus=False)
            self._source.set_column(column)
        else:
            self._source.go_to_line(starts[0] if starts else edit.start, focus=False)
        self.moved.emit(starts)

    def _place_for(self, parsed: Parsed, what: str) -> int:
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
