"""The commands that say what issues and publications are called: correct and rename."""

from __future__ import annotations

import click

from reader_app.cli.output import count, message
from reader_app.cli.session import Session, pass_session
from reader_app.errors import UsageError


@click.command("correct", short_help="Say what imported issues are called, and keep that.")
@click.argument("references", metavar="ISSUE...", nargs=-1, required=True)
@click.option("--publication", metavar="P", help="The publication it belongs to; an empty one says that it has none.")
@click.option("--number", metavar="N", help="Its number; an empty one says that it has none.")
@click.option("--title", metavar="T", help="Its title.")
@click.option("--date", metavar="DATE", help="Its date, as 2025-05-04 or 2025-05-04 08:30.")
@pass_session
def correct_command(
    session: Session,
    references: tuple[str, ...],
    publication: str | None,
    number: str | None,
    title: str | None,
    date: str | None,
) -> None:
    """Say what imported issues are called; that is kept, also when they are read again."""
    from reader_app.model.corrections import StateFacts
    from reader_app.services.naming import date_of, state

    try:
        facts = StateFacts(publication, number, title, date_of(date) if date else None)
    except ValueError as error:
        raise UsageError("Say what is to be corrected: --publication, --number, --title or --date.") from error
    with session.library() as library:
        ids = [library.find(reference) for reference in references]
        made = state(library, ids, facts)
    message("1 issue corrected." if made.size == 1 else f"{made.size} issues corrected.")


@click.command("rename", short_help="Call a publication something else, also from now on.")
@click.argument("old")
@click.argument("new")
@pass_session
def rename_command(session: Session, old: str, new: str) -> None:
    """Call the publication OLD NEW, also in what is still to be imported; two of one name become one."""
    from reader_app.services.naming import rename

    with session.library() as library:
        made = rename(library, old, new)
    message(f"{count(made.size, 'issue belongs', 'issues belong')} to “{new}” now.")


COMMANDS = (correct_command, rename_command)
