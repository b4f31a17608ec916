"""What a newsletter is called: the name in its titles, its sender, its logo."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from reader_app.importers.structure.dates import MONTHS, find_date
from reader_app.importers.structure.numbers import number_span
from reader_app.importers.text_lines import has_digit
from reader_app.patterns import any_case, regex

_LONGEST: Final = 60
_MOST_WORDS: Final = 9
SENDER_WEIGHT: Final = 2.6
_HALF_WEIGHT: Final = 1.6
_MOST_NAMES: Final = 3
EDGES: Final = " \t\"'“”‘’«»《》「」【】[]()（）|:：,;–—-•·~*_#№第제<>/\\"
_COUNTER = any_case(
    r"[\s|:：,–—\-(\[•·]*\b(?:issue|[ée]dition|no|nr|number|num|vol(?:ume)?|episode|ep|week|ausgabe"
    r"|folge|heft|puntata|aflevering|odcinek|epis[óo]dio|épisode|n[úu]m[ée]ro|n\s?\.?[º°]|n(?=\.)|č(?:ís)?(?=\.)|kw|uke|uge|vecka|viikko"
    r"|edici[óo]n|edi[çc][ãa]o|edizione|editie|nummer|utg[åa]va|uitgave|utgave|выпуск|номер|випуск|numer"
    r"|wydanie|číslo|szám|nro|sayı|số|edisi|numărul|ediția|broj|број|брой|številka|numurs|τεύχος|גיליון|גליון|العدد|عدد|for|of|from|vom|von|f[üu]r|du"
    r"|de|del|da|di|week of"
    r"|the week of)\.?\s*#?\s*\Z",
)
_WEEK_LAST = any_case(r"\s*[-–—|·:,(]\s*(?:hafta|woche|semaine|semana|settimana|vecka|uke|uge|viikko|неделя)\s*\Z")
_QUOTED = regex(r"[«„“《「『](?P<name>[^«»„“”《》「」『』]{2,50})[»”“》」』][\s№#,.:–—-]*(?:\w{1,10}\.?)?[\s№#]*\Z")
_BARRED = regex(r"\s+(?:[–—·•-]|--)\s+|\s*[|｜]\s*")
_ELIDED = regex(r"\bd['’]?\Z")
_AFTER_NUMBER = regex(
    r"\W*第\s*(?:\d{1,5}|[一二三四五六七八九十百]+)\s*[期号號回]\s*[《「]?(?P<name>[^\s，,：:、。|《》「」]{1,20}?"
    r"(?:周刊|週刊|周报|週報|日报|日報|月刊|旬刊|通讯|通訊|简报|快讯|ニュース|通信))(?=[\W_]|\Z)"
)
_BRACKETED = regex(r"\s*[【\[［「](?P<name>[^\[\]【】［］「」]{2,40})[】\]］」]\s*(?=\w|[^\x00-\x7f])")
_PICTURES = regex("[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d]")
_PICTURED_EDGES = regex(
    "\\A[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d\\s]+|[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d\\s]+\\Z"
)
_TAG = any_case(
    r"(?:re|fwd?|video|audio|podcast|new|news|update|urgent|important|reminder|event|events|live|draft|wip|test|external"
    r"|spam|ad|pr|en|de|fr|es|pt|it|ru|zh|ja|ko|free|sponsored?|guest post|announcement|ann|job|jobs|wichtig|einladung"
    r"|termin|erinnerung|rappel|invitation|aviso|importante|urgente|重要|通知|公告|活动|活動|转载|原创|译|翻译|视频|招聘|广告"
    r"|号外|速報|お知らせ|ご案内|募集|記事|動画|広告|翻訳|공지|안내|이벤트|광고|참고|긴급)\W*"
)
_SHORTEST: Final = 2
_ENDS = regex(
    r"\s*(?:\Z|[期号號回刊호)）】》]|[（：，。！]|[^\W\d_]{3,10}\.?\s+(?:19|20)\d\d|[-–—:：|,;.()\[\]/•·~!»>《「]"
    "|\\d|[\u2600-\u27bf\U0001f000-\U0001faff])"
)
_SEASONS: Final = (
    "spring summer autumn fall winter frühling frühjahr sommer herbst printemps été automne hiver primavera verano"
    " otoño invierno verão outono inverno estate autunno lente zomer herfst vår sommar höst jaro léto podzim zima"
    " wiosna lato jesień весна лето осень зима"
).split()
_MONTHLY = any_case(
    rf"\b(?:{'|'.join(name for name in (*MONTHS, *_SEASONS) if len(name) > 2)})\b\.?(?=,?\s+(?:19|20)\d\d\b"
    r"|\s+(?:newsletter|news|update|edition|issue)\b)|(?<!\d)(?:19|20)\d\d\s?[年년]\s?\d{1,2}\s?[月월]"
    r"|(?<![\d/.-])(?:19|20)\d\d[-/.](?:0[1-9]|1[0-2])(?![\d/.-])|\bw\d{1,2}\b(?=[\s,/-]+(?:19|20)\d\d\b)",
)
_DAY_NAMES: Final = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado"
    r"|domingo)"
)
_WEEKDAY = any_case(rf"[\s(,–—-]+{_DAY_NAMES}\Z")
_PARTED = regex(r"\s[–—|·•-]\s*\Z|[|:]\s*\Z")
_YEAR_LAST = regex(r"(?<=\w)[\s,(]+(?:19|20)\d\d\Z")
_MAILING = any_case(r"\s+e-?mail (?:subscription|list|update|edition)\Z")
_VOLUME = regex(r"(?P<name>[^\d:|]{3,40}?)\s+\d{1,3}\.\d{1,3}(?=\s|[:,–—-]|\Z)(?!.{60})")
_LONGEST_DATED: Final = 300  # characters: looking for a date at the end of a longer name costs too much
_DATED_END = any_case(
    rf"\W+(?:{_DAY_NAMES},?\s+)?(?:[01]?\d/[0-3]?\d\s*[-–〜～~]\s*[01]?\d/[0-3]?\d"
    rf"|(?:{'|'.join(name for name in MONTHS if len(name) > 2)})\.?\s+[0-3]?\d(?:st|nd|rd|th)?"
    rf"|[0-3]?\d\.?\s+(?:{'|'.join(name for name in MONTHS if len(name) > 2)})|(?<=\bof )[01]?\d/[0-3]?\d"
    r"|[0-3]?\d[/.-][0-3]?\d[/.-](?:(?:19|20)?\d\d))(?!\d)\W{0,3}(?:by\s.{2,40})?\Z",
)
_GENERIC: Final = frozenset(
    "issue edition newsletter news no nr number vol volume week weekly digest update updates"
    " ausgabe numero numéro title"
    " subject home email mail untitled document ending index view logo header banner image icon"
    " the week in this today"
    " monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag"
    " freitag samstag"
    " sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves"
    " viernes sábado domingo"
    " january february march april may june july august september october november december sponsor advertisement"
    " hi hello welcome contents inhalt sommaire date bulletin rundbrief infobrief nieuwsbrief nyhetsbrev"
    " e nachricht website webseite homepage rundmail mailing boletín boletim выпуск номер випуск numer wydanie"
    " číslo szám sayı τεύχος גיליון גליון العدد عدد edición"
    " edição edizione editie reply noreply donotreply info admin webmaster marketing postmaster mailer"
    " notifications".split()
)
_TRIMMED = any_case(
    r"\A(?:the|der|die|das|le|la|les|el|los|il)\s+|\s+(?:newsletter|weekly newsletter|daily newsletter"
    r"|e-?zine|mailing list"
    r"|team|inc|ltd|llc|gmbh|co|corp|e\.?\s?v|logo|digest|뉴스레터|ニュースレター|メールマガジン)\.?\Z",
)
_ABBREVIATED = regex(r"\w\.\w+\Z|(?:\b[^\W\d_]\.\s?){2,}\Z|\b(?:Inc|Ltd|Corp|Co|Bros|Assn|Dept|Univ|Ges)\.\Z")
_NO_NAME = regex(
    r"[←→↑↓<>]|(?:(?:hello |hi )?welcome(?: back)?(?: to)?|(?:this|here|it|that) is)\Z"
    r"|end of (?:the |this )?\w+\Z|(?:view|read|open|link|back|sign|log|click|skip) (?:to|in|on|up|here)\b",
    re.IGNORECASE,
)
_ORDINAL = regex(r"(?<=\d)(?:st|nd|rd|th)\b")
_COUNTED = regex(r"[第제]?\s*(\d+)\s*[期号號回刊호年月日년월일]")
_MONTHS: Final = frozenset(MONTHS)
DATE_WORDS: Final = _MONTHS.union(
    "week of for the to and kw woche vom bis und semaine du au semana del al settimana dal al weekend".split()
)
"""Words that say no more than when, months among them."""

_THROUGH = any_case(r"\s+(?:on|via|by) (?:linkedin|substack|beehiiv|medium|ghost|buttondown|patreon)\Z")
_COMMA = regex(r"\A(?P<who>[A-ZÀ-Þ][\w.’'-]+(?:\s[A-ZÀ-Þ][\w.’'-]*){1,2}),\s+(?P<name>[A-ZÀ-Þ]\S*(?:\s\S+){1,5})\Z")
_EDITORIAL = any_case(
    r"\A(?:l['’][ée]quipe (?:de la|du|des|de)|el equipo del?(?: la)?|a equipe d[aeo]s?|il team d(?:i|el|ella)"
    r"|(?:das )?team (?:von|der|des|vom)|(?:het )?team van"
    r"|(?:die )?redaktion(?: (?:von|der|des))?|(?:la )?r[ée]daction (?:de la|du|des|de)"
    r"|(?:la )?redacci[óo]n del?(?: la)?"
    r"|(?:la )?redazione d(?:i|el|ella)|(?:de )?redactie(?: van)?|редакция|команда)\s+(?=\S)"
    r"|\s+(?:redaktion|redactie|redaktionen|editors|editorial team|redakcja)\Z",
)
_CREW = any_case(r"\A(?:the|your|das|dein|ihr) (?=\S+(?: \S+)* (?:team|crew)\Z)|(?<=\w)[\s-]+(?:team|crew)\Z")
_EDITORS = regex(r"\s*(?:編集部|編集局|事務局|编辑部|編輯部|运营团队|편집팀|편집부|운영팀|редакция)\Z", re.IGNORECASE)
_PARTS = regex(r"\s+(?:[|–—•·-]|--)\s+|\s*[|｜：]\s*|:\s+")
_CALLED = regex(r"\s*[–—|:-]\s+(?:(?:the|der|die|das|la|le|el|il|de)\s+)?(?:e-?mail )?newsletter\Z", re.IGNORECASE)
_LIST = regex(r"\s+(?:mailing )?list\Z", re.IGNORECASE)
_SENTENCE = regex(r"[!?:;] |^(?:the|an?|our|your|my|this|these|we|you|i|it)\s(?=[a-z])")
_SPELT_SO = regex(r"[a-z]+(?:\d|[A-Z])\w* [A-Z]|[a-z]\w+ (?:Daily|Weekly|Monthly|News|Newsletter|Digest|Briefing)\Z")
_KIND = any_case(
    r"newsletter|\bmailer\b|e-?zine|\bweekly\b|\bdigest\b|bulletin|gazette|infobrief|rundbrief|rundschreiben"
    r"|wochen|hebdo|bolet[íi]n|boletim|infolettre|lettre d['’]info|nieuwsbrief"
    r"|nyhets?brev|nyhedsbrev|uutiskirje|biuletyn|zpravodaj|hírlevél"
    r"|\bbülteni?\b|\bрассылка\b|дайджест|вестник|نشرة"
    r"|周刊|週刊|周报|週報|通讯|メルマガ|メールマガジン|뉴스레터|ניוזלטר",
)
_MOST_IN_NAME: Final = 6
_OURS = any_case(
    r"(?:our|my|your|their|this|the (?:latest|new|first|last)|latest|new|monthly|weekly|daily|e-?mail|unser|euer|ihr"
    r"|mein|notre|votre|ma|la nouvelle|nuestr[oa]|tu|su|noss[oa]|sua|nostra|la nostra|onze|de|vår|вы|наша)\b"
)
_NUMBER_OF = regex(r"\d{1,5}\.? (?:del?|d[uao]|des?|di|della?|der|die|von|van|of)\s")
_AROUND_NUMBER = any_case(
    r"(?P<kind>newsletter|bolet[íi]n|boletim|bulletin|infolettre|lettre|bollettino|nieuwsbrief|rundbrief)\s*"
    r"(?:#|№|n\s?\.?\s?[º°]|n[or]?\.|num[ée]ro|n[úu]mero)?\s*\d{1,5}\s+"
    r"(?P<join>de l[ao]s?|del|du|des?|d[ao]|di|della?|von|der|van|of)\s+(?P<name>\S.{2,50})\Z"
)
_LOGO = any_case(
    r"\s*\b(?:newsletter header|logo(?:tipo|type)?|banner|header|icon|image|home ?page|web ?site|webseite"
    r"|site web|sitio web"
    r"|titelbild|kopfgrafik|bandeau|en-t[êe]te|cabecera|cabeçalho|intestazione|логотип|лого|バナー|ロゴ|标志"
    r"|로고|배너)(?!\w)\s*",
)
_POSSESSIVE = regex(r"['’]s(?=(?:\s+(?:(?:weekly|daily) )?newsletter)?\s*\Z)|(?<=\w)['’](?=\w)", re.IGNORECASE)
_APOSTROPHES = regex("['’]")
_OF = regex(r"\s(?:de|di|da|do|van|z|ze|av|af|fra)\s")
_ADDRESS = regex(r"<?\S+@\S+\.\w+>?|\[[^\]]*[./][^\]]*\]")
_FROM = regex(
    r"\A(?P<who>[^\W\d_][^|•·@]{1,40}?),?\s*(?:\s(?:from|at|von|bei|chez)\s|\s@\s?|\s[|•·]\s"
    r"|(?<=\w) (?:de|di|da|do|van|z|ze|av|af|fra) (?=[^\W\d_a-z]))\s*(?P<name>.{2,60})\Z"
)
_ARTICLE = regex(r"(?:the|a|an|la|le|les|l|el|los|das|der|die|il|o|os|news|letter|voices?|best|notes)\b", re.IGNORECASE)
_BY = regex(r"\A(?P<name>.{2,60}?)\s+by\s+(?P<who>[A-ZÀ-Þ][\w.’'-]*(?:\s+(?:[A-ZÀ-Þ][\w.’'-]*|de|van|von|der)){1,4})\Z")
_IN_BRACKETS = regex(r"\A(?P<who>[^()]{2,60}?)\s*\((?P<name>[^()]{2,60})\)\Z")


class Candidate(NamedTuple):
    """A name that may be the publication's, and how much speaks for it.

    `titled` says that it is a title, `numbered` that a number stood after it, `house` that it tells
    only whose it is: who holds the rights, whose address it came from.
    """

    name: str
    weight: float
    titled: bool = False
    numbered: bool = False
    house: bool = False


@lru_cache(maxsize=512)
def before_number(text: str) -> str:
    """Return the name that stands before the issue's number or date in a title, or ``""``.

    "Harbour Post #12: The lamp" gives "Harbour Post"; "《名前》第 8 期" gives "名前".
    """
    span = number_span(text)
    date = find_date(text)
    if span and not (date and date[1] >= span[1]) and not _ENDS.match(text, span[1]) and "-W" not in text[slice(*span)]:
        span = None
    month = _MONTHLY.search(text) if has_digit(text) or _may_be_monthly(text.lower()) else None
    if month and not has_digit(text) and _PARTED.search(text, 0, month.start()):
        month = None
    starts = [span[0] if span else None, date[1] if date else None, month.start() if month else None]
    start = min([each for each in starts if each is not None], default=None)
    if start is None:
        return ""
    quoted = _QUOTED.search(text[:start]) if '"' in text or not text.isascii() else None
    if quoted and is_name(quoted["name"]):
        return quoted["name"].strip()
    name = _WEEKDAY.sub("", text[:start].rstrip(EDGES))
    for _ in range(2):
        name = _COUNTER.sub("", _ELIDED.sub("", _WEEK_LAST.sub("", name)))
    name = _MAILING.sub("", _YEAR_LAST.sub("", name.strip(EDGES))).strip(EDGES)
    name = name if _ABBREVIATED.search(name) else name.rstrip(".")
    name = name if name.isascii() else _PICTURED_EDGES.sub("", name)
    *before, last = _BARRED.split(name)
    if before and is_name(last) and (says_periodical(last) or "|" in name):
        name = last
    elif before and not is_name(last):
        name = name[: name.rindex(last)].strip(EDGES)
    return name if is_name(name) else ""


def _may_be_monthly(lowered: str) -> bool:
    """Tell whether a text without a year has what may follow a month in a newsletter's title."""
    return "news" in lowered or "update" in lowered or "edition" in lowered or "issue" in lowered


