"""Plain text to the same flat page as HTML: paragraphs with the cues of rules, capitals and indentation."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from reader_app.importers.literal import ADDRESS
from reader_app.importers.structure.cues import first_sentence_label, sponsor_label
from reader_app.importers.structure.looks import Look
from reader_app.importers.structure.segment import FENCE, Kind, Node, Page, Place, Run, Segment
from reader_app.importers.structure.text_clipped import with_marks
from reader_app.importers.structure.text_groups import BULLET, RULE, contents, groups_of, straight
from reader_app.importers.structure.text_notes import Notes, without_notes
from reader_app.importers.text_lines import squeeze
from reader_app.patterns import regex

_FENCED = regex(r"[\s\W]*?[-=*~%#<>+:]{2,}\s*(?P<text>[^\s\-=*~%#<>+:].*?)\s*[-=*~%#<>+:]{2,}[\s\W]*\Z")
_LONG_RUN = regex(r"([-=*~%#<>+:]{6})[-=*~%#<>+:]+")
_LONGEST_FENCED = 300
_END = regex(
    r"[\W_]*(?:(?:end|ende|fin|fine|slut|30|konec)"
    r"(?: (?:of |der |de la |du |del(?:la)? |de )?(?:ad(?:vertisement)?|sponsor(?:ed \w+)?|anzeige|werbung|publicit[ée]"
    r"|anuncio|publicidade?|pubblicit[àa]|annons|reklam[ay]?|advertentie))?|(?:anzeige|werbung) ende)[\W_]*\Z",
    re.IGNORECASE,
)
_ARMOR = regex(r"-{5}(?:BEGIN|END) [A-Z ]+-{5}\s*\Z")
_GAPPED = regex(r"\s*(?:\[\w+\]\s*)?(?:[^\W_] [. ]{0,4}){5,}[^\W_]\s*\Z")
_SPACED = regex(r"(?:[^\W_] )+[^\W_](?:\s{2,}(?:[^\W_] )+[^\W_])*")
_WIDE_GAP = regex(r"\s{2,}")
_STARRED = regex(r"[*•](?=[A-ZÀ-Þ\"“])(?!.*\*\s*\Z)")
_ATX = regex(r"(#{1,6})\s+(?P<text>\S.*)\Z")
_LENTICULAR = regex(r"[【〔]\s*[^【】〔〕]{1,30}[】〕]\Z")
_LED_TO = regex(r"(?P<title>\S.{3,119}?)\s*[:–—-]?\s+<?\(?(?P<url>https?://[^\s<>]+?)[>).]*\Z")
_BRACKETED = regex(r"<(https?://[^\s<>]+)>")
_REFERRED = regex(r"\s*\[ (?P<url>https?://[^\s\[\]]+) \]")
_GLUED = regex(r"(<https?://[^\s<>]+>)(?=\w)")
_IN_BRACKETS = regex(r"\[ ?(?P<text>[^\W\d_]{2}(?:[^\[\]]*[^\[\] ])?) ?\]\Z")
_LONGEST_HEADING: Final = 90
_DRAWN: Final = "#■□◆◇●○▼▽★☆ "
_DRAWN_ON = regex(r"[━─═＝]{4}\Z")
_EMPHASIS = regex(r"(?P<mark>[*_]{1,2})(?P<text>[^\s*_][^*_]*)(?P=mark)\Z")
_LINES: Final = "━─═=-~*"
_LONGEST_SHOUT: Final = 60
_MOST_WORDS: Final = 11
_MOST_LINKED: Final = 4
_INDENT: Final = 2
_MOST_AT_THE_TOP: Final = 4
_MOST_UNEVEN: Final = 3
_LEAST_RULED: Final = 4
_RULED_SHARE: Final = 0.6
_ISSUED_BY = regex(r"(?:published|edited|compiled|written|issued|produced)\b.{0,30}\bby\s", re.IGNORECASE)
_SENTENCE_END = regex(r"[.,;:!…。，；：！]\s*\Z")


_BODY: Final = Look()
_BOLD: Final = Look()
_BOLD.bold = True


def text_page(lines: list[str]) -> Page:
    """Return the page that the lines of a plain text make; their indentation is a cue."""
    body, notes = without_notes(lines)
    groups = groups_of(with_marks(body))
    reader = _TextReader(notes, ruled=_rules_open_titles(groups), listed=contents(groups), marked=_highest(groups))
    if groups and 1 < len(groups[0]) <= _MOST_AT_THE_TOP and all(_heads(squeeze(line)) for line in groups[0]):
        groups[:1] = [[line] for line in groups[0]]
    for at, group in enumerate(groups):
        following = groups[at + 1] if at + 1 < len(groups) else []
        reader.group(group, following, sandwiched=_is_sandwiched(groups, at))
    if notes.used:
        reader.segments.append(Segment(Kind.HIDDEN, " ".join(notes.used)))
    return Page(reader.segments, [Node(-1, "", 0, len(reader.segments))])


def _highest(groups: list[list[str]]) -> int:
    """Return the highest rank of the headings that a text marks as Markdown does; 0 for none."""
    ranks = (len(match[1]) for group in groups for line in group[:1] if line[:1] == "#" and (match := _ATX.match(line)))
    return min(ranks, default=0)


def _rules_open_titles(groups: list[list[str]]) -> bool:
    """Tell whether most rules of a text stand over a line that is a title, so that the others' first lines are too."""
    after = [group[0] for rule, group in pairwise(groups) if RULE.match(rule[0]) and not RULE.match(group[0])]
    titles = [line for line in after if _heads(squeeze(line)) and not BULLET.match(line)]
    return len(titles) >= _LEAST_RULED and len(titles) >= _RULED_SHARE * len(after)


