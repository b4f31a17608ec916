"""Text is legible in both modes: at least 4.5:1 on every background it stands on (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re

import pytest

from reader_app import resources, tokens
from reader_app.tokens import Mode

ENOUGH = 4.5
ENOUGH_FOR_SHAPES = 3.0  # WCAG 2.2, 1.4.11: the dot of an unread issue, the ring of the focus
SURFACES = ("paper", "page", "field", "side", "list")
BACKGROUNDS = {
    "ink": (*SURFACES, "selection", "current_line", "sponsor_tint", "mark", "kept"),
    "muted": (*SURFACES, "selection", "current_line", "sponsor_tint"),
    "link": (*SURFACES, "selection", "current_line", "sponsor_tint"),
    "accent": (*SURFACES, "current_line", "sponsor_tint"),
    "sponsor_ink": (*SURFACES, "selection", "current_line", "sponsor_tint"),
    "warning": (*SURFACES, "selection", "current_line"),
    "ok": (*SURFACES, "selection"),
    "key": ("page", "paper", "field", "list", "current_line"),
    "on_accent": ("accent",),
}
PAIRS = [(text, ground) for text, grounds in BACKGROUNDS.items() for ground in grounds]
MODES: tuple[Mode, Mode] = ("light", "dark")


def luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_is_legible(mode: Mode, text: str, ground: str) -> None:
    colours = tokens.colours(mode)
    assert contrast(colours[text], colours[ground]) >= ENOUGH


@pytest.mark.parametrize("mode", MODES)
def test_the_unread_dot_is_seen_on_the_chosen_row(mode: Mode) -> None:
    colours = tokens.colours(mode)
    assert contrast(colours["accent"], colours["selection"]) >= ENOUGH_FOR_SHAPES


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ground", SURFACES)
@pytest.mark.parametrize("edge", ["muted", "accent", "ink"])
def test_the_edge_of_a_box_to_tick_is_seen(mode: Mode, ground: str, edge: str) -> None:
    colours = tokens.colours(mode)
    assert contrast(colours[edge], colours[ground]) >= ENOUGH_FOR_SHAPES


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("sign", ["tick", "dash"])
def test_the_sign_in_a_box_has_the_colour_of_text_on_the_accent(mode: Mode, sign: str) -> None:
    drawn = resources.text(f"icons/{sign}-{mode}.svg")
    assert re.findall("#[0-9A-Fa-f]{6}", drawn) == [tokens.colours(mode)["on_accent"]]


def test_both_modes_have_the_same_tokens() -> None:
    assert tokens.colours("light").keys() == tokens.colours("dark").keys()


def test_black_on_white_is_the_measure() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
