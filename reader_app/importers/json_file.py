"""Masthead's own JSON form of an issue."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from reader_app.errors import FormatError
from reader_app.importers.bounds import check_json
from reader_app.importers.source import Source
from reader_app.model.codec import FORMAT, decode
from reader_app.model.origin import Imported, Origin

VERSION: Final = 1


class JsonFile:
    """Reads ``masthead-issue/1`` files."""

    kind = "json"
    suffixes: tuple[str, ...] = (".json",)

    def certainty(self, source: Source) -> float:
        """Return 1 for a file that names the format; more than half for other JSON that is called so."""
        start = source.data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
        called = source.suffix in self.suffixes and start.startswith((b"{", b"["))
        named = FORMAT.partition("/")[0].encode()
        return 1.0 if start.startswith(b"{") and named in start else 0.75 if called else 0.0

    def read(self, source: Source) -> Iterator[Imported]:
        """Yield the issue. Raises FormatError when the JSON is broken or of another format."""
        decoded = source.decoded()
        check_json(decoded.text)
        try:
            data = json.loads(decoded.text)
        except (ValueError, RecursionError) as error:
            raise FormatError("The file is not valid JSON.") from error
        if not isinstance(data, dict) or "format" not in data:
            raise FormatError("The file is JSON, but not a Masthead issue.")
        issue = decode(data)
        yield Imported(issue, source.data, Origin(self.kind, "", source.sha256, source.name, VERSION), decoded.warnings)
