"""Advertisements that other tools' Markdown holds in marks of its own: components, shortcodes, blocks with a class.

They are written as sponsor blocks of Masthead's dialect before the text is read; whatever names nobody stays as it is.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from reader_app.importers.structure.brands import brand, is_short
from reader_app.importers.structure.cues import is_nobody, plain_name, sponsor_label, sponsored_suffix
from reader_app.markup.explicit import fenced, opening_text
from reader_app.markup.plain import plain_words
from reader_app.patterns import any_case, regex

_KIND: Final = (
    r"(?:sponsor(?:ed|ship|s)?(?:[-_]?(?:block|box|card|message|content|post|item|note|spot|section|callout|blurb|ad))?"
    r"|advert(?:isement|orial)?|ad[-_]?(?:block|box|card|section)|ads?|paid[-_]?(?:post|content))"
)
_MOST: Final = 4000
_FIRST = any_case(r"sponsor|advert|\bads?\b|paid|anzeige|werbung|publicit|patrocin|reklama|广告|赞助|広告|광고")
_ARGUMENTS: Final = r"(?P<facts>(?:[^<>{}%]|=>)*?)"
_SHORTCODE = any_case(
    rf"^[ \t]*\{{\{{[<%]\s*{_KIND}(?=[\s/>%]){_ARGUMENTS}(?P<end>/?)\s*[>%]\}}\}}"
    rf"(?:(?P<body>(?:(?!\{{\{{[<%])[\s\S]){{0,{_MOST}}}?)\{{\{{[<%]\s*/\s*{_KIND}\s*[>%]\}}\}})?[ \t]*$",
    re.MULTILINE,
)
_LIQUID = any_case(
    rf"^[ \t]*\{{%-?\s*(?:(?:include|render|partial)\s+[\"']?(?:[\w-]+/)*{_KIND}(?:\.\w+)?[\"']?(?=[\s,%-])"
    rf"|{_KIND}(?=[\s%-])){_ARGUMENTS}\s*-?%\}}"
    rf"(?:(?P<body>(?:(?!\{{%)[\s\S]){{0,{_MOST}}}?)\{{%-?\s*end-?{_KIND}\s*-?%\}})?[ \t]*$",
    re.MULTILINE,
)
_COMPONENT = regex(
    r"^[ \t]*<(?P<tag>(?:Sponsor(?:ed|ship)?(?:Block|Box|Card|Message|Content|Post|Item|Note|Spot|Section|Callout|Ad)?"
    r"|Advert(?:isement)?|Ad(?:Block|Box|Card|Section)?))(?=[\s/>])(?P<facts>(?:[^<>]|=>)*?)"
    rf"(?:/>|>(?P<body>(?:(?!</?(?P=tag)\b)[\s\S]){{0,{_MOST}}}?)</(?P=tag)\s*>)[ \t]*$",
    re.MULTILINE,
)
_CLASSED = any_case(
    rf"^[ \t]*<(?P<tag>div|aside|section)\s(?:[^<>]*?\s)?class\s*=\s*[\"'](?:[^\"'<>]*\s)?{_KIND}"
    r"(?:\s[^\"'<>]*)?[\"'][^<>]*>"
    rf"(?P<body>(?:(?!<(?:div|aside|section)\b|</(?:div|aside|section)\b)[\s\S]){{0,{_MOST}}}?)</(?P=tag)\s*>[ \t]*$",
    re.MULTILINE,
)
_ADMONITION = regex(
    r"^(?P<colons>:{3,})[ \t]*(?P<kind>[A-Za-z][\w-]*)(?:[ \t]*\[(?P<title>[^\[\]\n]*)\]|[ \t]+(?P<words>[^{}\n]*))?"
    rf"[ \t]*(?:\{{(?P<facts>[^{{}}\n]*)\}})?[ \t]*\n(?P<body>(?:(?!^:{{3,}})[\s\S]){{0,{_MOST}}}?)^(?P=colons)[ \t]*$",
    re.MULTILINE,
)
_HEADING = regex(
    r"^#{2,6}[ \t]+\[(?P<title>[^\[\]\n]+)\]\((?P<url><[^<>\n]*>|[^\s()]+)\)[ \t]*$\n?"
    rf"(?P<body>(?:(?!^#{{1,6}}[ \t]|^(?:-{{3,}}|\*{{3,}}|_{{3,}})[ \t]*$)[\s\S]){{0,{_MOST}}})",
    re.MULTILINE,
)
_OF_KIND = any_case(rf"{_KIND}\Z")
_FACT = regex(
    r"(?P<key>[A-Za-z][\w-]*)\s*[=:]\s*\{?\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|`(?P<tick>[^`]*)`"
    r"|(?P<bare>[^\s\"'`{},]+))"
)
_QUOTED = regex(r"\"([^\"]*)\"|'([^']*)'")
_NAMES: Final = (
    "name",
    "sponsor",
    "sponsorname",
    "sponsor_name",
    "company",
    "brand",
    "advertiser",
    "by",
    "title",
    "alt",
)
_URLS: Final = ("url", "link", "href", "to", "website", "sponsorurl", "sponsor_url")
_ALT = regex(r"!\[([^\]]*)\]|<img\s[^<>]*?alt=[\"']([^\"']*)")
_STRONG = regex(r"\*\*([^*\n]+)\*\*|(?<!!)\[([^\[\]]+)\]\(|<(?:b|strong)>([^<>]+)<")
_PICTURE = regex(r"!\[[^\]]*\]\(<?[^\s()<>]*>?(?:\s+\"[^\"]*\")?\)")
_LINK = regex(r"\]\(<?([^\s()<>]+)|href=[\"']([^\"'<>]+)|<(https?://[^\s<>]+)>")


def with_embedded(text: str) -> str:
    """Return a piece of Markdown outside code with the advertisements in other tools' marks as sponsor blocks."""
    if not _FIRST.search(text):
        return text
    if "#" in text:
        text = _HEADING.sub(_headed, text)
    if ":::" in text:
        text = _ADMONITION.sub(_admonition, text)
    if "{{" in text:
        text = _SHORTCODE.sub(_tagged, text)
    if "{%" in text:
        text = _LIQUID.sub(_tagged, text)
    if "<" in text:
        text = _CLASSED.sub(_tagged, _COMPONENT.sub(_tagged, text))
    return text


