"""The journal: what is being typed, on disk within a second, apart from the library.

It is the net under the library: when the program is killed, or the library cannot be written, the text is here.
Each running program owns one *session* in the folder, marked by a lock that dies with the process:

    <session>.lock                  held open and locked while the program runs
    <draft id>.<session>.json       the newest text of one draft
    <draft id>.<session>.new        the one that is being written
    <draft id>.open                 held open and locked while a window shows the draft

Entries of a session whose lock is free were left by a program that ended without saving: they are *pending*.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final
from uuid import UUID

from reader_app import private
from reader_app.errors import FileError
from reader_app.services.filelock import try_lock

FORMAT: Final = "masthead-journal/1"
_UNFINISHED: Final = ".new"


@dataclass(frozen=True, slots=True)
class Entry:
    """The text of one draft as a program that has ended left it. `written` is in UTC; `path` names its file."""

    draft: UUID
    text: str
    base_revision: int
    written: datetime
    path: Path


class Journal:
    """The journal in `folder`, which is made when first needed. Safe to use from one thread for each draft at a time.

    `record`, `clear` and `discard` raise FileError with a sentence when the disk refuses.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._session = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._lock: IO[bytes] | None = None
        self._claims: dict[UUID, IO[bytes]] = {}
        self._opening = threading.Lock()

    def record(self, draft_id: UUID, text: str, base_revision: int) -> None:
        """Put `text` on disk as the newest of the draft; when this returns, a power cut does not lose it."""
        entry = {
            "format": FORMAT,
            "draft": str(draft_id),
            "base_revision": base_revision,
            "written": datetime.now(UTC).isoformat(),
            "text": text,
        }
        try:
            self._open_session()
            _write_durably(self._path(draft_id), json.dumps(entry).encode("ascii"))
        except OSError as error:
            raise FileError(f"The journal in {self.folder} cannot be written: {_reason(error)}.") from error

    def clear(self, draft_id: UUID) -> None:
        """Forget this session's text of the draft: the library has it."""
        self._remove(self._path(draft_id))

    def discard(self, entry: Entry) -> None:
        """Forget an entry an earlier session left: its text is in the library, or the person let it go."""
        self._remove(entry.path)

    def claim(self, draft_id: UUID) -> bool:
        """Note that the draft is being written here; False when another window or program says so of it already.

        It holds until `release` or the end of this program. Where no note can be kept, nobody is told of another.
        """
        path = self._claim_path(draft_id)
        try:
            private.make_folder(self.folder)
            handle = private.open_file(path, "ab")
        except OSError:
            return True
        if not try_lock(handle):
            handle.close()
            return False
        self._claims[draft_id] = handle
        return True

    def release(self, draft_id: UUID) -> None:
        """Note that the draft is not being written here any more."""
        handle = self._claims.pop(draft_id, None)
        if handle is not None:
            with suppress(OSError):
                self._claim_path(draft_id).unlink(missing_ok=True)
            handle.close()

    def pending(self, draft_id: UUID | None = None) -> tuple[Entry, ...]:
        """Return what ended sessions left, of one draft or of all, oldest first. Unreadable files are left alone."""
        try:
            paths = list(self.folder.glob(f"{draft_id or '*'}.*.json"))
        except OSError:
            return ()
        ended: dict[str, bool] = {self._session: False}
        entries = []
        for path in paths:
            session = path.name.split(".")[1]
            if session not in ended:
                ended[session] = _has_ended(self.folder / f"{session}.lock")
            entry = _read(path) if ended[session] else None
            if entry is not None:
                entries.append(entry)
        self._clear_unfinished()
        return tuple(sorted(entries, key=lambda entry: entry.written))

    def _clear_unfinished(self) -> None:
        """Remove what sessions that have ended were about to write: they never said that it was on disk."""
        for path in self.folder.glob(f"*.*{_UNFINISHED}"):
            session = path.name.split(".")[1]
            if session != self._session and _has_ended(self.folder / f"{session}.lock"):
                with suppress(OSError):
                    path.unlink(missing_ok=True)

    def close(self) -> None:
        """End the session. Texts that were not cleared become pending for the next program that starts."""
        for draft_id in list(self._claims):
            self.release(draft_id)
        if self._lock is not None:
            self._lock.close()
            self._lock = None
            self._lock_path().unlink(missing_ok=True)

    def _claim_path(self, draft_id: UUID) -> Path:
        return self.folder / f"{draft_id}.open"

    def _path(self, draft_id: UUID) -> Path:
        return self.folder / f"{draft_id}.{self._session}.json"

    def _lock_path(self) -> Path:
        return self.folder / f"{self._session}.lock"

    def _open_session(self) -> None:
        with self._opening:
            if self._lock is None:
                private.make_folder(self.folder)
                self._lock = _locked(self._lock_path())

    def _remove(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise FileError(f"{path} cannot be removed: {_reason(error)}.") from error


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _locked(path: Path) -> IO[bytes]:
    """Return `path` open and locked. Another program that is looking for ended sessions may just have removed it."""
    while True:
        handle = private.open_file(path, "wb")
        if try_lock(handle) and path.exists():
            return handle
        handle.close()


def _has_ended(lock: Path) -> bool:
    """Tell whether no running program holds `lock`; a lock nobody holds is removed."""
    try:
        with lock.open("rb+") as handle:
            if not try_lock(handle):
                return False
        lock.unlink(missing_ok=True)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _write_durably(path: Path, data: bytes) -> None:
    """Replace `path` as a whole by `data`: readers see the old or the new file, and a power cut keeps the new one."""
    temporary = path.with_suffix(_UNFINISHED)
    with private.open_file(temporary, "wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    temporary.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _read(path: Path) -> Entry | None:
    try:
        data = json.loads(path.read_bytes())
        if data["format"] != FORMAT:
            return None
        written = datetime.fromisoformat(data["written"])
        return Entry(UUID(data["draft"]), str(data["text"]), int(data["base_revision"]), written, path)
    except (OSError, ValueError, TypeError, KeyError):
        return None
