"""What text looks like at a place: size, weight, background and so on, worked out from styles as mail programs do.

A `Look` knows the looks derived from it, so that a style met a hundred times is worked out once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from reader_app.importers.structure.tokens import attributes
from reader_app.patterns import any_case, regex

_DECLARATION = regex(r"([a-z-]+)\s*:\s*([^;]+)", re.IGNORECASE)
_LENGTH = regex(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|%|vw)?", re.IGNORECASE)
_HASH = any_case(r"#(?:[0-9a-f]{3,4}\b|[0-9a-f]{6}(?:[0-9a-f]{2})?\b)|rgba?\([^)]*\)")
_KEYWORD_SIZES: Final = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
}
_FONT_SIZES: Final = {"1": 10.0, "2": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}
_HEADINGS: Final = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h4": 1.0, "h5": 0.83, "h6": 0.75}
_BOLD_TAGS: Final = frozenset({"b", "strong", "th", *_HEADINGS})
_ITALIC_TAGS: Final = frozenset({"i", "em", "cite", "var", "dfn"})
_CODE_TAGS: Final = frozenset({"code", "tt", "kbd", "samp"})
_STRIKE_TAGS: Final = frozenset({"s", "strike", "del"})
_HIDDEN_TAGS: Final = frozenset({"select", "option", "datalist", "noframes"})
_PLAIN: Final = frozenset({"", "none", "transparent", "inherit", "initial", "unset", "white", "#fff", "#ffffff"})
_CHANNEL = regex(r"\d+(?:\.\d+)?")
_SHORT_HASH: Final = 4
_NEARLY_BLACK = regex(r"#(?:[0-5][0-9a-f]){3}\Z")
_WHITE = regex(r"rgba?\(\s*255\s*,\s*255\s*,\s*255|rgba\([^)]*,\s*0\s*\)", re.IGNORECASE)
_NO_BORDER = any_case(r"(?:^|\s)(?:0(?:px)?|none|transparent)(?:\s|$)|#f{3}(?:f{3})?\b")

_SHORTHAND = regex(r"((?:[a-z][a-z-]*\s+|[1-9]00\s+)*)(?:\d*\.?\d+(?:px|pt|em|rem|%)|(?:xx?-)?(?:small|large)|medium)")
_HEAVY = regex(r"\b(?:bold|bolder|[6-9]\d\d|1000)\b")

Styles = dict[str, str]
Rules = dict[str, tuple[tuple[str, Styles], ...]]


class Look:
    """How text at a place looks. `bg` is the background's colour where it is not plain; `sticky` hides all within."""

    __slots__ = (
        "bg", "bold", "boxed", "center", "code", "color", "derived", "italic", "pre", "size", "sticky", "strike",
        "upper",
    )  # fmt: skip

    def __init__(self, parent: Look | None = None) -> None:
        self.size: float = parent.size if parent else 16.0
        self.bold: bool = parent.bold if parent else False
        self.italic: bool = parent.italic if parent else False
        self.upper: bool = parent.upper if parent else False
        self.center: bool = parent.center if parent else False
        self.bg: str = parent.bg if parent else ""
        self.color: str = parent.color if parent else ""
        self.code: bool = parent.code if parent else False
        self.strike: bool = parent.strike if parent else False
        self.pre: bool = parent.pre if parent else False
        self.sticky: bool = parent.sticky if parent else False
        self.boxed = False
        self.derived: dict[str, Look] = {}


def derive(look: Look, tag: str, text: str, rules: Rules) -> Look:
    """Return the look within a `tag` with the attributes in `text`, inside `look`."""
    facts = attributes(text) if text else {}
    made = Look(look)
    _by_tag(made, tag, facts)
    styles: Styles = {}
    if rules:
        styles.update(_by_rules(rules, tag, facts))
    if "style" in facts:
        styles.update(_declared(facts["style"]))
    if styles:
        _by_style(made, look, styles)
    if "hidden" in facts or (facts.get("aria-hidden") == "true" and tag in ("div", "span") and made.size < 4):
        made.sticky = True
    return made


@lru_cache(maxsize=64)
def parse_css(css: str) -> Rules:
    """Return the simple rules of `css` (a tag, a class, an id, or a tag with one), those in ``@media`` left out."""
    found: dict[str, list[tuple[str, Styles]]] = {}
    for selectors, body in _flat_rules(css):
        styles = {name: value for name, value in _declared(body).items() if name in _TELLING}
        if not styles:
            continue
        for selector in selectors.split(","):
            match = _SIMPLE.fullmatch(selector.strip())
            if match:
                tag, mark = match[1] or "", match[2] or ""
                found.setdefault(mark or tag, []).append((tag if mark else "", styles))
    return {key: tuple(values) for key, values in found.items()}


_TELLING: Final = frozenset(
    "display visibility font-size font font-weight text-transform text-align background background-color font-style"
    " max-height opacity border white-space".split()
)
_SIMPLE = regex(r"([a-zA-Z][a-zA-Z0-9]*)?([.#][\w-]+)?")
_RULE = regex(r"([^{}]*)\{([^{}]*)\}")
_CSS_COMMENT = regex(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)


def _flat_rules(css: str) -> list[tuple[str, str]]:
    """Return (selectors, declarations) of the rules outside any ``@`` block."""
    css = _CSS_COMMENT.sub("", css)
    rules: list[tuple[str, str]] = []
    position = 0
    while True:
        opened = css.find("{", position)
        if opened < 0:
            return rules
        prelude = css[position:opened]
        at = prelude.rfind(";") + 1 if "@" in prelude else 0
        prelude = prelude[at:].strip()
        if prelude.startswith("@"):
            position = _block_end(css, opened)
            continue
        closed = css.find("}", opened)
        closed = closed if closed >= 0 else len(css)
        rules.append((prelude, css[opened + 1 : closed]))
        position = closed + 1


