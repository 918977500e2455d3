"""What the charts of the survey report have in common: round axes, keys, few and long paths."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg

from kinerja_lib.change.charts.comparison import plot_units
from kinerja_lib.change.charts.dots import keep_keys, round_values, write_values
from kinerja_lib.change.charts.drivers import plot_weights
from kinerja_lib.change.charts.reliability import plot_reliability
from kinerja_lib.change.charts.waves import plot_changes
from kinerja_lib.chart_style import to_svg
from kinerja_lib.i18n import use_language
from kinerja_lib.publish.svg import inline_svg


@pytest.mark.parametrize(
    ("low", "high", "values"),
    [
        (0, 7.0, [0, 2, 4, 6]),
        (0, 10, [0, 5, 10]),
        (2.65, 4.97, [3, 3.5, 4, 4.5]),
        (-0.3, 0.3, [-0.2, 0, 0.2]),
        (3.31, 3.38, [3.32, 3.34, 3.36, 3.38]),
        (1, 140, [25, 50, 75, 100, 125]),  # by 50: two, by 20: seven
    ],
)
def test_an_axis_has_round_values(low, high, values):
    assert round_values(low, high) == pytest.approx(values)


def check_axis(low, high):
    values, slack = round_values(low, high), 1e-6 * (high - low)
    assert 3 <= len(values) <= 6
    assert values[0] >= low - slack and values[-1] <= high + slack


@settings(max_examples=1000)
@given(st.floats(-100, 100), st.floats(0.01, 1000))
def test_an_axis_has_three_to_six_values_inside(low, length):
    check_axis(low, low + length)


@pytest.mark.parametrize("unit", [0.01, 1.0])
def test_an_axis_between_whole_units_has_three_to_six_values_inside(unit):
    """Ends on a value, which drawing floats at random hardly hits, and just beside one."""
    for low, length in product(range(-40, 41), range(1, 200)):
        check_axis(low * unit, (low + length) * unit)


def test_a_key_names_only_what_is_drawn():
    keys = (("ok", "cukup"), ("na", "belum pasti"), ("warn", "belum cukup"))
    assert keep_keys(keys, ["warn", "ok", "ok"]) == (keys[0], keys[2])
    assert keep_keys(keys, []) == ()


def rows_of(count):
    """Rows with the columns of every chart; all in one state."""
    number = np.arange(count)
    low = 0.7 + 0.01 * number
    frame = pd.DataFrame({"alfa": low + 0.05, "alfa_low": low, "alfa_high": low + 0.1})
    return frame.assign(
        nama=[f"Subskala {n}" for n in number], unit=[f"Unit {n}" for n in number],
        omega=low + 0.06, bobot=low + 3, low=low + 2, high=low + 4, pertama=3 + low, kedua=4 + low,
        ubah=1.0, rerata=3 + low, rerata_low=2.9 + low, rerata_high=3.1 + low, n=40.0,
        hasil="cukup untuk membandingkan kelompok",
    )  # fmt: skip


CHARTS = {
    "reliability": (plot_reliability, {"group": 0.7, "strict": 0.8}),
    "weights": (plot_weights, {"low_names": ()}),
    "changes": (plot_changes, {"waves": ("2025-1", "2026-1")}),
    "units": (plot_units, {"mean": 3.8}),
}


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("name", CHARTS)
def test_more_rows_make_no_more_paths(name, wide):
    plot, options = CHARTS[name]
    drawn = [
        inline_svg(to_svg(plot(rows_of(count), wide=wide, **options)), label="x", css_class="fw")
        for count in (4, 16)
    ]
    few, many = (svg.count("<path") for svg in drawn)
    assert many <= few + 3  # grid lines of a longer axis
    assert all(f"Subskala {n}" in drawn[1] or f"Unit {n}" in drawn[1] for n in range(16))


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("mean", [1.0, 2.95, 3.8, 4.2, 9.0])
@pytest.mark.parametrize("language", ["id", "en"])
def test_texts_of_the_units_stay_inside_and_apart_wherever_the_mean_is(mean, wide, language):
    """Widths are those of the font that the chart is drawn with."""
    with use_language(language):
        axes = plot_units(rows_of(3), wide=wide, mean=mean)
    canvas = FigureCanvasAgg(axes.figure)
    boxes = {text: text.get_window_extent(canvas.get_renderer()) for text in axes.texts}
    assert all(b.x0 >= 0 and b.x1 <= axes.figure.bbox.width for b in boxes.values())
    label, head = axes.texts[:2]
    assert f"{mean:.2f}" in label.get_text().replace(",", ".") and head.get_text() == "n"
    assert boxes[label].x1 < boxes[head].x0
    middle = axes.lines[0].get_xdata()[0]
    assert boxes[label].x0 <= middle <= boxes[label].x1


def test_values_of_an_axis_are_written_as_finely_as_needed():
    assert write_values([0.0, 5.0], 1) == ["0,0", "5,0"]
    assert write_values([2.5, 5.0]) == ["2,5", "5,0"]
    assert write_values([3.325, 3.35, 3.375], 1) == ["3,325", "3,350", "3,375"]


def test_a_change_that_rounds_to_nothing_has_no_sign():
    rows = rows_of(3).assign(ubah=[0.004, -0.004, 0.006], low=-0.1, high=0.1)
    svg = to_svg(plot_changes(rows, wide=True, waves=("2025-1", "2026-1")))
    assert "+0,01 (" in svg and "+0,00" not in svg and "−0,00" not in svg
