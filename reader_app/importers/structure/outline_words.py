"""Words of headings that open no section: greetings, tables of contents, closing words, calls to follow or share."""

from __future__ import annotations

import re
from typing import Final

from reader_app.patterns import any_case, regex

_GREETING = any_case(
    r"\W*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|happy \w+day|welcome(?: back)?|greetings"
    r"|hallo|liebe[rs]?|guten (?:morgen|tag|abend)|moin|servus|sehr geehrte|gl[üu]ck auf|herzlich willkommen"
    r"|bonjour|bonsoir|salut|ch[eè]re?s?|hola|buenos d[íi]as|estimad[oa]s?|querid[oa]s?|ol[áa]"
    r"|bom dia|ciao|buongiorno|gentile"
    r"|beste|hoi|goedemorgen|hej|hei|cześć|dzień dobry|привет|здравствуйте|добрый день"
    r"|你好|大家好|各位|こんにちは|皆さん|안녕하세요|שלום|מרחבا)\b.{0,40}\Z",
)
_CONTENTS = any_case(
    r"\W*(?:in (?:this|today['’]?s|our) (?:issue|edition|newsletter|e-?mail|week)(?:['’]s issue)?(?:\W.{0,40})?"
    r"|this (?:issue|edition|newsletter|week)(?: of .{2,40})? (?:contains|includes|features|covers)"
    r"|(?:in )?this week['’]s issue|(?:this|today['’]?s) (?:issue|edition|newsletter|week)['’]?s? (?:contains"
    r"|at a glance|contents)|contents|table of contents"
    r"|what['’]?s (?:inside|in this (?:issue|edition|newsletter))|inside(?: this (?:issue|edition))?"
    r"|index|overview"
    r"|quick (?:jump|navigation)|jump to|highlights in this issue"
    r"|inhalt(?:sverzeichnis|s[üu]bersicht)?|in dieser ausgabe|(?:die )?themen(?: (?:dieser ausgabe"
    r"|im [üu]berblick|der woche))?|[üu]bersicht"
    r"|(?:au )?sommaire|dans ce num[ée]ro|table des mati[èe]res|en este n[úu]mero|[íi]ndice|contenido"
    r"|sum[áa]rio|nesta edi[çc][ãa]o"
    r"|in questo numero|sommario|indice|in deze (?:editie|nieuwsbrief)|inhoud|i detta nummer"
    r"|innehåll|w tym wydaniu|spis treści"
    r"|в этом выпуске|содержание|目录|目錄|本期目录|本期内容|目次|もくじ|今週の内容|목차|이번 호"
    r"|תוכן עניינים|בגיליון)\W*(?:contains|:)?\W*",
)
_CLOSING = any_case(
    r"\W*(?:thanks?(?: you)?(?: so much| very much)?(?: for (?:reading|subscribing|being)\b.{0,30})?"
    r"|that['’]?s (?:all|it)\b.{0,30}|until next\b.{0,20}"
    r"|see you\b.{0,25}|happy (?:reading|coding)|cheers|enjoy\b.{0,15}|before you go|one more thing before you go"
    r"|(?:follow|find|join|connect with|like|stay connected)(?: us| me| with)?(?: on\b.{0,30}"
    r"| here| online)?|(?:let['’]s |stay |get )?(?:connected?|in touch|social)"
    r"|share (?:this|the|it|with|us|your|now)\b.{0,40}|share|spread the (?:word|news)|tell (?:a|your) friends?"
    r"|refer a friend.{0,20}|forward (?:this|to)\b.{0,30}"
    r"|(?:was|were|did|do) (?:this|you|it) .{0,40}(?:forward|shared?|enjoy|like|useful|helpful)\b.{0,40}"
    r"|enjoy(?:ed|ing)? (?:this|what|reading|the)\b.{0,40}"
    r"|(?:how|what) (?:did|do|would) you (?:like|think|rate)\b.{0,50}|how (?:was|are we doing)\b.{0,40}"
    r"|rate (?:this|today|us)\b.{0,30}|(?:give us |your |we (?:want|value|love) your )?feedback\b.{0,20}"
    r"|discussion about this post|(?:\d+ |leave a |post a )?comments?|ready for more\W?"
    r"|(?:you (?:might|may) )?also (?:like|enjoy)\b.{0,20}"
    r"|click here\b.{0,40}|(?:e-?mail )?disclaimer|original message|urspr[üu]ngliche nachricht|message d['’]origine"
    r"|staff|(?:your|ihr|dein|euer) [\w .-]{2,30}[ -]team"
    r"|(?:created|made|sent|built|published|delivered) (?:with|by|via|using)\b.{0,30}"
    r"|(?:contact|about|support)(?: us| me| the (?:author|editor|team))?|questions\??.{0,40}"
    r"|(?:want|would (?:you )?like|wish) to (?:learn|know|hear|find out) more\b.{0,30}"
    r"|interested in learning more\b.{0,20}"
    r"|(?:sie |du )?(?:m[öo]chte(?:n|st)|woll(?:en|t)|willst) (?:sie |du |ihr )?mehr (?:erfahren|wissen)\b.{0,20}"
    r"|(?:envie d['’]|vous (?:voulez|souhaitez) )?en savoir plus\W{0,3}|(?:¿ ?)?quieres saber m[áa]s\b.{0,20}"
    r"|quer saber mais\b.{0,20}|vuoi saperne di pi[ùu]\b.{0,20}|(?:wil je )?meer weten\b.{0,20}"
    r"|need help\??|(?:our )?(?:mailing )?address\b.{0,10}|our mailing address is"
    r"|subscri\w+\b.{0,40}|unsubscribe|sign up\b.{0,40}|not (?:yet )?(?:a )?subscribe.{0,30}"
    r"|free version|go premium|upgrade\b.{0,30}|become a (?:member|paid|sponsor|supporter)\b.{0,30}"
    r"|you['’]?re (?:on|getting) the free .{0,20}"
    r"|are you reading this in \w+.{0,20}|read .{1,60} in the app|get the app\b.{0,20}|download (?:the"
    r"|our) app\b.{0,20}|advertise\b.{0,40}|(?:want to )?(?:sponsor|advertise) (?:with|in|this"
    r"|us)\b.{0,40}|disclaimers?|legal\b.{0,20}|colophon|imprint"
    r"|folge(?:n sie)? uns\b.{0,30}|folgt uns\b.{0,20}|bis (?:zum n[äa]chsten|n[äa]chste|bald)\b.{0,20}"
    r"|vielen dank\b.{0,40}|danke f[üu]r\b.{0,30}|(?:newsletter )?(?:weiter)?empfehlen\b.{0,30}"
    r"|weitersagen|kontakt|impressum|teilen|(?:ihr|dein) feedback|[üu]ber uns"
    r"|hat (?:dir|ihnen) .{0,40}gefallen\b.{0,20}"
    r"|suivez-?nous\b.{0,30}|merci\b.{0,40}|[àa] (?:bient[ôo]t|la semaine prochaine)\b.{0,20}"
    r"|partage[rz]\b.{0,30}|(?:r[ée]pande[zr]|faites passer)\b.{0,30}"
    r"|contact(?:ez-nous)?|mentions l[ée]gales|[àa] propos"
    r"|s[íi]guenos\b.{0,30}|gracias\b.{0,40}|hasta (?:la pr[óo]xima|pronto)\b.{0,20}|compart\w+\b.{0,30}"
    r"|contacto|siga-nos\b.{0,30}|obrigad[oa]\b.{0,30}|seguici\b.{0,30}|grazie\b.{0,30}|condividi\b.{0,30}"
    r"|contatti|at[ée] (?:[àa]? ?pr[óo]xima|mais|logo|breve|j[áa])\b.{0,20}|abra[çc]os|um abra[çc]o\b.{0,15}"
    r"|(?:un )?saludos?\b.{0,15}|hasta luego|alla prossima\b.{0,15}|a presto|ci vediamo\b.{0,30}|un saluto"
    r"|(?:viele|liebe|beste|sch[öo]ne) gr[üu](?:ß|ss)e\b.{0,15}|cordialement|bonne semaine\b.{0,15}|tot snel"
    r"|do (?:zobaczenia|us[łl]yszenia)\b.{0,15}|vi ses\b.{0,15}|ha det\b.{0,10}"
    r"|volg ons\b.{0,20}|bedankt\b.{0,30}|tot (?:volgende|de volgende)\b.{0,20}|f[öo]lj oss\b.{0,20}"
    r"|tack\b.{0,20}|obserwuj\b.{0,20}|dziękuj.{0,20}|подпис\w+\b.{0,30}|спасибо\b.{0,30}|до (?:встречи"
    r"|свидания)\b.{0,20}"
    r"|עקבו אחרינו.{0,20}|צרו קשר|אודות(?:ינו)?|שתפו.{0,20}|תודה ש.{0,30}|להתראות.{0,20}"
    r"|تابعونا.{0,20}|اتصل بنا|من نحن|شارك.{0,20}|شكرا.{0,30}|إلى اللقاء.{0,20}"
    r"|takip edin.{0,20}|bize ulaşın|paylaş.{0,20}|teşekkür.{0,30}|görüşmek üzere.{0,20}"
    r"|关注我们|联系我们|关于我们|感谢.{0,15}|下期(?:再见|见)|分享.{0,10}|声明|版权声明|フォロー.{0,20}"
    r"|シェア.{0,15}|お問い合わせ|また(?:次回|来週).{0,10}|구독.{0,15}|문의|공유.{0,10}|팔로우.{0,10})\W*\Z",
)


