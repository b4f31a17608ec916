"""Reads the footer of a Revue text: publication, tagline, curator, site, and the sentences about the subscription."""

from __future__ import annotations

from reader_app.importers.literal import ADDRESS, literal
from reader_app.model.issue import About
from reader_app.patterns import any_case

_CURATED = any_case(
    r"\b(?:curated|edited|written|compiled|kuratiert|zusammengestellt|geschrieben|redigiert|édité|écrite?|préparée?)"
    r"(?:\s+with\s+\w+)?\s+(?:by|von|par)\s+(?P<name>\S.{0,60}?)(?:\s+(?:with|mit|avec)\s|,|(?<![\s.][^\W\d_a-z])\.(?:\s|$)|$)",
)


def read_footer(lines: list[str], publication: str) -> tuple[About | None, tuple[str, ...]]:
    """Return the footer in `lines`, which begin with the publication's name, and the lines left out as repeated."""
    filled = [line for line in lines if line]
    if not filled:
        return None, ()
    removed = (filled[0],) if filled[0].casefold() == publication.casefold() else ()
    texts = filled[len(removed) :]
    credit = [text for text in texts if len(texts) > 1 and text is texts[-1]]
    tagline = texts[0] if texts and texts[0] not in credit and not ADDRESS.fullmatch(texts[0]) else ""
    rest = texts[1:] if tagline else texts
    about = About(
        tagline=tagline,
        curator=_curator(texts, publication),
        site=_site([text for text in texts if text not in credit]),
        body="\n\n".join(map(literal, rest)),
    )
    return about, removed


def _curator(texts: list[str], publication: str) -> str:
    names = [match["name"].strip() for text in texts for match in _CURATED.finditer(text)]
    others = [name for name in names if name.casefold() != publication.casefold()]
    return next(iter(others or names), "")


def _site(texts: list[str]) -> str:
    for text in texts:
        match = ADDRESS.search(text)
        if match:
            return match[0]
    return ""
