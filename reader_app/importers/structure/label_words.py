"""The words newsletters disclose an advertisement with, in the languages they are written in.

Every list holds what is usual among many publishers; none is about one of them.
"""

from __future__ import annotations

from typing import Final

NAMED: Final = (
    # "Sponsored by X" and its like: what follows is the name.
    r"(?:proudly )?(?:sponsored|presented|supported|underwritten)(?: in part)? by",
    r"with (?:the )?(?:kind |generous )?support from|(?:platinum|gold|silver|bronze|community|founding) sponsors?",
    r"(?:proudly )?brought to you(?: today| this week)?(?: in part)? by",
    r"(?:proudly )?made possible(?: in part)? by",
    r"support(?: for (?:this|the|our) (?:newsletter|issue|edition|show))? comes from",
    r"(?:in )?partnership with|in collaboration with|(?:in )?paid partnership with",
    r"together with|(?:zusammen|gemeinsam) mit|junto (?:a|con)|insieme (?:a|con)|sammen med|tillsammans med",
    (r"(?:an? )?(?:quick )?(?:message|word|note) from(?: (?:our|today['’]s|this week['’]s))?(?: sponsors?"
    r"| partners?)?"),
    (r"(?:sponsor|partner)(?:['’]s)? (?:message|content|spotlight|break|shout-?out|highlight|note|corner)"
    r"|advertiser content"),
    r"(?:our |today['’]s |this week['’]s )?(?:featured|title|presenting|headline|main|lead) (?:sponsor|partner)s?",
    (r"(?:(?:many|special|big) )?thank(?:s| you) to (?:all )?(?:our|the|this week['’]s) sponsors?"
    r"(?: (?:who|that|for) [^.!?:]{3,80})?|(?:meet )?(?:our|the) sponsors?(?: (?:this"
    r"|for this) (?:week|month|issue"
    r"|edition))?"),
    r"(?:news |offers? |updates? |more |a )?(?:from|by) our (?:sponsors?|partners?)",
    r"(?:paid |sponsored )?(?:advertisement|advertorial|promotion)|paid ad|sponsored links?",
    r"sponsored(?: content| post| link| message)?",
    r"paid (?:post|content|partnership)(?: (?:with|by))?",
    r"promoted(?: by| content)?",
    # German
    r"(?:gesponsert|pr[äa]sentiert|unterst[üu]tzt) (?:von|durch)",
    r"mit (?:freundlicher )?unterst[üu]tzung (?:von|durch)|in (?:kooperation|partnerschaft|zusammenarbeit) mit",
    (r"(?:bezahlte )?(?:anzeige|werbung|werbepartner)(?: von)?|gesponsert(?:er (?:inhalt|beitrag|post))?"
    r"|partnerinhalt"),
    (r"(?:unser|der) (?:sponsor|werbepartner|partner)(?: (?:der|dieser) (?:woche|ausgabe))?|unsere (?:sponsoren"
    r"|werbepartner)|(?:werbe)?partner (?:der woche|dieser ausgabe|des newsletters)"),
    r"sponsor(?:en)? (?:dieser ausgabe|der woche)|bezahlte (?:partnerschaft|kooperation)|partnerangebot",
    r"(?:eine? )?(?:nachricht|botschaft|wort) (?:von )?unseres? (?:sponsors|partners)",
    r"von unser(?:em|en) (?:partnern?|sponsor(?:en)?|werbepartnern?)",
    # French
    (r"(?:en |un )?partenariat avec|en collaboration avec|(?:une )?offre de notre partenaire"
    r"|(?:avec )?notre partenaire"),
    (r"(?:sponsoris[ée]e?|parrain[ée]e?|pr[ée]sent[ée]e?|propos[ée]e?|soutenue?|offerte?) par|avec le (?:soutien"
    r"|concours) de"),
    r"(?:(?:contenu|article|message) )?sponsoris[ée]|publicit[ée]|annonce(?: publicitaire)?|publi-?r[ée]dactionnel",
    r"communiqu[ée] (?:partenaire|sponsoris[ée])|contenu (?:de (?:notre )?)?partenaire",
    r"(?:(?:un |le )?(?:mot|message) )?(?:de (?:la part de )?(?:notre|nos)|du) (?:sponsor|partenaire)s?",
    (r"(?:le )?partenaire (?:du (?:jour|mois|num[ée]ro)"
    r"|de (?:la semaine|cette (?:[ée]dition|newsletter|(?:info)?lettre)"
    r"|ce num[ée]ro))|partenaire(?=\s*[:：])"),
    r"(?:notre |le )sponsor(?: (?:du jour|de la semaine|du mois))?|nos sponsors",
    # Spanish
    (r"(?:patrocinad[oa]|presentad[oa]|ofrecid[oa]) por|con el (?:apoyo|patrocinio) de|en colaboraci[óo]n con"
    r"|publicidad"),
    r"(?:(?:o )?nosso )?patrocinadora? d[ao] (?:semana|dia|m[êe]s|edi[çc][ãa]o)|mensagem d[oa] patrocinadora?",
    r"(?:gracias a )?(?:nuestr[oa] |el )?patrocinador(?:es|a)?(?: del d[íi]a| del? (?:mes|n[úu]mero)| de la semana)?",
    (r"(?:un )?mensaje del? patrocinadora?|sponsors? (?:de la semana|del (?:d[íi]a|mes|n[úu]mero))"
    r"|(?:patrocina|colabora)n?(?: (?:est[ea]|el|la) [^\W\d_]+)?(?=\s*[:：])"),
    r"(?:contenido|espacio) (?:patrocinado|promocionado)|(?:un )?(?:mensaje|palabra) de nuestr[oa] patrocinadora?",
    r"de (?:parte de )?nuestr[oa]s? (?:patrocinador(?:es|a|as)?|partners?|socios?)",
    r"patrocinado|promocionado|anuncio|publirreportaje|nuestr[oa]s? patrocinador(?:es)?",
    r"auspicia(?:n|d[oa] por|dor(?:es)?|ntes?)?|con el auspicio de",
    # Portuguese
    r"patroc[íi]nio(?: de)?|(?:oferecid|apresentad)[oa] por|publicidade|com (?:o )?apoio de|em parceria com",
    (r"conte[úu]do (?:patrocinado|de marca)|(?:(?:o )?nosso )?patrocinador(?: d[ao] (?:semana|dia|m[êe]s))?"
    r"|an[úu]ncio"),
    r"publieditorial|(?:(?:um )?(?:recado|mensagem) )?d(?:o nosso|os nossos) (?:patrocinador(?:es)?|parceiros?)",
    r"(?:um )?oferecimento(?: d[aeo])?|apoio(?=\s*[:：])",
    # Italian
    r"(?:sponsorizzat|offert|presentat)[oa] da|in collaborazione con|pubblicit[àa]|inserzione|sponsorizzato",
    r"con il (?:sostegno|supporto|contributo) di|(?:contenuto|messaggio|post) (?:sponsorizzato|promozionale)",
    r"(?:(?:un )?messaggio dal )?(?:il )?(?:nostro|lo) sponsor(?: della settimana| del giorno)?|il nostro partner",
    r"sponsor (?:di quest[oa] (?:numero|settimana|puntata|edizione)|della settimana|del giorno)",
    r"da(?:l nostro|i nostri) (?:partner|sponsor)",
    # Dutch
    (r"(?:mede )?(?:gesponsord|mogelijk gemaakt|aangeboden|gepresenteerd) door|advertentie|reclame"
    r"|in samenwerking met"),
    r"gesponsord(?:e (?:inhoud|bijdrage|boodschap)| bericht| artikel)?|partnerbijdrage",
    r"(?:(?:een )?bericht van )?(?:onze (?:sponsors?|partner)|de sponsor)(?: van (?:de|deze) (?:week|maand|editie))?",
    r"sponsor van (?:de|deze) (?:week|maand|editie)|van onze (?:partners?|sponsors?)",
    # Swedish, Norwegian, Danish, Finnish
    r"(?:sponsras|sponsrad|sponsrat|presenteras) av|i samarbete med|(?:betald )?annons(?:örer)?(?: fr[åa]n)?",
    r"sponsrat(?: inneh[åa]ll| inl[äa]gg)?|reklam|v[åa]r sponsor|veckans sponsor",
    r"fr(?:[åa]n|a) v[åao]re?s?(?:es)? (?:partner|sponsor|samarbetspartner|samarbeidspartner)(?:e|s|er|en)?",
    r"sponset av|annonse|annons[øo]rinnhold|sponset(?: innhold)?|i samarbei?d med|i samarbejde med|reklame",
    (r"(?:viikon )?sponsori|sponsoreret(?: indhold| af)?|betalt indhold|ugens sponsor|yhteisty[öo]ss[äa]"
    r"|mainos|kaupallinen yhteisty[öo]"),
    # Polish, Czech, Slovak, Hungarian, Romanian, Greek, Turkish
    (r"sponsorowan[eya](?: przez)?|we wsp[óo][łl]pracy z|(?:(?:materia[łl]|artyku[łl]|wpis|link) (?:partnera"
    r"|sponsorowany|reklamowy))|tre[śs][ćc] (?:sponsorowana|reklamowa)"),
    (r"(?:sponsorem|partnerem) (?:wydania|odcinka|newslettera|numeru) jest|(?:sponsor|partner) (?:wydania"
    r"|odcinka|numeru)"),
    r"od naszego (?:partnera|sponsora)",
    (r"(?:to )?wydanie sponsoruje|reklama|inzerce|sponzor(?:ov[áa]no)?|ve spolupr[áa]ci s|hirdet[ée]s|szponzor[áa]lt"
    r"(?: tartalom)?|t[áa]mogat[óo]nk"),
    r"(?:partner|sponzor) (?:newsletteru|vyd[áa]n[íi]|t[ýy]dne)|komer[čc]n[íi] sd[ěe]len[íi]",
    r"t[áa]mogatott tartalom|t[áa]mogat[óo](?:ja)?(?=\s*[:：])|szponzor",
    r"sus[țtţ]inut de|[îi]n parteneriat cu|con[țtţ]inut sponsorizat|χορηγούμενο",
    r"publicitate|sponsorizat(?: de)?|(?:με την )?(?:υποστήριξη|χορηγία) (?:της|του)|χορηγός|διαφήμιση",
    r"(?:bu (?:hafta|say[ıi])n[ıi]n )?sponsor(?:u|umuz)|sponsorlu(?: i[çc]erik)?|iş ?birliğiyle",
    r"(?:reklam (?:ve )?|ücretli )?iş ?birliği|tan[ıi]t[ıi]m|destek[çc]imiz(?=\s*[:：])",
    (r"iklan|disponsori oleh|sponsor utama|nh[àa] t[àa]i trợ|प्रायोजित|qu[ảa]ng c[áa]o|t[àa]i trợ(?: bởi)?"
    r"|โฆษณา|विज्ञापन"),
    # Russian and Ukrainian
    r"(?:спонсор|партн[её]р|рекламодатель) (?:этого |этой )?(?:выпуска|рассылки|недели|номера|письма|дайджеста)",
    r"материал партн[её]ра|на правах рекламы",
    r"от (?:нашего )?(?:партн[её]ра|спонсора)(?: (?:выпуска|рассылки))?|від (?:нашого )?(?:партнера|спонсора)",
    (r"партн[её]рский материал|(?:рекламный|спонсорский) блок|реклама|промо|наш (?:спонсор|партн[её]р)"
    r"|(?:выпуск подготовлен )?при поддержке"),
    r"(?:спонсор|партнер) (?:випуску|розсилки|тижня)|матеріал партнера|партнерський матеріал|на правах реклами",
    r"за (?:підтримки|підтримкою)",
    # Chinese, Japanese, Korean
    (r"(?:本期|本周|本週|今日|特别|特別|友情|感谢|感謝)?(?:赞助[商方]?|贊助[商方]?|(?:推荐)?广告|廣告|(?:商业|合作"
    r"|好物)?推广|推廣)"),
    r"(?:赞助|贊助)(?:商)?内容|付费推广|付費推廣|(?:推荐|推薦|冠名)(?:赞助|贊助)[商方]?|品牌合作|恰饭(?:时间)?|广而告之",
    r"(?:特别|特別|本期)?(?:赞助|贊助)(?:单位|單位|者|伙伴|夥伴|厂商|廠商|企业|企業)",
    (r"PR|広告(?:記事|枠)?|プロモーション|スポンサーからの(?:お知らせ|メッセージ)"
    r"|(?:今週の|本号の|今月の|本日の)?スポンサー(?:リンク)?|提供|ご協賛|協賛(?:企業|社)?|タイアップ(?:記事|広告)?"
    r"|お知らせ[（(]PR[)）]"),
    (r"(?:유료 ?)?광고(?: ?콘텐츠| 포함)?|협찬|(?:이번 ?주|오늘의|이번 ?호)? ?(?:스폰서|후원사)(?: 콘텐츠)?|후원|제공"
    r"|(?:제작|콘텐츠) 지원"
    r"|제휴 ?(?:콘텐츠|광고)|파트너 콘텐츠"),
    # Hebrew and Arabic
    r"פרסומת|מודעה(?: ממומנת)?|ממומן|תוכן (?:ממומן|שיווקי)|בחסות|בשיתוף(?: עם)?|(?:נותן )?החסות(?: השבוע)?",
    r"إعلان(?:ات)?(?: مدفوعة?| ممول)?|محتوى (?:مدفوع|ممول|إعلاني)|برعاية|بالشراكة مع|بدعم من|راعي العدد",
    r"بالتعاون مع|الراعي(?: الرسمي)?",
)  # fmt: skip
"""Patterns of labels, which a name may follow."""

