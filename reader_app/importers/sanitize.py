"""Makes the display copy of imported HTML: what the window may show of it as it was sent.

nh3 (the Rust port of the HTML5 algorithm) decides last what stands in the copy, so that no difference between parsers
matters; before, pictures are moved out of harm's way. Nothing in the copy runs, loads, sends or leaves its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Final

import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

from reader_app.importers.html_depth import flattened
from reader_app.importers.sanitize_css import clean_declarations, clean_rules
from reader_app.model.tracking import is_tracker
from reader_app.model.urls import has_merge_tag, is_safe
from reader_app.patterns import any_case, regex

SCOPE: Final = "original"
MAX_HTML: Final = 5_000_000
_TAGS: Final = frozenset(nh3.ALLOWED_TAGS) - {"map", "area", "rtc", "data"} | frozenset(
    "font big tfoot main section address figure figcaption".split()
)
_DROPPED: Final = frozenset(
    "script style title svg math iframe object embed applet noscript noembed noframes template frameset frame "
    "textarea select option datalist audio video canvas head xmp plaintext listing".split()
)
_EVERYWHERE: Final = frozenset("style class lang dir title align valign id".split())
_CELL: Final = frozenset("width height bgcolor colspan rowspan nowrap".split())
_ATTRIBUTES: Final = {
    "*": set(_EVERYWHERE),
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height", "border", "hspace", "vspace", "data-remote"},
    "table": {"width", "height", "bgcolor", "border", "cellpadding", "cellspacing", "role"},
    "tr": {"height", "bgcolor"},
    "td": set(_CELL),
    "th": {*_CELL, "scope"},
    "col": {"width", "span"},
    "colgroup": {"width", "span"},
    "font": {"color", "face", "size"},
    "ol": {"start", "type", "reversed"},
    "ul": {"type"},
    "li": {"value", "type"},
    "hr": {"width", "size", "color", "noshade"},
    "time": {"datetime"},
    "del": {"datetime"},
    "ins": {"datetime"},
}
_SCHEMES: Final = {"http", "https", "mailto", "tel", "asset"}
_PLAIN = regex(r"[\w\s#%.,+:/()*-]{0,200}\Z")
_LINK = regex(r"\s*(?:https?:|mailto:|tel:|#)", re.IGNORECASE)
_WEB: Final = ("http://", "https://")
_REMOTE = regex(r"\s*(https?:)?//", re.IGNORECASE)
_ASSET = regex(r"asset:[0-9a-f]{64}\Z")
_HIDDEN = any_case(r"display\s*:\s*none|visibility\s*:\s*hidden|(?:max-)?(?:height|width)\s*:\s*0(?![\d.]*[1-9])")
_TINY: Final = frozenset({"0", "1", "2", "0px", "1px", "2px"})
_TINY_STYLE = regex(r"(?<![\w-])(width|height)\s*:\s*[012](?:px)?\s*(?:;|!|\Z)", re.IGNORECASE)


def display_copy(html: str, assets: Mapping[str, str], tree: LexborHTMLParser | None = None) -> str:
    """Return `html` with its look and without anything that runs, loads or sends.

    `assets` maps addresses of pictures that came along to ``asset:<sha256>``: only these have a ``src``. The address of
    any other picture stands in ``data-remote``, for the window to load when the person asks; pictures that only tell
    the sender that the mail was opened are left out. The copy is one ``<div class="original">`` after its styles;
    ``""`` when the HTML is larger than 5 MB. `tree` is what the parser made of `html`, where that is known; it is used
    up.
    """
    if len(html) > MAX_HTML:
        return ""
    tree = tree if tree is not None else LexborHTMLParser(flattened(html))
    body = tree.body
    if body is None:
        return ""
    for picture in tree.css("img, input[type=image]"):
        _place(picture, assets)
    styles = "\n".join(filter(None, (clean_rules(node.text(), f".{SCOPE}") for node in tree.css("style"))))
    inner = _CLEANER.clean(body.inner_html or "")
    sheet = f"<style>{styles}</style>" if styles else ""
    return f"{sheet}<div{_frame(tree, body)}>{inner}</div>"


def _place(picture: LexborNode, assets: Mapping[str, str]) -> None:
    """Give a picture the asset it shows, or put its address aside; take it out when it only reports back."""
    attributes = picture.attributes
    address = (attributes.get("src") or attributes.get("data-src") or "").strip()
    asset = assets.get(address)
    if asset:
        picture.attrs["src"] = asset
        return
    if _REMOTE.match(address):
        if _tracks(address, attributes):
            picture.decompose()
            return
        picture.attrs["data-remote"] = f"https:{address}" if address.startswith("//") else address
    for name in ("src", "srcset"):
        if name in attributes:
            del picture.attrs[name]


def _tracks(address: str, attributes: Mapping[str, str | None]) -> bool:
    style = attributes.get("style") or ""
    sizes = [(attributes.get(name) or "").strip().lower() in _TINY for name in ("width", "height")]
    tiny = all(sizes) or len({name.lower() for name in _TINY_STYLE.findall(style)}) == 2
    return tiny or "hidden" in attributes or _HIDDEN.search(style) is not None or is_tracker(address)


def _frame(tree: LexborHTMLParser, body: LexborNode) -> str:
    """Return the attributes of the copy's outermost element: what the page says of itself as a whole."""
    root = tree.root
    of_page = root.attributes if root is not None else {}
    of_body = body.attributes
    background = of_body.get("bgcolor") or ""
    style = clean_declarations(
        f"background-color:{background};{of_body.get('style') or ''}" if background else of_body.get("style") or ""
    )
    classes = " ".join([SCOPE, *(of_body.get("class") or "").split()])
    parts = {
        "class": classes,
        "style": style,
        "lang": of_body.get("lang") or of_page.get("lang") or "",
        "dir": of_body.get("dir") or of_page.get("dir") or "",
    }
    return "".join(f' {name}="{escape(value)}"' for name, value in parts.items() if value)


def _filtered(tag: str, name: str, value: str) -> str | None:
    """Return what an attribute may say, None for nothing."""
    if name == "style":
        return clean_declarations(value) or None
    if name == "href":
        return _link(value)
    if name == "src":
        return value if tag == "img" and _ASSET.match(value) else None
    if name == "data-remote":
        return value if _REMOTE.match(value) else None
    if name in ("id", "name"):
        return f"{SCOPE}-{value}"
    if name in ("alt", "title", "class", "lang", "dir"):
        return value
    return value if _PLAIN.match(value) else None


def _link(value: str) -> str | None:
    if value.startswith(_WEB):
        return value
    if value.startswith("#"):
        return f"#{SCOPE}-{value[1:]}"
    return value if (_LINK.match(value) or has_merge_tag(value)) and is_safe(value) else None


_CLEANER: Final = nh3.Cleaner(
    tags=set(_TAGS),
    clean_content_tags=set(_DROPPED),
    attributes=_ATTRIBUTES,
    attribute_filter=_filtered,
    url_schemes=_SCHEMES,
    link_rel="noopener noreferrer",
)
