"""The words of newsletter furniture in many languages: view online, subscription, social, what ends an issue."""

from __future__ import annotations

import re
from typing import Final

from reader_app.importers.text_lines import has_digit
from reader_app.patterns import any_case, regex

_OTHER_SCRIPTS = regex("[\u0400-\u06ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_KEYS: Final = frozenset(
    "unsub subsc opt optou stop longe remov leave abmel abbes austr newsl désab desab désin"
    " desin recev baja cance desca"
    " anula disis annul uitsc afmel avreg avpre avmel avslu wypis zrezy odhlá odhla leira peru"
    " recei getti sent deliv"
    " inten mailed forwa prefe setti addre profi updat manag change chang signe erhal erhäl"
    " bekom diese reçu recu courr"
    " messa email recib receb ricev ontva nieuw modta motta får otrzy copyr right recht droit"
    " derec dirit power publi made"
    " built impre menti daten priva polit maili impri rue box".split()
)
_VIEW_KEYS: Final = frozenset(
    "view web webs webv weba webp brow onli read open troub trou can disp nich voir lire affi visu cons vers ver leer"
    " mirr vedi apri legg beki lees läsa läs vis zoba wyśw wysw navi líne line lign".split()
)
_VIEW = any_case(
    r"view (?:this |the |it )?(?:e-?mail |message |newsletter |issue |post |edition |in |online|on )?"
    r"(?:in |on )?(?:your |a |the |an )?(?:web ?)?(?:browser|online|web\b|site)"
    r"|view(?:ed)? online|view as (?:a )?web ?page"
    r"|read (?:it |this |the )?(?:newsletter |issue |post |e-?mail )?(?:online|on (?:the |our )?(?:web"
    r"|site)|in (?:your |a )?browser)"
    r"|open (?:this )?(?:e-?mail )?(?:online|in (?:your |a )?(?:browser|app))"
    r"|web ?version|online version"
    r"|having trouble (?:viewing|reading)|trouble (?:viewing|reading)|can.?t (?:see|read|view) th|not display"
    r"|(?:im|in ihrem|in deinem|in meinem) browser|browser.?(?:ansicht|version)"
    r"|online.?(?:version|ansicht|lesen|ansehen)"
    r"|mirror page|webansicht|nicht (?:richtig|korrekt) (?:angezeigt|dargestellt)"
    r"|(?:lire|voir|consulter|afficher|visualiser|visualisez|consultez)\b.{0,40}(?:en ligne|navigateur)"
    r"|version (?:en ligne|web)|\A\W*(?:read|open|view) in (?:the )?app\W*\Z"
    r"|ver (?:en|no) (?:el |tu |seu |su )?(?:navegador|l[ií]nea|browser)"
    r"|ver (?:este |esta )?\S* ?(?:online|en l[ií]nea)"
    r"|leer en l[ií]nea|visualizar? (?:no|en|este|nel)|vedi (?:online|nel browser)"
    r"|(?:apri|visualizza|leggi).{0,25}(?:browser|online)"
    r"|bekijk\b.{0,30}(?:online|browser|webversie)|webversie"
    r"|lees online|l[äa]s\b.{0,20}(?:online|webbl[äa]sare)"
    r"|vis i (?:nettleser|browser)"
    r"|zobacz w przegl|wy[śs]wietl w przegl|(?:открыть|смотреть|читать|посмотреть).{0,20}(?:браузере"
    r"|онлайн|сайте)|веб-верси"
    r"|在浏览器|在瀏覽器|浏览器中|查看网页|网页版"
    r"|線上閱讀|在线阅读|ブラウザで|ウェブで(?:見|読)|web(?:で"
    r"|版)|웹에서|브라우저에서|צפה בדפדפן|בדפדפן|في المتصفح",
)
_VIEW_LINK = regex(
    r"\W*(?:read|view|open|see|watch|listen) (?:this |it |more )?(?:on|in|at) \S+(?: \S+){0,3}\Z", re.IGNORECASE
)
_UNSUBSCRIBE = any_case(
    r"unsubscri|un-subscri|opt.?out|stop (?:getting|receiving)"
    r"|no longer (?:wish|want)|remove (?:me|yourself)|leave this list"
    r"|abmeld|abbestell|austragen|newsletter k[üu]ndigen"
    r"|d[ée]sabonn|d[ée]sinscri|ne plus recevoir"
    r"|dar(?:se|te|me)? de baja|cancelar (?:la |tu |su |a |sua )?(?:suscripci|subscri|inscri)"
    r"|descadastr|anular (?:la )?sus"
    r"|disiscriv|cancella(?:ti|re|zione)?\b.{0,20}iscri|annulla\b.{0,15}iscri"
    r"|uitschrijv|afmelden|avregistrer|avprenumerer"
    r"|afmeld|avmeld|avslutt abonn|wypisz|zrezygnuj|отписат"
    r"|відписат|odhl[áa]sit|leiratkoz|peru (?:tilaus|uutiskirje)"
    r"|退订|退訂|取消订阅"
    r"|取消訂閱|配信停止|購読解除|登録解除"
    r"|수신 ?거부|구독 ?취소|구독 ?해지|להסרה|הסרה מרשימת|إلغاء الاشتراك",
)
_RECEIVED = any_case(
    r"you(?:.re| are)? (?:have )?(?:been )?(?:currently )?(?:receiv(?:ed|ing)|get(?:ting)?|subscribed"
    r"|signed up)"
    r"|this (?:e-?mail|message|newsletter|mailing) (?:was|is|has been) (?:sent|delivered|intended"
    r"|brought|mailed)"
    r"|(?:e-?mail|message) sent (?:to|by)|sent to \S+@|was (?:this|it) (?:e-?mail |newsletter "
    r"|message )?(?:forwarded"
    r"|sent) to you"
    r"|(?:did )?(?:a friend|someone) forward|forwarded (?:to you|this)|if you were forwarded"
    r"|(?:change|update|manage|edit) (?:your |my )?(?:e-?mail |mailing |subscription |contact |newsletter )*"
    r"(?:preferences|subscriptions?|settings|address|profile)|e-?mail preferences|add us to your address book"
    r"|(?:sie|du) (?:erhalten|erh[äa]ltst|bekommst|bekommen) (?:diese|den|unseren)"
    r"|diese (?:e-?mail|nachricht) (?:wurde|ging|ist)"
    r"|vous recevez|vous avez re[çc]u|cet? (?:e-?mail|courriel|message) (?:a [ée]t[ée]|vous)"
    r"|recibes? este|has recibido|recibi[óo] este"
    r"|voc[êe] (?:est[áa] recebendo|recebeu)|ricevi questa"
    r"|hai ricevuto|je ontvangt|u ontvangt|deze (?:e-?mail|nieuwsbrief) (?:is|werd)"
    r"|du (?:f[åa]r|modtager|mottar) (?:dette|denne|detta)"
    r"|вы получили|otrzyma[łl]e[śs]|您收到|你收到|此邮件|本邮件"
    r"|このメールは"
    r"|本メール|본 메일"
    r"|이 메일은|הודעה זו נשלחה"
    r"|קיבלת",
)
_LEGAL = any_case(
    r"©|\(c\) ?(?:19|20)\d\d|copyright (?:©|\(c\)|\d)|all rights reserved"
    r"|alle rechte vorbehalten|tous droits r[ée]serv"
    r"|todos los derechos|tutti i diritti|alle rechten voorbehouden"
    r"|powered by \w|(?:sent|published|made|delivered|built) (?:with|via|using|by) "
    r"(?:\w+ )?(?:mailchimp|substack|beehiiv|convertkit|kit|revue|buttondown|ghost|sendy|tinyletter"
    r"|mailerlite|sendgrid|brevo|sendinblue|klaviyo)"
    r"|impressum|mentions l[ée]gales|datenschutz(?:erkl|bestimm|hinweis|$)"
    r"|privacy policy|politique de confidentialit|our mailing address"
    r"|^imprint\b|版权所有|版權所有|著作権|무단전재|כל הזכויות",
)
_NETWORKS: Final = frozenset(
    "facebook fb twitter x linkedin linked instagram insta"
    " youtube mastodon bluesky threads tiktok pinterest reddit"
    " whatsapp telegram xing github discord slack rss tumblr"
    " flickr vimeo spotify weibo wechat vk kakao snapchat"
    " share tweet forward restack pocket podcast".split()
)
_AROUND: Final = frozenset(
    "follow find join like visit see connect post us me this"
    " with it on to via your network friend friends issue"
    " in"
    " newsletter email e mail article story here the our"
    " my a an and or icon logo page channel profile website"
    " web site"
    " teilen folgen folge uns auf und sie partager suivez"
    " nous sur et compartir síguenos en y segui seguici su"
    " compartilhe"
    " volg ons op comment comments save tube link url copy now as is up for by of das der die le la".split()
)
_SOCIAL: Final = _NETWORKS | _AROUND
_WORDS = regex(r"[^\W_]+")
_SUBSCRIBE = any_case(
    r"subscri|sign ?up|anmeld|abonn|s'?inscri|suscr[íi]b|iscriv"
    r"|inscrev|inschrijv|aanmeld|prenumer|подпис|订阅|訂閱"
    r"|登録|구독",
)
_ADDRESS = regex(
    r"\b\d{1,5}\s+[A-Z][^\s,]*(?:\s+[A-Z\d][^\s,]*){0,4}\s+"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Blvd|Boulevard|Lane|Ln|Drive|Dr|Suite|Ste|Floor|Way|Place"
    r"|Plaza|Square|Court|Ct)\b"
    r"|\b[A-Z]{2},?\s+\d{5}\b|\b[A-Z]\d[A-Z] \d[A-Z]\d\b|\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}\b"
    r"|(?:stra(?:ß|ss)e|str\.|platz|allee|weg)\s*\d+\b.{0,20}\b\d{4,5}\b|\b\d{1,4},? rue [A-Zd]|P\.? ?O\.? Box \d"
)


