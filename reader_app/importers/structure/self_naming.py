"""Sentences in which a newsletter names itself: what one subscribed to, whose rights they are, what one is reading.

They stand in introductions and footers in every language and say the name right after a few fixed words, in quotation
marks or with a capital letter after small words.
"""

from __future__ import annotations

import re
from typing import Final

from reader_app.importers.structure.names import EDGES, is_name
from reader_app.patterns import any_case, holds, regex

_COMPANY_WEIGHT: Final = 0.6
_OWNER_WEIGHT: Final = 1.0
_SUBSCRIBED_WEIGHT: Final = 1.6
_COMPANY = any_case(r",?\s+(?:inc|ltd|llc|gmbh(?: & co\.? kg)?|co|corp|ag|s\.?a\.?|b\.?v|e\.?\s?v|pty|limited)\.?\Z")
_PRONOUN = regex(r"(?:it|this|that|he|she|they|there|here|what|which|today|we|i)\b", re.IGNORECASE)
_TEAM = any_case(
    r"\A(?:(?:your|the|ihr|dein|euer|das) |(?:l['’][ée]quipe|la r[ée]daction|el equipo|la redacci[óo]n|o time"
    r"|a equipe"
    r"|il team|la redazione|het team|de redactie|redakcja|zesp[óo][łl]|команда|редакция|редакція|فريق|צוות|מערכת)\b"
    r"(?: (?:de la|del|de|du|des|d[aeo]|di|della|dell['’]|van)\b)? ?(?:d['’])?)"
    r"|\s*[-–]?\s*(?:team|crew|redaktion|redactie|staff|ekibi|編集部|编辑部|編輯部|편집팀|팀|드림)\s*\Z"
)
_OWNING: Final = ("©", "(c)", "(C)", "opyright", "OPYRIGHT")
_OWNER = regex(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?,?\s*(?:by\s+)?"
    r"(?P<name>[^\W\d_][^.,|·•\n©]{1,50}?(?:\s+e\.\s?V\.?)?)"
    r"(?=\s*(?:[.,|·•]|\b(?:unsubscribe|abmelden|abbestellen|privacy|view |manage |update |d[ée]sabonn|d[ée]sinscri"
    r"|all rights|alle recht|tous droits|todos (?:los|os)|tutti i|все права)|版权|版權|保留|\d|\Z))",
    re.IGNORECASE,
)
_SMALL: Final = r"[a-zà-ÿа-яёіїєґąćęłńóśźżčěřšžőűğış]"
_LITTLE: Final = (
    rf"(?P<little>(?:{_SMALL}{{1,14}}(?: |['’] ?)"
    r"|(?:e-?)?[Nn]ewsletter[ns]? |Ausgabe |Folge |Infobrief |Nr\. |#?\d{1,5}(?:\.|-?\w{1,3})? ){0,6})"
)
"""The small words between what tells a name and the name."""

