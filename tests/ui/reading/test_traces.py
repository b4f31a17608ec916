"""What a person leaves in an issue: where they were, a note, highlights, and how its publication opens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reader_app.library.library import Library
from reader_app.library.person_types import Highlight
from tests.support.reading_desk import BRIDGES, GARDEN, ReadingDesk, value
from tests.ui.conftest import OpenReader

pytestmark = pytest.mark.qt_log_ignore("QRhi", "RHI", "GPUInfo", "Sandboxing", extend=True)
LONG = GARDEN.replace(
    "## At the table",
    "\n\n".join(f"Row {n} fills the bed with words, row after row after row." for n in range(80))
    + "\n\n## At the table",
)
SELECT = """(() => {{
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {{
    const at = walker.currentNode.data.indexOf({words});
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + {words}.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return 1;
  }}
  return 0;
}})()"""
KEPT = "[...(CSS.highlights.get('kept') || [])].map(String).join('|')"


@pytest.fixture
def desk(open_reader: OpenReader) -> ReadingDesk:
    desk = open_reader([LONG, BRIDGES], pages=True)
    desk.qtbot.waitUntil(lambda: "slow hedge" in str(value(desk, "document.body.textContent")), timeout=20_000)
    return desk


def show(desk: ReadingDesk, title: str) -> None:
    model = desk.window.list.model
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == title)
    desk.window.list.choose(model.index(row, 0))
    desk.qtbot.waitUntil(lambda: title in str(value(desk, "document.title")), timeout=10_000)
    desk.settle()


def highlights(desk: ReadingDesk, title: str) -> tuple[Highlight, ...]:
    desk.settle()
    with Library.open(desk.library) as library:
        return library.highlights(desk.id_of(title))


def select(desk: ReadingDesk, words: str) -> None:
    assert value(desk, SELECT.format(words=repr(words))) == 1


def scroll(desk: ReadingDesk, down: int) -> None:
    """Scroll and wait until the window knows of it."""
    web = desk.window.reader_pane.web
    assert web is not None
    value(desk, f"window.scrollTo(0, {down}); 1")
    desk.qtbot.waitUntil(lambda: web.page().scrollPosition().y() > 1400, timeout=10_000)


def top_row(desk: ReadingDesk) -> str:
    """Return the paragraph that the top of the page cuts or that stands below it."""
    script = "[...document.querySelectorAll('p')].find((p) => p.getBoundingClientRect().bottom > 1).textContent"
    return str(value(desk, script))


def test_an_issue_opens_where_it_was_left_and_in_larger_text_too(desk: ReadingDesk) -> None:
    scroll(desk, 1500)
    row = top_row(desk)
    assert row.startswith("Row ")
    show(desk, "The bridge nobody waited for")
    desk.window.reader.resize_text(4)
    show(desk, "The week of the slow hedge")
    desk.qtbot.waitUntil(lambda: top_row(desk) == row, timeout=10_000)


def test_an_issue_that_was_read_to_its_end_begins_anew(desk: ReadingDesk) -> None:
    scroll(desk, 1_000_000)
    show(desk, "The bridge nobody waited for")
    show(desk, "The week of the slow hedge")
    assert value(desk, "window.scrollY") == 0


def test_the_place_is_kept_when_the_window_closes(desk: ReadingDesk) -> None:
    scroll(desk, 1500)
    desk.window.close()
    desk.worker.close()
    with Library.open(desk.library) as library:
        position = library.position(desk.id_of("The week of the slow hedge"))
    assert position is not None
    assert position.view == "sections"
    assert 0.1 < position.fraction < 0.9


def test_a_note_is_saved_as_it_is_typed_and_stays_with_its_issue(desk: ReadingDesk) -> None:
    note = desk.window.reader_pane.note
    assert not note.isVisible()
    desk.window.actions_["note"].trigger()
    assert note.field.hasFocus()
    QTest.keyClicks(note.field, "Plant more beans")
    desk.qtbot.waitUntil(lambda: saved(desk) != "", timeout=10_000)
    assert saved(desk) == "Plant more beans"
    QTest.keyClicks(note.field, "!")
    show(desk, "The bridge nobody waited for")
    assert not note.isVisible()
    assert saved(desk) == "Plant more beans!"
    show(desk, "The week of the slow hedge")
    assert note.isVisible()
    assert note.text() == "Plant more beans!"
    QTest.keyClick(note.field, Qt.Key.Key_Escape)
    assert not note.isVisible()


def saved(desk: ReadingDesk) -> str:
    desk.settle()
    with Library.open(desk.library) as library:
        note = library.note(desk.id_of("The week of the slow hedge"))
    return note.text if note is not None else ""


def test_highlighted_words_stay_marked_in_every_view(desk: ReadingDesk) -> None:
    select(desk, "Hawthorn cools the field")
    desk.window.actions_["highlight"].trigger()
    desk.qtbot.waitUntil(lambda: value(desk, KEPT) == "Hawthorn cools the field", timeout=10_000)
    assert [kept.quote for kept in highlights(desk, "The week of the slow hedge")] == ["Hawthorn cools the field"]
    show(desk, "The bridge nobody waited for")
    assert value(desk, KEPT) == ""
    show(desk, "The week of the slow hedge")
    desk.qtbot.waitUntil(lambda: value(desk, KEPT) == "Hawthorn cools the field", timeout=10_000)
    desk.window.actions_["view_text"].trigger()
    desk.qtbot.waitUntil(
        lambda: "plain" in str(value(desk, "document.body.innerHTML")) and "Hawthorn" in str(value(desk, KEPT)),
        timeout=10_000,
    )


def test_a_highlight_is_taken_off_by_the_same_key_and_comes_back(desk: ReadingDesk) -> None:
    select(desk, "row after row")
    before = highlights(desk, "The week of the slow hedge")
    assert before == ()
    desk.window.actions_["highlight"].trigger()
    desk.qtbot.waitUntil(lambda: value(desk, KEPT) == "row after row", timeout=10_000)
    first = highlights(desk, "The week of the slow hedge")[0]
    assert first.before.endswith("with words, ")
    select(desk, "row after row")
    desk.window.actions_["highlight"].trigger()
    desk.qtbot.waitUntil(lambda: value(desk, KEPT) == "", timeout=10_000)
    assert desk.window.status.text() == "The highlight is gone; Undo brings it back."
    desk.window.actions_["undo"].trigger()
    desk.qtbot.waitUntil(lambda: value(desk, KEPT) == "row after row", timeout=10_000)
    desk.window.actions_["undo"].trigger()
    desk.qtbot.waitUntil(lambda: value(desk, KEPT) == "", timeout=10_000)


def test_of_the_same_words_those_in_the_same_surroundings_are_marked(desk: ReadingDesk) -> None:
    with Library.open(desk.library) as library:
        library.add_highlight(
            desk.id_of("The week of the slow hedge"), "fills the bed", before="Row 41 ", after=" with words"
        )
    show(desk, "The bridge nobody waited for")
    show(desk, "The week of the slow hedge")
    place = "[...CSS.highlights.get('kept')][0].startContainer.textContent"
    desk.qtbot.waitUntil(lambda: value(desk, KEPT) == "fills the bed", timeout=10_000)
    assert str(value(desk, place)).startswith("Row 41 ")


def test_leaving_the_note_leaves_the_page_where_it_is(desk: ReadingDesk) -> None:
    value(desk, "window.scrollTo(0, 240), true")
    desk.window.actions_["note"].trigger()
    QTest.keyClick(desk.window.reader_pane.note.field, Qt.Key.Key_Escape)
    assert desk.window.reader_pane.note.isHidden()
    desk.settle()
    assert value(desk, "document.activeElement.tagName + ' ' + Math.round(window.scrollY)") == "BODY 240"


def test_highlighting_nothing_says_what_to_do(desk: ReadingDesk) -> None:
    desk.window.actions_["highlight"].trigger()
    desk.qtbot.waitUntil(lambda: desk.window.status.text() == "Select some words to highlight first.", timeout=10_000)


def test_a_publication_opens_in_the_view_that_is_set_for_it(desk: ReadingDesk) -> None:
    desk.window.actions_["view_text"].trigger()
    desk.settle()
    desk.window.actions_["usual_view"].trigger()
    desk.settle()
    desk.window.actions_["view_sections"].trigger()
    desk.settle()
    assert desk.window.reader.view == "sections"
    show(desk, "The bridge nobody waited for")
    assert desk.window.reader.view == "text"  # the view before, which stays the one of all others
    desk.window.actions_["view_sections"].trigger()
    show(desk, "The week of the slow hedge")
    assert desk.window.reader.view == "text"
    assert desk.window.actions_["usual_view"].isChecked()
    desk.window.actions_["undo"].trigger()
    desk.settle()
    assert not desk.window.actions_["usual_view"].isChecked()
    show(desk, "The bridge nobody waited for")
    show(desk, "The week of the slow hedge")
    assert desk.window.reader.view == "sections"


def test_lines_are_as_long_as_the_person_wants(desk: ReadingDesk) -> None:
    measure = "getComputedStyle(document.documentElement).getPropertyValue('--measure').trim()"
    assert value(desk, measure) == "33em"
    desk.window.actions_["wider"].trigger()
    desk.qtbot.waitUntil(lambda: value(desk, measure) == "35em", timeout=10_000)
    assert desk.window.settings.measure() == 70
    desk.window.actions_["narrower"].trigger()
    desk.window.actions_["narrower"].trigger()
    desk.qtbot.waitUntil(lambda: value(desk, measure) == "31em", timeout=10_000)
    desk.window.actions_["normal_size"].trigger()
    desk.qtbot.waitUntil(lambda: value(desk, measure) == "33em", timeout=10_000)
