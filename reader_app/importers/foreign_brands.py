"""Whose advertisement a piece of Markdown is, and the sponsor block it becomes."""

from __future__ import annotations

from collections.abc import Sequence

from reader_app.importers.structure.brands import brand
from reader_app.markup.natural import link
from reader_app.markup.plain import plain_words
from reader_app.markup.write import write_block
from reader_app.model.blocks import Block, Item, Prose, Sponsor
from reader_app.patterns import regex

_URL = regex(r"\]\(<?([^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*)>?(?:\s+\"[^\"]*\")?\)|<(https?://[^\s<>]+)>")
_ALT = regex(r"!\[([^\]]*)\]")
_STRONG = regex(r"\*\*([^*\n]+)\*\*|\[([^\[\]!]+)\]\(")
_PICTURE = regex(r"!\[[^\]]*\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)")
EMOJI = regex("[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?")
_SOURCE = regex(r"!\[[^\]]*\]\(<?([^\s()<>]+)")


def sponsor_of(blocks: Sequence[Block], name: str, label: str) -> Sponsor:
    """Return the sponsor block of `blocks`; a name that is not given is found in what they say."""
    body = "\n\n".join(text for block in blocks if (text := markdown_of(block)))
    words = EMOJI.sub("", plain_words(body)).strip()[:50]
    return Sponsor(name or brand_of(body) or words or label, url=first_address(body), label=label, body=body)


def markdown_of(block: Block) -> str:
    """Return a block as Markdown; an item's title in bold, so that it opens no section."""
    match block:
        case Prose() | Sponsor():
            return block.body
        case Item():
            title = f"**{link(block.title, block.url)}**" if block.url else f"**{block.title}**"
            return f"{title}\n\n{block.body}".strip()
        case _:
            return write_block(block).strip()


def brand_of(body: str) -> str:
    """Return whose advertisement `body` is, or ``""``."""
    alts = [alt for alt in _ALT.findall(body) if alt]
    return brand(alts, bolds_in(body), plain_words(body), addresses_in(body), pictures=_SOURCE.findall(body))


def bolds_in(body: str) -> list[str]:
    """Return the words in bold and the words of links."""
    return [" ".join(plain_words(one or other).split()) for one, other in _STRONG.findall(body)]


def addresses_in(body: str) -> list[str]:
    """Return where the links lead, in order, but not the addresses of pictures."""
    return [url for one, other in _URL.findall(_PICTURE.sub("", body)) if (url := one or other)]


def first_address(body: str) -> str:
    """Return where the first link leads, or ``""``."""
    return next(iter(addresses_in(body)), "")
