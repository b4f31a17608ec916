"""Notes beside the library that say on which machine it is open, for folders that a program keeps alike on several.

SQLite's locks end at one machine. While a process has the library open for writing, ``.NAME.open-MACHINE-PROCESS`` lies
beside it and is renewed each minute; the program that keeps the folders alike carries it to the others. One that is
fresh says that the library is open there; how long it may be unrenewed allows for slow transport and for clocks that
do not quite agree. What cannot be written or read says nothing: no one is kept from their library by it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import threading
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from reader_app import private
from reader_app.errors import LibraryError, LibraryErrorKind

BEAT: Final = 60.0  # seconds
FRESH: Final = timedelta(minutes=5)
_MARK: Final = ".open-"
_NAME: Final = re.compile(r"([0-9a-f]{16})-[0-9]+")
_LONGEST_NAME: Final = 60
_MACHINE_FILES: Final = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_CONFLICTED: Final = re.compile(r"conflict", re.IGNORECASE)

_changing = threading.Lock()
_users: Counter[Path] = Counter()
_since: dict[Path, datetime] = {}
_shared: set[Path] = set()
_heart: threading.Thread | None = None
_never = threading.Event()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A machine that has the library open since `since` (in UTC)."""

    machine: str
    since: datetime

    def sentence(self, path: Path) -> str:
        """Return what a person is told of it."""
        since = f"{self.since.astimezone():%Y-%m-%d %H:%M}"
        return (
            f"The library “{path}” is open on the computer “{self.machine}” since {since}; "
            "close it there first, for what is changed in both places comes apart."
        )


@dataclass(frozen=True, slots=True)
class Around:
    """What lies beside a library: notes of other machines that are fresh, and copies made where changes conflicted."""

    elsewhere: tuple[Elsewhere, ...] = ()
    copies: tuple[Path, ...] = ()


def share(path: Path) -> None:
    """Let this process open the library although it is open on another machine: the person wants it so."""
    _shared.add(path.absolute())


def refuse_to_open(path: Path) -> None:
    """Do as `refuse_elsewhere`, but not where this process was there before: what it has to save must have a place."""
    if path not in _since:
        refuse_elsewhere(path)


def refuse_elsewhere(path: Path) -> None:
    """Raise LibraryError (elsewhere) when the library is open on another machine, unless it may be shared."""
    if path in _shared:
        return
    for other in around(path).elsewhere:
        raise LibraryError(LibraryErrorKind.ELSEWHERE, other.sentence(path))


def around(path: Path, now: datetime | None = None) -> Around:
    """Look around the library at `path`. What this machine left when it was ended is cleared away."""
    moment = now or datetime.now(UTC)
    notes: list[Elsewhere] = []
    copies: list[Path] = []
    try:
        names = [file.name for file in path.parent.iterdir()]
    except OSError:
        return Around()
    for name in sorted(names):
        if name.startswith(f".{path.name}{_MARK}"):
            notes += _read(path.with_name(name), moment)
        elif name.startswith(path.stem) and name.endswith(path.suffix) and name != path.name:
            between = name[len(path.stem) : len(name) - len(path.suffix)]
            copies += [path.with_name(name)] if _CONFLICTED.search(between) else []
    return Around(tuple(notes), tuple(copies))


def arrive(path: Path) -> None:
    """Note that this process has the library at `path` open for writing, until `leave` was called as often."""
    global _heart
    with _changing:
        _users[path] += 1
        if _users[path] == 1:
            _since[path] = datetime.now(UTC)
            _write(path)
        private.close_to_others(_note(path))
        if _heart is None:
            _heart = threading.Thread(target=_beat, name="presence", daemon=True)
            _heart.start()


def leave(path: Path) -> None:
    """Take the note away when the last connection of this process is closed."""
    with _changing:
        _users[path] -= 1
        if _users[path] <= 0:
            del _users[path]
            with contextlib.suppress(OSError):
                _note(path).unlink(missing_ok=True)


def _beat() -> None:
    while not _never.wait(BEAT):
        with _changing:
            for path in _users:
                _write(path)


def _write(path: Path) -> None:
    said = {"machine": _name(), "since": _since[path].isoformat(), "seen": datetime.now(UTC).isoformat()}
    with contextlib.suppress(OSError), private.open_file(_note(path), "wb") as file:
        file.write(json.dumps(said).encode("ascii"))


def _note(path: Path) -> Path:
    return path.with_name(f".{path.name}{_MARK}{_machine()}-{os.getpid()}")


def _read(note: Path, now: datetime) -> list[Elsewhere]:
    """Return what a note of another machine says, if it is fresh."""
    found = _NAME.fullmatch(note.name.rpartition(_MARK)[2])
    if found is None:
        return []
    try:
        said = json.loads(note.read_bytes())
        machine, since, seen = str(said["machine"]), *(datetime.fromisoformat(said[key]) for key in ("since", "seen"))
        fresh = abs(now - seen) <= FRESH
        if found[1] == _machine():
            if not fresh:
                note.unlink(missing_ok=True)
            return []
    except (OSError, ValueError, TypeError, KeyError):
        return []
    plain = "".join(sign if sign.isprintable() else "?" for sign in machine[:_LONGEST_NAME])
    return [Elsewhere(plain, since)] if fresh else []


def _name() -> str:
    """Return what the person calls this machine."""
    return (os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")) or "?"


@cache
def _machine() -> str:
    """Return what tells this machine from others, without telling what it is."""
    parts = [_name()]
    for file in _MACHINE_FILES:
        with contextlib.suppress(OSError):
            parts.append(file.read_text(encoding="ascii", errors="replace"))
            break
    else:
        from uuid import getnode

        parts.append(str(getnode()))
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()
