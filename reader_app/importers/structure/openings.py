"""First words that say what is read: "Harbour Post #12 - The lamp is lit", "This Week in Boats: The lamp"."""

from __future__ import annotations

from typing import Final

from reader_app.importers.structure.names import EDGES, before_number, is_name
from reader_app.importers.structure.numbers import number_in, number_span
from reader_app.importers.structure.self_naming import introduced
from reader_app.importers.text_lines import has_digit
from reader_app.patterns import any_case, regex

_LONGEST_HEAD: Final = 70
_FOLLOWS = regex(r"\s*(?:[-–—:：|・·。.!！)）】]|\Z)")
_TRACKED = any_case(
    r"(?:.*\W)?(?:pr|prs|pull requests?|merge requests?|mr|rfc|pep|bug|bugs|ticket|issues?|task|story|patch|commit|room"
    r"|step|part|chapter|level|tip|question|episode|fix(?:es|ed)?|closes?|top)"
)
_WEEK_IN: Final = (
    regex(
        r"(?P<name>(?:This|Last|The|Your|My|Our) (?:[Ww]eek|[Mm]onth|[Ff]ortnight) (?:[Ii]n|[Oo]n|[Aa]t|[Ww]ith)"
        r"(?: the)? [A-Z0-9][\w.+#’'&-]*(?:(?: (?:and|of|the|&|for|in))? [A-Z][\w.+#’'&-]*){0,3})"
        r"(?=\s*(?:[:：|–—]| - |#|\d|\(|\Z))"
    ),
    regex(
        r"(?P<name>(?:Diese Woche|Cette semaine|La semaine|Esta semana|La semana|Questa settimana|Deze week"
        r"|Den här veckan|Denne uge|Denne uken|W tym tygodniu|Эта неделя|Неделя)"
        r" (?:in|bei|im|am|auf|dans|de|chez|en|em|n[oa]|su|nel|op|i|på|w|в|на) "
        r"[^\W\d_a-z][^\s:|]*(?: [^\W\d_a-z][^\s:|]*){0,3})(?=\s*(?:[:：|–—]| - |#|\d|\(|\Z))"
    ),
)
_SENTENCE_END = regex(r"(?<!\d)[.!?。！？](?=\s|\Z|[^\x00-\x7f])")
_ALL_OF_IT: Final = frozenset("review numbers pictures brief general news tech".split())


def opened(text: str) -> tuple[str, str]:
    """Return (name, number) that the first words of `text` give before a mark or its end, else two empty texts."""
    head = text[:_LONGEST_HEAD]
    span = number_span(head)
    if span is None or not _FOLLOWS.match(text, span[1]):
        return "", ""
    name = before_number(head[: span[1]])
    whole = head[: span[0]].strip(f"{EDGES}#№ ")
    if not name or not whole.startswith(name) or _TRACKED.fullmatch(name):
        return "", ""
    return name, number_in(head[: span[1]])


def week_in(title: str) -> str:
    """Return the name of a periodical called after what its week was in: "This Week in Boats: The lamp" has one."""
    for pattern in _WEEK_IN:
        match = pattern.match(title.strip(EDGES))
        if match and is_name(match["name"]) and match["name"].split()[-1].casefold() not in _ALL_OF_IT:
            return match["name"].strip(EDGES)
    return ""


def introduced_number(line: str) -> str:
    """Return the number in a sentence that introduces the issue: "Welcome to issue 12 of Harbour Weekly", or ``""``."""
    name = introduced(line) if has_digit(line) else ""
    if not name:
        return ""
    before, _, after = line.partition(name)
    return number_in(f"{before}{name}{_SENTENCE_END.split(after, maxsplit=1)[0]}")
