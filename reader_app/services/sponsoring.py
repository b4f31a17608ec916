"""The sponsors the library knows, for who writes: each with its last run, and the words it ran with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader_app.errors import UsageError
from reader_app.model.blocks import Sponsor

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.types import SponsorRun


def known_sponsors(library: Library) -> tuple[SponsorRun, ...]:
    """Return the last run of each sponsor, whatever the case of its name, in alphabetical order."""
    last: dict[str, SponsorRun] = {}
    for run in library.sponsors():
        last.setdefault(run.name.casefold(), run)
    return tuple(last[name] for name in sorted(last))


def words_of(library: Library, run: SponsorRun) -> str:
    """Return the Markdown of a sponsor's block in the issue it ran in, empty when that is not there any more."""
    try:
        issue = library.issue(run.issue)
    except UsageError:
        return ""
    blocks = (block for _, block in issue.blocks() if isinstance(block, Sponsor) and block.name == run.name)
    return next((block.body for block in blocks), "")
