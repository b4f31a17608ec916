"""The part of the facade for what serves a person's own writing, and for asking before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from reader_app.library.facade import Facade
from reader_app.library.lazily import Lazily

if TYPE_CHECKING:
    from reader_app.library import clips, issues, known, own
    from reader_app.library.derive import Derived
    from reader_app.library.known import Known
    from reader_app.library.person_types import Clip, OwnPublication
    from reader_app.library.types import Added
else:
    clips = Lazily("reader_app.library.clips")
    issues = Lazily("reader_app.library.issues")
    known = Lazily("reader_app.library.known")
    own = Lazily("reader_app.library.own")


class WritingFacade(Facade):
    """Clips, publications that the person writes, words of their own dictionary."""

    def here_already(self, batch: Sequence[Derived | Known]) -> list[Added | None]:
        """Return of each issue of `batch` what adding it would say if it is here already, None for what is new.

        Ends before the first original that is not known any more, as `add_derived` does.
        """
        with self._database.reading() as db:
            return issues.here_already(db, batch)

    def known(self, sha256: str, name: str) -> Known | None:
        """Return what is known of the original with the digest `sha256`, read under `name`, to give to `add_derived`.

        None when it is not here, and when only reading it tells what would become of it.
        """
        with self._database.reading() as db:
            found = known.known(db, sha256, name)
            return None if found is None else found[1]

    def clips(self, words: str = "") -> tuple[Clip, ...]:
        """Return the clips in their order; with `words` those that hold each of them in any of their texts."""
        with self._database.reading() as db:
            return clips.clips(db, words)

    def clip(self, clip_id: UUID) -> Clip:
        """Return one clip. Raises UsageError when it is not here."""
        with self._database.reading() as db:
            return clips.clip(db, clip_id)

    def add_clips(self, batch: Iterable[Clip]) -> None:
        """Keep clips: those with the place `NEW` above all others, what `delete_clips` gave where it was."""
        with self._database.writing() as db:
            clips.add(db, tuple(batch))

    def change_clip(self, clip_id: UUID, *, title: str, remark: str) -> None:
        """Give a clip another title and remark. Raises UsageError when it is not here."""
        with self._database.writing() as db:
            clips.change(db, clip_id, title, remark)

    def move_clip(self, clip_id: UUID, *, up: bool) -> bool:
        """Let a clip change places with the one above or below; return whether there is one.

        Raises UsageError when the clip is not here.
        """
        with self._database.writing() as db:
            return clips.move(db, clip_id, up)

    def delete_clips(self, ids: Iterable[UUID]) -> tuple[Clip, ...]:
        """Delete clips and return them as they were, for `add_clips`. Ids that are not here are passed over."""
        with self._database.writing() as db:
            return clips.delete(db, ids)

    def use_clip(self, clip_id: UUID, issue: str) -> None:
        """Note that a clip was used in `issue` ("Publication #12"). Raises UsageError when the clip is not here."""
        with self._database.writing() as db:
            clips.use(db, clip_id, issue)

    def take_back_clip_use(self, clip_id: UUID, issue: str) -> None:
        """Forget that a clip was used in `issue`; nothing happens when it was not, or is not here any more."""
        with self._database.writing() as db:
            clips.take_back_use(db, clip_id, issue)

    def own_publications(self) -> tuple[OwnPublication, ...]:
        """Return the publications that the person writes, in alphabetical order."""
        with self._database.reading() as db:
            return own.publications(db)

    def save_own_publication(self, publication: OwnPublication) -> OwnPublication:
        """Keep a publication, in the place of the one with the same id, and return it as it is kept.

        Raises UsageError when it has no name, another one has it already, or its theme is no JSON object.
        """
        with self._database.writing() as db:
            return own.save_publication(db, publication)

    def delete_own_publication(self, publication_id: UUID) -> None:
        """Forget a publication that the person writes; its drafts stay. Raises UsageError when it is not here."""
        with self._database.writing() as db:
            own.delete_publication(db, publication_id)

    def dictionary(self, lang: str) -> frozenset[str]:
        """Return the words that the person added to the dictionary of the language `lang`."""
        with self._database.reading() as db:
            return own.words(db, lang)

    def add_word(self, lang: str, word: str) -> None:
        """Add a word to the dictionary of a language. Raises UsageError for an empty one."""
        with self._database.writing() as db:
            own.add_word(db, lang, word, self._clock())

    def remove_word(self, lang: str, word: str) -> None:
        """Take a word out of the dictionary of a language; nothing happens when it is not in there."""
        with self._database.writing() as db:
            own.remove_word(db, lang, word)
