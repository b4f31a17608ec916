"""What the newsletter is called whose issue is Markdown of other tools: the witnesses that such a file has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Final
from urllib.parse import unquote_plus

from reader_app.importers.structure import names, openings, self_naming
from reader_app.importers.structure.dates import find_date
from reader_app.importers.structure.furniture_words import is_view_online
from reader_app.importers.structure.names import Candidate
from reader_app.importers.structure.numbers import number_in, titled_number
from reader_app.importers.structure.segment import is_web
from reader_app.importers.structure.spelling import spelled
from reader_app.importers.structure.weighing import chosen
from reader_app.importers.structure.witnesses import named_file, own_name
from reader_app.importers.text_lines import has_digit
from reader_app.markup.plain import plain_words
from reader_app.model.blocks import Figure, Item, Prose
from reader_app.model.issue import Issue
from reader_app.model.urls import host
from reader_app.model.walk import block_texts
from reader_app.patterns import regex

_CAMPAIGN = regex(r"[?&]utm_(?:source|campaign)=([^&\s()<>\"']{3,60})")
_ADDRESS = regex(r"\]\([^()\s]*\)|<?https?://[^\s<>]+>?")
_LINK = regex(r"\[(?P<text>[^\[\]]{3,60})\]\((?P<url>https?://[^\s()]+)\)")
_SEPARATED = regex(r"\s+(?:[|–—•·-]|--)\s+|\s*[|]\s*|:\s+|：")
_CALLED = regex(
    r"(?<![\w-])(?P<name>(?:[A-ZÀ-Þ][\w’'.&+-]*\s+){1,4}?(?:Weekly|Newsletter|Digest|Gazette|Bulletin|Monthly|Hebdo))(?![A-Za-z])"
)
_OF_THE_WEEK = regex(r"(?P<name>[A-Z]\S*(?: \S+){0,3}?) [A-Z][\w-]+ of the (?:[Ww]eek|[Mm]onth|[Dd]ay)\Z")
_DASHED = regex(r"(?P<name>[^\W\d_a-z]\S*(?: \S+){1,3}?) [–—-] (?=\S)")
_LINKED_HOST = regex(r"https?://(?P<host>[^\s/()<>\"']{4,80})")
_IN_BRACKETS = regex(r"\s*[(（][^()（）]{2,60}[)）]\s*\Z")
_SMALL = regex(r"(?:\A|\s)(?!of |the |in |and |for )[a-z]")
_CATEGORY: Final = 0.4
_ALT = regex(r"\[?!\[(?P<alt>[^\[\]]{3,60})\]\(")
_FIRST_BLOCKS: Final = 2
_CLOSING: Final = 3
_FEW_WORDS: Final = 4
_DATED_FILE = regex(r"\A(?:19|20)\d\d-\d\d-\d\d[-_ ]")
_OPENING: Final = 6
_MOST_SAID: Final = 60_000
_FIRST: Final = 2_000
_LONGEST_FIRST: Final = 300
_LEAST_SIGNED: Final = 2
_MOST_COUNTED: Final = 3
_LEAST_LETTERS: Final = 4


def publication(issue: Issue, title: str, name: str, hint: str, sender: str = "") -> str:
    """Return what the newsletter is called, or ``""``.

    `title` is the issue's, `name` its file's, `hint` what tells its number beside the title and `sender` who sent it.
    The title tells it before a number, an opening or a closing sentence says it, a heading has it before the number;
    the links an issue sends out carry it in their parameters.
    """
    written = _written(issue)
    hosts = _hosts(issue, title, written)
    said = _ADDRESS.sub(" ", written)
    candidates = [*names.sender_names(sender), *_candidates(issue, title, hint, said)]
    if issue.publication:
        letters = re.sub(r"[\W_]", "", issue.publication)
        written = spelled(letters, f"{sender}\n{title}\n{said}")
        candidates.append(Candidate(written or issue.publication.replace("-", " ").replace("_", " ").title(), 2.0))
    for core in sorted(hosts):
        found = spelled(core, f"{title}\n{said}")
        longer = (part for part in _SEPARATED.split(title)[:-1] if found and part.startswith(f"{found} "))
        found = next(longer, found)
        if len(core) >= _LEAST_LETTERS and found != found.lower():
            candidates.append(Candidate(found, 1.2))
    file = named_file(name, said)
    candidates.append(Candidate(names.before_number(file), 0.9))
    after_date = letters_of(_DATED_FILE.sub("", name))
    candidates += [Candidate(part, 1.5) for part in _SEPARATED.split(title)[:-1] if letters_of(part) == after_date]
    if after_date.rstrip("0123456789") == letters_of(title) != after_date:
        candidates.append(Candidate(title, 1.4))
    return chosen(candidates, title, hosts, said)


def _candidates(issue: Issue, title: str, hint: str, said: str) -> Iterator[Candidate]:
    numbered = names.before_number(title) or names.after_number(title)
    yield Candidate(numbered or titled_number(title, hint)[0], 2.5, numbered=True)
    yield Candidate(names.before_date(title), 1.4)
    plain = names.without_pictures(title)
    bare = names.says_periodical(plain) and plain.count(" ") < _FEW_WORDS and _SMALL.search(plain) is None
    yield Candidate(plain if bare else "", 1.0)
    yield Candidate(names.bracketed(title), 1.2)
    yield Candidate(openings.week_in(title), 1.4)
    yield Candidate(self_naming.introduced(title), 1.2)
    parts = _SEPARATED.split(title)
    for part in parts if len(parts) > 1 else ():
        yield Candidate(part if names.says_periodical(part) and not has_digit(part) else "", 1.0)
    for part in parts[:-1][:2]:
        yield Candidate(part, 0.3)
    for value in (issue.extra.get("category"), issue.extra.get("categories")):
        category = value if isinstance(value, str) else ""
        yield Candidate(category, 0.8 if names.says_periodical(category) else _CATEGORY)
    first = issue.sections[0].heading if issue.sections else ""
    yield Candidate(title if names.is_dateline(first) and number_in(first) else "", 1.4)
    for _, block in islice(issue.blocks(), _FIRST_BLOCKS):
        drawn = _ALT.match(block.body) if isinstance(block, Prose) else None
        alt = block.alt if isinstance(block, Figure) else drawn["alt"] if drawn else ""
        logo = names.plain_logo(alt)
        yield Candidate(logo if logo != alt or names.says_periodical(alt) else "", 1.0)
    for text in _opening(issue):
        yield Candidate(self_naming.introduced(plain_words(text[:500])), 1.5)
    yield Candidate(openings.opened(first_line(issue))[0], 1.4, numbered=True)
    yield Candidate(signed_off(issue)[0], 0.8)
    for text in _closing(issue):
        name, weight = self_naming.owner(plain_words(text[-500:]))
        yield Candidate(name, weight, house=True)
    numbers = {issue.number, number_in(title)} - {""}
    for heading in _headings(issue):
        if number_in(heading) in numbers or not numbers:
            yield Candidate(names.before_number(heading), 1.2, numbered=True)
        match = _CALLED.search(heading)
        yield Candidate(match["name"] if match else "", 0.6, titled=True)
        match = _OF_THE_WEEK.match(heading)
        yield Candidate(match["name"] if match else "", 0.65)
    called = Counter(match["name"] for match in _CALLED.finditer(said))
    for each, times in called.most_common(3):
        yield Candidate(each, 0.3 * min(times, _MOST_COUNTED), titled=True)


def signed_off(issue: Issue) -> tuple[str, str]:
    """Return (name, number) where a line at the end of an issue is its name and the next its number or date."""
    found = (_over_dateline(text) for text in _closing(issue))
    return next((each for each in found if each[0]), ("", ""))


def _over_dateline(text: str) -> tuple[str, str]:
    lines = [plain_words(line) for line in text.split("\n")[-_CLOSING:] if len(line) <= _LONGEST_FIRST]
    for line, following in pairwise(lines):
        name = _IN_BRACKETS.sub("", line)
        if names.says_periodical(name) and names.is_name(name) and (number_in(following) or find_date(following)):
            return name, number_in(following)
    return "", ""


def first_line(issue: Issue) -> str:
    """Return the words of the first line an issue begins with, ``""`` where it begins with no prose."""
    first = issue.lead[0] if issue.lead else None
    return plain_words(first.body[:_LONGEST_FIRST].split("\n", 1)[0]) if isinstance(first, Prose) else ""


def letters_of(text: str) -> str:
    """Return the letters and digits of `text` alone, in lower case."""
    return re.sub(r"[\W_]", "", text.casefold())


def _opening(issue: Issue) -> Iterator[str]:
    said = 0
    for _, block in islice(issue.blocks(), _OPENING):
        for text in block_texts(block):
            if said < _FIRST:
                yield text
            said += len(text)


def _closing(issue: Issue) -> Iterator[str]:
    """Yield the last paragraphs of an issue, and what it says about itself."""
    for _, block in list(issue.blocks())[-_CLOSING:]:
        yield from list(block_texts(block))[-2:]


def _headings(issue: Issue) -> Iterator[str]:
    """Yield the headings of an issue, those that stand as lines of text in its lead too."""
    for text in islice(_opening(issue), _OPENING):
        if text.startswith("# "):
            yield plain_words(text.split("\n", 1)[0])
    for section in issue.sections:
        yield section.heading


def _written(issue: Issue) -> str:
    texts = [text for _, block in issue.blocks() for text in block_texts(block)]
    return "\n".join([*(section.heading for section in issue.sections), *texts])[:_MOST_SAID]


def _hosts(issue: Issue, title: str, written: str) -> frozenset[str]:
    """Return the letters of the names an issue signs its links with, of its own address, and begins its title with."""
    links = "\n".join([written, *(block.url for _, block in issue.blocks() if isinstance(block, Item))])
    signed = Counter(re.sub(r"[\W_]", "", unquote_plus(value).casefold()) for value in _CAMPAIGN.findall(links))
    own = {name for name, times in signed.items() if times >= _LEAST_SIGNED}
    shown = (match["url"] for match in _LINK.finditer(written[:_FIRST]) if is_view_online(match["text"]))
    own.update(own_name(host(url)) for url in (issue.url, *shown) if is_web(url))
    dashed = _DASHED.match(title)
    begun = letters_of(dashed["name"]) if dashed else ""
    linked = {own_name(match["host"].casefold()) for match in _LINKED_HOST.finditer(links)} if begun else set()
    own.update(name for name in linked if len(name) >= _LEAST_LETTERS and begun.startswith(name))
    return frozenset(own - {""})
