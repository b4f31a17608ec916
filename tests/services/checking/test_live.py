"""Trying links over the network: what is asked, what counts as an answer, and that it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from reader_app.services.checking import live
from reader_app.services.checking.live import try_links
from reader_app.services.checking.subject import LinkAnswer
from reader_app.services.preflight import check_text, with_live_links
from tests.support.terminal import Terminal
from tests.support.web import Listener, anywhere, listening, may_reach


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    with listening() as listener:
        may_reach(monkeypatch, listener)
        listener.answers["/here"] = (200, {}, b"page")
        listener.answers["/gone"] = (404, {}, b"")
        listener.answers["/moved"] = (301, {"Location": "/here"}, b"")
        listener.answers["/today"] = (302, {"Location": "/here"}, b"")
        listener.answers["/slash"] = (308, {"Location": "/slash/"}, b"")
        listener.answers["/slash/"] = (200, {}, b"")
        listener.answers["/round"] = (302, {"Location": "/round"}, b"")
        yield listener


def test_what_the_sites_answer(web: Listener) -> None:
    at = web.address
    names = ("here", "gone", "moved", "today", "slash", "round")
    found = try_links([f"{at}/{name}" for name in names], allowed=anywhere)
    assert found == {
        f"{at}/here": LinkAnswer(200),
        f"{at}/gone": LinkAnswer(404),
        f"{at}/moved": LinkAnswer(200, f"{at}/here"),
        f"{at}/today": LinkAnswer(200),
        f"{at}/slash": LinkAnswer(200),
        f"{at}/round": LinkAnswer(302),
    }
    assert all(set(headers) == {"host", "user-agent", "accept", "connection"} for headers in web.headers)


def test_what_is_not_the_public_web_does_not_answer(web: Listener) -> None:
    addresses = [f"{web.address}/here", "https://[half", "http:///x", "http://a.example:no/"]
    assert try_links(addresses) == dict.fromkeys(addresses, LinkAnswer(0))
    assert web.connections() == 0


def test_nothing_is_tried_once_it_was_stopped(web: Listener) -> None:
    assert try_links([f"{web.address}/here"], cancelled=lambda: True, allowed=anywhere) == {}
    assert web.connections() == 0


def test_a_preflight_with_live_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "try_links", lambda links: dict.fromkeys(links, LinkAnswer(404)))
    before = check_text("[a](https://a.example/x) [b]({{ url }})", date(2026, 1, 5))
    after = with_live_links(before)
    assert [each.sentence for each in after.findings if each.rule == "live-link"] == [
        "“a” leads to a page that is not there: its site answers 404."
    ]
    assert not any(each.rule == "live-link" for each in before.findings)


def test_on_the_command_line_links_are_tried_when_asked(
    masthead: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "try_links", lambda links: dict.fromkeys(links, LinkAnswer(410)))
    path = tmp_path / "a.md"
    path.write_text("[a](https://a.example/x)")
    assert "answers 410" not in masthead("check", path).out
    assert "answers 410" in masthead("check", "--links", path).out


@pytest.fixture
def masthead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    monkeypatch.setenv("MASTHEAD_LIBRARY", str(tmp_path / "library.masthead"))
    return Terminal(capsys)
