"""The commands that list what stands inside issues: items, sponsors."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import click

from reader_app.cli.lists import json_option, limit_option, paged, print_all, publication_option, value_of
from reader_app.cli.output import data, day
from reader_app.cli.session import Session, pass_session
from reader_app.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader_app.library.types import ItemSummary, SponsorRun

_COLUMNS = ("sponsor", "publication", "number", "date", "label", "url", "issue")


@click.command("items", short_help="List the items of all issues.")
@publication_option
@click.option("--section", metavar="S", help="Only under the heading S, whatever its case.")
@click.option("--starred", is_flag=True, help="Only what has a star.")
@limit_option
@json_option
@pass_session
def items_command(
    session: Session, publication: str | None, section: str | None, starred: bool, limit: int | None, as_json: bool
) -> None:
    """List the items of all issues, those of the newest issue first; hidden ones and the archive are left out."""
    from reader_app.library.types import Scope

    scope = Scope(publication)
    with session.library_to_read() as library:
        pages = paged(
            lambda after, size: library.items(scope, section=section, starred=starred, after=after, limit=size), limit
        )
        print_all(pages, as_json, value_of, _item_cells, "There are no such items.")


@click.command("sponsors", short_help="List every sponsor block of every issue, newest first.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a table for spreadsheets.")
@json_option
@pass_session
def sponsors_command(session: Session, as_csv: bool, as_json: bool) -> None:
    """List who ran where: every sponsor block of every issue, newest first."""
    if as_csv and as_json:
        raise UsageError("Choose one of --csv and --json.")
    with session.library_to_read() as library:
        runs = library.sponsors()
        if as_csv:
            data(_csv(runs).encode())
        else:
            print_all(iter(runs), as_json, value_of, _sponsor_cells, "No issue has a sponsor block.")


def _item_cells(item: ItemSummary) -> tuple[str, ...]:
    marks = ("·" if not item.read else " ") + ("*" if item.starred else " ")
    named = f"{item.publication} #{item.number}" if item.number else item.publication
    return str(item.issue)[:8], marks, named, item.section, item.title, item.url


def _sponsor_cells(run: SponsorRun) -> tuple[str, ...]:
    named = f"{run.publication} #{run.number}" if run.number else run.publication
    return run.name, day(run.date) if run.date else "", named, run.label, run.url


def _csv(runs: Iterable[SponsorRun]) -> str:
    """Return the runs as a table (RFC 4180); no cell is taken for a formula by a spreadsheet."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(_COLUMNS)
    for run in runs:
        date = run.date.date().isoformat() if run.date else ""
        cells = (run.name, run.publication, run.number, date, run.label, run.url, str(run.issue))
        writer.writerow(f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell for cell in cells)
    return stream.getvalue()


COMMANDS = (items_command, sponsors_command)
