"""Where the program starts: which part gets what was typed, and what is said where Qt is missing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from reader_app import __main__ as start
from reader_app import app
from reader_app.errors import UsageError

Asked = list[tuple[Any, ...]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Asked:
    """What the windows were asked for; the library is ``lib`` in the test's folder."""
    calls: Asked = []
    monkeypatch.setenv("MASTHEAD_LIBRARY", str(tmp_path / "lib"))

    def window(library: Path, paths: tuple[Path, ...] = ()) -> int:
        calls.append((library, tuple(paths)))
        return 0

    def picture(library: Path, out: Path, *, theme: str, window: str) -> Path:
        calls.append((library, out, theme, window))
        return out

    monkeypatch.setattr(app, "run_window", window)
    monkeypatch.setattr(app, "screenshot", picture)
    return calls


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["masthead", *arguments])
    return start.main()


def test_without_arguments_the_window_opens(asked: Asked, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert run(monkeypatch) == 0
    assert asked == [(tmp_path / "lib", ())]


def test_open_and_screenshot_reach_the_windows(asked: Asked, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert run(monkeypatch, "open", "a.md") == 0
    assert run(monkeypatch, "screenshot", "a.png", "--theme", "dark") == 0
    assert asked == [
        (tmp_path / "lib", (Path("a.md"),)),
        (tmp_path / "lib", Path("a.png"), "dark", "reader"),
    ]


@pytest.mark.parametrize("arguments", [(), ("open", "a.md")])
def test_a_window_that_cannot_open_says_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    def refuse(*_arguments: object) -> int:
        raise UsageError("There is no display.")

    monkeypatch.setattr(app, "run_window", refuse)
    assert run(monkeypatch, *arguments) == 2
    assert capsys.readouterr().err == "masthead: There is no display.\n"


@pytest.mark.parametrize("arguments", [("open", "a.md"), ("screenshot", "a.png")])
def test_missing_libraries_of_qt_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    monkeypatch.setitem(sys.modules, "reader_app.app", None)
    assert run(monkeypatch, *arguments) == 2
    assert capsys.readouterr().err.startswith("masthead: Qt cannot be loaded: ")
