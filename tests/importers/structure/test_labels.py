"""Disclosure lines are found whatever the letters beside them; the quick look that comes first loses none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.importers.structure.cues import sponsor_label
from reader_app.importers.structure.label_words import BARE, KEYS, NAMED


@pytest.mark.parametrize("pattern", (*NAMED, *BARE))
@given(data=st.data())
def test_every_label_in_ascii_letters_has_a_key(pattern: str, data: st.DataObject) -> None:
    label = data.draw(st.from_regex(pattern, fullmatch=True)).lower()
    words = re.findall(r"[^\W_]+", label)
    assert not label.isascii() or KEYS.intersection(word[:4] for word in words)


@pytest.mark.parametrize("line", ["--- ANZEIGE ---", "_Sponsored by Acorn_", "ad: Acorn", "*Our sponsors*"])
def test_marks_around_a_label_hide_it_not(line: str) -> None:
    assert sponsor_label(line) is not None


def test_a_line_without_a_label_is_none() -> None:
    assert sponsor_label("The keeper counts the boats") is None
