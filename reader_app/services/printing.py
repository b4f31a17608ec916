"""A PDF in two steps, for who prints in another thread than the one that has the library."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reader_app.errors import FileError
from reader_app.exporters.pdf import OutlineEntry, completed, page_to_print
from reader_app.services.exporting import for_export, write_file

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.model.issue import Issue

NOT_PRINTED: Final = "The page could not be printed; there may be too little memory."


@dataclass(frozen=True, slots=True)
class PageToPrint:
    """A page for the engine, and where the PDF goes."""

    html: str
    issue: Issue
    outline: tuple[OutlineEntry, ...]
    target: Path


def page_of(library: Library, issue: Issue, target: Path) -> PageToPrint:
    """Return the page of `issue`, with the pictures of `library`, that becomes the file `target`."""
    issue, options = for_export(library, issue)
    html, outline = page_to_print(issue, options)
    return PageToPrint(html, issue, tuple(outline), target)


def write_printed(page: PageToPrint, data: bytes | None) -> Path:
    """Write what the engine made of `page` to its file, and return that.

    Raises FileError when it cannot be written, or when `data` is None: the engine could not print it.
    """
    if data is None:
        raise FileError(NOT_PRINTED)
    write_file(page.target, completed(data, page.issue, page.outline))
    return page.target