def _headed(match: re.Match[str]) -> str:
    """Return what a heading becomes whose link says at its end that it is paid, with all up to a rule or a heading."""
    label = sponsored_suffix(match["title"])
    if not label or ":::" in match["body"]:
        return match[0]
    body = f"**[{match['title']}]({match['url']})**\n\n{match['body'].strip()}".strip()
    return _block(match[0], "", match["url"].strip("<>"), label, body)


def _tagged(match: re.Match[str]) -> str:
    """Return what a component or shortcode becomes; it stays where nothing tells whose it is."""
    groups = match.groupdict()
    facts, loose = _facts(groups.get("facts") or "")
    body = (groups.get("body") or "").strip()
    name = next((facts[key] for key in _NAMES if facts.get(key)), "") or next((each for each in loose if each), "")
    url = next((facts[key] for key in _URLS if facts.get(key)), "")
    return _block(match[0], name, url or facts.get("", ""), "", body)


def _admonition(match: re.Match[str]) -> str:
    """Return what a block between colons becomes: one for sponsors by its kind or its title."""
    title = (match["title"] or match["words"] or "").strip()
    facts, _ = _facts(match["facts"] or "")
    title = facts.get("title") or title
    name = next((facts[key] for key in _NAMES if facts.get(key) and key != "title"), "")
    label = sponsor_label(title) if title else None
    if _OF_KIND.match(match["kind"]):
        name = name or (label.name if label else title)
    elif label is None:
        return match[0]
    return _block(
        match[0],
        name or (label.name if label else ""),
        facts.get("url", ""),
        title if label else "",
        match["body"].strip(),
    )


def _facts(text: str) -> tuple[dict[str, str], list[str]]:
    """Return what stands in a tag: values by their names, the first bare address under ``""``, and the other words."""
    facts: dict[str, str] = {}
    for match in _FACT.finditer(text):
        value = next((match[key] for key in ("double", "single", "tick", "bare") if match[key] is not None), "")
        facts.setdefault(match["key"].lower(), unescape(value).strip())
    loose = [one or other for one, other in _QUOTED.findall(_FACT.sub("", text))]
    address = next((each for each in loose if each.startswith(("http://", "https://"))), "")
    return facts | ({"": address} if address else {}), [each for each in loose if each != address]


def _block(whole: str, name: str, url: str, label: str, body: str) -> str:
    urls = [found for each in _LINK.findall(_PICTURE.sub("", body)) if (found := next(filter(None, each), ""))]
    url = url if url.startswith(("http://", "https://")) else next(iter(urls), "")
    name = plain_name(name)
    if not name or not is_short(name) or is_nobody(name) or sponsor_label(name):
        bolds = [" ".join(plain_words(next(filter(None, each))).split()) for each in _STRONG.findall(body)]
        alts = [one or other for one, other in _ALT.findall(body) if one or other]
        name = brand(alts, bolds, plain_words(body), urls or ([url] if url else []))
    if not name or is_nobody(name) or "github.com/sponsors" in url:
        return whole
    pairs = tuple((key, value) for key, value in (("name", name), ("url", url), ("label", label)) if value)
    return f"\n{fenced(opening_text('sponsor', pairs), body)}\n"
