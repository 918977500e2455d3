"""Charts are compared by what they drew, with little and with extreme data."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from kinerja_lib.chart_style import NARROW, TOKENS, WIDE, to_svg
from kinerja_lib.publish.figure import draw
from kinerja_lib.publish.svg import inline_svg
from kinerja_lib.quality import figures, trend_figure
from kinerja_lib.quality.chart_rows import LEFT, STRIP
from kinerja_lib.quality.charts import plot_ages, plot_matches, plot_quarters, plot_rows
from kinerja_lib.tables.registry import CONTRACTS

NAN = np.nan
LONG = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia bagian Pengelolaan " * 2
SHAPES = {"o": "ok", "s": "bad", "^": "warn", "D": "na"}
BOTH = pytest.mark.parametrize("wide", [True, False])


def words(axes):
    return [text.get_text() for text in axes.texts]


def marks(axes):
    drawn = [line for line in axes.lines if line.get_marker() in SHAPES]
    return [(SHAPES[m.get_marker()], *m.get_xydata()[0].tolist()) for m in drawn]


def boxes(axes, token):
    found = [p for p in axes.patches if to_hex(p.get_facecolor()) == TOKENS[token]]
    return [(p.get_x(), p.get_width()) for p in found]


def rows(*values):
    names = ["judul", "mutu", "bersih", "ditandai", "dikarantina"]
    return pd.DataFrame(values, columns=names)


def test_the_segments_of_a_bar_are_as_long_as_their_shares():
    axes = plot_rows(rows(("SKM", "D", 60.0, 10.0, 30.0)), wide=True)
    (start, clean), *_none = boxes(axes, "zone")
    assert (start, clean) == (LEFT, pytest.approx(STRIP * 0.6))
    # 1.5 pixels of each later segment are the gap before it
    assert boxes(axes, "mark-warn")[0][1] == pytest.approx(STRIP * 0.1 - 1.5)
    assert boxes(axes, "bad")[0][1] == pytest.approx(STRIP * 0.3 - 1.5)
    assert {"30,0%", "10,0%", "D"} <= set(words(axes))


@BOTH
def test_one_row_in_a_million_can_still_be_seen(wide):
    axes = plot_rows(rows(("Log", "A", 99.9999, 0.0, 0.0001)), wide=wide)
    assert boxes(axes, "bad")[0][1] >= 0.5
    assert any("< 0,1%" in text for text in words(axes)) and not boxes(axes, "mark-warn")


@BOTH
def test_a_withheld_bar_says_so_and_shows_nothing(wide):
    axes = plot_rows(rows(("Hukuman disiplin", "D", NAN, NAN, NAN)), wide=wide)
    assert "tidak ditampilkan" in words(axes)
    assert not any(boxes(axes, token) for token in ("zone", "mark-warn", "bad"))
    assert not any("%" in text for text in words(axes)[5:])


def ages(*values):
    names = ["judul", "ketepatan_waktu", "umur", "tenggat_hari", "terlambat", "alasan"]
    return pd.DataFrame(values, columns=names)


def test_a_table_lies_where_its_age_is_and_the_deadline_too():
    axes = plot_ages(ages(("SKM", "C", 92.0, 61.0, 31.0, "")), wide=True)
    ((kind, x, _y),) = marks(axes)
    # the scale ends at 92 * 1.05 = 96.6 days
    assert kind == "warn" and x == pytest.approx(LEFT + STRIP * 92 / 96.6)
    assert boxes(axes, "zone")[0][1] == pytest.approx(STRIP * 61 / 96.6)
    assert "terlambat 31 hari" in words(axes)


@BOTH
def test_a_forgotten_table_does_not_squeeze_the_others(wide):
    axes = plot_ages(
        ages(("Lama", "D", 9000.0, 61.0, 8939.0, ""), ("Baru", "A", 30.0, 61.0, 0.0, "")), wide=wide
    )
    old, new = (x for _kind, x, _y in marks(axes))
    start, length = (LEFT, STRIP) if wide else (8, NARROW - 16)
    assert old == pytest.approx(start + length)  # at the edge; its age is written
    assert new == pytest.approx(start + length * 30 / 183)  # three times 61 days
    assert any("9.000" in text for text in words(axes))


@BOTH
def test_a_table_without_a_date_gives_the_reason_and_no_mark(wide):
    reason = "tidak ada tanggal yang terbaca"
    axes = plot_ages(ages(("SKM", "tidak dapat dihitung", NAN, NAN, NAN, reason)), wide=wide)
    assert reason in words(axes) and not marks(axes)
    assert not any("nan" in text for text in words(axes))


def matches(*values):
    return pd.DataFrame(values, columns=["judul", "column", "mutu", "persen", "unmatched"])


def test_a_share_lies_on_the_axis_that_starts_above_zero():
    axes = plot_matches(
        matches(("SKM", "unit_id", "D", 85.0, 15.0)), wide=True, low=80.0, limit=99.0
    )
    ((kind, x, _y),) = marks(axes)
    assert kind == "bad" and x == pytest.approx(LEFT + STRIP * 5 / 20)
    assert {"80%", "100%", "85,0%", "15"} <= set(words(axes))


@BOTH
def test_a_withheld_share_has_no_mark(wide):
    frame = matches(("Hukuman disiplin", "nip", "D", NAN, NAN))
    axes = plot_matches(frame, wide=wide, low=90.0, limit=99.0)
    assert not marks(axes) and any("tidak ditampilkan" in text for text in words(axes))


def quarters(*shares, first=8105):
    numbers = range(first, first + len(shares))
    names = [f"{(n - 1) // 4}-TW{(n - 1) % 4 + 1}" for n in numbers]
    return pd.DataFrame({"triwulan": names, "persen": shares})


@BOTH
def test_the_line_breaks_where_a_quarter_has_no_rows(wide):
    axes = plot_quarters(quarters(0.5, 0.6, NAN, 3.0, 2.0), wide=wide, limit=1.0)
    lines = [m for m in axes.lines if to_hex(m.get_color()) == TOKENS["k1"]]
    assert [len(m.get_xdata()) for m in lines] == [2, 2]
    assert [kind for kind, *_place in marks(axes)] == ["ok", "ok", "bad", "bad"]
    assert "×" in words(axes) and "2,0%" in words(axes)


@BOTH
@pytest.mark.parametrize("shares", [(), (NAN,), (None, None)])
def test_no_quarter_with_rows_draws_the_reason(wide, shares):
    axes = plot_quarters(quarters(*shares), wide=wide, limit=1.0)
    assert words(axes) == ["tidak dapat dihitung: tidak ada baris"]


@BOTH
@pytest.mark.parametrize("shares", [(0.0,), (100.0,), (0.0,) * 12])
def test_flat_and_single_quarters_are_drawn(wide, shares):
    axes = plot_quarters(quarters(*shares), wide=wide, limit=0.0)
    assert len(marks(axes)) == len(shares)


def big_review(make_review, count):
    names = list(CONTRACTS)[:count]
    return make_review(
        loads=[(n, 10**7, 10**7 - i, i, i) for i, n in enumerate(names)],
        freshness=[
            (n, CONTRACTS[n].as_of, "2020-01-01", f"20{10 + i % 17}-01-01")
            for i, n in enumerate(names)
        ],
        references=[(n, "x", "unit.unit_id", 100, 100 - i, i) for i, n in enumerate(names)],
        periods=[(n, f"2026-TW{q}", 10, i % 3) for i, n in enumerate(names) for q in (1, 2, 3)],
    )


@BOTH
@pytest.mark.parametrize("count", [0, 1, 49])
def test_every_figure_draws_one_table_and_all_of_them(make_review, count, wide):
    review = big_review(make_review, count)
    for make in (
        figures.chart_rows,
        figures.chart_ages,
        figures.chart_matches,
        trend_figure.chart_quarters,
    ):
        axes = draw(make(review).to_json(), wide=wide)
        svg = inline_svg(to_svg(axes), label="x", css_class="fw" if wide else "fn")
        assert svg.startswith("<svg")
        height = axes.figure.get_size_inches()[1] * 72
        assert height < (28 + 34 * 15 if wide else 62 * 15) + 1  # never more than 15 rows


@BOTH
def test_long_names_stay_inside_their_column(wide):
    axes = plot_rows(rows((LONG, "B", 96.0, 0.0, 4.0)), wide=wide)
    figure = axes.figure
    figure.canvas.draw()
    names = [t for t in axes.texts if t.get_fontweight() == "bold" and t.get_position()[0] == 0]
    assert len(names) == (2 if wide else 1)
    for text in names:
        assert text.get_window_extent().x1 <= (LEFT if wide else NARROW - 22)
    assert axes.get_xlim()[1] == (WIDE if wide else NARROW)
