"""No key means two things in one window: Qt would do neither."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from reader_app.ui.actions import EDITOR_ACTIONS, READER_ACTIONS, ActionSpec


@pytest.mark.parametrize("specs", [READER_ACTIONS, EDITOR_ACTIONS], ids=["reader", "editor"])
def test_every_key_has_one_action(specs: tuple[ActionSpec, ...]) -> None:
    everywhere = [QKeySequence(key).toString() for spec in specs if not spec.pane for key in spec.keys]
    for pane in {spec.pane for spec in specs}:
        here = [QKeySequence(key).toString() for spec in specs if spec.pane == pane and pane for key in spec.keys]
        doubled = [key for key, count in Counter([*everywhere, *here]).items() if count > 1]
        assert not doubled, pane
