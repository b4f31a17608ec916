"""HTML to a flat run of segments: what a reader sees, in order, each with its visual cues.

Mail is tables within tables, so tags say little; size, weight, background and place are worked out from styles.
Runs once over the tags with a stack of its own: no recursion, time linear in the size.
"""

from __future__ import annotations

from html import unescape
from typing import Final

from reader_app.importers.structure.cues import sponsor_label
from reader_app.importers.structure.looks import Look, Rules, derive, parse_css
from reader_app.importers.structure.segment import Kind, Node, Page, Place, Run, Segment
from reader_app.importers.structure.tokens import Document, attributes
from reader_app.importers.text_lines import squeeze, visible
from reader_app.patterns import any_case, regex

_BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th"
    " thead tr ul".split()
)
_CONTAINERS: Final = frozenset("article aside body blockquote center div fieldset figure footer header li main nav"
                               " section table td th tr".split())  # fmt: skip
_LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
_CLOSE_THEMSELVES: Final = frozenset({"p", "li", "td", "th", "tr", "dt", "dd", "option"})
_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_LEVELS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What a tag is, as bits, so that one look tells all of it.
_BLOCK, _CONTAINER, _LIST, _SELF_CLOSING, _EMPTY, _LEVEL = (1 << bit for bit in range(6))
_BITS: Final = (
    (_BLOCKS, _BLOCK),
    (_CONTAINERS, _CONTAINER),
    (_LISTS, _LIST),
    (_CLOSE_THEMSELVES, _SELF_CLOSING),
    (_VOID, _EMPTY),
    (_LEVELS, _LEVEL),
)
_TAGS: Final = {tag: sum(bit for tags, bit in _BITS if tag in tags) for tags, _ in _BITS for tag in tags}
_KEPT: Final = _CONTAINER | _LIST | _LEVEL
_SMALL: Final = 40
_SPACER = any_case(
    r"(?:spacer|pixel|blank|clear|transparent|trans|shim|dot|trim|rule|line|arr(?:ow)?|corner|/b|1x1)"
    r"[\w-]*\.gif",
)
_DECORATION = any_case(
    r"\W*(?:\w+ )?(?:spacer|divider|separator|shadow|border|trenner|trennlinie|linie|s[ée]parateur|separador|separatore"
    r"|scheidingslijn|avdelare|разделитель)(?: \w+)?(?: \d+)?\W*\Z"
)
_C1 = regex("[\x80-\x9f]")
_WINDOWS: Final = {code: bytes([code]).decode("cp1252", "ignore") or " " for code in range(0x80, 0xA0)}
_SEARCHED: Final = 100
_DEEPEST: Final = 3000
_NUMBER = regex(r"\d+")
_LONGEST_BUTTON: Final = 45
_LONGEST_LABEL: Final = 60


def segments(document: Document) -> Page:
    """Return the page that `document` shows. Never raises."""
    reader = _Reader(parse_css(document.css) if document.css else {})
    for text, slash, tag, facts, bare in document.tokens():
        if text is not None:
            reader.text(text)
        elif not tag:
            if bare:
                reader.text(bare)
        elif slash:
            reader.close(tag.lower())
        else:
            reader.open(tag.lower(), facts)
    return reader.done()


# An element that is open: its tag, its look, where its link leads, the number of its container, how deep it is quoted.
_Open = tuple[str, Look, str, int, int]


