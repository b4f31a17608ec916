"""The plain text of an issue: its head as every export has it, then its blocks, in its own language."""

from __future__ import annotations

from reader_app.exporters.facts import head_facts, kicker
from reader_app.exporters.language import labels
from reader_app.markup import plain
from reader_app.markup.labels import Labels
from reader_app.model.blocks import Block
from reader_app.model.issue import Issue

WIDTH = 72


def issue_text(issue: Issue, width: int = WIDTH, of: plain.BlockText | None = None) -> str:
    """Return `issue` laid out as plain text: headings underlined, items with their address, sponsors labelled.

    `of`, if given, is asked for the text of each block: whoever renders version after version keeps what it knows.
    """
    return plain.issue_text(issue, width, (kicker(issue), " · ".join(head_facts(issue))), labels(issue.lang), of)


class TextRenderer:
    """Renders successive versions of an issue; blocks that are the same objects as before cost nothing."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Block, str]] = {}
        self._made_for: object = None

    def render(self, issue: Issue, width: int = WIDTH) -> str:
        """Return the plain text of `issue`, as `issue_text` has it."""
        if self._made_for != (issue.lang, width):
            self._known, self._made_for = {}, (issue.lang, width)
        kept: dict[int, tuple[Block, str]] = {}

        def of(block: Block, width: int | None, words: Labels) -> str:
            known = self._known.get(id(block)) or (block, plain.block_text(block, width, words))
            kept[id(block)] = known
            return known[1]

        text = issue_text(issue, width, of)
        self._known = kept
        return text
