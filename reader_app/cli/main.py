"""The command ``masthead``: its options, its commands, and the one place where errors become sentences and codes."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

import click

from reader_app import __version__
from reader_app.cli import (
    archiving,
    checking,
    drafts,
    exporting,
    importing,
    inside,
    lists,
    naming,
    reading,
    reimporting,
    upkeep,
    windows,
)
from reader_app.cli.output import message
from reader_app.cli.session import Session, Windows
from reader_app.errors import LibraryError, MastheadError, UsageError

DONE, IN_PART, WRONG_USAGE, NO_LIBRARY, INTERRUPTED = 0, 1, 2, 3, 130

EPILOG = """
ISSUE is an id, the unique start of one, or Publication#177.
Exit codes: 0 done, 1 done in part, 2 wrong usage, 3 the library cannot be used.
"""


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EPILOG,
)
@click.option(
    "--library",
    "library",
    metavar="FILE",
    help="The library to use; else the one MASTHEAD_LIBRARY names; else the one in your data folder.",
)
@click.option("--anyway", is_flag=True, help="Write to the library although another computer has it open.")
@click.option("--debug", is_flag=True, help="Show where in the program an error arose.")
@click.version_option(__version__, prog_name="masthead", message="%(prog)s %(version)s")
@click.pass_context
def masthead(context: click.Context, library: str | None, anyway: bool, debug: bool) -> int:  # noqa: ARG001 - run() reads --debug
    """Read newsletters and make them. Without a command the window opens."""
    session = Session(context.find_object(Windows) or context.exit(WRONG_USAGE), library, anyway)
    context.obj = session
    if context.invoked_subcommand is None:
        return session.windows.open(session.path, ())
    return DONE


for command in (
    *windows.COMMANDS,
    *importing.COMMANDS,
    *reimporting.COMMANDS,
    *lists.COMMANDS,
    *inside.COMMANDS,
    *reading.COMMANDS,
    *naming.COMMANDS,
    *drafts.COMMANDS,
    *checking.COMMANDS,
    *exporting.COMMANDS,
    *archiving.COMMANDS,
    *upkeep.COMMANDS,
):
    masthead.add_command(command)


def run(arguments: Sequence[str], windows: Windows) -> int:
    """Run the command line `arguments` and return the exit code. What goes wrong ends in one sentence."""
    debug = "--debug" in arguments
    _prepare_streams()
    try:
        return _run(arguments, windows)
    except click.exceptions.Abort:
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return IN_PART
    except Exception as error:  # noqa: BLE001 - the top of the program: what no one expected ends in a sentence too
        return _report(error, debug=debug)


def _prepare_streams() -> None:
    """Make standard output and error fit for any text: a name on a disk may hold bytes that are none."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started this process
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for the whole run
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run(arguments: Sequence[str], windows: Windows) -> int:
    try:
        code = masthead.main(args=list(arguments), prog_name="masthead", standalone_mode=False, obj=windows)
        sys.stdout.flush()
    except click.UsageError as error:
        help_for = error.ctx.command_path if error.ctx else "masthead"
        message(f"{error.format_message()} (“{help_for} --help” says how it is used.)")
        return WRONG_USAGE
    return code if isinstance(code, int) else DONE


def _report(error: Exception, *, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    match error:
        case LibraryError():
            message(error.sentence)
            return NO_LIBRARY
        case UsageError():
            message(error.sentence)
            return WRONG_USAGE
        case MastheadError():
            message(error.sentence)
        case OSError():
            if error.filename is None:
                _forget_output()
            message(f"{error.filename or 'The output cannot be written'}: {error.strerror or error}.")
        case _:
            from reader_app.services.bug_report import fault_of_ours

            message(f"A fault in Masthead itself: {fault_of_ours(error)}. “masthead --debug …” shows more.")
    return IN_PART


def _forget_output() -> None:
    """Let what is still to be written go nowhere: nobody reads it any more, or there is no room for it."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
