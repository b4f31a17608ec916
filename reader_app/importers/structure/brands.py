"""Finds whose advertisement a text is: by its logo, the host of its links, its first bold words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from html import unescape
from typing import Final
from urllib.parse import unquote

from reader_app.importers.structure.outline_words import is_call
from reader_app.importers.structure.said_again import said_again
from reader_app.importers.structure.spelling import spelled
from reader_app.model.urls import canonical, host
from reader_app.patterns import any_case, regex

_REDIRECTORS: Final = frozenset(
    "bit t tinyurl list-manage mailchi substack beehiiv convertkit convertkit-mail convertkit-mail2"
    " ck mailchimp click"
    " links link track email mail goo ow lnkd rev cooperpress hubspotlinks hubspot sendgrid"
    " mandrillapp mailerlite mlsend"
    " feedburner doubleclick google youtube youtu twitter x facebook linkedin instagram github"
    " getrevue campaign-archive"
    " createsend cmail19 cmail20 sparkpostmail awstrack mjt amazonaws cloudfront passle fb dub"
    " short buff substackcdn licdn githubusercontent gstatic cloudinary imgix mcusercontent"
    " bhlnk swapcard eventbrite forms typeform airtable notion medium".split()
)
_LANDLORDS: Final = frozenset(
    "workable lever greenhouse ashbyhq recruitee teamtailor breezy bamboohr personio smartrecruiters myworkdayjobs"
    " join jobvite gumroad teachable thinkific podia myshopify webflow carrd netlify vercel herokuapp pages".split()
)
_ROOMS: Final = frozenset("www jobs apply boards job-boards careers app go click".split())
_SECOND_LEVEL: Final = frozenset("co com net org ac gov edu ne or go".split())
_LOGO = regex(r"(?i)\s*\b(?:the )?(?:logo|banner|image|sponsor(?:ed)?(?: by)?|ad|advertisement|icon)\b\s*:?\s*")
_LONGEST_NAME: Final = 60
_LEAST_COMMON: Final = 4
_COMMON_SHARE: Final = 0.25
_MOST_WORDS: Final = 6
_SENTENCES = regex(r"[.!?:…]\s+|\n")
_POSSESSIVE = regex(r"['’]s?\Z")
_CALLS = any_case(
    r"(?:visit|click|here|read|learn|get|download|more|register|sign|free|try|buy|see|start|join"
    r"|save|today|now|our|the|new"
    r"|view|shop|find|book|claim|check|subscribe|order|apply|discover|watch|listen|tell|go|for"
    r"|jetzt|mehr|hier|zum|zur|en savoir|ver|leer|scopri|meer|lees)\b|d[ée]couvr"
    r"|点击|點擊|了解|查看|立即|详情|詳しく|こちら|자세히",
)
_NAMED: Final = (
    r"[A-ZÀ-ÞА-ЯČŁŚŻŠŽĐ][\w&.-]*(?:['’](?!s?\b)[\w&.-]+)?"
    r"(?: (?:[A-ZÀ-ÞА-ЯČŁŚŻŠŽĐ0-9][\w&.-]*|&|und|et|y|of|de)){0,3}"
)
_COMPANIES: Final = (
    # a legal form, or who paid by the words a law asks for
    regex(r"(?<!\w)(?:ООО|ОАО|ЗАО|ПАО|АО|ТОВ|ТОО)\s*[«„“\"]\s*(?P<name>[^«»„“”\"\n]{2,38}?)\s*[»”“\"]"),
    regex(r"[«„]\s*(?P<name>[А-ЯЁЄІЇҐ][\w .&’'-]{1,38}?)\s*[»“”]"),
    regex(r"(?P<name>[^\s,.※()]{2,20}?)(?:으로|로)부터 (?:소정의 )?(?:광고비|제작비|원고료|비용|지원|후원|협찬)"),
    regex(r"(?P<name>[^\s,.※()]{2,20}?)(?:의|에서) (?:광고비|제작비|원고료)"),
    regex(r"(?P<name>[^\W_][\wー・]{1,20}?)(?:株式会社|有限会社|合同会社)"),
    regex(r"株式会社(?P<name>[^\W_][\wー・]{1,20}?)(?=[はがのをにで、。\s]|\Z)"),
    regex(
        rf"(?P<name>{_NAMED}),? "
        r"(?:GmbH|UG|LLC|Inc\.|Ltd\b|S\.\s?L\.|S\.\s?A\.|S\.?r\.?l\b|S\.p\.A\.|B\.V\.|A\.Ş\.|Sp\. z o\.\s?o\."
        r"|Ltda\b|ApS\b|Oy\b)"
    ),
    regex(
        rf"(?:\A|[.!?:]\s+|\n\s*)(?P<name>{_NAMED}) "
        r"(?:(?:is|was) (?:a|an|the|your|hiring|looking for)|are hiring"
        r"|lets|offers|helps|gives|brings|makes|sends|provides|builds|delivers|has|shows|turns|runs|wraps|handles"
        r"|connects|catches|automates|tracks|scans|monitors|keeps|takes|combines|replaces|cuts|adds|plugs|unifies"
        r"|integrates|enables|simplifies|protects|powers|transforms|supports|generates|walks|watches|finds"
        r"|ist|bietet|hilft|macht|bringt|sucht|schützt|verbindet|liefert|zeigt|automatisiert|unterstützt|ermöglicht"
        r"|kombiniert|bündelt|erledigt|übernimmt"
        r"|propose|vous|aide|recrute|offre|permet|simplifie|automatise|transforme|réunit|accompagne|protège"
        r"|ofrece|te|ayuda|busca|permite|convierte|conecta|automatiza|gestiona|reúne|protege|lleva"
        r"|oferece|ajuda|transforma|cerca|permette|aiuta|collega|unisce|porta"
        r"|biedt|helpt|maakt|zoekt|verbindt|zorgt|pomaga|oferuje|łączy|pozwala|umożliwia|chroni|szuka"
        r"|помогает|предлагает|позволяет|даёт|дает|запускает|объединяет|ищет|проводит)\b"
    ),
    regex(rf"(?:\A|[.!?:]\s+|\n\s*)(?P<name>{_NAMED})['’]s? (?=[^\W\d_]{{3}})"),
)
"""Forms in which a text names a company, the surest first."""

_DOING = regex("(?:하기|보기|가기|받기|읽기)\\Z")
_FORM: Final = r"株式会社|有限会社|合同会社|有限公司|주식회사|㈜|（株）|\(株\)"
_FORMED = regex(
    rf"(?:{_FORM})\s*(?P<after>[^\W_][\wー・&.]{{1,20}})|(?P<before>[^\W_][\wー・&.]{{1,20}}?)\s*(?:{_FORM})"
)
_NOT_COMPANIES = any_case(
    r"(?:this|that|it|he|she|we|you|they|i|our|your|the|a|an|each|every|here|there|what|who|which|one|now|new|get|no"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|zwei|drei|vier|deux|trois|quatre|dos|tres|cuatro|due|tre|twee|drie"
    r"|everyone|nobody|someone|most|many|some|der|die|das|es|sie|er|wir|hier|jede\w?|il|elle|on|nous|ce|el|la|los|las|ella"
    r"|nadie|questo|dit|het|een|wie|if|when|with|and|but|today|tomorrow|tonight|yesterday|let|last|next|everything"
    r"|nothing|something|how|why|where|there|people|teams?|developers?|today|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday|esto|eso|isso|isto|ele|ela|lui|lei|hij|zij|on|ona|to|это|он|она|они|мы|вы|наш\w*|jeder|alles"
    r"|man|nichts|unser\w*|nuestr\w+|notre|nos|votre|tu|su|sua|seu|nostr\w+|onze|world|year|week|month)\b",
)
_AROUND = regex(
    r"\A(?:get|try|use|join|go|hello|with|the|my|meet|we)|(?:hq|app|labs?|inc|io|ai|dev|tech|cloud|online)\Z"
)
_PARTS = regex(r"\s*[―—–|｜/／:：]\s*|\s+-\s+")
_LINKING: Final = frozenset(
    "of the and & und der die das de du des la le les et y e i di da do del van von og och".split()
)
_QUOTED = regex(r"[「『](?P<name>[^「」『』]{2,20})[」』]")
_SHORTENED = regex(r"https?://[\w.-]{3,12}/(?=[A-Za-z]*\d)[A-Za-z\d]{4,10}/?\Z")
_BARE = regex(r"(?<![\w/.])www\.[\w-]+(?:\.[\w-]+)*\.[a-z]{2,8}(?!\w)")
_LATIN = regex(r"[A-Za-z]{4,}")
_PICTURE_WORDS: Final = frozenset(
    "logo banner header image images sponsor sponsored advert small large white black dark light cover hero newsletter"
    " email screenshot photo unnamed untitled default square wide main primary text build".split()
)
_PHRASE = regex(r"(?<![\w.])[A-ZÀ-Þ][a-zà-ÿ]+(?: [A-ZÀ-Þ][a-zà-ÿ]+){1,2}(?!\w)")
_LEAST_REPEATED: Final = 3
_LEAST_SMALL: Final = 3
_LONGEST_INITIALS: Final = 3
_HANGUL = regex("[가-힣]{2,}")
_PARTICLE = regex("(?:에서는|에서|에게|으로|이라는|이며|은|는|이|가|을|를|의|과|와|도|로|만)\\Z")
_PAID = any_case(
    r"[?&](?:utm_(?:medium|campaign|content|source|term)=[^&]*(?:sponsor)|utm_medium=[^&]*advert"
    r"|utm_medium=paid(?:[-_+ ]?(?:news|mail|email|media|social|content|placement|community|sponsor|partner|ad)\w*)?"
    r"(?=[&#]|[-_+ ]|\Z)"
    r"|_bhiiv=opp_|bhcl_id=|ref=sponsor)",
)
_AD_HOSTS: Final = ("srv.buysellads.com", "srv.carbonads.net", "pixel.paved.com", "adclick.", "adserver.")


def is_paid_link(url: str) -> bool:
    """Tell whether the parameters of `url` say that someone paid for it."""
    if "?" in url and _PAID.search(unquote(unescape(url))) is not None:
        return True
    return url.startswith("http") and host(url).startswith(_AD_HOSTS)


def brand(
    alts: Iterable[str],
    bolds: Iterable[str],
    text: str,
    urls: Sequence[str],
    common: Collection[str] = (),
    pictures: Iterable[str] = (),
) -> str:
    """Return the advertiser's name, or ``""``.

    `alts` are the text alternatives of its pictures, `bolds` its bold and linked words, `text` all it says and `urls`
    where it leads, `common` the hosts most links of the issue lead through, `pictures` the addresses of its pictures.
    The headline is often not the name; a host whose name stands in the text is the surest sign.
    """
    urls = [*urls, *(f"https://{bare}" for bare in _BARE.findall(text[:3000]))]
    cores = [core for core in map(core_of, urls) if core and core not in common]
    texts, bolds = list(alts), list(bolds)
    forms = [form for core in cores for form in (core, _AROUND.sub("", core)) if len(form) > 2]
    found = [name for form in forms for each in (text, *texts) if (name := spelled(form, each))]
    if found:
        return next((each for each in found if each != each.lower()), found[0])
    for alt in texts:
        name = logo_name(alt)
        if is_short(name):
            return name
    company = _picture_name(pictures, text) or company_name(text)
    if company:
        return company
    again = said_again(text, _NOT_COMPANIES, _CALLS)
    if again:
        return again
    repeated = repeated_name(text, bolds[0] if bolds else "")
    if repeated and any(each.startswith(repeated) for each in (text, *bolds)):
        return repeated
    for bold in bolds:
        quoted = _QUOTED.search(bold)
        name = quoted["name"] if quoted else bold.strip(" :-–—|.,!?。，！？「」『』")
        named = not any(word[:1].islower() and word not in _LINKING for word in name.split())
        named = named and not bold.rstrip().endswith((":", "：")) and not _DOING.search(name)
        if named and is_short(name) and name.count(" ") <= 2 and not _CALLS.match(name) and not is_call(name):
            return name
    if repeated:
        return repeated
    core = next((core_of(url) for url in urls if core_of(url) in cores and not _SHORTENED.match(url)), "")
    return _repeated_phrase(text) or _capital(core) or proper_name(text) or _named_in(bolds)


def _named_in(bolds: Iterable[str]) -> str:
    """Return the only word written like a name within bold or linked words that make a sentence, or ``""``."""
    for bold in bolds:
        first, *others = bold.split() or [""]
        words = [_POSSESSIVE.sub("", word.strip(",;:()\"'“”‘’®™!?.")) for word in others]
        named = {word for word in words if word.istitle() and word.isalpha() and len(word) > 2}
        small = sum(word[:1].islower() for word in words)
        if len(named) == 1 and small >= _LEAST_SMALL and not _NOT_COMPANIES.fullmatch(first):
            return named.pop()
    return ""


def _picture_name(pictures: Iterable[str], text: str) -> str:
    """Return the name that the file of a picture carries when the text speaks of it: "spindle-2.png" of Spindle."""
    for src in pictures:
        stem = src.partition("?")[0].rpartition("/")[2].partition(".")[0]
        for word in _LATIN.findall(stem):
            name = spelled(word.lower(), text) if word.lower() not in _PICTURE_WORDS else ""
            if name and name != name.lower():
                return name
    return ""


def repeated_name(text: str, headline: str = "") -> str:
    """Return the word that a Korean text says again and again, without the particle at its end, or ``""``.

    Of several, the one that a `headline` ends with: "젖지 않는 밧줄, 등대" is of the last.
    """
    stems = Counter(_PARTICLE.sub("", word) for word in _HANGUL.findall(text[:3000]))
    most = max(stems.values(), default=0)
    often = [stem for stem, times in stems.items() if times == most > 1 and len(stem) > 1]
    return next((stem for stem in often if headline.rstrip(" .!").endswith(stem)), often[0] if often else "")


def logo_name(alt: str) -> str:
    """Return a logo's text alternative without the words that say it is one."""
    return _LOGO.sub(" ", alt).strip(" :-–—|")


