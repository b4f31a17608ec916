"""Writes an issue to a file in one of the formats: whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reader_app import asides, private
from reader_app.errors import FileError, UsageError
from reader_app.exporters.options import Asset, ExportOptions
from reader_app.exporters.registry import FORMATS, export
from reader_app.model.origin import digest
from reader_app.model.publication import complete
from reader_app.model.walk import file_stem
from reader_app.services.publications import publication_named

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.model.codec import JsonObject
    from reader_app.model.issue import Issue
    from reader_app.model.origin import Imported, Origin

_SENTENCES: Final = {
    errno.ENOSPC: "The disk is full; nothing was written.",
    errno.EDQUOT: "The disk quota is used up; nothing was written.",
    errno.EROFS: "The folder is read-only; choose another one.",
    errno.EACCES: "The folder may not be written to; choose another one.",
    errno.EPERM: "The folder may not be written to; choose another one.",
    errno.ENOENT: "There is no such folder.",
    errno.ENOTDIR: "The folder is a file; choose another one.",
    errno.EEXIST: "There is a file of that name; choose another one.",
    errno.EISDIR: "There is a folder of that name; choose another name.",
    errno.ENAMETOOLONG: "The file's name is too long.",
}


def export_issue(library: Library | None, issue: Issue, form: str, target: Path | None) -> bytes | Path:
    """Return the bytes of `issue` in the format `form`, or the path of the file they were written to.

    With a folder as `target` the file gets its default name. Pictures come from `library`. Raises UsageError for an
    unknown format, FileError when the file cannot be written; then what stood there before is untouched.
    """
    issue, options = for_export(library, issue) if library is not None else (issue, ExportOptions())
    data = export(issue, form, options)
    if target is None:
        return data
    path = target_path(issue, form, target)
    write_file(path, data)
    return path


def for_export(library: Library, issue: Issue) -> tuple[Issue, ExportOptions]:
    """Return `issue` as it is exported, and with what options.

    An issue that is written here takes from its publication what it does not say itself; one that was read somewhere
    stays what it was.
    """
    options = library_options(library, issue)
    publication = publication_named(library, issue.publication) if options.origin is None else None
    if publication is None:
        return issue, options
    return complete(issue, publication), replace(options, look=publication.look, pictures=publication.pictures)


def library_options(library: Library, issue: Issue) -> ExportOptions:
    """Return what an export of `issue` takes from `library`: pictures; for an issue it has, origin and warnings."""
    try:
        origin, warnings = library.origins(issue.id)[0], library.warnings(issue.id)
    except UsageError:
        return picture_options(library)
    return replace(
        picture_options(library),
        origin=_origin(origin),
        warnings=warnings,
        display=lambda: library.display(issue.id),
    )


def picture_options(library: Library) -> ExportOptions:
    """Return options that know the pictures of `library`, those fetched from the web too."""

    def fetched(address: str) -> str | None:
        known = library.remote_pictures((address,)).get(address)
        return (known.asset or None) if known else None

    return ExportOptions(asset=library.asset, fetched=fetched)


def imported_options(imported: Imported) -> ExportOptions:
    """Return what an export of an issue that is in no library takes from its source."""
    assets = {digest(asset.data): (asset.data, asset.media_type) for asset in imported.assets}
    return ExportOptions(
        asset=assets.get,
        origin=_origin(imported.origin),
        warnings=imported.warnings,
        display=lambda: imported.display,
    )


def together(options: Iterable[ExportOptions]) -> ExportOptions:
    """Return the options for one file with several issues: a picture comes from the first that has it."""
    every = list(options)
    sources = list(dict.fromkeys(each.asset for each in every))
    fetching = list(dict.fromkeys(each.fetched for each in every))

    def asset(sha256: str) -> Asset | None:
        return next((found for source in sources if (found := source(sha256))), None)

    def fetched(address: str) -> str | None:
        return next((found for source in fetching if (found := source(address))), None)

    return ExportOptions(asset=asset, fetched=fetched)


def _origin(origin: Origin) -> JsonObject:
    return {"kind": origin.kind, "platform": origin.platform, "sha256": origin.sha256}


def target_path(
    issue: Issue, form: str, target: Path, *, folder: bool | None = None, taken: Collection[Path] = ()
) -> Path:
    """Return the file to write `issue` to: `target`, or when that is a folder a file in it that is none of `taken`.

    `folder` says whether `target` is one; without it the disk does.
    """
    if not (target.is_dir() if folder is None else folder):
        return target
    name = default_name(issue, form)
    path, number = target / name, 2
    stem, suffix = name.removesuffix(FORMATS[form].suffix), FORMATS[form].suffix
    while path in taken:
        path, number = target / f"{stem}-{number}{suffix}", number + 1
    return path


def default_name(issue: Issue, form: str) -> str:
    """Return a file name for `issue` in the format `form`, such as ``architecture-notes-177.html``."""
    if form not in FORMATS:
        raise UsageError(f"There is no format “{form}”. There are: {', '.join(FORMATS)}.")
    return file_stem(issue) + FORMATS[form].suffix


def write_file(path: Path, data: bytes) -> None:
    """Write `data` to `path` aside and put it in place, so that the file is never half. Raises FileError.

    A link stays one: the file it leads to is written. A device or pipe, which has no place to put aside, is written to.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if path.exists() and (path.is_relative_to("/dev") or not path.is_file()):
            path.write_bytes(data)
        else:
            _replace(path.resolve(), data)
    except OSError as error:
        raise file_error(path, error) from error


def file_error(path: Path, error: OSError) -> FileError:
    """Return what to say of an `error` while `path` was written."""
    sentence = _SENTENCES.get(error.errno or 0, f"It cannot be written: {error.strerror or 'the disk failed'}.")
    return FileError(f"{path}: {sentence}")


def _replace(path: Path, data: bytes) -> None:
    asides.clear(path.parent)
    aside = asides.aside(path)
    try:
        with private.open_file(aside, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.chmod(0o666 & ~_umask())
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
