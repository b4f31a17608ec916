"""Exports of platforms, zipped in memory from the cases, and a short form of what was read from one."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import groupby
from pathlib import Path
from typing import Any

from reader_app.markup.write import write
from reader_app.model.blocks import Item, Sponsor
from reader_app.model.origin import Imported

CASES = Path(__file__).resolve().parents[1] / "cases" / "archives"
PLATFORMS = sorted(path.name for path in CASES.iterdir() if path.is_dir())


def files_of(platform: str, prefix: str = "") -> dict[str, bytes]:
    """The files of a case with their names in the export, below the folder `prefix`."""
    folder = CASES / platform / "export"
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {prefix + path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return stream.getvalue()


def summary(found: Imported) -> dict[str, Any]:
    """What a case may state about an issue."""
    issue = found.issue
    kinds = [type(block).__name__ for section in issue.sections for block in section.blocks]
    return {
        "title": issue.title,
        "number": issue.number,
        "publication": issue.publication,
        "preheader": issue.preheader,
        "url": issue.url,
        "lang": issue.lang,
        "date": issue.date.isoformat() if issue.date else None,
        "authors": list(issue.authors),
        "tags": list(issue.tags),
        "draft": found.origin.fact("status") == "draft",
        "sections": [
            [section.heading, [item.title for place, item in issue.items() if place is section]]
            for section in issue.sections
        ],
        "items": [[item.title, item.url] for _, item in issue.items()],
        "sponsors": [[block.name, block.label] for _, block in issue.blocks() if isinstance(block, Sponsor)],
        "first": next((type(block).__name__ for block in issue.lead), ""),
        "section_blocks": [kind for kind, _ in groupby(kinds)],
    }


def text_of(found: Imported) -> str:
    """All words of an issue, its Markdown without the backslashes of escapes."""
    items = " ".join(item.title for _, item in found.issue.items() if isinstance(item, Item))
    return re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", write(found.issue)) + items
