"""Asking a page for its title: what is sent, what comes back, and that it ends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reader_app.services.fetching import FetchError
from reader_app.services.page_titles import page_title
from tests.support.web import Listener, anywhere, listening, may_reach


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    with listening() as listener:
        may_reach(monkeypatch, listener)
        page = b"<title>How to dry a bean</title>" + b"<p>words</p>" * 200_000
        listener.answers["/bean"] = (200, {"Content-Type": "text/html", "Set-Cookie": "who=you"}, page)
        listener.answers["/old"] = (301, {"Location": "/bean", "Set-Cookie": "who=you"}, b"")
        listener.answers["/gone"] = (404, {}, b"<title>Not found</title>")
        yield listener


def test_the_page_a_link_leads_to_is_asked_and_told_nothing_of_the_person(web: Listener) -> None:
    assert page_title(f"{web.address}/old", allowed=anywhere) == "How to dry a bean"
    assert web.asked == ["/old", "/bean"]
    for headers in web.headers:
        assert set(headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}
        assert headers["accept"] == "text/html,application/xhtml+xml"


@pytest.mark.parametrize(
    ("path", "trouble"), [("/gone", "status"), ("/wf/open?who=you", "tracker")], ids=["gone", "tracker"]
)
def test_what_is_no_page_is_said(web: Listener, path: str, trouble: str) -> None:
    with pytest.raises(FetchError) as caught:
        page_title(web.address + path, allowed=anywhere)
    assert caught.value.trouble == trouble


def test_this_computer_is_not_asked_and_nothing_is_once_it_was_stopped(web: Listener) -> None:
    with pytest.raises(FetchError) as caught:
        page_title(f"{web.address}/bean")
    assert caught.value.trouble == "refused"
    with pytest.raises(FetchError) as caught:
        page_title(f"{web.address}/bean", allowed=anywhere, cancelled=lambda: True)
    assert caught.value.trouble == "stopped"
    assert web.connections() == 0