class _Reader:
    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._stack: list[_Open] = [("", Look(), "", 0, 0)]
        self._nodes = [Node(-1, "", 0)]
        self._segments: list[Segment] = []
        self._runs: list[Run] = []
        self._hidden: list[str] = []
        self._level = 0
        self._lists: list[tuple[bool, int]] = []
        self._items: list[Place] = []
        self._item_count = 0

    def text(self, text: str) -> None:
        """Take a piece of text as it stands between tags."""
        if not self._runs and text.isspace():
            return
        _, look, href, _, _ = self._stack[-1]
        if "&" in text:
            text = unescape(text)
        if not text.isascii() and _C1.search(text):
            text = text.translate(_WINDOWS)
        if look.sticky or look.size < 2.5:
            self._hidden.append(text)
        else:
            self._runs.append(Run(text, look, href))

    def open(self, tag: str, text: str) -> None:
        """Take an opening tag."""
        kind = _TAGS.get(tag, 0)
        if kind & _BLOCK and (self._runs or self._hidden):
            self._flush()
        if kind & _EMPTY:
            self._empty(tag, text)
            return
        if kind & _SELF_CLOSING and self._stack[-1][0] == tag:
            self.close(tag)
        if len(self._stack) <= _DEEPEST:
            self._push(tag, text, kind)

    def _empty(self, tag: str, text: str) -> None:
        if tag == "br":
            self._runs.append(Run("\n", self._stack[-1][1]))
        elif tag == "img":
            self._picture(attributes(text))
        elif tag == "hr":
            self._segments.append(Segment(Kind.RULE, "", node=self._stack[-1][3]))

    def _push(self, tag: str, text: str, kind: int) -> None:
        _, above, href, node, quote = self._stack[-1]
        key = tag + text
        if tag == "a":
            facts = attributes(text)
            href = unescape(facts.get("href", "")).strip()
            key = f'a style="{facts.get("style", "")}" class="{facts.get("class", "")}"'
            text = key[1:]
        look = above.derived.get(key)
        if look is None:
            look = above.derived[key] = derive(above, tag, text, self._rules)
        if kind & _CONTAINER:
            self._nodes.append(Node(node, tag, len(self._segments), -1, look.boxed))
            node = len(self._nodes) - 1
            if tag == "blockquote":
                quote += 1
            elif tag == "li":
                self._item()
        elif kind & _LEVEL:
            self._level = int(tag[1])
        elif kind & _LIST:
            self._lists.append((tag == "ol", 0))
        self._stack.append((tag, look, href, node, quote))

    def close(self, tag: str) -> None:
        """Take a closing tag: everything opened since is closed too; one that was not opened is nothing."""
        stack = self._stack
        kind = _TAGS.get(tag, 0)
        if (self._runs or self._hidden) and kind & _BLOCK:
            self._flush()
        if stack[-1][0] == tag:
            opened = stack.pop()
            if kind & _KEPT:
                self._closed(opened)
            return
        for number in range(len(stack) - 2, max(len(stack) - _SEARCHED, 0), -1):
            if stack[number][0] == tag:
                while len(stack) > number:
                    self._closed(stack.pop())
                return

    def done(self) -> Page:
        """Return the page; whatever is open is closed."""
        self._flush()
        for node in self._nodes:
            if node.end < 0:
                node.end = len(self._segments)
        return Page(self._segments, self._nodes)

    def _closed(self, opened: _Open) -> None:
        tag = opened[0]
        kind = _TAGS.get(tag, 0)
        if kind & _CONTAINER:
            self._nodes[opened[3]].end = len(self._segments)
            if tag == "li" and self._items:
                self._items.pop()
        elif kind & _LIST and self._lists:
            self._lists.pop()
        elif kind & _LEVEL:
            self._level = 0

    def _item(self) -> None:
        self._item_count += 1
        ordered, count = self._lists[-1] if self._lists else (False, 0)
        if self._lists:
            self._lists[-1] = (ordered, count + 1)
        self._items.append(Place(max(len(self._lists), 1), ordered, self._item_count, count + 1))

    def _picture(self, facts: dict[str, str]) -> None:
        _, look, href, node, quote = self._stack[-1]
        src = unescape(facts.get("src", "")).strip()
        alt = squeeze(visible(unescape(facts.get("alt", ""))).replace("\n", " "))
        width, height = _pixels(facts, "width"), _pixels(facts, "height")
        if not src or look.sticky or 0 < width <= 2 or 0 < height <= 2 or "display:none" in facts.get("style", ""):
            return
        if alt and not href and _DECORATION.match(alt):
            return
        small = 0 < width <= _SMALL or 0 < height <= _SMALL
        if not alt and (_SPACER.search(src) or (small and not self._runs and not href)):
            return
        if small and (self._runs or not alt):
            self._runs.append(Run(alt, look, href, src))
            return
        self._flush()
        self._segments.append(
            Segment(
                Kind.PICTURE,
                alt,
                size=look.size,
                center=look.center,
                bg=look.bg,
                href=href,
                node=node,
                quote=quote,
                src=src,
                width=width,
                height=height,
                place=self._items[-1] if self._items else None,
            )
        )

    def _flush(self) -> None:
        """Close the paragraph that is open: what hangs in it becomes segments."""
        if self._hidden:
            text = squeeze(visible(" ".join(self._hidden)).replace("\n", " "))
            self._hidden.clear()
            if text:
                self._segments.append(Segment(Kind.HIDDEN, text, node=self._stack[-1][3]))
        if not self._runs:
            return
        runs, self._runs = self._runs, []
        top = self._stack[-1]
        pre = top[1].pre
        place = self._items[-1] if self._items else None
        for number, part in enumerate([runs] if pre or len(runs) == 1 else _paragraphs(runs)):
            made = _segment(part, top, self._level)
            if made is None:
                continue
            made.pre = pre
            made.tight = number > 0
            made.place = place
            if made.href and self._nodes[top[3]].boxed and len(made.text) <= _LONGEST_BUTTON:
                made.button = True
            self._segments.append(made)


