"""The dialect, case by case: text in, what it is read as out."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from reader_app.markup.parse import parse
from reader_app.model.codec import encode
from reader_app.model.issue import Issue

FOLDER = Path(__file__).parent.parent / "cases" / "dialect"


def read_cases() -> list[tuple[str, str, str]]:
    cases = []
    for file in sorted(FOLDER.glob("*.txt")):
        chunks = file.read_text(encoding="utf-8").split("\n.\n")
        starts = range(0, len(chunks) - 2, 3)
        cases += [(chunks[at].strip(), chunks[at + 1], chunks[at + 2].strip()) for at in starts]
    return cases


def brief(issue: Issue) -> dict[str, object]:
    empty = encode(Issue())
    data = encode(issue)
    return {key: value for key, value in data.items() if key == "extra" or value != empty.get(key)}


@pytest.mark.parametrize(("title", "text", "expected"), [pytest.param(*case, id=case[0]) for case in read_cases()])
def test_case(title: str, text: str, expected: str) -> None:
    parsed = parse(text)
    found = json.dumps(brief(parsed.issue), ensure_ascii=False, indent=1)
    said = [f"{problem.line}: {problem.sentence}" for problem in parsed.problems]
    actual = "\n".join([found, *said])
    if os.environ.get("RENEW_CASES"):
        renew(title, actual)
    assert actual == expected, title


def renew(title: str, new: str) -> None:
    for file in FOLDER.glob("*.txt"):
        content = file.read_text(encoding="utf-8")
        at = content.find(title + "\n.\n")
        if at >= 0:
            place = content.index("\n.\n", at + len(title) + 3) + 3
            end = content.index("\n.\n", place - 1)
            file.write_text(content[:place] + new + content[max(end, place) :], encoding="utf-8")
