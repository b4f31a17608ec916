"""Records of categories with their items, as an export keeps them, made into sections, items and sponsors."""

from __future__ import annotations

from collections.abc import Iterator

from reader_app.importers.archives.fragments import fragment
from reader_app.importers.archives.lines import line
from reader_app.importers.archives.rows import Row
from reader_app.importers.archives.sponsors import Paid, paid, sponsor
from reader_app.importers.structure.cues import sponsor_label
from reader_app.model.blocks import Block, Item, Prose
from reader_app.model.issue import Section


class Categories:
    """The blocks of one issue, category after category; `removed` is what was left out of them."""

    def __init__(self, title: str, lead: list[Block], removed: list[str]) -> None:
        self.lead = lead
        self._sections: list[tuple[str, list[Block]]] = []
        self.removed = removed
        self._title = title

    def take(self, category: Row) -> None:
        """Add a category: a section, or sponsors where its code or its name says so."""
        heading = line(category.text("name"))
        code = category.text("code").lower()
        label = sponsor_label(heading)
        if code.startswith("sponsor") or label:
            self.removed.append(heading)
            blocks = self._sections[-1][1] if self._sections else self.lead
            for entry in category.rows("items"):
                blocks.append(self._sponsor(entry, Paid(label.label if label else "")))
            return
        blocks = self.lead if code == "introduction" and not self._sections else []
        if blocks is not self.lead:
            self._sections.append((heading, blocks))
        for entry in category.rows("items"):
            blocks.extend(self._blocks(entry))

    def sections(self) -> tuple[Section, ...]:
        """Return the sections of the categories taken so far."""
        return tuple(Section(heading, "", tuple(blocks)) for heading, blocks in self._sections)

    def _blocks(self, entry: Row) -> Iterator[Block]:
        title = line(entry.text("title"))
        disclosed = paid(title, entry.text("url")) or (Paid("") if entry.flag("sponsored") else None)
        if disclosed:
            yield self._sponsor(entry, disclosed)
        elif title:
            yield Item(title, url=entry.text("url"), image=entry.text("image"), body=self._body(entry))
        elif body := self._body(entry):
            yield Prose(body)

    def _sponsor(self, entry: Row, disclosed: Paid) -> Block:
        title, footer = line(entry.text("title")), sponsor_label(line(entry.text("footer")))
        named = paid(title) or disclosed
        found = Paid(disclosed.label or named.label, named.name or (footer.name if footer else ""), named.title)
        return sponsor(found, entry.text("url"), self._body(entry), "" if paid(title) else title)

    def _body(self, entry: Row) -> str:
        texts = [entry.text("description_markdown").strip()]
        for name in ("description", "footer"):
            if name == "footer" or not texts[0]:
                piece = fragment(entry.text(name), self._title)
                self.removed += piece.removed
                texts.append(piece.body)
        return "\n\n".join(filter(None, texts))
