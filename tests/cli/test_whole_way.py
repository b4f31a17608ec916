"""One letter the whole way: from a file through the library into every form, with every part in each, once."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support.terminal import Terminal

OWN = """\
Why the ferry waits for nobody

Notes on timetables, and on
The Quay Post
Why the ferry waits for nobody
By The Quay Post • Issue #58 • View online
The ferry left on time again, and eleven people stood on the quay with their bicycles and said things about it.
It is the third time this month that we write about it, and the second time that the captain has answered us.

Sponsor: Harbour Rope Works
Sponsor: Harbour Rope Works
On the water
A new podcast every Sunday!
A new podcast every Sunday!
On the land
Did you enjoy this issue?
The Quay Post

The Quay Post follows everything that leaves and most of what arrives. Curated by Mara Lind.

See all letters at https://quay.example

Carefully curated by The Quay Post with Revue. If you were forwarded this newsletter and you like it, you can \
subscribe here. If you don't want these updates anymore, please unsubscribe here.
"""


@pytest.fixture(params=["own words", "founding document"])
def letter(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "founding document":
        corpus: Path = request.getfixturevalue("corpus")
        return corpus / "seed" / "architecht-177.txt"
    path = tmp_path / "letter.txt"
    path.write_text(OWN)
    return path


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def test_every_part_is_in_every_form_once(masthead: Terminal, letter: Path) -> None:
    (added,) = masthead("import", "--json", letter).values
    issue = json.loads(masthead("show", added["id"], "--format", "json").out)
    sponsors = [block["name"] for block in issue["lead"] if block["type"] == "sponsor"]
    assert len(sponsors) == 1
    assert len([block for block in issue["lead"] if block["type"] == "prose"]) >= 2
    kinds = [block["type"] for section in issue["sections"] for block in section["blocks"]]
    assert kinds == ["podcast", "feedback"]
    about = issue["about"]
    assert "unsubscribe here" in about["markdown"]
    assert about["curator"] in about["tagline"]
    for form in ("web", "email", "text"):
        text = words(masthead("export", added["id"], "--to", form).out)
        assert issue["title"] in text
        assert text.count(sponsors[0]) == 1
        assert re.search(f"(?i)sponsor[: ·]+{re.escape(sponsors[0])}", text)
        headings = [section["heading"] for section in issue["sections"]]
        last = -1
        for heading in headings:
            last = text.index(heading, last + 1)
        for block in issue["lead"]:
            assert words(block.get("markdown", ""))[:60] in text
        assert about["tagline"] in text
        assert text.count(about["curator"]) == 1


def test_what_is_written_reads_back_as_the_same_issue(masthead: Terminal, letter: Path, tmp_path: Path) -> None:
    def read(path: Path) -> dict[str, object]:
        issue: dict[str, object] = json.loads(masthead("convert", path, "--to", "json").out)
        return {key: value for key, value in issue.items() if key not in ("origin", "warnings")}

    for form, suffix in (("markdown", "md"), ("json", "json")):
        copy = tmp_path / f"copy.{suffix}"
        assert masthead("convert", letter, "--to", form, "-o", copy).code == 0
        assert read(copy) == read(letter)