def after_number(text: str) -> str:
    """Return the periodical's name that follows the number in a title, or stands around it, or ``""``.

    "第 8 期名前周刊，灯台" has one, and "Boletín #8 de la Harbour Post" is of the Boletín de la Harbour Post.
    """
    around = _AROUND_NUMBER.match(text)
    if around and is_name(around["name"]):
        return f"{around['kind']} {around['join']} {around['name']}"
    match = _AFTER_NUMBER.match(text)
    return match["name"] if match and is_name(match["name"]) else ""


def bracketed(text: str) -> str:
    """Return the name in brackets before a title, without its pictures, or ``""``: "[Harbour Post 🐦] The lamp"."""
    match = _BRACKETED.match(text)
    name = _PICTURES.sub("", match["name"]).strip(EDGES) if match else ""
    name = before_number(name) or name
    return "" if len(name) < _SHORTEST or _TAG.fullmatch(name) or not is_name(name) else name


def without_pictures(name: str) -> str:
    """Return `name` without the picture letters at its ends."""
    return _PICTURED_EDGES.sub("", name)


@lru_cache(maxsize=512)
def before_date(text: str) -> str:
    """Return the name that a date without a year or in figures alone stands after at the end of a title, or ``""``.

    "Harbour Headlines Wednesday July 10" gives "Harbour Headlines", "Poem of the Day: 09/13/02" "Poem of the Day".
    """
    match = _DATED_END.search(text) if len(text) <= _LONGEST_DATED and has_digit(text) else None
    name = _COUNTER.sub("", text[: match.start()].strip(EDGES)).strip(EDGES) if match else ""
    name = _COUNTER.sub("", name).strip(EDGES)
    return name if is_name(name) else ""