_NAME: Final = (
    r"[„“”\"«»‚‘《「『]?\s?(?P<name>(?:[A-ZÀ-ÞĀ-ŽА-ЯЁЄІЇҐ\d]"
    r"|(?<=[„“\"«»‚‘])\w)[^.,!?:;()|–—\n„“”\"«»》」』]{1,50}?(?:\.\w{2,4}\b)?)"
    r"(?=[.,!?:;()|–—\n„“”\"«»》」』]| (?:on|as|with|at|because|using|via|newsletter|mailing list|and|or"
    r"|abonniert|angemeldet|eingetragen|registriert|bestellt|haben|hast|weil|et|ou|y|e|o|en|og|och|и)\b| - | – |\Z)"
)
_SUBSCRIBED = regex(
    r"(?:[Ss]ubscribed (?:to|at|via|with)|[Ss]igned up (?:to|for|at|with|on)|[Oo]pted in(?: to| for| at| with)?"
    r"|[Rr]egistered (?:to|for|at|with)"
    r"|[Ss]ubscri(?:ber|ption) (?:of|to)|[Uu]nsubscribe from|[Tt]hank(?:s| you) for (?:reading|subscribing to)"
    r"|\b[Rr]eceiv(?:e|ing)(?=.{2,60}? (?:because|since you|as you))|You just read"
    # German: the name stands before the verb
    r"|(?:f[üu]r|zum|zur|von|bei|den|die|das)(?=.{2,70}? (?:abonnier|angemeldet|eingetragen|bestellt|registriert))"
    r"|[Aa]bonnent(?:in)?(?:nen)? (?:von|des|der)"
    r"|(?:erhalten|erh[äa]ltst|bekommst|bekommen)(?: Sie| [Dd]u)?(?=.{2,60}?,? (?:weil|da) )"
    r"|(?:abonn[ée]|inscrit)e?(?:[·.(-]e\)?)?s?(?:\(e\))? (?:à|au|aux)"
    r"|(?:suscrit[oa]|suscribi\w+|inscrit[oa]|suscripci[óo]n)(?:[/(]\w\)?)? (?:a|al|en)"
    r"|(?:inscreveu|inscrit[oa]|cadastrou|cadastrad[oa])(?:-se)? (?:em|n[oa]|para|a|à|ao)|[Vv]oc[êe] assina"
    r"|(?:iscritt[oai]|abbonat[oai])(?:/a)? (?:a|al|alla|all(?=['’]))"
    r"|(?:aangemeld voor|geabonneerd op|ingeschreven voor|abonnee van)"
    r"|(?:prenumererar p[åa]|prenumerant p[åa]|anm[äa]ld till|tilmeldt|abonnerer p[åa]|p[åa]meldt)"
    r"|(?:[Ss]ubskrybujesz|[Pp]renumerujesz|zapisa\w+ się (?:do|na)|subskrypcj\w+)"
    r"|[Пп][оі]дпис\w+ (?:на|до))(?: |(?=['’])['’] ?)" + _LITTLE + _NAME
)
_IN_THE_APP = any_case(r"read (?P<name>.{2,50}?) in the app")
_END: Final = r"(?=[.,。、，،!?！？:：\n]|\Z)"
_OF_OTHER_SCRIPTS: Final = (
    regex(r"(?P<name>(?:[A-ZÇĞİÖŞÜ][^\s.,]* ){1,5})(?:e-?)?[Bb][üu]lten(?:ine|imize)"),
    regex(
        r"メールは、?\s*[「『]?(?P<name>[^、。「」『』\n]{2,30}?)[」』]?(?:の?(?:メールマガジン|ニュースレター"
        r"|メルマガ))?(?:に|を|へ)ご?(?:登録|購読)"
    ),
    regex(
        r"(?:订阅|訂閱)了?(?:我们的|我們的)?\s*[《「“]?(?P<name>[^，。、《》「」“”\s]{2,20}?)(?=[》」”，。、\s]"
        r"|的|\Z)"
    ),
    regex(
        r"(?P<name>[^\s,.]{2,20}(?<![은는])(?: [^\s,.]{1,15})?)(?<![을를의])(?:을|를"
        r"|의)? (?:뉴스레터를? )?(?:구독(?:하|해|을)|신청하)"
    ),
    regex(
        rf"(?:מנוי(?:ים|ה)? (?:ל|על )|נרשמתם? ל|רשומ(?:ים"
        rf"|ה)? ל)[-־ ]?(?:ניוזלטר )?(?:של )?(?P<name>[^\s.,][^.,\n]{{1,40}}?){_END}"
    ),
    regex(
        rf"(?:مشترك|اشتركت|اشتراكك|مشتركين) (?:في|ب) ?(?:نشرة "
        rf"|النشرة البريدية )?(?P<name>[^\s.،][^.،\n]{{1,40}}?){_END}"
    ),
)
_OF_READERS = regex(
    r"(?:\A|[.!?\n]\s+)(?P<name>[^\W_][^.!?,;:\n]{1,40}?)(?: is a (?:reader|listener|member)-supported "
    r"| est une publication (?:soutenue|financée) par | ist eine von (?:Lesern|Leser\S+) unterstützte "
    r"| es una publicación (?:apoyada|financiada) por | (?:es|é) posible gracias a | é possível graças "
    r"| é uma publicação (?:apoiada|financiada) | è una pubblicazione (?:sostenuta|supportata) "
    r"| is een door lezers (?:gesteunde|ondersteunde) |は読者に支えられ)"
)
"""What a publication says of itself where its readers pay for it."""

