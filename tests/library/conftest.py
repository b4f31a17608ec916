"""What the tests of the library share: an empty library and a clock that is set by hand."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader_app.library.library import Library

NOBODY = 65534


class Clock:
    """A clock that stands still until it is put forward."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 14, 9, 26, 53, 589793, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> None:
        self.moment += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.masthead"


@pytest.fixture
def library(path: Path, clock: Clock) -> Iterator[Library]:
    with Library.open(path, clock=clock, wait=0.2) as opened:
        yield opened


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder for tests of access rights, which anyone may reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        folder.chmod(0o777)


@pytest.fixture
def ordinary_person() -> Iterator[None]:
    """Take the rights of the super-user away for the length of a test, for they get past every access right."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
