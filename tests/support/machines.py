"""Another machine that shares a folder, as far as its files go."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path


def elsewhere(path: Path, *, machine: str = "attic", ago: timedelta = timedelta()) -> Path:
    """Let a machine have the library at `path` open, heard of `ago`; returns its note."""
    seen = datetime.now(UTC) - ago
    note = path.with_name(f".{path.name}.open-0123456789abcdef-77")
    said = {"machine": machine, "since": (seen - timedelta(hours=1)).isoformat(), "seen": seen.isoformat()}
    note.write_bytes(json.dumps(said).encode())
    return note
