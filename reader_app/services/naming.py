"""Says what issues and their publications are called, and takes that back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from reader_app.errors import UsageError

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.types import Renamed
    from reader_app.model.corrections import StateFacts


@dataclass(frozen=True, slots=True)
class Named:
    """What was called otherwise: corrections by issue and number, and a publication that was renamed."""

    corrections: tuple[tuple[UUID, int], ...] = ()
    renamed: Renamed | None = None

    @property
    def size(self) -> int:
        """How many issues it concerns."""
        issues = {issue_id for issue_id, _ in self.corrections}
        return len(issues | {UUID(issue_id) for issue_id in (self.renamed.issues if self.renamed else ())})


def state(library: Library, ids: Iterable[UUID], facts: StateFacts) -> Named:
    """Keep of each issue that it is called as `facts` says, where it is not already; return what was done.

    Raises UsageError for an issue that is not here; those before it are called so then.
    """
    wanted = facts.stated()
    made = []
    for issue_id in ids:
        issue = library.issue(issue_id)
        if any(getattr(issue, name) != value for name, value in wanted.items()):
            made.append((issue_id, library.correct(issue_id, facts)))
    return Named(tuple(made))


def rename(library: Library, old: str, new: str) -> Named:
    """Call the publication `old` `new`, also in what is still to be imported; return what was done.

    Raises UsageError for an empty name, or when no issue is of `old`.
    """
    return Named(renamed=library.rename_publication(old, new))


def take_back(library: Library, named: Named) -> None:
    """Take back what was called otherwise. What is gone meanwhile is passed over."""
    if named.renamed is not None:
        library.undo_rename(named.renamed)
    for issue_id, number in reversed(named.corrections):
        try:
            library.undo_correction(issue_id, number)
        except UsageError:
            continue


def date_of(text: str) -> datetime | None:
    """Return the moment that a person writes as ``2025-05-04`` or ``2025-05-04 08:30``, in local time; None for "".

    Raises UsageError when it is none (ISO 8601).
    """
    if not text.strip():
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.astimezone()).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"“{text}” is not a date; write it as 2025-05-04 or 2025-05-04 08:30.") from error
