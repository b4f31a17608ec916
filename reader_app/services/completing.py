"""Completion: what may stand at the cursor, from the dialect itself and from what the library knows. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from reader_app.markup.natural import address, inline
from reader_app.model.issue import FACTS
from reader_app.model.urls import host
from reader_app.services.vocabulary import KnownLink, Vocabulary

T = TypeVar("T")
MOST: Final = 12
_BLOCKS: Final = {
    "sponsor": ' name=""',
    "podcast": "",
    "note": "",
    "button": "",
    "feedback": ' up="" down=""',
    "about": "",
    "figure": ' src="" alt=""',
}
_DIV: Final = re.compile(r":::+[ \t]*(?P<brace>\{[ \t]*\.)?(?P<word>[\w-]*)\Z")
_SPONSOR: Final = re.compile(r""":::.*\bsponsor\b.*\bname="(?P<word>[^"]*)\Z""")
_ADDRESS: Final = re.compile(r"(?<!!)\[(?P<label>[^\[\]]*)\]\((?P<word>[^()\s]*)\Z")
_LABEL: Final = re.compile(r"(?<![!\]\\])\[(?P<word>[^\[\]\s][^\[\]]{2,})\Z")
_TAGS: Final = re.compile(r"tags:[ \t]*\[?(?:.*,)?[ \t]*(?P<word>[^,\[\]]*)\Z")
_PUBLICATION: Final = re.compile(r"publication:[ \t]*(?P<word>.*)\Z")
_KEY: Final = re.compile(r"(?P<word>[a-z]*)\Z")
_ASKED_LEAST: Final = 1
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What can be put in: `text` takes the place of what was typed; `back` is how far before its end to go on typing.

    `detail` says where it is from. A text may be of several lines.
    """

    label: str
    text: str
    detail: str = ""
    back: int = 0


@dataclass(frozen=True, slots=True)
class Completion:
    """The proposals for what stands in the line from `start` on; the best first."""

    start: int
    proposals: tuple[Proposal, ...]


def complete(
    line: str, column: int, vocabulary: Vocabulary, *, in_facts: bool, asked: bool = False
) -> Completion | None:
    """Return what may stand at `column` of `line`, None for nothing.

    `in_facts` tells that the line is one of the front matter; `asked` that the person asked for it by a key, so that
    it may also be offered where nothing is typed yet.
    """
    before, after = line[:column], line[column:]
    kinds = _FACT_KINDS if in_facts else _TEXT_KINDS
    for pattern, propose in kinds:
        match = pattern.match(before) if pattern in _WHOLE_LINE else pattern.search(before)
        if match is None:
            continue
        if in_facts and not asked and len(match["word"]) < _ASKED_LEAST:
            return None
        proposals = tuple(propose(match, after, vocabulary))[:MOST]
        if not proposals or (not asked and any(proposal.label == match["word"] for proposal in proposals)):
            return None  # what is typed in full needs no completion
        return Completion(match.start("word"), proposals)
    return None


def _blocks(match: re.Match[str], after: str, _vocabulary: Vocabulary) -> Iterator[Proposal]:
    for name, attributes in _BLOCKS.items():
        if not name.startswith(match["word"].lower()):
            continue
        if after.strip(" }"):
            yield Proposal(name, name)
        elif match["brace"]:
            back = _to_first_quote(f"{attributes}}}") if '"' in attributes else 0
            yield Proposal(name, f"{name}{attributes}}}" if not after else f"{name}{attributes}", back=back)
        else:
            opening = f"{{.{name}{attributes}}}" if attributes else name
            yield Proposal(name, opening, back=_to_first_quote(opening))


def _to_first_quote(text: str) -> int:
    """Return how far before the end of `text` its first pair of quotation marks opens; 0 where there is none."""
    place = text.find('""')
    return len(text) - place - 1 if place >= 0 else 0


def _sponsors(match: re.Match[str], after: str, vocabulary: Vocabulary) -> Iterator[Proposal]:
    rest = match.string + after
    for name, url in _ranked(match["word"], vocabulary.sponsors, lambda sponsor: sponsor[0]):
        text = name.replace("\\", "\\\\").replace('"', '\\"')
        if url and "url=" not in rest:
            text += f'" url="{url}'
        yield Proposal(name, text if after.startswith('"') else f'{text}"', host(url))


def _addresses(match: re.Match[str], after: str, vocabulary: Vocabulary) -> Iterator[Proposal]:
    typed = match["word"]
    wanted = typed.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    links: Iterable[KnownLink] = vocabulary.links
    if wanted:
        links = [link for link in links if wanted.lower() in link.url.lower()]
    else:
        label = {word.casefold() for word in _WORD.findall(match["label"])}
        links = sorted(links, key=lambda link: -len(label & {word.casefold() for word in _WORD.findall(link.title)}))
    for link in links:
        text = address(link.url)
        yield Proposal(link.title or link.url, text if after.startswith(")") else f"{text})", _from(link))


def _titles(match: re.Match[str], after: str, vocabulary: Vocabulary) -> Iterator[Proposal]:
    if after.startswith("]"):
        return
    for link in _ranked(match["word"], vocabulary.links, lambda link: link.title):
        if link.title:
            yield Proposal(link.title, f"{inline(link.title)}]({address(link.url)})", _from(link))


def _tags(match: re.Match[str], _after: str, vocabulary: Vocabulary) -> Iterator[Proposal]:
    for tag in _ranked(match["word"], vocabulary.tags, str):
        yield Proposal(tag, tag)


def _publications(match: re.Match[str], after: str, vocabulary: Vocabulary) -> Iterator[Proposal]:
    if not after:
        for name in _ranked(match["word"], vocabulary.publications, str):
            yield Proposal(name, name)


def _keys(match: re.Match[str], after: str, _vocabulary: Vocabulary) -> Iterator[Proposal]:
    for key in sorted(FACTS - {"id"}):
        if key.startswith(match["word"]) and not after:
            text = f"{key}: []" if key in ("tags", "authors") else f"{key}: "
            yield Proposal(key, text, back=1 if text.endswith("]") else 0)


def _ranked(word: str, values: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """Return the values whose name has every word typed as the start of one of its own; names that begin so first."""
    typed = word.casefold().split()
    found: list[tuple[bool, T]] = []
    for value in values:
        folded = name(value).casefold()
        words = _WORD.findall(folded)
        if all(any(part.startswith(piece) for part in words) or piece in folded for piece in typed):
            found.append((not folded.startswith(word.casefold().strip()), value))
    return [value for _, value in sorted(found, key=lambda pair: pair[0])]


def _from(link: KnownLink) -> str:
    return " · ".join(part for part in ("clip" if link.clip else "", link.where or host(link.url)) if part)


_Propose = Callable[[re.Match[str], str, Vocabulary], Iterator[Proposal]]
_TEXT_KINDS: Final[tuple[tuple[re.Pattern[str], _Propose], ...]] = (
    (_DIV, _blocks),
    (_SPONSOR, _sponsors),
    (_ADDRESS, _addresses),
    (_LABEL, _titles),
)
_FACT_KINDS: Final[tuple[tuple[re.Pattern[str], _Propose], ...]] = (
    (_TAGS, _tags),
    (_PUBLICATION, _publications),
    (_KEY, _keys),
)
_WHOLE_LINE: Final = frozenset({_DIV, _SPONSOR, _TAGS, _PUBLICATION, _KEY})
