"""How a run ends when it is interrupted, when nobody listens, and when there is no room for the output."""

from __future__ import annotations

import errno
import io
import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

from reader_app.cli.importing import stoppable
from reader_app.cli.main import run
from reader_app.cli.session import Windows
from reader_app.services import importing as service
from tests.support.terminal import Terminal

LIBRARIES = Path(__file__).resolve().parents[1] / "libraries"


def windows(error: BaseException | None = None) -> Windows:
    def open_window(*_arguments: object) -> int:
        if error is not None:
            raise error
        return 0

    return Windows(open_window, lambda *_arguments: Path("x"))


class Failing(io.StringIO):
    """A stream that fails when what was written is sent off."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self._error = error

    def flush(self) -> None:
        raise self._error


def test_ctrl_c_ends_a_command_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([], windows(KeyboardInterrupt())) == 130
    assert capsys.readouterr().err.strip() == ""


def test_the_first_ctrl_c_asks_for_an_end_and_the_second_one_ends() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), stoppable() as stopped:
        assert not stopped()
        signal.raise_signal(signal.SIGINT)
        assert stopped()
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_a_stopped_import_says_so(masthead: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("# T\n\nWords.\n")
    monkeypatch.setattr(service, "import_paths", lambda *_args, **_named: service.ImportReport(cancelled=True))
    ran = masthead("import", tmp_path / "a.md")
    assert (ran.code, ran.err) == (130, "masthead: 0 issues added. Stopped before the end.\n")


def test_a_reader_that_is_gone_is_not_worth_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", Failing(BrokenPipeError()))
    assert run([], windows()) == 1
    assert capsys.readouterr().err == ""


def test_no_room_for_the_output_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    # A pipe stands for a disk: its other end tells what still went out after the failure.
    receiving, sending = os.pipe()

    class Full(Failing):
        full = True

        def fileno(self) -> int:
            return sending

        def flush(self) -> None:
            if self.full:
                self.full = False
                super().flush()

    monkeypatch.setattr(sys, "stdout", Full(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))))
    assert run([], windows()) == 1
    os.write(sending, b"late")
    os.close(sending)
    assert os.read(receiving, 100) == b""
    os.close(receiving)
    assert capfd.readouterr().err == "masthead: The output cannot be written: No space left on device.\n"


def test_streams_that_are_closed_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert run([], windows()) == 0
    for stream in (sys.stdout, sys.stderr):
        stream.close()


def test_a_library_of_an_older_masthead_is_brought_up_to_date_to_be_read(masthead: Terminal, tmp_path: Path) -> None:
    shutil.copy(LIBRARIES / "version-1.masthead", tmp_path / "library.masthead")
    assert masthead("list").lines
    assert (tmp_path / "library.masthead.version-1").exists()


def test_a_book_of_issues_that_are_not_there_is_not_written(masthead: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# T\n\nWords.\n")
    masthead("import", tmp_path / "a.md")
    ran = masthead("export", "None#1", "None#2", "--to", "epub", "-o", tmp_path / "book.epub")
    assert (ran.code, ran.out) == (1, "")
    assert not (tmp_path / "book.epub").exists()
