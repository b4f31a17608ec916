"""What mail programs make of lengths."""

from __future__ import annotations

import pytest

from reader_app.model.issue import Issue
from reader_app.model.problems import Severity
from reader_app.services.mail_limits import length_problems, size_problems


@pytest.mark.parametrize(
    ("title", "preheader", "expected"),
    [
        ("t" * 40, "p" * 110, []),
        ("t" * 61, "p", [("warning", "Title is 61 characters; phones show about 40.", 2)]),
        ("t" * 79, "p", [("warning", "Title is 79 characters; mail programs show 78 at most.", 2)]),
        (
            "t",
            "p" * 111,
            [("warning", "Preheader is 111 characters; mail programs show 110 at most, phones about 40.", 3)],
        ),
        ("", "p", [("warning", "The issue has no title yet; it is the subject of the mail.", 2)]),
        ("t", "", [("hint", "The issue has no preheader yet; mail programs will show its first words instead.", 3)]),
    ],
)
def test_title_and_preheader(title: str, preheader: str, expected: list[tuple[str, str, int]]) -> None:
    found = length_problems(Issue(title=title, preheader=preheader), {"title": 2, "preheader": 3})
    assert [(str(problem.severity), problem.sentence, problem.line) for problem in found] == expected


def test_without_lines_the_whole_issue_is_meant() -> None:
    assert {problem.line for problem in length_problems(Issue(), {})} == {0}


def test_the_weight_of_the_mail() -> None:
    assert size_problems(50_000) == ()
    (heavy,) = size_problems(81 * 1024)
    assert (heavy.severity, heavy.sentence) == (Severity.WARNING, "The mail has 81 KB; Gmail cuts mails off at 102 KB.")
    (cut,) = size_problems(120 * 1024)
    assert cut.severity is Severity.ERROR
    assert cut.sentence == "The mail has 120 KB; Gmail cuts it off at 102 KB and hides the footer."
