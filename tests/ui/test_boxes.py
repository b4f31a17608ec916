"""Boxes and buttons to choose with are seen in every state, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QListWidget, QListWidgetItem, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from reader_app.tokens import Mode
from reader_app.ui.theme import Theme
from tests.architecture.test_contrast import ENOUGH_FOR_SHAPES, contrast

SIDE = 18  # pixels: the indicator stands at the left


@pytest.fixture(params=["light", "dark"])
def dressed(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Mode]:
    """The application as a person sees it."""
    sheet, palette, font, style = qapp.styleSheet(), qapp.palette(), qapp.font(), qapp.style().name()
    Theme(request.param).install(qapp)
    yield request.param
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)
    qapp.setStyle(style)


def strongest(image: QImage, ground: str) -> float:
    """Return the contrast of what stands out most from `ground` in the indicator's place."""
    places = [(x, y) for x in range(SIDE) for y in range(image.height())]
    return max(contrast(image.pixelColor(x, y).name(), ground) for x, y in places)


def drawn(qtbot: QtBot, box: QWidget) -> QImage:
    around = QWidget()
    around.setProperty("kind", "paper")
    around.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout = QHBoxLayout(around)
    layout.addWidget(box)
    qtbot.addWidget(around)
    around.show()
    return around.grab(box.geometry()).toImage()


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
@pytest.mark.parametrize("chosen", [False, True])
def test_a_box_stands_out(qtbot: QtBot, kind: type[QCheckBox] | type[QRadioButton], chosen: bool) -> None:
    box = kind("In all issues")
    box.setChecked(chosen)
    image = drawn(qtbot, box)
    assert strongest(image, image.pixelColor(image.width() - 1, 0).name()) >= ENOUGH_FOR_SHAPES


@pytest.mark.usefixtures("dressed")
def test_every_state_of_a_box_looks_different(qtbot: QtBot) -> None:
    images = []
    for state in (Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked):
        for enabled in (True, False):
            box = QCheckBox("In all issues")
            box.setTristate(True)
            box.setCheckState(state)
            box.setEnabled(enabled)
            images.append(drawn(qtbot, box))
    assert all(one != other for number, one in enumerate(images) for other in images[:number])


@pytest.mark.usefixtures("dressed")
def test_the_box_of_a_row_stands_out(qtbot: QtBot) -> None:
    rows = QListWidget()
    for state in (Qt.CheckState.Unchecked, Qt.CheckState.Checked):
        row = QListWidgetItem("to read", rows)
        row.setCheckState(state)
    qtbot.addWidget(rows)
    rows.show()
    for number in range(rows.count()):
        image = rows.viewport().grab(rows.visualItemRect(rows.item(number))).toImage()
        ground = image.pixelColor(image.width() - 3, 3).name()
        assert max(contrast(image.pixelColor(x, 10).name(), ground) for x in range(26)) >= ENOUGH_FOR_SHAPES
