"""The words newsletters disclose an advertisement with, in the languages they are written in.

Every list holds what is usual among many publishers; none is about one of them.
"""

from __future__ import annotations

from typing import Final

NAMED: Final = (
    # "Sponsored by X" and its like: what follows is the name.
    r"(?:proudly )?(?:sponsored|presented|supported)(?: in part)? by",
    r"(?:proudly )?brought to you(?: today| this week)?(?: in part)? by",
    r"(?:proudly )?made possible(?: in part)? by",
    r"(?:in )?partnership with|in collaboration with|(?:in )?paid partnership with",
    r"together with",
    r"(?:an? )?(?:message|word|note) from(?: our)?(?: sponsors?| partners?)?",
    r"(?:sponsor|partner)(?:['’]s)? (?:message|content|spotlight)",
    r"(?:today['’]s |this (?:week|month|issue)['’]s )?sponsors?(?: of the (?:day|week|month|issue))?(?: is| are)?",
    r"(?:our |today['’]s |this week['’]s )?(?:featured|title|presenting|headline|main|lead) (?:sponsor|partner)s?",
    r"thanks to our sponsors?",
    r"(?:news |offers? |updates? |more |a )?(?:from|by) our (?:sponsors?|partners?)",
    r"(?:paid |sponsored )?(?:advertisement|advertorial|promotion)",
    r"sponsored(?: content| post| link| message)?",
    r"paid (?:post|content|partnership)(?: (?:with|by))?",
    r"promoted(?: by| content)?",
    r"(?:gesponsert|pr[äa]sentiert|unterst[üu]tzt) (?:von|durch)",
    r"mit (?:freundlicher )?unterst[üu]tzung (?:von|durch)|in (?:kooperation|partnerschaft|zusammenarbeit) mit",
    r"(?:bezahlte )?(?:anzeige|werbung|werbepartner)(?: von)?|partnerinhalt|unser (?:sponsor|werbepartner)",
    r"sponsor(?:en)? (?:dieser ausgabe|der woche)",
    r"(?:en |un )?partenariat avec|en collaboration avec|(?:une )?offre de notre partenaire|notre partenaire",
    r"(?:sponsoris[ée]e?|parrain[ée]e?|pr[ée]sent[ée]e?|soutenue?|offerte?) par|avec le (?:soutien|concours) de",
    r"(?:contenu )?sponsoris[ée]|publicit[ée]|annonce(?: publicitaire)?|communiqu[ée] (?:partenaire|sponsoris[ée])",
    r"patrocinado por|presentado por|publicidad|con el (?:apoyo|patrocinio) de|en colaboraci[óo]n con",
    r"(?:gracias a )?(?:nuestro |nuestra )?patrocinador(?:es|a)?(?: del d[íi]a| de la semana)?|contenido patrocinado",
    r"patrocinado|patroc[íi]nio(?: de)?|oferecido por|apresentado por|publicidade|com o apoio de|em parceria com",
    r"conte[úu]do patrocinado|(?:nosso )?patrocinador(?: da semana)?|ofrecido por",
    r"(?:sponsorizzat|offert|presentat)[oa] da|in collaborazione con|pubblicit[àa]",
    r"con il (?:sostegno|supporto|contributo) di|contenuto sponsorizzato",
    r"gesponsord door|mede mogelijk gemaakt door|aangeboden door|advertentie|in samenwerking met|onze sponsor",
    r"sponsrad av|i samarbete med|annons(?:örer)?|sponset av|annonse|i samarbejde med|reklame|yhteistyössä",
    r"sponsorowan[ey] przez|we współpracy z|(?:sponsor|partner) (?:wydania|odcinka)|materiał (?:partnera|sponsorowany)",
    r"reklama|материал партн[её]ра|реклама|спонсор(?: выпуска)?|при поддержке",
    r"(?:本期|本周|本週|今日|特别|特別)?(?:赞助商?|贊助商?|广告|廣告|推广|推廣)",
    r"PR|広告|スポンサー|提供|タイアップ",
    r"(?:유료 ?)?광고|협찬|스폰서|후원|제공",
    r"פרסומת|מודעה|תוכן (?:ממומן|שיווקי)|בחסות|إعلان|محتوى مدفوع|برعاية",
)
"""Patterns of labels, which a name may follow."""

BARE: Final = (
    r"ad", r"ads", r"advert", r"advertising", r"our sponsors?", r"our partners?", r"from our friends at",
)  # fmt: skip
"""Patterns of labels that say little but where a whole line is made of them."""

THIS: Final = (
    r"(?:(?:this|today['’]?s|this (?:week|month)['’]?s|the|our|tonight['’]?s)\s+)?(?:newsletter"
    r"|issue|edition|e-?mail|episode|week|digest"
    r"|diese[rs]? (?:newsletter|ausgabe)|cet(?:te)? (?:num[ée]ro|newsletter|[ée]dition|(?:info)?lettre)"
    r"|est[ea] (?:n[úu]mero|edici[óo]n|bolet[íi]n|newsletter)"
    r"|deze (?:nieuwsbrief|editie)|quest[oa] (?:numero|newsletter)"
    r"|est[ea] (?:edi[çc][ãa]o|boletim))\s+"
    r"(?:(?:is|was|wird|wurde|vous est|est|es|est[áa]|[ée]|[èe]|wordt|werd)\s+)?(?:made possible\s+)?"
)
"""The issue, at the beginning of a disclosure that is a sentence: "This issue is"."""

PAID_BY: Final = (
    r"(?:proudly )?(?:sponsored|presented|supported|brought to you|made possible) (?:this week |today )?by",
    r"(?:gesponsert|pr[äa]sentiert|unterst[üu]tzt|erm[öo]glicht) (?:von|durch)",
    r"(?:sponsoris[ée]e?|parrain[ée]e?|pr[ée]sent[ée]e?|soutenue?|offerte?) par",
    r"(?:patrocinad[oa]|presentad[oa]|apresentad[oa]) por",
    r"sponsorizzat[oa] da|offert[oa] da|gesponsord door|mogelijk gemaakt door",
)
"""What stands before the name in such a sentence."""
