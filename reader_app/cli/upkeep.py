"""The commands that look after the library: backup, restore, verify, recover."""

from __future__ import annotations

from pathlib import Path

import click

from reader_app.cli.output import count, json_line, line, message
from reader_app.cli.progress import ProgressBar
from reader_app.cli.session import Session, pass_session


@click.command("backup", short_help="Copy the library to a file, also while the program runs.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@pass_session
def backup_command(session: Session, file: Path) -> None:
    """Copy the library to FILE, consistently, also while the program runs.

    The copy is checked before it takes the place of an older one.
    """
    with session.library_to_read() as library:
        library.backup(file)
    line(str(file))


@click.command("verify", short_help="Check that the library is sound.")
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


@click.command("recover", short_help="Save what can be read of a damaged library.")
@click.argument("file", metavar="[FILE]", type=click.Path(path_type=Path), required=False)
@pass_session
def recover_command(session: Session, file: Path | None) -> int:
    """Save what can be read of a damaged library (or of FILE, such as one set aside before) into a new one.

    The new library takes the damaged one's place, and the damaged file is kept beside it. What is lost is named, and
    the exit code is 1 then. Ctrl+C ends the work with everything as it was.
    """
    from reader_app.services.recovering import recover

    with ProgressBar("step") as bar:
        recovered = recover(session.path, damaged=file, progress=bar.show)
    for sentence in recovered.lost:
        message(sentence)
    counts = recovered.counts
    issues = counts.issues + counts.archived + counts.trashed
    holds = f"{count(issues, 'issue', 'issues')}, {count(counts.drafts, 'draft', 'drafts')}"
    line(f"{session.path} is recovered: {holds}. The damaged file is kept as {recovered.aside}.")
    return 1 if recovered.lost else 0


@click.command("restore", short_help="Put a backup in the place of the library.")
@click.argument("backup", metavar="[BACKUP]", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="List the backups as one line of JSON each.")
@pass_session
def restore_command(session: Session, backup: Path | None, as_json: bool) -> None:
    """Put BACKUP in the place of the library, which is kept beside it; without BACKUP list the automatic backups."""
    from reader_app.services.upkeep import backups, restore

    if backup is None:
        found = backups(session.path)
        if not found and not as_json:
            message("There is no automatic backup yet. One is made each day that something changed.")
        for each in found:
            if as_json:
                json_line({"path": str(each.path), "made": each.made.isoformat(), "bytes": each.size})
            else:
                line(f"{each.made.astimezone():%Y-%m-%d %H:%M}  {each.size / 1_000_000:9,.1f} MB  {each.path}")
        return
    aside = restore(session.path, backup)
    kept = f" What was there is kept as {aside}." if aside else ""
    line(f"{session.path} is restored from {backup}.{kept}")


@click.command("merge")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@pass_session
def merge_command(session: Session, file: Path) -> int:
    """Add the issues and drafts of the library FILE that this library lacks, with what was said of them.

    FILE is only read: a backup, another computer's library, the copy that a program made of a conflict. Ctrl+C ends it;
    what was added stays, and the same command goes on with it.
    """
    from reader_app.cli.importing import stoppable
    from reader_app.services.merging import merge

    with session.library() as library, stoppable() as stopped, ProgressBar("issue") as bar:
        merged = merge(library, file, progress=bar.show, cancelled=stopped)
    came = f"{count(merged.issues, 'issue', 'issues')} and {count(merged.drafts, 'draft', 'drafts')} added from {file}."
    line(f"{came} Stopped before the end." if merged.cancelled else came)
    return 130 if merged.cancelled else 0


COMMANDS = (backup_command, restore_command, merge_command, verify_command, recover_command)
