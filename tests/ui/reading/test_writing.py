"""From reading to writing: an item goes into a draft by one key, and a new issue knows its publication."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from reader_app.library.library import Library
from reader_app.markup.parse import parse
from reader_app.model.publication import Publication
from reader_app.services.publications import save_publication
from reader_app.ui.library.places import Place
from reader_app.ui.publications.publications_window import PublicationsWindow
from reader_app.ui.publications.sample import Sample
from tests.support.reading_desk import ReadingDesk


def press_d_on_an_item(reader: ReadingDesk) -> None:
    reader.window.sidebar.choose(Place("items"))
    reader.settle()
    view = reader.window.list.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_D)
    reader.settle()
    reader.settle()


def menu_of(reader: ReadingDesk) -> dict[str, object]:
    reader.qtbot.waitUntil(lambda: any(menu.isVisible() for menu in reader.window.findChildren(QMenu, "choose_draft")))
    menu = next(menu for menu in reader.window.findChildren(QMenu, "choose_draft") if menu.isVisible())
    return {action.text(): action for action in menu.actions() if action.text()}


def test_d_puts_an_item_into_the_only_draft(reader: ReadingDesk) -> None:
    with Library.open(reader.library) as library:
        draft = library.new_draft("Words.", title="Mine")
    press_d_on_an_item(reader)
    reader.qtbot.waitUntil(lambda: [each.id for each in reader.opened] == [draft.id])
    assert reader.counts().clips == 1


def test_d_asks_which_draft_and_offers_a_new_one(reader: ReadingDesk) -> None:
    with Library.open(reader.library) as library:
        one = library.new_draft("Words.", publication="Pier Letter", number="8")
        library.new_draft("Words.", title="Another")
        save_publication(library, Publication(name="Pier Letter", number="9"))
    press_d_on_an_item(reader)
    choices = menu_of(reader)
    assert list(choices) == ["Another", "Pier Letter #8", "New issue"]
    choices["Pier Letter #8"].trigger()  # type: ignore[attr-defined]
    reader.qtbot.waitUntil(lambda: [each.id for each in reader.opened] == [one.id])
    choices["New issue"].trigger()  # type: ignore[attr-defined]
    reader.qtbot.waitUntil(lambda: len(reader.opened) == 2)
    assert reader.opened[1].number == "9"


def test_d_without_a_draft_begins_one(reader: ReadingDesk) -> None:
    press_d_on_an_item(reader)
    reader.qtbot.waitUntil(lambda: len(reader.opened) == 1)


def test_d_says_what_to_do_where_there_is_no_item(reader: ReadingDesk) -> None:
    QTest.keyClick(reader.window.list.view, Qt.Key.Key_D)
    assert "write about it" in reader.window.status.text()


def test_a_new_issue_is_of_the_only_publication_one_writes(reader: ReadingDesk) -> None:
    with Library.open(reader.library) as library:
        save_publication(library, Publication(name="Pier Letter", number="9"))
    reader.window.actions_["new_issue"].trigger()
    reader.qtbot.waitUntil(lambda: len(reader.opened) == 1)
    assert (reader.opened[0].publication, reader.opened[0].number) == ("Pier Letter", "9")


def test_the_shape_of_an_issue_by_others_goes_to_the_publication_one_chooses(reader: ReadingDesk) -> None:
    with Library.open(reader.library) as library:
        save_publication(library, Publication(name="Pier Letter"))
    reader.window.actions_["new_like"].trigger()
    choices = menu_of(reader)
    theirs = next(name for name in choices if name != "Pier Letter")
    choices["Pier Letter"].trigger()  # type: ignore[attr-defined]
    reader.qtbot.waitUntil(lambda: len(reader.opened) == 1)
    assert parse(reader.opened[0].text).issue.publication == "Pier Letter"
    choices[theirs].trigger()  # type: ignore[attr-defined]
    reader.qtbot.waitUntil(lambda: len(reader.opened) == 2)
    assert reader.opened[1].publication == theirs


def test_the_publications_open_from_the_menu(reader: ReadingDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sample, "start_engine", lambda _self: None)
    reader.window.actions_["publications"].trigger()
    (window,) = reader.window.findChildren(PublicationsWindow)
    reader.settle()
    window.begin_new("Pier Letter")
    window.form.lines["tagline"].setText("Words")
    window.write.click()
    reader.qtbot.waitUntil(lambda: len(reader.opened) == 1)
    assert reader.opened[0].publication == "Pier Letter"
    window.close()
