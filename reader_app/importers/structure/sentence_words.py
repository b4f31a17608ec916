"""The sentences newsletters name their sponsors in, in the languages they are written in.

Every list holds what is usual among many publishers; none is about one of them. A name follows each pattern but those
of `BEFORE` and `AROUND`, which hold it in a group.
"""

from __future__ import annotations

from typing import Final

STEMS: Final = (
    "spons", "brought to you", "comes to you", "made possible", "supported by", "presented by",
    "support from", "support of ",
    "for supporting", "thanks to our", "underwritten", "werbepartner", "präsentiert", "unterstützt",
    "ermöglicht", "partenaire", "parrain", "présenté", "proposé", "soutenu", "offert", "patroc", "presentad",
    "gracias a", "apoiad", "apresentad", "oferec", "mogelijk gemaakt", "aangeboden", "ondersteund", "partnerem",
    "partnerowi", "wspieran", "presenteras", "sponset", "katkılarıyla", "desteğiyle", "спонсор", "партн", "поддержке",
    "підтрим", "赞助", "贊助", "冠名", "提供", "協賛", "スポンサー", "후원", "협찬", "스폰서", "obrigad", "grazie a",
    "dank an", "dankesch", "gesteund", "dzięki wsparciu", "samarbete med", "спонсир", "함께", "dank aan", "tack till",
)  # fmt: skip
"""Every sentence that names a sponsor has one of these in lower case."""