def before_volume(text: str) -> str:
    """Return the name before a volume and number in one, as "Harbour Post 5.15" has them, or ``""``."""
    match = _VOLUME.match(text) if has_digit(text) else None
    name = match["name"].strip(EDGES) if match else ""
    return name if is_name(name) else ""


def is_dateline(text: str) -> bool:
    """Tell whether a line says nothing but the issue's number or date: "Issue #12 – May 2020"."""
    if len(text) > _LONGEST or not has_digit(text):
        return False
    words = re.findall(r"[^\W_]+", _COUNTED.sub(r" \1 ", _ORDINAL.sub("", text.casefold())))
    if not number_span(text) and not find_date(text) and not _MONTHS.intersection(words):
        return False
    return all(word in _GENERIC or word in _MONTHS or word.isdigit() for word in words)


@lru_cache(maxsize=512)
def is_name(text: str) -> bool:
    """Tell whether `text` could be a publication's name: short, with a letter, more than a generic word."""
    words = re.findall(r"[^\W_]+", text.casefold()) if len(text) <= _LONGEST else []
    if not words or len(words) > _MOST_WORDS or not any(map(str.isalpha, text)):
        return False
    if "[" in text or _NO_NAME.match(text):
        return False
    if all(word in _GENERIC or word in _MONTHS or word.isdigit() for word in words):
        return False
    if _NUMBER_OF.match(text):
        return False
    if _SENTENCE.search(text) or (text[0].islower() and " " in text and not _SPELT_SO.match(text)):
        return False
    return text[-1] not in ".?!…:：,，;；、。！？" or _ABBREVIATED.search(text) is not None


