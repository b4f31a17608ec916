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
    r"(?:today['’]s |this (?:week|month|issue)['’]s )?sponsors?(?: of the (?:day|week|month|issue))?(?: is| are)?",
    r"thanks to our sponsors?",
    r"(?:news |offers? |updates? |more |a )?(?:from|by) our (?:sponsors?|partners?)",
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
_THIS: Final = (
    r"(?:(?:this|today['’]?s|this (?:week|month)['’]?s|the|our|tonight['’]?s)\s+)?(?:newsletter"
    r"|issue|edition|e-?mail|episode|week|digest"
    r"|diese[rs]? (?:newsletter|ausgabe)|cet(?:te)? (?:num[ée]ro|newsletter|[ée]dition)|est[ea] (?:n[úu]mero"
    r"|edici[óo]n|bolet[íi]n))\s+"
    r"(?:(?:is|was|wird|wurde|vous est|est|es|est[áa])\s+)?(?:made possible\s+)?"
)
_LEAD: Final = rf"[\W_]*(?:(?:today|this week|this month)['’]?s? )?(?:{_THIS})?"
_JOIN: Final = r"(?P<join>\s*[:：|–—]\s*|\s+-+\s+|\s+)"
_LABEL = re.compile(
    rf"(?P<lead>{_LEAD})(?P<label>{'|'.join(_NAMED + _BARE)})(?:{_JOIN}(?P<name>\S.*?))?[\s\-*=_—–:："
    rf"|#~.…•%)\]】]*\Z",
    re.IGNORECASE | re.DOTALL,
)
_NEEDS_NAME = re.compile(r"\b(?:by|with|von|durch|par|avec|por|da|door|met|av|med|przez|z|at|de|di)\Z", re.IGNORECASE)
_MAY_RUN_ON = re.compile(
    r"\b(?:by|with|from|von|durch|par|avec|por|da|door|met|av|med|przez)(?: our(?: sponsors?| partners?)?)?\Z",
    re.IGNORECASE,
)
_NOT_NAMES = re.compile(
    r"(?:you|readers?|our readers?|viewers?|your (?:support|donations?)|e-?mail\b|contact\b|mailto:"
    r"|us\b|form\b|inquir|here\b)"
    r"|.*\b(?:\S+@\S+\.\w+|only|policy|disclosure|opportunit|inquir|sponsorship|your (?:brand|product|company))\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"\s*\[\d{1,3}\]?\s*\Z")
_OF_ANYONE = re.compile(r"\b(?:message|word|note) from(?: our)?\Z", re.IGNORECASE)
_ROLES = re.compile(
    r"\A(?:the|our|your|my|me|us)\b|\b(?:editors?|founders?|ceo|president|principal|director"
    r"|chair\w*|pastor|mayor|minister|team"
    r"|author|publisher|board|dean|head|coach|chancellor|superintendent|secretary|commissioner"
    r"|governor|rabbi|captain)\b",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"[\s*_]*[(\[*_【（]\s*(?P<label>sponsor(?:ed)?(?: (?:post|content|link))?|ad|advertisement"
    r"|advert|promoted|paid|anzeige|werbung"
    r"|sponsoris[ée]|publicit[ée]|patrocinado|publicidad|pubblicit[àa]|sponsorizzato|advertentie"
    r"|реклама|赞助|广告|贊助|廣告|PR|広告|광고)"
    r"\s*[)\]*_】）][\s*_\])(]*(?:\[\d{1,3}\]\s*)?\Z",
    re.IGNORECASE,
)
_SUFFIX_ENDS: Final = frozenset(")]*_】）")
_BYLINE = re.compile(
    r"(?P<name>[^\W_].{0,50}?)\s+[-–—|·•]?\s*(?P<label>sponsor(?:ed)?|ad|promoted|anzeige|sponsoris[ée]"
    r"|patrocinado|赞助|广告|広告|광고)\s*\Z",
    re.IGNORECASE,
)
_NOT_BYLINES = re.compile(
    r"\b(?:a|an|the|our|your|github|become|be|is|are|to|as|us|main|gold|silver|each|any|every"
    r"|for|of)\Z",
    re.IGNORECASE,
)


class Label(NamedTuple):
    """A disclosure line: its label as it stands and the name that follows it (``""`` for none)."""

    label: str
    name: str


def sponsor_label(line: str, *, alone: bool = False) -> Label | None:
    """Return the label and name when the whole `line` is a disclosure such as "Sponsored by Acme" or "Anzeige".

    With `alone`, a label that calls for a name ("Sponsored by") is one without it too: a logo may follow.
    """
    if len(line) > 120:
        return None
    match = _LABEL.match(line.strip())
    if match is None:
        return None
    label, name, join = match["label"], match["name"] or "", match["join"] or ""
    if not name:
        return None if _NEEDS_NAME.search(label) and not alone else Label(label, "")
    if not join.strip() and not _MAY_RUN_ON.search(label):
        return None
    if _NOT_NAMES.match(name) or (_OF_ANYONE.search(label) and _ROLES.search(name)):
        return None
    return Label(label, _REFERENCE.sub("", name).strip(" []"))


def may_be_anyone(label: str) -> bool:
    """Tell whether `label` ("A message from") also introduces people of the house, so that more has to speak for it."""
    return _OF_ANYONE.search(label) is not None


def sponsored_suffix(text: str) -> str:
    """Return the label a title or paragraph ends in, such as "(Sponsor)" or "*SPONSORED*", else ``""``."""
    tail = text[-60:].rstrip()
    match = _SUFFIX.search(tail) if tail and tail[-1] in _SUFFIX_ENDS else None
    return match["label"] if match else ""


def sponsor_byline(line: str) -> Label | None:
    """Return the label and name of a byline under an item, such as "Acme sponsor", else None."""
    match = _BYLINE.fullmatch(line.strip()) if len(line) <= 60 else None
    if match is None or _NOT_BYLINES.search(match["name"]) or match["name"].count(" ") > 4:
        return None
    return Label(match["label"], match["name"])


def without_suffix(text: str) -> str:
    """Return `text` without the label it ends in."""
    match = _SUFFIX.search(text)
    return text[: match.start()].rstrip() if match else text
