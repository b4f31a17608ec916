"""Recognises a platform's export at a path: in a zip, in a folder, or by one of its files."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from reader_app.errors import FileError, FormatError
from reader_app.importers.archives import (
    beehiiv,
    buttondown,
    curated,
    ghost,
    loose,
    mailchimp,
    revue,
    revue_dump,
    substack,
)
from reader_app.importers.archives.archive import MAX_ENTRY, Archive, FolderArchive, ZipArchive, is_subscriber_list
from reader_app.importers.archives.loose import document
from reader_app.importers.archives.reader import Part, PartsReader, Reader, located, refusal
from reader_app.importers.archives.rows import row
from reader_app.importers.archives.signs import START, is_curated, is_ghost, is_platform_json
from reader_app.patterns import any_case, regex

_PLATFORMS: Final[tuple[Callable[[Archive], PartsReader | None], ...]] = (
    revue.find,
    substack.find,
    beehiiv.find,
    buttondown.find,
    curated.find,
    mailchimp.find,
    ghost.find,
    revue_dump.find,
)
_TABLES = regex(
    r"issues(?P<token>_.*)?\.csv|(?:.*[ _-])?posts?(?:[ _-].*)?\.csv|emails\.(?:csv|json)|.*campaigns?.*\.csv",
    re.IGNORECASE,
)
_SIGNS = any_case(
    rf"{_TABLES.pattern.replace('?P<token>', '?:')}|items(?:_.*)?\.json|.*(?:revue|ghost).*\.json"
    r"|data-export|campaigns_content",
)
_ITEMS = any_case(r"items(?P<token>_.*)?\.json")
_MAIL_FIELDS: Final = frozenset({"email", "e_mail", "email_address", "e_mail_address", "subscriber_email"})
PRIVATE: Final = "It is a list of subscribers; Masthead never reads those."
_ZIPS: Final = "It holds other zips; unpack it and import those."
UNKNOWN: Final = "The zip holds no mail, page or text, and no export Masthead knows."


def archive_in(path: Path) -> Reader | None:
    """Return the reader of the export at `path` (a folder, or a zip, CSV or JSON file); None when it is none.

    Only the beginning of a file and the names in a folder are looked at to tell. Raises FileError or FormatError with
    one sentence when it is an export that cannot be read, or a zip that is damaged or built to do harm.
    """
    if path.is_dir():
        return _in_archive(FolderArchive(path)) if _has_signs(path) else None
    is_zip = path.suffix.lower() == ".zip"
    if is_subscriber_list(path.name) and not is_zip:
        return refusal(path.name, PRIVATE)
    start = _start_of(path)
    if is_zip or start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_zip(path)
    if _TABLES.fullmatch(path.name) or _ITEMS.fullmatch(path.name):
        found = _of_table(path)
        if found is not None:
            return found
    if path.suffix.lower() in (".csv", ".tsv"):
        return refusal(path.name, PRIVATE) if _names_addresses(start) else None
    return _of_json(path, start) if path.suffix.lower() == ".json" else None


def json_reader(data: bytes, name: str) -> Reader:
    """Return the reader of a platform's JSON file by its content. Raises FormatError when it is broken or none."""
    start = data[:START].removeprefix(b"\xef\xbb\xbf")
    if is_ghost(start):
        return ghost.reader(data)
    if is_curated(start):
        return PartsReader(curated.PLATFORM, (Part(name, lambda: curated.read(data, name)),))
    return revue_dump.reader(data)


def _in_archive(archive: Archive) -> PartsReader | None:
    return next((found for find in _PLATFORMS if (found := find(archive)) is not None), None)


def _has_signs(folder: Path) -> bool:
    try:
        return (
            any(_SIGNS.fullmatch(path.name) for path in folder.iterdir()) or (folder / "issues" / "published").is_dir()
        )
    except OSError as error:
        raise FileError(f"The folder cannot be read: {error.strerror or 'the disk reports an error'}.") from error


def _start_of(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(START)
    except OSError as error:
        raise FileError(f"The file cannot be read: {error.strerror or 'the disk reports an error'}.") from error


def _names_addresses(start: bytes) -> bool:
    """Tell whether a table that begins with `start` has a column of e-mail addresses."""
    head = start.partition(b"\n")[0].replace(b"\0", b"").decode("ascii", "ignore")
    fields = re.split(r"[,;\t]", head)
    return not _MAIL_FIELDS.isdisjoint(row(dict.fromkeys(fields, None)).values)


class _Beside:
    """A table of an export with what lies beside it and belongs to it, and nothing else of its folder."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._folder = FolderArchive(path.parent)

    def names(self) -> tuple[str, ...]:
        """Return the table, its items, and the files in the folders an export has."""
        match = _TABLES.fullmatch(self.name)
        token = (match["token"] or "") if match else ""
        own = {self.name, f"items{token}.json"} if match and self.name.lower().startswith("issues") else {self.name}
        return tuple(name for name in self._folder.names() if "/" in name or name in own)

    def read(self, name: str) -> bytes:
        """Return the bytes of `name`. Raises FileError or FormatError."""
        return self._folder.read(name)


def _of_zip(path: Path) -> Reader:
    """Return the reader of a zip: of the export or the files in it, else a refusal.

    What its name says is only believed where it holds neither; lists of people within it are never opened.
    """
    if not path.stat().st_size:
        raise FormatError("The file is empty.")
    archive = ZipArchive(path)
    known = document(archive)
    if known:
        return refusal(path.name, known)
    unread = PRIVATE if is_subscriber_list(path.name) else _ZIPS if located(archive, r".*\.zip") else UNKNOWN
    return _in_archive(archive) or loose.find(archive) or refusal(path.name, unread)


def _of_table(path: Path) -> Reader | None:
    items = _ITEMS.fullmatch(path.name)
    if items and path.with_name(f"issues{items['token'] or ''}.csv").exists():
        return PartsReader(revue.PLATFORM, ())
    return _in_archive(_Beside(path))


def _of_json(path: Path, start: bytes) -> Reader | None:
    if not is_platform_json(start):
        return None
    try:
        if path.stat().st_size > MAX_ENTRY:
            raise FormatError(f"The JSON file is larger than {MAX_ENTRY // 1_000_000} MB.")
        return json_reader(path.read_bytes(), path.name)
    except OSError as error:
        raise FileError(f"The file cannot be read: {error.strerror or 'the disk reports an error'}.") from error
