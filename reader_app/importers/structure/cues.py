"""The words newsletters use for their furniture, in the languages they are written in.

Every list holds what is usual among many publishers; none is about one of them. Matching ignores case and the white
space around.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from reader_app.importers.structure.label_words import AROUND, BARE, KEYS, NAMED, PAID_BY, THIS
from reader_app.patterns import any_case, lowered, regex

_LEAD: Final = rf"[\W_]*(?:(?:today|this week|this month)['’]?s? )?(?:{THIS})?"
_JOIN: Final = r"(?P<join>\s*[:：|–—·•]\s*|\s+-+\s+|\s*[\])】］〕]\s*|\s+)"
_LABEL = any_case(
    rf"(?P<lead>{_LEAD})(?P<label>{'|'.join(NAMED + BARE)})(?:{_JOIN}(?=.*\w)(?P<name>\S.*?))?[\s\-*=_—–:："
    rf"|#~.…•%)\]】］〕＞>》』」≫◆◇■□●○★☆━─═＝↓▼⬇👇\ufe0f]*\Z",
    re.DOTALL,
)
_CALLING: Final = (
    r"by|with|from|von|durch|par|avec|por|da|door|met|av|af|med|fr[åa]n|przez|z|ze|s|at|de|di|junto a"
    r"|insieme a|con|com|mit|oleh|bởi|jest|sponsoruje|поддержке|підтримки|підтримкою|yhteistyössä|της"
    r"|του|gracias a|iş ?birliğiyle|בשיתוף(?: עם)?|مع|من"
)
_WORDS = regex(r"[^\W_]+")
_NEEDS_NAME = any_case(rf"\b(?:{_CALLING})\Z")
_MAY_RUN_ON = any_case(
    rf"\b(?:{_CALLING})(?: our(?: sponsors?| partners?)?)?\Z"
    r"|gracias a nuestr[oa] patrocinador\Z|notre partenaire\Z|בחסות\Z|برعاية\Z|感[谢謝](?:赞|贊)助商?\Z"
)
_NOT_NAMES = any_case(
    r"(?:friends?\Z|others?\b|everyone\b|family\b|freunden?\Z|amis\Z|amigos\Z"
    r"|you|readers?|our readers?|viewers?|your (?:support|donations?)|e-?mail\b|contact\b|mailto:"
    r"|us\b|form\b|inquir|here\b|in eigener sache|(?:with|in|on) (?:us|the|this|our)\b)"
    r"|(?:our|your|all|my|these|the(?: \w+)?) (?:\w+ ){0,2}(?:readers|subscribers|members|supporters|patrons|backers"
    r"|donors|listeners|people|community|contributors)\b"
    r"|.*\b(?:\S+@\S+\.\w+|only|policy|disclosure|opportunit|inquir|sponsorship|your (?:brand|product|company))\b",
)
_FRIENDS = regex(
    r"\A(?:our |the )?(?:(?:good |dear )?friends (?:over )?(?:at|from)|sponsors?|partners?)[,:]?\s+(?=\S)",
    re.IGNORECASE,
)
_ARTICLE = regex(
    r"\A(?:les?|las?|los|el|l['’]|os?|as?|il|lo|gli|i|der|die|das|dem|den|de|het|the)(?:\s+|(?<=['’]))(?=[A-ZÀ-Þ])"
)
_WITH = any_case(r"\b(?:with|mit|avec|con|com|met|med|z|с)\Z")
_BESIDE = any_case(r"(?:zusammen|gemeinsam|junto|insieme|sammen|tillsammans) (?:mit|a|con|met|med)")
_NAMED_WORD: Final = r"(?:[A-ZÀ-Þ0-9][\w.&’'-]*|und|y|e|en|och|og|de|di|&)"
_NAME_ALONE = regex(rf"{_NAMED_WORD}(?: {_NAMED_WORD}){{0,4}}")
_APPOSITION = regex(r",\s+(?:the|a|an|der|die|das|une?|el|la|il)?\s*(?=[a-zà-ÿ]).*\Z|:\s+(?=\S).*\Z", re.DOTALL)
_AROUND: Final = tuple(regex(pattern) for pattern in AROUND)
_SENTENCE = any_case(
    rf"[\W_]*(?:(?P<label>{THIS}(?:{'|'.join(PAID_BY)}))\s+"
    r"|(?P<thanks>(?:(?:a )?(?:very )?(?:big |huge |special |warm |many |our )*"
    r"(?:thanks?(?: you)?|shout-?out|dank)(?: so much)?"
    r" (?:to|an|geht an|goes to)|(?:muchas )?gracias a|(?:un grand )?merci [àa]|obrigad[oa] [àa]o?|grazie a) )"
    r"(?P<role>(?:our|today['’]?s|this (?:week|month|issue|edition|episode)['’]?s|unseren|nuestr[oa]|notre"
    r"|nosso|il nostro) (?:\w+ )?(?:sponsors?|partners?|patrocinador|partenaire|sponsoren)[,:]? )?)"
    r"(?P<name>[^\W_][^,.:;!?()–—]{0,48}?(?:\.\w{2,4}\b)?)"
    r"(?:\s*[,:;!?()–—.]| for | who | which | whose | that | f[üu]r | por | pour | - |\s*\Z)(?P<more>.{0,80})",
    re.DOTALL,
)
_SEVERAL = any_case(
    r"s\Z|(?:partner|sponsoren|patrocinadores|patrocinatori|partnerzy|sponsorer|спонсоры|партн[её]ры|sponsorlar\w*)\Z"
    r"|赞助商?\Z|贊助商?\Z|スポンサー\Z|스폰서\Z|후원사\Z"
)
_SPONSORING = regex(
    r"[\W_]*(?:again |kindly )?(?:sponsoring|supporting (?:this|today|us\b|our|the (?:newsletter|show))|making this"
    r"|das sponsoring|die unterst[üu]tzung|patrocinar)",
    re.IGNORECASE,
)
_LEAST_REST: Final = 20
_LONGEST_LABEL: Final = 120
_OPENING: Final = 40
_FIRST_SENTENCE = regex(r"(?<=[^\W\d_]{3})[.!?](?=\s+[\W_]*[A-ZÀ-ÞА-Я0-9])|[。！？](?=.)")
_REFERENCE = regex(r"\s*\[\d{1,3}\]?\s*\Z")
_OF_ANYONE = any_case(r"\b(?:message|word|note) from(?: our)?\Z")
_ROLES = any_case(
    r"\A(?:the|our|your|my|me|us)\b|\b(?:editors?|founders?|ceo|president|principal|director"
    r"|chair\w*|pastor|mayor|minister|team"
    r"|author|publisher|board|dean|head|coach|chancellor|superintendent|secretary|commissioner"
    r"|governor|rabbi|captain)\b",
)
_LONGEST_HEADLINE: Final = 70
_TOPICS = any_case(r"werbung|publicit[ée]|publicidade?|pubblicit[àa]|реклама|reklama?|advertising|ads")
_EAST_ASIAN = regex("[\u3040-\u30ff\u4e00-\u9fff]")
_SUFFIX = any_case(
    r"[\s*_]*[(\[*_【（]\s*(?P<label>sponsor(?:ed)?(?: (?:post|content|link))?|ad|advertisement"
    r"|advert|promoted|anzeige|werbung"
    r"|sponsoris[ée]|publicit[ée]|patrocinado|publicidad|pubblicit[àa]|sponsorizzato|advertentie"
    r"|publi|publicidade|patroc[íi]nio|gesponsord|gesponsert|sponsorowan[eya]|sponsrad|sponsorlu"
    r"|реклама|赞助|广告|贊助|廣告|PR|広告|광고|협찬)"
    r"\s*[)\]*_】）][\s*_\])(]*(?:\[\d{1,3}\]\s*)?\Z",
)
_SUFFIX_ENDS: Final = frozenset(")]*_】）")
_BYLINE = any_case(
    r"(?P<name>[^\W_].{0,50}?)\s+[-–—|·•]?\s*(?P<label>sponsor(?:ed)?|ad|promoted|anzeige|sponsoris[ée]"
    r"|patrocinado|赞助|广告|広告|광고)\s*\Z",
)
_BYLINE_ENDS: Final = (
    "sponsor", "sponsored", "ad", "promoted", "anzeige", "sponsorisé", "sponsorise", "patrocinado", "赞助", "广告",
    "広告", "광고",
)  # fmt: skip
_NOT_BYLINES = any_case(
    r"\b(?:a|an|the|our|your|github|become|be|is|are|to|as|us|main|gold|silver|each|any|every"
    r"|for|of)\Z",
)


class Label(NamedTuple):
    """A disclosure line: its label as it stands and the name that follows it (``""`` for none)."""

    label: str
    name: str


@lru_cache(maxsize=1024)  # asked of the same line again and again
def sponsor_label(line: str, *, alone: bool = False) -> Label | None:
    """Return the label and name when the whole `line` is a disclosure such as "Sponsored by Acme" or "Anzeige".

    With `alone`, a label that calls for a name ("Sponsored by") is one without it too: a logo may follow.
    """
    if len(line) > _LONGEST_LABEL or not _may_be_label(line):
        return None
    match = _LABEL.match(line.strip())
    if match is None:
        named = next((found for each in _AROUND if (found := each.match(line))), None)
        return Label(named["label"], named["name"].strip(" []【】「」")) if named else None
    label, name, join = match["label"], match["name"] or "", match["join"] or ""
    if not name:
        return None if _NEEDS_NAME.search(label) and not alone else Label(label, "")
    if not join.strip() and not _MAY_RUN_ON.search(label):
        return None
    name = _ARTICLE.sub("", name)
    if _FIRST_SENTENCE.search(name) or (_BESIDE.fullmatch(label) and not _NAME_ALONE.fullmatch(name)):
        return None
    if name[0].islower() and " " in name and _WITH.search(label):
        return None  # "together with friends" is nobody's
    if means_another(label, name) or (len(name) > _LONGEST_HEADLINE and _TOPICS.fullmatch(label)):
        return None
    if _NOT_NAMES.match(name) or (_OF_ANYONE.search(label) and _ROLES.search(name)):
        return None
    return Label(label, _FRIENDS.sub("", _REFERENCE.sub("", name).strip(" []")))


def _may_be_label(line: str) -> bool:
    """Tell quickly whether a line may be a disclosure: nearly none is."""
    return not line.isascii() or not KEYS.isdisjoint([word[:4] for word in _WORDS.findall(line.lower())])


def sponsor_sentence(text: str) -> Label | None:
    """Return the label and name of a paragraph that begins with a disclosing sentence: "This issue is sponsored by X".

    A thank-you counts when it thanks a sponsor, or someone for sponsoring.
    """
    match = _SENTENCE.match(text[:300])
    if match is None:
        return None
    name = _FRIENDS.sub("", match["name"].strip(" []*_\"'“”"))
    if not name or name[0].islower() or _NOT_NAMES.match(name) or _ROLES.search(name):
        return None
    if match["label"]:
        return Label(match["label"], name)
    if match["role"] or _SPONSORING.match(match["more"]):
        return Label((match["thanks"] + (match["role"] or "")).strip(" ,:"), name)
    return None


def first_sentence_label(text: str) -> Label | None:
    """Return the label and name of a paragraph whose first sentence is nothing else, as "Sponsored by Acme. Rope …"."""
    if KEYS.isdisjoint([word[:4] for word in text[:_OPENING].lower().split()]) and text[:_OPENING].isascii():
        return None
    end = _FIRST_SENTENCE.search(text[:_LONGEST_LABEL])
    label = sponsor_label(text[: end.start()]) if end else None
    named = label is not None and label.name != "" and not label.name[0].islower()
    return label if label and named and not may_be_anyone(label.label) else None


def plain_name(name: str) -> str:
    """Return a name as it stands in a sentence without quotation marks, articles and "our friends at"."""
    return _ARTICLE.sub("", _FRIENDS.sub("", " ".join(name.split()).strip(" []*_\"'“”„«»‘’.,:;")))


def without_apposition(name: str) -> str:
    """Return a name without what a comma adds to it: "Acorn, makers of rope" is Acorn."""
    return _APPOSITION.sub("", name)


def is_nobody(name: str) -> bool:
    """Tell whether what stands where a name is expected names no company: readers, an office, a way to write."""
    return _NOT_NAMES.match(name) is not None or _ROLES.search(name) is not None


def opening_label(said: str, rest: str) -> Label | None:
    """Return the label of a paragraph whose first words stand out and disclose it, as "**Offered by Acme** – rope".

    `said` are those words and `rest` what the paragraph goes on with; the label alone ("Sponsor:") names nobody.
    """
    if len(rest.strip(" :–—-|·.")) < _LEAST_REST:
        return None
    label = sponsor_label(said.strip().rstrip(":：–—-|· "))
    return label if label and not may_be_anyone(label.label) else None


def calls_for_name(label: str) -> bool:
    """Tell whether a label ("Sponsored by") is nothing without a name."""
    return _NEEDS_NAME.search(label) is not None


def is_of_several(label: str) -> bool:
    """Tell whether a label ("Our sponsors") may stand over several advertisements, one of each sponsor."""
    return _SEVERAL.search(label) is not None


def may_be_anyone(label: str) -> bool:
    """Tell whether `label` ("A message from") also introduces people of the house, so that more has to speak for it."""
    return _OF_ANYONE.search(label) is not None


def means_another(label: str, text: str) -> bool:
    """Tell whether "PR", which discloses in Japanese, stands beside other words: a pull request, or relations."""
    return label.upper() == "PR" and _EAST_ASIAN.search(text) is None


def sponsored_suffix(text: str) -> str:
    """Return the label a title or paragraph ends in, such as "(Sponsor)" or "*SPONSORED*", else ``""``."""
    tail = text[-60:].rstrip()
    match = _SUFFIX.search(tail) if tail and tail[-1] in _SUFFIX_ENDS else None
    return match["label"] if match and not means_another(match["label"], text) else ""


def sponsor_byline(line: str) -> Label | None:
    """Return the label and name of a byline under an item, such as "Acme sponsor", else None."""
    line = line.strip() if len(line) <= 60 else ""
    match = _BYLINE.fullmatch(line) if lowered(line).endswith(_BYLINE_ENDS) else None
    if match is None or _NOT_BYLINES.search(match["name"]) or match["name"].count(" ") > 4:
        return None
    return Label(match["label"], match["name"])


def without_suffix(text: str) -> str:
    """Return `text` without the label it ends in."""
    match = _SUFFIX.search(text)
    return text[: match.start()].rstrip() if match else text
