"""From the text being typed to everything that is shown of it: the parsed issue, its counts, the preview.

Keeps what it computed for the version before, so that one changed item costs one item.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from reader_app.markup.incremental import IncrementalParser
from reader_app.markup.parsed import Parsed
from reader_app.model.blocks import Block, Item, LinkList, Sponsor
from reader_app.model.issue import NO_ID, Issue
from reader_app.model.walk import Counts, count_words, minutes_for, words_in
from reader_app.services.outlining import Outline, outline

if TYPE_CHECKING:
    from reader_app.model.publication import Publication
    from reader_app.services.checking.finding import Finding
    from reader_app.services.checking.research import Question
    from reader_app.services.checking.subject import Knowledge, MailWeight
    from reader_app.services.preview import Preview, View


LARGEST_SHOWN: Final = 1_000_000  # characters: a mail holds a tenth of that


@dataclass(frozen=True, slots=True)
class Composed:
    """One version of the text with what follows from it. `page` is the preview's HTML, empty when none was wanted.

    `sponsored` is how many of the words stand in sponsor blocks.
    """

    text: str
    parsed: Parsed
    counts: Counts
    outline: Outline
    view: View | None
    page: str
    sponsored: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """What is to be said about one version of the text. `asked` is what the library may know more about."""

    composed: Composed
    findings: tuple[Finding, ...]
    weight: MailWeight
    asked: Question


def new_preview() -> Preview:
    """Return a preview with nothing in it. Its templates take a while to load."""
    from reader_app.services.preview import Preview

    return Preview()


class Composer:
    """Composes successive versions of one draft. Not safe for use by two threads at once.

    `make_preview` is called when the first page is wanted. `publication` is the one the
    draft is of, as far as that is known.
    """

    def __init__(self, make_preview: Callable[[], Preview] | None = None, issue_id: UUID = NO_ID) -> None:
        self._parser = IncrementalParser(issue_id)
        self._make_preview = make_preview or new_preview
        self._made: Preview | None = None
        self._words: dict[int, tuple[Block, int]] = {}
        self.publication: Publication | None = None

    def compose(self, text: str, view: View | None = None) -> Composed:
        """Return `text` parsed and counted, with its preview as `view` has it. Never fails."""
        parsed = self._parser.parse(text)
        counts = self._count(parsed)
        page = self._page(text, parsed.issue, view) if view is not None else ""
        sponsored = sum(self.words(block) for _, block in parsed.issue.blocks() if isinstance(block, Sponsor))
        return Composed(text, parsed, counts, outline(parsed, self.words), view, page, sponsored)

    def words(self, block: Block) -> int:
        """Return the words in `block`."""
        known = self._words.get(id(block))
        return known[1] if known is not None else words_in((block,))

    def check(self, composed: Composed, knowledge: Knowledge, today: date) -> Checked:
        """Return what the rules find in `composed`, with the weight of its mail, exactly as the export writes it."""
        from reader_app.services.checking.check import check
        from reader_app.services.checking.research import question
        from reader_app.services.checking.subject import MailWeight, Subject

        if len(composed.text) <= LARGEST_SHOWN:
            weight = self._preview.weigh(composed.parsed.issue)
        else:
            weight = MailWeight(len(composed.text.encode("utf-8", errors="replace")))
        subject = Subject(composed.text, composed.parsed, today, weight, knowledge)
        return Checked(composed, check(subject), weight, question(subject))

    def _page(self, text: str, issue: Issue, view: View) -> str:
        if len(text) <= LARGEST_SHOWN:
            return self._preview.render(issue, view)
        from reader_app.services.preview import notice_page

        return notice_page(f"This text has {len(text) / 1_000_000:.1f} MB, too much for a preview. Exports still work.")

    @property
    def _preview(self) -> Preview:
        if self._made is None:
            self._made = self._make_preview()
        self._made.publication = self.publication
        return self._made

    def _count(self, parsed: Parsed) -> Counts:
        issue = parsed.issue
        kept: dict[int, tuple[Block, int]] = {}
        words = count_words(issue.title) + sum(count_words(section.heading) for section in issue.sections)
        items = sponsors = 0
        for _, block in issue.blocks():
            known = self._words.get(id(block)) or (block, words_in((block,)))
            kept[id(block)] = known
            words += known[1]
            sponsors += isinstance(block, Sponsor)
            items += len(block.items) if isinstance(block, LinkList) else isinstance(block, Item)
        self._words = kept
        return Counts(words, minutes_for(words), len(issue.sections), items, sponsors)
