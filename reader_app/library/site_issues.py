"""The issues of an archive site during one run: which there are, what is noted of each, and what its lists show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from reader_app.library.site_store import SiteStore
    from reader_app.library.types import IssueSummary

SECTION: Final = "section"
SPONSOR: Final = "sponsor"
_BATCH: Final = 100
_NOW: Final = "SELECT place, id, publication, number, title, stamp, coalesce(path, '') FROM now"
_SHOWN: Final = "SELECT shown FROM now JOIN issues ON issues.id = now.id"


class NowIssue(NamedTuple):
    """An issue of the run; places grow from the oldest to the newest. `path` is its page, ``""`` until it has one."""

    place: int
    id: str
    publication: str
    number: str
    title: str
    stamp: str
    path: str


class SiteNote(NamedTuple):
    """What is noted of an issue: its page, a digest of it, its id in the search, its day, and two texts.

    `shown` is what lists show of it and `pictures` its pictures, as the caller writes them.
    """

    path: str
    stamp: str
    search: str
    day: str
    shown: str
    pictures: str


class SiteEntry(NamedTuple):
    """A section or sponsor of an issue: `SECTION` or `SPONSOR`, its page, its name, and what that page shows."""

    kind: str
    page: str
    name: str
    line: str


class SiteIssues:
    """The issues of one run, kept in `store`. Raises what `SiteStore` raises."""

    def __init__(self, store: SiteStore) -> None:
        self._store = store

    def add(self, summaries: Iterable[IssueSummary], stamps: Iterable[str]) -> None:
        """Add issues, the newest first, each with a digest of what it holds."""
        place = -self.count()
        for each, stamp in zip(summaries, stamps, strict=True):
            row = (place, str(each.id), each.publication, each.number, each.title, stamp)
            self._store.change("INSERT INTO now VALUES (?, ?, ?, ?, ?, ?, NULL)", row)
            place -= 1

    def count(self) -> int:
        """Return how many there are."""
        found: tuple[int] | None = self._store.row("SELECT count(*) FROM now")
        return found[0] if found else 0

    def newest(self, count: int) -> list[NowIssue]:
        """Return the newest, the newest first."""
        return [NowIssue(*row) for row in self._store.rows(f"{_NOW} ORDER BY place DESC LIMIT ?", (count,))]

    def all(self, *, unplaced: bool = False) -> Iterator[NowIssue]:
        """Yield all, or those that have no page yet, oldest first; what is noted may be changed meanwhile."""
        place = -self.count()
        where = "WHERE place > ? AND path IS NULL" if unplaced else "WHERE place > ?"
        while rows := list(self._store.rows(f"{_NOW} {where} ORDER BY place LIMIT ?", (place, _BATCH))):
            for row in rows:
                yield NowIssue(*row)
            place = rows[-1][0]

    def neighbours(self, issue: NowIssue) -> tuple[NowIssue | None, NowIssue | None]:
        """Return the issue before and the issue after `issue` in its publication."""
        key = (issue.publication, issue.place)
        before = self._store.row(f"{_NOW} WHERE publication = ? AND place < ? ORDER BY place DESC LIMIT 1", key)
        after = self._store.row(f"{_NOW} WHERE publication = ? AND place > ? ORDER BY place LIMIT 1", key)
        return NowIssue(*before) if before else None, NowIssue(*after) if after else None

    def settle(self) -> list[str]:
        """Forget what is noted of other issues, returning their ids in the search; give issues the pages they had."""
        store = self._store
        gone = [search for (search,) in store.rows("SELECT search FROM issues WHERE id NOT IN (SELECT id FROM now)")]
        if gone:
            store.change_site("DELETE FROM entries WHERE issue NOT IN (SELECT id FROM now)")
            store.change_site("DELETE FROM issues WHERE id NOT IN (SELECT id FROM now)")
        store.change("UPDATE now SET path = (SELECT path FROM issues WHERE issues.id = now.id)")
        return gone

    def place(self, issue: NowIssue, path: str) -> None:
        """Give an issue its page."""
        self._store.change("UPDATE now SET path = ? WHERE place = ?", (path, issue.place))

    def has_page(self, path: str) -> bool:
        """Tell whether an issue has the page `path`."""
        return self._store.row("SELECT 1 FROM now WHERE path = ?", (path,)) is not None

    def note(self, issue_id: str) -> SiteNote | None:
        """Return what is noted of an issue."""
        row = self._store.row("SELECT path, stamp, search, day, shown, pictures FROM issues WHERE id = ?", (issue_id,))
        return SiteNote(*row) if row else None

    def put(self, issue_id: str, note: SiteNote, entries: Iterable[SiteEntry]) -> None:
        """Note of an issue `note` and `entries`, in the place of what was noted."""
        self._store.change_site("DELETE FROM entries WHERE issue = ?", (issue_id,))
        self._store.change_site("INSERT OR REPLACE INTO issues VALUES (?, ?, ?, ?, ?, ?, ?)", (issue_id, *note))
        for number, (kind, page, name, line) in enumerate(entries):
            row = (kind, page, issue_id, number, name, line)
            self._store.change_site("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)", row)

    def has_search(self, search: str) -> bool:
        """Tell whether an issue has the id `search` in the search."""
        return self._store.row("SELECT 1 FROM issues WHERE search = ?", (search,)) is not None

    def by_search(self) -> Iterator[tuple[str, str]]:
        """Yield of all issues their id in the search and what lists show of them, in the order of those ids."""
        yield from self._store.rows("SELECT search, shown FROM issues ORDER BY search")

    def pages(self) -> Iterator[tuple[str, str]]:
        """Yield the page of each issue with its day, the newest first."""
        yield from self._store.rows(
            "SELECT now.path, day FROM now JOIN issues ON issues.id = now.id ORDER BY place DESC"
        )

    def years(self) -> list[tuple[str, int]]:
        """Return each year with its number of issues, ``""`` for those without a date; the newest first."""
        return list(
            self._store.rows(
                "SELECT substr(day, 1, 4) AS year, count(*) FROM now JOIN issues ON issues.id = now.id "
                "GROUP BY year ORDER BY max(place) DESC"
            )
        )

    def publications(self) -> list[tuple[str, int]]:
        """Return each publication with its number of issues."""
        return list(self._store.rows("SELECT publication, count(*) FROM now GROUP BY publication"))

    def of_year(self, year: str) -> Iterator[str]:
        """Yield what lists show of the issues of a year, oldest first."""
        found = self._store.rows(f"{_SHOWN} WHERE substr(day, 1, 4) = ? ORDER BY place", (year,))
        return (shown for (shown,) in found)

    def of_publication(self, publication: str) -> Iterator[str]:
        """Yield what lists show of the issues of a publication, oldest first."""
        found = self._store.rows(f"{_SHOWN} WHERE publication = ? ORDER BY place", (publication,))
        return (shown for (shown,) in found)

    def shown(self, count: int) -> list[str]:
        """Return what lists show of the newest issues, the newest first."""
        return [shown for (shown,) in self._store.rows(f"{_SHOWN} ORDER BY place DESC LIMIT ?", (count,))]

    def entry_pages(self, kind: str) -> list[tuple[str, str, int]]:
        """Return each page of a section or sponsor: its path, its name as its newest issue writes it, how often it ran.

        They are in the order of their paths.
        """
        found = self._store.rows(
            "SELECT page, name, count(*), max(place * 65536 + entries.number) "  # the name is that of the greatest
            "FROM entries JOIN now ON now.id = issue WHERE kind = ? GROUP BY page ORDER BY page",
            (kind,),
        )
        return [(page, name, count) for page, name, count, _ in found]

    def entries(self, kind: str, page: str) -> Iterator[tuple[str, str, str]]:
        """Yield the entries of a page, oldest first: what lists show of the issue, the name, what the page shows."""
        yield from self._store.rows(
            "SELECT shown, name, line FROM entries JOIN now ON now.id = issue JOIN issues ON issues.id = issue "
            "WHERE kind = ? AND page = ? ORDER BY place, entries.number",
            (kind, page),
        )
