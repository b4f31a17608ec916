"""How the list is narrowed and sorted, as the person chose it: a value that only loads what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

if TYPE_CHECKING:
    from reader_app.ui.settings import Settings

Order = Literal["newest", "oldest", "unread", "publication", "title"]
ItemFilter = Literal["all", "unread", "starred", "hidden"]
ORDERS: Final = cast("tuple[Order, ...]", get_args(Order))


@dataclass(frozen=True, slots=True)
class Choices:
    """The order of issues; which items, and of which section and publication (empty for any); `words` of clips."""

    order: Order = "newest"
    items: ItemFilter = "all"
    section: str = ""
    publication: str = ""
    words: str = ""


def order_kept(settings: Settings) -> Order:
    """Return the order that was chosen last."""
    kept = settings.text("list/order")
    return next((order for order in ORDERS if order == kept), "newest")
