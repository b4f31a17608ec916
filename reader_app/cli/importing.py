"""The command that brings newsletters in: import."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from reader_app.cli.output import count, json_line, line, message
from reader_app.cli.progress import ProgressBar
from reader_app.cli.session import Session, pass_session

if TYPE_CHECKING:
    from reader_app.services.importing import Entry, ImportReport, Progress


@click.command("import", short_help="Add mails, mailboxes, pages, feeds, archives to the library.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each issue once it is on disk.")
@click.option("--dry-run", is_flag=True, help="Only say what would be added; write nothing.")
@pass_session
def import_command(session: Session, paths: tuple[Path, ...], as_json: bool, dry_run: bool) -> int:
    """Add the newsletters in PATH... to the library: files, and folders with all that is in them.

    What is in the library already is not added again. A file that cannot be read is named; the others go on.
    Ctrl+C ends the import; what was added until then is kept.
    """
    from reader_app.services.importing import import_paths

    bar = ProgressBar()

    def progress(state: Progress) -> None:
        bar.show(state.done, state.total)

    def added(entry: Entry) -> None:
        with bar.aside():
            _print("added", entry, as_json)

    with stoppable() as stopped, bar:
        if dry_run:
            known = session.library_to_read() if session.path.exists() else nullcontext(None)
            with known as library:
                report = import_paths(library, paths, progress=progress, cancelled=stopped, dry_run=True)
        else:
            with session.library() as library:
                report = import_paths(library, paths, progress=progress, cancelled=stopped, added=added)
    if dry_run:
        for entry in report.added:
            _print("would be added", entry, as_json)
    for entry in report.duplicates:
        _print("duplicate", entry, as_json)
    for entry in report.failed:
        _print("failed", entry, as_json)
    _summarise(report, dry_run=dry_run)
    if report.cancelled:
        return 130
    return 1 if report.failed else 0


def _print(status: str, entry: Entry, as_json: bool) -> None:
    new = status not in ("duplicate", "failed")
    if as_json:
        known = {
            "id": entry.issue_id and str(entry.issue_id),
            "title": entry.title,
            "path": str(entry.path),
            "part": entry.part,
        }
        json_line({"status": status} | known | ({} if new else {"reason": entry.sentence}))
    elif new:
        line("  ".join(part for part in (str(entry.issue_id or "")[:8], entry.title or entry.where) if part))
    if not new and (status == "failed" or not as_json):
        message(f"{entry.where}: {entry.sentence}")


def _summarise(report: ImportReport, *, dry_run: bool) -> None:
    parts = [count(len(report.added), "issue", "issues") + (" would be added" if dry_run else " added")]
    if report.duplicates:
        parts.append(f"{len(report.duplicates):,} here already")
    if report.failed:
        parts.append(f"{len(report.failed):,} not read")
    ended = " Stopped before the end." if report.cancelled else ""
    message(f"{', '.join(parts)}.{ended}")


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Give a function that tells whether Ctrl+C was pressed: the first time asks for an end, the second one ends it."""
    pressed = False

    def press(_number: int, _frame: FrameType | None) -> None:
        nonlocal pressed
        if pressed:
            raise KeyboardInterrupt
        pressed = True

    before = signal.signal(signal.SIGINT, press)
    try:
        yield lambda: pressed
    finally:
        signal.signal(signal.SIGINT, before)


COMMANDS = (import_command,)
