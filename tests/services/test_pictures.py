"""Remote pictures of an issue: which there are, which are wanted, and what loading them leaves in the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

from reader_app.library.library import Library
from reader_app.library.person_types import RemotePicture
from reader_app.model.issue import Issue
from reader_app.model.origin import Imported, Origin, digest
from reader_app.services import pictures
from reader_app.services.fetching import Fetched, FetchError
from reader_app.services.pictures import PicturesLoaded
from tests.support.web import png

FAR = "https://far.example/"
HILL, DOT, GONE = f"{FAR}hill.png", f"{FAR}dot.png", f"{FAR}gone.png"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "test.masthead") as library:
        yield library


@pytest.fixture
def issue_id(library: Library) -> UUID:
    return library.add(Imported(Issue(title="Hills"), b"hills", Origin("text", sha256=digest(b"hills")))).id


class Web:
    """Answers with `here`, fails for the rest as `troubles` says; notes what was asked for."""

    def __init__(self) -> None:
        self.here = {HILL: png(9, 9), DOT: png(7, 7)}
        self.asked: list[str] = []
        self.trouble = "unreachable"

    def __call__(self, address: str, *, cancelled: Callable[[], bool]) -> Fetched:
        self.asked.append(address)
        if cancelled():
            raise FetchError("stopped")
        if address not in self.here:
            raise FetchError(self.trouble)  # type: ignore[arg-type]
        return Fetched(self.here[address], "image/png")


def test_the_pictures_a_display_copy_leaves_out_are_found_with_their_real_addresses() -> None:
    display = f'<p>data-remote="no"</p><img alt="a > b" data-remote="{FAR}?a=1&amp;b=2"><img data-remote="{HILL}">'
    assert pictures.of_display(display) == (f"{FAR}?a=1&b=2", HILL)


def test_what_only_reports_back_is_never_wanted_and_what_failed_only_when_asked_for_again() -> None:
    assert pictures.is_wanted(HILL, None, again=False)
    assert not pictures.is_wanted(f"{FAR}wf/open?who=you", None, again=True)
    assert not pictures.is_wanted(HILL, RemotePicture(HILL, asset="ab" * 32), again=True)
    assert not pictures.is_wanted(HILL, RemotePicture(HILL, reason="tracker"), again=True)
    assert not pictures.is_wanted(HILL, RemotePicture(HILL, reason="status"), again=False)
    assert pictures.is_wanted(HILL, RemotePicture(HILL, reason="status"), again=True)


def test_pictures_are_kept_failures_remembered_and_nothing_is_asked_for_twice(library: Library, issue_id: UUID) -> None:
    web, seen = Web(), list[tuple[int, int]]()
    addresses = (HILL, DOT, GONE, "https://pixel.example/x")
    loaded = pictures.load(library, issue_id, addresses, fetch=web, progress=lambda *step: seen.append(step))
    assert loaded == PicturesLoaded(2, {"unreachable": 1})
    assert sorted(web.asked) == [DOT, GONE, HILL]
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]
    known = library.remote_pictures(addresses)
    assert library.asset(known[HILL].asset) == (web.here[HILL], "image/png")
    assert (known[GONE].reason, known[GONE].attempts) == ("unreachable", 1)
    web.trouble = "not-a-picture"
    assert pictures.load(library, issue_id, addresses, fetch=web) == PicturesLoaded(0, {"not-a-picture": 1})
    assert pictures.load(library, issue_id, addresses, fetch=web) == PicturesLoaded(0, {})
    assert web.asked.count(HILL) == 1
    assert web.asked.count(GONE) == 2


def test_stopping_keeps_what_came_and_notes_no_failure(library: Library, issue_id: UUID) -> None:
    web, looks = Web(), iter([False, False])
    many = [f"{FAR}{number}.png" for number in range(20)]
    web.here |= dict.fromkeys(many, png(9, 9))
    loaded = pictures.load(library, issue_id, many, fetch=web, cancelled=lambda: next(looks, True))
    assert loaded.stopped
    assert loaded.failed is not None
    assert loaded.failed["stopped"] == 20 - loaded.loaded
    assert len(library.remote_pictures(many)) == loaded.loaded


def test_no_more_is_fetched_than_fits(library: Library, issue_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    web = Web()
    monkeypatch.setattr(pictures, "MOST_PICTURES", 1)
    assert pictures.load(library, issue_id, (HILL, DOT), fetch=web).loaded == 1
    monkeypatch.setattr(pictures, "MOST_BYTES", 10)
    monkeypatch.setattr(pictures, "AT_A_TIME", 1)
    monkeypatch.setattr(pictures, "MOST_PICTURES", 400)
    many = [f"{FAR}{number}.png" for number in range(30)]
    web.here |= dict.fromkeys(many, png(9, 9))
    loaded = pictures.load(library, issue_id, many, fetch=web)
    assert loaded.loaded < 30
    assert not loaded.stopped
