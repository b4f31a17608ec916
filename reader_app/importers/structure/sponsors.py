"""Finds the advertisements of a page: where each begins and ends, whose it is, and its disclosure.

Calling an editor's item an advertisement is worse than missing one: only what is labelled counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader_app.importers.structure.cues import sponsor_label
from reader_app.importers.structure.outline import Role
from reader_app.importers.structure.segment import Kind, Page, Segment
from reader_app.model.urls import host


@dataclass(frozen=True, slots=True)
class Advertisement:
    """An advertisement: the numbers of its segments, label first, with its name, label and address."""

    numbers: tuple[int, ...]
    name: str
    label: str
    url: str


def advertisements(page: Page, body: Sequence[int], roles: Mapping[int, Role]) -> list[Advertisement]:
    """Return the advertisements among the segments numbered in `body`."""
    found: list[Advertisement] = []
    taken = 0
    for place, number in enumerate(body):
        segment = page.segments[number]
        if place < taken or segment.kind is not Kind.TEXT:
            continue
        label = sponsor_label(segment.text)
        if label is None:
            continue
        end = _end(page, body, place, roles)
        numbers = tuple(body[place:end])
        parts = [page.segments[each] for each in numbers]
        name = label.name or _name(parts[1:])
        if name:
            found.append(Advertisement(numbers, name, label.label, _url(parts)))
            taken = end
    return found


def _end(page: Page, body: Sequence[int], place: int, roles: Mapping[int, Role]) -> int:
    """Return the place after the last segment of the advertisement whose label stands at `place`."""
    node = page.nodes[page.segments[body[place]].node]
    while node.parent >= 0 and node.end - body[place] <= 1:
        node = page.nodes[node.parent]
    end = place + 1
    while end < len(body) and end - place <= 8 and body[end] < node.end:
        segment = page.segments[body[end]]
        if segment.kind is Kind.RULE or roles.get(body[end]) is Role.SECTION or sponsor_label(segment.text):
            break
        end += 1
    return end


def _name(parts: Sequence[Segment]) -> str:
    for part in parts:
        if part.kind is Kind.PICTURE and part.text and len(part.text) <= 60:
            return part.text
    for part in parts:
        for run in part.runs:
            if (run.look.bold or run.href) and 1 < len(run.text.strip()) <= 60:
                return " ".join(run.text.split())
    return host(_url(parts)) or next((part.text[:60] for part in parts if part.text), "")


def _url(parts: Sequence[Segment]) -> str:
    for part in parts:
        if part.href:
            return part.href
        for _, href in part.links():
            return href
    return ""
