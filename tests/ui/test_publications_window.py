"""The publications one writes, as a person meets them: kept as one goes, checked beside the fields, seen at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reader_app.library.library import Library
from reader_app.model.publication import Publication
from reader_app.services.publications import publications, save_publication
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.publications.publications_window import PublicationsWindow
from reader_app.ui.publications.sample import Sample
from reader_app.ui.theme import Theme
from tests.support.pictures import png


@pytest.fixture
def open_window(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, worker: LibraryWorker, theme: Theme
) -> Callable[..., PublicationsWindow]:
    monkeypatch.setattr(Sample, "start_engine", lambda _self: None)

    def opened(chosen: str = "") -> PublicationsWindow:
        window = PublicationsWindow(worker, theme, None, chosen)
        window.show()
        qtbot.waitUntil(lambda: not worker.is_busy())
        return window

    return opened


def kept(path: Path) -> tuple[Publication, ...]:
    with Library.open(path) as library:
        return publications(library)


def test_what_is_typed_is_kept(
    open_window: Callable[..., PublicationsWindow], qtbot: QtBot, library_path: Path
) -> None:
    window = open_window()
    assert not window.form.isVisible()
    window._first.click()
    form = window.form
    form.lines["name"].setText("Pier Letter")
    form.lines["authors"].setText("Ines, Ada ,")
    form.texts["postal"].setPlainText("1 Pier\nHarbour")
    form.accent.set_colour("#004466")
    form.type_face.choose("sans")
    qtbot.waitUntil(lambda: bool(kept(library_path)))
    (found,) = kept(library_path)
    assert (found.name, found.authors, found.postal) == ("Pier Letter", ("Ines", "Ada"), "1 Pier\nHarbour")
    assert (found.look.accent, found.look.font) == ("#004466", "sans")
    qtbot.waitUntil(lambda: window._state.text() != "")
    assert window.list.item(0).text() == "Pier Letter"
    form.lines["tagline"].setText("Late words")
    window.close()
    qtbot.waitUntil(lambda: kept(library_path)[0].tagline == "Late words")


def test_what_is_wrong_is_said_and_the_rest_kept(
    open_window: Callable[..., PublicationsWindow], qtbot: QtBot, library_path: Path
) -> None:
    with Library.open(library_path) as library:
        save_publication(library, Publication(name="Other"))
        save_publication(library, Publication(name="Pier Letter", site="https://pier.example"))
    window = open_window("pier letter")
    form = window.form
    assert form.lines["name"].text() == "Pier Letter"
    form.lines["site"].setText("pier")
    form.lines["name"].setText("other")
    form.accent.set_colour("red")
    form.lines["tagline"].setText("Words")
    assert all(form.rows.said(key) for key in ("site", "name", "accent"))
    assert not form.is_sound()
    qtbot.waitUntil(lambda: kept(library_path)[1].tagline == "Words")
    found = kept(library_path)[1]
    assert (found.name, found.site, found.look.accent) == ("Pier Letter", "https://pier.example", "")
    form.accent.set_colour("#FFEE00")
    assert "contrast" in form.rows.said("accent")
    window.close()


def test_the_sample_follows(open_window: Callable[..., PublicationsWindow], qtbot: QtBot) -> None:
    window = open_window("Pier Letter")
    pages: list[str] = []
    window.sample.shown.connect(pages.append)
    window.form.accent.set_colour("#00557A")
    window.form.texts["closing"].setPlainText("## Tides")
    qtbot.waitUntil(lambda: bool(pages) and "#00557A" in pages[-1] and "Tides" in pages[-1])
    window.close()


def test_a_picture_on_top(
    open_window: Callable[..., PublicationsWindow], qtbot: QtBot, library_path: Path, tmp_path: Path
) -> None:
    window = open_window("Pier Letter")
    (tmp_path / "words.png").write_text("words")
    window.form.header.file_chosen.emit(tmp_path / "words.png")
    qtbot.waitUntil(lambda: "not a picture" in window.form.rows.said("header"))
    (tmp_path / "pier.png").write_bytes(png(8, 6))
    window.form.header.file_chosen.emit(tmp_path / "pier.png")
    qtbot.waitUntil(lambda: window.form.header.header().startswith("asset:"))
    assert "shows" in window.form.rows.said("header_alt")
    qtbot.waitUntil(lambda: bool(kept(library_path)) and kept(library_path)[0].look.header.startswith("asset:"))
    window.close()


def test_one_is_forgotten_after_being_asked(
    open_window: Callable[..., PublicationsWindow], qtbot: QtBot, library_path: Path
) -> None:
    with Library.open(library_path) as library:
        save_publication(library, Publication(name="Pier Letter"))
    window = open_window()
    wanted: list[str] = []
    window.issue_wanted.connect(wanted.append)
    window.write.click()
    assert wanted == ["Pier Letter"]
    window.remove.click()
    assert "Pier Letter" in window.messages.text()
    next(each for each in window.messages.findChildren(QPushButton) if each.text() == "Forget").click()
    qtbot.waitUntil(lambda: kept(library_path) == () and not window.form.isVisible())
    window.close()
