"""Where the program starts: hands the command line what only windows can do; Qt is loaded when that is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Literal

from reader_app.errors import UsageError
from reader_app.paths import library_file


def main() -> int:
    """Run the command line of this process and return its exit code (see docs/guide/command-line.md).

    Without arguments, the window opens before the command line is even loaded; that says in its way if it cannot.
    """
    if not sys.argv[1:]:
        with suppress(UsageError):
            return _open(library_file(), ())
    from reader_app.cli.main import run
    from reader_app.cli.session import Windows

    return run(sys.argv[1:], Windows(_open, _screenshot, _printing))


def _open(library: Path, paths: Sequence[Path]) -> int:
    try:
        from reader_app.app import run_window
    except ImportError as error:
        raise _no_qt(error) from error
    return run_window(library, paths)


def _screenshot(library: Path, out: Path, theme: Literal["light", "dark"], window: Literal["reader", "editor"]) -> Path:
    try:
        from reader_app.app import screenshot

        return screenshot(library, out, theme=theme, window=window)
    except ImportError as error:
        raise _no_qt(error) from error


def _printing() -> AbstractContextManager[Callable[[str], bytes]]:
    try:
        from reader_app.app import printing

        return printing()
    except ImportError as error:
        raise _no_qt(error) from error


def _no_qt(error: ImportError) -> UsageError:
    return UsageError(f"Qt cannot be loaded: {error}. The README names the system libraries it needs.")


if __name__ == "__main__":
    sys.exit(main())
