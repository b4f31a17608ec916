"""What all tests share: no display, no network, no file of the person's."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# Laws are judged by what holds, not by the clock: how long an example takes says how busy the machine is.
settings.register_profile("masthead", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("masthead")

os.environ["QT_QPA_PLATFORM"] = "offscreen"

PROJECT = Path(__file__).resolve().parent.parent
CORPUS = PROJECT.parent / "shared" / "corpus"


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test its own home, so that none reads or writes the person's library or settings."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "MASTHEAD_LIBRARY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection but those within the machine's own sockets."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX:
            raise AssertionError(f"a test tried to reach the network: {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(autouse=True)
def tracing_goes_on() -> Iterator[None]:
    """Go on measuring coverage after a test that ran out of stack: Python 3.11 ends the tracing then."""
    tracing = sys.gettrace()
    yield
    if tracing is not None and sys.gettrace() is None:
        sys.settrace(tracing)


@pytest.fixture
def corpus() -> Iterator[Path]:
    """The folder of real newsletters; a test that needs it is skipped where it is not there."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus of real newsletters is not here")
    yield CORPUS
