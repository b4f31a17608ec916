"""Large imports read in processes: the same result as a small one, whatever happens to the processes."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, Pipe
from pathlib import Path

import pytest

from reader_app.errors import FileError
from reader_app.library.library import Library
from reader_app.library.types import Scope
from reader_app.services import import_pool, import_worker, importing
from reader_app.services.importing import Entry, Progress, import_paths

PROJECT = Path(__file__).resolve().parents[2]
StartedProcesses = Callable[[], set[str]]
# A process that does what the name of a file says.
BAD_WORKER = """
    import os, sys, time
    sys.path[:] = {path!r}
    from reader_app.services import import_reading, import_worker
    read = import_reading.outcomes

    def outcomes(unit):
        if "dies" in unit.path.name:
            os.abort()
        if "hangs" in unit.path.name:
            time.sleep(600)
        if "half" in unit.path.name:
            yield from read(unit)
            os.abort()
        yield from read(unit)

    import_reading.outcomes = outcomes
    import_worker.main({fd})
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.masthead") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of sixty issues and a file that is none, too many to be read without processes."""
    root = tmp_path / "letters"
    root.mkdir()
    for number in range(60):
        write(root / f"{number:03}.md", number)
    (root / "030b.bin").write_bytes(b"\x00\x01\x02" * 9)
    return root


def write(path: Path, number: int) -> None:
    path.write_text(f"---\npublication: P\nnumber: {number}\ntitle: T{number}\n---\n\nWords {number} of {number * 7}.")


@pytest.fixture
def started_processes() -> StartedProcesses:
    """Tells which processes were started since the test began and still run, where the system tells.

    Others may be there before: the web engine's live for as long as the program whose windows were tested.
    """
    listed = Path(f"/proc/self/task/{os.getpid()}/children")

    def children() -> set[str]:
        return set(listed.read_text().split()) if listed.exists() else set()

    before = children()
    return lambda: children() - before


@pytest.fixture
def bad_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that die, hang or stop half-way at files whose names say so."""

    def start() -> tuple[subprocess.Popen[bytes], Connection]:
        ours, theirs = Pipe()
        with theirs:
            code = textwrap.dedent(BAD_WORKER).format(path=[str(PROJECT), *sys.path], fd=theirs.fileno())
            process = subprocess.Popen(
                [sys.executable, "-c", code], pass_fds=[theirs.fileno()], stderr=subprocess.DEVNULL
            )
        return process, ours

    monkeypatch.setattr(import_pool, "start", start)
    monkeypatch.setattr(import_pool, "_SILENCE", 5.0)


def test_what_is_read_in_processes_comes_in_order(folder: Path, library: Library) -> None:
    seen: list[Progress] = []
    said: list[Entry] = []
    report = import_paths(library, [folder], progress=seen.append, added=said.append)
    assert [entry.title for entry in report.added] == [f"T{n}" for n in range(60)]
    assert tuple(said) == report.added
    assert [entry.path.name for entry in report.failed] == ["030b.bin"]
    assert (seen[-1].done, seen[-1].total) == (61, 61)
    assert all(state.done <= state.total for state in seen)
    assert library.counts().issues == 60
    assert library.verify() == ()
    again = import_paths(library, [folder])
    assert (len(again.added), len(again.duplicates), len(again.failed)) == (0, 60, 1)
    assert library.counts().issues == 60


def test_no_process_is_started_for_what_is_all_here(
    folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "030b.bin").unlink()
    first = import_paths(library, [folder])

    def start() -> tuple[subprocess.Popen[bytes], Connection]:
        raise OSError("no more processes")

    monkeypatch.setattr(import_pool, "start", start)
    seen: list[Progress] = []
    again = import_paths(library, [folder], progress=seen.append)
    assert [(entry.path, entry.issue_id, entry.title) for entry in again.duplicates] == [
        (entry.path, entry.issue_id, entry.title) for entry in first.added
    ]
    assert (seen[-1].done, seen[-1].total) == (60, 60)
    write(folder / "070.md", 70)
    with pytest.raises(FileError):
        import_paths(library, [folder])


def test_a_large_dry_run_writes_nothing(folder: Path, library: Library) -> None:
    report = import_paths(library, [folder], dry_run=True)
    assert len(report.added) == 60
    assert library.counts().issues == 0


@pytest.mark.usefixtures("bad_workers")
def test_a_file_that_brings_a_process_down_costs_only_itself(folder: Path, library: Library) -> None:
    for name in ("010 dies.md", "011 dies.md", "040 hangs.md", "050 half.md"):
        write(folder / name, 1000 + len(name))
    report = import_paths(library, [folder])
    assert [(entry.path.name, entry.sentence) for entry in report.failed] == [
        ("010 dies.md", import_pool.DIED),
        ("011 dies.md", import_pool.DIED),
        ("030b.bin", "The file holds binary data, not a newsletter."),
        ("040 hangs.md", import_pool.HUNG),
        ("050 half.md", import_pool.DIED),
    ]
    titles = [entry.title for entry in report.added]
    assert titles == [f"T{n}" for n in range(50)] + ["T1011"] + [f"T{n}" for n in range(50, 60)]
    assert library.counts().issues == 61


def test_processes_that_never_start_end_the_import_with_a_sentence(
    folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(import_worker, "_START", "raise SystemExit({fd} or {path!r})")
        with pytest.raises(FileError, match=r"cannot be started.*\.$"):
            import_paths(library, [folder])
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", str(folder / "nothing"))
        with pytest.raises(FileError, match=r"cannot be started.*\.$"):
            import_paths(library, [folder])
    assert len(import_paths(library, [folder]).added) == 60


@pytest.mark.usefixtures("bad_workers")
def test_a_process_that_never_gets_ready_is_not_waited_for(
    folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_pool, "_START_TIME", 0.2)
    monkeypatch.setattr(import_worker, "_START", "import time; time.sleep(600); {fd}, {path!r}")
    monkeypatch.setattr(import_pool, "start", import_worker.start)
    with pytest.raises(FileError, match="cannot be started"):
        import_paths(library, [folder])


def test_cancelling_keeps_what_was_done_and_ends_the_processes(
    folder: Path, library: Library, started_processes: StartedProcesses
) -> None:
    calls = 0

    def cancelled() -> bool:
        nonlocal calls
        calls += 1
        return calls > 30

    report = import_paths(library, [folder], cancelled=cancelled)
    assert report.cancelled
    assert 0 < len(report.added) == library.counts().issues < 60
    assert started_processes() == set()
    assert len(import_paths(library, [folder]).added) == 60 - len(report.added)


@pytest.mark.usefixtures("bad_workers")
def test_cancelling_does_not_wait_for_what_is_being_read(
    folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch, started_processes: StartedProcesses
) -> None:
    monkeypatch.setattr(import_pool, "_SILENCE", 600.0)
    write(folder / "040 hangs.md", 1000)
    done = asked = 0

    def count(state: Progress) -> None:
        nonlocal done
        done = state.done

    def cancelled() -> bool:
        nonlocal asked
        asked += done == 41  # all that comes before the file that hangs
        return asked > 3

    monkeypatch.setattr(importing, "_PROGRESS_SECONDS", 0.0)
    report = import_paths(library, [folder], progress=count, cancelled=cancelled)
    assert report.cancelled
    assert [entry.title for entry in report.added] == [f"T{n}" for n in range(40)]
    assert library.counts().issues == 40
    assert started_processes() == set()


def test_an_interrupt_keeps_what_was_done(folder: Path, library: Library, started_processes: StartedProcesses) -> None:
    def interrupt(_: Progress) -> None:
        raise KeyboardInterrupt

    report = import_paths(library, [folder], progress=interrupt)
    assert report.cancelled
    assert len(report.added) == library.counts().issues
    assert started_processes() == set()


def test_memory_is_bounded_by_waiting_for_the_one_whose_turn_it_is(
    folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_pool, "_KEPT_BYTES", 1)
    monkeypatch.setattr(import_pool, "_BYTES_AHEAD", 1)
    report = import_paths(library, [folder])
    assert [entry.title for entry in report.added] == [f"T{n}" for n in range(60)]


@pytest.mark.parametrize("name", ["_BATCH", "_BATCH_BYTES", "_BATCH_SECONDS"])
def test_batches_end_for_each_reason(
    folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(f"reader_app.services.importing.{name}", 0)
    assert len(import_paths(library, [folder]).added) == 60


KILLED = """
    import sys
    from pathlib import Path
    from reader_app.library.library import Library
    from reader_app.services import importing

    importing._BATCH = 10
    with Library.open(Path(sys.argv[1])) as library:
        importing.import_paths(library, [Path(sys.argv[2])], added=lambda entry: print(entry.issue_id, flush=True))
