"""Saying what issues are called, and taking that back when some of them are gone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader_app.errors import UsageError
from reader_app.library.library import Library
from reader_app.library.types import Scope
from reader_app.model.corrections import StateFacts
from reader_app.services.naming import date_of, state, take_back
from tests.support.imports import imported


def test_what_is_gone_is_passed_over_when_taken_back(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.masthead") as library:
        ids = [library.add(imported(f"Letter {n}", number=str(n), lead=(), sections=())).id for n in range(3)]
        named = state(library, ids, StateFacts(publication="Pier"))
        assert named.size == 3
        library.remove([ids[1]])
        take_back(library, named)
        assert [row.publication for row in library.summaries(Scope()).rows] == ["Harbour Post", "Harbour Post"]


DATES = {
    "": None,
    " 2025-05-04T08:30Z ": datetime(2025, 5, 4, 8, 30, tzinfo=UTC),
    "2025-05-04 08:30+02:00": datetime(2025, 5, 4, 6, 30, tzinfo=UTC),
    "2025-05-04": datetime(2025, 5, 4).astimezone(),
}


@pytest.mark.parametrize("text", DATES)
def test_dates_are_read(text: str) -> None:
    assert date_of(text) == DATES[text]


@pytest.mark.parametrize("text", ["soon", "2025-13-01", "0001-01-01 00:00+14:00", "12"])
def test_what_is_no_date_is_said(text: str) -> None:
    with pytest.raises(UsageError, match="is not a date"):
        date_of(text)
