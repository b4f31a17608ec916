"""The words that mark one item of a list as paid, in the languages newsletters are written in.

Every list holds what is usual among many publishers; none is about one of them.
"""

from __future__ import annotations

from typing import Final

JAPANESE: Final = r"PR"
"""The mark of Japanese newsletters, which elsewhere means other things."""

MARKS: Final = (
    (
        r"sponsor(?:ed)?(?: (?:post|content|link|item))?|ad|advert|advertisement|promoted"
        r"|paid (?:post|link|content|placement)"
    ),
    r"anzeige|werbung|gesponsert|sponsoris[ée]|publicit[ée]|patrocinado|publicidad|publicidade|pubblicit[àa]",
    r"sponsorizzato|advertentie|gesponsord|reklama|sponsorowan[eya]|annons|sponsrad|reklam|annonse",
    r"реклама|на правах рекламы|赞助|广告|推广|贊助|廣告|広告|광고|협찬",
)
"""Words in brackets beside a link that mark it as paid."""

SPOKEN: Final = (
    r"sponsor(?:ed)?(?: (?:post|content|link|item))?|ad|advertisement|promoted|anzeige|gesponsert|sponsoris[ée]",
    r"patrocinado|sponsorizzato|gesponsord|advertentie|sponsorowan[eya]|annons|на правах рекламы",
    r"赞助|贊助|PR|広告|광고|협찬",
)
"""Words before a colon that mark the rest of a paragraph as paid: none that also names a matter of news."""

TAGS: Final = (r"ads?|sponsor(?:ed)?|anzeige|werbung|gesponsert|publicit[ée]|publicidad|reklama|реклама|广告|広告",)
"""Words after a hash at the end of an item that mark it as paid."""

STEMS: Final = (
    "#ad",     "sponsor", "(ad", "[ad", "（ad", "promoted", "(paid", "[paid", "ad:", "anzeige", "werbung",
    "publici", "patrocinad", "pubblicit", "advert", "reklam", "annons", "реклам", "赞助", "广告", "推广",
    "贊助", "廣告", "pr】", "(pr", "[pr", "広告", "광고", "협찬",
)  # fmt: skip
"""Every mark, and every footnote about one, has one of these in lower case."""

FOOTNOTES: Final = (
    (
        r"(?:(?:this|it|these|that|those) (?:is|was|are) |(?:denotes|indicates|marks|means|=|:|–|-) ?)?(?:an? )?"
        r"(?:(?:sponsored|sponsor['’]?s?|advertis(?:ement|ing)|ad)(?: (?:by [^.]{2,40}|post|link|content|item|entry"
        r"|article|message|placement|partnership|ad|story|listing|feature)s?)?|(?:paid|promoted) (?:post|link|content"
        r"|item|entry|message|placement|partnership|ad|listing)s?)"
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
