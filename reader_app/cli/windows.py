"""The commands that need the windows: open, screenshot."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from reader_app.cli.output import line
from reader_app.cli.session import Session, pass_session


@click.command("open", short_help="Open the window, import files and show the first.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@pass_session
def open_command(session: Session, paths: tuple[Path, ...]) -> int:
    """Open the window, import PATH... and show the first."""
    return session.windows.open(session.path, paths)


@click.command("screenshot", short_help="Draw a window off screen to a PNG file.")
@click.argument("out", metavar="OUT.png", type=click.Path(path_type=Path))
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True)
@click.option("--window", type=click.Choice(["reader", "editor"]), default="reader", show_default=True)
@pass_session
def screenshot_command(
    session: Session, out: Path, theme: Literal["light", "dark"], window: Literal["reader", "editor"]
) -> None:
    """Draw a window off screen to OUT.png, with the samples where the library is empty."""
    line(str(session.windows.screenshot(session.path, out, theme, window)))


COMMANDS = (open_command, screenshot_command)