def _capital(core: str) -> str:
    return core.upper() if len(core) <= _LONGEST_INITIALS else core.capitalize()


def _repeated_phrase(text: str) -> str:
    """Return the two or three words written like a name that `text` says three times or more, or ``""``."""
    found = Counter(_PHRASE.findall(text[:3000]))
    return next((phrase for phrase, times in found.most_common(1) if times >= _LEAST_REPEATED), "")


def company_name(text: str) -> str:
    """Return the name of who does something for the reader in `text`, or that a company's form marks, or ``""``."""
    for pattern in _COMPANIES:
        for match in pattern.finditer(text[:3000]):
            name = match["name"]
            if not (_NOT_COMPANIES.match(name) or (" " in name and _CALLS.match(name))):
                return name
    return ""


def company_in(label: str) -> str:
    """Return the company, without its legal form, that ends or begins a headline: "Less stock ― Twine 株式会社"."""
    parts = _PARTS.split(label)
    formed = (_FORMED.fullmatch(part.strip(" []【】「」（）()")) for part in (parts if len(parts) > 1 else ()))
    return next((match["after"] or match["before"] for match in formed if match), "")


def proper_name(text: str) -> str:
    """Return the word written like a name that `text` uses most within its sentences, or ``""``."""
    found: dict[str, int] = {}
    for sentence in _SENTENCES.split(text[:3000]):
        tokens = sentence.split()
        lower = sum(1 for token in tokens if token[:1].islower())
        if lower * 2 < len(tokens):
            continue
        for at, token in enumerate(tokens):
            name = _POSSESSIVE.sub("", token.strip(",;:()\"'“”‘’®™!?"))
            inner = any(letter.isupper() for letter in name[1:]) and not name.isupper()
            if name[:1].isupper() and len(name) > 2 and name.isalpha() and (inner or (at > 0 and not name.isupper())):
                found[name] = found.get(name, 0) + (3 if inner else 1)
    sure = found and (len(found) == 1 or max(found.values()) > 1)
    return max(found, key=lambda name: found[name]) if sure else ""


