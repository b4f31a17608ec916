"""Takes over an archive site of format 1, which noted in two text files what ``site.db`` holds now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from reader_app.exporters.site import Row, dumped, dumped_entry, loaded_entry
from reader_app.library.site_issues import SECTION, SPONSOR, SiteEntry, SiteIssues, SiteNote
from reader_app.library.site_store import SiteStore, damaged

STATE: Final = "site.json"
_ISSUES: Final = "issues.jsonl"
_FORMAT: Final = 1


def take_over(own: Path, store: SiteStore) -> None:
    """Note in `store` what the files in the folder `own` say; without them nothing. Raises FileError when damaged."""
    state = _state(own / STATE)
    if state is None:
        return
    store.set_settings(state["settings"])
    store.add_known((path, digest, inputs) for path, (digest, inputs) in state["files"].items())
    issues = SiteIssues(store)
    try:
        for issue_id, note, entries in _notes(own / _ISSUES):
            issues.put(issue_id, note, entries)
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(own / _ISSUES) from error


def unfinished(own: Path) -> list[tuple[str, str]]:
    """Return what a run of that Masthead which broke off may have put in its place: path and digest."""
    state = _state(own / "aside" / STATE)
    return [(path, digest) for path, (digest, _) in state["files"].items()] if state else []


def clear(own: Path) -> None:
    """Remove what that Masthead noted."""
    for name in (STATE, _ISSUES):
        (own / name).unlink(missing_ok=True)


def _state(path: Path) -> dict[str, Any] | None:
    try:
        state: Any = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValueError:
        state = None
    if not isinstance(state, dict) or state.get("format") != _FORMAT:
        raise damaged(path)
    return state


def _notes(path: Path) -> Iterator[tuple[str, SiteNote, list[SiteEntry]]]:
    """Yield what is noted of each issue; nothing when the file is gone: then every issue is read again."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            issue_id, _, text = line.partition("\t")
            old = json.loads(text)
            row = Row(**old["row"])
            pictures = json.dumps([[name, sha256, ""] for name, sha256 in old["pictures"]])
            note = SiteNote(old["path"], old["stamp"], old["search"], row.day, dumped(row), pictures)
            kinds = ((SECTION, old["sections"]), (SPONSOR, old["sponsors"]))
            entries = [_entry(kind, row, *entry) for kind, found in kinds for entry in found]
            yield issue_id, note, entries


def _entry(kind: str, row: Row, page: str, name: str, line: str) -> SiteEntry:
    old = json.loads(line)
    fields = json.dumps([old["anchor"], old["label"], old["url"], old["links"]], ensure_ascii=False)
    return SiteEntry(kind, page, name, dumped_entry(loaded_entry(row, name, fields)))
