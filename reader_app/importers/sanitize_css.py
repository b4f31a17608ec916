"""Styles of foreign HTML: kept as far as they only change the look of what they stand on.

Nothing may load (``url()``, ``@import``), run (``expression()``), cover other parts of the window (``position``) or
hide what it is (escapes). So only known properties pass, with values of plain words, numbers and colours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from reader_app.patterns import regex

MAX_CSS: Final = 300_000
_PROPERTIES: Final = frozenset(
    "color background background-color opacity visibility display float clear box-sizing overflow overflow-x "
    "overflow-y width height min-width min-height max-width max-height line-height vertical-align direction "
    "unicode-bidi white-space word-break word-wrap word-spacing overflow-wrap hyphens tab-size letter-spacing quotes "
    "border-collapse border-spacing table-layout caption-side empty-cells aspect-ratio object-fit "
    "flex flex-basis flex-direction flex-flow flex-grow flex-shrink flex-wrap gap row-gap column-gap order "
    "justify-content justify-items align-items align-content align-self justify-self columns column-count column-width "
    "box-shadow font margin padding border list-style text-align text-decoration outline".split()
)
_FAMILIES: Final = ("font-", "text-", "margin-", "padding-", "border-", "list-style-", "grid-", "outline-")
_LOADING: Final = frozenset({"border-image", "border-image-source", "list-style-image", "font-palette"})
_VALUE = regex(r"[\w\s#%.,'\"()/+*!-]{1,500}\Z")
_FUNCTION = regex(r"([\w-]*)\(")
_FUNCTIONS: Final = frozenset(
    ["", *"rgb rgba hsl hsla hwb lab lch calc min max clamp linear-gradient radial-gradient repeat minmax".split()]
)
_COMMENT = regex(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_STRING: Final = r""""[^"\n\r\f]*"|'[^'\n\r\f]*'"""
_STRINGS = regex(_STRING)
_BROKEN: Final = "?"  # stands for what is no whole string; nothing with this sign in it passes
_TOKEN = regex(
    rf"""(?P<kept>{_STRING})|(?P<broken>["'][^\n\r\f]*)|(?P<comment>/\*.*?(?:\*/|\Z))"""
    r"""|(?<![\w-])url\(\s*(?!["'\s])[^)]*\)?""",
    re.DOTALL | re.IGNORECASE,
)
_SELECTOR = regex(r"[\w\s.#:>+~*\[\]=\"'^$|()-]{1,300}\Z")
_SELECTOR_FUNCTIONS: Final = frozenset(
    "not is where has lang dir nth-child nth-last-child nth-of-type nth-last-of-type".split()
)
_SIBLINGS: Final = ("+", "~", "|")  # what follows these stands beside what stands before them, not in it
_ROOT = regex(r"\s*(?:html|body|:root)(?![\w-])", re.IGNORECASE)
_MEDIA = regex(r"@(?:media|supports)\b[\w\s():,.>=/-]{0,300}\Z", re.IGNORECASE)
_MEDIA_FUNCTIONS: Final = frozenset(["", *"and or not calc min max clamp".split()])
_BREAKS = regex(r"<!--|-->")
_END = regex(r"[{};\"']")
_DEEPEST: Final = 2


@lru_cache(maxsize=4096)
def clean_declarations(style: str) -> str:
    """Return the declarations of a style attribute that are safe, ``""`` for none."""
    if "\\" in style:
        return ""
    if "/*" in style:
        style = _COMMENT.sub(" ", style)
    kept = [f"{name}:{value}" for name, value in _declarations(style) if _is_safe(name, value)]
    return ";".join(kept)


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _is_safe(name: str, value: str) -> bool:
    if name not in _PROPERTIES and (not name.startswith(_FAMILIES) or name in _LOADING):
        return False
    return bool(_VALUE.match(value)) and _is_closed(value) and _calls_only(value, _FUNCTIONS)


