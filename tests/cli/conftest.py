"""What the tests of the command line share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.terminal import Terminal


@pytest.fixture
def masthead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """The command line with a library of its own, which is not there yet."""
    monkeypatch.setenv("MASTHEAD_LIBRARY", str(tmp_path / "library.masthead"))
    return Terminal(capsys)
