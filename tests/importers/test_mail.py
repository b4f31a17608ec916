"""Mail of every make is read: the cases are mails in tests/cases/mail, each with what must come of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reader_app.errors import FormatError
from reader_app.importers.registry import Source, read
from reader_app.model.origin import Imported
from tests.support.mails import words_of

CASES = Path(__file__).parents[1] / "cases" / "mail"


def check(found: Imported, expected: dict[str, Any]) -> None:
    issue = found.issue
    for name in ("title", "publication"):
        if name in expected:
            assert getattr(issue, name) == expected[name]
    if "date" in expected:
        assert (issue.date.isoformat() if issue.date else None) == expected["date"]
    if "sections" in expected:
        assert [section.heading for section in issue.sections] == expected["sections"]
    if "unsubscribe" in expected:
        assert issue.about is not None
        assert issue.about.unsubscribe == expected["unsubscribe"]
    words = words_of(issue)
    assert [text for text in expected.get("words", []) if text not in words] == []
    assert [text for text in expected.get("absent", []) if text in words] == []
    assert {name: found.origin.fact(name) for name in expected.get("facts", {})} == expected.get("facts", {})
    if "warnings" in expected:
        assert list(found.warnings) == expected["warnings"]
    assert [text for text in expected.get("removed", []) if text not in found.removed] == []
    if "assets" in expected:
        assert len(found.assets) == expected["assets"]
    if "display" in expected:
        assert bool(found.display) == bool(expected["display"])
        assert [text for text in expected["display"] if text not in found.display] == []
    assert [text for text in expected.get("display_absent", []) if text in found.display] == []


@pytest.mark.parametrize("path", sorted(CASES.glob("*.eml")), ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    source = Source(path.name, path.read_bytes())
    if "sentence" in expected:
        with pytest.raises(FormatError) as caught:
            read(source)
        assert caught.value.sentence == expected["sentence"]
        return
    (found,) = read(source)
    assert found.origin.kind == "eml"
    assert found.original == source.data
    check(found, expected)
