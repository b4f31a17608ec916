"""The command that writes the archive site: archive."""

from __future__ import annotations

from pathlib import Path

import click

from reader_app.cli.importing import stoppable
from reader_app.cli.lists import publication_option
from reader_app.cli.output import count, json_line, line, message
from reader_app.cli.progress import ProgressBar
from reader_app.cli.session import Session, pass_session
from reader_app.errors import UsageError


@click.command("archive", short_help="Write the issues as a static site: pages, lists, search, feeds.")
@click.argument("folder", metavar="OUTDIR", type=click.Path(path_type=Path))
@publication_option
@click.option("--url", metavar="URL", default="", help="The address where the site will be; kept for the next time.")
@click.option("--title", metavar="TITLE", default="", help="The name of the site; else that of the publication.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@pass_session
def archive_command(
    session: Session, folder: Path, publication: str | None, url: str, title: str, as_json: bool
) -> int:
    """Write the issues as a static site into OUTDIR: pages, lists, a search, feeds.

    Only what changed since the last time is written. Files in OUTDIR that are no part of the site are left alone.
    """
    from reader_app.services.archiving import ArchiveOptions, archive

    if url and not url.lower().startswith(("http://", "https://")):
        raise UsageError(f"“{url}” is no address of a site; it begins with https:// or http://.")
    bar = ProgressBar("issue")
    with session.library_to_read() as library, stoppable() as stopped, bar:
        report = archive(library, folder, ArchiveOptions(publication, url, title), progress=bar.show, cancelled=stopped)
    if report.cancelled:
        message("Stopped; the folder is as it was.")
        return 130
    for remark in report.remarks:
        message(remark)
    done = {"written": report.written, "unchanged": report.unchanged, "removed": report.removed}
    if as_json:
        json_line({"path": str(folder), "issues": report.issues, **done})
        return 0
    files = ", ".join(f"{number:,} {name}" for name, number in done.items() if number)
    line(f"{folder}: {count(report.issues, 'issue', 'issues')}; files: {files}.")
    return 0


COMMANDS = (archive_command,)
