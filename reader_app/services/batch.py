"""Exports any number of issues in one go: files in a folder, one book or zip, or an archive site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from reader_app.errors import MastheadError, UsageError
from reader_app.exporters.registry import FORMATS, export_together
from reader_app.model.issue import Issue
from reader_app.services.exporting import for_export, target_path, together, write_file
from reader_app.services.sending import NO_CHOICES, PICTURES, Choices, prepared, write_with_pictures

if TYPE_CHECKING:
    from reader_app.exporters.options import ExportOptions
    from reader_app.library.library import Library

SITE: Final = "site"  # what an order names in the place of a format
Printer = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is to be written: `issues` by their ids, or as they are in a window; the format; a file or a folder.

    For the archive site (`SITE`) `publication` and `url` say what `ArchiveOptions` says; it takes no `issues`.
    """

    issues: tuple[UUID | Issue, ...]
    form: str
    target: Path
    choices: Choices = NO_CHOICES
    publication: str | None = None
    url: str = ""

    @property
    def is_folder(self) -> bool:
        """Whether the target is a folder: several files go into it, or a site."""
        return self.form == SITE or (len(self.issues) > 1 and not FORMATS[self.form].many)


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What became of an order: where it was written, what could not be, and what is to be said, each in a sentence."""

    path: Path
    files: int = 0
    failed: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    cancelled: bool = False


def carry_out(
    library: Library,
    order: ExportOrder,
    *,
    printer: Printer | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ExportReport:
    """Write what `order` asks for; an issue that cannot be written is named in the report, and the others go on.

    One alone that cannot be written, or a target that cannot, raises a MastheadError. What was written when it is
    cancelled stays, whole.
    """
    if order.form == SITE:
        return _site(library, order, progress, cancelled)
    if order.form in FORMATS and FORMATS[order.form].many:
        return _one_file(library, order, progress, cancelled)
    return _files(library, order, printer, progress, cancelled)


def _site(
    library: Library, order: ExportOrder, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> ExportReport:
    from reader_app.services.archiving import ArchiveOptions, archive

    options = ArchiveOptions(order.publication, order.url)
    found = archive(library, order.target, options, progress=progress, cancelled=cancelled)
    remarks = tuple(remark for remark in found.remarks if "--url" not in remark)
    return ExportReport(order.target, found.written, remarks=remarks, cancelled=found.cancelled)


def _one_file(
    library: Library, order: ExportOrder, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> ExportReport:
    found: list[tuple[Issue, ExportOptions]] = []
    for number, issue in enumerate(order.issues, 1):
        found.append(_given(library, issue, order.choices))
        progress(number, len(order.issues) + 1)
        if cancelled():
            return ExportReport(order.target, cancelled=True)
    options = together(options for _, options in found)
    write_file(order.target, export_together([issue for issue, _ in found], order.form, options))
    progress(len(order.issues) + 1, len(order.issues) + 1)
    return ExportReport(order.target, 1)


def _files(
    library: Library,
    order: ExportOrder,
    printer: Printer | None,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> ExportReport:
    written: set[Path] = set()
    failed: list[str] = []
    pictures = 0
    place = ""
    for number, issue, options in _each(library, order, failed):
        path = target_path(issue, order.form, order.target, folder=order.is_folder, taken=written)
        try:
            count = write_with_pictures(path, issue, order.form, replace(options, printer=printer))
        except UsageError as error:
            if len(order.issues) == 1:
                raise
            failed.append(f"{issue.title or path.name}: {error.sentence}")
            continue
        finally:
            progress(number, len(order.issues))
        written.add(path)
        pictures, place = pictures + count, options.pictures
        if cancelled():
            break
    remarks = (_pictures(pictures, order, place),) if pictures else ()
    only = next(iter(written)) if len(written) == 1 else order.target
    stopped = cancelled() and len(written) + len(failed) < len(order.issues)
    return ExportReport(only, len(written), tuple(failed), remarks, stopped)


def _each(library: Library, order: ExportOrder, failed: list[str]) -> Iterator[tuple[int, Issue, ExportOptions]]:
    """Yield the issues with their numbers; one that is not there any more is noted in `failed`."""
    for number, issue in enumerate(order.issues, 1):
        try:
            yield number, *_given(library, issue, order.choices)
        except MastheadError as error:
            if len(order.issues) == 1:
                raise
            failed.append(error.sentence)


def _given(library: Library, issue: UUID | Issue, choices: Choices) -> tuple[Issue, ExportOptions]:
    found = library.issue(issue) if isinstance(issue, UUID) else issue
    return prepared(*for_export(library, found), choices)


def _pictures(count: int, order: ExportOrder, place: str) -> str:
    folder = (order.target if order.is_folder else order.target.parent) / PICTURES
    named = "The picture is" if count == 1 else f"The {count} pictures are"
    return f"{named} in {folder}, to be put under {place}."