def _and_whole(match: re.Match[str], name: str) -> list[Candidate]:
    """Return a person and a publication; where "of" stands between, the whole may be the name ("Amici di Molo")."""
    found = [Candidate(match["name"].strip(EDGES), SENDER_WEIGHT), Candidate(match["who"].strip(EDGES), 1.0)]
    if not _OF.search(match[0][match.end("who") : match.start("name")]):
        return found
    return [Candidate(name, _HALF_WEIGHT), Candidate(match["name"].strip(EDGES), _HALF_WEIGHT)]


def without_address(sender: str) -> str:
    """Return a sender's display name without quotation marks and the address some write into it."""
    return _ADDRESS.sub("", sender).strip(" \t\"'<>")


def sender_names(sender: str) -> list[Candidate]:
    """Return the names in a sender's display name: "Ada from Harbour Post" is a person and a publication."""
    name = _LIST.sub("", without_address(sender))
    name = _THROUGH.sub("", name)
    name = _EDITORIAL.sub("", _EDITORS.sub("", name)) or name
    name = _CREW.sub("", name) or name
    name = _CALLED.sub("", name) or name
    name = before_number(name) or name
    quoted = _QUOTED.search(name)
    if quoted and quoted.start() and is_name(quoted["name"]):
        return [Candidate(quoted["name"].strip(), SENDER_WEIGHT)]
    for pattern in (_BY, _COMMA, _FROM, _IN_BRACKETS):
        match = pattern.match(name)
        if match and not _ARTICLE.match(match["who"]) and match["who"].count(" ") < _MOST_NAMES:
            return _and_whole(match, name)
    return [Candidate(name, SENDER_WEIGHT)] if name else []


