"""Lines sorted by key, in memory and on disk alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader_app.services import buckets


@pytest.mark.parametrize("most", [0, 50, 1_000_000])
def test_lines_come_back_by_key_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(buckets, "_MOST_WAITING", most)
    found = buckets.Buckets(tmp_path / "work")
    for number in range(300):
        found.add(f"key {number % 7} ü", f"line\t{number}")
    groups = dict(found.groups())
    assert len(groups) == 7
    assert groups["key 3 ü"] == [f"line\t{number}" for number in range(300) if number % 7 == 3]
    assert (tmp_path / "work").exists() == (most < 1000)
