"""Addresses in pages are valid, or left out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.exporters.addresses import absolute_address, page_address

VALID = re.compile(r"(?:%[0-9A-Fa-f]{2}|[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=])*\Z")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://a.example/x?a=1&b=2#c", "https://a.example/x?a=1&b=2#c"),
        ('https://a.example/two words/"q"?<x>', "https://a.example/two%20words/%22q%22?%3Cx%3E"),
        ("https://a.example/100%?x=%zz&y=%20", "https://a.example/100%25?x=%25zz&y=%20"),
        ("https://münchen.example/grüße", "https://xn--mnchen-3ya.example/gr%C3%BC%C3%9Fe"),
        ("https://a.example/#a#b", "https://a.example/#a%23b"),
        ("https://me:pw@a.example:8080/[x]", "https://a.example:8080/%5Bx%5D"),
        ("http://bank.example@a.example", "http://a.example"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("mailto:someone@a.example?subject=a b", "mailto:someone@a.example?subject=a%20b"),
        ("tel:+49123", "tel:+49123"),
        ("/here", "/here"),
        ("#there", "#there"),
        ("{{ unsubscribe_url }}", ""),
        ("https://a.example/*|ID|*", ""),
        ("javascript:alert(1)", ""),
        ("https://two words.example/", ""),
        ("https://[", ""),
        ("https:///x", ""),
        ("https://a.example:port/", ""),
        ("", ""),
    ],
)
def test_an_address_is_valid_or_none(url: str, address: str) -> None:
    assert page_address(url) == address


def test_an_address_that_hangs_on_its_place_is_not_absolute() -> None:
    assert [absolute_address(url) for url in ("/x", "#x", "x y", "", "asset:00")] == [""] * 5
    assert absolute_address("https://me:pw@a.example:8080/[x]") == "https://me:pw@a.example:8080/%5Bx%5D"
    assert absolute_address("https://a.example/ü") == "https://a.example/%C3%BC"


@given(st.one_of(st.text(), st.text().map(lambda text: f"https://a.example/{text}")))
def test_whatever_is_typed_is_valid_or_none(url: str) -> None:
    assert VALID.match(page_address(url))
