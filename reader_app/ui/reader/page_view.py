"""The web view of the reading pane: runs resources/templates/reading.js beside the page and calls what it offers.

Imported after the first paint only, since it loads WebEngine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtWebEngineCore import QWebEngineScript
from PySide6.QtWidgets import QWidget

from reader_app import resources
from reader_app.ui.web_view import AssetSource, SafeWebView

if TYPE_CHECKING:
    from reader_app.library.person_types import Highlight

LARGEST_SWAP = 400_000  # letters of a page; a larger one is handed over as a document


@dataclass(frozen=True, slots=True)
class Spot:
    """What is at a place of the page.

    A block ("lead-0", "2-1"), its section's number, the text selected, a link, the number of a highlight.
    """

    block: str = ""
    section: str = ""
    selected: str = ""
    link: str = ""
    highlight: int = 0


@dataclass(frozen=True, slots=True)
class Selection:
    """Words selected in the page with those before and after, and the item they stand in (-1 for none)."""

    quote: str = ""
    before: str = ""
    after: str = ""
    item: int = -1


class PageView(SafeWebView):
    """Shows reading pages.

    Signals: `scrolled(float)` with how far down the page is, in pixels; `resized()` when its layout is another one;
    `item_command(str, int)` with "star", "read" or "clip" and the item's position; `menu_wanted(Spot, QPoint)` when
    a menu is asked for, with the point on the screen; `ended()` when the page is gone because its process ended.
    """

    menu_wanted = Signal(object, QPoint)
    scrolled = Signal(float)
    resized = Signal()
    item_command = Signal(str, int)
    ended = Signal()

    def __init__(self, parent: QWidget | None = None, *, assets: AssetSource | None = None) -> None:
        super().__init__(parent, assets=assets)
        self.setAccessibleName(self.tr("Page"))
        self.page().scrollPositionChanged.connect(self._scrolled)
        self.page().contentsSizeChanged.connect(lambda _size: self.resized.emit())
        self.command_activated.connect(self._command)
        self._is_ready = False
        self._number = 0
        self.page().loadFinished.connect(self._loaded_whole)
        self.page().renderProcessTerminated.connect(lambda _status, _code: self._ended())
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_for_menu)

    def install_script(self, labels: dict[str, str], *, tools: bool) -> None:
        """Give the pages shown from now on their script; with `tools`, items have buttons called by `labels`."""
        icons = {
            "star": resources.text("icons/star.svg"),
            "starred": resources.text("icons/star-filled.svg"),
            "read": resources.text("icons/check.svg"),
            "unread": resources.text("icons/dot.svg"),
            "clip": resources.text("icons/clip.svg"),
        }
        config = json.dumps({"labels": labels, "icons": icons, "tools": tools, "smooth": False})
        script = QWebEngineScript()
        script.setName("reading")
        script.setWorldId(QWebEngineScript.ScriptWorldId.ApplicationWorld.value)
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
        script.setSourceCode(f"{resources.text('templates/reading.js').strip()}({config});")
        scripts = self.page().scripts()
        scripts.clear()
        scripts.insert(script)

    def show_page(self, html: str) -> None:
        """Show another page from its top: in the place of the one shown if that can be, which is quicker."""
        self._number += 1
        if not self._is_ready or len(html) > LARGEST_SWAP:
            self._is_ready = False
            self.show_html(html)
            return
        number = self._number

        def answer(done: object) -> None:
            if number != self._number:
                return  # yet another page is on its way
            if done:
                self.shown.emit()
            else:
                self.show_html(html)

        self.call("swap", html, answer=answer)

    def mark_item(self, position: int, marks: str) -> None:
        """Show the marks of one item ("s" starred, "r" read)."""
        self.call("mark", position, marks)

    def restyle(self, css: str, classes: str) -> None:
        """Give the page another style sheet; it keeps its place."""
        self.call("style", css, classes)

    def go(self, selector: str) -> None:
        """Scroll to what `selector` finds, to the top if it is empty."""
        self.call("go", selector)

    def go_item(self, position: int) -> None:
        """Scroll to an item."""
        self.call("goItem", position)

    def page_on(self, direction: int, at_end: Callable[[bool], None]) -> None:
        """Scroll by a page (down 1, up -1) and tell `at_end` whether there was nothing left to show."""
        self.call("page", direction, answer=lambda value: at_end(bool(value)))

    def highlight(self, words: Sequence[str], *, jump: bool) -> None:
        """Mark `words` in the page; with `jump`, scroll to the first one."""
        self.call("highlight", list(words), jump)

    def ask_tops(self, selectors: Sequence[str], answer: Callable[[list[float]], None]) -> None:
        """Tell `answer` how far down the page what each selector finds is; -1 for what is not there."""
        self.call("tops", list(selectors), answer=lambda value: answer(json.loads(value or "[]")))

    def ask_current_item(self, answer: Callable[[int], None]) -> None:
        """Tell `answer` the position of the item under the pointer or with the focus, -1 for none."""
        self.call("current", answer=lambda value: answer(int(value) if isinstance(value, int | float) else -1))

    def ask_spot(self, at: QPoint | None, answer: Callable[[Spot], None]) -> None:
        """Tell `answer` what is at the point `at` of this view; None for the block with the focus or the pointer."""
        zoom = self.zoomFactor()
        x, y = (at.x() / zoom, at.y() / zoom) if at is not None else (-1.0, -1.0)
        self.call("spot", x, y, answer=lambda value: answer(Spot(**json.loads(value or "{}"))))

    def ask_link_texts(self, address: str, answer: Callable[[list[str]], None]) -> None:
        """Tell `answer` how the links to `address` read in the page."""
        self.call("linkTexts", address, answer=lambda value: answer(json.loads(value or "[]")))

    def ask_selection(self, answer: Callable[[Selection], None]) -> None:
        """Tell `answer` which words are selected."""
        self.call("selection", answer=lambda value: answer(Selection(**json.loads(value or "{}"))))

    def unselect(self) -> None:
        """Let no words be selected any more."""
        self.call("unselect")

    def keep(self, highlights: Sequence[Highlight]) -> None:
        """Draw marks that stay: these, and no others."""
        values = [
            {"number": each.number, "quote": each.quote, "before": each.before, "after": each.after}
            for each in highlights
        ]
        self.call("keep", values)

    def ask_kept(self, answer: Callable[[int], None]) -> None:
        """Tell `answer` the number of the highlight that the words selected are part of, 0 for none."""
        self.call("keptHere", answer=lambda value: answer(int(value or 0)))

    def ask_where(self, answer: Callable[[str, float], None]) -> None:
        """Tell `answer` how far down the page is: a name of the block at the top, and the part of the whole."""

        def take(value: Any) -> None:
            found = json.loads(value or "{}")
            answer(str(found.get("anchor", "")), float(found.get("fraction", 0.0)))

        self.call("where", answer=take)

    def place(self, anchor: str, fraction: float) -> None:
        """Scroll to where `ask_where` said the page was."""
        self.call("place", anchor, fraction)

    def restore(self, top: float) -> None:
        """Scroll to `top` pixels below the beginning."""
        self.call("restore", top)

    def call(self, name: str, *arguments: object, answer: Callable[[Any], None] | None = None) -> None:
        """Call a function of the script with `arguments`."""
        written = ", ".join(json.dumps(argument) for argument in arguments)
        self.run(f"window.masthead?.{name}({written})", answer)

    def _loaded_whole(self, done: bool) -> None:
        self._is_ready = done

    def _ended(self) -> None:
        """Take note that the engine's process for pages is gone; the next page gets a new one."""
        self._is_ready = False
        self.ended.emit()

    def _ask_for_menu(self, at: QPoint) -> None:
        self.ask_spot(at, lambda spot: self.menu_wanted.emit(spot, self.mapToGlobal(at)))

    def _scrolled(self, position: QPointF) -> None:
        self.scrolled.emit(position.y())

    def _command(self, text: str) -> None:
        name, _, position = text.partition("/")
        if name in ("star", "read", "clip") and position.isdigit():
            self.item_command.emit(name, int(position))