def _is_sandwiched(groups: list[list[str]], at: int) -> bool:
    """Tell whether a line stands alone between two rules, over lines that do not."""
    rules = [bool(group) and RULE.match(group[0]) is not None for group in groups[max(at - 1, 0) : at + 4]]
    if at == 0 or len(groups[at]) > 1 or rules[:4] != [True, False, True, False]:
        return False
    return len(groups[at + 2]) > 1 or rules[4:] != [True]


class _TextReader:
    def __init__(self, notes: Notes, *, ruled: bool, listed: frozenset[str], marked: int) -> None:
        self.segments: list[Segment] = []
        self._notes = notes
        self._ruled = ruled
        self._listed = listed
        self._marked = marked > 0
        self._raised = max(marked - 2, 0)
        self._items = 0
        self._ordinal = 0
        self._ruled_above = False
        self._drawn_under = False

    def group(self, lines: list[str], following: list[str], *, sandwiched: bool = False) -> None:
        """Take lines that no blank line divides; `following` are the next ones.

        `sandwiched` tells that they are a line between rules, the second of which opens nothing.
        """
        if RULE.match(lines[0]):
            if not self._drawn_under:
                self.segments.append(Segment(Kind.RULE, ""))
            self._ruled_above, self._drawn_under = not self._drawn_under, False
            return
        above, self._ruled_above = self._ruled_above, False
        ruled = self._under_rule(following)
        rest = self._opening(lines, above=above, following=following)
        self._drawn_under = self._drawn_under or (sandwiched and self._ruled and not rest)
        listed = len(rest) > 1 and BULLET.match(rest[-2]) is not None
        if ruled and len(rest) > 1 and rest is lines and not listed and self._level(rest[-1], above=False, ruled=True):
            self._paragraphs(rest[:-1])
            rest = self._opening(rest[-1:], above=False, following=following)
        if above and self._ruled and len(rest) == 1 < len(lines):
            self._text(squeeze(rest[0]), indent=_indent(rest[0]))
            return
        self._paragraphs(rest)

    def _under_rule(self, following: list[str]) -> bool:
        """Tell whether a rule under the lines marks the last of them, which it does where rules open no titles."""
        return bool(following) and not self._ruled and RULE.match(following[0]) is not None

    def _opening(self, lines: list[str], *, above: bool, following: list[str]) -> list[str]:
        """Add the heading or disclosure that `lines` begin with, and return the lines after it."""
        ruled = self._under_rule(following)
        deeper = _deeper(lines, following)
        first = squeeze(lines[0])
        if _ARMOR.match(lines[0]) or (len(lines) == 1 and _END.match(first) and not first[0].isalnum()):
            self.segments.append(Segment(Kind.RULE, first))
            return lines[1:]
        fenced = _fenced(lines[0])
        inner = squeeze(fenced["text"]) if fenced else first
        label = sponsor_label(inner) if not first_sentence_label(inner) else None
        if label and not (label.name and not fenced and len(lines) > 1 and squeeze(lines[1])[:1].islower()):
            self._text(inner, bold=True)
            self.segments[-1].color = FENCE if fenced else ""
            return lines[1:]
        banded = fenced or (len(lines) > 1 and _LENTICULAR.match(first))
        if banded and _heads(inner) and not BULLET.match(lines[0]):
            bold = self._marked and first.startswith("**") and first.endswith("**")
            self._text(inner, level=5 if bold else 2, bold=True)
            return lines[1:]
        if _GAPPED.match(lines[0]):
            words = [word.replace(" ", "") for word in _WIDE_GAP.split(lines[0].strip())]
            plain = _SPACED.fullmatch(lines[0].strip()) is not None
            self._text(" ".join(words) if plain else first, level=2, bold=True)
            return lines[1:]
        if _STARRED.match(lines[0]) and _heads(first):
            self._text(first[1:], level=3, bold=True)
            return lines[1:]
        bulleted = BULLET.match(lines[0])
        if bulleted and bulleted["mark"] and self._is_bullet_heading(lines, following):
            title = squeeze(" ".join(lines))[bulleted.end() - _indent(lines[0]) :]
            self._text(title.rstrip("* ") if bulleted["mark"] == "*" else title, level=3, bold=True)
            return []
        alone = len(lines) == 1
        if alone and following and first.casefold() in self._listed:
            self._text(first, level=2, bold=True)
            return []
        shout = above and first.upper() == first and 3 < len(first) <= _LONGEST_SHOUT
        titled = above and self._ruled and _heads(first) and not BULLET.match(lines[0])
        if not (alone or shout or titled):
            return lines
        underlined = alone and ruled and abs(len(following[0].strip()) - len(first)) <= _MOST_UNEVEN
        line = lines[0].rstrip("! ") if underlined else lines[0]
        level = self._level(line, above=above, ruled=ruled and alone) or (3 if deeper and _heads(first) else 0)
        if not level:
            return lines
        self._text(_undrawn(first).lstrip(_DRAWN), level=level, bold=True, indent=_indent(lines[0]))
        self._drawn_under = ruled and alone
        return lines[1:]

    def _is_bullet_heading(self, lines: list[str], following: list[str]) -> bool:
        """Tell whether a bullet stands before a title: alone, short, and with paragraphs under it."""
        text = squeeze(" ".join(lines))
        if (
            len(lines) > 2
            or any(map(BULLET.match, lines[1:]))
            or not _heads(text)
            or not following
            or _indent(lines[0])
            or RULE.match(following[0])
        ):
            return False
        return BULLET.match(following[0]) is None and len(" ".join(following)) > len(text)

    def _level(self, line: str, *, above: bool, ruled: bool) -> int:
        text = squeeze(line)
        atx = _ATX.match(text)
        if atx:
            return min(2 * (len(atx[1]) - self._raised) - 1, 6)  # ranks apart enough to be told by their levels
        bullet = BULLET.match(line)
        if not _heads(text) or (bullet and bullet["mark"]) or text.startswith("<"):
            return 0
        return 2 if ruled or above or (text[0] in _DRAWN and _DRAWN_ON.search(text)) else 0

    def _paragraphs(self, lines: list[str]) -> None:
        """Add the paragraphs, list items and titles that hang together in `lines`."""
        if not lines:
            return
        if _lists(lines):
            self._list(lines)
            return
        address = ADDRESS.fullmatch(squeeze(lines[-1]).strip("<>() "))
        title = squeeze(lines[0])
        if address and len(lines) > 1 and len(title) <= _LONGEST_HEADING * 2 and not ADDRESS.search(title):
            self._titled(lines[:-1], address[0])
            return
        text = squeeze(" ".join(lines))
        led = _LED_TO.match(text)
        if led and not ADDRESS.search(led["title"]) and ADDRESS.fullmatch(led["url"]):
            self._titled([led["title"]], led["url"])
            return
        shout = text.upper() == text and text.lower() != text and len(text) <= 160 and len(lines) <= 3
        short = len(lines) == 1 and _heads(text)
        bracketed = _IN_BRACKETS.match(text) if short else None
        text = bracketed["text"] if bracketed else text
        self._text(text, bold=shout or short, upper=shout, indent=_indent(lines[0]))

    def _titled(self, lines: list[str], url: str) -> None:
        """Add an item: its title, what it says, and its address, which stood in the last line."""
        title, rest = _title_of(lines)
        self._text(title, bold=True, href=url, indent=_INDENT)
        if rest:
            self._text(squeeze(" ".join(rest)), indent=_indent(rest[0]))
        self.segments.append(Segment(Kind.HIDDEN, url))

    def _list(self, lines: list[str]) -> None:
        entry: list[str] = []
        for line in [*lines, ""]:
            match = BULLET.match(line)
            if (match or not line) and entry:
                self._entry(entry)
                entry = []
            if line:
                entry.append(line)

    def _entry(self, lines: list[str]) -> None:
        match = BULLET.match(lines[0])
        assert match is not None
        self._items += 1
        self._ordinal += 1
        text = squeeze(" ".join([lines[0][match.end() :], *lines[1:]]))
        self._text(text)
        if self.segments:
            self.segments[-1].place = Place(
                1, bool(match["number"]), self._items, int(match["number"] or self._ordinal)
            )

    def _text(
        self, text: str, *, level: int = 0, bold: bool = False, upper: bool = False, href: str = "", indent: int = 0
    ) -> None:
        text = _EMPHASIS.sub(r"\g<text>", _undrawn(text)) if bold else text
        bracketed = _IN_BRACKETS.match(text) if level else None
        text = bracketed["text"] if bracketed else text
        if not text:
            return
        look = _BOLD if bold else _BODY
        runs = [Run(text, look, href)] if href else _runs(text, look, self._notes)
        whole = href or _whole_link(runs)
        shown = "".join(run.text for run in runs)
        size = 15.0 if indent >= _INDENT and not level else 16.0
        self.segments.append(
            Segment(
                Kind.TEXT,
                squeeze(shown),
                runs,
                level,
                size,
                bold or bool(level),
                False,
                upper or shown.isupper(),
                href=whole,
                color="indented" if indent >= _INDENT else "",
            )
        )


