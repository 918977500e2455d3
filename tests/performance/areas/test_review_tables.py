import pandas as pd
import pytest

from kinerja_lib.performance.areas import figures as words
from kinerja_lib.performance.areas.figures import chart_paths, chart_targets
from kinerja_lib.performance.areas.quality import tabulate_quality
from kinerja_lib.performance.areas.tables import tabulate_areas
from kinerja_lib.publish.display import cell_text, head_text
from kinerja_lib.publish.figure import draw
from kinerja_lib.publish.spread import spread_table

MET, MISSED, UNKNOWN = (5, 4, 6), (3, 4, 6), ("", 4, 6)


def cells(table):
    """Heads and cells as a reader sees them."""
    heads = [head_text(table, column) for column in table["columns"]]
    rows = range(len(table["rows"]))
    return [heads, *([cell_text(table, row, i) for i in range(len(heads))] for row in rows)]


def year(*areas):
    return [(name, "x", 2021, *cell) for name, cell in zip("ABCD", areas, strict=False)]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (year(MET, MET), "Indikator x: semua wilayah mencapai target nasional atau lebih baik"),
        (
            year(MET, MISSED),
            "Indikator x: satu dari dua wilayah mencapai target nasional atau lebih baik",
        ),
        (
            year(MET, UNKNOWN),
            "Indikator x: satu dari satu wilayah mencapai target nasional atau lebih baik",
        ),
        (
            year(MISSED, MISSED),
            "Indikator x: tidak satu pun dari dua wilayah mencapai target nasional",
        ),
        (
            year(UNKNOWN),
            "Indikator x: capaian tidak dapat dihitung karena target atau realisasi belum ada",
        ),
    ],
)
def test_title_of_the_comparison(make_review, rows, sentence):
    assert chart_targets(make_review(rows), 0).title.sentence() == sentence


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [("A", "x", 2021, 27.38, "", ""), ("B", "x", 2021, 7.67, "", "")],
            "Nilai tertinggi tercatat di A (27,4%) dan terendah di B (7,7%): selisih 19,7 poin "
            "persentase. Urutan ini bukan peringkat.",
        ),
        (year(MET, MET), "Semua wilayah yang mempunyai angka tercatat pada 5,0%."),
        (year(MET, UNKNOWN), "Hanya satu wilayah yang mempunyai angka."),
        (year(UNKNOWN, UNKNOWN), "Perbandingan antarwilayah tidak dapat dihitung."),
    ],
)
def test_remark_on_the_spread(make_review, rows, sentence):
    assert chart_targets(make_review(rows), 0).remark.sentence() == sentence


def path(area, *values):
    return [(area, "x", 2022 - len(values) + i, v, "", "") for i, v in enumerate(values)]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            path("A", 1, 2) + path("B", 2, 3),
            "Indikator x: semua wilayah tercatat membaik, 2020–2021",
        ),
        (
            path("A", 1, 2) + path("B", 3, 2),
            "Indikator x: satu dari dua wilayah tercatat membaik, 2020–2021",
        ),
        (
            path("A", 1, 2) + path("B", 3),
            "Indikator x: satu dari satu wilayah tercatat membaik, 2020–2021",
        ),
        (path("A", 2, 1), "Indikator x: tidak satu pun wilayah tercatat membaik, 2020–2021"),
        (path("A", 2), "Indikator x: perubahan tidak dapat dihitung"),
    ],
)
def test_title_of_the_path(make_review, rows, sentence):
    assert chart_paths(make_review(rows), 0).title.sentence() == sentence


SHARES = {words.ALL, words.SOME, words.NONE, words.CANNOT}


def test_a_band_has_no_better_side(make_review, card):
    review = make_review(path("A", 1, 2), [card("x", arah="rentang")])
    assert chart_paths(review, 0).title.sentence() == (
        "Indikator x: bertarget rentang, sehingga membaik atau memburuk tidak dinilai"
    )
    assert review.directed.empty


def test_years_are_named_only_where_they_are_the_same_for_all(make_review):
    rows = [*path("A", 1, 2), *path("B", 1, 2, 3)]
    assert chart_paths(make_review(rows), 0).title.sentence() == (
        "Indikator x: semua wilayah tercatat membaik, dari awal sampai akhir tiap seri"
    )


def test_every_message_is_tested_above():
    assert set(words.TARGET_TITLE) == SHARES
    assert set(words.PATH_TITLE) == {*SHARES, "rentang"}
    assert set(words.SPREAD) == {"ada", "sama", "satu", words.CANNOT}


def test_the_first_table_shows_values_with_their_indicator(make_review, card):
    rows = [
        ("JAMBI", "x", 2021, 5.25, 4, 6),
        ("JAMBI", "y", 2021, 12, "", ""),
        ("PAPUA", "x", 2021, "", 4, 6),
        ("PAPUA", "y", 2021, 1500, 1, 2),
    ]
    cards = [card("x", desimal=2), card("y", satuan="kasus", desimal=0, arah="turun")]
    table = tabulate_areas(make_review(rows, cards, reference_area="PAPUA"))
    assert cells(table.to_json()) == [
        ["Wilayah", "Tercapai", "Indikator x, %", "Indikator y, kasus"],
        ["Jambi", "1 dari 1", "5,25", "12"],
        ["Papua", "0 dari 1", "tidak dapat dihitung: realisasi tidak ada", "1.500"],
    ]
    assert table.place == "glance" and "{pembanding}" in table.note
    assert table.values["pembanding"] == "Papua"


