"""Which revisions of a draft may go: the older they are, the fewer are kept, but never without the last of a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from reader_app.library.types import Revision

# Within each age, the last revision of each span is kept.
_EVERY: Final = timedelta(hours=1)
_STEPS: Final = ((timedelta(days=1), 10 * 60), (timedelta(days=30), 60 * 60))


def superfluous(revisions: Sequence[Revision], moment: datetime) -> tuple[int, ...]:
    """Return the numbers of those of `revisions` (ascending) that need not be kept at `moment`.

    Kept are: the first and the newest, those that were exported, all of the last hour, the last of every ten minutes of
    the last day, of every hour of the last 30 days, and of every day (by the clock of this machine).
    """
    going: list[int] = []
    for revision, following in pairwise(revisions[1:]):
        age = moment - revision.saved
        if revision.exported or age <= _EVERY or _day(revision.saved) != _day(following.saved):
            continue
        span = next((span for limit, span in _STEPS if age <= limit), None)
        if span is None or _slot(revision.saved, span) == _slot(following.saved, span):
            going.append(revision.number)
    return tuple(going)


def _day(moment: datetime) -> tuple[int, int]:
    local = moment.astimezone()
    return local.year, local.timetuple().tm_yday


def _slot(moment: datetime, span: int) -> int:
    return int(moment.timestamp()) // span
