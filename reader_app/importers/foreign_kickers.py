"""Makes sections of kickers in Markdown: deep headings in capitals over headlines of a higher rank.

Programs that make Markdown of mails keep the ranks the mail had for its looks: "##### TODAY IN BOATS" stands over
"## The headline" there, and is the section all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from reader_app.importers.foreign_heads import Head, heads_of
from reader_app.importers.structure.cues import sponsor_label
from reader_app.markup.plain import plain_words
from reader_app.patterns import regex

_NOTHING = regex(r"\s*(?:[-*_=—–#]{3,}|!\[[^\]]*\]\([^)]*\)|\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\))?\s*")
_SEVERAL: Final = 2
_DEEPEST: Final = 6
_SECTION: Final = 2
_LONGEST: Final = 50


def unkicked(lines: list[str], own: int) -> None:
    """Make sections of the kickers in `lines` if there are several, and items of the headlines under them.

    `own` is the number of the line that is the title again, -1 for none.
    """
    heads = [head for head in heads_of(lines) if head.at != own]
    pairs = [(one, other) for one, other in pairwise(heads) if one.rank > other.rank and _is_kicker(one)]
    ranks = [one.rank for one, other in pairs if _bare(lines, one, other)]
    rank = max(ranks, default=0, key=ranks.count)
    kickers = [head for head in heads if head.rank == rank and _is_kicker(head)]
    said = [head.text for head in kickers if not sponsor_label(plain_words(head.text), alone=True)]
    if ranks.count(rank) < _SEVERAL or len(said) > len(set(said)):
        return
    for head in heads:
        deeper = _SECTION if head in kickers else min(max(head.rank, _SECTION) + 1, _DEEPEST)
        lines[head.at] = f"{'#' * deeper} {head.text}"


def _is_kicker(head: Head) -> bool:
    """Tell whether a heading is of the kind of kickers: short, below the rank of sections, in capitals, no link."""
    return head.rank > _SECTION and not head.linked and len(head.text) <= _LONGEST and head.text.isupper()


def _bare(lines: Sequence[str], one: Head, other: Head) -> bool:
    """Tell whether no word stands between two headings."""
    return all(_NOTHING.fullmatch(line) for line in lines[one.at + 1 : other.at])
