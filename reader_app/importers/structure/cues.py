"""The words newsletters use for their furniture, in the languages they are written in.

Every list holds what is usual among many publishers; none is about one of them. Matching ignores case and the white
space around.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_NAMED: Final = (
    # "Sponsored by X" and its like: what follows is the name.
    r"(?:proudly )?(?:sponsored|presented|supported)(?: in part)? by",
    r"(?:proudly )?brought to you(?: today| this week)?(?: in part)? by",
    r"(?:in )?partnership with",
    r"together with",
    r"(?:an? )?(?:message|word|note) from(?: our)?(?: sponsors?| partners?)?",
    r"(?:today['’]s |this (?:week|month|issue)['’]s )?sponsor(?:s)?(?: of the (?:day|week|month|issue))?(?: is| are)?",
    r"thanks to our sponsors?",
    r"(?:from|by) our (?:sponsors?|partners?)",
    r"(?:paid |sponsored )?(?:advertisement|advertorial|promotion)",
    r"sponsored(?: content| post| link| message)?",
    r"paid (?:post|content|partnership)(?: (?:with|by))?",
    r"promoted(?: by| content)?",
    r"(?:gesponsert|pr[äa]sentiert|unterst[üu]tzt) (?:von|durch)",
    r"(?:bezahlte )?(?:anzeige|werbung|werbepartner)(?: von)?",
    r"sponsor(?:en)? (?:dieser ausgabe|der woche)",
    r"(?:en |un )?partenariat avec",
    r"(?:sponsoris[ée]e?|parrain[ée]e?|pr[ée]sent[ée]e?|soutenue?) par",
    r"(?:contenu )?sponsoris[ée]|publicit[ée]|annonce(?: publicitaire)?",
    r"patrocinado por|presentado por|publicidad",
    r"patrocinador(?:es)?(?: del d[íi]a| de la semana)?|contenido patrocinado",
    r"patrocinado|patroc[íi]nio(?: de)?|oferecido por|apresentado por|publicidade",
    r"sponsorizzat[oa] da|offerto da|in collaborazione con|pubblicit[àa]",
    r"gesponsord door|mede mogelijk gemaakt door|advertentie|in samenwerking met",
    r"sponsrad av|i samarbete med|annons(?:örer)?|sponset av|annonse|i samarbejde med|reklame|yhteistyössä",
    r"sponsorowan[ey] przez|we współpracy z|reklama|материал партн[её]ра|реклама|спонсор(?: выпуска)?|при поддержке",
    r"赞助商?|贊助商?|广告|廣告|推广|推廣|本期赞助|特别赞助",
    r"PR|広告|スポンサー|提供|タイアップ",
    r"광고|협찬|스폰서|후원",
)
_BARE: Final = (r"ad", r"ads", r"advert", r"advertising", r"our sponsors?", r"our partners?", r"from our friends at")
_LEAD: Final = r"[\W_]*(?:(?:today|this week|this month)['’]?s? )?"
_JOIN: Final = r"(?P<join>\s*[:：|–—]\s*|\s+-+\s+|\s+)"
_LABEL = re.compile(
    rf"(?P<lead>{_LEAD})(?P<label>{'|'.join(_NAMED + _BARE)})(?:{_JOIN}(?P<name>\S.*?))?[\s\-*=_—–:：|#~.…•%)\]】]*\Z",
    re.IGNORECASE | re.DOTALL,
)
_NEEDS_NAME = re.compile(r"\b(?:by|with|von|durch|par|avec|por|da|door|met|av|med|przez|z|at)\Z", re.IGNORECASE)
_MAY_RUN_ON = re.compile(
    r"\b(?:by|with|from|von|durch|par|avec|por|da|door|met|av|med|przez)(?: our(?: sponsors?| partners?)?)?\Z",
    re.IGNORECASE,
)


class Label(NamedTuple):
    """A disclosure line: its label as it stands and the name that follows it (``""`` for none)."""

    label: str
    name: str


def sponsor_label(line: str) -> Label | None:
    """Return the label and name when the whole `line` is a disclosure such as "Sponsored by Acme" or "Anzeige"."""
    if len(line) > 120:
        return None
    match = _LABEL.match(line.strip())
    if match is None:
        return None
    label, name, join = match["label"], match["name"] or "", match["join"] or ""
    if not name:
        return None if _NEEDS_NAME.search(label) else Label(label, "")
    if not join.strip() and not _MAY_RUN_ON.search(label):
        return None
    return Label(label, name.strip())
