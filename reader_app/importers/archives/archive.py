"""One view of what a platform exports, whether it is a zip or a folder: names, and the bytes behind one of them.

Nothing is ever unpacked to the disk. Names that would leave the archive, lists of subscribers and the litter of file
managers are not among the names, so no reader can open them.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final, Protocol

from reader_app.errors import FileError, FormatError
from reader_app.importers.charset_guess import guessed
from reader_app.importers.other_forms import ZIP_IN_PARTS
from reader_app.patterns import any_case, regex

MAX_ENTRIES: Final = 100_000
MAX_ENTRY: Final = 64_000_000
MAX_TOTAL: Final = 2_000_000_000
MAX_RATIO: Final = 200
_FREE_OF_RATIO: Final = 1_000_000
_DEEPEST: Final = 8
# The others let a few bytes ask for gigabytes of memory.
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1
_PEOPLE = any_case(
    r"subscriber|subscription|member|contact|audience|recipient|unsubscri|(?:e-?)?mail[_ -]?list|mailing[_ -]?list"
    r"|abonn|suscript|empf[aä]nger",
)
_PEOPLE_AS_JSON = any_case(
    r"(?:subscribers?|members|contacts|audiences?|recipients|email[_-]?list)(?:[_.-](?:export|[\da-f]{4,}))*\.jsonl?",
)
_STATISTICS = any_case(r"\.(?:opens|delivers|clicks)\.csv\Z")
_TABLE_SUFFIXES: Final = frozenset({".csv", ".tsv", ".xls", ".xlsx", ".vcf", ".zip", ".gz"})
_EXPORT_FOLDERS: Final = frozenset({"posts", "emails", "campaigns_content", "issues", "data-export"})
_LITTER: Final = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})
_END = regex(rb"PK\x05\x06")
_NAMED_IN_UTF8: Final = 0x800
_UNSAID: Final = "cp437"  # what zipfile takes for the character set of such names (APPNOTE.TXT, appendix D)
_SHORTEST_END: Final = 22
_LONGEST_END: Final = _SHORTEST_END + 0xFFFF
_IN_ZIP64: Final = 0xFFFF
_PART_NAME = regex(r"\.\d{3}")


class TooLargeError(FormatError):
    """A file of an archive is larger than what is read at once."""


class Archive(Protocol):
    """The files of one export. Names use ``/`` and are as the platform wrote them."""

    name: str

    def names(self) -> tuple[str, ...]:
        """Return the names that may be read, in their order. Raises FormatError or FileError with one sentence."""

    def read(self, name: str) -> bytes:
        """Return the bytes of `name`. Raises FormatError or FileError with one sentence; the others stay readable."""


def is_subscriber_list(name: str) -> bool:
    """Tell whether a file called `name` holds people's addresses by all appearance. Such a file is never opened.

    Only tables are meant, and JSON files called nothing else: "members-only.html" is an issue.
    """
    path = PurePosixPath(name)
    if _STATISTICS.search(name) or _PEOPLE_AS_JSON.fullmatch(path.name):
        return True
    return path.suffix.lower() in _TABLE_SUFFIXES and _PEOPLE.search(path.name) is not None


class ZipArchive:
    """A zip file, read where it lies."""

    def __init__(self, path: Path) -> None:
        """Open the zip at `path`. Raises FormatError when it is damaged, too large or built to do harm."""
        self.name = path.name
        try:
            if _is_in_parts(path):
                raise FormatError(ZIP_IN_PARTS)
            self._zip = zipfile.ZipFile(path)
        except OSError as error:
            raise FileError(_cannot_read(error)) from error
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            raise FormatError("The zip file is damaged: its list of files cannot be read.") from error
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise FormatError(f"The zip file holds more than {MAX_ENTRIES:,} files; no newsletter's export does.")
        if sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise FormatError(f"The zip file unpacks to more than {MAX_TOTAL // 1_000_000:,} MB.")
        # Some programs of Windows write backslashes where the format has slashes (APPNOTE.TXT, 4.4.17).
        named = ((name.replace("\\", "/"), entry) for name, entry in zip(_names_of(entries), entries, strict=True))
        self._entries = {name: entry for name, entry in named if _is_fit(name) and not name.endswith("/")}

    def names(self) -> tuple[str, ...]:
        """Return the names of the files, in the order of the zip."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes:
        """Return the bytes of `name`, at most `MAX_ENTRY` of them. Raises FormatError with one sentence."""
        entry = self._entries.get(name)
        if entry is None:
            raise FormatError("The export does not hold this file.")
        if entry.flag_bits & _ENCRYPTED:
            raise FormatError("The file is encrypted; unpack the zip with its password first.")
        if entry.compress_type not in _METHODS:
            raise FormatError(
                "The file is packed in a way that no newsletter's export is; pack the zip in the usual one."
            )
        if entry.file_size > max(_FREE_OF_RATIO, entry.compress_size * MAX_RATIO):
            raise FormatError("The file is compressed beyond all measure; it was not unpacked.")
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(MAX_ENTRY + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise FormatError("The file is damaged within the zip and cannot be unpacked.") from error
        except OSError as error:
            raise FileError(_cannot_read(error)) from error
        return _bounded(data)


class FolderArchive:
    """A folder that holds an export unpacked: its own files and those below the folders platforms make."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._path = path
        self._names: dict[str, None] | None = None  # a dictionary, for its order

    def names(self) -> tuple[str, ...]:
        """Return the names of the files, sorted folder by folder. Raises FileError or FormatError."""
        return tuple(self._known())

    def _known(self) -> dict[str, None]:
        if self._names is None:
            found: dict[str, None] = {}
            for name in self._inside(self._path, 0):
                found[name] = None
                if len(found) > MAX_ENTRIES:
                    raise FormatError(f"The folder holds more than {MAX_ENTRIES:,} files; no newsletter's export does.")
            self._names = found
        return self._names

    def read(self, name: str) -> bytes:
        """Return the bytes of `name`, at most `MAX_ENTRY` of them. Raises FileError or FormatError."""
        if name not in self._known():
            raise FormatError("The export does not hold this file.")
        try:
            with (self._path / name).open("rb") as stream:
                return _bounded(stream.read(MAX_ENTRY + 1))
        except OSError as error:
            raise FileError(_cannot_read(error)) from error

    def _inside(self, folder: Path, depth: int) -> Iterator[str]:
        try:
            paths = sorted(folder.iterdir())
        except OSError as error:
            raise FileError(f"The folder cannot be read: {error.strerror or 'the disk reports an error'}.") from error
        for path in paths:
            name = path.relative_to(self._path).as_posix()
            if not _is_fit(name) or path.is_symlink():
                continue
            if path.is_file():
                yield name
            elif path.is_dir() and depth < _DEEPEST and (depth or path.name.lower() in _EXPORT_FOLDERS):
                yield from self._inside(path, depth + 1)


def _is_fit(name: str) -> bool:
    """Tell whether `name` stays within the archive, is no litter of a file manager and no list of people."""
    if not name or "\\" in name or "\0" in name or name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return False
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or _LITTER.intersection(parts) or parts[-1].startswith("._"):
        return False
    return not is_subscriber_list(name)


def _names_of(entries: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Return the names of `entries`, all of one zip.

    Many programs write them in the character set of their computer, or in UTF-8, without saying which.
    """
    unsaid = [entry.filename for entry in entries if not entry.flag_bits & _NAMED_IN_UTF8]
    unsaid = [name for name in unsaid if not name.isascii()]
    codec = ""
    if unsaid:
        joined = "\n".join(unsaid).encode(_UNSAID, "replace")
        codec = "utf-8" if _is_utf8(joined) else guessed(joined)
    return [
        entry.filename.encode(_UNSAID, "replace").decode(codec, "replace")
        if codec and not entry.flag_bits & _NAMED_IN_UTF8
        else entry.filename
        for entry in entries
    ]


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_in_parts(path: Path) -> bool:
    """Tell whether the zip at `path` says that it is the last of several parts (APPNOTE.TXT, 4.3.16)."""
    if _PART_NAME.fullmatch(path.suffix):
        return True
    with path.open("rb") as stream:
        stream.seek(max(0, stream.seek(0, io.SEEK_END) - _LONGEST_END))
        tail = stream.read()
    for end in (match.start() for match in _END.finditer(tail)):
        number, comment = (int.from_bytes(tail[end + at : end + at + 2], "little") for at in (4, 20))
        if end + _SHORTEST_END + comment == len(tail):
            return 0 < number < _IN_ZIP64
    return False


def _bounded(data: bytes) -> bytes:
    if len(data) > MAX_ENTRY:
        raise TooLargeError(f"The file is larger than {MAX_ENTRY // 1_000_000} MB; no newsletter is.")
    return data


def _cannot_read(error: OSError) -> str:
    return f"The file cannot be read: {error.strerror or 'the disk reports an error'}."
