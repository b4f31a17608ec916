"""Writes issues of a library as a static site: pages, lists, a search, feeds. Only what changed is written again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from reader_app.errors import UsageError
from reader_app.exporters.site import Site, site_words
from reader_app.exporters.site_pages import picture_file
from reader_app.library.site_issues import SiteIssues
from reader_app.model.publication import PLAIN
from reader_app.services.archive_issues import IssuePages
from reader_app.services.archive_lists import Lists
from reader_app.services.archive_search import SearchIndex
from reader_app.services.exporting import file_error, picture_options
from reader_app.services.publications import publication_named
from reader_app.services.site_folder import SiteFolder

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.types import Cursor

Progress = Callable[[int, int], None]
_PAGE: Final = 200


@dataclass(frozen=True, slots=True)
class ArchiveOptions:
    """What a person may choose. What is not given is as it was when the site was last written.

    `publication` None stands for all; `url` is the address the site will have; `title` is its name.
    """

    publication: str | None = None
    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """What a run did: how many issues the site holds, how many files were written, left as they were, removed.

    `remarks` are sentences for the person.
    """

    issues: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    cancelled: bool = False
    remarks: tuple[str, ...] = ()


def archive(
    library: Library,
    target: Path,
    options: ArchiveOptions,
    *,
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ArchiveReport:
    """Write the site into the folder `target`; it is made if it is not there.

    Files that the site did not write are left alone. When it is cancelled, or cannot be written, the folder is as it
    was. Raises UsageError when there is nothing to write or the folder holds another archive, FileError with a
    sentence when it cannot be written.
    """
    try:
        with SiteFolder(target) as folder:
            issues = SiteIssues(folder.store)
            _gather(library, options.publication, issues)
            total = issues.count()
            if not total:
                named = f" of “{options.publication}”" if options.publication is not None else ""
                raise UsageError(f"There are no issues{named} in the library.")
            site = _site(library, folder, options, issues)
            search = SearchIndex(folder)
            for number in IssuePages(library, folder, site, search).write():
                progress(number, total)
                if cancelled():
                    return ArchiveReport(cancelled=True)
            Lists(library, folder, site).write()
            search.write()
            folder.commit()
    except OSError as error:
        raise file_error(Path(error.filename or target), error) from error
    return ArchiveReport(total, folder.written, folder.unchanged, folder.removed, remarks=_remarks(site))


def _gather(library: Library, publication: str | None, issues: SiteIssues) -> None:
    """Put into `issues` what the site is to hold."""
    from reader_app.library.types import Scope, Shelf

    after: Cursor | None = None
    while True:
        page = library.summaries(Scope(publication, shelf=Shelf.KEPT), after=after, limit=_PAGE)
        issues.add(page.rows, library.stamps(summary.id for summary in page.rows))
        after = page.next
        if after is None:
            return


def _site(library: Library, folder: SiteFolder, options: ArchiveOptions, issues: SiteIssues) -> Site:
    """Settle what the site is called, and note it in `folder`."""
    known = folder.store.settings()
    wanted = "" if options.publication is None else f"={options.publication}"
    if known and known["publication"] != wanted:
        held = known["publication"].removeprefix("=")
        named = f"“{held}”" if held else "all publications"
        raise UsageError(f"{folder.top}: The folder holds the archive of {named}; use another folder.")
    publications = [name for name, _ in issues.publications()]
    lang = known.get("lang") or library.issue(UUID(issues.newest(1)[0].id)).lang or "en"
    only = publications[0] if len(publications) == 1 else ""
    title = options.title or known.get("title") or only or site_words(lang).archive
    url = options.url or known.get("url", "")
    url = url if not url or url.endswith("/") else f"{url}/"
    folder.store.set_settings({"publication": wanted, "lang": lang, "title": title, "url": url})
    own = publication_named(library, only)
    look = own.look if own else PLAIN
    header = picture_file(look.header, picture_options(library)) if look.header else None
    return Site(title, lang, url, len(publications) > 1, look, header or "")


def _remarks(site: Site) -> tuple[str, ...]:
    if site.url:
        return ()
    return ("There is no sitemap, and the feeds have no full addresses: “--url” says where the site will be.",)