_ALL_FRAMING: Final = (each.source.removeprefix(r"\W*") for each in (_GREETING, _CONTENTS, _CLOSING))
_FRAMING = any_case(rf"\W*(?:{'|'.join(_ALL_FRAMING)})")
_HOUSE = regex(
    r"\b(?:contacts?|contribute|subscrib\w+|unsubscrib\w+|support|staff|team|archives?|advertis\w+"
    r"|redaktion|impressum|contacto|redazione)\b",
    re.IGNORECASE,
)
_EITHER_WAY = regex(
    r"\W*(?:thanks?|enjoy\w*|upgrade|cheers|support|contact|about|join|find|like|share|advertise|feedback|disclaimers?"
    r"|legal|rate|questions?|free version|need help|staff|created|made|sent|built|published|delivered|become|download"
    r"|get the app)\b",
    re.IGNORECASE,
)
_EDITORIAL_TOO = regex(r"\W*(?:enjoy\w*|upgrade|support|become|join|find|download)\b", re.IGNORECASE)
_CALL = any_case(
    r"\W*(?:read|learn|find out|see|view|watch|listen|download|register|sign up|get|shop|buy"
    r"|more|continue|click|discover"
    r"|explore|visit|try|join|book|check|start|full|apply|rsvp|donate|subscribe|tell me|go to"
    r"|take (?:me|the)|back to|top\Z"
    r"|mehr|weiter|jetzt|zum|zur|hier|lesen|alle|ansehen|anmelden|nach oben|lire|en savoir|voir"
    r"|d[ée]couvr|suite|haut de"
    r"|leer|ver|m[áa]s|saber|descubr|inscr|saiba|leia|leggi|scopri|vai|continua|lees|meer|bekijk"
    r"|l[äa]s|mer|les|læs|czytaj"
    r"|wi[ęe]cej|читать|подробнее|далее|阅读|閱讀|查看|点击|更多|详情|続きを|詳しく|もっと|詳細"
    r"|자세히|더보기|바로가기|קרא|לפרטים|המשך)",
)
_MOST_WORDS_IN_CALL = 5