BARE: Final = (
    (r"(?:today['’]s |this (?:week|month|issue)['’]s )?sponsors?(?: (?:of|for) (?:the|this) (?:day|week|month"
    r"|issue))?(?: is| are)?"),
    r"спонсор", r"ad", r"ads", r"advert", r"advertising", r"our partners?", r"from our friends at",
)  # fmt: skip
"""Patterns of labels that say little but where a whole line is made of them, or that others begin with."""

KEYS: Final = frozenset(
    "spon part sama patr quic werb parc supp gesp mess word note prom pres publ ausp adve nues anno brou paid"
    " unte door anze offe coll sout ofer rekl poss pras koop parr prop ofre apre cont yhte szpo toge zusa"
    " avec apoy cola anun apoi pubb inse sost recl same indh main wspo inze spol hird tamo ikla disp quan frie pr"
    " ad ads unde wort kome sust birl isbi tani dest viik geme junt insi samm till".split()
)
"""The first four letters of words: every label in ASCII letters alone has a word that begins so."""

THIS: Final = (
    r"(?:(?:this|today['’]?s|this (?:week|month)['’]?s|the|our|tonight['’]?s)\s+)?(?:newsletter"
    r"|issue|edition|e-?mail|episode|week|digest"
    r"|diese[rs]? (?:newsletter|ausgabe)|cet(?:te)? (?:num[ée]ro|newsletter|[ée]dition|(?:info)?lettre)"
    r"|est[ea] (?:n[úu]mero|edici[óo]n|bolet[íi]n|newsletter)"
    r"|deze (?:nieuwsbrief|editie)|quest[oa] (?:numero|newsletter|edizione|puntata)"
    r"|(?:n?est[ea]|[ao]) (?:edi[çc][ãa]o|boletim)|die heutige ausgabe"
    r"|de(?:t|nn)(?:ta|e|te) (?:nyhetsbrev|nyhedsbrev|utskick)|t[oe] wydanie)\s+"
    r"(?:(?:is|was|wird(?: ihnen| euch| dir)?|wurde|vous est|est|es|est[áa]|foi|[ée]|[èe]|wordt|werd|er|är)\s+)?"
    r"(?:made possible\s+)?"
)
"""The issue, at the beginning of a disclosure that is a sentence: "This issue is"."""

