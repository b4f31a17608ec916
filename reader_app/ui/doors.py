"""What the reading window reaches outside of itself, handed in by who builds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from reader_app.library.types import Draft
    from reader_app.ui.jobs import LibraryWorker
    from reader_app.ui.mending import Mending


@dataclass(frozen=True)
class Doors:
    """What the reading window reaches outside of itself.

    `background` makes a worker for long work; `open_editor` opens the composing window; `open_library(path, read_only)`
    starts again with another library (None: the same one); `mend_library(work)` closes it, runs `work` on its file and
    starts again, saying what `work` returns; `library` gives its file; `unsaved_drafts` lists the drafts whose last
    words an earlier run could not put into the library.
    """

    background: Callable[[], LibraryWorker]
    open_editor: Callable[[Draft], object]
    open_library: Callable[[Path | None, bool], object]
    unsaved_drafts: Callable[[], list[UUID]]
    mend_library: Callable[[Mending], object]
    library: Callable[[], Path]
