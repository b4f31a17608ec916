"""The command that reads what is in the library again: reimport."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader_app.cli.importing import stoppable
from reader_app.cli.output import count, json_line, line, message
from reader_app.cli.progress import ProgressBar
from reader_app.cli.session import Session, pass_session

if TYPE_CHECKING:
    from reader_app.services.importing import Progress
    from reader_app.services.reimporting import ReimportReport, Reread


@click.command("reimport", short_help="Read the originals again with the importers of today.")
@click.argument("issues", metavar="[ISSUE]...", nargs=-1)
@click.option("--publication", metavar="P", help="Only the issues of this publication.")
@click.option("--all", "everything", is_flag=True, help="Also what the importers of today have read already.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each issue that came out differently.")
@click.option("--dry-run", is_flag=True, help="Only say what would change; write nothing.")
@pass_session
def reimport_command(
    session: Session, issues: tuple[str, ...], publication: str | None, everything: bool, as_json: bool, dry_run: bool
) -> int:
    """Read the originals in the library again with the importers of today: of each ISSUE, or of all.

    Without --all, only what an older importer read. Marks, stars and corrections stay. An issue that cannot be read
    again is named and stays as it is. Ctrl+C ends it; what was done until then is kept.
    """
    from reader_app.services.reimporting import reimport

    bar = ProgressBar()

    def progress(state: Progress) -> None:
        bar.show(state.done, state.total)

    with session.library_to_read() if dry_run else session.library_to_check() as library:
        chosen = [library.find(issue) for issue in issues] if issues else None
        with stoppable() as stopped, bar:
            report = reimport(
                library,
                chosen,
                publication=publication,
                everything=everything,
                progress=progress,
                cancelled=stopped,
                dry_run=dry_run,
            )
    for entry in report.changed:
        _print("would change" if dry_run else "changed", entry, as_json)
    for entry in report.failed:
        _print("failed", entry, as_json)
    _summarise(report, dry_run=dry_run)
    if report.cancelled:
        return 130
    return 1 if report.failed else 0


def _print(status: str, entry: Reread, as_json: bool) -> None:
    name = f"{str(entry.issue_id)[:8]}  {entry.title}".strip()
    if as_json:
        known = {"status": status, "id": str(entry.issue_id), "title": entry.title}
        json_line(known | ({"reason": entry.sentence} if entry.sentence else {}))
    elif not entry.sentence:
        line(name)
    if entry.sentence:
        message(f"{name}: {entry.sentence}")


def _summarise(report: ReimportReport, *, dry_run: bool) -> None:
    parts = [count(len(report.changed), "issue", "issues") + (" would change" if dry_run else " changed")]
    parts.append(f"{report.unchanged:,} the same as before")
    if report.failed:
        parts.append(f"{len(report.failed):,} not read")
    ended = " Stopped before the end." if report.cancelled else ""
    message(f"{', '.join(parts)}.{ended}")


COMMANDS = (reimport_command,)
