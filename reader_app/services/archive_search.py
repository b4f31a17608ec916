"""Keeps the search index of an archive site: only the parts with words of issues that changed are written again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from reader_app.exporters.site import loaded
from reader_app.exporters.site_search import FOLDER, WORDS, WordsPart, issues_part, issues_script, part_of
from reader_app.library.site_issues import SiteIssues
from reader_app.services.buckets import Buckets

if TYPE_CHECKING:
    from reader_app.services.site_folder import SiteFolder


class SearchIndex:
    """The search index of the site in `folder`.

    `is_sound` tells that what was written of it is there, untouched; where it is not, all issues are indexed anew.
    """

    def __init__(self, folder: SiteFolder) -> None:
        self._folder = folder
        self._old = folder.store.names(WORDS)
        self.is_sound = all(folder.read(path) is not None for path in self._old)
        self._gone: set[str] = set()
        self._found = Buckets(folder.workshop / "words")

    def remove(self, ids: Iterable[str]) -> None:
        """Take issues out of the index, given by their short ids."""
        self._gone.update(ids)

    def index(self, search: str, titles: Iterable[str], texts: Iterable[str]) -> None:
        """Put an issue in, with its words in titles and its words anywhere, in the place of what was known of it."""
        self._gone.add(search)
        parts: dict[str, tuple[list[str], list[str]]] = {}
        for kind, words in enumerate((titles, texts)):
            for word in words:
                parts.setdefault(part_of(word), ([], []))[kind].append(word)
        for part, (in_titles, in_texts) in parts.items():
            self._found.add(part, json.dumps([search, in_titles, in_texts], ensure_ascii=False))

    def write(self) -> None:
        """Write the parts that changed."""
        names = set(self._old)
        for part, lines in self._found.groups():
            self._write_part(part, lines)
            names.discard(_path(part))
        for path in sorted(names) if self.is_sound else ():
            self._write_part(path.removeprefix(WORDS).removesuffix(".js"), ())
        issues = SiteIssues(self._folder.store).by_search()
        for name, found in groupby(issues, lambda issue: issues_part(issue[0])):
            rows = ((search, loaded(shown)) for search, shown in found)
            self._folder.write(f"{FOLDER}i-{name}.js", "", issues_script(name, rows))

    def _write_part(self, name: str, found: Sequence[str]) -> None:
        path = _path(name)
        data = self._folder.read(path) if self.is_sound else None
        if data is not None and not found and not any(each.encode() in data for each in self._gone):
            self._folder.write(path, "", data)
            return
        part = WordsPart.read(data) if data is not None else WordsPart()
        part.remove(self._gone)
        part.add(map(json.loads, found))
        if part.texts or part.titles:
            self._folder.write(path, "", part.script(name))


def _path(part: str) -> str:
    return f"{WORDS}{part}.js"
