"""The commands that write issues in another form: convert, export."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from reader_app.cli.output import data, failure, line, message
from reader_app.cli.session import Session, pass_session
from reader_app.errors import MastheadError, UsageError

if TYPE_CHECKING:
    from reader_app.exporters.options import ExportOptions
    from reader_app.library.library import Library
    from reader_app.model.issue import Issue

FORMATS: Final = ("web", "email", "eml", "text", "markdown", "json", "epub", "zip", "pdf", "original")
SERVICES: Final = ("substack", "ghost", "buttondown", "mailchimp", "listmonk")
MANY: Final = ("epub", "zip")  # one file holds any number of issues

format_option = click.option("--to", "form", type=click.Choice(FORMATS), required=True, help="What to write.")
out_option = click.option(
    "-o", "--out", metavar="OUT", help="A file, or a folder for a file named after its issue; else standard output."
)
service_option = click.option(
    "--for",
    "service",
    type=click.Choice(SERVICES),
    metavar="SERVICE",
    help=f"With the merge tags of a sending service: {', '.join(SERVICES)}.",
)
pictures_option = click.option(
    "--pictures",
    metavar="URL",
    default="",
    help="Where a mail for sending finds its pictures; they are put into a folder beside it.",
)


@click.command("convert", short_help="Write a newsletter in a file in another form.")
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@format_option
@out_option
@service_option
@pictures_option
@pass_session
def convert_command(
    session: Session, path: Path, form: str, out: str | None, service: str | None, pictures: str
) -> int:
    """Write the newsletter in the file PATH in another form, without any library.

    Where PATH holds several issues, OUT must be a folder; for a book or a zip it may be a file that holds them all.
    """
    from reader_app.services.exporting import imported_options
    from reader_app.services.importing import read_file

    try:
        found = read_file(path)
    except MastheadError as error:
        failure(path, error)
        return 1
    _need_a_folder(len(found), form, out)
    for sentence in dict.fromkeys(sentence for each in found for sentence in each.warnings):
        message(f"{path}: {sentence}")
    given = ((each.issue, imported_options(each)) for each in found)
    return _write(session, _prepared(given, service, pictures), form, out)


@click.command("export", short_help="Write issues or drafts in another form.")
@click.argument("issues", metavar="ISSUE...", nargs=-1, required=True)
@format_option
@out_option
@service_option
@pictures_option
@pass_session
def export_command(
    session: Session, issues: tuple[str, ...], form: str, out: str | None, service: str | None, pictures: str
) -> int:
    """Write issues of the library, or drafts, in another form.

    For several of them OUT must be a folder; for a book or a zip it may be a file that holds them all. One that cannot
    be exported is named; the others go on.
    """
    _need_a_folder(len(issues), form, out)
    missing: list[str] = []
    with session.library_to_read() as library:
        code = _write(session, _prepared(_found(library, issues, missing), service, pictures), form, out)
    return 1 if missing else code


def _found(library: Library, references: tuple[str, ...], missing: list[str]) -> Iterator[tuple[Issue, ExportOptions]]:
    """Yield the issues that `references` name; one that names none is said and put into `missing`."""
    from reader_app.services.exporting import for_export
    from reader_app.services.references import find, issue_of

    for reference in references:
        try:
            issue = issue_of(library, find(library, reference))
        except UsageError as error:
            if len(references) == 1:
                raise
            failure(reference, error)
            missing.append(reference)
        else:
            yield for_export(library, issue)


def _prepared(
    issues: Iterable[tuple[Issue, ExportOptions]], service: str | None, pictures: str
) -> Iterator[tuple[Issue, ExportOptions]]:
    from reader_app.services.sending import Choices, prepared

    if pictures and not pictures.lower().startswith(("http://", "https://")):
        raise UsageError(f"“{pictures}” is no address of a folder; it begins with https:// or http://.")
    for issue, options in issues:
        yield prepared(issue, options, Choices(service or "", pictures))


def _write(session: Session, issues: Iterable[tuple[Issue, ExportOptions]], form: str, out: str | None) -> int:
    """Write each issue to standard output, or to a file whose path is then printed."""
    if form in MANY and not (out and _is_folder(out)):
        return _write_together(list(issues), form, out)
    with session.windows.printing() if form == "pdf" else nullcontext() as printer:
        return _write_each(((issue, replace(options, printer=printer)) for issue, options in issues), form, out)


def _write_each(issues: Iterable[tuple[Issue, ExportOptions]], form: str, out: str | None) -> int:
    from reader_app.exporters.registry import export
    from reader_app.services.exporting import target_path
    from reader_app.services.sending import write_with_pictures

    written: set[Path] = set()
    for issue, options in issues:
        if out in (None, "-"):
            data(export(issue, form, options))
            continue
        path = target_path(issue, form, Path(out), folder=_is_folder(out), taken=written)
        pictures = write_with_pictures(path, issue, form, options)
        written.add(path)
        line(str(path))
        if pictures:
            message(f"Put the {pictures} pictures in {path.parent / 'pictures'} under {options.pictures}.")
    return 0


def _write_together(issues: Sequence[tuple[Issue, ExportOptions]], form: str, out: str | None) -> int:
    """Write all issues to one file, or to standard output."""
    from reader_app.exporters.registry import export_together
    from reader_app.services.exporting import together, write_file

    if not issues:
        return 1
    content = export_together([issue for issue, _ in issues], form, together(options for _, options in issues))
    if out in (None, "-"):
        data(content)
    else:
        write_file(Path(out), content)
        line(out)
    return 0


def _need_a_folder(number: int, form: str, out: str | None) -> None:
    if number > 1 and form not in MANY and (out is None or not _is_folder(out)):
        raise UsageError(f"{number} issues need a folder to be written to: “-o FOLDER{os.sep}”.")


def _is_folder(out: str) -> bool:
    try:
        return out.endswith(os.sep) or Path(out).is_dir()
    except OSError:  # such as a name that is too long: whoever writes to it says so
        return False


COMMANDS = (convert_command, export_command)
