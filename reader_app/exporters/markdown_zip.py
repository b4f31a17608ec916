"""A zip of Markdown files with front matter, as newsletter services and site generators take them.

The front matter says each fact under the names that Hugo (``date``, ``description``, ``authors``) and Buttondown
(``subject``, ``publish_date``) read. An issue with pictures is a folder of its own, which Hugo calls a page bundle.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from reader_app.exporters.facts import shown_title
from reader_app.exporters.language import labels
from reader_app.exporters.options import ExportOptions
from reader_app.exporters.pictures import ASSET, picture_name
from reader_app.exporters.zipped import zipped
from reader_app.markup.portable import portable
from reader_app.model.codec import JsonObject
from reader_app.model.issue import Issue
from reader_app.model.walk import file_stem


def markdown_zip(issues: Sequence[Issue], options: ExportOptions) -> bytes:
    """Return the zip of `issues`; the same issues give the same bytes."""
    return zipped(_files(issues, options))


def _files(issues: Sequence[Issue], options: ExportOptions) -> Iterator[tuple[str, bytes]]:
    used: set[str] = set()
    for issue in issues:
        stem, number = file_stem(issue), 2
        while stem in used:
            stem, number = f"{file_stem(issue)}-{number}", number + 1
        used.add(stem)
        yield from _issue_files(issue, stem, options)


def _issue_files(issue: Issue, stem: str, options: ExportOptions) -> Iterator[tuple[str, bytes]]:
    pictures: dict[str, bytes] = {}

    def picture(src: str) -> str | None:
        sha256 = src.removeprefix(ASSET)
        found, known = options.asset(sha256), picture_name(sha256, options)
        if found is None or known is None:
            return None
        pictures[f"pictures/{known}"] = found[0]
        return f"pictures/{known}"

    body = portable(issue, picture=picture, labels=labels(issue.lang))
    text = front_matter(issue, stem) + "\n" + body
    yield f"{stem}/index.md" if pictures else f"{stem}.md", text.encode()
    for name, data in sorted(pictures.items()):
        yield f"{stem}/{name}", data


def front_matter(issue: Issue, slug: str) -> str:
    """Return the front matter as YAML: each value is written as JSON, which is YAML too (YAML 1.2, section 1.3)."""
    title = shown_title(issue)
    date = issue.date.isoformat().replace("+00:00", "Z") if issue.date else ""
    values: JsonObject = {
        "title": title,
        "subject": title,
        "slug": slug,
        "date": date,
        "publish_date": date,
        "description": issue.preheader,
        "publication": issue.publication,
        "number": issue.number,
        "authors": list(issue.authors),
        "tags": list(issue.tags),
        "lang": issue.lang,
        "canonical_url": issue.url,
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items() if value]
    return "\n".join(["---", *lines, "---", ""])
