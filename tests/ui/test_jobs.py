"""The library's thread: jobs in order, results in the window's thread, nothing lost at the end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader_app.errors import LibraryError, LibraryErrorKind, MastheadError, UsageError
from reader_app.library.library import Library
from reader_app.ui.jobs import LibraryWorker


def test_jobs_are_done_in_order_and_answered_in_this_thread(qtbot: QtBot, worker: LibraryWorker) -> None:
    done: list[tuple[int, bool]] = []
    main = threading.current_thread()
    for number in range(20):
        worker.submit(lambda _library, n=number: n, lambda n: done.append((n, threading.current_thread() is main)))
    qtbot.waitUntil(lambda: not worker.is_busy())
    assert done == [(number, True) for number in range(20)]


def test_a_newer_job_of_a_topic_drops_the_older_answer(qtbot: QtBot, worker: LibraryWorker) -> None:
    hold = threading.Event()
    done: list[str] = []
    ran: list[str] = []
    worker.submit(lambda _library: hold.wait(10), lambda _value: done.append("first"), topic="look")
    worker.submit(
        lambda _library: ran.append("second"), lambda _value: done.append("second"), topic="look", replace=True
    )
    worker.submit(lambda _library: ran.append("third"), lambda _value: done.append("third"), topic="look")
    hold.set()
    qtbot.waitUntil(lambda: not worker.is_busy())
    assert done == ["third"] and ran == ["third"]


# Long work, in portions


def counting(
    ran: list[str], name: str, until: int = 3, hold: threading.Event | None = None
) -> Callable[[Library], Generator[None, None, str]]:
    """Return long work of `until` portions, which waits for `hold` after the first and notes what it did in `ran`."""

    def job(_library: Library) -> Generator[None, None, str]:
        for number in range(1, until + 1):
            ran.append(f"{name} {number}")
            if hold is not None:
                hold.wait(10)
            yield
        return f"{name} done"

    return job


def test_other_jobs_come_between_the_portions_of_long_work(qtbot: QtBot, worker: LibraryWorker) -> None:
    hold = threading.Event()
    ran: list[str] = []
    done: list[str] = []
    worker.submit(counting(ran, "first", hold=hold), done.append)
    worker.submit(counting(ran, "second"), done.append)
    worker.submit(lambda _library: ran.append("short"))
    hold.set()
    qtbot.waitUntil(lambda: not worker.is_busy())
    assert ran.index("short") <= 1
    assert [each for each in ran if each != "short"] == [
        *(f"first {n}" for n in "123"),
        *(f"second {n}" for n in "123"),
    ]
    assert done == ["first done", "second done"]


def test_an_error_in_the_middle_of_long_work_ends_it(qtbot: QtBot, worker: LibraryWorker) -> None:
    def job(_library: Library) -> Generator[None, None, None]:
        yield
        raise UsageError("There is no such issue.")

    said: list[MastheadError] = []
    done: list[object] = []
    worker.submit(job, done.append, said.append)
    worker.submit(counting([], "next"), done.append)
    qtbot.waitUntil(lambda: done == ["next done"])
    assert [str(error) for error in said] == ["There is no such issue."]


def test_looking_up_for_long_ends_when_nobody_waits_for_it(qtbot: QtBot, worker: LibraryWorker) -> None:
    hold = threading.Event()
    ran: list[str] = []
    done: list[str] = []
    worker.submit(counting(ran, "looking", hold=hold), done.append, topic="look", replace=True)
    qtbot.waitUntil(lambda: bool(ran))
    worker.forget("look")
    hold.set()
    qtbot.waitUntil(lambda: not worker.is_busy())
    assert ran == ["looking 1"]
    assert done == []


@pytest.mark.parametrize("to_its_end", [False, True])
def test_closing_ends_long_work_after_the_portion_under_way(qtbot: QtBot, library_path: Path, to_its_end: bool) -> None:
    worker = LibraryWorker(lambda: Library.open(library_path))
    ran: list[str] = []

    def job(_library: Library) -> Generator[None, None, None]:
        ran.append("begun")
        while not worker._closed:
            time.sleep(0.001)
        ran.append("done 1")
        yield
        ran.append("done 2")

    worker.submit(job, to_its_end=to_its_end)
    worker.submit(counting(ran, "waiting"), to_its_end=to_its_end)
    qtbot.waitUntil(lambda: bool(ran))
    worker.submit(lambda _library: ran.append("short"))
    worker.close()
    rest = ["done 2", "waiting 1", "waiting 2", "waiting 3"]
    assert ran == ["begun", "done 1", "short", *(rest if to_its_end else ())]


def test_an_error_goes_to_who_asked_else_to_the_signal(qtbot: QtBot, worker: LibraryWorker) -> None:
    def fail(_library: Library) -> None:
        raise UsageError("There is no such issue.")

    said: list[MastheadError] = []
    worker.submit(fail, None, said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert str(said[0]) == "There is no such issue."
    with qtbot.waitSignal(worker.failed) as failed:
        worker.submit(fail)
    assert isinstance(failed.args[0], UsageError)


def test_a_bug_in_a_job_is_raised_where_the_windows_are(qtbot: QtBot, worker: LibraryWorker) -> None:
    with qtbot.captureExceptions() as caught:
        worker.submit(lambda _library: 1 // 0)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_a_library_that_cannot_be_opened_fails_every_job(qtbot: QtBot) -> None:
    def locked() -> Library:
        raise LibraryError(LibraryErrorKind.LOCKED, "Another program is using it.")

    worker = LibraryWorker(locked)
    said: list[MastheadError] = []
    for _ in range(2):
        worker.submit(lambda library: library.counts(), None, said.append)
    qtbot.waitUntil(lambda: len(said) == 2)
    worker.close()


@pytest.mark.parametrize("start", [True, False])
def test_closing_finishes_what_was_submitted_and_takes_no_more(qtbot: QtBot, library_path: Path, start: bool) -> None:
    worker = LibraryWorker(lambda: Library.open(library_path), start=start)
    for number in range(5):
        worker.submit(lambda library, n=number: library.new_draft(f"Text {n}", title=str(n), publication="", number=""))
    worker.close()
    worker.submit(lambda library: library.new_draft("late", title="late", publication="", number=""))
    worker.close()
    with Library.open(library_path) as library:
        assert {draft.title for draft in library.drafts()} == set("01234")


def test_it_says_when_it_is_busy(qtbot: QtBot, worker: LibraryWorker) -> None:
    heard: list[bool] = []
    worker.busy_changed.connect(heard.append)
    worker.submit(lambda _library: None)
    worker.submit(lambda _library: None)
    qtbot.waitUntil(lambda: heard == [True, False])


def test_what_is_forgotten_is_not_answered(qtbot: QtBot, worker: LibraryWorker) -> None:
    done: list[object] = []
    worker.submit(lambda _library: 1, done.append, topic="look")
    worker.forget("look")
    qtbot.waitUntil(lambda: not worker.is_busy())
    assert done == []


def test_a_library_that_was_replaced_is_opened_anew_and_one_that_is_gone_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    path, other = tmp_path / "library.masthead", tmp_path / "other.masthead"
    with Library.open(other) as library:
        library.new_draft("Theirs")
    worker = LibraryWorker(lambda: Library.open(path))
    answers: list[object] = []
    ask = lambda: worker.submit(lambda library: library.counts().drafts, answers.append, answers.append)  # noqa: E731
    try:
        ask()
        qtbot.waitUntil(lambda: answers == [0])
        path.rename(tmp_path / "away")
        ask()
        qtbot.waitUntil(lambda: len(answers) == 2)
        assert isinstance(answers[1], LibraryError)
        assert answers[1].kind is LibraryErrorKind.MOVED
        other.rename(path)
        ask()
        qtbot.waitUntil(lambda: answers[2:] == [1])
    finally:
        worker.close()


def test_what_another_file_took_the_only_name_of_is_kept_and_told(qtbot: QtBot, tmp_path: Path) -> None:
    path, other = tmp_path / "library.masthead", tmp_path / "other.masthead"
    Library.open(other).close()
    worker = LibraryWorker(lambda: Library.open(path))
    told: list[str] = []
    worker.told.connect(told.append)
    answers: list[object] = []
    try:
        worker.submit(lambda library: library.new_draft("Mine"), answers.append)
        qtbot.waitUntil(lambda: len(answers) == 1)
        other.replace(path)
        worker.submit(lambda library: library.counts().drafts, answers.append)
        qtbot.waitUntil(lambda: len(answers) == 2 and len(told) == 1)
        assert answers[1] == 0
    finally:
        worker.close()
    (kept,) = tmp_path.glob("library.masthead.replaced-*")
    assert str(kept) in told[0]
    with Library.open(kept) as library:
        assert library.draft(library.drafts()[0].id).text == "Mine"


@pytest.mark.parametrize("kind", ["method", "function", "partial"])
def test_nothing_is_called_for_a_window_that_is_gone(qtbot: QtBot, worker: LibraryWorker, kind: str) -> None:
    class Pane(QWidget):
        def show_value(self, value: object) -> None:
            heard.append(value)
            self.setWindowTitle(str(value))

    def fail(_library: Library) -> None:
        raise UsageError("There is no such issue.")

    heard: list[object] = []
    told: list[MastheadError] = []
    worker.failed.connect(told.append)

    def show(value: object) -> None:
        pane.show_value(value)

    pane, hold = Pane(), threading.Event()
    callbacks = {"method": pane.show_value, "function": show, "partial": partial(pane.show_value)}
    worker.submit(lambda _library: hold.wait(60))
    worker.submit(lambda _library: 1, callbacks[kind])
    worker.submit(fail, callbacks[kind], callbacks[kind])
    pane.deleteLater()
    with qtbot.waitSignal(pane.destroyed):
        hold.set()
    qtbot.waitUntil(lambda: not worker.is_busy())
    assert heard == []
    assert [str(error) for error in told] == ["There is no such issue."]
