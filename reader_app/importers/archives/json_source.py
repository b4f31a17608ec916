"""A platform's JSON file as a source of its own: Ghost's export, a dump of Revue, one issue of Curated."""

from __future__ import annotations

from collections.abc import Iterator

from reader_app.importers.archives.signs import START, is_platform_json
from reader_app.importers.source import Source
from reader_app.model.origin import Imported, Unread


class PlatformJson:
    """Reads the issues in a JSON file a platform wrote."""

    kind = "export"
    suffixes: tuple[str, ...] = (".json",)

    def certainty(self, source: Source) -> float:
        """Return nearly 1 for a file with the fields of a platform's."""
        return 0.95 if is_platform_json(source.data[:START]) else 0.0

    def read(self, source: Source) -> Iterator[Imported | Unread]:
        """Yield the issues. Raises FormatError when the file is broken or not what its beginning promises."""
        from reader_app.importers.archives.find import json_reader

        yield from json_reader(source.data, source.name).read()
