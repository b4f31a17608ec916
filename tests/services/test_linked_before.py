"""Which parts of a draft lead where an issue led before."""

from __future__ import annotations

from uuid import UUID

from reader_app.markup.parse import parse
from reader_app.services.checking.subject import EarlierLink
from reader_app.services.linked_before import linked_before

TEXT = """### [One](https://a.example/x?utm_source=me)

- [Two](https://b.example): words
- [Three](https://c.example)

### No address

::: {.sponsor name="Paid" url="https://a.example/x"}
:::
"""


def test_items_and_entries_are_found_by_their_canonical_address() -> None:
    one, two = (EarlierLink(UUID(int=number), "Cloud Weekly", str(number), mine=False) for number in (1, 2))
    earlier = {"https://a.example/x": (one,), "https://b.example": (one, two), "https://c.example": (two,)}
    parsed = parse(TEXT)
    found = linked_before(parsed, earlier)
    assert [getattr(parsed.parts[index].value, "title", "a list") for index in found] == ["One", "a list"]
    assert list(found.values()) == [(one,), (one, two)]
    assert linked_before(parsed, {}) == {}
