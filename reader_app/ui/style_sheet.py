"""The Qt style sheet of both windows, filled in from the design tokens.

Widgets are reached by class or by the dynamic property ``kind`` (``primary``, ``bar``, ``side``, ``heading``, …), which
is set where the widget is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from reader_app import resources, tokens
from reader_app.tokens import Mode

_PLACE = re.compile(r"\$(\w+)")
_SIGNS = {"tick": "icons/tick-{}.svg", "dash": "icons/dash-{}.svg"}  # a style sheet cannot tint: one for each mode

# $name is a colour token, $12px a length of 12 designed pixels, $tick and $dash are signs in the colour on_accent.
_RULES = """
QWidget { color: $ink; }
QMainWindow, QDialog { background: $paper; }
QToolTip { background: $field; color: $ink; border: 1px solid $line; padding: $4px $6px; }
QWidget[kind="bar"] { background: $side; border-bottom: 1px solid $line; }
QWidget[kind="status"] { background: $side; border-top: 1px solid $line; }
QWidget[kind="status"] QLabel { color: $muted; font-size: $12px; }
QWidget[kind="status"] QPushButton { font-size: $12px; }
QWidget[kind="side"] { background: $side; }
QWidget[kind="list"] { background: $list; }
QWidget[kind="paper"] { background: $paper; }
QWidget[kind="note-pane"] { background: $list; border-top: 1px solid $line; }
QWidget[kind="note-pane"] QPlainTextEdit { background: transparent; }
QFrame[kind="palette"] { background: $field; border: 1px solid $faint; border-radius: $10px; }
QLineEdit[kind="palette"] { background: transparent; border: none; border-bottom: 1px solid $line; border-radius: 0;
  padding: $11px $18px; font-size: $15px; }
QLineEdit[kind="palette"]:focus { border: none; border-bottom: 1px solid $accent; }
QAbstractItemView[kind="palette"] { background: transparent; border: none; }
QLabel { background: transparent; }
QScrollArea, QScrollArea > QWidget { background: transparent; }
QLabel[kind="heading"] { color: $muted; font-size: $11px; font-weight: 600; }
QLabel[kind="muted"] { color: $muted; }
QLabel[kind="kicker"] { color: $accent; font-size: $11px; font-weight: 600; }
QTextBrowser[kind="overview"] { background: $paper; border: none; border-radius: 0; padding: 0; }
QFrame[kind="quotation"] { border: none; border-left: 3px solid $line; }
QFrame[kind="popup"] { background: $field; border: 1px solid $line; border-radius: 0; }
QLabel[kind="error"], QLabel[kind="trouble"] { color: $accent; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $faint; }

QPushButton, QToolButton[kind="button"] {
  background: $field; border: 1px solid $line; border-radius: $7px; padding: $4px $11px; min-height: $19px; }
QPushButton:hover, QToolButton[kind="button"]:hover { border-color: $faint; }
QPushButton:pressed, QToolButton[kind="button"]:pressed, QPushButton:checked { background: $selection; }
QPushButton:focus, QToolButton[kind="button"]:focus { border: 1px solid $accent; }
QPushButton:disabled, QToolButton[kind="button"]:disabled { color: $faint; }
QPushButton[kind="primary"], QToolButton[kind="primary"] {
  background: $accent; border: 1px solid $accent; color: $on_accent; border-radius: $7px; padding: $4px $11px;
  min-height: $19px; }
QPushButton[kind="primary"]:hover, QToolButton[kind="primary"]:hover { border-color: $ink; }
QPushButton[kind="primary"]:disabled, QToolButton[kind="primary"]:disabled {
  background: $line; border-color: $line; color: $muted; }
