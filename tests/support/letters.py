"""Small mails, mail folders and an export, as files that an import meets."""

from __future__ import annotations

from pathlib import Path

MAIL = """From: The Keeper <keeper@{n}.example>
Subject: Boats {n}
Message-ID: <{n}@post.example>
Date: Mon, 04 Mar 2024 08:0{n}:00 +0000
Content-Type: text/html; charset=utf-8

<html><body><h1>Boats {n}</h1><p>On day {n} the harbour saw {n} boats leave before the fog, and none came back.</p>
</body></html>
"""
GHOST = '{"db": [{"meta": {"version": "5"}, "data": {"posts": [%s]}}]}'
POST = '{"title": "T%d", "slug": "t%d", "status": "published", "html": "<p>Words of %d</p>", "published_at": "2024-01-0%dT00:00:00.000Z"}'  # noqa: E501


def mail(number: int) -> str:
    """Return a newsletter as mail, with words of its own."""
    return MAIL.format(n=number)


def mbox(path: Path, *numbers: int) -> Path:
    """Write the mails of `numbers` to `path` as an mbox."""
    path.write_text("".join(f"From keeper@x.example Mon Mar  4 08:00:00 2024\n{mail(n)}\n" for n in numbers))
    return path
