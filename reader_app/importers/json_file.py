"""JSON files: Masthead's own form of an issue, and what publishers keep their issues in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from reader_app.errors import FormatError
from reader_app.importers.bounds import check_json
from reader_app.importers.source import Source
from reader_app.model.codec import FORMAT, decode
from reader_app.model.origin import Imported, Origin, digest

VERSION: Final = 2


class JsonFile:
    """Reads ``masthead-issue/1`` files, and records of sections with lists of links."""

    kind = "json"
    suffixes: tuple[str, ...] = (".json",)

    def certainty(self, source: Source) -> float:
        """Return 1 for a file that names the format; more than half for other JSON that is called so."""
        start = source.data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
        called = source.suffix in self.suffixes and start.startswith((b"{", b"["))
        named = FORMAT.partition("/")[0].encode()
        return 1.0 if start.startswith(b"{") and named in start else 0.75 if called else 0.0

    def read(self, source: Source) -> Iterator[Imported]:
        """Yield the issue, or each of those in a list. Raises FormatError when the JSON is broken or holds none."""
        decoded = source.decoded()
        check_json(decoded.text)
        try:
            data = json.loads(decoded.text)
        except (ValueError, RecursionError) as error:
            raise FormatError("The file is not valid JSON.") from error
        if not isinstance(data, dict) or "format" not in data:
            yield from _others(source, decoded.warnings)
            return
        issue = decode(data)
        yield Imported(issue, source.data, Origin(self.kind, "", source.sha256, source.name, VERSION), decoded.warnings)


def _others(source: Source, warnings: tuple[str, ...]) -> Iterator[Imported]:
    """Yield the issues in a publisher's own JSON. Raises FormatError when there are none."""
    # Loaded here and not with this file: whoever only asks what a file is needs none of it.
    from reader_app.importers.archives import own_json
    from reader_app.importers.archives.rows import read_json

    value = read_json(source.data)
    records = own_json.records_in(value)
    if not records:
        raise FormatError("The file is JSON, but not an issue in a form Masthead knows.")
    for position, record in enumerate(records, 1):
        alone = not isinstance(value, list)
        original = source.data if alone else record.data()
        name = source.name if alone else f"{source.name}#{position}"
        issue, removed = own_json.read(record, source.stem)
        yield Imported(issue, original, Origin(JsonFile.kind, "", digest(original), name, VERSION), warnings, removed)
