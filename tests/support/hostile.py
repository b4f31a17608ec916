"""Issues made to harm: what a mail can hold that freezes, deceives or runs in programs that let it."""

from __future__ import annotations

from pathlib import Path

_HEAD = """From: Harm Letter <letter@harm.example>
Subject: {title}
Date: Fri, {day:02} May 2024 08:00:00 +0000
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html><body><h1>{title}</h1>
"""
_WORDS = "<p>Words of the hill stand here in a row, and the sheep count them.</p>"


def _scripts() -> str:
    return "".join(
        f'<p onclick="x()" onmouseover="x()">Hill {n}</p><script>for(;;);</script>'
        f'<form action="https://far.example/{n}"><input name=a autofocus onfocus="x()"></form>'
        for n in range(1500)
    )


def _pictures() -> str:
    return _WORDS * 5 + "".join(f'<img src="https://far.example/{n}.png" width="9" height="9">' for n in range(10_000))


def _paragraph() -> str:
    return "<p>" + "word and another word of it " * 178_000 + "</p>"


def _line() -> str:
    return "<p>" + "word and another word of it " * 8_000 + "</p>"


def _bidi() -> str:
    return "".join(
        f'<p>\u202e{n} live \u202c<a href="https://xn--80ak6aa92e.com/\u202egnp.exe">bank.example</a>'
        '<a href="https://bank.example@far.example/">Your bank</a></p>'
        for n in range(1000)
    )


def _links() -> str:
    return "".join(
        f'<h2>Part {n // 20}</h2><h3><a href="https://a.example/{n}">Title {n}</a></h3>{_WORDS}' for n in range(2000)
    )


MADE = {
    "Scripts": _scripts,
    "Pictures": _pictures,
    "Paragraph": _paragraph,
    "Line": _line,
    "Bidi": _bidi,
    "Links": _links,
}


def write(folder: Path, names: tuple[str, ...] = tuple(MADE)) -> list[Path]:
    """Write the mails called `names` into `folder` and return their files."""
    paths = []
    for day, name in enumerate(names, 1):
        path = folder / f"{name}.eml"
        path.write_text(_HEAD.format(title=name, day=day) + MADE[name]() + "</body></html>", "utf-8")
        paths.append(path)
    return paths
