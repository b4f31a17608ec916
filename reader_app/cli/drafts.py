"""The command that begins an issue: new."""

from __future__ import annotations

import click

from reader_app.cli.output import line
from reader_app.cli.session import Session, pass_session
from reader_app.errors import UsageError


@click.command("new")
@click.option("--publication", metavar="P", default="", help="Its publication; else that of the issue it is like.")
@click.option(
    "--like", metavar="ISSUE", help="Take over its sections, standing blocks and footer; count on its number."
)
@pass_session
def new_command(session: Session, publication: str, like: str | None) -> None:
    """Begin a draft and print its id."""
    from reader_app.services.drafting import new_draft
    from reader_app.services.references import find, issue_of

    if not publication.strip() and like is None:
        raise UsageError("A new issue needs --publication, or --like with an issue to take it from.")
    with session.library() as library:
        model = issue_of(library, find(library, like)) if like is not None else None
        draft = new_draft(library, publication, model)
    line(str(draft.id))


COMMANDS = (new_command,)