_TELLS_READERS: Final = (
    "-supported ", "une publication ", "unterstützte ", "una publicación ", "posible gracias", "possível graças",
    "uma publicação ", "una pubblicazione ", "door lezers ", "支えられ",
)  # fmt: skip
_TELLS_SUBSCRIPTION: Final = (
    "subscri", "signed up", "opted in", "registered", "receiv", "thanks for", "thank you for", "you just read", "abonn",
    "angemeldet", "eingetragen", "bestellt", "erhält", "erhalt", "bekomm", "inscri", "suscri", "inscre", "cadastr",
    "assina", "iscritt", "abbonat", "aangemeld", "ingeschreven", "prenumer", "anmäld", "anmald", "tilmeldt", "påmeldt",
    "pameldt", "subskry", "zapisa", "подпис", "підпис", "bülten", "bulten", "登録", "購読", "订阅", "訂閱",
    "구독", "신청", "מנוי", "נרשמת", "רשומ", "اشترك", "مشترك", "اشتراك",
)  # fmt: skip
_WELCOME = regex(
    r"(?:\b[Ww]elcome (?:back )?to|\b[Ww]illkommen (?:zu[rm]?|beim?)|\b[Bb]ienvenue (?:dans|sur|à|au|chez)"
    r"|\b[Bb]ienvenid[oa]s? (?:al?|de nuevo a)|\b[Bb]em-vind[oa]s?(?:\(a\))? (?:ao?|à)"
    r"|\b[Bb]envenut[oiae] (?:ad?|su|in|nel|nella|al|alla)"
    r"|\b[Ww]elkom (?:bij|op|in)|\b[Vv]älkommen till|\b[Vv]elkommen til|\b[Ww]ita(?:my|j) w|[Дд]обро пожаловать в"
    r"|[Лл]аскаво просимо до|\b[Yy]ou(?:['’]re| are) reading"
    r"|\bVous lisez|\bEst[áa]s leyendo|\b[Vv]oc[êe] est[áa] lendo|\bStai leggendo|\bJe leest"
    r"|\bCzytasz|\bВы читаете|\bDu läser|\bDu læser|\b(?:issue|edition|installment)(?: #?\d+)? of"
    r"|\bAusgabe(?: \d+)? (?:von|des|der)|\b[Yy]ou just read)(?: |['’] ?)" + _LITTLE + _NAME
)
_IS_A = regex(
    r"(?:\A|[.!?\n]\s+)(?P<name>[A-Z][^.,!?:;()\n]{1,40}?) is (?:a|the|our|your) "
    r"(?:free |daily |weekly |biweekly |fortnightly |monthly |quarterly |regular |curated )+"
)
_IS_A_LETTER = regex(
    r"(?:\A|[.!?\n]\s+)(?P<name>[A-Z][\w’'&-]*(?: (?:[A-Z][\w’'&-]*|of|the|in|for|and|&)){0,5}) is "
    r"(?:a|the|our|your|my) (?:[\w-]+ ){0,2}(?:newsletter|letter|digest|bulletin|round-?up|mailing|zine|dispatch)\b"
)
_THIS_IS = regex(
    r"\b[Tt]his is (?P<name>[A-Z][\w’'&-]*(?: (?:[A-Z][\w’'&-]*|of|the|in|for|and|&)){0,5}), (?:a|the|our|your|my) "
    r"(?:[\w-]+ ){0,3}(?:newsletter|letter|digest|bulletin|round-?up|mailing|zine|dispatch)\b"
)
_WELCOME_OF_OTHER_SCRIPTS: Final = (
    regex(
        r"(?:\A|[。！!\s])[「『]?(?P<name>[^、。！「」『』\s]{2,25}?)[」』]?(?:の?第?\s?\d{1,5}\s?[号回])?(?:へ|に)ようこそ"
    ),
    regex(
        r"(?:\A|[.!]\s)(?P<name>[A-ZÇĞİÖŞÜ][^\s.,'’]*(?: [A-ZÇĞİÖŞÜ][^\s.,'’]*){0,4})['’][a-zçğıöşü]{1,4}\b.{0,30}"
        r"[Hh]o[şs] geldin"
    ),
    regex(
        r"(?:欢迎(?:来到|阅读|收看)|歡迎(?:來到|閱讀|收看)|您正在阅读|你正在阅读"
        r"|这里是)\s*[《「“]?(?P<name>[^，。！、《》「」“”\s]{2,20}?)(?=[》」”，。！、\s]|第|\Z)"
    ),
    regex(r"(?P<name>[^\s,.!]{2,20}?(?: [^\s,.!]{1,15}?)?)(?: 뉴스레터)?(?: 제?\s?\d{1,5}\s?호)?에 오신 (?:것을|걸)"),
    regex(
        r"(?:\A|[.!?~\n]\s*)(?!이번|오늘|지난|다음|첫|새|매[주월달]|본|저희|우리|한 통)"
        r"(?P<name>[^\s,.!]{2,20}(?: [^\s,.!]{1,15}){0,2}? ?(?:뉴스)?레터)"
        r"(?: 제?\s?\d{1,5}\s?호)?[를을] (?:시작|보내|전해|발송|띄)"
    ),
    regex(
        r"안녕하세요[,.!~]?\s*(?P<name>[^\s,.!]{1,20}(?: [^\s,.!]{1,15})? ?(?:레터|위클리|주간|뉴스))"
        r"(?:입니다|이에요|예요)"
    ),
    regex(
        r"(?:\A|[。！!\n])\s*[「『]?(?P<name>[^、。！「」『』\s]{2,25}?)[」』]?の?(?:第?\s?\d{1,5}\s?[号回]|最新号|今週号)を"
        r"お(?:届|送)け?り?"
    ),
    regex(rf"ברוכ(?:ים|ות) הבא(?:ים|ות) ל[-־]?(?:גיליון (?:\d+ )?של )?(?P<name>[^\s.,!][^.,!\n]{{1,40}}?){_END}"),
    regex(rf"(?:مرحبا|أهلا)ً? (?:بكم|بك) في (?:نشرة )?(?P<name>[^\s.،!][^.،!\n]{{1,40}}?){_END}"),
)
_TELLS_WELCOME: Final = (
    "welcome", "willkommen", "bienven", "bem-vind", "benvenut", "welkom", "välkommen", "velkommen", "witamy", "witaj",
    "добро пожаловать", "ласкаво просимо", "reading", "issue", "edition", "installment", "usgabe", "just read", "is a ",
    "is the ", "is our ", "is your ", "is my ", "this is ", "ようこそ", "欢迎", "歡迎", "阅读", "这里是",
    "에 오신", "레터", "안녕하세요", "お届け", "お送り",
    "vous lisez", "leyendo", "lendo", "leggendo", "leest", "czytasz", "вы читаете",
    "läser", "læser", "hoş geldin", "hos geldin", "ברוכ", "مرحبا", "أهلا",
)  # fmt: skip


