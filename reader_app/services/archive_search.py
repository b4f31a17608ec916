"""Keeps the search index of an archive site: only the parts with words of issues that changed are written again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from reader_app.exporters.site_search import (
    FOLDER,
    WORDS,
    WordsPart,
    issue_parts,
    issues_script,
    part_of,
    search_id,
)
from reader_app.services.buckets import Buckets

if TYPE_CHECKING:
    from reader_app.exporters.site import Row
    from reader_app.services.site_folder import SiteFolder


class SearchIndex:
    """The search index of the site in `folder`.

    `is_sound` tells that what was written of it is there, untouched; where it is not, all issues are indexed anew.
    """

    def __init__(self, folder: SiteFolder) -> None:
        self._folder = folder
        self._old = folder.names(WORDS)
        self.is_sound = all(folder.read(path) is not None for path in self._old)
        self._ids: dict[str, str] = {}
        self._gone: set[str] = set()
        self._found = Buckets(folder.workshop / "words")

    def know(self, issue_id: str, search: str) -> None:
        """Note the short id that an issue has in the index."""
        self._ids[issue_id] = search

    def keep_only(self, ids: Iterable[str]) -> None:
        """Take all issues but `ids` out of the index."""
        kept = set(ids)
        for issue_id in self._ids.keys() - kept:
            self._gone.add(self._ids.pop(issue_id))

    def id_of(self, issue_id: str, day: str) -> str:
        """Return the short id of an issue; one that has none gets one."""
        if issue_id not in self._ids:
            self._ids[issue_id] = search_id(issue_id, day, self._ids.values())
        return self._ids[issue_id]

    def index(self, search: str, titles: Iterable[str], texts: Iterable[str]) -> None:
        """Put an issue in, with its words in titles and its words anywhere, in the place of what was known of it."""
        self._gone.add(search)
        parts: dict[str, tuple[list[str], list[str]]] = {}
        for kind, words in enumerate((titles, texts)):
            for word in words:
                parts.setdefault(part_of(word), ([], []))[kind].append(word)
        for part, (in_titles, in_texts) in parts.items():
            self._found.add(part, json.dumps([search, in_titles, in_texts], ensure_ascii=False))

    def write(self, rows: Iterable[tuple[Row, Any, str]]) -> None:
        """Write the parts that changed. `rows` are all issues of the site, each with its short id last."""
        names = set(self._old)
        for part, lines in self._found.groups():
            self._write_part(part, [json.loads(line) for line in lines])
            names.discard(_path(part))
        for path in sorted(names) if self.is_sound else ():
            self._write_part(path.removeprefix(WORDS).removesuffix(".js"), ())
        for name, found in issue_parts((search, row) for row, _, search in rows).items():
            self._folder.write(f"{FOLDER}i-{name}.js", "", issues_script(name, found))

    def _write_part(self, name: str, found: Sequence[Any]) -> None:
        path = _path(name)
        data = self._folder.read(path) if self.is_sound else None
        if data is not None and not found and not any(each.encode() in data for each in self._gone):
            self._folder.write(path, "", data)
            return
        part = WordsPart.read(data) if data is not None else WordsPart()
        part.remove(self._gone)
        part.add(found)
        if part.texts or part.titles:
            self._folder.write(path, "", part.script(name))


def _path(part: str) -> str:
    return f"{WORDS}{part}.js"
