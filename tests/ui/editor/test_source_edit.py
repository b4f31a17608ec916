"""The source pane: the text is the writer's, to the letter; keys, pasting and edits from outside."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QRect, Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader_app.markup import edits
from reader_app.markup.edits import TextEdit
from reader_app.ui.editor.source_edit import SourceEdit
from reader_app.ui.theme import Theme

PIECES = ["", "x", "\n", "x\n", "\nx", "*y* ", "words\nand [more](b)\n", "much " * 30, "```\n"]
LINES = st.lists(st.sampled_from(["", "a", "b", "## c", "🗞 d"]), min_size=1, max_size=8)


@pytest.fixture
def source(qtbot: QtBot, theme: Theme) -> SourceEdit:
    source = SourceEdit(theme)
    qtbot.addWidget(source)
    source.resize(500, 400)
    source.show()
    source.setFocus()
    return source


def paste(source: SourceEdit, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    source.insertFromMimeData(data)


@pytest.mark.parametrize("text", ["", "one", "a\u00a0b\n\n\tc\u2028d", "🗞\u200d\ufeff x\n", "سلام\nabc", "\n\n\n"])
def test_the_text_is_kept_letter_by_letter(source: SourceEdit, text: str) -> None:
    source.set_text(text)
    assert source.text() == text
    assert not source.document().isUndoAvailable()


def test_loading_is_no_edit_and_typing_is(source: SourceEdit, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(source.edited):
        source.set_text("## one\n")
        source.document().markContentsDirty(0, 3)
    with qtbot.waitSignal(source.edited):
        QTest.keyClicks(source, "x")
    assert source.text() == "x## one\n"


def test_enter_continues_a_list_and_ends_it(source: SourceEdit) -> None:
    QTest.keyClicks(source, "- one")
    QTest.keyClick(source, Qt.Key.Key_Return)
    QTest.keyClicks(source, "two")
    QTest.keyClick(source, Qt.Key.Key_Return)
    QTest.keyClick(source, Qt.Key.Key_Return)
    QTest.keyClicks(source, "words")
    assert source.text() == "- one\n- two\nwords"


def test_shift_enter_is_a_line_break_like_any_other(source: SourceEdit) -> None:
    QTest.keyClicks(source, "- a")
    QTest.keyClick(source, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert source.text() == "- a\n"


def test_tab_indents_lists_and_selected_lines(source: SourceEdit) -> None:
    source.set_text("- a\n- b\nc")
    source.go_to_line(1)
    QTest.keyClick(source, Qt.Key.Key_Tab)
    assert source.text() == "- a\n  - b\nc"
    source.selectAll()
    QTest.keyClick(source, Qt.Key.Key_Tab)
    assert source.text() == "  - a\n    - b\n  c"
    QTest.keyClick(source, Qt.Key.Key_Backtab)
    QTest.keyClick(source, Qt.Key.Key_Backtab)
    assert source.text() == "- a\n- b\nc"
    source.undo()
    assert source.text() == "- a\n  - b\nc"


def test_a_link_pasted_on_words_makes_a_link(source: SourceEdit) -> None:
    source.set_text("see this page")
    source.select(0, 4, 8)
    paste(source, " https://a.example/x \n")
    assert source.text() == "see [this](https://a.example/x) page"


def test_a_link_pasted_on_a_link_replaces_it(source: SourceEdit) -> None:
    source.set_text("https://old.example")
    source.selectAll()
    paste(source, "https://new.example")
    assert source.text() == "https://new.example"


def test_pasting_is_plain_text_only(source: SourceEdit) -> None:
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("a\r\nb\x07\x0bc")
    source.insertFromMimeData(data)
    assert source.text() == "a\nb\nc"
    data = QMimeData()
    data.setUrls([QUrl("file:///etc/passwd")])
    data.removeFormat("text/plain")
    assert not source.canInsertFromMimeData(data) or not data.text() or "passwd" in data.text()


def test_copying_is_plain_text(source: SourceEdit) -> None:
    source.set_text("## one\ntwo")
    source.selectAll()
    data = source.createMimeDataFromSelection()
    assert (data.text(), data.hasHtml()) == ("## one\ntwo", False)


def test_bold_italic_and_link(source: SourceEdit) -> None:
    source.set_text("one two")
    source.select(0, 4, 7)
    source.surround("**")
    assert source.text() == "one **two**"
    source.surround("**")
    assert source.text() == "one two"
    source.insert_link()
    QTest.keyClicks(source, "https://a.example")
    assert source.text() == "one [two](https://a.example)"


def test_bold_without_a_word_waits_for_one(source: SourceEdit) -> None:
    source.surround("**")
    QTest.keyClicks(source, "x")
    assert source.text() == "**x**"


def test_lines_from_outside_keep_their_place_with_wide_letters(source: SourceEdit) -> None:
    source.set_text("🗞🗞 name\nnext")
    source.select(0, 3, 7)
    assert source.textCursor().selectedText() == "name"


def test_an_edit_is_one_step_of_undo_and_keeps_other_lines(source: SourceEdit) -> None:
    text = "a\n\nb\n\nc"
    source.set_text(text)
    source.apply(TextEdit(2, 3, ("B1", "B2")), TextEdit(0, 1, ()))
    assert source.text() == "\nB1\nB2\n\nc"
    source.undo()
    assert source.text() == text
    source.redo()
    assert source.text() == "\nB1\nB2\n\nc"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(old=LINES, new=LINES, data=st.data())
def test_edits_do_what_the_pure_ones_do(
    source: SourceEdit, old: list[str], new: list[str], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    if (start, end) == (0, len(old)) and not new:
        new = [""]
    edit = TextEdit(start, end, tuple(new))
    text = "\n".join(old)
    source.set_text(text)
    source.apply(edit)
    assert source.text() == edits.apply(text, edit)
    if source.text() != text:
        source.undo()
    assert source.text() == text


def test_an_edit_touches_only_what_differs(source: SourceEdit) -> None:
    source.set_text("a\nb\nc\nd")
    changes: list[tuple[int, int, int]] = []
    source.document().contentsChange.connect(lambda *change: changes.append(change))
    source.apply_text("a\nb\nX\nd")
    assert changes[0][0] >= 4
    assert changes[0][1] <= 3


def test_every_line_has_the_same_pitch(source: SourceEdit) -> None:
    source.set_text("short\n" + "long words " * 40 + "\n## bold\n🗞\nend")
    source.grab()
    blocks = list(source.visible_blocks())
    for block, _, height in blocks[:-1]:
        assert height == block.layout().lineCount() * source.line_pitch()
    source.set_scale(1.5)
    source.grab()
    assert all(height % source.line_pitch() == 0 for _, _, height in list(source.visible_blocks())[:-1])


def test_a_letter_typed_paints_no_other_line(source: SourceEdit) -> None:
    """Also where it changes how much of the line is coloured."""
    source.set_text("\n".join(["## [words](https://example.org) *more*", "and words"] * 20))
    source.go_to_line(4)
    QTest.keyClicks(source, "x")
    QTest.qWait(50)
    areas: list[QRect] = []
    source.updateRequest.connect(lambda area, _scrolled: areas.append(QRect(area)))
    for letter in "a *b* c":
        QTest.keyClicks(source, letter)
    assert areas
    assert max(area.height() for area in areas) < 2 * source.line_pitch()


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12), st.sampled_from(PIECES)), max_size=6))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_lines_stand_after_any_change_as_in_a_text_just_opened(
    source: SourceEdit, changes: list[tuple[int, int, str]]
) -> None:
    source.set_text("## one\n\nwords *and* more\n- [a](https://example.org)\n- 🗞 b\n")
    for start, length, piece in changes:
        cursor = QTextCursor(source.document())
        cursor.setPosition(min(start, source.document().characterCount() - 1))
        for _ in range(length):
            cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(piece)
    standing = places(source)
    source.set_text(source.text())
    assert standing == places(source)


def places(source: SourceEdit) -> list[tuple[str, float, float, int]]:
    return [(block.text(), top, height, block.layout().lineCount()) for block, top, height in source.visible_blocks()]


def test_the_gutter_grows_with_the_numbers_and_is_clickable(source: SourceEdit, qtbot: QtBot) -> None:
    narrow = source.gutter_width()
    source.set_text("\n" * 100_000)
    assert source.gutter_width() > narrow
    gutter = source.findChildren(type(source._gutter))[0]
    qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=gutter.rect().center())
    assert source.current_line() > 3


def test_a_long_selection_and_marks_are_drawn(source: SourceEdit) -> None:
    source.set_text("one two three " * 30 + "\n\nlast")
    source.selectAll()
    source.set_line_marks({0: "accent", 2: "warning"})
    assert not source.grab().isNull()
    assert source.line_mark(0) == "accent"


def test_one_megabyte_and_right_to_left_are_fine(source: SourceEdit) -> None:
    text = "## عنوان\n\nنص قصير [رابط](https://a.example)\n\n" * 20_000
    source.set_text(text)
    source.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(source, "x")
    source.grab()
    assert source.text() == text + "x"
