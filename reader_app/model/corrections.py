"""What a person corrects in an imported issue: frozen values that find their place by what stands there.

A correction never names a position: it holds the words of the block it is about, so that it still finds it after a
better importer has read the original again, also when the words around it, or a few of its own, came out differently.
`correcting.py` applies corrections; here is what they are, how they find their place, and their JSON form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any, Final

from reader_app.errors import FormatError
from reader_app.model.as_body import as_body
from reader_app.model.blocks import Block
from reader_app.model.issue import Issue, Json, in_utc
from reader_app.model.text import clean_line
from reader_app.patterns import regex

LIKE: Final = 0.6  # of the words: the same block, read a little differently
_KEPT_WORDS: Final = 40
_DESTINATION: Final = regex(r"\]\((?:<[^<>\n]*>|[^()<>\s]*)\)")
_WORD: Final = regex(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class BlockAnchor:
    """Names one block: the digest of its words, the first of them, and how many blocks before it say the same.

    Marking a block as sponsor, or taking the mark away, leaves its words and so its anchor as they are.
    """

    digest: str
    words: str
    occurrence: int = 0


@dataclass(frozen=True, slots=True)
class SectionAnchor:
    """Names one section by its heading and its first block; one without blocks by how many like it come before."""

    heading: str
    first: BlockAnchor | None
    occurrence: int = 0


@dataclass(frozen=True, slots=True)
class MarkSponsor:
    """The block is paid for by `name`. Raises ValueError when `name` is empty."""

    block: BlockAnchor
    name: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", _needed(self.name, "a sponsor needs a name"))


@dataclass(frozen=True, slots=True)
class NotSponsor:
    """The block is not paid for."""

    block: BlockAnchor


@dataclass(frozen=True, slots=True)
class RenameSection:
    """The section has another heading. Raises ValueError when it is empty."""

    section: SectionAnchor
    heading: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "heading", _needed(self.heading, "a section needs a heading"))


@dataclass(frozen=True, slots=True)
class SplitSection:
    """A section of its own begins at the block. Raises ValueError when its heading is empty."""

    block: BlockAnchor
    heading: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "heading", _needed(self.heading, "a section needs a heading"))


@dataclass(frozen=True, slots=True)
class JoinSection:
    """The section belongs to the one before it (to the lead, if it is the first); its heading becomes text there."""

    section: SectionAnchor


@dataclass(frozen=True, slots=True)
class StateFacts:
    """The issue is called so. None leaves what was read; an empty text says that there is none.

    Raises ValueError when nothing is stated, or when the title is empty.
    """

    publication: str | None = None
    number: str | None = None
    title: str | None = None
    date: datetime | None = None

    def __post_init__(self) -> None:
        for name in ("publication", "number", "title"):
            text = getattr(self, name)
            object.__setattr__(self, name, None if text is None else clean_line(text))
        if self.title is not None:
            _needed(self.title, "an issue needs a title")
        if self.date is not None:
            object.__setattr__(self, "date", in_utc(self.date))
        if not self.stated():
            raise ValueError("nothing is stated")

    def stated(self) -> dict[str, Any]:
        """Return what is stated, texts and the date, by the names of the issue's facts."""
        values = {name: getattr(self, name) for name in ("publication", "number", "title", "date")}
        return {name: value for name, value in values.items() if value is not None}


Correction = MarkSponsor | NotSponsor | RenameSection | SplitSection | JoinSection | StateFacts

_KINDS: Final[dict[str, type[Correction]]] = {
    "mark-sponsor": MarkSponsor,
    "not-sponsor": NotSponsor,
    "rename-section": RenameSection,
    "split-section": SplitSection,
    "join-section": JoinSection,
    "state-facts": StateFacts,
}
_NAMES: Final = {kind: name for name, kind in _KINDS.items()}


def block_anchor(issue: Issue, position: int) -> BlockAnchor:
    """Return the anchor of the block at `position`, counted over `issue.blocks()` from 0. Raises IndexError."""
    blocks = [block for _, block in issue.blocks()]
    return _anchor(blocks, position)


