"""Markdown files: Masthead's own dialect, and what other tools write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from reader_app.errors import FormatError
from reader_app.importers.source import Source
from reader_app.model.origin import Imported, Origin
from reader_app.patterns import regex

VERSION: Final = 7
_SIGNS = (
    regex(r"^#{1,4} \S", re.MULTILINE),
    regex(r"\]\([^)\s]+\)"),
    regex(r"^:::", re.MULTILINE),
    regex(r"\*\*\S"),
    regex(r"^[-*] \S", re.MULTILINE),
)


_DATED = regex(r"\A(?:19|20)\d\d-\d\d-\d\d[ _-]+(?=[^\W\d_]+[ _-]+[^\W\d_])")


class MarkdownFile:
    """Reads one issue from a Markdown file."""

    kind = "markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown", ".mdown", ".qmd", ".rmd", ".mdx")

    def certainty(self, source: Source) -> float:
        """Return how sure it is that `source` is Markdown: by its marks first, by its name second."""
        try:
            text = source.decoded().text[:20_000]
        except FormatError:
            return 0.0
        signs = sum(1 for sign in _SIGNS if sign.search(text))
        front = bool(re.match(r"\ufeff?---[ \t]*\r?\n[\w-]+:", text))
        if source.suffix in self.suffixes:
            return 0.9
        return min(0.85, 0.15 * signs + (0.5 if front else 0.0))

    def read(self, source: Source) -> Iterator[Imported]:
        """Yield the issue. Raises FormatError when there is nothing in the file but white space."""
        # Loaded here and not with this file: whoever only asks what a file is needs none of it.
        from reader_app.importers.bounds import check_markdown
        from reader_app.importers.foreign_facts import with_foreign_facts
        from reader_app.importers.foreign_markdown import adopted, without_frame
        from reader_app.importers.foreign_sponsors import with_sponsors
        from reader_app.importers.structure.titles import title_of_file
        from reader_app.markup.parse import parse

        decoded = source.decoded()
        if not decoded.text.strip("\ufeff \t\r\n"):
            raise FormatError("The file is empty.")
        check_markdown(decoded.text)
        parsed = parse(adopted(decoded.text))
        issue = without_frame(with_sponsors(with_foreign_facts(parsed.issue, source.stem)))
        if not issue.title:
            called = _DATED.sub("", source.stem) or source.stem
            issue = replace(issue, title=title_of_file(called, issue.publication, issue.number))
        said = tuple(f"Line {problem.line}: {problem.sentence}" for problem in parsed.problems if problem.line)
        origin = Origin(self.kind, "", source.sha256, source.name, VERSION)
        yield Imported(issue, source.data, origin, (*decoded.warnings, *said[:20]))
