"""Which words of a line of an issue are checked: what readers read, not addresses, code, names of blocks and tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

LONGEST_LINE: Final = 8_000
LONGEST_WORD: Final = 60
_READ_FACTS: Final = re.compile(r"(?:title|preheader)[ \t]*:")
_NOT_READ: Final = re.compile(
    r"`[^`]*`"  # code
    r"|<!--.*?(?:-->|\Z)"
    r"|\]\((?:<[^<>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)?"  # addresses of links
    r"|\]\[[^\[\]]*\]|^\s*\[[^\[\]]+\]:\s.*"
    r"|<[^<>\s]*>|\b(?:https?://|mailto:|www\.)\S+|\S+@\S+\.\S+|\basset:\w+"
    r"|\b[\w-]+(?:\.[\w-]+)+(?:/\S*)?"  # sites and files
    r"|\{\{.*?\}\}|\*\|.*?\|\*|%%.*?%%"  # merge tags
    r"|\{[^{}]*\}\s*\Z|&\w+;|[@#/]\w[\w/-]*"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ·׳״-][^\W\d_]+)*|\w+")
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:['’ʼ·׳״-][^\W\d_]+)*\Z")
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


class Word(NamedTuple):
    """A word of a line: its first character and what it is."""

    start: int
    text: str


def words(line: str, *, in_facts: bool = False) -> Iterator[Word]:
    """Yield the words of `line` that are to be checked; `in_facts` tells that the line is one of the front matter.

    Left out are words with digits, in capitals throughout or with one within, single letters, and text in scripts
    that put no space between words.
    """
    line = line[:LONGEST_LINE]
    if line.startswith(":::") or (in_facts and not _READ_FACTS.match(line)):
        return
    start = line.index(":") + 1 if in_facts else 0
    shown = _NOT_READ.sub(lambda match: " " * len(match[0]), line) if _is_marked(line) else line
    for match in _WORD.finditer(shown, start):
        if _is_checked(match[0]):
            yield Word(match.start(), match[0])


def _is_marked(line: str) -> bool:
    return any(mark in line for mark in "`<]:@.{*%&#/")


def _is_checked(word: str) -> bool:
    if not 1 < len(word) <= LONGEST_WORD or not _LETTERS.match(word):
        return False
    if word != word.lower() and word[1:] != word[1:].lower():
        return all(part[1:] == part[1:].lower() for part in re.split(r"['’ʼ-]", word))  # Anglo-Saxon, O’Brien
    return _UNSPACED.search(word) is None