def section_anchor(issue: Issue, position: int) -> SectionAnchor:
    """Return the anchor of the section at `position`, counted from 0. Raises IndexError."""
    section = issue.sections[position]
    if section.blocks:
        before = len(issue.lead) + sum(len(each.blocks) for each in issue.sections[:position])
        return SectionAnchor(section.heading, block_anchor(issue, before))
    alike = (each for each in issue.sections[:position] if not each.blocks and each.heading == section.heading)
    return SectionAnchor(section.heading, None, sum(1 for _ in alike))


def words_of(block: Block) -> tuple[str, ...]:
    """Return the words by which `block` is known: of its text, else the addresses it holds."""
    body = as_body(block).replace("\\", "")
    words = _WORD.findall(_DESTINATION.sub("] ", body).casefold())
    return tuple(words or _WORD.findall(body))


def find_block(blocks: Sequence[Block], anchor: BlockAnchor) -> int | None:
    """Return the position of the block that `anchor` names, else of the one most like it, None when none is."""
    known = [words_of(block) for block in blocks]
    same = [position for position, words in enumerate(known) if _digest(words) == anchor.digest]
    if same:
        return same[min(anchor.occurrence, len(same) - 1)]
    wanted = Counter(anchor.words.split())
    likeness = [_likeness(wanted, words) for words in known]
    best = max(likeness, default=0.0)
    return likeness.index(best) if best >= LIKE else None


def supersedes(newer: Correction, older: Correction) -> bool:
    """Tell whether `newer` says of the same block what `older` said otherwise, so that only the last word counts."""
    if not isinstance(newer, MarkSponsor | NotSponsor) or not isinstance(older, MarkSponsor | NotSponsor):
        return newer == older
    one, other = newer.block, older.block
    return (one.digest, one.occurrence) == (other.digest, other.occurrence)


def encode_correction(correction: Correction) -> dict[str, Json]:
    """Return the JSON object of `correction`."""
    kind = _NAMES[type(correction)]
    if isinstance(correction, StateFacts):
        date = {} if correction.date is None else {"date": correction.date.isoformat()}
        return {"kind": kind, **correction.stated(), **date}
    return {"kind": kind, **asdict(correction)}


def decode_correction(data: object) -> Correction:
    """Return the correction of a JSON object made by `encode_correction`. Raises FormatError when it is none."""
    try:
        fields = dict(data)  # type: ignore[call-overload]
        kind = _KINDS[fields.pop("kind")]
        for name, decoded in (("block", _block_anchor), ("section", _section_anchor)):
            if name in fields:
                fields[name] = decoded(fields[name])
        if "date" in fields:
            fields["date"] = datetime.fromisoformat(fields["date"])
        return kind(**fields)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FormatError("This is not a correction that this version of Masthead knows.") from error


def _anchor(blocks: Sequence[Block], position: int) -> BlockAnchor:
    words = words_of(blocks[position])
    digest = _digest(words)
    before = sum(_digest(words_of(block)) == digest for block in blocks[:position])
    return BlockAnchor(digest, " ".join(words[:_KEPT_WORDS]), before)


def _digest(words: Iterable[str]) -> str:
    return blake2b(" ".join(words).encode(), digest_size=12).hexdigest()


def _likeness(wanted: Counter[str], words: Sequence[str]) -> float:
    """Return the share of common words among the first of both blocks, from 0 to 1."""
    found = Counter(words[:_KEPT_WORDS])
    common, either = (wanted & found).total(), (wanted | found).total()
    return common / either if either else 0.0


def _needed(text: str, complaint: str) -> str:
    cleaned = clean_line(text)
    if not cleaned:
        raise ValueError(complaint)
    return cleaned


def _block_anchor(data: dict[str, object]) -> BlockAnchor:
    return BlockAnchor(str(data["digest"]), str(data["words"]), int(str(data["occurrence"])))


def _section_anchor(data: dict[str, object]) -> SectionAnchor:
    first = data["first"]
    anchor = _block_anchor(first) if isinstance(first, dict) else None
    return SectionAnchor(str(data["heading"]), anchor, int(str(data["occurrence"])))
