"""What an import has to read, found as it goes along: files, messages of an mbox, exports of platforms, in order.

Nothing is listed beforehand but one folder at a time, so a million messages take no more memory than one. A unit is
small and can be sent to another process, which opens the file itself.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from reader_app.errors import FormatError, MastheadError
from reader_app.importers import maildir, mbox
from reader_app.importers.litter import folders_of_pages, is_empty_mailbox, is_litter
from reader_app.library.guarding.holding import is_held

_START: Final = 8192
_BESIDE: Final = ("-wal", "-shm", "-journal")
# Exports are zips, or known by the names of their tables; lists of subscribers have these names too.
_MAY_BE_EXPORT: Final = frozenset({".csv", ".tsv", ".json", ".jsonl", ".xls", ".xlsx", ".vcf", ".zip", ".gz"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing to read: a whole file, the `size` bytes at `offset` of an mbox, the export at `path`, or what is kept.

    `part` names it within its file for the person ("message 17"); of the kind "kept", `path` is a library and `part`
    the id of the issue whose original is to be read again. `issues` is how many issues are expected.
    """

    path: Path
    kind: Literal["file", "message", "export", "kept"] = "file"
    part: str = ""
    size: int = 0
    offset: int = 0
    issues: int = 1


@dataclass(frozen=True, slots=True)
class Refused:
    """A file or folder that cannot be read at all, and one sentence that says why."""

    path: Path
    sentence: str
    size: int = 0
    issues: int = 1


def units(paths: Sequence[Path]) -> Iterator[Unit | Refused]:
    """Yield what is to be read in `paths`: files, and folders with all in them but hidden files, each folder once."""
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if path.is_dir():
            yield from _inside(path, seen)
        elif _is_of_library(path):
            yield Refused(path, "It is the library that is open, or a part of it.")
        else:
            yield from _file(path)


def _is_of_library(path: Path) -> bool:
    """Tell whether `path` is a library that is open, or one of SQLite's files beside it.

    Reading these by other means than SQLite's would drop the locks on them.
    """
    main = next((path.with_name(path.name.removesuffix(end)) for end in _BESIDE if path.name.endswith(end)), path)
    return is_held(main) or is_held(path)


def weight(paths: Sequence[Path]) -> int:
    """Return about how many bytes `units` of `paths` are, found without opening a file."""
    total = 0
    for path in paths:
        try:
            total += path.stat().st_size
        except OSError:
            continue
        if path.is_dir():
            total += _weight_inside(path)
    return total


def _weight_inside(top: Path) -> int:
    total = 0
    waiting = [str(top)]
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.is_file():
                    total += entry.stat().st_size
    return total


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _inside(top: Path, seen: set[tuple[int, int]]) -> Iterator[Unit | Refused]:
    """Yield what is in the folder `top` and below, by name. A folder is no deeper than a path may be long.

    A library that is open is left out.
    """
    waiting = [(top, "", True)]
    while waiting:
        folder, name, is_folder = waiting.pop()
        path = folder / name
        if not is_folder and _is_of_library(path):
            continue
        if not is_folder:
            yield from _file(path)
            continue
        try:
            here = path.stat()
            if (here.st_dev, here.st_ino) in seen:
                continue
            seen.add((here.st_dev, here.st_ino))
            if maildir.is_maildir(path):
                for message in maildir.messages(path):
                    yield Unit(message, size=_size(message))
                continue
            export, owned = _export_in(path)
            if export is not None:
                yield export
            entries = _entries(path)
        except OSError as error:
            yield Refused(path, f"The folder cannot be read: {error.strerror or 'the disk reports an error'}.")
            continue
        except MastheadError as error:
            yield Refused(path, error.sentence)
            continue
        waiting += ((path, name, is_folder) for name, is_folder in entries if not _belongs(name, owned))


def _entries(folder: Path) -> list[tuple[str, bool]]:
    """Return what may be read in `folder`, the last first: names, and whether they are folders."""
    with os.scandir(folder) as found:
        shown = [entry for entry in found if not entry.name.startswith(".")]
    names = frozenset(entry.name for entry in shown)
    parts = folders_of_pages(names)
    kept = [entry for entry in shown if not is_litter(entry.name) and not _is_beside(entry, names, parts)]
    return sorted(((entry.name, entry.is_dir()) for entry in kept if entry.is_dir() or entry.is_file()), reverse=True)


def _is_beside(entry: os.DirEntry[str], names: frozenset[str], parts: frozenset[str]) -> bool:
    """Tell whether `entry` holds no newsletter of its own: the parts of a page beside it, a mailbox without mails."""
    if entry.name in parts:
        return entry.is_dir()
    return is_empty_mailbox(entry.name, names) and entry.is_file() and not entry.stat().st_size


def _belongs(name: str, owned: frozenset[str]) -> bool:
    """Tell whether the entry `name` of a folder is of the export there, whose files are `owned`."""
    return name in owned or any(each.startswith(f"{name}/") for each in owned)


def _file(path: Path) -> Iterator[Unit | Refused]:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield Refused(path, "This is neither a file nor a folder.")
            return
        with path.open("rb", buffering=0) as file:
            start = file.read(_START)
        if start.startswith(b"PK") or path.suffix.lower() in _MAY_BE_EXPORT:
            export, owned = _export(path)
            if export is not None or owned:
                yield from (export,) if export is not None else ()
                return
        if mbox.looks_like_mbox(start):
            for number, (offset, length) in enumerate(mbox.messages(path), 1):
                yield Unit(path, "message", f"message {number}", length, offset)
            return
    except OSError:
        pass  # who reads it will say why it cannot be read
    except MastheadError as error:
        yield Refused(path, error.sentence)
        return
    yield Unit(path, size=_size(path))


def _export_in(folder: Path) -> tuple[Unit | None, frozenset[str]]:
    """Return what `_export` does; nothing where the export is damaged, since its files are then read one by one."""
    try:
        return _export(folder)
    except FormatError:
        return None, frozenset()


def _export(path: Path) -> tuple[Unit | None, frozenset[str]]:
    """Return the unit for a platform's export at `path`, None when there is none, and the files that belong to it."""
    from reader_app.importers.archives.find import archive_in

    reader = archive_in(path)
    if reader is None:
        return None, frozenset()
    total = reader.total()
    owned = reader.names or frozenset({path.name})
    return (Unit(path, "export", size=_size(path), issues=total) if total else None), owned
