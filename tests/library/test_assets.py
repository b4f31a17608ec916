"""Pictures kept in the library."""

from __future__ import annotations

from reader_app.library.library import Library
from reader_app.model.origin import digest


def test_an_asset_is_found_by_its_digest(library: Library) -> None:
    data = bytes(range(256))
    sha256 = library.add_asset(data, "image/png")
    assert sha256 == digest(data)
    assert library.asset(sha256) == (data, "image/png")
    assert library.asset(sha256.upper()) == (data, "image/png")


def test_the_same_bytes_are_kept_once(library: Library) -> None:
    assert library.add_asset(b"x", "image/png") == library.add_asset(b"x", "image/gif")
    assert library.asset(digest(b"x")) == (b"x", "image/png")


def test_what_is_not_here_is_nothing(library: Library) -> None:
    assert library.asset("0" * 64) is None
    assert library.asset("") is None