def _is_closed(text: str) -> bool:
    """Tell whether all strings and brackets that begin in `text` end in it: nothing after it is read as theirs."""
    if '"' in text or "'" in text:
        text = _STRINGS.sub("", text)
        if '"' in text or "'" in text:
            return False
    if "(" not in text and "[" not in text:
        return ")" not in text and "]" not in text
    open_ones: list[str] = []
    for mark in text:
        if mark in "([":
            open_ones.append(")" if mark == "(" else "]")
        elif mark in ")]" and (not open_ones or open_ones.pop() != mark):
            return False
    return not open_ones


def _calls_only(text: str, functions: frozenset[str]) -> bool:
    return "(" not in text or all(name.lower() in functions for name in _FUNCTION.findall(text))


@lru_cache(maxsize=32)  # a newsletter sends the same sheet with every issue
def clean_rules(css: str, scope: str) -> str:
    """Return the rules of a style sheet that are safe, each for what is inside `scope` (a selector) only.

    The result holds no ``<``, so that it cannot end the element it stands in.
    """
    if "\\" in css or len(css) > MAX_CSS:
        return ""
    return "\n".join(_rules(_BREAKS.sub(" ", _TOKEN.sub(_read, css)), scope, 0))


def _read(token: re.Match[str]) -> str:
    """Return what stands for a token of CSS Syntax Level 3 (4.3) in which braces and semicolons mean nothing.

    An address, sound or not, goes up to the next ``)`` whatever is in it; a string that its line does not end is none.
    """
    if token["kept"]:
        return token[0]
    if token["broken"]:
        return _BROKEN
    return " " if token["comment"] else "url()"


def _rules(css: str, scope: str, depth: int) -> Iterator[str]:
    for prelude, block in _blocks(css):
        if prelude.startswith("@"):
            if depth < _DEEPEST and _is_condition(prelude):
                inner = " ".join(_rules(block, scope, depth + 1))
                if inner:
                    yield f"{prelude} {{ {inner} }}"
            continue
        selector = _scoped(prelude, scope)
        declarations = clean_declarations(block) if selector else ""
        if declarations:
            yield f"{selector} {{{declarations}}}"


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each block and what stands in it; statements without a block are passed over."""
    position = 0
    while position < len(css):
        opened = _next(css, position, "{;}")
        if opened < 0:
            return
        if css[opened] != "{":
            position = opened + 1
            continue
        closed = _closing(css, opened)
        yield css[position:opened].strip(), css[opened + 1 : closed]
        position = closed + 1


def _closing(css: str, opened: int) -> int:
    """Return where the block that opens at `opened` ends; at the end of the text when it is never closed."""
    depth = 0
    position = opened
    while position >= 0:
        depth += 1 if css[position] == "{" else -1
        if depth == 0:
            return position
        position = _next(css, position + 1, "{}")
    return len(css)


def _next(css: str, position: int, wanted: str) -> int:
    """Return where the next character of `wanted` stands outside of quoted text, -1 for nowhere."""
    while match := _END.search(css, position):
        mark = match[0]
        if mark in "\"'":
            end = css.find(mark, match.end())
            if end < 0:
                return -1
            position = end + 1
        elif mark in wanted:
            return match.start()
        else:
            position = match.end()
    return -1


@lru_cache(maxsize=2048)
def _scoped(selectors: str, scope: str) -> str:
    """Return a list of selectors for what is inside `scope`; ``""`` when one is of a kind that is not let through."""
    parts = selectors.split(",")
    if not all(map(_is_selector, parts)):
        return ""
    scoped: list[str] = []
    for part in parts:
        root = _ROOT.match(part)
        inside = part[root.end() :].rstrip() if root else f" {part.strip()}"
        if inside.lstrip().startswith(_SIBLINGS):
            return ""
        scoped.append(f"{scope}{inside}")
    return ", ".join(scoped)


def _is_selector(part: str) -> bool:
    known = part.strip() and _SELECTOR.match(part) and _calls_only(part, _SELECTOR_FUNCTIONS)
    return bool(known) and _is_closed(part)


def _is_condition(prelude: str) -> bool:
    return bool(_MEDIA.match(prelude)) and _calls_only(prelude, _MEDIA_FUNCTIONS) and _is_closed(prelude)