def _runs(text: str, look: Look, notes: Notes) -> list[Run]:
    """Return `text` in runs: bare addresses and the words before a numbered reference are links."""
    runs: list[Run] = []
    if "[ http" in text:
        return _referred(text, look, notes)
    text = _BRACKETED.sub(r"\1", _GLUED.sub(r"\1 ", text)) if "<http" in text else text
    position = 0
    for match in ADDRESS.finditer(text):
        if match.start() > position:
            runs += notes.resolved(text[position : match.start()], look)
        runs.append(Run(match[0], _BODY, match[0]))
        position = match.end()
    return [*runs, *notes.resolved(text[position:], look)]


def _referred(text: str, look: Look, notes: Notes) -> list[Run]:
    """Return `text` in runs, with the words before an address in brackets, "here [ https://… ]", as a link to it.

    At the beginning these are all words before it, elsewhere the last one.
    """
    runs: list[Run] = []
    position = 0
    for match in _REFERRED.finditer(text):
        before = text[position : match.start()].rstrip()
        at = 0 if position == 0 and before.count(" ") < _MOST_LINKED else before.rfind(" ") + 1
        if not any(map(str.isalnum, before[at:])):
            continue
        notes.used.append(match[0].strip())
        runs += _runs(before[:at], look, notes) if at else []
        runs.append(Run(f" {before[at:]}" if position and not at else before[at:], look, match["url"]))
        position = match.end()
    rest = text[position:].replace("[ http", "[http")
    return [*runs, *_runs(rest, look, notes)] if rest else runs


