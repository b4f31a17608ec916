"""The explicit form of every block: a div whose attributes hold the facts. It reads back whatever stands around it."""

from __future__ import annotations

from reader_app.markup.attributes import format_pairs
from reader_app.markup.guards import guard
from reader_app.model.blocks import DEFAULT_LABEL, Block, Item, LinkList, Note, Prose, Sponsor, Unknown
from reader_app.model.codec import block_name
from reader_app.model.issue import About

Pairs = tuple[tuple[str, str], ...]


def explicit(block: Block | About) -> str:
    """Return the div of `block`, without a line break at its end."""
    if isinstance(block, Unknown):
        return fenced(block.opening, block.body)
    if isinstance(block, LinkList):
        opening = "{.link-list .ordered}" if block.ordered else "link-list"
        return "\n".join([f"::: {opening}", *(explicit(entry) for entry in block.items), ":::"])
    name = "about" if isinstance(block, About) else block_name(block)
    body = "" if not hasattr(block, "body") else str(block.body)
    return fenced(opening_text(name, facts(block)), body)


def fenced(opening: str, body: str) -> str:
    """Return a div with `opening` after its colons and the guarded `body` in it."""
    return f"::: {opening}\n{guard(body)}\n:::" if body else f"::: {opening}\n:::"


def opening_text(name: str, pairs: Pairs) -> str:
    """Return what stands after the colons: ``note``, or ``{.sponsor name="…"}`` when there are attributes."""
    return f"{{.{name} {format_pairs(pairs)}}}" if pairs else name


def facts(block: Block | About, *, leave_out: tuple[str, ...] = ()) -> Pairs:
    """Return the facts of `block` as attribute pairs, in the order of its fields, without the empty ones.

    The facts a reader would otherwise take from the div's text stand there even when they are empty.
    """
    if isinstance(block, Prose):
        return ()
    if isinstance(block, Note):
        return block.extra
    pairs: list[tuple[str, str]] = []
    for name in block.__dataclass_fields__:
        if name in ("body", "extra", "items", "ordered") or name in leave_out:
            continue
        value = getattr(block, name)
        if isinstance(block, Sponsor) and name == "label" and value == DEFAULT_LABEL:
            continue
        if value or (name in _TAKEN_FROM_TEXT and not isinstance(block, Item)):
            pairs.append((name, str(value or "")))
    return (*pairs, *getattr(block, "extra", ()))


_TAKEN_FROM_TEXT = frozenset({"title", "text", "question", "caption", "tagline"})
