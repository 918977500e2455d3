"""Charts are compared by what they drew: marks, lines, boxes and words with their pixels."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from kinerja_lib.chart_style import NARROW, TOKENS, WIDE, fit_lines, to_svg
from kinerja_lib.performance.charts import plot_paths, plot_targets

NAN = np.nan
SHAPES = {"o": "ok", "s": "bad", "^": "warn", "D": "na"}


def targets(*rows):
    names = ["wilayah", "kesimpulan", "realisasi", "target_bawah", "target_atas", "alasan"]
    return pd.DataFrame(rows, columns=names)


THREE = targets(
    ("Jambi", "lebih baik dari rentang", 7.67, 9.2, 9.7, ""),
    ("Lampung", "tidak tercapai", 12.0, 9.2, 9.7, ""),
    ("Papua", "tidak dapat dihitung", NAN, 9.2, 9.7, "realisasi tidak ada"),
)


def draw_targets(rows=THREE, *, wide=True, polarity="turun", decimals=2):
    return plot_targets(rows, wide=wide, decimals=decimals, polarity=polarity)


def words(axes):
    return [text.get_text() for text in axes.texts]


def marks(axes):
    """(kind, x, y) of every status mark."""
    drawn = [line for line in axes.lines if line.get_marker() in SHAPES]
    return [(SHAPES[m.get_marker()], *m.get_xydata()[0].tolist()) for m in drawn]


def strokes(axes, token):
    """Points of every line of a colour that is no mark."""
    lines = [line for line in axes.lines if line.get_marker() not in SHAPES]
    return [line.get_xydata() for line in lines if to_hex(line.get_color()) == TOKENS[token]]


def rules(axes):
    return [line for line in axes.lines if line.is_dashed() and line.get_marker() not in SHAPES]


def boxes(axes, token):
    """(left, right, top, bottom) of every box of a colour."""
    found = [p for p in axes.patches if to_hex(p.get_facecolor()) == TOKENS[token]]
    return [
        (p.get_x(), p.get_x() + p.get_width(), p.get_y(), p.get_y() + p.get_height()) for p in found
    ]


def strip_marks(axes):
    """Marks on the scale, without the one beside the verdict (x = 552 when wide)."""
    return [found for found in marks(axes) if found[1] != 552]


@pytest.mark.parametrize("wide", [True, False])
def test_each_value_has_its_mark_where_the_value_is(wide):
    (ok, jambi, first_row), (bad, lampung, second_row) = strip_marks(draw_targets(wide=wide))
    assert (ok, bad) == ("ok", "bad")
    assert jambi < lampung and first_row < second_row
    # span of 7.67 to 12.0 with a tenth of slack on both sides: 7.67 lies at 1/12, 12.0 at 11/12
    start, length = (150, 300) if wide else (0, NARROW)
    assert jambi == pytest.approx(start + length / 12)
    assert lampung == pytest.approx(start + length * 11 / 12)


@pytest.mark.parametrize("wide", [True, False])
def test_nothing_is_drawn_for_a_missing_value_but_its_reason(wide):
    axes = draw_targets(wide=wide)
    assert len(strip_marks(axes)) == 2
    assert words(axes).count("realisasi tidak ada") == 1
    assert "0,00" not in words(axes) and "nan" not in words(axes)


@pytest.mark.parametrize("wide", [True, False])
def test_every_area_verdict_and_value_is_written(wide):
    written = words(draw_targets(wide=wide))
    for text in ("Jambi", "Lampung", "Papua", "7,67", "12,00", "lebih baik dari rentang"):
        assert written.count(text) == 1, text


def test_the_verdict_has_its_shape_beside_the_word():
    beside = [kind for kind, x, _y in marks(draw_targets()) if x == 552]
    assert beside == ["ok", "bad", "na"]


@pytest.mark.parametrize(
    ("polarity", "left_of_value", "reaches"),
    [("turun", True, "start"), ("naik", False, "end"), ("rentang", None, "neither")],
)
def test_the_good_side_is_shaded(polarity, left_of_value, reaches):
    axes = draw_targets(THREE.iloc[:1], polarity=polarity)
    (left, right, _top, _bottom) = boxes(axes, "zone")[0]
    ((low, _y), _end), ((high, _y2), _end2) = strokes(axes, "ink")
    assert low < high
    assert (left == 150) == (reaches == "start")
    assert (right == 450) == (reaches == "end")
    assert right == pytest.approx(450 if reaches == "end" else high)
    assert left == pytest.approx(150 if reaches == "start" else low)


def test_areas_share_one_scale_and_one_target_draws_one_edge():
    rows = THREE.assign(target_bawah=NAN)
    axes = draw_targets(rows)
    edges = strokes(axes, "ink")
    assert len(edges) == 3 and len({points[0][0] for points in edges}) == 1
    assert not boxes(draw_targets(rows.assign(target_atas=NAN)), "zone")


@pytest.mark.parametrize(
    ("low", "high", "polarity", "text"),
    [
        (9.2, 9.7, "turun", "target nasional 9,20–9,70"),
        (-1.0, 0.5, "turun", "target nasional −1,00 sampai 0,50"),
        (NAN, 9.7, "turun", "target nasional ≤ 9,70"),
        (9.2, NAN, "naik", "target nasional ≥ 9,20"),
        (9.2, NAN, "rentang", "target nasional = 9,20"),
        (NAN, NAN, "naik", "target nasional tidak ada"),
    ],
)
def test_the_narrow_chart_writes_the_target(low, high, polarity, text):
    rows = targets(("Jambi", "tercapai", 9.5, low, high, ""))
    assert text in words(draw_targets(rows, wide=False, polarity=polarity))


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("value", [0.0, -3.0, 5.0])
def test_one_value_alone_can_be_drawn(wide, value):
    rows = targets(("Jambi", "tidak dapat dihitung", value, NAN, NAN, "target tidak ada"))
    ((kind, x, _y),) = strip_marks(draw_targets(rows, wide=wide))
    start, length = (150, 300) if wide else (0, NARROW)
    assert kind == "na" and x == pytest.approx(start + length / 2)


@pytest.mark.parametrize("wide", [True, False])
def test_no_rows_and_no_values_can_be_drawn(wide):
    assert strip_marks(draw_targets(THREE.iloc[:0], wide=wide)) == []
    empty = draw_targets(THREE.iloc[2:].assign(target_bawah=NAN, target_atas=NAN), wide=wide)
    assert strip_marks(empty) == []
    to_svg(draw_targets(THREE.iloc[:0], wide=wide))


PATHS = pd.DataFrame(
    {
        "wilayah": ["Jambi"] * 4 + ["Papua"] * 4,
        "tahun": [2011, 2012, 2013, 2014] * 2,
        "realisasi": [70.0, 72.5, 68.3, 69.0, 60.0, NAN, 56.0, 55.0],
        "target_bawah": [NAN, NAN, 68.0, 69.0] * 2,
        "target_atas": [NAN, NAN, 69.0, 70.0] * 2,
        "kesimpulan": ["tidak dapat dihitung"] * 2
        + ["tercapai"] * 2
        + ["tidak dapat dihitung"] * 2
        + ["tidak tercapai"] * 2,
        "segmen": [0, 0, 1, 1] * 2,
        "alasan_nilai": ["", "", "", "", "", "realisasi tidak ada", "", ""],
    }
)


def draw_paths(rows=PATHS, *, wide=True, polarity="naik", year=2014):
    return plot_paths(rows, wide=wide, decimals=1, polarity=polarity, year=year)


@pytest.mark.parametrize("wide", [True, False])
def test_the_line_has_two_pieces_at_a_break(wide):
    pieces = strokes(draw_paths(wide=wide), "k1")
    # Jambi 2011-2012 and 2013-2014; Papua 2011 and 2013-2014
    assert [len(points) for points in pieces] == [2, 2, 1, 2]
    first, second = pieces[:2]
    assert first[-1][0] < second[0][0]  # a gap between 2012 and 2013
    # without the break only the gap of Papua in 2012 is left: Jambi whole, Papua in two pieces
    whole = strokes(draw_paths(PATHS.assign(segmen=1), wide=wide), "k1")
    assert [len(points) for points in whole] == [4, 1, 2]


def test_a_dotted_rule_stands_between_the_last_year_before_and_the_first_after():
    axes = draw_paths()
    dotted = rules(axes)
    years = [points[:, 0] for points in strokes(axes, "k1")]
    middle = dotted[0].get_xdata()[0]
    assert middle == pytest.approx((years[0][-1] + years[1][0]) / 2)
    assert len(dotted) == 2  # one per area
    unbroken = draw_paths(PATHS.assign(segmen=1))
    assert rules(unbroken) == []


@pytest.mark.parametrize("wide", [True, False])
def test_a_higher_value_stands_higher_and_a_missing_one_nowhere(wide):
    found = marks(draw_paths(wide=wide))
    assert len(found) == 7  # eight figures, one missing
    drawn = strokes(draw_paths(wide=wide), "k1")
    heights = [y for points in drawn[:2] for y in points[:, 1]]
    # 70.0, 72.5, 68.3, 69.0 with y downwards: order of height is 72.5, 70.0, 69.0, 68.3
    assert np.argsort(heights).tolist() == [1, 0, 3, 2]
    assert sorted(kind for kind, *_xy in found) == ["bad", "bad", "na", "na", "na", "ok", "ok"]


def test_years_are_equally_spaced():
    xs = [x for points in strokes(draw_paths(), "k1")[:2] for x in points[:, 0]]
    assert np.diff(xs) == pytest.approx([xs[1] - xs[0]] * 3)


@pytest.mark.parametrize(("polarity", "edges"), [("naik", [68.0, 69.0]), ("turun", [69.0, 70.0])])
def test_the_edge_that_a_miss_crosses_is_drawn_for_each_year(polarity, edges):
    axes = draw_paths(PATHS.iloc[:4], polarity=polarity)
    line = {value: y for value, y in zip((70.0, 72.5), strokes(axes, "k1")[0][:, 1], strict=True)}
    per_unit = (line[72.5] - line[70.0]) / 2.5
    expected = [line[70.0] + (edge - 70.0) * per_unit for edge in edges]
    assert [points[0][1] for points in strokes(axes, "ink")] == pytest.approx(expected)
    assert len(boxes(axes, "zone")) == 2  # 2011 and 2012 have no target


@pytest.mark.parametrize("wide", [True, False])
def test_the_year_of_the_report_is_written_at_its_value(wide):
    written = words(draw_paths(wide=wide, year=2013))
    assert (written.count("68,3"), written.count("56,0")) == (1, 1)
    assert "69,0" not in written and "60,0" not in written
    other = words(draw_paths(wide=wide, year=2012))
    assert "68,3" not in other  # and nothing for Papua, which has no value in 2012
    assert other.count("72,5") == written.count("72,5") + 1


@pytest.mark.parametrize("wide", [True, False])
def test_an_area_without_any_value_gives_the_reason(wide):
    rows = PATHS.assign(
        realisasi=PATHS["realisasi"].where(PATHS["wilayah"] == "Jambi"),
        alasan_nilai=["", "", "", "", *["angka turunan"] * 4],
    )
    axes = draw_paths(rows, wide=wide)
    assert words(axes).count("angka turunan") == 1
    assert len(strokes(axes, "k1")) == 2 and len(marks(axes)) == 4


def test_areas_share_the_axes_and_stand_in_rows_of_three():
    many = pd.concat([PATHS.assign(wilayah=PATHS["wilayah"] + str(i)) for i in range(2)])
    axes = draw_paths(many)
    names = {
        t.get_text(): t.get_position()
        for t in axes.texts
        if t.get_text()[:-1] in ("Jambi", "Papua")
    }
    assert len({y for _x, y in names.values()}) == 2
    assert names["Jambi0"][0] < names["Papua0"][0] < names["Jambi1"][0]
    assert names["Papua1"][0] == names["Jambi0"][0]
    narrow = draw_paths(many, wide=False)
    assert narrow.get_xlim() == (0, NARROW) and axes.get_xlim() == (0, WIDE)


def test_one_year_alone_can_be_drawn():
    one = PATHS[PATHS["tahun"] == 2014]
    for wide in (True, False):
        assert len(marks(draw_paths(one, wide=wide))) == 2
        to_svg(draw_paths(one, wide=wide))


def test_long_names_are_broken_and_keep_the_end_that_tells_them_apart():
    name = "Kecamatan Dengan Nama Yang Agak Panjang Nomor 12"
    assert fit_lines("Jambi", 142) == ["Jambi"]
    assert fit_lines("Kepulauan Bangka Belitung", 142) == ["Kepulauan Bangka", "Belitung"]
    lines = fit_lines(name, 142)
    assert len(lines) == 2 and lines[1].startswith("…") and lines[1].endswith("Nomor 12")
    assert all(len(line) <= 19 for line in lines)
    assert fit_lines(name, 270, 1)[0].endswith("Panjang Nomor 12")
    office = "Seksi Pemberdayaan Masyarakat, Kecamatan Tandisa"
    assert fit_lines(office, 190) == ["Seksi Pemberdayaan", "… Kecamatan Tandisa"]
    assert fit_lines("Satu " + "x" * 52, 142)[1] == "…" + "x" * 18  # no whole word fits


@pytest.mark.parametrize("wide", [True, False])
def test_two_long_names_stay_different_on_the_chart(wide):
    areas = [f"Dinas Kependudukan dan Pencatatan Sipil Wilayah {i}" for i in (1, 2)]
    written = words(draw_targets(THREE.iloc[:2].assign(wilayah=areas), wide=wide))
    assert any(text.endswith(" 1") for text in written)
    assert any(text.endswith(" 2") for text in written)
