"""Another machine that shares a folder, as far as its files go."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader_app.library.guarding import presence


def elsewhere(path: Path, *, machine: str = "attic", ago: timedelta = timedelta()) -> Path:
    """Let a machine have the library at `path` open, heard of `ago`, before this process had it; returns its note."""
    if path not in presence._users:
        presence._since.pop(path, None)
    seen = datetime.now(UTC) - ago
    note = path.with_name(f".{path.name}.open-0123456789abcdef-77")
    said = {"machine": machine, "since": (seen - timedelta(hours=1)).isoformat(), "seen": seen.isoformat()}
    note.write_bytes(json.dumps(said).encode())
    return note
