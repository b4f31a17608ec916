"""Makes line edits in a Qt text document: one step of undo, and only the lines that differ are touched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor, QTextDocument

from reader_app.markup.edits import TextEdit


def utf16_length(text: str) -> int:
    """Return the length of `text` as Qt counts it: in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def apply_edits(document: QTextDocument, edits: Sequence[TextEdit]) -> None:
    """Make `edits`, one after the other, as one step of undo. Lines equal at both ends of an edit stay untouched."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for edit in edits:
        _replace(document, cursor, edit)
    cursor.endEditBlock()


def _replace(document: QTextDocument, cursor: QTextCursor, edit: TextEdit) -> None:
    old = _lines(document, edit.start, edit.end)
    start, end, lines = _differing(old, edit.start, edit.end, edit.lines)
    if start == end and not lines:
        return
    if end < document.blockCount():
        cursor.setPosition(document.findBlockByNumber(start).position())
        cursor.setPosition(document.findBlockByNumber(end).position(), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText("".join(f"{line}\n" for line in lines))
    elif start == 0:
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText("\n".join(lines))
    else:
        before = document.findBlockByNumber(start - 1)
        cursor.setPosition(before.position() + before.length() - 1)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText("".join(f"\n{line}" for line in lines))


def _lines(document: QTextDocument, start: int, end: int) -> list[str]:
    lines, block = [], document.findBlockByNumber(start)
    while block.isValid() and block.blockNumber() < end:
        lines.append(block.text())
        block = block.next()
    return lines


def _differing(old: Sequence[str], start: int, end: int, new: Sequence[str]) -> tuple[int, int, Sequence[str]]:
    """Return the change without the lines that are equal at its two ends."""
    shorter = min(len(old), len(new))
    same = 0
    while same < shorter and old[same] == new[same]:
        same += 1
    tail = 0
    while tail < shorter - same and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return start + same, end - tail, new[same : len(new) - tail]
