"""Taking ahead in a thread: the same items in the same order, never too many at once, and an end whatever happens."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from reader_app.services import import_ahead
from reader_app.services.import_ahead import Ahead


def test_all_items_come_in_order() -> None:
    with Ahead(iter(range(2000)), lambda _: 1) as items:
        assert list(items) == list(range(2000))
        assert list(items) == []


@pytest.mark.parametrize(("name", "most"), [("MOST_ITEMS", 3), ("MOST_BYTES", 30)])
def test_it_is_never_too_far_ahead(monkeypatch: pytest.MonkeyPatch, name: str, most: int) -> None:
    monkeypatch.setattr(import_ahead, name, most)
    taken = 0

    def source() -> Iterator[int]:
        nonlocal taken
        for number in range(50):
            taken = number + 1
            yield number

    with Ahead(source(), lambda _: 10) as items:
        for done, _ in enumerate(items, 1):
            assert taken <= done + 4
    assert taken == 50


def test_what_goes_wrong_is_raised_after_the_items_before_it() -> None:
    def source() -> Iterator[int]:
        yield 1
        raise ValueError("gone")

    with Ahead(source(), lambda _: 1) as items:
        assert next(items) == 1
        with pytest.raises(ValueError, match="gone"):
            next(items)


def test_leaving_early_ends_the_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_ahead, "MOST_ITEMS", 2)
    with Ahead(iter(range(100)), lambda _: 1) as items:
        assert next(items) == 0
    assert not [thread for thread in threading.enumerate() if thread.name == "reading ahead"]