def is_short(name: str) -> bool:
    """Tell whether `name` is short enough to be a name."""
    return 1 < len(name) <= _LONGEST_NAME and name.count(" ") < _MOST_WORDS and any(map(str.isalpha, name))


def common_cores(urls: Iterable[str]) -> frozenset[str]:
    """Return the names of the hosts that a good part of `urls` lead through: they redirect, or are the house's own."""
    counts = Counter(map(core_of, urls))
    total = sum(counts.values())
    return frozenset(core for core, count in counts.items() if count >= max(_LEAST_COMMON, total * _COMMON_SHARE))


def core_of(url: str) -> str:
    """Return the part of an address's host that is a name: "acorn" of "shop.acorn.co.uk"; ``""`` for a redirector.

    Of a host that many rent rooms of, it is the tenant: "acorn" of "acorn.workable.com" and "jobs.lever.co/acorn".
    """
    plain = canonical(url)
    parts = host(plain).split(".")
    if len(parts) < 2:
        return ""
    core = parts[-3] if len(parts) > 2 and parts[-2] in _SECOND_LEVEL else parts[-2]
    if core in _LANDLORDS:
        path = plain.partition("://")[2].partition("/")[2]
        core = parts[0] if parts[0] not in (core, *_ROOMS) else re.split(r"[/?#]", path)[0].lower()
    return "" if core.rstrip("0123456789") in _REDIRECTORS or len(core) < 2 else core
