"""The command that shows one issue: show."""

from __future__ import annotations

from typing import Literal

import click

from reader_app.cli.output import data
from reader_app.cli.session import Session, pass_session


@click.command("show")
@click.argument("reference", metavar="ISSUE")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "original"]),
    default="text",
    show_default=True,
    help="As plain text, Markdown or JSON; or the original, byte for byte.",
)
@pass_session
def show_command(session: Session, reference: str, form: Literal["text", "markdown", "json", "original"]) -> None:
    """Print one issue, or a draft."""
    from reader_app.services.references import find, issue_of, original_of

    with session.library_to_read() as library:
        found = find(library, reference)
        if form == "original":
            data(original_of(library, found))
            return
        from reader_app.exporters.registry import export
        from reader_app.services.exporting import library_options

        issue = issue_of(library, found)
        data(export(issue, form, library_options(library, issue)))


COMMANDS = (show_command,)
