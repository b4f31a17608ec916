"""Sending services: their merge tags stand where their addresses go."""

from __future__ import annotations

import pytest

from reader_app.cli.exporting import SERVICES
from reader_app.errors import UsageError
from reader_app.exporters.presets import addressed, presets
from reader_app.exporters.registry import export
from reader_app.model.issue import About, Issue

LETTER = Issue(title="T", about=About(curator="Ada", unsubscribe="https://x.example/leave", address="1 Pier Road"))


def test_the_command_line_names_every_service() -> None:
    assert tuple(presets()) == SERVICES


@pytest.mark.parametrize("name", [name for name, preset in presets().items() if not preset.own_footer])
def test_a_mail_has_the_merge_tags_of_its_service(name: str) -> None:
    preset = presets()[name]
    mail = export(addressed(LETTER, name), "email").decode()
    assert f'href="{preset.unsubscribe}"' in mail
    assert f'href="{preset.online}"' in mail
    assert "x.example/leave" not in mail
    assert preset.unsubscribe in export(addressed(Issue(title="T"), name), "email").decode()


def test_an_issue_that_is_online_keeps_its_address() -> None:
    found = addressed(Issue(url="https://letters.example/1"), "mailchimp")
    assert found.url == "https://letters.example/1"


@pytest.mark.parametrize("name", ["substack", "ghost"])
def test_a_service_that_writes_the_footer_gets_none(name: str) -> None:
    found = addressed(LETTER, name)
    assert found.about == About(curator="Ada")
    assert addressed(Issue(), name) == Issue()


def test_without_a_service_nothing_changes_and_an_unknown_one_is_said() -> None:
    assert addressed(LETTER, "") is LETTER
    with pytest.raises(UsageError, match="There is no service “post”"):
        addressed(LETTER, "post")
