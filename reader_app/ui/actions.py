"""Every action of the windows, in one table: menus, keys, buttons and the shortcut sheet are made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from reader_app.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action.

    `key` names it in code, `text` in menus (an ampersand marks the letter to press); `keys` are its shortcuts, the one
    that menus show first; `group` is its menu, `icon` its picture. With `pane`, the keys work only while that pane has
    the focus; without, everywhere in the window but in text fields that need them. With `apart`, a line stands above it
    in its menu.
    """

    key: str
    text: str
    keys: tuple[str, ...] = ()
    group: str = ""
    icon: str = ""
    checkable: bool = False
    pane: str = ""
    apart: bool = False


def _tr(text: str) -> str:
    """Mark `text` for translation; it is translated when the action is made."""
    return text


GROUPS: Final = ("File", "Edit", "Go", "Issue", "View", "Help")

READER_ACTIONS: Final[tuple[ActionSpec, ...]] = (
    ActionSpec("new_issue", _tr("&New issue"), ("Ctrl+N",), "File", "compose"),
    ActionSpec("new_like", _tr("New issue &like this one"), ("Ctrl+Shift+N",), "File"),
    ActionSpec("publications", _tr("&My publications…"), (), "File"),
    ActionSpec("import_files", _tr("&Import files…"), ("Ctrl+O",), "File", "import", apart=True),
    ActionSpec("import_folder", _tr("Import &folder…"), ("Ctrl+Shift+O",), "File", "folder"),
    ActionSpec("export", _tr("&Export…"), ("Ctrl+E",), "File", "export", apart=True),
    ActionSpec("print", _tr("&Print…"), ("Ctrl+P",), "File"),
    ActionSpec("print_preview", _tr("Print pre&view"), (), "File"),
    ActionSpec("backup", _tr("&Back up library…"), (), "File", apart=True),
    ActionSpec("restore_backup", _tr("&Restore a backup…"), (), "File"),
    ActionSpec("verify", _tr("&Check library"), (), "File"),
    ActionSpec("close", _tr("&Close window"), ("Ctrl+W",), "File", apart=True),
    ActionSpec("quit", _tr("&Quit"), ("Ctrl+Q",), "File"),
    ActionSpec("search", _tr("&Search"), ("Ctrl+F", "/"), "Go", "search"),
    ActionSpec("palette", _tr("&Go to anything…"), ("Ctrl+K",), "Go"),
    ActionSpec("next", _tr("&Next issue"), ("J",), "Go", apart=True),
    ActionSpec("previous", _tr("&Previous issue"), ("K",), "Go"),
    ActionSpec("next_unread", _tr("Next &unread issue"), ("N",), "Go"),
    ActionSpec("read_on", _tr("Read &on: page down, then next unread"), ("Space",), "Go", pane="reading"),
    ActionSpec("read_back", _tr("Page &up"), ("Shift+Space",), "Go", pane="reading"),
    ActionSpec("menu", _tr("Open the &menu"), ("F10",), "Go", apart=True),
    ActionSpec("next_pane", _tr("Next p&ane"), ("F6",), "Go"),
    ActionSpec("previous_pane", _tr("P&revious pane"), ("Shift+F6",), "Go"),
    ActionSpec("star", _tr("&Star"), ("S",), "Issue", "star", checkable=True),
    ActionSpec("read", _tr("&Mark as read or unread"), ("M",), "Issue"),
    ActionSpec("note", _tr("&Note on this issue"), ("Shift+N",), "Issue", apart=True),
    ActionSpec("highlight", _tr("&Highlight the selected words"), ("H",), "Issue"),
    ActionSpec("browser", _tr("View online in the &browser…"), ("B",), "Issue", "open", apart=True),
    ActionSpec("unsubscribe", _tr("&Unsubscribe…"), (), "Issue"),
    ActionSpec("load_pictures", _tr("Load remote &pictures"), ("I",), "Issue"),
    ActionSpec("always_pictures", _tr("&Always load pictures of this publication"), (), "Issue", checkable=True),
    ActionSpec("correct", _tr("&Correct this block or section…"), ("Ctrl+.",), "Issue", apart=True),
    ActionSpec("details", _tr("&Details of the issue…"), ("F2",), "Issue"),
    ActionSpec("undo", _tr("&Undo"), ("Ctrl+Z",), "Edit", "undo"),
    ActionSpec("select_all", _tr("Select &all"), ("Ctrl+A",), "Edit", pane="list"),
    ActionSpec("tag", _tr("&Tags…"), ("T",), "Issue"),
    ActionSpec("clip", _tr("&Clip the item or selection"), ("C",), "Issue", "clip", apart=True),
    ActionSpec("write_about", _tr("&Write about this item"), ("D",), "Issue", "compose"),
    ActionSpec("copy_clips", _tr("Copy clips as &Markdown"), ("Ctrl+C",), "Edit", "copy", pane="list", apart=True),
    ActionSpec("copy_rich", _tr("Copy the issue as &formatted text"), (), "Edit", apart=True),
    ActionSpec("copy_email", _tr("Copy the issue as mail &HTML"), (), "Edit"),
    ActionSpec("copy_markdown", _tr("Copy the issue as Markdow&n"), (), "Edit"),
    ActionSpec("copy_text", _tr("Copy the issue as &plain text"), (), "Edit"),
    ActionSpec("clip_up", _tr("Move clip &up"), ("Alt+Up",), "Edit", pane="list", apart=True),
    ActionSpec("clip_down", _tr("Move clip &down"), ("Alt+Down",), "Edit", pane="list"),
    ActionSpec("archive", _tr("&Archive, or take out of the archive"), ("E",), "Issue", apart=True),
    ActionSpec("remove", _tr("&Delete"), ("Del",), "Issue", pane="list"),
    ActionSpec("restore", _tr("R&estore from the trash"), ("Shift+E",), "Issue"),
    ActionSpec("view_sections", _tr("&Sections"), ("Ctrl+1",), "View", checkable=True),
    ActionSpec("view_original", _tr("&Original"), ("Ctrl+2",), "View", checkable=True),
    ActionSpec("view_text", _tr("&Text"), ("Ctrl+3",), "View", checkable=True),
    ActionSpec("toggle_original", _tr("Original or s&ections"), ("O",), "View", apart=True),
    ActionSpec("usual_view", _tr("Open this p&ublication like this"), (), "View", checkable=True),
    ActionSpec("fold_sponsors", _tr("&Fold sponsor blocks"), (), "View", checkable=True, apart=True),
    ActionSpec("larger", _tr("&Larger text"), ("Ctrl++", "Ctrl+="), "View", apart=True),
    ActionSpec("smaller", _tr("S&maller text"), ("Ctrl+-",), "View"),
    ActionSpec("wider", _tr("L&onger lines"), ("L",), "View"),
    ActionSpec("narrower", _tr("S&horter lines"), ("Shift+L",), "View"),
    ActionSpec("normal_size", _tr("&Normal text size and lines"), ("Ctrl+0",), "View"),
    ActionSpec("theme_system", _tr("Light or dark as the s&ystem"), (), "View", checkable=True, apart=True),
    ActionSpec("theme_light", _tr("L&ight"), (), "View", checkable=True),
    ActionSpec("theme_dark", _tr("&Dark"), (), "View", checkable=True),
    ActionSpec("toggle_sidebar", _tr("Side&bar"), ("F9",), "View", checkable=True, apart=True),
    ActionSpec("full_screen", _tr("&Full screen"), ("F11",), "View", checkable=True),
    ActionSpec("shortcuts", _tr("&Keyboard shortcuts"), ("F1",), "Help"),
    ActionSpec("about", _tr("&About Masthead"), (), "Help", apart=True),
)

