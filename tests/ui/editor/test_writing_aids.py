"""Completion, smart paste, spelling, typewriter and focus mode, as the person at the keyboard meets them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from reader_app import resources
from reader_app.library.library import Library
from reader_app.services.importing import import_paths
from tests.support.desk import Desk
from tests.support.pictures import png

OpenDesk = Callable[..., Desk]
Keys = Qt.Key


@pytest.fixture
def knowing(open_desk: OpenDesk, library_path: Path, qtbot: QtBot) -> Desk:
    """A desk on an empty draft, whose library has the samples."""
    with Library.open(library_path) as library:
        import_paths(library, resources.samples())
    desk = open_desk("---\ntitle: T\n---\n\n\n")
    qtbot.waitUntil(lambda: bool(desk.window.aids.completer.vocabulary.links))
    desk.window.source.go_to_line(4)
    return desk


def key(desk: Desk, pressed: Qt.Key) -> None:
    """Press a key where it goes: to the list of completions while that is shown."""
    completer = desk.window.aids.completer
    QTest.keyClick(completer._popup if completer.is_open() else desk.window.source, pressed)


def paste(desk: Desk, *, text: str = "", html: str = "", image: QImage | None = None, file: Path | None = None) -> None:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    if image is not None:
        data.setImageData(image)
    if file is not None:
        data.setUrls([QUrl.fromLocalFile(str(file))])
    desk.window.source.insertFromMimeData(data)


# Completion


def test_a_sponsor_is_completed_in_two_steps(knowing: Desk) -> None:
    knowing.type("::: spo")
    assert [each.label for each in knowing.window.aids.completer.proposals()] == ["sponsor"]
    key(knowing, Keys.Key_Return)
    assert knowing.window.source.text().split("\n")[4] == '::: {.sponsor name=""}'
    knowing.type("open")
    names = [each.label for each in knowing.window.aids.completer.proposals()]
    assert names == ["Open Cloud Foundation"]
    key(knowing, Keys.Key_Tab)
    line = knowing.window.source.text().split("\n")[4]
    assert line.startswith('::: {.sponsor name="Open Cloud Foundation" url="https://')
    assert line.endswith('"}')


def test_the_list_steps_aside(knowing: Desk) -> None:
    completer = knowing.window.aids.completer
    knowing.type("::: po")
    assert completer.is_open()
    key(knowing, Keys.Key_Escape)
    assert not completer.is_open()
    knowing.type("d")
    assert completer.is_open()
    knowing.type("zz")
    assert not completer.is_open()
    key(knowing, Keys.Key_Return)
    assert knowing.window.source.text().split("\n")[4:6] == ["::: podzz", ""]


def test_links_of_the_library_by_their_title_and_as_asked(knowing: Desk) -> None:
    link = next(link for link in knowing.window.aids.completer.vocabulary.links if " " in link.title)
    knowing.type("[" + link.title[:9])
    assert link.title in [each.label for each in knowing.window.aids.completer.proposals()]
    key(knowing, Keys.Key_Down)
    key(knowing, Keys.Key_Up)
    key(knowing, Keys.Key_Return)
    assert "](http" in knowing.window.source.text().split("\n")[4]
    knowing.window.source.go_to_line(2)
    knowing.window.source.insert_text("\n")
    knowing.window.source.go_to_line(2)
    QTest.keyClick(knowing.window.source, Keys.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert "preheader" in [each.label for each in knowing.window.aids.completer.proposals()]


# Paste


def test_an_address_alone_becomes_an_item_with_the_title_the_library_knows(knowing: Desk, qtbot: QtBot) -> None:
    link = next(link for link in knowing.window.aids.completer.vocabulary.links if link.url.startswith("https://"))
    paste(knowing, text=f" {link.url}?utm_source=x ")
    completer = knowing.window.aids.completer
    qtbot.waitUntil(completer.is_open)
    assert [each.label.partition(":")[0] for each in completer.proposals()] == [
        "Item",
        "Compact item",
        "Link",
        "The address alone",
    ]
    key(knowing, Keys.Key_Return)
    assert knowing.window.source.text().split("\n")[4] == f"### [{link.title}]({link.url})"


def test_an_address_nobody_knows_gets_the_words_it_ends_in(knowing: Desk, qtbot: QtBot) -> None:
    paste(knowing, text="https://unknown.example/2026/how-to-dry-a-bean.html")
    completer = knowing.window.aids.completer
    qtbot.waitUntil(completer.is_open)
    key(knowing, Keys.Key_Down)
    key(knowing, Keys.Key_Return)
    assert (
        knowing.window.source.text().split("\n")[4]
        == "- [How to dry a bean](https://unknown.example/2026/how-to-dry-a-bean.html)"
    )


def test_an_address_in_a_line_stays_what_it_is(knowing: Desk) -> None:
    knowing.type("see ")
    paste(knowing, text="https://unknown.example/x")
    assert not knowing.window.aids.completer.is_open()
    assert knowing.window.source.text().split("\n")[4] == "see https://unknown.example/x"


def test_formatted_text_becomes_markdown_and_can_be_had_plain(knowing: Desk) -> None:
    source = knowing.window.source
    paste(knowing, text="Some bold", html="<p>Some <b>bold</b></p>")
    assert source.text().split("\n")[4] == "Some **bold**"
    source.undo()
    assert source.text().split("\n")[4] == ""
    paste(knowing, text="x = 1", html="<pre style='color:red'>x = 1</pre>")
    assert source.text().split("\n")[4] == "x = 1"
    source.undo()
    data = QMimeData()
    data.setText("Some bold")
    data.setHtml("<b>Some bold</b>")
    QGuiApplication.clipboard().setMimeData(data)
    QTest.keyClick(source, Keys.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert source.text().split("\n")[4] == "Some bold"
    QGuiApplication.clipboard().setText("")


def test_a_picture_is_kept_and_its_words_are_asked_for(knowing: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    source = knowing.window.source
    (tmp_path / "x.png").write_bytes(png(4, 3))
    paste(knowing, file=tmp_path / "x.png")
    qtbot.waitUntil(lambda: "asset:" in source.text())
    assert source.textCursor().selectedText() == "What the picture shows"
    knowing.type("Two beans")
    line = source.text().split("\n")[4]
    assert line.startswith("![Two beans](asset:")
    with Library.open(knowing.library) as library:
        found = library.asset(line.removeprefix("![Two beans](asset:").removesuffix(")"))
    assert found == (png(4, 3), "image/png")
    source.apply_text(source.text().replace(line, ""))
    image = QImage(8, 6, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    paste(knowing, image=image)
    qtbot.waitUntil(lambda: "asset:" in source.text())


def test_a_file_that_is_no_picture_is_said(knowing: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    before = knowing.window.source.text()
    (tmp_path / "x.png").write_text("no picture")
    paste(knowing, file=tmp_path / "x.png")
    qtbot.waitUntil(knowing.window.messages.isVisible)
    assert "not a picture" in knowing.window.messages.text()
    assert knowing.window.source.text() == before


# Spelling


def underlined(desk: Desk, line: int) -> set[str]:
    block = desk.window.source.document().findBlockByNumber(line)
    wave = QTextCharFormat.UnderlineStyle.SpellCheckUnderline
    units = block.text().encode("utf-16-le")  # as Qt counts
    return {
        units[2 * span.start : 2 * (span.start + span.length)].decode("utf-16-le")
        for span in block.layout().formats()
        if span.format.underlineStyle() == wave  # type: ignore[attr-defined]
    }


@pytest.fixture
def spelling(open_desk: OpenDesk, qtbot: QtBot) -> Iterator[Desk]:
    desk = open_desk("---\ntitle: An expensiv title\nlang: en-US\n---\n\nA carefull look 🎈 at wrng and `wrng`.\n")
    qtbot.waitUntil(lambda: "wrng" in underlined(desk, 5), timeout=10_000)
    yield desk


def menu_at(desk: Desk, word: str, line: int) -> QMenu:
    source = desk.window.source
    text = source.document().findBlockByNumber(line).text()
    source.select(line, text.index(word), text.index(word))
    place = source.cursorRect().center() + QPoint(6, 0)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, source.viewport().mapToGlobal(place))
    source.contextMenuEvent(event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def test_words_of_no_dictionary_are_underlined(spelling: Desk) -> None:
    assert underlined(spelling, 1) == {"expensiv"}
    assert underlined(spelling, 5) == {"carefull", "wrng"}
    assert spelling.window.aids.spelling.language == "en_US"


def test_the_menu_offers_other_words(spelling: Desk, qtbot: QtBot) -> None:
    menu = menu_at(spelling, "carefull", 5)
    qtbot.waitUntil(lambda: "careful" in texts(menu), timeout=10_000)
    next(action for action in menu.actions() if action.text() == "careful").trigger()
    menu.close()
    assert "A careful look" in spelling.window.source.text()
    spelling.window.source.undo()
    assert "A carefull look" in spelling.window.source.text()


def test_a_word_is_learnt_and_known_ever_after(spelling: Desk, qtbot: QtBot) -> None:
    menu = menu_at(spelling, "wrng", 5)
    next(action for action in menu.actions() if "Add “wrng”" in action.text()).trigger()
    menu.close()
    assert underlined(spelling, 5) == {"carefull"}
    qtbot.waitUntil(lambda: not spelling.worker.is_busy())
    with Library.open(spelling.library) as library:
        assert library.dictionary("en") == {"wrng"}


def test_every_window_learns_the_words_and_what_can_be_completed(
    spelling: Desk, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desks = (spelling, open_desk(spelling.window.source.text()))
    with Library.open(spelling.library) as library:
        library.add_word("en", "wrng")
        import_paths(library, resources.samples())
    hold = threading.Event()
    spelling.worker.submit(lambda _library: hold.wait(60))
    for desk in desks:
        desk.window.aids.spelling.speak("tlh")
        desk.window.aids.spelling.speak("en-US")
        desk.window.aids.refresh()
    hold.set()
    for desk in desks:
        qtbot.waitUntil(lambda desk=desk: underlined(desk, 5) == {"carefull"}, timeout=10_000)
        qtbot.waitUntil(lambda desk=desk: bool(desk.window.aids.completer.vocabulary.links), timeout=10_000)


def test_spelling_can_be_turned_off_and_stays_off(spelling: Desk, open_desk: OpenDesk) -> None:
    spelling.window.actions_["spelling"].setChecked(False)
    assert underlined(spelling, 5) == set()
    assert not open_desk().window.actions_["spelling"].isChecked()


def test_a_language_without_a_dictionary_is_left_alone(spelling: Desk, qtbot: QtBot) -> None:
    spelling.window.source.apply_text(spelling.window.source.text().replace("en-US", "tlh"))
    qtbot.waitUntil(lambda: underlined(spelling, 5) == set())
    assert spelling.window.aids.spelling.language == ""


def test_the_word_being_typed_is_not_judged(spelling: Desk, qtbot: QtBot) -> None:
    source = spelling.window.source
    source.go_to_line(6)
    with qtbot.waitSignal(spelling.window.aids.spelling.asked, timeout=10_000):
        spelling.type("mistkae")
    assert underlined(spelling, 6) == set()
    spelling.type(" ")
    qtbot.waitUntil(lambda: underlined(spelling, 6) == {"mistkae"}, timeout=10_000)


# Typewriter and focus


def test_focus_shows_the_text_alone_and_brings_the_panes_back(desk: Desk) -> None:
    window = desk.window
    window.actions_["focus_mode"].setChecked(True)
    assert not any(pane.isVisible() for pane in (window.outline, window.preview, window.problems))
    assert window.source.isVisible()
    window.resize(1800, 900)
    assert window.source.text_left() + window.source.viewport().width() < 1000
    assert not window.grab().isNull()
    window.actions_["focus_mode"].setChecked(False)
    assert all(pane.isVisible() for pane in (window.outline, window.preview, window.problems))


def test_in_focus_the_paragraph_in_full_ink_scrolls_with_the_text(open_desk: OpenDesk) -> None:
    source = (window := open_desk("\n\n".join(f"Line {number}" for number in range(200))).window).source
    window.actions_["focus_mode"].setChecked(True)
    source.go_to_line(40)
    for scrolled in (0, 3, -5):
        bar = source.verticalScrollBar()
        bar.setValue(bar.value() + scrolled)
        image = source.viewport().grab().toImage()
        shades = {}
        for block, top, height in source.visible_blocks():
            if block.text() and top >= 0 and top + height < image.height():
                rows, columns = range(int(top), int(top + height)), range(int(source.text_left()), 300)
                shades[block.blockNumber()] = min(image.pixelColor(x, y).lightness() for y in rows for x in columns)
        assert [line for line, shade in shades.items() if shade < 100] == [40]


def test_the_typewriter_keeps_the_line_in_the_middle(open_desk: OpenDesk) -> None:
    desk = open_desk("\n\n".join(f"Line {number}" for number in range(200)))
    source = desk.window.source
    desk.window.actions_["typewriter"].setChecked(True)
    for line in (100, 130, 131):
        source.go_to_line(line)
        middle = source.viewport().height() / 2
        assert abs(source.cursorRect().center().y() - middle) < 2 * source.line_pitch()
    assert open_desk().window.actions_["typewriter"].isChecked()


def test_a_window_closed_in_focus_leaves_the_next_one_its_panes(desk: Desk, open_desk: OpenDesk) -> None:
    desk.window.actions_["focus_mode"].setChecked(True)
    desk.window.close_now()
    window = open_desk().window
    assert all(window.actions_[f"toggle_{name}"].isChecked() for name in ("outline", "preview", "problems"))
