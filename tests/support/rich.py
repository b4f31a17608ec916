"""Finds what a window takes for HTML of what others wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

HARM = "<h1>Harm</h1><img src='file:///etc/hostname' width=99>"
ISSUE = f"""---
publication: "{HARM}"
number: "{HARM}"
title: "{HARM}"
preheader: "{HARM}"
date: 2024-05-03
---

Words.

::: {{.sponsor name="{HARM}" url="https://seeds.example" label="{HARM}"}}
Sow.
:::

## {HARM}

### [{HARM}](https://almanac.example/<img)
Straw {HARM}
"""
might_be_rich = cast("Callable[[str], bool]", GuiQt.mightBeRichText)  # type: ignore[attr-defined]


def rich(widget: QWidget) -> Iterator[str]:
    """Yield what `widget` and all in it take for HTML of what others wrote."""
    for label in widget.findChildren(QLabel):
        if label.textFormat() != Qt.TextFormat.PlainText and might_be_rich(label.text()):
            yield label.text()
    for each in (widget, *widget.findChildren(QWidget)):
        if has_picture(each.toolTip()):
            yield each.toolTip()
    for view in widget.findChildren(QAbstractItemView):
        yield from filter(has_picture, tips(view.model()))


def tips(model: QAbstractItemModel | None) -> Iterator[str]:
    for row in range(model.rowCount(QModelIndex()) if model is not None else 0):
        assert model is not None
        yield str(model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) or "")


def has_picture(tip: str) -> bool:
    document = QTextDocument()
    document.setHtml(tip)
    return might_be_rich(tip) and "\ufffc" in document.toPlainText()