def is_view_online(text: str) -> bool:
    """Tell whether a short line offers to show the issue in a browser."""
    lowered = text.lower()
    if _VIEW_KEYS.isdisjoint([word[:4] for word in _WORDS.findall(lowered)]) and not _in_other_script(lowered):
        return False
    return _VIEW.search(text) is not None


def is_view_link(text: str) -> bool:
    """Tell whether the words of a link alone offer the issue on the web, as "Read on Our Site" does."""
    return len(text) < 40 and _VIEW_LINK.match(text) is not None


def unsubscribes(text: str) -> bool:
    """Tell whether `text` offers to end the subscription."""
    return _UNSUBSCRIBE.search(text) is not None


def subscribes(text: str) -> bool:
    """Tell whether `text` offers to begin a subscription."""
    return _SUBSCRIBE.search(text) is not None and not unsubscribes(text)


def is_subscription(text: str) -> bool:
    """Tell whether `text` is about the subscription or says why the reader got it."""
    return _UNSUBSCRIBE.search(text) is not None or _RECEIVED.search(text) is not None


def is_postal(text: str) -> bool:
    """Tell whether `text` looks like a postal address."""
    return len(text) < 300 and _ADDRESS.search(text) is not None


def is_social(text: str) -> bool:
    """Tell whether the whole of `text` is social furniture, as in "Follow us on Mastodon" or "Facebook | RSS"."""
    if len(text) > 120 or text.count(" ") > 14:
        return False
    lowered = text.lower()
    first = _WORDS.search(lowered)
    if first is None or first[0] not in _SOCIAL:
        return False
    found = set(_WORDS.findall(lowered))
    return not _NETWORKS.isdisjoint(found) and found <= _SOCIAL


def _may_end(text: str) -> bool:
    """Tell quickly whether `text` has any word of a footer, or letters other than Latin ones."""
    if has_digit(text):
        return True
    lowered = text.lower()
    if "©" in lowered or "(c)" in lowered or _in_other_script(lowered):
        return True
    return not _KEYS.isdisjoint([word[:5] for word in _WORDS.findall(lowered)])


def _in_other_script(text: str) -> bool:
    return not text.isascii() and _OTHER_SCRIPTS.search(text) is not None


def ends_the_issue(text: str) -> bool:
    """Tell whether `text` is of the kind an issue's footer begins with."""
    if not _may_end(text):
        return False
    if is_subscription(text) or (len(text) < 400 and _LEGAL.search(text) is not None):
        return True
    return is_postal(text) and len(text) < 160
