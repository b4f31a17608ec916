"""The table of actions: each key does one thing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from PySide6.QtGui import QKeySequence

from reader_app.ui.actions import EDITOR_ACTIONS, READER_ACTIONS, ActionSpec


@pytest.mark.parametrize("specs", [READER_ACTIONS, EDITOR_ACTIONS], ids=["reader", "editor"])
def test_no_key_is_given_to_two_actions(specs: Sequence[ActionSpec]) -> None:
    given = [(QKeySequence(key).toString(), spec) for spec in specs for key in spec.keys]
    twice = [
        f"{key}: {one.key}, {other.key}"
        for (key, one), (same, other) in combinations(given, 2)
        if key == same and not (one.pane and other.pane and one.pane != other.pane)
    ]
    assert not twice


@pytest.mark.parametrize("specs", [READER_ACTIONS, EDITOR_ACTIONS], ids=["reader", "editor"])
def test_no_action_is_named_twice(specs: Sequence[ActionSpec]) -> None:
    names = [spec.key for spec in specs]
    assert len(names) == len(set(names))
