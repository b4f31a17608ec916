"""Gives links that hold nothing, or a picture without words, a name: who hears the page must know where they lead."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from reader_app.model.urls import host


def link_name(url: str) -> str:
    """Return what a link to `url` is called when nothing else names it."""
    return host(url) or url


def name_bare_links(tokens: Sequence[Token]) -> None:
    """Name the links among the inline `tokens` that show no word; a picture in one gets the name as its text."""
    for start, token in enumerate(tokens):
        if token.type != "link_open":
            continue
        inside: list[Token] = []
        for each in tokens[start + 1 :]:
            if each.type == "link_close":
                break
            inside.append(each)
        if inside and not any(_says(each) for each in inside):
            _name(inside[0], link_name(str(token.attrs.get("href", ""))))


def _says(token: Token) -> bool:
    return bool(token.content.strip())


def _name(token: Token, name: str) -> None:
    token.content = name
    if token.type == "image":
        token.children = [Token("text", "", 0, content=name)]
