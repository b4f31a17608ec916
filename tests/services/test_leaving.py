"""Where to unsubscribe: the addresses an envelope and an issue name, the best first."""

from __future__ import annotations

from reader_app.model.issue import About, Issue
from reader_app.model.origin import Origin
from reader_app.services.leaving import ways


def origin(value: str) -> Origin:
    return Origin("eml", facts=(("from", "<https://not.example>"), ("list-unsubscribe", value)))


def test_pages_come_before_mails_and_each_once() -> None:
    issue = Issue(about=About(unsubscribe="https://a.example/leave"))
    found = origin("<mailto:leave@a.example?subject=x>, <http://a.example/l>,\n <https://a.example/\n leave>")
    assert ways(issue, [found]) == ("https://a.example/leave", "http://a.example/l", "mailto:leave@a.example?subject=x")


def test_what_is_no_address_to_open_is_left_out() -> None:
    issue = Issue(about=About(unsubscribe="{{ unsubscribe_url }}"))
    assert ways(issue, [origin("<javascript:x()>, <ftp://a.example>, nothing, <>")]) == ()
    assert ways(Issue(), []) == ()
