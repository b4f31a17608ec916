"""The part of the facade for reading: going to an issue, what a person leaves in it, pictures fetched from the web."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from reader_app.library.facade import Facade
from reader_app.library.lazily import Lazily

if TYPE_CHECKING:
    from reader_app.library import naming, own, remote_pictures, titles, traces
    from reader_app.library.person_types import Highlight, IssueNote, Position, PublicationSettings, RemotePicture
    from reader_app.library.types import IssueSummary, Renamed
else:
    naming = Lazily("reader_app.library.naming")
    own = Lazily("reader_app.library.own")
    remote_pictures = Lazily("reader_app.library.remote_pictures")
    titles = Lazily("reader_app.library.titles")
    traces = Lazily("reader_app.library.traces")


class ReadingFacade(Facade):
    """Going to issues, reading positions, notes, highlights, settings of publications, remote pictures.

    All that takes an issue's id raises UsageError when the issue is not here.
    """

    def titles(self, text: str, *, limit: int = 20) -> tuple[IssueSummary, ...]:
        """Return the newest issues whose title, publication or number has words beginning like all those of `text`."""
        with self._database.reading() as db:
            return titles.find(db, text, max(1, limit))

    def position(self, issue_id: UUID) -> Position | None:
        """Return how far the issue was read, None when that was never noted."""
        with self._database.reading() as db:
            return traces.position(db, issue_id)

    def set_position(self, issue_id: UUID, view: str, *, anchor: str = "", fraction: float = 0.0) -> None:
        """Note how far the issue was read: in which view, at which element, at which fraction of the page."""
        with self._database.writing() as db:
            traces.set_position(db, issue_id, view, anchor, fraction, self._clock())

    def note(self, issue_id: UUID) -> IssueNote | None:
        """Return what the person wrote about the issue, None for nothing."""
        with self._database.reading() as db:
            return traces.note(db, issue_id)

    def set_note(self, issue_id: UUID, text: str) -> None:
        """Put `text` in the place of the note on the issue; a blank one takes the note away."""
        with self._database.writing() as db:
            traces.set_note(db, issue_id, text, self._clock())

    def highlights(self, issue_id: UUID) -> tuple[Highlight, ...]:
        """Return the words of the issue that stay marked, in the order they were marked."""
        with self._database.reading() as db:
            return traces.highlights(db, issue_id)

    def add_highlight(self, issue_id: UUID, quote: str, *, before: str = "", after: str = "") -> int:
        """Mark words of the issue for good, with the words around them; return the number of the mark.

        Raises UsageError for no words.
        """
        with self._database.writing() as db:
            return traces.add_highlight(db, issue_id, quote, before, after, self._clock())

    def remove_highlight(self, issue_id: UUID, number: int) -> None:
        """Take a mark off the issue's words. Raises UsageError when it is not there."""
        with self._database.writing() as db:
            traces.remove_highlight(db, issue_id, number)

    def publication_settings(self, name: str) -> PublicationSettings:
        """Return what is set for the publication `name`; without anything set, the usual."""
        with self._database.reading() as db:
            return own.settings(db, name)

    def set_publication_settings(self, name: str, settings: PublicationSettings) -> None:
        """Set what `publication_settings` returns. Raises UsageError when `export` is no JSON object."""
        with self._database.writing() as db:
            own.set_settings(db, name, settings)

    def rename_publication(self, old: str, new: str) -> Renamed:
        """Call the publication `old` `new` in all lists, also in what is still to be imported; returns what undoes it.

        Where `new` is one already, the two become one. Raises UsageError for an empty name, or when `old` is not here.
        """
        with self._database.writing() as db:
            return naming.rename(db, old, new)

    def undo_rename(self, renamed: Renamed) -> None:
        """Take back what `rename_publication` did."""
        with self._database.writing() as db:
            naming.undo(db, renamed)

    def remote_pictures(self, urls: Iterable[str]) -> dict[str, RemotePicture]:
        """Return by address what is known of pictures from the web; those never asked for are left out."""
        with self._database.reading() as db:
            return remote_pictures.find(db, urls)

    def keep_remote_picture(self, issue_id: UUID, url: str, data: bytes, media_type: str) -> RemotePicture:
        """Keep the bytes fetched from `url` for the issue, in the place of older ones; they go with the last issue."""
        with self._database.writing() as db:
            return remote_pictures.keep(db, issue_id, url, data, media_type, self._clock())

    def remote_picture_failed(self, issue_id: UUID, url: str, reason: str) -> RemotePicture:
        """Note that fetching the picture failed, and why, in a word; bytes that are here already stay."""
        with self._database.writing() as db:
            return remote_pictures.failed(db, issue_id, url, reason, self._clock())

    def pictures_to_retry(
        self, *, before: datetime, most_attempts: int = 5, limit: int = 50
    ) -> tuple[tuple[UUID, str], ...]:
        """Return (issue, address) of pictures whose last attempt failed before `before`, the oldest failure first.

        Those that failed more than `most_attempts` times, or are only in the trash, are left out.
        """
        with self._database.reading() as db:
            return remote_pictures.to_retry(db, before, most_attempts, limit)