"""


@pytest.mark.parametrize("lines", [1, 25])
def test_an_import_that_is_killed_goes_on_where_it_was(folder: Path, tmp_path: Path, lines: int) -> None:
    path = tmp_path / "killed.masthead"
    program = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(path), str(folder)],
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    said = [program.stdout.readline().strip() for _ in range(lines)]
    program.kill()
    said += [line for line in program.communicate()[0].splitlines() if len(line) == 36]
    with Library.open(path) as library:
        assert library.verify() == ()
        here = {str(row.id) for row in library.summaries(Scope(), limit=100).rows}
        assert set(said) <= here
        report = import_paths(library, [folder])
        assert len(report.added) == 60 - len(here)
        assert len(report.duplicates) == len(here)
        assert library.counts().issues == 60
        assert library.verify() == ()


class TestWorker:
    @pytest.fixture
    def talk(self) -> Iterator[Callable[[], Connection]]:
        import threading

        threads: list[threading.Thread] = []

        def begin() -> Connection:
            ours, theirs = Pipe()
            thread = threading.Thread(target=import_worker.serve, args=(theirs,))
            thread.start()
            threads.append(thread)
            return ours

        import gc

        threshold = gc.get_threshold()
        yield begin
        for thread in threads:
            thread.join(20)
            assert not thread.is_alive()
        gc.unfreeze()
        gc.set_threshold(*threshold)

    def test_it_answers_each_unit_and_ends_with_its_connection(
        self, folder: Path, talk: Callable[[], Connection]
    ) -> None:
        import pickle

        from reader_app.services.import_reading import Found
        from reader_app.services.import_units import Unit

        with talk() as connection:
            assert connection.recv_bytes() == import_worker.READY
            for number in (3, 4):
                connection.send_bytes(pickle.dumps(Unit(folder / f"{number:03}.md")))
                found = pickle.loads(connection.recv_bytes())
                assert isinstance(found, Found)
                assert found.derived.facts.title == f"T{number}"
                assert connection.recv_bytes() == import_worker.FINISHED

    def test_it_ends_when_nobody_listens(self, talk: Callable[[], Connection]) -> None:
        talk().close()
