"""What the palette can go to: sections of the issue shown, commands, lists, publications, issues."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from reader_app.services.matching import match
from reader_app.ui import dates
from reader_app.ui.actions import label
from reader_app.ui.library.places import Place
from reader_app.ui.library.rows import source_line
from reader_app.ui.widgets.entries import ENTRY_ROLE
from reader_app.ui.widgets.text_lines import MARK_END, MARK_START

if TYPE_CHECKING:
    from reader_app.library.types import IssueSummary
    from reader_app.ui.main_window import MainWindow

MOST = 8  # of a group, once something is typed
GROUPS = ("section", "command", "list", "publication", "issue")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Palette", text)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its group (one of GROUPS), what it says, what stands at its end, what it does."""

    group: str
    text: str
    detail: str
    run: Callable[[], object]

    def heading(self) -> str:
        """Return what stands above the group."""
        headings = {
            "section": _tr("In this issue"),
            "command": _tr("Commands"),
            "list": _tr("Lists"),
            "publication": _tr("Publications"),
            "issue": _tr("Issues"),
        }
        return headings[self.group]


def at_hand(window: MainWindow) -> list[Entry]:
    """Return all that is there without asking the library."""
    return [*_sections(window), *_commands(window), *_copies(window), *_lists(window)]


def issues(window: MainWindow, found: Iterable[IssueSummary], typed: str) -> list[Entry]:
    """Return the entries of issues that the library found for `typed`."""
    entries = [_issue(window, summary) for summary in found]
    return [_marked(entry, typed) or entry for entry in entries]


def _issue(window: MainWindow, summary: IssueSummary) -> Entry:
    day = dates.short(summary.date, dates.now()) if summary.date else ""
    named = (summary.publication, summary.number)
    publication, number = ("" if name in summary.title else name for name in named)  # most titles begin with theirs
    detail = " · ".join(filter(None, (source_line(publication, number), day)))
    return Entry("issue", summary.title or _tr("Untitled"), detail, lambda: window.show_issue(summary.id))


def fitting(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """Return the entries that fit `typed`, best first within their groups, the group with the best one first."""
    if not typed.strip():
        return list(entries)
    scored = [(found.score, entry) for entry in entries if (found := match(typed, entry.text)) is not None]
    by_group = {
        group: sorted((pair for pair in scored if pair[1].group == group), key=lambda pair: -pair[0])[:MOST]
        for group in GROUPS
    }
    groups = sorted((pairs for pairs in by_group.values() if pairs), key=lambda pairs: -pairs[0][0])
    return [_marked(entry, typed) or entry for pairs in groups for _, entry in pairs]


def _marked(entry: Entry, typed: str) -> Entry | None:
    """Return `entry` with the letters marked that were typed."""
    found = match(typed, entry.text)
    if found is None:
        return None
    text, end = "", 0
    for start, stop in found.places:
        if start >= end:
            text += f"{entry.text[end:start]}{MARK_START}{entry.text[start:stop]}{MARK_END}"
            end = stop
    return replace(entry, text=text + entry.text[end:])


def _sections(window: MainWindow) -> list[Entry]:
    return [_section(window, text, selector) for text, selector in window.reader_pane.contents.places()]


def _section(window: MainWindow, text: str, selector: str) -> Entry:
    return Entry("section", text, "", lambda: window.reader_pane.go(selector))


def _commands(window: MainWindow) -> list[Entry]:
    native = QKeySequence.SequenceFormat.NativeText
    actions = [window.actions_[spec.key] for spec in window.actions_.specs if spec.key != "palette"]
    return [
        Entry("command", label(action).rstrip("…"), action.shortcut().toString(native), action.trigger)
        for action in actions
        if action.isEnabled()
    ]


def _copies(window: MainWindow) -> list[Entry]:
    """Return the services for which the issue shown can be copied."""
    if window.reader_pane.reading is None:
        return []
    from reader_app.exporters.presets import presets

    text = _tr("Copy the issue for {service}")
    return [
        Entry("command", text.format(service=preset.title), "", partial(window.copier.copy, preset.takes, name))
        for name, preset in presets().items()
    ]


def _lists(window: MainWindow) -> list[Entry]:
    """Return all that the sidebar lists."""
    model = window.sidebar.model()
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    return [_list(window, index.data(), index.data(ENTRY_ROLE.value).place) for index in indexes]


def _list(window: MainWindow, text: str, place: Place) -> Entry:
    group = "publication" if place.kind == "publication" else "list"
    return Entry(group, text, "", lambda: window.sidebar.choose(place))
