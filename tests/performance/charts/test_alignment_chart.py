"""The cascade is compared by what it drew, wide and narrow."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from kinerja_lib.chart_style import NARROW, TOKENS, WIDE, to_svg
from kinerja_lib.performance.charts import plot_cascade
from kinerja_lib.publish.svg import inline_svg

BOTH = pytest.mark.parametrize("wide", [True, False])
LONG = "Menjalankan pemerintahan daerah yang bersih, terbuka, dan melayani semua warga " * 2
ROWS = [
    ("Misi satu", "misi", "terkait", 3, 30),
    ("Tujuan A", "tujuan", "terkait", 3, 30),
    ("Tujuan B", "tujuan", "tanpa IKU", 0, 0),
    ("IKU tanpa tujuan", "IKU lepas", "tanpa tujuan", 2, 10),
    ("Butir lewat pimpinan", "lewat pimpinan", "lewat pimpinan", np.nan, 15),
]


def frame(rows=ROWS):
    return pd.DataFrame(rows, columns=["nama", "jenis", "keadaan", "iku", "butir"])


def boxes(axes, token):
    found = [p for p in axes.patches if to_hex(p.get_facecolor()) == TOKENS[token]]
    return [(p.get_x(), p.get_width()) for p in found]


def words(axes):
    return [text.get_text() for text in axes.texts]


@BOTH
def test_one_square_an_indicator_and_bars_as_long_as_their_items(wide):
    axes = plot_cascade(frame(), wide=wide)
    assert len(boxes(axes, "k1")) == 3 and len(boxes(axes, "bad")) == 2
    ((_x, tied),) = boxes(axes, "zone")
    ((_x, via),) = boxes(axes, "line2")
    assert via == pytest.approx(tied / 2)
    assert {"belum ada IKU", "30", "15", "10"} <= set(words(axes))


@BOTH
@pytest.mark.parametrize("name", [LONG, "X" * 200])
def test_everything_stays_inside_also_with_long_names_and_many_indicators(wide, name):
    rows = [(name, kind, state, 40, 9) for _n, kind, state, _i, _b in ROWS]
    axes = plot_cascade(frame(rows), wide=wide)
    width = WIDE if wide else NARROW
    assert all(0 <= x and x + w <= width for t in ("k1", "zone", "band") for x, w in boxes(axes, t))
    bottom = max(axes.get_ylim())
    assert all(0 < text.get_position()[1] <= bottom for text in axes.texts)
    assert "+34" in words(axes)


@BOTH
def test_missing_items_are_said_and_not_drawn_as_zero(wide):
    axes = plot_cascade(frame([(*row[:4], np.nan) for row in ROWS]), wide=wide)
    assert "tidak ada data" in words(axes) and not boxes(axes, "zone")


@BOTH
def test_the_drawing_passes_the_list_of_allowed_elements(wide):
    drawing = inline_svg(to_svg(plot_cascade(frame(), wide=wide)), label="x", css_class="fw")
    assert "belum ada IKU" in drawing
