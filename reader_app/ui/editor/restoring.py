"""What to do with texts an earlier session left in the journal. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader_app.services.journal import Entry

if TYPE_CHECKING:
    from reader_app.library.types import Draft


@dataclass(frozen=True, slots=True)
class Restoring:
    """What is to happen to each entry.

    `apply` is shown in place of the stored text; `offer` cannot be, as the draft went on without it; `done` says
    nothing new and can go.
    """

    apply: Entry | None
    offer: tuple[Entry, ...]
    done: tuple[Entry, ...]


def plan(draft: Draft, entries: Sequence[Entry]) -> Restoring:
    """Return what to do with `entries` (oldest first), all of `draft`."""
    done = tuple(entry for entry in entries if entry.text == draft.text)
    fresh = [entry for entry in entries if entry.text != draft.text]
    fitting = [entry for entry in fresh if entry.base_revision == draft.revision]
    apply = fitting[-1] if fitting else None
    return Restoring(apply, tuple(entry for entry in fresh if entry is not apply), done)
