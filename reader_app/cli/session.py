"""What every command is given: which library, and what the windows can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from reader_app.cli.output import message
from reader_app.errors import LibraryError, LibraryErrorKind
from reader_app.paths import library_file

if TYPE_CHECKING:
    from reader_app.library.library import Library

_CACHE: Final = 8  # megabytes of the library that are enough to read each part of it once


@dataclass(frozen=True, slots=True)
class Windows:
    """What needs Qt, passed in by the composition.

    `open(library, paths)` runs the reading window and returns the exit code; `screenshot(library, out, theme, window)`
    returns the path of the picture it drew; `printing()` gives what prints a page of HTML to PDF.
    """

    open: Callable[[Path, Sequence[Path]], int]
    screenshot: Callable[[Path, Path, Literal["light", "dark"], Literal["reader", "editor"]], Path]
    printing: Callable[[], AbstractContextManager[Callable[[str], bytes] | None]] = nullcontext


@dataclass(slots=True)
class Session:
    """One run of the command line. `chosen` is the library named by ``--library``, None for the usual one.

    With `anyway` it is opened for writing although another machine has it open.
    """

    windows: Windows
    chosen: str | None = None
    anyway: bool = False

    @property
    def path(self) -> Path:
        """The library's file. It may not exist yet."""
        return library_file(self.chosen)

    def library(self) -> Library:
        """Open the library for writing; it is made when it is not there. Raises LibraryError."""
        return self._opened(self.path)

    def library_to_read(self) -> Library:
        """Open the library that is there, for reading alone where that will do. Raises LibraryError."""
        path = self._existing()
        try:
            return self._opened(path, read_only=True, cache=_CACHE)
        except LibraryError as error:
            if error.kind is not LibraryErrorKind.READ_ONLY:
                raise
        return self._opened(path, cache=_CACHE)  # of an older Masthead: it is brought up to date so

    def library_to_check(self) -> Library:
        """Open the library that is there, for writing where that is allowed. Raises LibraryError."""
        path = self._existing()
        try:
            return self._opened(path)
        except LibraryError as error:
            if error.kind not in (LibraryErrorKind.READ_ONLY, LibraryErrorKind.ELSEWHERE):
                raise
        return self._opened(path, read_only=True)

    def _existing(self) -> Path:
        path = self.path
        if not path.exists():
            sentence = f"There is no library “{path}” yet; “masthead import PATH” makes it."
            raise LibraryError(LibraryErrorKind.NO_ACCESS, sentence)
        return path

    def _opened(self, path: Path, *, read_only: bool = False, cache: int | None = None) -> Library:
        """Open the library, and say on standard error what the person must know of it."""
        from reader_app.library.connection import CACHE
        from reader_app.library.guarding.presence import share
        from reader_app.library.library import Library

        if self.anyway:
            share(path)
        try:
            library = Library.open(path, read_only=read_only, cache=cache or CACHE)
        except LibraryError as error:
            if error.kind is not LibraryErrorKind.ELSEWHERE:
                raise
            sentence = f"{error.sentence} “masthead --anyway …” goes on all the same."
            raise LibraryError(error.kind, sentence) from error
        for notice in library.notices:
            message(notice)
        return library


pass_session = click.make_pass_decorator(Session)
