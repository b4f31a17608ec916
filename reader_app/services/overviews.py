"""What the pages about a publication and about a sponsor say, gathered from the library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final, Literal

from reader_app.model.issue import About

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.types import IssueSummary, PublicationFacts, SponsorRun

Pace = Literal["daily", "weekdays", "often", "weekly", "fortnightly", "monthly", "quarterly", "seldom"]
NEWEST: Final = 12
RUNS: Final = 200
_FEWEST: Final = 3  # dates from which a pace can be told
_PACES: Final[tuple[tuple[float, Pace], ...]] = (
    (1.2, "daily"),
    (5.5, "often"),
    (9.5, "weekly"),
    (18.5, "fortnightly"),
    (45.0, "monthly"),
    (120.0, "quarterly"),
)
_MOSTLY: Final = 0.6  # of the dates: a weekday it usually comes on


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a publication comes; `weekday` is the day it mostly comes on (Monday is 0), -1 for no certain one."""

    pace: Pace
    weekday: int = -1


@dataclass(frozen=True, slots=True)
class PublicationPage:
    """What the page about a publication says; `about` is what its newest issue says of it."""

    facts: PublicationFacts
    rhythm: Rhythm | None
    about: About
    newest: tuple[IssueSummary, ...]


@dataclass(frozen=True, slots=True)
class SponsorPage:
    """What the page about a sponsor says: its newest blocks, how many there are, in how many publications they ran."""

    name: str
    total: int
    runs: tuple[SponsorRun, ...]

    @property
    def publications(self) -> tuple[tuple[str, int], ...]:
        """The publications of the blocks named, each with how many of them, most first."""
        return tuple(Counter(run.publication for run in self.runs).most_common())


def publication_page(library: Library, name: str) -> PublicationPage:
    """Return what there is to say about the publication `name`."""
    from reader_app.library.types import Scope, Shelf

    facts = library.publication(name)
    about = library.issue(facts.newest).about if facts.newest is not None else None
    newest = library.summaries(Scope(name, shelf=Shelf.KEPT), limit=NEWEST).rows
    return PublicationPage(facts, rhythm(facts.dates), about or About(), newest)


def sponsor_page(library: Library, name: str) -> SponsorPage:
    """Return what there is to say about the sponsor `name`."""
    total = next((each.runs for each in library.sponsor_names() if each.name == name), 0)
    return SponsorPage(name, total, library.sponsor_runs(name, limit=RUNS).rows)


def rhythm(dates: Sequence[datetime]) -> Rhythm | None:
    """Return how often issues with these dates (newest first) come; None when they are too few to tell."""
    days = sorted({date.date() for date in dates}, reverse=True)
    if len(days) < _FEWEST:
        return None
    gap = median((after - before) / timedelta(days=1) for after, before in pairwise(days))
    pace: Pace = next((pace for longest, pace in _PACES if gap <= longest), "seldom")
    weekdays = Counter(day.weekday() for day in days)
    if pace == "daily":
        return Rhythm("daily" if weekdays.keys() & {5, 6} else "weekdays")
    weekday, count = weekdays.most_common(1)[0]
    certain = pace in ("weekly", "fortnightly") and count >= _MOSTLY * len(days)
    return Rhythm(pace, weekday if certain else -1)