EDITOR_ACTIONS: Final[tuple[ActionSpec, ...]] = (
    ActionSpec("new_issue", _tr("&New issue"), ("Ctrl+N",), "File", "compose"),
    ActionSpec("new_like", _tr("New issue &like this one"), ("Ctrl+Shift+N",), "File"),
    ActionSpec("publications", _tr("&My publications…"), (), "File"),
    ActionSpec("save", _tr("&Save now"), ("Ctrl+S",), "File", apart=True),
    ActionSpec("history", _tr("&History"), ("Ctrl+H",), "File", "history"),
    ActionSpec("export", _tr("&Export…"), ("Ctrl+E",), "File", "export", apart=True),
    ActionSpec("close", _tr("&Close window"), ("Ctrl+W",), "File", apart=True),
    ActionSpec("undo", _tr("&Undo"), ("Ctrl+Z",), "Edit", "undo"),
    ActionSpec("redo", _tr("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "Edit", "redo"),
    ActionSpec("find", _tr("&Find"), ("Ctrl+F",), "Edit", "search", apart=True),
    ActionSpec("bold", _tr("&Bold"), ("Ctrl+B",), "Edit", apart=True),
    ActionSpec("italic", _tr("&Italic"), ("Ctrl+I",), "Edit"),
    ActionSpec("link", _tr("&Link…"), ("Ctrl+L",), "Edit"),
    ActionSpec("paste_plain", _tr("Paste as plain te&xt"), ("Ctrl+Shift+V",), "Edit"),
    ActionSpec("fetch_title", _tr("Fetch the title of the link&ed page"), ("Ctrl+Shift+L",), "Edit"),
    ActionSpec("complete", _tr("&Complete"), ("Ctrl+Space",), "Edit", apart=True),
    ActionSpec("details", _tr("&Details…"), ("Ctrl+D",), "Edit"),
    ActionSpec("insert_section", _tr("Insert s&ection"), (), "Edit", "plus", apart=True),
    ActionSpec("insert_item", _tr("Insert i&tem"), (), "Edit", "plus"),
    ActionSpec("insert_sponsor", _tr("Insert &sponsor…"), (), "Edit", "plus"),
    ActionSpec("insert_podcast", _tr("Insert &podcast"), (), "Edit", "plus"),
    ActionSpec("insert_picture", _tr("Insert pi&cture…"), (), "Edit", "plus"),
    ActionSpec("insert_table", _tr("Insert t&able…"), (), "Edit", "plus"),
    ActionSpec("edit_part", _tr("Edit in a f&orm…"), ("Ctrl+Return",), "Edit", apart=True),
    ActionSpec("turn_part", _tr("Item to sponsor, or bac&k"), ("Ctrl+Shift+T",), "Edit"),
    ActionSpec("rename_part", _tr("Rena&me part"), ("F2",), "Edit"),
    ActionSpec("remove_part", _tr("&Remove part"), ("Del",), "Edit", pane="outline"),
    ActionSpec("move_up", _tr("Move part u&p"), ("Alt+Up",), "Edit", apart=True),
    ActionSpec("move_down", _tr("Move part do&wn"), ("Alt+Down",), "Edit"),
    ActionSpec("menu", _tr("Open the &menu"), ("F10",), "Go"),
    ActionSpec("next_pane", _tr("Next p&ane"), ("F6",), "Go"),
    ActionSpec("previous_pane", _tr("P&revious pane"), ("Shift+F6",), "Go"),
    ActionSpec("next_problem", _tr("Next pro&blem"), ("F8",), "Go", apart=True),
    ActionSpec("try_links", _tr("Try all lin&ks over the network"), (), "Go"),
    ActionSpec("mend_problem", _tr("Re&pair the problem"), ("Ctrl+.",), "Edit", apart=True),
    ActionSpec("cycle_preview", _tr("Next pre&view"), ("Ctrl+Shift+P",), "View"),
    ActionSpec("toggle_outline", _tr("&Outline"), ("Ctrl+Shift+1",), "View", checkable=True, apart=True),
    ActionSpec("toggle_preview", _tr("&Preview"), ("Ctrl+Shift+2",), "View", checkable=True),
    ActionSpec("toggle_problems", _tr("Pro&blems"), ("Ctrl+Shift+3",), "View", checkable=True),
    ActionSpec("toggle_clips", _tr("&Clips"), ("Ctrl+Shift+4",), "View", checkable=True),
    ActionSpec("spelling", _tr("Check the &spelling"), ("F7",), "View", checkable=True, apart=True),
    ActionSpec("typewriter", _tr("&Typewriter: the line stays in the middle"), ("Shift+F11",), "View", checkable=True),
    ActionSpec("focus_mode", _tr("&Focus: only the text"), ("F11",), "View", checkable=True),
    ActionSpec("larger", _tr("&Larger text"), ("Ctrl++", "Ctrl+="), "View", apart=True),
    ActionSpec("smaller", _tr("S&maller text"), ("Ctrl+-",), "View"),
    ActionSpec("normal_size", _tr("&Normal text size"), ("Ctrl+0",), "View"),
    ActionSpec("shortcuts", _tr("&Keyboard shortcuts"), ("F1",), "Help"),
)


class Actions(QObject):
    """The `QAction`s of one window, by key: ``actions["star"]``."""

    def __init__(self, window: QWidget, specs: Iterable[ActionSpec], theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self.specs = tuple(specs)
        self._actions = {spec.key: self._make(spec) for spec in self.specs}
        theme.changed.connect(self._tint)

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def connect_all(self, slots: dict[str, Callable[[], object]]) -> None:
        """Call `slots[key]` when the action `key` is triggered."""
        for key, slot in slots.items():
            self._actions[key].triggered.connect(lambda _checked=False, slot=slot: slot())

    def restrict(self, pane: str, *widgets: QWidget) -> None:
        """Let the keys of the actions of `pane` work in `widgets` and what is inside them, and nowhere else."""
        for spec in self.specs:
            if spec.pane == pane:
                action = self._actions[spec.key]
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                for widget in widgets:
                    widget.addAction(action)

    def enable(self, keys: Iterable[str], enabled: bool) -> None:
        """Enable or disable the actions `keys`."""
        for key in keys:
            self._actions[key].setEnabled(enabled)

    def fill_menu(self, menu: QMenu, group: str) -> None:
        """Add the actions of `group` to `menu`."""
        for spec in self.specs:
            if spec.group == group:
                if spec.apart:
                    menu.addSeparator()
                menu.addAction(self._actions[spec.key])

    def group_menus(self, parent: QWidget) -> tuple[QMenu, ...]:
        """Return one menu for each group that has actions, in the usual order."""
        self._tint()  # only menus show the icons, so they are not made before
        menus = []
        for group in GROUPS:
            if any(spec.group == group for spec in self.specs):
                menu = QMenu(_translated(group), parent)
                self.fill_menu(menu, group)
                menus.append(menu)
        return tuple(menus)

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(_translated(spec.text), self._window)
        action.setObjectName(spec.key)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setCheckable(spec.checkable)
        if not spec.pane:
            self._window.addAction(action)
        return action

    def _tint(self) -> None:
        for spec in self.specs:
            if spec.icon:
                self._actions[spec.key].setIcon(self._theme.icon(spec.icon))


def label(action: QAction) -> str:
    """Return the text of `action` without the mark for the letter to press."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


def with_key(action: QAction) -> str:
    """Return the text of `action` with its key in brackets: what its button says when the pointer rests on it."""
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{label(action)} ({key})" if key else label(action)


def is_single_key(sequence: QKeySequence) -> bool:
    """Tell whether `sequence` is one key without Ctrl, Alt or Meta: such keys belong to text fields while they edit."""
    if sequence.isEmpty():
        return False
    combination: QKeyCombination = sequence[0]  # type: ignore[index]  # PySide6's stub lacks __getitem__
    return combination.keyboardModifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


def _translated(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
