"""The values the reading page is made from and hands out. Importing them loads nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reader_app.tokens import Mode

Kind = Literal["lead", "section", "sponsor", "podcast", "feedback"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is drawn: light or dark, the text's size in pixels, at most `measure` characters a line.

    `interface` names the font family of the windows, for the small print; empty means the one of the tokens.
    """

    mode: Mode = "light"
    text_size: int = 17
    measure: int = 66
    fold_sponsors: bool = False
    interface: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands around the title, in the reader's own language: a line above, facts below, a name for `Issue.url`."""

    kicker: str = ""
    facts: tuple[str, ...] = ()
    online: str = "View online"


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of "In this issue": `selector` (CSS) finds its place in the page, empty for the beginning.

    `count` is how many items a section holds; `minutes` how long the lead takes; each 0 when there is nothing to say.
    """

    kind: Kind
    label: str
    selector: str
    count: int = 0
    minutes: int = 0
