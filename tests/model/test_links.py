"""Where links truly lead, and what about them is meant to deceive."""

from __future__ import annotations

import pytest

from reader_app.model.links import Target, pretends, target
from reader_app.model.tracking import is_tracker


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/x?utm_source=y&id=1#z", Target("https://a.example/x?id=1#z", "https://a.example/x?id=1#z")),
        (
            "https://click.example/r?url=https%3A%2F%2Fb.example%2Fy%3Futm_medium%3Dm",
            Target("https://b.example/y", "https://b.example/y"),
        ),
        ("mailto:a@b.example", Target("mailto:a@b.example", "mailto:a@b.example")),
        ("https://a.example:8080/", Target("https://a.example:8080/", "https://a.example:8080/")),
        ("https://a.example:port/", Target("https://a.example:port/", "https://a.example/")),
        (
            "https://good.example@evil.example/",
            Target("https://good.example@evil.example/", "https://evil.example/", "user"),
        ),
        (
            "https://evil.example\\@good.example/x",
            Target("https://evil.example/@good.example/x", "https://evil.example/@good.example/x"),
        ),
        ("https:evil.example/x", Target("https://evil.example/x", "https://evil.example/x")),
        ("https:\\/\\evil.example?a\\b", Target("https://evil.example?a\\b", "https://evil.example?a\\b")),
        (
            "https://good.example@аррӏе.example/",
            Target("https://good.example@аррӏе.example/", "https://аррӏе.example/ (xn--80ak6aa92e.example)", "user"),
        ),
        (
            "https://good.example\uff0fevil.example/",
            Target("https://good.example\uff0fevil.example/", "https://good.example\uff0fevil.example/", "number"),
        ),
        ("http://2130706433/", Target("http://2130706433/", "http://2130706433/", "number")),
        ("http://0x7f.1/", Target("http://0x7f.1/", "http://0x7f.1/", "number")),
        ("http://[::1]:80/", Target("http://[::1]:80/", "http://[::1]:80/", "number")),
        ("http://[half/", Target("http://[half/", "http://[half/", "number")),
        (
            "https://xn--bcher-kva.example/a",
            Target("https://xn--bcher-kva.example/a", "https://bücher.example/a (xn--bcher-kva.example)", "letters"),
        ),
        (
            "https://аррӏе.example/",
            Target("https://аррӏе.example/", "https://аррӏе.example/ (xn--80ak6aa92e.example)", "letters"),
        ),
        (
            "https://xn--99999999999.example/",
            Target("https://xn--99999999999.example/", "https://xn--99999999999.example/"),
        ),
        (
            "https://a.example/\u202egnp.exe\u200b",
            Target("https://a.example/\u202egnp.exe\u200b", "https://a.example/%E2%80%AEgnp.exe%E2%80%8B"),
        ),
    ],
)
def test_where_a_link_leads(url: str, expected: Target) -> None:
    assert target(url) == expected


def test_a_doubtful_address_carries_a_sign() -> None:
    assert target("https://xn--bcher-kva.example/").marked.startswith("⚠ ")
    assert target("https://a.example/").marked == "https://a.example/"


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        ("bank.example", "https://evil.example/", True),
        ("https://bank.example/login", "https://bank.example.evil.example/", True),
        ("ba\u200bnk.example", "https://evil.example/", True),
        ("bücher.example", "https://evil.example/", True),
        ("bank.example", "https:evil.example", True),
        ("bank.example", "https://evil.example\\@bank.example/", True),
        ("bank.example", "https://bank.example@evil.example/", True),
        ("→ bank.example", "https://evil.example/", True),
        ("(bank.example)", "https://evil.example/", True),
        ("bank.example.", "https://evil.example/", True),
        ("b\u0430nk.example", "https://bank.example/", True),
        ("bank\u3002example", "https://evil.example/", True),
        ("bank\uff0eexample", "https://evil.example/", True),
        ("https:\u2044\u2044bank.example\u2215login", "https://evil.example/", True),
        ("\u202eelpmaxe.knab\u202c", "https://evil.example/", True),
        ("\uff42ank.example", "https://bank.example/", False),
        ("→ bank.example →", "https://www.bank.example/", False),
        ("bank.example", "http://[half", True),
        ("bücher.example", "https://xn--bcher-kva.example/x", False),
        ("www.bank.example", "https://news.bank.example/x", False),
        ("news.bank.example/x", "https://bank.example", False),
        ("Read more", "https://evil.example/", False),
        ("Go to bank.example now", "https://evil.example/", False),
        ("app.js", "https://code.example/", False),
        ("bank.example", "mailto:a@b.example", False),
    ],
)
def test_a_text_that_names_another_host_pretends(text: str, url: str, expected: bool) -> None:
    assert pretends(text, url) is expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/wf/open?who=you", True),
        ("https://pixel.a.example/x", True),
        ("https://pixel.a.example/photo.png", False),
        ("https://www.google-analytics.com/collect?x=1", True),
        ("https://notgoogle-analytics.com.example/a.png", False),
        ("https://a.example/beacon.gif", True),
        ("https://a.example/beacons/tower.png", False),
        ("https://a.example/open/air.jpg", False),
        ("//open.a.example/x", True),
    ],
)
def test_addresses_that_only_report_back_are_known_by_their_form(address: str, expected: bool) -> None:
    assert is_tracker(address) is expected