def ends_as_periodical(text: str) -> bool:
    """Tell whether a few words are a name that ends by calling itself a newsletter: "Harbour Watch Newsletter"."""
    words = text.split()
    return 1 < len(words) <= _MOST_IN_NAME and not _OURS.match(text) and _KIND.search(words[-1]) is not None


@lru_cache(maxsize=512)
def says_periodical(text: str) -> bool:
    """Tell whether a name calls itself a newsletter or one of its kind."""
    return _KIND.search(text) is not None


def plain_logo(alt: str) -> str:
    """Return the name in a logo's text alternative: "Harbour Post Logo" gives "Harbour Post"."""
    name = _LOGO.sub(" ", alt).strip(EDGES)
    return before_number(name) or name


@lru_cache(maxsize=64)
def framed(title: str) -> str:
    """Return what stands beside the issue's number or date in a title: "No. 12 – The lamp" frames "The lamp".

    A title of several other parts, or of none, frames nothing.
    """
    parts = _PARTS.split(title)
    rest = [part for part in parts if part and not is_dateline(part) and not before_number(part)]
    return rest[0] if len(rest) == 1 < len(parts) else ""


@lru_cache(maxsize=512)
def normal(name: str) -> str:
    """Return `name` without articles and generic words at its ends, for comparing."""
    trimmed = _TRIMMED.sub("", _TRIMMED.sub("", _POSSESSIVE.sub("", name.strip(EDGES))))
    return " ".join(re.findall(r"[^\W_]+", trimmed.casefold()))


def may_begin(text: str, name: str) -> bool:
    """Tell quickly whether `normal` may make of `text` what begins with the first word of a normal `name`.

    Nearly no line of an issue has that word, and `normal` costs much.
    """
    first = normal(name).partition(" ")[0]
    return first in _APOSTROPHES.sub("", text.casefold())
