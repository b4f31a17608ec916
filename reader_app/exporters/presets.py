"""What sending services take, and the merge tags they put addresses in the place of (resources/presets.json)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from reader_app import resources
from reader_app.errors import UsageError
from reader_app.model.issue import About, Issue

Takes = Literal["rich", "email", "markdown"]


@dataclass(frozen=True, slots=True)
class Preset:
    """A sending service: `takes` is what is pasted or uploaded there, formatted text, HTML of a mail or Markdown.

    `unsubscribe` and `online` are its merge tags; `own_footer` tells that it writes the end of a mail itself.
    """

    name: str
    title: str
    takes: Takes
    unsubscribe: str
    online: str
    own_footer: bool


@cache
def presets() -> Mapping[str, Preset]:
    """Return the services by name."""
    data = json.loads(resources.text("presets.json"))
    return {name: Preset(name, **entry) for name, entry in data.items()}


def addressed(issue: Issue, name: str) -> Issue:
    """Return `issue` as the service `name` is to send it; ``""`` names none, and the issue stays as it is.

    The service's own address ends a subscription, since it keeps the list; the address to view the issue online is the
    issue's own where it has one. Raises UsageError for a service that is not known.
    """
    if not name:
        return issue
    preset = presets().get(name)
    if preset is None:
        raise UsageError(f"There is no service “{name}”. There are: {', '.join(presets())}.")
    about = issue.about or About()
    if preset.own_footer:
        return replace(issue, about=replace(about, unsubscribe="", address="") if issue.about else None)
    return replace(issue, about=replace(about, unsubscribe=preset.unsubscribe), url=issue.url or preset.online)
