"""Clips beside the outline: put in with Enter or by dragging, with where they are from; Undo takes all of it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from reader_app.library.library import Library
from reader_app.library.person_types import NEW, Clip
from reader_app.ui.editor.clip_list import ClipModel
from tests.support.desk import TEXT, Desk
from tests.support.imports import imported

OpenDesk = Callable[..., Desk]
MOMENT = datetime(2026, 3, 14, 12).astimezone()


def clip(title: str, issue: UUID | None = None, **fields: str) -> Clip:
    url = f"https://clips.example/{title.replace(' ', '-')}"
    given = {"quote": "", "remark": "", "publication": "Harbour Post", "number": "7"} | fields
    return Clip(uuid4(), title, url, issue=issue, date=None, place=NEW, made=MOMENT, **given)  # type: ignore[arg-type]


@pytest.fixture
def clips(library_path: Path) -> list[Clip]:
    with Library.open(library_path) as library:
        added = library.add(imported(number="7", url="https://harbour.example/7"))
        found = [
            clip("Knots explained", added.id, remark="Worth trying."),
            clip("A lamp for sailors", quote="It shines."),
            clip("Old rope", publication="", number=""),
        ]
        library.add_clips(found)
        library.use_clip(found[0].id, "Pier Letter #1")
    return found


def stored(path: Path, found: Clip) -> tuple[str, ...]:
    with Library.open(path) as library:
        return library.clip(found.id).used


def shown(desk: Desk) -> list[str]:
    return [each.title for each in desk.window.clip_list.model.clips]


def choose(desk: Desk, *rows: int) -> None:
    view = desk.window.clip_list.view
    view.clearSelection()
    for row in rows:
        view.selectionModel().select(view.model().index(row, 0), view.selectionModel().SelectionFlag.Select)
    view.selectionModel().setCurrentIndex(view.model().index(rows[-1], 0), view.selectionModel().SelectionFlag.NoUpdate)
    view.setFocus()


def to_section(desk: Desk, name: str) -> None:
    rows = [row.title for row in desk.window.outline.outline().rows]
    desk.window.outline.choose_lines([desk.window.outline.outline().starts[rows.index(name)]])


@pytest.fixture
def with_clips(open_desk: OpenDesk, clips: list[Clip], qtbot: QtBot) -> Desk:
    desk = open_desk()
    desk.window.actions_["toggle_clips"].setChecked(True)
    qtbot.waitUntil(lambda: len(shown(desk)) == 3)
    return desk


def test_used_clips_stand_behind(with_clips: Desk) -> None:
    assert shown(with_clips) == ["A lamp for sailors", "Old rope", "Knots explained"]
    model = with_clips.window.clip_list.model
    assert model.facts(model.clips[2]) == "used in Pier Letter #1 · Harbour Post #7"


def test_enter_puts_several_into_the_chosen_section_as_one_step(
    with_clips: Desk, clips: list[Clip], qtbot: QtBot, library_path: Path
) -> None:
    desk = with_clips
    to_section(desk, "Artificial intelligence")
    choose(desk, 0, 2)
    qtbot.waitUntil(desk.window.clip_list.view.hasFocus)
    QTest.keyClick(desk.window.clip_list.view, Qt.Key.Key_Return)
    wanted = (
        "Nine models that fit in a laptop.\n\n"
        "### [A lamp for sailors](https://clips.example/A-lamp-for-sailors)\n> It shines.\n\nvia Harbour Post #7\n\n"
        "### [Knots explained](https://clips.example/Knots-explained)\nWorth trying.\n\n"
        "via [Harbour Post #7](https://harbour.example/7)\n\n## Cloud and infrastructure"
    )
    qtbot.waitUntil(lambda: wanted in desk.window.source.text().replace("\\#", "#"))
    both = [("Architecture Notes #178", "Pier Letter #1"), ("Architecture Notes #178",)]
    qtbot.waitUntil(lambda: [stored(library_path, clip) for clip in clips[:2]] == both)
    qtbot.waitUntil(lambda: shown(desk)[0] == "Old rope")
    desk.window.source.undo()
    assert desk.window.source.text() == TEXT
    qtbot.waitUntil(
        lambda: stored(library_path, clips[1]) == () and stored(library_path, clips[0]) == ("Pier Letter #1",)
    )
    desk.window.source.redo()
    qtbot.waitUntil(lambda: stored(library_path, clips[1]) == ("Architecture Notes #178",))


def test_a_drop_puts_it_where_it_falls(with_clips: Desk, qtbot: QtBot) -> None:
    desk = with_clips
    model = desk.window.clip_list.model
    data = model.mimeData([model.index(1)])
    rows = [row.title for row in desk.window.outline.outline().rows]
    target = rows.index("The small-model shelf")
    desk.window.outline.view.model().dropMimeData(data, Qt.DropAction.CopyAction, target, 0, QModelIndex())
    words = "### [Old rope](https://clips.example/Old-rope)\n\n### [The small-model shelf]"
    qtbot.waitUntil(lambda: words in desk.window.source.text())
    desk.window.outline.view.model().dropMimeData(data, Qt.DropAction.CopyAction, 99, 0, QModelIndex())
    qtbot.waitUntil(lambda: desk.window.source.text().endswith("(https://clips.example/Old-rope)\n"))


def test_search_and_the_empty_state(with_clips: Desk, open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = with_clips
    desk.window.clip_list.search.setText("worth")
    qtbot.waitUntil(lambda: shown(desk) == ["Knots explained"])
    desk.window.clip_list.search.setText("nothing like it")
    qtbot.waitUntil(lambda: shown(desk) == [])
    assert "No clip holds" in desk.window.clip_list._notice.text()
    desk.window.clip_list.search.clear()
    qtbot.waitUntil(lambda: len(shown(desk)) == 3)
    desk.window.clip_list._close.click()
    assert not desk.window.clip_list.isVisible()
    assert not desk.window.actions_["toggle_clips"].isChecked()


def test_without_clips_it_says_how_to_get_some(desk: Desk, qtbot: QtBot) -> None:
    desk.window.actions_["toggle_clips"].setChecked(True)
    qtbot.waitUntil(lambda: "press C" in desk.window.clip_list._notice.text())
    assert not desk.window.clip_list.search.isVisible()


def test_the_button_counts(with_clips: Desk) -> None:
    from PySide6.QtWidgets import QPushButton

    texts = [button.text() for button in with_clips.window.outline.findChildren(QPushButton)]
    assert "+ From clips (3)" in texts


def test_a_clip_that_is_gone_is_passed_over(with_clips: Desk, clips: list[Clip], qtbot: QtBot) -> None:
    with Library.open(with_clips.library) as library:
        library.delete_clips([clips[2].id])
    choose(with_clips, 1)
    with_clips.window.clip_list._want()
    qtbot.waitUntil(lambda: not with_clips.worker.is_busy())
    assert with_clips.window.source.text() == TEXT


def test_the_model_is_sound(qtmodeltester: ModelTester) -> None:
    model = ClipModel()
    qtmodeltester.check(model, force_py=True)
    one, two = clip("One"), clip("Two")
    for shown_clips in ((one, two), (two,), (), (one,)):
        model.show(shown_clips)
        assert model.rowCount() == len(shown_clips)
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == "One, Harbour Post #7"


def test_what_one_writes_about_goes_to_the_end(desk: Desk, clips: list[Clip], qtbot: QtBot) -> None:
    desk.window.put_in_clips([clips[2].id])
    words = "What it costs.\n\n### [Old rope](https://clips.example/Old-rope)\n\n::: {.about}"
    qtbot.waitUntil(lambda: words in desk.window.source.text())


class TestLinkedBefore:
    TEXT = "---\npublication: Pier Letter\nnumber: 2\n---\n\n### [Lamps](https://items.example/A-lamp-for-sailors)\nWords.\n"

    def test_the_outline_says_where_and_when(self, open_desk: OpenDesk, library_path: Path, qtbot: QtBot) -> None:
        with Library.open(library_path) as library:
            library.add(imported(number="7", date=MOMENT))
        desk = open_desk(self.TEXT)
        model = desk.window.outline.view.model()
        row = next(n for n, each in enumerate(desk.window.outline.outline().rows) if each.title == "Lamps")
        index = model.index(row, 0)
        qtbot.waitUntil(lambda: index.data(Qt.ItemDataRole.ToolTipRole) is not None)
        assert index.data(Qt.ItemDataRole.ToolTipRole) == "Linked before:\nHarbour Post #7, 14 March 2026"
        assert "Linked before: Harbour Post #7" in index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert not desk.window.outline.grab().isNull()
        opened: list[UUID] = []
        desk.window._others._open_issue = opened.append
        desk.window.outline.choose_lines([desk.window.outline.outline().starts[row]])
        desk.window.outline.view.setFocus()
        desk.window.outline.menu_requested.emit(desk.window.pos())
        from PySide6.QtWidgets import QMenu

        menu = next(menu for menu in desk.window.outline.findChildren(QMenu) if menu.isVisible())
        next(action for action in menu.actions() if action.text() == "Open Harbour Post #7").trigger()
        qtbot.waitUntil(lambda: len(opened) == 1)
        menu.close()
        desk.window.source.apply_text(self.TEXT.replace("A-lamp", "No-lamp"))
        qtbot.waitUntil(lambda: index.data(Qt.ItemDataRole.ToolTipRole) is None)
