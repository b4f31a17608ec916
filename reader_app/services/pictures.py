"""Remote pictures of an issue: which there are, and fetching them into the library when the person asks for it."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, Protocol
from uuid import UUID

from reader_app.model.tracking import is_tracker

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.person_types import RemotePicture
    from reader_app.services.fetching import Fetched

Trouble = Literal["unreachable", "status", "refused", "tracker", "too-large", "not-a-picture", "stopped"]
LASTING: Final = frozenset({"refused", "tracker", "too-large", "not-a-picture"})  # another try ends the same way
AT_A_TIME: Final = 4
MOST_PICTURES: Final = 400  # of one issue at one asking
MOST_BYTES: Final = 150_000_000
IN_AN_IMAGE: Final = r'<img\b(?:"[^"]*"|[^">])*?'
_REMOTE: Final = re.compile(rf'{IN_AN_IMAGE}\sdata-remote="([^"]*)"')


class Fetch(Protocol):
    """What fetches one picture (see `fetching.fetch`)."""

    def __call__(self, address: str, *, cancelled: Callable[[], bool]) -> Fetched:
        """Return the picture; raises FetchError."""


@dataclass(frozen=True, slots=True)
class PicturesLoaded:
    """What came of loading pictures: how many are here now, and how many are not, by why; whether it was stopped."""

    loaded: int = 0
    failed: Mapping[Trouble, int] | None = None
    stopped: bool = False


def of_display(display: str) -> tuple[str, ...]:
    """Return the addresses of the pictures that the display copy `display` leaves out, each once, in order."""
    return tuple(dict.fromkeys(entities.unescape(match[1]) for match in _REMOTE.finditer(display)))


def is_wanted(address: str, known: RemotePicture | None, *, again: bool) -> bool:
    """Tell whether the picture at `address` would be fetched now.

    Not those that only report back, nor those that are here or can never be had; those that failed only when they are
    asked for `again`.
    """
    if is_tracker(address):
        return False
    return known is None or not (known.asset or known.reason in LASTING or (known.reason and not again))


def load(
    library: Library,
    issue_id: UUID,
    addresses: Sequence[str],
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
    fetch: Fetch | None = None,
) -> PicturesLoaded:
    """Fetch the pictures at `addresses`, which the issue shows, into the library; some at a time.

    Those that are here or can never be had are passed over. What was fetched before it was `cancelled` stays.
    `progress` hears how many are done of how many. Raises LibraryError when the library cannot be written.
    """
    from reader_app.services import fetching

    known = library.remote_pictures(addresses)
    wanted = [address for address in addresses if is_wanted(address, known.get(address), again=True)][:MOST_PICTURES]
    loaded, size = 0, 0
    failed: dict[Trouble, int] = {}
    progress(0, len(wanted))
    outcomes = _fetched(wanted, fetch or fetching.fetch, lambda: cancelled() or size > MOST_BYTES)
    for done, (address, outcome) in enumerate(outcomes, 1):
        if isinstance(outcome, str):
            failed[outcome] = failed.get(outcome, 0) + 1
            if outcome != "stopped":
                library.remote_picture_failed(issue_id, address, outcome)
        else:
            loaded, size = loaded + 1, size + len(outcome.data)
            library.keep_remote_picture(issue_id, address, outcome.data, outcome.media_type)
        progress(done, len(wanted))
    return PicturesLoaded(loaded, failed, cancelled())


def _fetched(
    addresses: Sequence[str], fetch: Fetch, stopped: Callable[[], bool]
) -> Iterator[tuple[str, Fetched | Trouble]]:
    """Yield what came of each address as soon as it is there."""
    from reader_app.services.fetching import FetchError

    def one(address: str) -> Fetched | Trouble:
        try:
            return "stopped" if stopped() else fetch(address, cancelled=stopped)
        except FetchError as error:
            return error.trouble

    with ThreadPoolExecutor(AT_A_TIME, thread_name_prefix="pictures") as pool:
        running: dict[Future[Fetched | Trouble], str] = {pool.submit(one, address): address for address in addresses}
        while running:
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                yield running.pop(future), future.result()
