"""The commands that look after the library: backup, verify."""

from __future__ import annotations

from pathlib import Path

import click

from reader_app.cli.output import count, line, message
from reader_app.cli.session import Session, pass_session


@click.command("backup")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@pass_session
def backup_command(session: Session, file: Path) -> None:
    """Copy the library to FILE, consistently, also while the program runs.

    The copy is checked before it takes the place of an older one.
    """
    with session.library_to_read() as library:
        library.backup(file)
    line(str(file))


@click.command("verify")
@pass_session
def verify_command(session: Session) -> int:
    """Check that the library is sound: its file, all stored bytes, counts and search index.

    The exit code is 3 when it is damaged.
    """
    with session.library_to_check() as library:
        found = library.verify()
        counts = library.counts()
    for sentence in found:
        message(f"{session.path}: {sentence}")
    if found:
        return 3
    holds = f"{count(counts.issues, 'issue', 'issues')}, {count(counts.drafts, 'draft', 'drafts')}"
    line(f"{session.path} is sound: {holds}.")
    return 0


COMMANDS = (backup_command, verify_command)