_NOUN: Final = (
    r"(?:news ?letter|issue|edition|e-?mail|episode|week|digest|letter|bulletin|round-?up|show|dispatch|briefing"
    r"|podcast|publication)"
)
_THIS: Final = (
    r"(?:this|today['’]?s?|tonight['’]?s|th(?:is|e) (?:week|month|fortnight)['’]?s?|the current|our"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day['’]s|the(?= (?:newsletter|issue|edition|episode)\b))"
)
_OF: Final = r"(?: of [^.!?,;:()]{2,40}?)?"
_ADVERBS: Final = r"(?:(?:also|again|once again|proudly|kindly|generously|very kindly|partly|partially) )*"
_BY: Final = r"(?: today| this week| this month)?(?:,? in (?:large )?part)?(?: today| this week| this month)? by"
ENGLISH_PAID: Final = (
    r"made possible (?:with|thanks to|through|by) (?:the )?(?:kind |generous )?(?:support|generosity|help) (?:of|from)"
    rf"|(?:sponsored|presented|supported|brought to you|made possible|underwritten|funded){_BY}"
)

SUBJECTS: Final = (
    rf"{_THIS} (?:\w+ )?{_NOUN}{_OF} (?:is|was|has been|are) {_ADVERBS}(?:{ENGLISH_PAID})",
    rf"{_THIS} (?:\w+ )?{_NOUN}{_OF} comes to you (?:from|thanks to|courtesy of)",
    (
        r"(?:this|today['’]s|this week['’]s) (?:post|article|section|recap|installment|essay) (?:is|was) "
        rf"{_ADVERBS}(?:sponsored|brought to you){_BY}"
    ),
    rf"support for {_THIS} {_NOUN} (?:comes|is provided) (?:from|by)",
    rf"we(?: are|['’]re) {_ADVERBS}(?:sponsored|supported){_BY}",
    # German
    (r"(?:die|unser)(?:se[rs]?|e|er|s)? (?:heutige[rs]? )?(?:ausgabe|newsletter|folge|episode|nummer|woche|e-?mail"
    r"|rundbrief|brief|digest) (?:wird|wurde|ist)(?: (?:ihnen|euch|dir|heute|auch|freundlich\w*|diese woche))*"
    r" (?:pr[äa]sentiert|gesponsert|unterst[üu]tzt|erm[öo]glicht) (?:von|durch)"),
    # French
    (r"(?:ce(?:tte)?|notre|la|le|l['’]) ?(?:num[ée]ro|newsletter|[ée]dition|(?:info)?lettre|[ée]pisode|bulletin)"
    r"(?: de la semaine| du jour)? (?:vous )?(?:est|a [ée]t[ée])(?: \w+ment)? (?:sponsoris|parrain|pr[ée]sent|propos"
    r"|soutenu|offert|rendu)\w{0,2}(?: possible)? (?:par|gr[âa]ce [àa])"),
    # Spanish
    (r"(?:est[ea]|nuestr[oa]|el|la) (?:n[úu]mero|edici[óo]n|bolet[íi]n|newsletter|episodio|carta|env[íi]o)(?: de hoy)?"
    r" (?:(?:est[áa]|es|ha sido|fue)(?: \w+mente)? (?:patrocinad[oa]|presentad[oa]|apoyad[oa]|posible)"
    r"|(?:te )?llega(?: a (?:ti|vosotros|ustedes|vos))?) (?:por|gracias a)"),
    # Italian
    (r"(?:quest[oa]|la nostra|il nostro|il|la) ?(?:numero|newsletter|edizione|puntata|episodio|lettera) [èe]"
    r"(?: stat[oa])? (?:sponsorizzat|offert|presentat|supportat|sostenut|res)[oa](?: possibile)?"
    r" (?:da(?:ll?[aeio']?|i|gli)?)"),
    # Portuguese
    (r"(?:est[ea]|[ao] nossa?|[ao]) ?(?:edi[çc][ãa]o|newsletter|boletim|epis[óo]dio|n[úu]mero|envio)(?: de hoje)?"
    r" (?:(?:[ée]|foi|est[áa])(?: um)? (?:patrocinad|apresentad|oferecid|apoiad|oferecimento)[oa]? ?(?:p(?:or|el[oa])"
    r"|d[eoa])|chega (?:até|a) você (?:graças a|com o apoio d[eoa]))"),
    # Dutch
    (r"(?:deze|dit|onze|de)(?: \w+)? (?:nieuwsbrief|newsletter|editie|nummer|aflevering|mail|week) (?:is|wordt|werd)"
    r"(?: (?:u|je|jullie|jou))?(?: mede)? (?:mogelijk gemaakt|gesponsord|aangeboden|gepresenteerd"
    r"|ondersteund|gesteund) door"),
    # Polish
    (r"(?:to|te[gn]|dzisiejsz[ey]) (?:wydanie|numer|newsletter|odcinek)(?: (?:jest|zosta[łl]o?))? (?:sponsoruje"
    r"|sponsorowan[eya] (?:jest )?przez|wspieran[eya] przez)"),
    # Swedish, Norwegian, Danish
    (r"(?:(?:det h[äa]r|detta|denna|dagens|veckans|dette|denne|ugens|ukens)) (?:nyhets?brev(?:et)?|nyhedsbrev(?:et)?"
    r"|utg[åa]van?|utskick(?:et)?|avsnitt(?:et)?|brev(?:et)?|utgave[nr]?|udgave) (?:(?:är|er) )?(?:sponsras|sponsrat"
    r"|presenteras|st[öo]ds|m[öo]jligg[öo]rs|sponset|sponses|sponsoreret|st[øo]ttet) af?v?"),
    # Russian and Ukrainian
    (r"(?:(?:этот|сегодняшний|эта|наш) )?(?:выпуск|дайджест|номер|рассылка|письмо)(?: недели)? (?:(?:подготовлен|вышел"
    r"|выходит|создан|сделан|сделано)а? )?при поддержке"),
    r"(?:(?:этот|сегодняшний) )?(?:выпуск|дайджест|номер) спонсирует",
    r"(?:to )?(?:wydanie|odcinek|numer) powsta(?:ło|ł) dzi[ęe]ki wsparciu",
    r"(?:dagens|veckans) (?:nyhetsbrev|avsnitt) (?:är ett|görs i) samarbete med",
    r"(?:цей |цього )?(?:випуск|дайджест|лист)(?: підготовлено| виходить)? за підтримк(?:и|ою)",
)  # fmt: skip
"""The issue and what is done to it."""

ROLES: Final = (
    rf"(?:(?:our|the|{_THIS}) )?(?:main |headline |featured )?sponsor (?:for |of )?{_THIS} {_NOUN} is",
    rf"(?:today['’]s|{_THIS} {_NOUN}['’]s|th(?:is|e) (?:week|month)['’]s) (?:\w+ )?sponsor(?: is|\s*[:—–])",
    rf"our (?:\w+ )?sponsors?(?: (?:today|{_THIS} {_NOUN}))?(?: (?:is|are)|\s*[:—–])",
    rf"(?:our|today['’]s|th(?:is|e) (?:week|month)['’]s|{_THIS} {_NOUN}['’]s) (?:\w+ )?sponsors?,?(?= )",
    r"sponsor (?:of|for) th(?:e|is) (?:week|month|day)(?: is|\s*[:—–])",
    rf"sponsor of {_THIS} {_NOUN}(?: is|\s*[:—–])",
    r"(?:der )?sponsor (?:diese[rs]|der) (?:ausgabe|woche|folge|newsletters)(?: ist|\s*[:—–])",
    r"(?:notre )?sponsor de (?:cette|ce|la) (?:semaine|num[ée]ro|[ée]dition|newsletter)(?: est|\s*[:—–])",
    r"(?:nuestro |el )?patrocinador de (?:est[ea]|la) (?:semana|n[úu]mero|edici[óo]n)(?: es|\s*[:—–])",
    r"(?:lo )?sponsor di quest[oa] (?:settimana|numero|edizione|puntata)(?: è|\s*[:—–])",
    r"(?:o )?patrocinador dest[ea] (?:semana|n[úu]mero|edi[çc][ãa]o)(?: é|\s*[:—–])",
    r"(?:de )?sponsor van (?:deze|de) (?:week|editie|nieuwsbrief)(?: is|\s*[:—–])",
    r"(?:partnerem|sponsorem) (?:(?:tego|dzisiejszego|bie[żz][ąa]cego) )?(?:wydania|numeru|newslettera|odcinka) jest",
    r"(?:v[åa]r |veckans )sponsor(?: (?:den h[äa]r veckan|i dag))?(?: är|\s*[:—–])",
    (r"(?:спонсор|партн[её]р) (?:(?:этого|сегодняшнего|нашего) )?(?:выпуска|рассылки|недели|номера|дайджеста)"
    r"\s*[:—–-]"),
    r"bu (?:hafta|say[ıi]|b[üu]lten|ay)\w*(?: b[üu]lten\w*)? sponsoru(?:muz)?\s*[:—–]?",
    r"本[期周週次]的?(?:赞助商?|贊助商?)(?:[是為为]|\s*[:：])",
    r"(?:本号|今号|今回|今週(?:号)?|今月(?:号)?|本日)のスポンサーは、?",
    r"(?:이번 ?(?:주|호|레터|달)|오늘)의? ?(?:스폰서|후원사)[는은]",
)  # fmt: skip
"""The sponsor by its role."""

THANKS: Final = (
    (
        r"(?:(?:with|a|our|and|very|big|huge|special|warm|many|heartfelt|extra|as always,?) )*(?:thanks?(?: you)?"
        r"|shout-?out|kudos)(?: so much| again| also| very much)*(?: goes| go)?(?: out)? to"
    ),
    r"(?:ein )?(?:viele[nr]? |herzliche[nrs]? |besten |ein gro(?:ß|ss)es )?dank(?:e|esch[öo]n)?(?: geht)? an",
    r"(?:un (?:grand|immense) )?merci [àa]",
    r"(?:muchas |mil )?gracias a",
    r"(?:mille )?grazie a(?:l|i|lla|lle|llo|gli)?",
    r"(?:muito )?obrigad[oa] (?:ao?s?|à)",
    r"(?:met )?(?:veel |hartelijk )?dank aan",
    r"(?:serdecznie )?dziękujemy",
    r"(?:stort |ett stort )?tack till",
    r"спасибо|дякуємо",
)
"""Words of thanks: they disclose something where a role follows, or what the thanks are for."""

THANKED: Final = (
    rf"(?:(?:the|our|{_THIS}|{_THIS} {_NOUN}['’]s) )(?:\w+ )?(?:sponsors?|partners?)(?: (?:this|of the) week)?",
    r"(?:unsere[nrm]?|den|die)(?: heutigen)? (?:sponsor(?:en)?|werbepartner|partner)",
    r"(?:notre|nos) (?:sponsors?|partenaires?)",
    r"(?:nuestr[oa]s?|los?|el) (?:patrocinador(?:es|a)?|sponsors?|partners?)",
    r"(?:nostr[oai] )?(?:sponsor|partner)",
    r"(?:noss[oa]s? )?(?:patrocinador(?:es|a)?|parceir[oa]s?|sponsors?)",
    r"(?:onze|de) (?:sponsors?|partners?)",
    r"(?:naszemu|naszym) (?:sponsor(?:owi|om)|partner(?:owi|om))",
    r"v[åa]r[at]? (?:sponsor(?:er)?|partner)",
    r"(?:нашему |нашим )?(?:спонсор[уа]м?|партн[её]р[уа]м?)(?: (?:выпуска|рассылки))?|нашому (?:спонсору|партнеру)",
)
"""A sponsor's role after words of thanks."""

REASONS: Final = (
    rf"for (?:\w+ly )?(?:sponsoring|supporting)(?: (?:us\b|{_THIS} {_NOUN}|our work))?",
    rf"for (?:their|its|the) (?:\w+ )?(?:support|sponsorship) of (?:this|the|our) {_NOUN}",
    r"for their (?:\w+ )?sponsorship",
    rf"(?:our|today['’]s|{_THIS} {_NOUN}['’]s|this (?:week|month)['’]s) (?:\w+ )?sponsors?\b",
    rf"for (?:making {_THIS} {_NOUN} possible|the support of {_THIS} {_NOUN})",
    r"f[üu]r (?:das sponsoring|die unterst[üu]tzung (?:dieser ausgabe|dieses newsletters))",
    r"(?:qui (?:soutient|sponsorise)|de sponsoriser|pour le soutien [àa]) (?:ce|cette|notre)",
    r"por (?:patrocinar|apoyar|apoiar) (?:est[ea]|nuestr[oa]|noss[oa])",
    r"per (?:aver )?sponsorizzat[oa]|voor het sponsoren|for at sponsorere|för att (?:ni )?sponsrar?",
)  # fmt: skip
"""What a sponsor is thanked for."""

BEFORE: Final = (
    (rf"(?P<name>[^\W_][^.,:;!?()]{{1,48}}?)(?: (?:is|are)(?: \w+ly)?)? (?:sponsor(?:ing|s|ed)|supporting)"
    rf" {_THIS} (?:(?:week|month)['’]s )?(?P<object>{_NOUN}\b)"),
    (r"(?P<name>[^\W_][^.,:;!?()]{1,48}?) (?:sponsert|pr[äa]sentiert|unterst[üu]tzt) diese[ns]? (?P<object>ausgabe"
    r"|newsletter|folge)"),
    (r"(?P<name>[^\W_][^.,:;!?()]{1,48}?) (?:sponsorise|soutient) (?P<object>cette [ée]dition|ce num[ée]ro"
    r"|cette newsletter|cette lettre)"),
    (r"(?P<name>[^\W_][^.,:;!?()]{1,48}?) (?:patrocina|sponsorizza|sponsort|sponsoruje|sponsrar|спонсирует)"
    r" (?P<object>est[ea] (?:n[úu]mero|edici[óo]n|edi[çc][ãa]o|bolet[íi]n|newsletter)"
    r"|quest[oa] (?:numero|edizione|newsletter)|deze (?:editie|nieuwsbrief)|to wydanie|ten numer"
    r"|det h[äa]r (?:nyhetsbrevet|avsnittet)|этот выпуск)"),
    # German: the name stands between
    (r"(?:die|unser)(?:se[rs]?|e|er|s)? (?:heutige[rs]? )?(?P<object>ausgabe|newsletter|folge|episode|woche)"
    r" (?:wird|wurde)(?: \w+)?(?: von| durch) (?P<name>[^\W_][^.,:;!?()]{1,48}?) (?:pr[äa]sentiert"
    r"|gesponsert|unterst[üu]tzt|erm[öo]glicht)"),
)  # fmt: skip
"""Sentences that begin with the name."""

AROUND_NAMES: Final = (
    (r"(?P<label>本[期周週次刊号](?:刊|内容|內容|周刊|週刊|通讯|通訊|简报|簡報|节目|邮件|邮报)?由)\s*(?P<name>\S[^，。,；;]{0,40}?)"
    r"\s*(?:独家|獨家|特约|友情|倾情)?(?:赞助|贊助|冠名|支持)"),
    (
        r"(?P<label>感[谢謝])\s*(?P<name>\S[^，。,；;对對为為]{0,30}?)\s*(?:独家|獨家|友情|慷慨)?(?:赞助|贊助)(?:了)?"
        r"(?:本[期周週次刊号]|我们)"
    ),
    r"(?P<label>感[谢謝])\s*(?P<name>\S[^，。,；;]{0,30}?)\s*[对對为為](?:本[期周週次刊号]|我们)[^，。,；;]{0,8}?(?:赞助|贊助|支持)",
    (r"(?P<label>(?:こ|今回)の(?:号|メルマガ|メールマガジン|ニュースレター|配信|レター)は|(?:本|今)(?:号|メルマガ|ニュースレター"
    r"|配信)は|今[週月]号は)、?\s*(?P<name>\S[^、。，]{0,30}?)\s*(?:様|さん|社)?の?(?:提供|協賛|スポンサー)(?:で|により|に)"),
    (r"(?P<label>(?:이번|이|본|오늘의?) ?(?:뉴스레터|레터|호|메일|주|편)[는은의])\s*(?P<name>\S[^,.。]{0,30}?)\s*"
    r"(?:(?:의|와|과)\s*(?:후원|협찬|지원)(?:으로|을 받아|과|와)|(?:와|과) 함께(?:합니다|해요))"),
    (r"(?P<label>bu (?:b[üu]lten|say[ıi]|hafta|b[öo]l[üu]m)\w*)\s+(?P<name>\S[^.,:;!?]{1,40}?)(?:['’]\w{1,4})?\s+"
    r"(?:sponsorluğunda|katkılarıyla|desteğiyle)"),
)  # fmt: skip
"""Disclosures that stand around the name."""

BEGINS: Final = (
    rf"(?:proudly )?(?:sponsored|presented|supported|brought to you|made possible){_BY}"
    r"|(?:gesponsert|pr[äa]sentiert|unterst[üu]tzt) (?:von|durch)|(?:sponsoris[ée]e?|pr[ée]sent[ée]e?|propos[ée]e?"
    r"|soutenue?) par|(?:patrocinad[oa]|presentad[oa]|apresentad[oa]|oferecid[oa]) por|sponsorizzat[oa] da"
    r"|(?:gesponsord|mogelijk gemaakt) door|sponsras av|sponset av|sponsoreret af|sponsorowan[ey] przez"
)
"""What a paragraph may begin with before a name that is set apart from the rest of it."""