def test_an_indicator_without_a_row_in_the_year_keeps_its_own_column(make_review):
    rows = [("A", "x", 2020, 1.0, "", ""), ("A", "y", 2021, 5, 4, 6)]
    review = make_review(rows)
    shown = cells(tabulate_areas(review).to_json())
    assert shown[0][2:] == ["Indikator x, %", "Indikator y, %"]
    assert shown[1][2:] == ["tidak dapat dihitung: realisasi tidak ada", "5,0"]
    for position in range(2):
        for figure in (chart_targets(review, position), chart_paths(review, position)):
            for wide in (True, False):
                draw(figure.to_json(), wide=wide)


def test_a_card_without_figures_does_not_shift_the_others(make_review, card):
    cards = [card("unused", sumber="Lain"), card("x", sumber="BPS pusat")]
    figure = chart_targets(make_review(year(MET), cards), 0)
    assert figure.values["sumber"] == "BPS pusat" and figure.values["indikator"] == "Indikator x"


def test_the_table_of_the_comparison_gives_reasons_for_every_empty_cell(make_review):
    rows = [("A", "x", 2021, 5, "", 4), ("B", "x", 2021, "", 4, 6), ("C", "x", 2021, -1, "", "")]
    table = chart_targets(make_review(rows), 0).to_json()["table"]
    assert cells(table)[1:] == [
        # single target of 4, higher is better: 5 / 4 = 125 %, capped at 120
        ["A", "tercapai, target nasional", "5,0", "tidak berlaku", "4,0", "125,0", "120,0", "1,0"],
        [
            "B",
            "tidak dapat dihitung, target nasional",
            "tidak dapat dihitung: realisasi tidak ada",
            "4,0",
            "6,0",
            "tidak dapat dihitung: realisasi tidak ada",
            "tidak dapat dihitung: realisasi tidak ada",
            "tidak dapat dihitung",
        ],
        [
            "C",
            "tidak dapat dihitung, target nasional",
            "−1,0",
            "tidak ada data",
            "tidak ada data",
            "tidak dapat dihitung: target tidak ada",
            "tidak dapat dihitung: target tidak ada",
            "tidak dapat dihitung",
        ],
    ]


def test_the_path_is_spread_over_the_areas(make_review):
    review = make_review([*path("A", 1, 2), ("B", "x", 2021, "", 4, 6)])
    table = spread_table(chart_paths(review, 0).to_json()["table"])
    shown = cells(table)
    assert shown[0][0] == "Tahun" and shown[0][-2:] == ["A", "B"]
    assert [row[0] for row in shown[1:]] == ["2020", "2021"]
    assert shown[2][-1] == "tidak dapat dihitung: realisasi tidak ada"


def test_quality_lists_each_indicator(make_review, card):
    table = tabulate_quality(make_review(year(MET, UNKNOWN), [card("x", putus_seri=2013.0)]))
    assert cells(table.to_json())[1] == ["Indikator x", "2", "1", "0", "1", "2013"]
    plain = tabulate_quality(make_review(year(MET)))
    assert cells(plain.to_json())[1][-1] == "tidak berlaku"


def test_ids_are_unique_and_figures_carry_their_options(make_review):
    review = make_review([*year(MET), ("A", "y", 2021, 1, "", "")])
    figures = [chart(review, i) for chart in (chart_targets, chart_paths) for i in range(2)]
    data = [figure.to_json() for figure in figures]
    assert len({d["id"] for d in data}) == 4
    sentences = [d[part]["id"] for d in data for part in ("title", "remark") if d[part]]
    assert len(sentences) == len(set(sentences)) == 6
    own = {"decimals": 1, "polarity": "naik"}
    assert data[0]["options"] == own | {"target": "target nasional"}
    assert data[2]["options"] == {"decimals": 1, "polarity": "naik", "year": 2021}
    assert {d["table"]["subject"] for d in data} == {"umum"}


HOSTILE = "{tahun} {x} <script>alert(1)</script> **b** \u202e"


def test_hostile_names_stay_names(make_review, card):
    cards = [card("x", nama=HOSTILE, nama_pendek=HOSTILE, satuan=HOSTILE, sumber=HOSTILE)]
    rows = [(HOSTILE, "x", y, 5, 4, 6) for y in (2020, 2021)]
    review = make_review(rows, cards)
    shown = "{tahun} {x} <script>alert(1)</script> b"
    first = tabulate_areas(review).to_json()
    assert head_text(first, first["columns"][2]).startswith(shown)
    for chart in (chart_targets, chart_paths):
        figure = chart(review, 0)
        assert figure.title.sentence().startswith(shown)
        table = spread_table(figure.to_json()["table"])
        assert "\u202e" not in str(cells(table))
        draw(figure.to_json(), wide=True)


def test_the_review_is_not_changed_by_its_tables(make_review):
    review = make_review(year(MET, MISSED))
    before = review.judged.copy()
    for make in (tabulate_areas, tabulate_quality):
        make(review).to_json()
    chart_targets(review, 0).to_json()
    pd.testing.assert_frame_equal(review.judged, before)
