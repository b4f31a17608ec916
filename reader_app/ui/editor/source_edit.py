"""The source pane: the text of the issue, as plain text, with line numbers and Markdown at one's fingertips."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QMenu, QPlainTextEdit

from reader_app.markup.edits import TextEdit
from reader_app.model.text import clean_characters
from reader_app.ui.clipboard import clipboard_data
from reader_app.ui.editor import typing_aids
from reader_app.ui.editor.bands import paint_bands
from reader_app.ui.editor.document_edits import apply_edits, utf16_length
from reader_app.ui.editor.gutter import Gutter
from reader_app.ui.editor.highlighter import SourceHighlighter
from reader_app.ui.editor.line_spacing import SpacedLayout
from reader_app.ui.theme import Theme

_FONT = 13.5  # designed pixels
_PITCH = 22
_LEFT, _RIGHT, _TOP = 54, 22, 18
_LARGE = 100_000  # characters
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_MOVING = (QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveOperation.EndOfBlock)


class SourceEdit(QPlainTextEdit):
    """The text of one draft. Lines are counted from 0; all positions that go in or out are lines.

    Its undo stack is the only one: every change from outside comes as a `TextEdit` through `apply`.

    `keys_first` may take a key before it does what it does here, `paste_first` what is pasted or dropped; both tell
    whether they did. `menu_first` may add to the menu at a place; `misspelt` yields what to underline of a line.

    Signals: `edited()` after each change of the text; `typed()` after a key that changed it; `line_changed(int)` when
    the cursor came to another line.
    """

    edited = Signal()
    typed = Signal()
    line_changed = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.keys_first: Callable[[QKeyEvent], bool] | None = None
        self.paste_first: Callable[[QMimeData], bool] | None = None
        self.menu_first: Callable[[QMenu, QPoint], None] | None = None
        self.misspelt: Callable[[QTextBlock], Iterator[tuple[int, str]]] = lambda _block: iter(())
        self._scale, self._measure = 1.0, 0
        self._line = 0
        self._marks: Mapping[int, str] = {}
        self._read: tuple[int, str] = (-1, "")
        self._told = 0
        self._counts: list[int] = []
        self._loading = False
        self._document = QTextDocument(self)
        self._layout = SpacedLayout(self._document, 22)
        self._document.setDocumentLayout(self._layout)
        self.setDocument(self._document)
        self._gutter = Gutter(self)
        self._prepare()
        self._highlighter = SourceHighlighter(self._document, theme, lambda block: self.misspelt(block))
        self._document.contentsChange.connect(lambda *_: self._note_change())
        self.blockCountChanged.connect(self._fit_gutter)
        self.updateRequest.connect(self._update_gutter)
        self.cursorPositionChanged.connect(self._follow_cursor)
        theme.changed.connect(self._restyle)

    def _prepare(self) -> None:
        self.setProperty("kind", "source")
        self.setAccessibleName(self.tr("Source of the issue, in Markdown"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._document.setDocumentMargin(0)
        self.setCursorWidth(2)
        self._restyle()

    def set_text(self, text: str) -> None:
        """Show `text` as the beginning of the undo history."""
        self._loading = True
        with self._highlighter.lazily():
            self.setPlainText(text)
        self._loading = False
        self._told = self._document.revision()

    def text(self) -> str:
        """Return the text, letter by letter, with line feeds between its lines."""
        revision = self._document.revision()
        if self._read[0] != revision:
            # toPlainText() would turn no-break spaces into spaces.
            self._read = (revision, self._document.toRawText().replace("\u2029", "\n"))
        return self._read[1]

    def current_line(self) -> int:
        """Return the line of the cursor."""
        return self.textCursor().blockNumber()

    def go_to_line(self, line: int, *, focus: bool = True) -> None:
        """Put the cursor at the start of `line`, in the middle of the pane if it was out of sight."""
        block = self._document.findBlockByNumber(max(0, min(line, self.blockCount() - 1)))
        visible = [shown.blockNumber() for shown, _, _ in self.visible_blocks()]
        self.setTextCursor(QTextCursor(block))
        if not visible or not visible[0] <= block.blockNumber() < visible[-1]:
            self.centerCursor()
        if focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_at(self, line: int) -> None:
        """Put the cursor at the end of `line`, a field to fill in; at the start of the text if `line` is 0."""
        self.go_to_line(line)
        if line:
            self.moveCursor(QTextCursor.MoveOperation.EndOfBlock)

    def set_column(self, column: int) -> None:
        """Put the cursor at `column` (as Qt counts) of its line, or at the line's end."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.block().position() + min(column, cursor.block().length() - 1))
        self.setTextCursor(cursor)

    def select(self, line: int, start: int, end: int) -> None:
        """Select the characters [start, end) of `line` and take the focus."""
        block = self._document.findBlockByNumber(line)
        text = block.text()
        cursor = QTextCursor(self._document)
        cursor.setPosition(block.position() + utf16_length(text[:start]))
        cursor.setPosition(block.position() + utf16_length(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply(self, *edits: TextEdit) -> None:
        """Make `edits`, one after the other, as one step of undo; only lines that differ are touched."""
        apply_edits(self._document, edits)

    def apply_text(self, text: str) -> None:
        """Make the whole text `text` as one step of undo; lines that are equal at both ends stay untouched."""
        self.apply(TextEdit(0, self.blockCount(), tuple(text.split("\n"))))

    def set_line_marks(self, marks: Mapping[int, str]) -> None:
        """Show a dot in the gutter at lines, in the colour of the token named for each."""
        if marks != self._marks:
            self._marks = dict(marks)
            self._gutter.update()

    def line_mark(self, line: int) -> str | None:
        """Return the token of the mark at `line`."""
        return self._marks.get(line)

    def set_scale(self, scale: float) -> None:
        """Show the text `scale` times as large as designed."""
        self._scale = scale
        self._restyle()

    def set_measure(self, width: int) -> None:
        """Let the lines, their numbers included, be no wider than `width` pixels, in the middle; 0 for all there is."""
        self._measure = width
        self._place_gutter()

    def text_left(self) -> float:
        """Return where the lines begin in the viewport."""
        return self.contentOffset().x()

    def line_pitch(self) -> float:
        """Return the distance of two lines in pixels."""
        return self._layout.pitch

    def visible_blocks(self) -> Iterator[tuple[QTextBlock, float, float]]:
        """Yield the blocks in sight with their top and height in the viewport."""
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        bottom = self.viewport().height()
        while block.isValid() and top <= bottom:
            height = self.blockBoundingRect(block).height()
            if block.isVisible():
                yield block, top, height
            block, top = block.next(), top + height

    def gutter_width(self) -> int:
        """Return the width of the strip with the line numbers."""
        digits = QFontMetricsF(self.font()).horizontalAdvance("0") * len(str(self.blockCount()))
        return max(self.theme.pixels(_LEFT), round(digits) + self.theme.pixels(26))

    def surround(self, mark: str) -> None:
        """Put `mark` around the selection or the word at the cursor, or take it off."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        text = cursor.selectedText()
        if "\u2029" in text:
            return
        new = typing_aids.toggled(text, mark)
        start = cursor.selectionStart()
        cursor.insertText(new)
        inner = len(mark) if new == mark * 2 else 0
        cursor.setPosition(start + inner)
        cursor.setPosition(start + (inner or utf16_length(new)), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def insert_link(self) -> None:
        """Make the selection the text of a link and put the cursor where its address goes."""
        cursor = self.textCursor()
        text = cursor.selectedText()
        if "\u2029" in text:
            return
        start = cursor.selectionStart()
        cursor.insertText(typing_aids.link(text, ""))
        cursor.setPosition(start + 1 if not text else cursor.position() - 1)
        self.setTextCursor(cursor)

    def insert_text(self, text: str) -> None:
        """Put `text` in the place of the selection, as one step of undo, and the cursor behind it."""
        cursor = self.textCursor()
        text = typing_aids.with_shorter_lines(clean_characters(text))
        if len(text) > _LARGE:
            with self._highlighter.lazily():
                cursor.insertText(text)
        else:
            cursor.insertText(text)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def recolour(self, block: QTextBlock | None = None) -> None:
        """Colour `block` again; without one those in sight, and all others soon."""
        for each in (block,) if block is not None else tuple(block for block, _, _ in self.visible_blocks()):
            self._highlighter.rehighlightBlock(each)
        if block is None:
            self._highlighter.colour_from(0)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.menu_first is not None:
            self.menu_first(menu, event.pos())
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.keys_first is not None and self.keys_first(event):
            return
        before = self._document.revision()
        self._press(event)
        if self._document.revision() != before:
            self.typed.emit()

    def _press(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._break_line(aided=plain)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not event.modifiers() & _COMMANDS:
            self._indent(outwards=event.key() == Qt.Key.Key_Backtab)
        else:
            super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        return clipboard_data(self.textCursor().selectedText().replace("\u2029", "\n"))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasImage() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.paste_first is not None and self.paste_first(source):
            return
        text = clean_characters(source.text())
        cursor = self.textCursor()
        selected = cursor.selectedText()
        if (
            selected
            and "\u2029" not in selected
            and typing_aids.is_address(text)
            and not typing_aids.is_address(selected)
        ):
            text = typing_aids.link(selected, text)
        self.insert_text(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        paint_bands(painter, self, event.rect())
        painter.end()
        super().paintEvent(event)
        if event.rect().height() >= self.viewport().height():
            self._note_lines()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_gutter()

    def _break_line(self, *, aided: bool) -> None:
        cursor = self.textCursor()
        block = cursor.block()
        if not aided or cursor.hasSelection():
            cursor.insertText("\n")
        else:
            following = typing_aids.continuation(block.text(), cursor.positionInBlock())
            if following.clear:
                cursor.movePosition(_MOVING[0])
                cursor.movePosition(_MOVING[1], QTextCursor.MoveMode.KeepAnchor)
                cursor.removeSelectedText()
            else:
                cursor.insertText("\n" + following.prefix)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _indent(self, *, outwards: bool) -> None:
        cursor = self.textCursor()
        lines = self._selected_lines(cursor)
        if len(lines) == 1 and not typing_aids.is_list_line(lines[0].text()) and not outwards:
            cursor.insertText(typing_aids.INDENT)
            return
        cursor.beginEditBlock()
        for block in lines:
            place = QTextCursor(block)
            if not outwards:
                place.insertText(typing_aids.INDENT)
            else:
                spaces = len(block.text()) - len(block.text().lstrip(" "))
                place.setPosition(block.position() + min(spaces, 2), QTextCursor.MoveMode.KeepAnchor)
                place.removeSelectedText()
        cursor.endEditBlock()

    def _selected_lines(self, cursor: QTextCursor) -> Sequence[QTextBlock]:
        block, last = self._document.findBlock(cursor.selectionStart()), self._document.findBlock(cursor.selectionEnd())
        blocks = [block]
        while block != last:
            block = block.next()
            blocks.append(block)
        return blocks

    def _note_change(self) -> None:
        # Recolouring reports changes too, but is no new revision.
        revision = self._document.revision()
        if revision != self._told and not self._loading:
            self._told = revision
            self.edited.emit()

    def _follow_cursor(self) -> None:
        line = self.current_line()
        if line != self._line:
            self._line = line
            self.viewport().update()
            self._gutter.update()
            self.line_changed.emit(line)

    def _update_gutter(self, _area: QRect, scrolled: int) -> None:
        if scrolled:
            self._gutter.update()

    def _note_lines(self) -> None:
        """Draw the numbers again if the lines stand otherwise: a typed letter seldom moves one."""
        block, room = self.firstVisibleBlock(), self.viewport().height()
        counts = [block.blockNumber()]
        while block.isValid() and room > 0:
            counts.append(block.lineCount())
            room -= counts[-1] * round(self._layout.pitch)
            block = block.next()
        if counts != self._counts:
            self._counts = counts
            self._gutter.update()

    def _fit_gutter(self) -> None:
        self._gutter.update()
        if self._gutter.width() != self.gutter_width():
            self._place_gutter()

    def _place_gutter(self) -> None:
        top = self.theme.pixels(_TOP)
        inside = self.contentsRect()
        beside = max(0, inside.width() - self._measure) // 2 if self._measure else 0
        self.setViewportMargins(beside + self.gutter_width(), top, beside + self.theme.pixels(_RIGHT) // 2, 0)
        self._gutter.setGeometry(inside.left() + beside, inside.top() + top, self.gutter_width(), inside.height() - top)
        self._gutter.update()

    def _restyle(self) -> None:
        font = self.theme.mono(_FONT * self._scale)
        font.setStyleStrategy(QFont.StyleStrategy.PreferDefault)
        self.setFont(font)
        self._document.setDefaultFont(font)
        self._layout.set_pitch(self.theme.pixels(_PITCH * self._scale))
        field = QColor(self.theme.css("field")).name()
        self.setStyleSheet(f"QPlainTextEdit {{ background: {field}; }}")
        self._place_gutter()
        self.viewport().update()
