"""The command that checks an issue before it is sent: check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reader_app.cli.lists import json_option
from reader_app.cli.output import columns_of, count, json_line, message, row
from reader_app.cli.session import Session, pass_session
from reader_app.errors import LibraryError

if TYPE_CHECKING:
    from datetime import date

    from reader_app.library.library import Library
    from reader_app.services.checking.finding import Finding
    from reader_app.services.preflight import Preflight


@click.command("check", short_help="Check an issue before it is sent.")
@click.argument("subject", metavar="PATH|ISSUE")
@click.option("--links", is_flag=True, help="Try every link over the network too.")
@json_option
@pass_session
def check_command(session: Session, subject: str, links: bool, as_json: bool) -> int:
    """Check an issue before it is sent: a file, an issue of the library or a draft.

    Errors would harm the sending, warnings deserve a look, hints may be left. The exit code is 1 when there is an
    error. A link counts as given before when an earlier issue of the same publication, or a draft, has it.
    """
    from reader_app.services.checking.check import has_errors

    found = _preflights(session, subject)
    if links:
        from reader_app.services.preflight import with_live_links

        found = [with_live_links(each) for each in found]
    for preflight in found:
        if as_json:
            for finding in preflight.findings:
                json_line(_value(finding, preflight))
        else:
            _print(subject, preflight)
    return 1 if any(has_errors(preflight.findings) for preflight in found) else 0


def _preflights(session: Session, subject: str) -> list[Preflight]:
    from datetime import datetime

    today = datetime.now().astimezone().date()
    if not Path(subject).exists():
        with session.library_to_read() as library:
            return [_in_library(library, subject, today)]
    try:
        with session.library_to_read() as library:
            return _in_file(library, Path(subject), today)
    except LibraryError:
        if session.chosen is not None:
            raise
        return _in_file(None, Path(subject), today)  # a file can be checked without any library


def _in_library(library: Library, reference: str, today: date) -> Preflight:
    from reader_app.library.types import Draft
    from reader_app.services.preflight import check_issue, check_text
    from reader_app.services.references import find

    found = find(library, reference)
    if isinstance(found, Draft):
        return check_text(found.text, today, library, found.id)
    return check_issue(library.issue(found), today, library)


def _in_file(library: Library | None, path: Path, today: date) -> list[Preflight]:
    from reader_app.services.importing import read_file
    from reader_app.services.preflight import check_imported

    return [check_imported(imported, today, library) for imported in read_file(path)]


def _print(subject: str, preflight: Preflight) -> None:
    cells = [
        (str(finding.severity), f"line {finding.line}" if preflight.own_text and finding.line else "", finding.sentence)
        for finding in preflight.findings
    ]
    widths = columns_of([*cells, ("", "", "")])
    for each in cells:
        row(each, widths)
    message(f"{preflight.issue.title or subject}: {_summary(preflight.findings)}")


def _summary(findings: tuple[Finding, ...]) -> str:
    severities = [str(finding.severity) for finding in findings]
    counted = ((severities.count(name), name) for name in ("error", "warning", "hint"))
    said = [count(number, name, f"{name}s") for number, name in counted if number]
    return f"{', '.join(said)}." if said else "nothing to be said."


def _value(finding: Finding, preflight: Preflight) -> dict[str, Any]:
    return {
        "issue": preflight.issue.title,
        "rule": finding.rule,
        "severity": str(finding.severity),
        "sentence": finding.sentence,
        "line": finding.line if preflight.own_text and finding.line else None,
        "repair": finding.repair.label if finding.repair else None,
        "other": str(finding.other) if finding.other else None,
    }


COMMANDS = (check_command,)
