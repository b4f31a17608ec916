"""Says how the draft is kept: in the bar when it was saved, in plain words above the text when it is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from reader_app.services.saving import SaveState
from reader_app.ui import dates
from reader_app.ui.editor.keeper import DraftKeeper
from reader_app.ui.editor.top_bar import TopBar
from reader_app.ui.widgets.message_bar import MessageBar, Offer

ChooseFile = Callable[[QWidget, str, str], "Path | None"]


def choose_file(parent: QWidget, title: str, proposed: str) -> Path | None:
    """Let the person choose where to write; None when they change their mind."""
    name, _ = QFileDialog.getSaveFileName(parent, title, proposed)
    return Path(name) if name else None


class KeepingView(QObject):
    """Shows the state of `keeper` in `bar` and `messages`."""

    def __init__(
        self,
        keeper: DraftKeeper,
        bar: TopBar,
        messages: MessageBar,
        read: Callable[[], str],
        *,
        ask: ChooseFile = choose_file,
    ) -> None:
        super().__init__(bar)
        self._keeper = keeper
        self._bar = bar
        self._messages = messages
        self._read = read
        self._ask = ask
        self._shown = ""
        self._close_anyway: Callable[[], object] | None = None
        keeper.changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Bring bar and messages up to date."""
        saver = self._keeper.saver
        if saver.state is SaveState.CONFLICT:
            self._bar.show_state(self.tr("Draft · not saved: it was changed elsewhere"), is_error=True)
            self._tell(saver.sentence, [*self._ways_out_of_a_conflict(), *self._ways_to_close()])
        elif saver.state is SaveState.FAILED:
            self._bar.show_state(self.tr("Draft · not saved"), is_error=True)
            again: Offer = (self.tr("Try again"), self._keeper.hurry)
            self._tell(f"{saver.sentence} {self._where_the_text_is()}", [again, *self._ways_to_close()])
        else:
            when = _clock(saver.saved_at) if saver.saved_at else ""
            self._bar.show_state(self.tr("Draft · saved {time}").format(time=when) if when else self.tr("Draft"))
            self._close_anyway = None
            if self._shown:
                self._shown = ""
                self._messages.clear()

    def tell_why_open(self, close_anyway: Callable[[], object]) -> None:
        """Say why the window stays open, the text not being in the library, and offer to close it all the same."""
        self._close_anyway = close_anyway
        self.show_state()

    def save_to_file(self) -> None:
        """Write the text to a file of the person's choice."""
        target = self._ask(self._bar, self.tr("Save the text to a file"), "draft.md")
        if target is None:
            return
        try:
            target.write_text(self._read(), encoding="utf-8", errors="surrogatepass", newline="")
        except OSError as error:
            self._messages.show_message(
                self.tr("{file} cannot be written: {reason}.").format(file=target, reason=error.strerror or error)
            )
            return
        self._messages.show_message(self.tr("The text was written to {file}.").format(file=target), kind="note")

    def _where_the_text_is(self) -> str:
        if self._keeper.saver.journal_sentence:
            return self.tr("The journal cannot be written either, so the text is only on this screen.")
        return self.tr("The text is on this screen and in the journal; saving is tried again by itself.")

    def _ways_out_of_a_conflict(self) -> list[Offer]:
        return [
            (self.tr("Keep mine as a new draft"), self._keeper.keep_as_new),
            (self.tr("Load the stored one"), self._keeper.load_stored),
        ]

    def _ways_to_close(self) -> list[Offer]:
        if self._close_anyway is None:
            return []
        offers: list[Offer] = [(self.tr("Save to a file…"), self.save_to_file)]
        if self._keeper.saver.all_kept:
            offers.append((self.tr("Close, it is in the journal"), self._close_anyway))
        return offers

    def _tell(self, text: str, offers: list[Offer]) -> None:
        key = text + "".join(label for label, _ in offers)
        if key != self._shown:
            self._shown = key
            self._messages.show_message(text, offers, closable=False)


def _clock(moment: datetime) -> str:
    """Return the time of `moment` to the second; with its date if that is not today."""
    local = moment.astimezone()
    return f"{local:%H:%M:%S}" if local.date() == dates.now().date() else dates.moment(moment)
