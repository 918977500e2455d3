"""The funnel is compared by what it drew, wide and narrow."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from kinerja_lib.chart_style import NARROW, TOKENS, WIDE, to_svg
from kinerja_lib.performance.charts import plot_funnel
from kinerja_lib.publish.svg import inline_svg

BOTH = pytest.mark.parametrize("wide", [True, False])
NAMES = ["tahap", "pegawai", "tepat", "terlambat", "lewat", "lain", "tuntas"]


def draw(*rows, wide=True):
    return plot_funnel(pd.DataFrame(rows, columns=NAMES), wide=wide)


def boxes(axes, token):
    """Give the parts of bars, which are 16 pixels high; those of the key are 13."""
    bars = [p for p in axes.patches if p.get_height() == 16]
    found = [p for p in bars if to_hex(p.get_facecolor()) == TOKENS[token]]
    return [(p.get_x(), p.get_width()) for p in found]


def words(axes):
    return [text.get_text() for text in axes.texts]


@BOTH
def test_parts_are_as_long_as_their_people(wide):
    axes = draw(("penilaian diri", 100, 60, 20, 10, 10, 55), wide=wide)
    parts = [boxes(axes, token)[0][1] + 1.5 for token in ("zone", "mark-warn", "bad", "band")]
    whole = 330 if wide else NARROW
    assert parts == pytest.approx([0.6 * whole, 0.2 * whole, 0.1 * whole, 0.1 * whole])
    assert any("30" in text for text in words(axes)) and "Penilaian diri" in words(axes)
    assert {"tepat waktu", "selesai terlambat", "lewat tenggat"} < set(words(axes))


@BOTH
def test_what_is_withheld_is_said_and_not_drawn(wide):
    axes = draw(("rencana", 100, 95, np.nan, 0, 0, 90), ("x", *[np.nan] * 6), wide=wide)
    assert len(boxes(axes, "zone")) == 1 and not boxes(axes, "mark-warn")
    assert any("tidak ditampilkan" in text for text in words(axes))
    assert any(line.is_dashed() for line in axes.lines)


@BOTH
def test_nobody_and_nothing_draw_without_an_error(wide):
    assert not boxes(draw(("rencana", 0, 0, 0, 0, 0, 0), wide=wide), "zone")
    axes = draw(wide=wide)
    assert axes.get_xlim()[1] == (WIDE if wide else NARROW)
    drawing = inline_svg(to_svg(axes), label="x", css_class="fw")
    assert drawing.startswith("<svg")