def _pixels(facts: dict[str, str], name: str) -> int:
    match = _NUMBER.match(facts.get(name, "").strip())
    if match is None or facts.get(name, "").endswith("%"):
        return 0
    return min(int(match[0][:6]), 10_000)


def _paragraphs(runs: list[Run]) -> list[list[Run]]:
    """Divide at two line breaks in a row; also after a first line that is bold or a disclosure."""
    if not any(run.text == "\n" and not run.src for run in runs):
        return [runs]
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.text == "\n" and not run.src:
            lines.append([])
        else:
            lines[-1].append(run)
    groups: list[list[list[Run]]] = [[]]
    for line in lines:
        if not any(run.src or not run.text.isspace() for run in line):
            if groups[-1]:
                groups.append([])
            continue
        groups[-1].append(line)
    found: list[list[Run]] = []
    for group in groups:
        found += [_joined(part) for part in _after_bold(group)]
    return found


def _after_bold(group: list[list[Run]]) -> list[list[list[Run]]]:
    if len(group) > 1 and ((_is_bold(group[0]) and not _is_bold(group[1])) or _is_label(group[0])):
        return [group[:1], group[1:]]
    return [group] if group else []


def _is_label(line: list[Run]) -> bool:
    text = squeeze(visible("".join(run.text for run in line)))
    return len(text) <= _LONGEST_LABEL and sponsor_label(text) is not None


def _is_bold(line: list[Run]) -> bool:
    return all(run.look.bold or run.text.isspace() for run in line)


def _joined(lines: list[list[Run]]) -> list[Run]:
    runs: list[Run] = []
    for line in lines:
        if runs:
            runs.append(Run("\n", line[0].look))
        runs += line
    return runs


def _segment(runs: list[Run], top: _Open, level: int) -> Segment | None:
    if len(runs) == 1 and not runs[0].src:
        return _plain_segment(runs, top, level)
    text = " ".join(visible("".join([run.text for run in runs if not run.src])).split())
    pictures = any(run.src for run in runs)
    if not text and not pictures:
        return None
    if not text:
        return _icons(runs, top)
    total = bold = italic = 0
    sizes: dict[float, int] = {}
    hrefs = set()
    upper = True
    look = runs[0].look
    for run in runs:
        length = len(run.text.strip())
        if not length or run.src:
            continue
        look = run.look
        total += length
        bold += length if look.bold else 0
        italic += length if look.italic else 0
        upper = upper and look.upper
        sizes[look.size] = sizes.get(look.size, 0) + (length if not look.code else 0)
        hrefs.add(run.href)
    href = hrefs.pop() if len(hrefs) == 1 else ""
    _, around, _, node, quote = top
    size = max(sizes, key=lambda each: sizes[each]) if sizes else around.size
    button = bool(href) and len(text) <= _LONGEST_BUTTON and (look.boxed or look.bg != around.bg)
    return Segment(
        Kind.TEXT, text, runs, level, size, bold >= total * 0.9, italic >= total * 0.9,
        upper or _is_upper(text), around.center, around.bg, look.color, href, node, None, quote, button=button,
    )  # fmt: skip


def _plain_segment(runs: list[Run], top: _Open, level: int) -> Segment | None:
    """Return the segment of a paragraph of one look, as most are."""
    text, look, href, _ = runs[0]
    text = " ".join(visible(text).split())
    if not text:
        return None
    _, around, _, node, quote = top
    button = bool(href) and len(text) <= _LONGEST_BUTTON and (look.boxed or look.bg != around.bg)
    return Segment(
        Kind.TEXT, text, runs, level, look.size, look.bold, look.italic, look.upper or _is_upper(text),
        around.center, around.bg, look.color, href, node, None, quote, button=button,
    )  # fmt: skip


def _is_upper(text: str) -> bool:
    return text.isupper() if text.isascii() else text.upper() == text and text.lower() != text


def _icons(runs: list[Run], top: _Open) -> Segment:
    """Return small pictures without a word beside them as one segment."""
    first = next(run for run in runs if run.src)
    text = " ".join(run.text for run in runs if run.src and run.text)
    _, around, _, node, quote = top
    return Segment(
        Kind.PICTURE, text, runs, center=around.center, bg=around.bg, href=first.href, node=node, src=first.src,
        quote=quote, width=_SMALL,
    )  # fmt: skip
