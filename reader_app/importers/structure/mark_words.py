"""The words that mark one item of a list as paid, in the languages newsletters are written in.

Every list holds what is usual among many publishers; none is about one of them.
"""

from __future__ import annotations

from typing import Final

MARKS: Final = (
    (
        r"sponsor(?:ed)?(?: (?:post|content|link|item))?|ads?|advert|advertisement|promoted"
        r"|paid(?: (?:post|link|content))?"
    ),
    r"anzeige|werbung|gesponsert|sponsoris[ée]|publicit[ée]|patrocinado|publicidad|publicidade|pubblicit[àa]",
    r"sponsorizzato|advertentie|gesponsord|reklama|sponsorowan[eya]|annons|sponsrad|reklam|annonse",
    r"реклама|на правах рекламы|赞助|广告|推广|贊助|廣告|PR|広告|광고|협찬",
)
"""Words in brackets beside a link that mark it as paid."""

TAGS: Final = (
    r"ads?|sponsor(?:ed)?|anzeige|werbung|gesponsert|publicit[ée]|publicidad|reklama|реклама|广告|広告",
    r"PR",
)
"""Words after a hash at the end of an item that mark it as paid."""

STEMS: Final = (
    "#ad", "#pr",     "sponsor", "(ad", "[ad", "（ad", "promoted", "(paid", "[paid", "ad:", "anzeige", "werbung",
    "publici", "patrocinad", "pubblicit", "advert", "reklam", "annons", "реклам", "赞助", "广告", "推广",
    "贊助", "廣告", "pr】", "(pr", "[pr", "広告", "광고", "협찬",
)  # fmt: skip
"""Every mark, and every footnote about one, has one of these in lower case."""

FOOTNOTES: Final = (
    (
        r"(?:(?:this|it|these|that|those) (?:is|was|are) |(?:denotes|indicates|marks|means|=|:|–|-) ?)?(?:an? )?"
        r"(?:sponsored|paid|sponsor['’]?s?|advertis(?:ement|ing)|ad|promoted)(?: (?:by [^.]{2,40}|post|link|content"
        r"|item|entry|article|message|placement|partnership|ad|story|listing|feature)s?)?"
    ),
    (
        r"(?:das|dies(?:er (?:link|beitrag))?) ist (?:eine? )?(?:anzeige|werbung|gesponsert\w*(?: \w+)?)"
        r"|(?:bezahlte |=\s*)?(?:anzeige|werbung)|gesponsert\w*(?: (?:link|beitrag|inhalt))?"
    ),
    r"(?:(?:lien|contenu|article) )?sponsoris[ée]|publicit[ée]|(?:(?:enlace|contenido) )?patrocinado|publicidad",
    r"(?:(?:link|contenuto) )?sponsorizzato|(?:(?:link|conte[úu]do) )?patrocinado",
    r"gesponsorde (?:link|inhoud)|advertentie|(?:link |materia[łl] )?sponsorowany|sponsrad(?: l[äa]nk)?|annons",
    r"(?:спонсорская|рекламная) ссылка|реклама|(?:赞助|推广)(?:链接|内容)?|广告|スポンサー(?:リンク|記事)|広告",
    r"유료 광고|광고",
)
"""What a footnote's star stands for where it marks a paid item."""