def is_call(text: str) -> bool:
    """Tell whether the words of a link are a call, such as "Read more", and no title."""
    return len(text) <= 40 and text.count(" ") < _MOST_WORDS_IN_CALL and _CALL.match(text) is not None


def may_frame(text: str) -> bool:
    """Tell quickly whether a heading may greet, stand over contents or close: nearly none does."""
    return _FRAMING.match(text) is not None


def is_greeting(text: str) -> bool:
    """Tell whether a heading greets the reader."""
    return _GREETING.match(text) is not None


def is_contents(text: str) -> bool:
    """Tell whether a heading stands over a table of contents."""
    return len(text) < 60 and _CONTENTS.fullmatch(text) is not None


def is_about(text: str, house: str) -> bool:
    """Tell whether a heading calls the reader to the publication itself, the `house`: "Contribute to Harbour Post"."""
    if not house or len(text) > 60 or house.casefold() not in text.casefold():
        return False
    return _HOUSE.search(text) is not None


def is_closing(text: str, *, near_end: bool = True) -> bool:
    """Tell whether a heading closes an issue or asks to follow, share or subscribe: editorial it is not.

    Words that open a section just as well ("Upgrade to version 3") count only `near_end`, without a mark before them.
    """
    if len(text) >= 90 or _CLOSING.match(text) is None:
        return False
    if _EDITORIAL_TOO.match(text) is not None and not text[0].isalpha():
        return False
    return near_end or _EITHER_WAY.match(text) is None