def _whole_link(runs: list[Run]) -> str:
    hrefs = {run.href for run in runs if any(map(str.isalnum, run.text))}
    return hrefs.pop() if len(hrefs) == 1 else ""


def _title_of(lines: list[str]) -> tuple[str, list[str]]:
    """Return the title at the start of an item's lines, which may be wrapped, and the lines after it."""
    first = squeeze(lines[0])
    if len(lines) > 1 and first.upper() == first and squeeze(lines[1]).upper() == squeeze(lines[1]):
        return f"{first} {squeeze(lines[1])}", lines[2:]
    return first, lines[1:]


def _lists(lines: list[str]) -> bool:
    """Tell whether `lines` are the items of a list; a numbered line alone may be a heading."""
    return BULLET.match(lines[0]) is not None and (len(lines) > 1 or not re.match(r"\s*\d", lines[0]))


def _undrawn(text: str) -> str:
    """Return a heading without the squares and rules drawn before and after it: "■ News ━━━━" is "News"."""
    return text if text[:1] not in _DRAWN[1:] else text.strip(_DRAWN[1:] + _LINES) or text


def _heads(text: str) -> bool:
    """Tell whether `text` has the form of a heading: short, no sentence, no address."""
    if len(text) > _LONGEST_HEADING or text.count(" ") >= _MOST_WORDS or _SENTENCE_END.search(text):
        return False
    if _ISSUED_BY.match(text):
        return False
    return any(map(str.isalnum, text)) and not ADDRESS.search(text) and "@" not in text and "</" not in text


def _deeper(lines: list[str], following: list[str]) -> bool:
    """Tell whether a line at the margin stands over lines that are set in."""
    return len(lines) == 1 and bool(following) and _indent(lines[0]) == 0 and _indent(following[0]) >= _INDENT


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _fenced(line: str) -> re.Match[str] | None:
    """Return the match of a line of text between fences. Long runs are tried shortened: in full they cost too much."""
    line = straight(line) if len(line) <= _LONGEST_FENCED else line
    if len(line) > 2 * _LONGEST_FENCED or _FENCED.match(_LONG_RUN.sub(r"\1", line)) is None:
        return None
    return _FENCED.match(line)
