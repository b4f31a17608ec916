"""Link and footnote definitions: they stand anywhere in a text, but every block of the model carries those it uses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markdown_it.common.utils import normalizeReference

from reader_app.markup.commonmark import Env, parser

# A label has at most 999 characters (CommonMark 0.31, section 4.7).
_DEFINITION = re.compile(r" {0,3}\[((?:\\.|[^\[\]\\]){1,999})\]:[ \t]*\S")
_LABEL = re.compile(r"\[((?:\\.|[^\[\]\\]){1,999})\]")
_WHITE = re.compile(r"\s+")


def label_key(label: str) -> str:
    """Return the form in which two labels are equal (CommonMark 0.31, section 6.3: matches)."""
    return _WHITE.sub(" ", label).strip().casefold()


def definitions(lines: Sequence[str]) -> dict[str, str]:
    """Return the definitions in `lines` by label key, in order; the first of a label wins.

    A footnote's indented continuation lines belong to it.
    """
    found: dict[str, str] = {}
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        match = _DEFINITION.match(line) if "]:" in line else None
        if match is None:
            continue
        text = [line.strip()]
        if match[1].startswith("^"):
            while number < len(lines) and (lines[number].startswith("    ") or _blank_before_indent(lines, number)):
                text.append(lines[number])
                number += 1
        found.setdefault(label_key(match[1]), "\n".join(text).rstrip())
    return found


def needed(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys of `known` that `text` refers to and does not define itself, in the order of `known`.

    Definitions of footnotes may refer to further definitions; those are included.
    """
    if not known or "[" not in text:
        return ()
    own = definitions(text.split("\n"))
    wanted: set[str] = set()
    pending = _labels(text)
    while pending:
        key = pending.pop()
        if key in known and key not in own and key not in wanted:
            wanted.add(key)
            pending |= _labels(known[key].partition("]:")[2])
    return tuple(key for key in known if key in wanted)


def with_definitions(body: str, known: Mapping[str, str]) -> str:
    """Return `body` with the definitions it uses from `known` below it, so that it can be read on its own."""
    keys = needed(body, known)
    if not keys or not body.strip():
        return body
    return body + "\n\n" + "\n\n".join(known[key] for key in keys)


def environment(known: Mapping[str, str]) -> Env:
    """Return the parser environment in which the link definitions of `known` hold, their addresses as written."""
    references: dict[str, dict[str, str]] = {}
    helpers = parser().helpers
    for text in known.values():
        match = _DEFINITION.match(text)
        if match is None or match[1].startswith("^"):
            continue
        start = match.end() - 1
        target = helpers.parseLinkDestination(text, start, len(text))
        if target.ok:
            references[normalizeReference(match[1])] = {"href": target.str, "title": ""}
    return {"references": references}


def _labels(text: str) -> set[str]:
    return {label_key(match) for match in _LABEL.findall(text)}


def _blank_before_indent(lines: Sequence[str], number: int) -> bool:
    return not lines[number].strip() and number + 1 < len(lines) and lines[number + 1].startswith("    ")