PAID_BY: Final = (
    r"(?:proudly )?(?:sponsored|presented|supported|brought to you|made possible) (?:this week |today )?by",
    r"(?:gesponsert|pr[äa]sentiert|unterst[üu]tzt|erm[öo]glicht) (?:von|durch)",
    r"(?:sponsoris[ée]e?|parrain[ée]e?|pr[ée]sent[ée]e?|propos[ée]e?|soutenue?|offerte?) par",
    r"(?:patrocinad[oa]|presentad[oa]|apresentad[oa]|oferecid[oa]) por|(?:llega a ti|te llega) gracias a",
    r"sponsorizzat[oa] da|offert[oa] da|(?:gesponsord|mogelijk gemaakt) door",
    r"sponsras av|presenteras av|sponset av|sponsoreret af|sponsoruje",
)
"""What stands before the name in such a sentence."""

AROUND: Final = (
    (r"[\W_]*(?P<label>本期(?:内容|內容)?由)\s*(?P<name>\S.{0,40}?)\s*(?:独家|獨家|特约)?(?:赞助|贊助|冠名"
    r"|支持)(?:播出)?\W*\Z"),
    (r"[\W_]*(?:この|本)(?:号|メルマガ|メールマガジン|ニュースレター|配信)は、?\s*(?P<name>\S.{0,30}?)\s*(?:様"
    r"|さん)?の?"
    r"(?P<label>提供|協賛|スポンサー)(?:で|により|に).{0,12}\Z"),
    (r"[\W_]*(?:이번|이|본|오늘)(?: ?(?:뉴스레터|레터|호|메일))?[는은의]? (?P<name>\S.{0,30}?)(?:의|와|과)? "
    r"(?P<label>후원|협찬|지원)(?:으로|을 받아|과|와).{0,14}\Z"),
    (r"[\W_]*(?:(?:이번|이|본|오늘)(?: ?(?:뉴스레터|레터|호|메일))?[는은의]? )(?P<name>[^\s,.]{2,20}?)[와과] "
    r"(?P<label>함께)(?:합니다|해요|했어요|했습니다|만들었어요|만들었습니다).{0,4}\Z"),
    r"[\W_]*(?:هذا العدد|هذه النشرة|هذه الرسالة) (?P<label>برعاية|بدعم من) (?P<name>\S.{1,40}?)\W*\Z",
    (r"[\W_]*(?:Bu (?:b[üu]lten|sayı|hafta) )?(?P<name>[A-ZÇĞİÖŞÜ][^.,:]{1,40}?)(?:['’]\w{1,4})? "
    r"(?P<label>sponsorluğunda|katkılarıyla|desteğiyle|iş ?birliğiyle)\b.{0,20}\Z"),
)  # fmt: skip
"""Disclosures that stand around the name or after it."""
