"""Shortened links: they hide where they lead, break when the service ends, and make filters suspicious."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

from reader_app import resources
from reader_app.model.problems import Severity
from reader_app.model.urls import host
from reader_app.services.checking.finding import Finding
from reader_app.services.checking.place import choose_address
from reader_app.services.checking.subject import Subject


@cache
def _hosts() -> frozenset[str]:
    return frozenset(json.loads(resources.text("checks/shorteners.json")))


def check(subject: Subject) -> Iterator[Finding]:
    """Warn of links over a shortening service."""
    for mention in subject.links:
        site = host(mention.url)
        if site in _hosts():
            sentence = f"{site} hides where the link in {subject.place(mention)} leads; use the address behind it."
            yield Finding(
                Severity.WARNING, sentence, mention.line + 1, "shortened-link", choose_address(subject, mention)
            )
