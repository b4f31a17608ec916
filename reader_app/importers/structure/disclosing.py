"""Finds the sentence of a paragraph that says who paid: "This week's issue is brought to you by Acorn"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from reader_app.importers.structure import sentence_words as words
from reader_app.importers.structure.brands import core_of
from reader_app.importers.structure.cues import is_nobody, plain_name
from reader_app.importers.structure.disclosures import asks_for_support
from reader_app.importers.structure.names import normal, says_periodical
from reader_app.importers.structure.spelling import only_letters
from reader_app.model.urls import host
from reader_app.patterns import AnyCase, any_case, regex

_LONGEST_NAME: Final = 48
_MOST_WORDS: Final = 6
_MOST_NAMES: Final = 8
_LONGEST: Final = 4000
_LONGEST_LEAD: Final = 60
_LEAST_LETTERS: Final = 3

_SUBJECT = any_case(rf"\b(?:{'|'.join(words.SUBJECTS)})(?!\w)")
_WELCOME = any_case(rf"\bwelcome to [^.!?]{{3,80}}?,? (?:{words.ENGLISH_PAID})\b")
_ROLE = any_case(rf"(?<!\w)(?:{'|'.join(words.ROLES)})")
_BEGINS = any_case(rf"[\W_]*(?:{words.BEGINS})(?!\w)")
_HOUSE = any_case(
    r"(?<!\w)(?P<house>[^.!?:;,()]{2,60}?) (?:is|was|are|has been|wird|wurde|est|vous est|está|es|è|é|wordt|är|er|jest"
    r"|comes)(?: (?:also|proudly|kindly|again|ihnen|euch|dir|u|je|jullie|vous|mede|today|this week))*"
    rf" (?:{words.BEGINS}|to you (?:from|thanks to|courtesy of))(?!\w)"
)
_THANKS = any_case(rf"\b(?:{'|'.join(words.THANKS)})(?!\w)")
_THANKED = any_case(rf"\s*(?:{'|'.join(words.THANKED)})(?!\w)")
_REASON = any_case(rf"[\s,]*(?:{'|'.join(words.REASONS)})(?!\w)")
_SPOKEN = any_case(r"(?:sponsoring|supporting)\Z")
_BEFORE: Final = tuple(any_case(rf"(?<!\w){pattern}(?!\w)") for pattern in words.BEFORE)
_AROUND: Final = tuple(any_case(pattern) for pattern in words.AROUND_NAMES)
_UNSURE = any_case(
    r"brought to you|comes to|supported|presented|made possible|supporting|präsentiert|unterstützt|ermöglicht|présenté"
    r"|propos|soutenu|rendu|presentad|apoyad|posible|gracias|presentat|offert|mogelijk|aangeboden|gepresenteerd"
    r"|ondersteund|presenteras|supportat|apresentad|поддержке|desteğiyle|katkılarıyla"
)
_BOUNDARY = regex(r"[.!?…](?:[\"”»)\]’'*_]*)(?=\s|\Z)|[。！？]")
_LEAD = regex(r"[\W_]*(?:[^.!?]{0,60}[:,–—-]\s*(?:(?:and|but|so|und|et|y|e|en)\s+)?)?[\W_]*\Z", re.IGNORECASE)
_ASIDE = regex(
    r"[\s,:：—–-]*(?:(?:our|the|my|their|your) )?(?:(?:good|great|dear|wonderful|kind|lovely|fine) )*"
    r"(?:(?:friends|folks|people|team|teams|experts) (?:over )?(?:at|from|of|behind) "
    r"|(?:our |this week['’]s |today['’]s )(?:\w+ )?(?:sponsors?|partners?)[,:]? "
    r"|(?:unsere[nrm]? |notre |nos |nuestr[oa] |nostro |noss[oa] |onze |v[åa]r )"
    r"(?:\w+ )?(?:sponsor\w*|partner\w*|partenaires?|patrocinador\w*|parceir\w*)[,:]? "
    r"|(?:компани[иейя]+|сервис[ауе]?|der firma|la soci[ée]t[ée]|la empresa|l['’]azienda|firm[aęy]) )?[\s\"“„«'‘*_]*",
    re.IGNORECASE,
)
_JOIN = regex(
    r"\s*(?:[,，、;]\s*(?:(?:and|und|et|y|e|en|och|og|ve|и|та|oraz|i|&|as well as)\s+)?"
    r"|(?:and|und|et|y|e|en|och|og|ve|и|та|oraz|i|as well as)\s|[&+和与與及と])\s*",
    re.IGNORECASE,
)
_WORD_JOIN = regex(r"(?:[^\W\d_]|&)")
_NAME = regex(
    r"[^\W_](?:[\w&'’+-]|\.(?=\w))*!?(?: (?:[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄ0-9&](?:[\w&'’+-]|\.(?=\w))*"
    r"|(?:of|the|de|du|des|di|da|do|der|den|van|von|für)(?= [A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄ0-9])))*"
)
_AFTER = any_case(
    r"\s*(?:[,:;!?()（）–—.。|]|です|でした|입니다|\Z)|\s+(?:for|who|which|whose|that|where|as|this|today|again|to|in|with|because|by|f[üu]r|mit"
    r"|der|die|das|de|por|para|pour|qui|que|avec|per|che|con|voor|met|die|dla|för|som|med|til|и|за|-)(?!\w)"
)
_PERSON = regex(
    r"[A-ZÀ-Þ][\w'’-]*\.?(?: [A-Z]\.)?(?: (?:van|von|de|den|der|la|di))? [A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*)?"
)
_PARTING = regex(r"\s*[:|–—：]\s+|\s+-\s+")
_SAME = any_case(
    r"\W*(?:they|their|them|it|its|with (?:them|it)|use (?:the )?code|get started|sign up|try it|learn more"
    r"|check (?:it|them) out|find out more|sie|ihr|ils|elle|son|su|sus)\b"
)
_PERSONAL: Final = frozenset({"github.com", "twitter.com", "x.com", "linkedin.com", "bsky.app", "instagram.com"})


_LONGEST_AND: Final = 40
_AND_BY = any_case(
    r"\W*(?:and|also|&|und|et|y|e|en|och|og|i|и)(?: also| again| auch| aussi| también| também| anche| ook| också)?,? "
    r"(?:by|von|durch|par|por|da|dal|dalla|door|av|af|przez)\s+(?=\S)"
)


class Link(NamedTuple):
    """Words that lead somewhere, or stand in bold with no address: from `start` to `end` of the paragraph's text."""

    start: int
    end: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph as a reader sees it, on one line, and which of its words are links or bold.

    `bare` are the places of addresses that stood in it and are left out of `text`.
    """

    text: str
    links: tuple[Link, ...] = ()
    bolds: tuple[Link, ...] = ()
    bare: tuple[Link, ...] = ()


class Who(NamedTuple):
    """Who paid, the address the name leads to, and whether it stands in bold."""

    name: str
    url: str = ""
    bold: bool = False


class Disclosed(NamedTuple):
    """A disclosing sentence: from `start` to `end`, its label as it stands, and whom it names.

    `bare` tells that it says nothing more of them.
    """

    start: int
    end: int
    bare: bool
    label: str
    names: tuple[Who, ...]


def may_disclose(text: str) -> bool:
    """Tell whether `text` may hold a disclosing sentence: nearly none does, and this is quick to say so."""
    lowered = text.lower()
    return any(stem in lowered for stem in words.STEMS)


def disclosed(said: Words, houses: Collection[str]) -> Disclosed | None:
    """Return the first sentence of a paragraph that says who paid for the issue, or None.

    `houses` are the names the publication goes by: it may be the subject, and never pays.
    """
    if len(said.text) > _LONGEST:
        return None
    own = {normal(house) for house in houses if house}
    for label, start, names, end in _candidates(said, own):
        sure = not _UNSURE.search(label)
        kept = tuple(who for who in names if _pays(who, own))
        first = _sentence_start(said.text, start)
        if kept and (sure or not all(map(_is_editor, kept))) and _LEAD.match(said.text[first:start]):
            last = _sentence_end(said.text, end)
            return Disclosed(
                first, last, not any(map(str.isalnum, said.text[end:last])), label.strip(" \t:—–-、"), kept
            )
    return None


def continued(said: Words, houses: Collection[str]) -> Disclosed | None:
    """Return whom a paragraph names that goes on with the sentence before it, "And by Oakwood", else None."""
    match = _AND_BY.match(said.text[:_LONGEST_AND])
    names, end = _names(said, match.end()) if match else ([], 0)
    own = {normal(house) for house in houses if house}
    kept = tuple(who for who in names if _pays(who, own))
    if match is None or not kept or all(map(_is_editor, kept)):
        return None
    last = _sentence_end(said.text, end)
    return Disclosed(0, last, not any(map(str.isalnum, said.text[end:last])), match[0].strip(), kept)


def goes_on(said: Words, found: Disclosed) -> int:
    """Return where what is said of whom `found` names ends: after the last sentence in a row that speaks of them."""
    end = found.end
    letters = [only_letters(who.name) for who in found.names]
    sites = _sites(found.names)
    while end < len(said.text):
        following = _sentence_end(said.text, end + 1)
        sentence = said.text[end:following]
        leads = [_site(link.url) in sites for link in said.links if end <= link.start < following and link.url]
        speaks = any(each in only_letters(sentence) for each in letters) or any(leads)
        if not speaks and not (_SAME.match(sentence) and all(leads)):
            return end
        end = following
    return end


def speaks_of(text: str, urls: Collection[str], names: Collection[Who]) -> bool:
    """Tell whether a paragraph that says `text` and leads to `urls` is about one of whom a sentence names."""
    said = only_letters(text)
    sites = _sites(names)
    if any(_site(url) in sites for url in urls if url):
        return True
    return any(
        letters and (letters in said or letters in map(core_of, urls))
        for letters in map(only_letters, (who.name for who in names))
    )


def listed(text: str) -> list[str]:
    """Return the names in a text that is nothing but a list of several, which ends in "and" and the last; else none."""
    names, end = _plain_names(text, 0)
    return [who.name for who in names] if len(names) > 1 and not text[end:].strip(" .!*") else []


def leads_elsewhere(said: Words, found: Disclosed) -> bool:
    """Tell whether a paragraph goes on after `found` with links to others than it names."""
    sites = _sites(found.names)
    after = [link for link in said.links if link.start >= found.end and link.url]
    return bool(sites) and any(_site(link.url) not in sites for link in after)


def _site(url: str) -> str:
    return core_of(url) or host(url)


def _sites(names: Collection[Who]) -> set[str]:
    return {_site(who.url) for who in names if who.url}


def _candidates(said: Words, own: Collection[str]) -> Iterator[tuple[str, int, list[Who], int]]:
    """Yield (label, its start, whom it names, where the last name ends) for what may be a disclosing sentence."""
    text = said.text
    for pattern in (_SUBJECT, _WELCOME, _ROLE):
        for match in pattern.finditer(text):
            names, end = _names(said, match.end())
            yield match[0], match.start(), names, end
    begins = _BEGINS.match(text)
    if begins:
        names, end = _names(said, begins.end(), apart=True)
        yield begins[0].strip(), begins.start(), names, end
    for match in _HOUSE.finditer(text):
        start = match.start("house") + len(match["house"]) - len(match["house"].lstrip())
        subject = match["house"].rpartition(" and ")[2] if " and " in match["house"] else match["house"]
        if says_periodical(subject) or normal(subject) in own:
            names, end = _names(said, match.end())
            yield match[0].strip(), start, names, end
    yield from _thanks(said, own)
    yield from _embraced(said)


def _thanks(said: Words, own: Collection[str]) -> Iterator[tuple[str, int, list[Who], int]]:
    """Yield words of thanks to a sponsor, or to someone for sponsoring."""
    text = said.text
    for match in _THANKS.finditer(text):
        role = _matched(_THANKED, text, match.end())
        names, end = _names(said, role or match.end())
        if role:
            yield text[match.start() : role], match.start(), names, end
            continue
        reason = _REASON.match(text[end:])
        if names and reason:
            rest = text[end + reason.end() : _sentence_end(text, end)]
            whole = not _SPOKEN.search(reason[0]) or not rest.strip(" .!")
            if whole or any(house and house in normal(rest) for house in own) or says_periodical(rest):
                yield f"{match[0]}{' supporting' if 'support' in reason[0] else ''}", match.start(), names, end


def _embraced(said: Words) -> Iterator[tuple[str, int, list[Who], int]]:
    """Yield sentences that stand around the name or begin with it."""
    for pattern in (*_AROUND, *_BEFORE):
        for match in pattern.finditer(said.text):
            start, end = match.span("name")
            inside = [link for link in said.links if start <= link.start and link.end <= end + 1]
            bare = next((each.url for each in said.bare if 0 <= each.start - end <= 2), "")
            if inside:
                names = [Who(plain_name(said.text[link.start : link.end]), link.url) for link in inside]
            else:
                names = [Who(plain_name(match["name"]), bare)] if not match["name"][:1].islower() else []
            groups = match.groupdict()
            if groups.get("object"):
                label = said.text[end : match.end()] if match.start("object") > end else match[0]
                yield label, match.start(), names, match.end()
            else:
                yield groups["label"] or match[0], match.start(), names, match.end()


def _names(said: Words, at: int, *, apart: bool = False) -> tuple[list[Who], int]:
    """Return whom a sentence names from `at` on, and where the last name ends.

    With `apart`, only a name that is set apart counts: a link or bold words, and something that parts it from the rest.
    """
    aside = _ASIDE.match(said.text, at)
    at = aside.end() if aside else at
    for marked in (said.links, said.bolds):
        found = _marked(said, marked, at)
        if found:
            end = found[-1].end
            bold_ends = marked is said.links and any(bold.start < at and bold.end == end for bold in said.bolds)
            if apart and not (bold_ends or _PARTING.match(said.text, end)) and said.text[end:].strip(" .!*_"):
                return [], at
            return [_who(said, link) for link in found], end
    if apart:
        return [], at
    return _addressed(said, at, *_plain_names(said.text, at))


def _addressed(said: Words, at: int, names: list[Who], end: int) -> tuple[list[Who], int]:
    """Give plain names the addresses that stand after them: one after two names may be of "Rope and Sons"."""
    found = []
    position = at
    for who in names:
        position = said.text.find(who.name, position) + len(who.name)
        around = (each.url for each in said.links if each.start < at and position <= each.end)
        after = (each.url for each in said.bare if 0 <= each.start - position <= 1)
        found.append(who._replace(url=next(around, "") or next(after, "")))
    whole = " ".join(said.text[at:end].split())
    if len(found) > 1 and not any(who.url for who in found[:-1]) and core_of(found[-1].url) == only_letters(whole):
        return [Who(plain_name(whole), found[-1].url)], end
    return found, end


def _marked(said: Words, marked: tuple[Link, ...], at: int) -> list[Link]:
    """Return the links (or bold words) that stand in a row from `at` on, with nothing but commas between."""
    found: list[Link] = []
    for link in marked:
        if not found:
            if at - 1 <= link.start <= at + 1 and link.end > at:
                found.append(link)
            continue
        joined = _JOIN.match(said.text, found[-1].end)
        if joined is None or abs(joined.end() - link.start) > 1 or len(found) >= _MOST_NAMES:
            break
        found.append(link)
    return found


def _who(said: Words, link: Link) -> Who:
    name = _PARTING.split(said.text[link.start : link.end], maxsplit=1)[0]
    url = link.url or next((each.url for each in said.links if link.start <= each.start < link.end), "")
    return Who(plain_name(name), url, bold=not link.url)


def _plain_names(text: str, at: int) -> tuple[list[Who], int]:
    """Return the names that stand plainly from `at` on: one, or a list that ends in "and" and another."""
    found: list[str] = []
    ends: list[int] = []
    listed = False
    while len(found) < _MOST_NAMES:
        match = _NAME.match(text, at)
        if match is None or match[0][:1].islower():
            break
        name = match[0].rstrip(".'’-")
        found.append(name)
        ends.append(at + len(name))
        joined = _JOIN.match(text, ends[-1])
        if joined is None:
            break
        listed = listed or bool(re.search(r"[^\W\d_]|[&和与與及と]", joined[0]))
        article = re.match(r"(?:the|die|der|les?|la|los) ", text[joined.end() :])
        at = joined.end() + (article.end() if article else 0)
    if len(found) > 1 and not (listed and len(ends) == len(found) and _AFTER.match(text[ends[-1] :])):
        found, ends = found[:1], ends[:1]
    if not found or not _AFTER.match(text[ends[-1] :]):
        return [], at
    return [Who(plain_name(name)) for name in found], ends[-1]


def _pays(who: Who, own: Collection[str]) -> bool:
    """Tell whether a name may be a sponsor's: not a reader's, not an office's, not the publication's own."""
    name = who.name
    if not 1 < len(name) <= _LONGEST_NAME or name.count(" ") >= _MOST_WORDS or is_nobody(name):
        return False
    if asks_for_support([who.url] if who.url else []) or who.url.startswith(("#", "/")):
        return False
    letters = only_letters(name)
    lower = name[0].islower() and not (who.url and letters and letters in only_letters(host(who.url)))
    return not lower and normal(name) not in own


def _is_editor(who: Who) -> bool:
    """Tell whether whom an unsure sentence names ("brought to you by") may be who writes the issue: a person."""
    if who.bold or not _PERSON.fullmatch(who.name):
        return False
    if not who.url or host(who.url).removeprefix("www.") in _PERSONAL:
        return True
    core = core_of(who.url)
    return bool(core) and core not in only_letters(who.name) and only_letters(who.name) not in only_letters(core)


def _matched(pattern: AnyCase, text: str, at: int) -> int:
    match = pattern.match(text[at:])
    return at + match.end() if match else 0


def _sentence_start(text: str, at: int) -> int:
    ends = [match.end() for match in _BOUNDARY.finditer(text, 0, at)]
    start = ends[-1] if ends else 0
    return start + len(text[start:]) - len(text[start:].lstrip())


def _sentence_end(text: str, at: int) -> int:
    match = _BOUNDARY.search(text, at)
    return match.end() if match else len(text)