def _block_end(css: str, opened: int) -> int:
    depth = 0
    for match in re.compile(r"[{}]").finditer(css, opened):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end()
    return len(css)


@lru_cache(maxsize=4096)
def _declared(text: str) -> Styles:
    """Return the declarations of a style attribute, names and values in lower case."""
    found = {}
    for name, value in _DECLARATION.findall(text.replace("&quot;", "'").replace("&amp;", "&")):
        found[name.lower()] = value.replace("!important", "").strip().lower()
    return found


@lru_cache(maxsize=1024)
def plain_color(value: str) -> str:
    """Return a colour in one form: "#abc", "rgb(170, 187, 204)" and "#aabbcc" are the same; nearly black is ``""``."""
    match = _HASH.match(value)
    color = match[0] if match else value.split(" ")[0]
    if color.startswith("rgb"):
        channels = [min(int(float(part)), 255) for part in _CHANNEL.findall(color)[:3]]
        color = "#" + "".join(f"{channel:02x}" for channel in channels)
    elif len(color) == _SHORT_HASH and color[0] == "#":
        color = "#" + "".join(letter * 2 for letter in color[1:])
    return "" if color in ("black", "inherit") or _NEARLY_BLACK.match(color) else color


def _by_tag(made: Look, tag: str, facts: dict[str, str]) -> None:
    if tag in _BOLD_TAGS:
        made.bold = True
        made.size *= _HEADINGS.get(tag, 1.0)
    elif tag in _ITALIC_TAGS:
        made.italic = True
    elif tag in _CODE_TAGS:
        made.code = True
    elif tag in _STRIKE_TAGS:
        made.strike = True
    elif tag == "center":
        made.center = True
    elif tag in ("pre", "listing"):
        made.pre = True
    elif tag in ("big", "small"):
        made.size *= 1.2 if tag == "big" else 0.83
    elif tag in _HIDDEN_TAGS:
        made.sticky = True
    _by_attributes(made, tag, facts)


def _by_attributes(made: Look, tag: str, facts: dict[str, str]) -> None:
    if tag == "font":
        made.size = _FONT_SIZES.get(facts.get("size", ""), made.size)
        made.color = plain_color(facts["color"].lower()) if "color" in facts else made.color
    if "align" in facts and tag != "table":
        made.center = facts["align"].lower() == "center"
    if "bgcolor" in facts:
        _background(made, facts["bgcolor"].lower())


def _by_rules(rules: Rules, tag: str, facts: dict[str, str]) -> Styles:
    styles: Styles = {}
    keys = [tag]
    keys += [f".{name}" for name in facts.get("class", "").split()]
    if "id" in facts:
        keys.append(f"#{facts['id']}")
    for key in keys:
        for wanted, declared in rules.get(key, ()):
            if not wanted or wanted == tag:
                styles.update(declared)
    return styles


def _by_style(made: Look, parent: Look, styles: Styles) -> None:
    _size(made, parent, styles)
    _decoration(made, styles)
    border = styles.get("border", "")
    if border and not _NO_BORDER.search(border):
        made.boxed = True
    for name in ("background-color", "background"):
        if name in styles:
            _background(made, styles[name])
            break
    if _hides(styles):
        made.sticky = True


def _decoration(made: Look, styles: Styles) -> None:
    shorthand = _SHORTHAND.match(styles.get("font", ""))
    if shorthand:
        made.bold = _HEAVY.search(shorthand[1]) is not None
        made.italic = "italic" in shorthand[1] or "oblique" in shorthand[1]
    weight = styles.get("font-weight", "")
    if weight:
        made.bold = _HEAVY.fullmatch(weight) is not None
    if "text-transform" in styles:
        made.upper = styles["text-transform"] == "uppercase"
    if "text-align" in styles:
        made.center = styles["text-align"] in ("center", "-webkit-center")
    if "font-style" in styles:
        made.italic = styles["font-style"] in ("italic", "oblique")
    if styles.get("white-space", "").startswith("pre") and styles["white-space"] != "pre-line":
        made.pre = made.pre or made.code
    if "color" in styles:
        made.color = plain_color(styles["color"])


def _hides(styles: Styles) -> bool:
    if styles.get("display") == "none" or styles.get("visibility") == "hidden":
        return True
    height = _LENGTH.match(styles.get("max-height", ""))
    if height and float(height[1]) == 0:
        return True
    return styles.get("opacity", "") in ("0", "0.0", "0.00", "0%")


def _size(made: Look, parent: Look, styles: Styles) -> None:
    value = styles.get("font-size", "")
    if not value and "font" in styles:
        match = re.search(r"\d*\.?\d+(?:px|pt|em|rem|%)", styles["font"])
        value = match[0] if match else ""
    if not value:
        return
    if value in _KEYWORD_SIZES:
        made.size = _KEYWORD_SIZES[value]
        return
    match = _LENGTH.match(value)
    if match is None:
        return
    number, unit = float(match[1]), (match[2] or "px").lower()
    factor = {"px": 1.0, "pt": 4 / 3, "em": parent.size, "rem": 16.0, "%": parent.size / 100, "vw": 6.0}[unit]
    made.size = min(max(number * factor, 0.0), 200.0)


def _background(made: Look, value: str) -> None:
    match = _HASH.search(value)
    color = match[0] if match else value.split(" ")[0]
    if color.startswith("url("):
        return
    plain = color in _PLAIN or _WHITE.match(color) is not None
    if color in ("none", "transparent", "inherit", "initial", "unset"):
        return
    found = "" if plain else plain_color(color) or "#000000"
    if found != made.bg:
        made.boxed = True
        made.bg = found
