"""The one CommonMark parser of Masthead: tables, strikethrough and footnotes on, raw HTML off."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, image, link
from markdown_it.token import Token

from reader_app.model.urls import has_merge_tag, is_safe

Env = dict[str, Any]
InlineRule = Callable[[StateInline, bool], bool]
MOST_BRACKETS: Final = 2000  # that one paragraph may open before none of them counts: each costs a look ahead
_COUNTED: Final = -1  # where the state of a paragraph remembers whether it has more
MERGE_ADDRESS: Final = re.compile(r"\]\((\{\{[^{}<>\n]*\}\})\)")


@cache
def parser() -> MarkdownIt:
    """Return the parser, made at the first call. Addresses that may not stand in a page never become links."""
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.footnote.index import footnote_inline, footnote_ref

    made = MarkdownIt("commonmark", {"html": False, "maxNesting": 40}).enable(["table", "strikethrough"])
    made.use(footnote_plugin)
    for name, rule in (
        ("link", link),
        ("image", image),
        ("footnote_inline", footnote_inline),
        ("footnote_ref", footnote_ref),
    ):
        made.inline.ruler.at(name, _bounded(rule))
    made.validateLink = is_safe  # type: ignore[method-assign]
    normalized = made.normalizeLink
    made.normalizeLink = lambda url: url if has_merge_tag(url) else normalized(url)  # type: ignore[method-assign]
    made.add_render_rule("footnote_block_open", _footnotes_open)
    made.add_render_rule("footnote_block_close", lambda *_: "</ol>\n</div>\n")
    made.core.ruler.after("normalize", "merge_tags", _bracket_merge_tags)
    return made


def _bounded(rule: InlineRule) -> InlineRule:
    """Return `rule` so that it takes no part in a paragraph with more brackets than any newsletter has."""

    def bounded(state: StateInline, silent: bool) -> bool:
        if _COUNTED not in state.cache:
            state.cache[_COUNTED] = int(state.src.count("[") > MOST_BRACKETS)
        return not state.cache[_COUNTED] and rule(state, silent)

    return bounded


def _footnotes_open(*_: object) -> str:
    """Begin the footnotes of a body: a `div`, since a mail has no `section` and a section wants a heading."""
    return '<div class="footnotes" role="doc-endnotes">\n<ol class="footnotes-list">\n'


def _bracket_merge_tags(state: StateCore) -> None:
    """Let ``[text]({{ tag }})`` be a link: an address with spaces must stand in angle brackets."""
    if "]({{" in state.src:
        state.src = MERGE_ADDRESS.sub(r"](<\1>)", state.src)


def block_tokens(text: str, env: Env) -> list[Token]:
    """Return the block tokens of `text`, inline content unparsed; link definitions go to ``env["references"]``."""
    tokens: list[Token] = []
    made = parser()
    made.block.parse(text, made, env, tokens)
    return tokens


def inline_tokens(text: str, env: Env) -> Sequence[Token]:
    """Return the inline tokens of `text`, which is one paragraph's content."""
    tokens = parser().parseInline(text, env)
    return tokens[0].children or [] if tokens else []


def plain(text: str, env: Env) -> str:
    """Return what a reader sees of the inline Markdown `text`, without any markup; a picture counts by its alt text."""
    return plain_of(inline_tokens(text, env))


def plain_of(tokens: Sequence[Token]) -> str:
    """Return the visible text of inline tokens."""
    parts: list[str] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(plain_of(token.children or []) or token.content)
        elif token.type in ("text", "code_inline", "text_special"):
            parts.append(token.content)
    return "".join(parts)
