"""Contrast of every text on every background it stands on, in both modes, from the style sheet."""

import re
from importlib.resources import files

import pytest

from kinerja_lib.chart_style import TOKENS

SHEET = (files("kinerja_lib.reporting") / "templates" / "base.css").read_text(encoding="utf-8")
TEXT_ON = [
    *(
        (text, ground)
        for text in ("ink", "muted", "link", "ok", "warn", "bad", "na")
        for ground in ("bg", "surface")
    ),
    *((text, f"{text}-bg") for text in ("ok", "warn", "bad", "na")),
    ("muted", "zone"),
    ("muted", "band"),
    ("ink", "zone"),
    ("brand", "bg"),
    *((f"on{i}", f"v{i}") for i in range(1, 6)),
]
MARKS_ON = [("mark-warn", "bg"), ("ok", "zone"), ("bad", "band"), ("line2", "bg"), ("k1", "bg")]


def tokens(mode):
    light, dark = (
        dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block))
        for block in (
            SHEET[: SHEET.index("@media screen and (prefers-color-scheme: dark)")],
            SHEET[SHEET.index("@media screen and (prefers-color-scheme: dark)") :],
        )
    )
    return light if mode == "light" else light | dark


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_known_pairs():
    # WCAG's own examples: black on white is 21, #767676 on white just passes 4.5
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_is_readable(mode, text, ground):
    known = tokens(mode)
    assert contrast(known[text], known[ground]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), MARKS_ON)
def test_marks_stand_out(mode, shape, ground):
    known = tokens(mode)
    assert contrast(known[shape], known[ground]) >= 3


def test_charts_use_the_light_values_of_the_page():
    known = tokens("light")
    assert {name: known[name] for name in TOKENS} == TOKENS
