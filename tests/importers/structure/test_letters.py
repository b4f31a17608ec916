"""Publication, number, title, sections, in part sponsors, of whole letters: mails, pages, texts and Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader_app.importers.registry import read
from reader_app.importers.source import Source
from reader_app.model.blocks import Sponsor

FOLDER = Path(__file__).parents[2] / "cases" / "structure" / "letters"


def letters() -> list[tuple[str, str, str, str]]:
    """Return (which letter, the name of its file, its text, what is found in it)."""
    found = []
    for file in sorted(FOLDER.glob("*.txt")):
        chunks = file.read_text(encoding="utf-8").split("\n.\n")
        starts = range(0, len(chunks) - 3, 4)
        found += [(f"{file.stem}: {chunks[at].strip()}", *map(str.strip, chunks[at + 1 : at + 4])) for at in starts]
    return found


@pytest.mark.parametrize(("name", "text", "expected"), [pytest.param(*case, id=which) for which, *case in letters()])
def test_what_is_found_in_a_letter(name: str, text: str, expected: str) -> None:
    (imported,) = read(Source(name, f"{text}\n".encode()))
    issue = imported.issue
    headings = " | ".join(section.heading for section in issue.sections)
    ads = " | ".join(block.name for _, block in issue.blocks() if isinstance(block, Sponsor))
    facts = {"publication": issue.publication, "number": issue.number, "title": issue.title, "sections": headings}
    facts |= {"sponsors": ads} if "\nsponsors:" in expected else {}
    assert "\n".join(f"{key}: {value}".strip() for key, value in facts.items()) == expected
