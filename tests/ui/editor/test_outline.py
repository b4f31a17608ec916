"""The outline: what it lists, that it redraws only what changed, and moving by drag."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from reader_app.markup.parse import parse
from reader_app.model.walk import words_in
from reader_app.services.outlining import Outline, Row, RowKind, outline
from reader_app.ui.editor.outline import OutlinePane
from reader_app.ui.editor.outline_model import OutlineModel
from reader_app.ui.theme import Theme

TEXT = """Three words here.

::: {.sponsor name="Open Cloud Foundation"}
Come.
:::

## First

### [One](https://a.example)
Words.

- [Two](https://b.example)
- [Three](https://c.example)

::: podcast
[Episode](https://pod.example)
:::

## Second

::: {.button url="https://b.example"}
Join
:::

![A picture](https://pic.example/a.png)

::: note
Remark.
:::

::: special
Words.
:::

::: {.feedback up="https://u.example"}
Good?
:::

::: about
We.
:::
"""


def of(text: str) -> Outline:
    return outline(parse(text), lambda block: words_in((block,)))


def test_one_row_for_each_part() -> None:
    found = of(TEXT)
    kinds = [row.kind for row in found.rows]
    assert kinds == [
        RowKind.LEAD,
        RowKind.SPONSOR,
        RowKind.SECTION,
        RowKind.ITEM,
        RowKind.LINKS,
        RowKind.PODCAST,
        RowKind.SECTION,
        RowKind.BUTTON,
        RowKind.FIGURE,
        RowKind.NOTE,
        RowKind.UNKNOWN,
        RowKind.FEEDBACK,
        RowKind.ABOUT,
    ]
    assert found.rows[2] == Row(RowKind.SECTION, "First", 3)
    assert TEXT.split("\n")[found.starts[3]].startswith("### [One]")


def test_the_row_of_a_line() -> None:
    found = of("---\ntitle: x\n---\nlead\n\n## A\nwords\n\n## B\n")
    assert [found.row_at(line) for line in (0, 3, 4, 5, 6, 8, 99)] == [-1, 0, 0, 1, 1, 2, 2]
    assert of("").row_at(0) == -1


def test_the_model_reads_as_sentences(qtmodeltester: ModelTester) -> None:
    model = OutlineModel()
    model.show(of(TEXT))
    qtmodeltester.check(model)
    texts = [model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert texts[:5] == ["Lead, 8 words", "Sponsor · Open Cloud Foundation", "First, 3 items", "One", "Links, 2"]
    assert model.data(QModelIndex()) is None


@pytest.mark.usefixtures("qtbot")
def test_only_what_differs_is_told() -> None:
    model = OutlineModel()
    model.show(of(TEXT))
    told: list[str] = []
    model.rowsInserted.connect(lambda _p, first, last: told.append(f"+{first}-{last}"))
    model.rowsRemoved.connect(lambda _p, first, last: told.append(f"-{first}-{last}"))
    model.dataChanged.connect(lambda first, last: told.append(f"={first.row()}-{last.row()}"))
    model.show(of(TEXT))
    assert told == []
    model.show(of(TEXT.replace("[One]", "[Uno]")))
    assert told == ["=3-3"]
    told.clear()
    model.show(of(TEXT.replace("## Second", "### [New](https://n.example)\n\n## Second").replace("[One]", "[Uno]")))
    assert told == ["=2-5", "+6-6"]
    told.clear()
    model.show(of(""))
    assert told == ["-0-13"]
    assert model.rowCount() == 0


def test_models_stay_sound_while_rows_come_and_go(qtmodeltester: ModelTester) -> None:
    model = OutlineModel()
    qtmodeltester.check(model, force_py=True)
    for text in (TEXT, "", "## A\n## B\n", "## B\n", TEXT + "\n## Third\n", TEXT):
        model.show(of(text))
        assert model.outline == of(text)


def test_a_drop_asks_for_a_move_and_moves_nothing_itself(qtbot: QtBot) -> None:
    model = OutlineModel()
    model.show(of(TEXT))
    data = model.mimeData([model.index(2)])
    with qtbot.waitSignal(model.move_requested) as moved:
        assert not model.dropMimeData(data, Qt.DropAction.MoveAction, 6, 0, QModelIndex())
    assert moved.args == [[2], 6]
    with qtbot.waitSignal(model.move_requested) as moved:
        model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, model.index(4))
    assert moved.args == [[2], 4]
    with qtbot.waitSignal(model.move_requested) as moved:
        model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, QModelIndex())
    assert moved.args == [[2], 13]
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsDragEnabled


def test_the_pane_goes_to_lines_and_follows_them(qtbot: QtBot, theme: Theme) -> None:
    pane = OutlinePane(theme, ())
    qtbot.addWidget(pane)
    pane.resize(220, 600)
    pane.show()
    found = of(TEXT)
    pane.show_outline(found)
    pane.follow(found.starts[3])
    assert pane.current_row() == 3
    pane.follow(0)
    assert pane.current_row() == 0
    with qtbot.waitSignal(pane.activated) as gone:
        qtbot.mouseClick(
            pane.view.viewport(),
            Qt.MouseButton.LeftButton,
            pos=pane.view.visualRect(pane.view.model().index(6, 0)).center(),
        )
    assert gone.args == [found.starts[6]]
    pane.show_outline(of(""))
    pane.follow(0)
    assert pane.current_row() == -1
    assert not pane.grab().isNull()
