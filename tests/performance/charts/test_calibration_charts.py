"""Charts of appraisal and calibration, compared by the shapes they drew."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from kinerja_lib.chart_style import NARROW, TOKENS, WIDE
from kinerja_lib.performance.charts import plot_guide, plot_raters, plot_views
from kinerja_lib.tables.choices import PREDIKAT

NAN = np.nan
BOTH = pytest.mark.parametrize("wide", [True, False])


def boxes(axes, color):
    """Left edge and width of the parts of one colour with the gap behind, legend left out."""
    gap = 0.0 if color == "band" else 1.5  # pixels; what is withheld ends the bar
    own = [p for p in axes.patches if to_hex(p.get_facecolor()) == TOKENS[color]]
    return [(p.get_x(), p.get_width() + gap) for p in own if p.get_width() != 13]


def words(axes):
    return [text.get_text() for text in axes.texts]


def edges(axes):
    """Pixels of the thick upright lines: the guide's limits."""
    return [ln.get_xdata()[0] for ln in axes.lines if ln.get_linewidth() == 2.5]


def marks(axes, color):
    return [
        ln.get_xdata()[0]
        for ln in axes.lines
        if ln.get_marker() not in ("None", None, "") and to_hex(ln.get_markerfacecolor()) == color
    ]


def guide(heads, verdict="sesuai panduan", n=20, start="Sangat Baik", share=70.0):
    row = dict(zip(PREDIKAT, heads, strict=True))
    row |= {"nama": "Unit A", "hasil": verdict, "n": n, "batas_awal": start, "batas": share}
    return pd.DataFrame([row])


@BOTH
def test_the_bar_is_cut_by_heads_and_the_edge_stands_at_the_limit(wide):
    axes = plot_guide(guide([15, 5, 0, 0, 0], "di luar panduan"), wide=wide)
    (left, first), (start, second) = boxes(axes, "k1")[0], boxes(axes, "zone")[0]
    assert first == pytest.approx(3 * second) and start == pytest.approx(left + first)
    assert edges(axes) == [pytest.approx(left + 0.7 * (first + second))]
    assert marks(axes, TOKENS["bad"]) and {"75", "25"} <= set(words(axes))
    assert axes.get_xlim()[1] == (WIDE if wide else NARROW)


def test_the_limit_of_the_second_class_starts_where_that_class_starts():
    axes = plot_guide(guide([5, 14, 1, 0, 0], start="Baik"), wide=True)
    left, width = boxes(axes, "k1")[0]
    assert edges(axes) == [pytest.approx(left + width + 0.7 * 4 * width)]


@BOTH
def test_what_is_withheld_is_an_empty_part_and_hides_the_edge_behind_it(wide):
    axes = plot_guide(guide([NAN, 14, 1, 0, 0], start="Baik"), wide=wide)
    (_left, width), (_rest, empty) = boxes(axes, "zone")[0], boxes(axes, "band")[0]
    assert empty == pytest.approx(width * 5 / 14) and edges(axes) == []


def test_a_withheld_unit_is_named_with_the_reason_and_no_number():
    axes = plot_guide(guide([NAN] * 5, n=NAN), wide=True)
    assert "tidak ditampilkan" in words(axes) and "Unit A" in words(axes)
    assert not any(text.startswith("n =") for text in words(axes))


@BOTH
def test_views_draw_both_marks_or_say_that_they_are_withheld(wide):
    rows = pd.DataFrame(
        [("guru", 30, 90.0, 80.0, 10.0), ("dokter", NAN, NAN, NAN, NAN)],
        columns=["rumpun", "n", "diri", "atasan", "selisih"],
    )
    axes = plot_views(rows, wide=wide)
    (own,), (superior,) = marks(axes, TOKENS["mark-warn"]), marks(axes, TOKENS["ok"])
    assert own > superior
    assert "tidak ditampilkan" in words(axes)
    assert any("10,0" in text for text in words(axes))


@BOTH
def test_raters_are_marked_by_their_flag_at_their_adjusted_value(wide):
    rows = pd.DataFrame(
        [
            (1, -1.0, -0.5, -1.5, 0.5, "tidak ditandai"),
            (2, 0.0, 0.0, -1.0, 1.0, "halo"),
            (3, 12.0, 10.0, 8.0, 12.0, "longgar; halo"),
        ],
        columns=["urutan", "mentah", "leniency", "low", "high", "tanda"],
    )
    axes = plot_raters(rows, wide=wide, margin=5.0)
    (lenient,), (flat,) = marks(axes, TOKENS["bad"]), marks(axes, TOKENS["mark-warn"])
    (start, width) = boxes(axes, "band")[0]
    assert flat == pytest.approx(start + width / 2)
    assert lenient == pytest.approx(flat + width)  # 10 points, the band is 10 points wide
    assert {"5,0", "−5,0"} <= set(words(axes))