QPushButton[kind="primary"]:focus, QToolButton[kind="primary"]:focus { border: 2px solid $ink; padding: $3px $10px; }
QToolButton[kind="button"], QToolButton[kind="primary"] { padding: $4px $6px; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[kind="flat"] { qproperty-iconSize: $16px $16px; }
QToolButton[kind="flat"], QPushButton[kind="flat"] {
  background: transparent; border: 1px solid transparent; border-radius: $6px; padding: $4px $6px; }
QToolButton[kind="flat"]:hover, QPushButton[kind="flat"]:hover { background: $selection; }
QToolButton[kind="flat"]:focus, QPushButton[kind="flat"]:focus { border-color: $accent; }
QPushButton[kind="link"] {
  background: transparent; border: none; color: $link; padding: 0 $2px; text-decoration: underline; min-height: 0; }
QPushButton[kind="link"]:focus { border: 1px solid $accent; border-radius: $3px; }
QPushButton[kind="dashed"] {
  background: transparent; border: 1px dashed $faint; color: $muted; padding: $2px $9px; min-height: $16px;
  font-size: $12px; }
QPushButton[kind="dashed"]:focus { border: 1px solid $accent; }

QWidget[kind="segments"] { background: $field; border: 1px solid $line; border-radius: $7px; }
QPushButton[kind="segment"] {
  background: transparent; border: none; border-right: 1px solid $line; border-radius: 0; padding: $4px $11px; }
QPushButton[kind="segment"][place="last"] {
  border-right: none; border-top-right-radius: $6px; border-bottom-right-radius: $6px; }
QPushButton[kind="segment"][place="first"] { border-top-left-radius: $6px; border-bottom-left-radius: $6px; }
QPushButton[kind="segment"]:checked { background: $selection; font-weight: 600; }
QPushButton[kind="segment"]:focus { color: $accent; text-decoration: underline; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox, QDateTimeEdit {
  background: $field; border: 1px solid $line; border-radius: $7px; padding: $4px $8px;
  selection-background-color: $selection; selection-color: $ink; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus { border: 1px solid $accent; }
QComboBox:disabled { color: $faint; }
QComboBox::drop-down { border: none; background: transparent; width: $22px; }
QComboBox::down-arrow { image: none; width: 0; height: 0; border-top: $5px solid $muted; border-left: $4px solid $field;
  border-right: $4px solid $field; }
QCheckBox, QRadioButton { background: transparent; spacing: $7px; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {
  background: $field; border: 1px solid $muted; border-radius: $4px; width: $14px; height: $14px; }
QRadioButton::indicator { border-radius: $8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover, QAbstractItemView::indicator:hover { border-color: $ink; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
  background: $accent; border-color: $accent; image: url("$tick"); }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
  background: $accent; border-color: $accent; image: url("$dash"); }
QRadioButton::indicator:checked {
  background: $field; border: $5px solid $accent; width: $6px; height: $6px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; width: $12px; height: $12px; }
QCheckBox::indicator:checked:focus { border-color: $ink; }
QRadioButton::indicator:checked:focus {
  background: $field; border: $5px solid $ink; width: $6px; height: $6px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $line; border-color: $faint; }
QCheckBox::indicator:checked:disabled { background: $faint; }
QPlainTextEdit[kind="source"], QTextEdit[kind="source"] { border: none; border-radius: 0; padding: 0; }

QAbstractItemView { background: $list; border: none; outline: none; selection-background-color: $selection;
  selection-color: $ink; }
QAbstractItemView[kind="side"] { background: $side; }
QListWidget::item { padding: $6px $8px; border-radius: $6px; }
QListWidget::item:selected { background: $selection; color: $ink; }
QFrame[kind="popup"] QListWidget { background: transparent; }
QTableView[kind="grid"] { background: $field; border: 1px solid $line; gridline-color: $line; }
QTableView[kind="grid"] QLineEdit { border: 1px solid $accent; border-radius: 0; padding: 0 $3px; }
QTableView[kind="grid"]::item { padding: 0 $6px; }
QHeaderView::section { background: $side; color: $muted; border: none; border-bottom: 1px solid $line;
  padding: $4px $8px; }

QMenu { background: $field; border: 1px solid $line; padding: $4px; }
QMenu::item { padding: $5px $24px $5px $24px; border-radius: $4px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: $4px $8px; }
QMenuBar { background: $side; border-bottom: 1px solid $line; }
QMenuBar::item { padding: $4px $9px; background: transparent; border-radius: $4px; }
QMenuBar::item:selected { background: $selection; }

QFrame[kind="error"] { background: $sponsor_tint; border: none; border-bottom: 1px solid $sponsor_line; }
QFrame[kind="note"] { background: $list; border: none; border-bottom: 1px solid $line; }
QProgressBar { background: $line; border: none; border-radius: $3px; max-height: $6px; min-height: $6px; }
QProgressBar::chunk { background: $ok; border-radius: $3px; }

QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: $10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: $10px; margin: 0; }
QScrollBar::handle { background: $faint; border-radius: $2px; margin: $3px; }
QScrollBar::handle:vertical { min-height: $32px; }
QScrollBar::handle:horizontal { min-width: $32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def text(mode: Mode, pixels: Callable[[float], int]) -> str:
    """Return the style sheet in the colours of `mode` and with lengths as `pixels` has them."""
    values = dict(tokens.colours(mode))
    values |= {name: resources.path(place.format(mode)).as_posix() for name, place in _SIGNS.items()}

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        digits = name.removesuffix("px")
        return f"{pixels(int(digits))}px" if digits.isdigit() else values[name]

    return _PLACE.sub(fill, _RULES)
