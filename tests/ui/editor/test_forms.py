"""The forms: what a person fills in becomes one small edit of the text, and one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader_app.library.library import Library
from reader_app.ui.editor.details import DetailsForm
from reader_app.ui.editor.forms.picture_form import PictureForm
from reader_app.ui.editor.forms.sponsor_form import SponsorForm
from reader_app.ui.editor.forms.table_form import TableForm
from tests.support.desk import TEXT, Desk
from tests.support.imports import imported
from tests.support.pictures import png

OpenDesk = Callable[..., Desk]
Form = TypeVar("Form", bound=QWidget)


def opened(desk: Desk, kind: type[Form], action: str) -> Form:
    before = desk.window.findChildren(kind)
    desk.window.actions_[action].trigger()
    return next(form for form in desk.window.findChildren(kind) if form not in before)


def at(desk: Desk, line: str) -> None:
    lines = desk.window.source.text().split("\n")
    desk.window.show_line(next(number for number, each in enumerate(lines) if each.startswith(line)))


class TestSponsor:
    def test_a_changed_fact_is_one_step_on_one_line(self, desk: Desk) -> None:
        at(desk, "Four days")
        form = opened(desk, SponsorForm, "edit_part")
        assert (form.name.text(), form.url.text()) == ("Open Cloud Foundation", "https://ocf.example")
        form.label.setText("Partner")
        form.do.click()
        opening = '::: {.sponsor name="Open Cloud Foundation" url="https://ocf.example" label="Partner"}'
        old, new = TEXT.split("\n"), desk.window.source.text().split("\n")
        assert [line for before, line in zip(old, new, strict=True) if before != line] == [opening]
        desk.window.source.undo()
        assert desk.window.source.text() == TEXT

    def test_one_can_type_the_name_at_once(self, desk: Desk, qtbot: QtBot) -> None:
        form = opened(desk, SponsorForm, "insert_sponsor")
        qtbot.waitUntil(lambda: form.focusWidget() is form.name, timeout=5_000)

    def test_the_form_finds_its_block_after_the_text_above_changed(self, desk: Desk) -> None:
        at(desk, "Four days")
        form = opened(desk, SponsorForm, "edit_part")
        at(desk, "The conference")
        desk.window.source.insertPlainText("New words.\n\n")
        form.name.setText("Other")
        form.do.click()
        text = desk.window.source.text()
        assert text.count("::: {.sponsor") == 1
        assert '::: {.sponsor name="Other" url="https://ocf.example"}\nFour days, twelve tracks' in text

    def test_where_the_block_is_gone_it_becomes_a_new_one(self, desk: Desk) -> None:
        at(desk, "Four days")
        form = opened(desk, SponsorForm, "edit_part")
        desk.window.source.apply_text("Only words.")
        form.do.click()
        assert desk.window.source.text().startswith('Only words.\n\n::: {.sponsor name="Open Cloud Foundation"')

    def test_a_sponsor_needs_a_name_and_a_sound_address(self, desk: Desk) -> None:
        form = opened(desk, SponsorForm, "insert_sponsor")
        form.url.setText("acorn.example")
        form.do.click()
        assert form.isVisible()
        assert "name" in form.rows.said("name")
        assert "https://" in form.rows.said("url")
        assert desk.window.source.text() == TEXT
        form.name.setText("Acorn")
        form.url.setText("https://acorn.example")
        form.do.click()
        assert '::: {.sponsor name="Acorn" url="https://acorn.example"}\n:::' in desk.window.source.text()
        desk.window.source.undo()
        assert desk.window.source.text() == TEXT

    def test_a_known_sponsor_is_offered_with_what_it_said_last(
        self, open_desk: OpenDesk, library_path: Path, qtbot: QtBot
    ) -> None:
        with Library.open(library_path) as library:
            library.add(imported(number="7"))
        desk = open_desk()
        form = opened(desk, SponsorForm, "insert_sponsor")
        qtbot.waitUntil(lambda: form.name.completer() is not None)
        form.name.setText("acorn works")
        assert "Harbour Post #7" in form.last.text()
        form.last.click()
        qtbot.waitUntil(lambda: form.text.toPlainText() == "Fine rope since 1802.")
        assert form.url.text() == "https://acorn.example"
        form.close()


class TestPicture:
    def test_a_file_becomes_an_asset_and_its_words_are_asked_for(
        self, desk: Desk, qtbot: QtBot, tmp_path: Path, library_path: Path
    ) -> None:
        path = tmp_path / "boat.png"
        path.write_bytes(png(8, 6))
        at(desk, "What it costs.")
        form = opened(desk, PictureForm, "insert_picture")
        form.take_file(path)
        qtbot.waitUntil(lambda: form.src.text().startswith("asset:"))
        assert "8 × 6" in form.rows.said("src")
        form.do.click()
        assert "what the picture shows" in form.rows.said("alt")
        form.alt.setText("A boat")
        form.caption.setText("At sea")
        form.do.click()
        sha256 = form.src.text().removeprefix("asset:")
        assert f'\n![A boat](asset:{sha256} "At sea")\n' in desk.window.source.text()
        with Library.open(library_path) as library:
            assert library.asset(sha256) == (png(8, 6), "image/png")
        desk.window.source.undo()
        assert desk.window.source.text() == TEXT

    def test_what_is_no_picture_is_said_and_nothing_kept(self, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
        (tmp_path / "words.png").write_text("words")
        form = opened(desk, PictureForm, "insert_picture")
        form.take_file(tmp_path / "words.png")
        qtbot.waitUntil(lambda: "not a picture" in form.rows.said("src"))
        form.take_file(tmp_path / "missing.png")
        qtbot.waitUntil(lambda: "cannot be read" in form.rows.said("src"))
        form.do.click()
        assert "Choose a file" in form.rows.said("src")
        form.close()

    def test_a_picture_in_the_text_is_replaced_where_it_stands(self, open_desk: OpenDesk) -> None:
        desk = open_desk("Before ![old](https://pic.example/1.png) after.\n")
        form = opened(desk, PictureForm, "edit_part")
        assert (form.src.text(), form.alt.text()) == ("https://pic.example/1.png", "old")
        form.decoration.setChecked(True)
        form.url.setText("https://boats.example")
        form.do.click()
        after = "Before [![](https://pic.example/1.png)](https://boats.example) after.\n"
        assert desk.window.source.text() == after

    def test_a_kept_picture_is_shown(self, open_desk: OpenDesk, qtbot: QtBot, library_path: Path) -> None:
        with Library.open(library_path) as library:
            sha256 = library.add_asset(png(), "image/png")
        desk = open_desk(f"![A boat](asset:{sha256})\n")
        form = opened(desk, PictureForm, "edit_part")
        qtbot.waitUntil(lambda: not form._thumbnail.isHidden())
        form.close()


class TestTable:
    def test_a_grid_edits_its_lines_alone(self, open_desk: OpenDesk) -> None:
        desk = open_desk("Words.\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\nMore.\n")
        at(desk, "| 1")
        form = opened(desk, TableForm, "edit_part")
        form.grid.setCurrentCell(1, 0)
        form.add_row()
        form.grid.item(2, 0).setText("3|4")
        form.move_row(-1)
        form.add_column()
        form.remove_column()
        form.do.click()
        text = "Words.\n\n| a | b |\n|---|--:|\n| 3\\|4 |  |\n| 1 | 2 |\n\nMore.\n"
        assert desk.window.source.text() == text
        desk.window.source.undo()
        assert "| 3" not in desk.window.source.text()

    def test_a_new_table_with_keys(self, desk: Desk, qtbot: QtBot) -> None:
        at(desk, "What it costs.")
        form = opened(desk, TableForm, "insert_table")
        qtbot.waitUntil(form.grid.hasFocus)
        QTest.keyClicks(form.grid, "B")
        editor = form.grid.focusWidget() or form.grid.findChild(QWidget, "qt_editing_widget")
        assert editor is not None
        form.grid.item(0, 0).setText("Boat")
        form.grid.item(0, 1).setText("Length")
        form.grid.setCurrentCell(0, 1)
        form.alignment.chosen.emit("right")
        form.move_column(-1)
        form.remove_row()
        form.do.click()
        assert "|  |  |\n| ---: | --- |\n|  |  |" in desk.window.source.text()

    def test_rows_and_columns_stay_within_the_grid(self, open_desk: OpenDesk) -> None:
        desk = open_desk("| a |\n|---|\n")
        form = opened(desk, TableForm, "edit_part")
        form.move_row(-1)
        form.move_row(1)
        form.move_column(1)
        form.remove_row()
        form.remove_column()
        form.do.click()
        assert desk.window.source.text() == "| a |\n|---|\n"


class TestDetails:
    TEXT = '---\n# mine\ntitle: "A # b"  # keep\nodd: [1, 2]\ntags: [x, y] # and this\nauthors:\n  - A\n---\n\nWords.\n'

    def test_lists_comments_and_unknown_keys(self, open_desk: OpenDesk) -> None:
        desk = open_desk(self.TEXT)
        form = opened(desk, DetailsForm, "details")
        assert form.field("tags").text() == "x, y"
        for key, value in (
            ("title", "New"),
            ("tags", "z, q w"),
            ("authors", "B, C: d"),
            ("lang", "de"),
            ("date", "soon"),
        ):
            form.field(key).setText(value)
        form.field("url").setText("https://letters.example/1")
        form.close()
        wanted = (
            "---\n# mine\ntitle: New  # keep\nodd: [1, 2]\ntags: [z, q w] # and this\n"
            'authors: [B, "C: d"]\ndate: soon\nlang: de\nurl: https://letters.example/1\n---\n\nWords.\n'
        )
        assert desk.window.source.text() == wanted
        assert desk.window.issue().authors == ("B", "C: d")

    def test_what_is_wrong_is_said_beside_the_field(self, desk: Desk) -> None:
        form = opened(desk, DetailsForm, "details")
        for key in ("date", "lang", "url"):
            form.field(key).setText("not one!")
            assert form.rows.said(key)
            form.field(key).setText("")
            assert not form.rows.said(key)
        form.close()
        assert desk.window.source.text() == TEXT


class TestTheOutline:
    @staticmethod
    def choose(desk: Desk, *names: str) -> None:
        outline = desk.window.outline
        outline.view.setFocus()
        rows = [row.title for row in outline.outline().rows]
        outline.choose_lines([outline.outline().starts[rows.index(name)] for name in names])

    def test_a_row_is_renamed_in_place(self, desk: Desk, qtbot: QtBot) -> None:
        self.choose(desk, "The small-model shelf")
        qtbot.waitUntil(desk.window.outline.view.hasFocus)
        desk.window.actions_["rename_part"].trigger()
        editor = desk.window.outline.view.focusWidget()
        QTest.keyClicks(editor, "New name")
        QTest.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "### [New name](https://blog.example/shelf)" in desk.window.source.text())
        desk.window.source.undo()
        assert desk.window.source.text() == TEXT

    def test_several_parts_move_and_go_as_one_step(self, desk: Desk, qtbot: QtBot) -> None:
        self.choose(desk, "Teaching a model", "The small-model shelf")
        qtbot.waitUntil(desk.window.outline.view.hasFocus)
        desk.window.actions_["move_down"].trigger()
        rows = [row.title for row in desk.window.outline.outline().rows]
        assert rows.index("Cloud and infrastructure") < rows.index("Teaching a model")
        assert [rows[row] for row in desk.window.outline.chosen_rows()] == ["Teaching a model", "The small-model shelf"]
        desk.window.actions_["remove_part"].trigger()
        assert "Teaching" not in desk.window.source.text()
        assert "shelf" not in desk.window.source.text()
        desk.window.source.undo()
        desk.window.source.undo()
        assert desk.window.source.text() == TEXT

    def test_an_item_is_turned_into_a_sponsor_and_back(self, desk: Desk) -> None:
        at(desk, "What it costs.")
        desk.window.actions_["turn_part"].trigger()
        assert '::: {.sponsor name="Small machines, big bills" url="https://cloud.example/bills"}' in (
            desk.window.source.text()
        )
        desk.window.actions_["turn_part"].trigger()
        assert desk.window.source.text() == TEXT

    def test_a_section_is_never_torn(self, desk: Desk) -> None:
        rows = [row.title for row in desk.window.outline.outline().rows]
        desk.window.outline.move_requested.emit(
            [rows.index("Cloud and infrastructure")], rows.index("The small-model shelf")
        )
        assert desk.window.source.text() == TEXT

    @pytest.mark.parametrize("name", ["Teaching a model", "Open Cloud Foundation", "Cloud and infrastructure"])
    def test_the_menu_offers_what_can_be_done(self, desk: Desk, name: str) -> None:
        from PySide6.QtWidgets import QMenu

        self.choose(desk, name)
        desk.window.outline.menu_requested.emit(desk.window.pos())
        menu = next(menu for menu in desk.window.outline.findChildren(QMenu) if menu.isVisible())
        texts = [action.text() for action in menu.actions()]
        assert any("sponsor block" in text for text in texts) == (name == "Teaching a model")
        assert any("an item" in text for text in texts) == (name == "Open Cloud Foundation")
        assert any("Edit" in text for text in texts) == (name == "Open Cloud Foundation")
        menu.close()
