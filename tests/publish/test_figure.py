import json

import numpy as np
import pytest

from kinerja_lib.chart_style import to_png, to_svg
from kinerja_lib.performance.charts import plot_targets
from kinerja_lib.privacy.withholding import withhold_block
from kinerja_lib.publish.figure import data_frame, draw, plot_name
from kinerja_lib.tables.columns import Column


def test_the_json_names_the_plot_and_holds_the_data(target_figure):
    data = json.loads(json.dumps(target_figure().to_json(), allow_nan=False))
    assert data["plot"] == "kinerja_lib.performance.charts.targets:plot_targets"
    assert data["table"]["rows"][2][2] is None  # Papua: missing, not zero
    assert data["table"]["helpers"] == {"alasan": ["", "", "realisasi tidak ada"]}


def test_a_time_series_is_spread_over_its_series(path_figure):
    table = path_figure().to_json()["table"]
    assert (table["across"], table["cell"], table["fold"]) == ("wilayah", "realisasi", True)
    assert table["helpers"]["segmen"] == [0, 0, 1, 1] * 2


def test_drawing_from_json_gives_the_same_bytes_twice(path_figure):
    data = path_figure().to_json()
    back = json.loads(json.dumps(data))
    for wide in (True, False):
        assert to_svg(draw(data, wide=wide)) == to_svg(draw(back, wide=wide))
    assert to_png(draw(data, wide=True)) == to_png(draw(back, wide=True))


@pytest.mark.parametrize(
    "name", ["os:system", "kinerja_lib.performance.charts:draw", "kinerja_lib.x.y.charts:plot_a"]
)
def test_only_plot_functions_of_charts_modules_are_called(target_figure, name):
    with pytest.raises(ValueError, match=r"not a plot_\.\.\. function"):
        draw({**target_figure().to_json(), "plot": name}, wide=True)


def test_a_plot_from_elsewhere_is_refused_at_once(target_figure):
    def plot_here(rows, *, wide):
        return rows, wide

    with pytest.raises(ValueError, match="plot_here is not a plot"):
        target_figure(plot=plot_here)
    assert plot_name(plot_targets).endswith(":plot_targets")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"keys": [("star", "x")]}, r"unknown key symbols \['star'\]"),
        ({"value": "lain"}, "no column 'lain'"),
        ({"id": "Gambar 1"}, "use lower case"),
    ],
)
def test_a_figure_that_cannot_be_described_is_refused(target_figure, wrong, message):
    with pytest.raises(ValueError, match=message):
        target_figure(**wrong)


def test_missing_and_withheld_numbers_reach_the_plot_as_nan(target_figure):
    table = target_figure().to_json()["table"]
    table["rows"][0][2] = "tidak ditampilkan"
    values = data_frame(table)["realisasi"]
    assert values.dtype == float and values.isna().tolist() == [True, False, True]


def test_a_withheld_figure_can_still_be_drawn(target_figure):
    columns = {**target_figure().columns, "n": Column("n", "n")}
    frame = target_figure().frame.assign(n=[4, 40, 40])
    figure = target_figure(frame=frame, columns=columns, subject="kinerja")
    shown = withhold_block(figure.to_json(), "internal")
    drawing = to_svg(draw(shown, wide=True))
    assert ">12,0<" in drawing and ">9,5<" not in drawing


def test_all_values_missing_can_be_drawn(path_figure):
    frame = path_figure().frame.assign(realisasi=np.nan, target_bawah=None, target_atas=None)
    for wide in (True, False):
        assert "Jambi" in to_svg(draw(path_figure(frame=frame).to_json(), wide=wide))
