"""Fenced divs: one reader for each class the dialect knows; any other becomes an `Unknown` block."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reader_app.markup import lists
from reader_app.markup.attributes import AttributeList, parse_attributes
from reader_app.markup.commonmark import Env, block_tokens, plain
from reader_app.markup.guards import unguard
from reader_app.markup.links import LeadingLink, leading_link
from reader_app.markup.references import environment, with_definitions
from reader_app.markup.scan import is_closing, opening_of
from reader_app.model.blocks import (
    Block,
    Button,
    Feedback,
    Figure,
    Item,
    LinkList,
    Note,
    Podcast,
    Prose,
    Sponsor,
    Unknown,
)
from reader_app.model.issue import About
from reader_app.model.problems import Problem, Severity
from reader_app.model.text import clean_characters, clean_line, next_fence
from reader_app.model.urls import host

Known = Mapping[str, str]


def parse_div(text: str, known: Known) -> tuple[Block | About, tuple[Problem, ...]]:
    """Return the block of a div, given its lines with the fences; `known` holds the definitions it may use."""
    first, _, inner = text.partition("\n")
    lines = inner.split("\n")
    if is_closing(lines[-1]):
        lines.pop()
    opening = clean_characters(opening_of(first) or "")
    attributes = parse_attributes(opening) if opening.startswith("{") else AttributeList((opening,))
    kind = attributes.classes[0] if attributes and attributes.classes else ""
    if attributes and kind == "link-list":
        found = _link_list(attributes, lines, known)
        if found:
            return found, ()
    if attributes is None or kind not in _READERS:
        problem = Problem(Severity.HINT, f"“{opening}” is not a kind of block Masthead knows; it is kept as it is.")
        return Unknown(opening, unguard("\n".join(lines))), () if kind == "unknown" else (problem,)
    content, problems = _without_nested(lines)
    value, sentence = _READERS[kind](attributes, content, known)
    if sentence:
        problems = (*problems, Problem(Severity.WARNING, sentence))
    return value, problems


def _without_nested(lines: list[str]) -> tuple[str, tuple[Problem, ...]]:
    kept: list[str] = []
    problems: list[Problem] = []
    fence = ""
    for number, line in enumerate(lines):
        before, fence = fence, next_fence(fence, line)
        if not before and not fence and line.startswith(":::") and (is_closing(line) or opening_of(line)):
            if not is_closing(line):
                problems.append(Problem(Severity.WARNING, "A block inside a block is shown as plain text.", number + 1))
        else:
            kept.append(line)
    return unguard("\n".join(kept)), tuple(problems)


def _rest(attributes: AttributeList, *taken: str) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in attributes.pairs if pair[0] not in taken)


def _minutes(attributes: AttributeList) -> int | None:
    return lists.minutes(attributes.get("minutes") or "")


def _body(content: str, known: Known) -> str:
    return with_definitions(content.strip("\n").rstrip(), known)


def _leading(content: str, env: Env) -> tuple[LeadingLink | None, str]:
    """Return the link the content leads with, and what follows it."""
    text = content.strip()
    link = leading_link(text, env)
    if link is None:
        return None, text
    return link, text[link.end :].removeprefix(":").strip()


Result = tuple[Block | About, str]


def _sponsor(attributes: AttributeList, content: str, known: Known) -> Result:
    name, sentence = clean_line(attributes.get("name") or ""), ""
    if not name:
        sentence = 'A sponsor block needs a name: ::: {.sponsor name="…"}'
        link, _ = _leading(content, environment(known))
        address = attributes.get("url") or (link.url if link else "")
        name = (plain(link.label, {}) if link else "") or host(address) or "Sponsor"
    value = Sponsor(
        name=name,
        url=attributes.get("url") or "",
        label=attributes.get("label") or "",
        slot=attributes.get("slot") or "",
        body=_body(content, known),
        extra=_rest(attributes, "name", "url", "label", "slot"),
    )
    return value, sentence


def _podcast(attributes: AttributeList, content: str, known: Known) -> Result:
    title, url, body = attributes.get("title"), attributes.get("url"), content
    env = environment(known)
    if title is None:
        link, rest = _leading(content, env)
        if link:
            # A link to somewhere else than the episode stays in the text: its address would be lost otherwise.
            title, body = plain(link.label, env), rest if url in (None, link.url) else content
            url = link.url if url is None else url
        else:
            first, _, rest = content.strip().partition("\n")
            title, body = plain(first.lstrip("# "), env), rest
    value = Podcast(
        title=title or "",
        url=url or "",
        audio=attributes.get("audio") or "",
        minutes=_minutes(attributes),
        body=_body(body, known),
        extra=_rest(attributes, "title", "url", "audio", "minutes"),
    )
    return value, ""


def _button(attributes: AttributeList, content: str, known: Known) -> Result:
    text, url = attributes.get("text"), attributes.get("url")
    env = environment(known)
    if text is None and url is None:
        link, rest = _leading(content, env)
        text = plain(link.label if link else content.strip(), env)
        text = " ".join(part for part in (text, plain(rest, env) if link else "") if part)
        url = link.url if link else ""
    elif text is None:
        text = plain(content.strip(), env)
    sentence = "" if url else "A button needs a link: [text](address)"
    return Button(text, url or "", _rest(attributes, "text", "url")), sentence


def _feedback(attributes: AttributeList, content: str, known: Known) -> Result:
    question = attributes.get("question")
    if question is None:
        question = plain(content.strip(), environment(known))
    up, down = attributes.get("up") or "", attributes.get("down") or ""
    return Feedback(question, up, down, _rest(attributes, "question", "up", "down")), ""


def _note(attributes: AttributeList, content: str, known: Known) -> Result:
    return Note(_body(content, known), attributes.pairs), ""


def _prose(_attributes: AttributeList, content: str, known: Known) -> Result:
    return Prose(_body(content, known)), ""


def _item(attributes: AttributeList, content: str, known: Known) -> Result:
    facts = lists.item_facts(attributes)
    facts["extra"] = tuple(pair for pair in facts["extra"] if pair[0] not in ("title", "url"))
    title, url = attributes.get("title") or "", attributes.get("url") or ""
    return Item(title=title, url=url, body=_body(content, known), **facts), ""


def _figure(attributes: AttributeList, content: str, known: Known) -> Result:
    get = attributes.get
    caption = get("caption")
    if caption is None:
        caption = plain(content.strip(), environment(known))
    extra = _rest(attributes, "src", "alt", "caption", "url")
    return Figure(get("src") or "", get("alt") or "", caption, get("url") or "", extra), ""


def _about(attributes: AttributeList, content: str, known: Known) -> Result:
    tagline, body = attributes.get("tagline"), content
    if tagline is None:
        first, _, rest = content.strip("\n").partition("\n\n")
        tagline, body = plain(first.strip(), environment(known)), rest
    names = ("curator", "site", "subscribe", "unsubscribe", "address")
    facts = {name: attributes.get(name) or "" for name in names}
    value = About(tagline=tagline, body=_body(body, known), extra=_rest(attributes, "tagline", *names), **facts)
    return value, ""


def _link_list(attributes: AttributeList, lines: list[str], known: Known) -> LinkList | None:
    """Read the explicit form: entries as ``::: item`` divs or as lists, in order; None when anything else is in it."""
    items: list[Item] = []
    for part in _nested_parts(lines):
        if opening_of(part[0]):
            value, _ = parse_div("\n".join(part), known)
            found: tuple[Item, ...] | None = (value,) if isinstance(value, Item) else None
        else:
            found = _listed("\n".join(part), environment(known), known)
        if found is None:
            return None
        items.extend(found)
    return LinkList(tuple(items), "ordered" in attributes.classes)


def _nested_parts(lines: list[str]) -> list[list[str]]:
    """Cut lines into inner divs (with both fences) and the text between them."""
    parts: list[list[str]] = [[]]
    fence, opened = "", False
    for line in lines:
        before, fence = fence, next_fence(fence, line)
        colons = not before and not fence and line.startswith(":::")
        if colons and not opened and opening_of(line):
            parts.append([])
            opened = True
        parts[-1].append(line)
        if colons and opened and is_closing(line):
            parts.append([])
            opened = False
    return [part for part in parts if any(line.strip() for line in part)]


def _listed(text: str, env: Env, known: Known) -> tuple[Item, ...] | None:
    items: list[Item] = []
    lines = text.split("\n")
    for token in block_tokens(text, env):
        if token.level != 0 or token.nesting < 0 or token.map is None:
            continue
        source = "\n".join(lines[slice(*token.map)]).rstrip()
        found = lists.link_list(source, False, env, known) if token.type.endswith("list_open") else None
        if found is None:
            return None
        items.extend(found.items)
    return tuple(items)


_READERS: dict[str, Callable[[AttributeList, str, Known], Result]] = {
    "sponsor": _sponsor,
    "podcast": _podcast,
    "button": _button,
    "feedback": _feedback,
    "note": _note,
    "about": _about,
    "prose": _prose,
    "item": _item,
    "figure": _figure,
}