def signed(text: str) -> str:
    """Return the name a letter is signed with: "Your Harbour Post team" is Harbour Post's."""
    return _TEAM.sub("", text) if text[:1].isalnum() else ""


def is_company(name: str) -> bool:
    """Tell whether a name ends in the legal form of a company or a society, as a publication's does not."""
    return _COMPANY.search(name) is not None


def owner(text: str) -> tuple[str, float]:
    """Return the name a footer line gives and its weight: "You're subscribed to Harbour Post" says more than "© Moor".

    Who holds the rights, or sends "e-mails from Moor", is often a company that gives out several newsletters.
    """
    if any(sign in text for sign in _OWNING) and (match := _OWNER.search(text)):
        whole = match["name"].strip(EDGES)
        name = _COMPANY.sub("", whole)
        if is_name(name):
            return name, _OWNER_WEIGHT if name == whole else _COMPANY_WEIGHT
    return subscribed(text)


def subscribed(text: str) -> tuple[str, float]:
    """Return the name of what `text` says its reader subscribed to, and its weight; ``""`` and 0 for none."""
    if match := _IN_THE_APP.search(text):
        return match["name"].strip(EDGES), _SUBSCRIBED_WEIGHT
    if holds(text, _TELLS_READERS) and (name := _in(_OF_READERS, text)):
        return name, _SUBSCRIBED_WEIGHT
    if not holds(text, _TELLS_SUBSCRIPTION):
        return "", 0.0
    for match in _SUBSCRIBED.finditer(text):
        name = _COMPANY.sub("", match["name"].strip(EDGES))
        if is_name(name) and not _is_pronoun(name):
            return name, _OWNER_WEIGHT if "mail" in match["little"] else _SUBSCRIBED_WEIGHT
    return next(((name, _SUBSCRIBED_WEIGHT) for each in _OF_OTHER_SCRIPTS if (name := _in(each, text))), ("", 0.0))


def introduced(text: str) -> str:
    """Return the name a paragraph introduces: "Welcome to Harbour Post!", "Harbour Post is a weekly letter"."""
    if not holds(text, _TELLS_WELCOME):
        return ""
    patterns = (_WELCOME, _IS_A, _IS_A_LETTER, _THIS_IS, *_WELCOME_OF_OTHER_SCRIPTS)
    return next((name for each in patterns if (name := _in(each, text))), "")


def _in(pattern: re.Pattern[str], text: str) -> str:
    """Return the first name that `pattern` finds in `text`, or ``""``."""
    names = (match["name"].strip(EDGES) for match in pattern.finditer(text))
    return next((name for name in names if is_name(name) and not _is_pronoun(name)), "")


def _is_pronoun(name: str) -> bool:
    """Tell whether what stands for a name begins with a word such as "this", and no capital follows as in a name."""
    match = _PRONOUN.match(name)
    return match is not None and not name[match.end() :].lstrip()[:1].isupper()
