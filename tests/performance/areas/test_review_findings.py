import pandas as pd
import pytest

from kinerja_lib.errors import DataError
from kinerja_lib.performance.areas import findings as words
from kinerja_lib.performance.areas import quality
from kinerja_lib.performance.areas.findings import (
    find_achievement,
    find_answers,
    find_headline,
    find_path,
    find_requests,
    find_scope,
)
from kinerja_lib.performance.areas.quality import find_flags, find_quality
from kinerja_lib.performance.areas.review import IndicatorReview

MET, MISSED, UNKNOWN, NO_TARGET = (5, 4, 6), (3, 4, 6), ("", 4, 6), (5, "", "")


def now(**cells):
    """Figures of 2021 from cells such as A_x=MET: area A, indicator x."""
    return [(*name.split("_"), 2021, *cell) for name, cell in cells.items()]


SOME = now(A_x=MET, A_y=MET, B_x=MISSED, B_y=MET)
SPLIT = now(A_x=MET, A_y=MISSED, B_x=MISSED, B_y=MET)
ALL = now(A_x=MET, A_y=MET, B_x=MET, B_y=MET)
NONE = now(A_x=MISSED, A_y=MISSED, B_x=MISSED, B_y=MISSED)
GAP = now(A_x=MET, A_y=MISSED, B_x=MISSED, B_y=MISSED)
BOTH = now(A_x=MET, A_y=MISSED, B_x=MET, B_y=MISSED)
CANNOT = now(A_x=UNKNOWN, A_y=NO_TARGET, B_x=NO_TARGET, B_y=UNKNOWN)
PARTLY = now(A_x=MET, A_y=MET, B_x=MET, B_y=UNKNOWN)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (ALL, "Semua capaian di dua wilayah memenuhi target nasional atau lebih baik"),
        (SPLIT, "Dua dari empat capaian memenuhi target nasional atau lebih baik"),
        (
            GAP,
            "Satu dari empat capaian memenuhi target nasional atau lebih baik; "
            "Y tidak memenuhinya di satu wilayah pun",
        ),
        (NONE, "Tidak satu pun dari empat capaian memenuhi target nasional"),
        (CANNOT, "Capaian tidak dapat dihitung: target atau realisasi 2021 belum ada"),
        # all that can be judged is met, but one cannot: not "all"
        (PARTLY, "Tiga dari tiga capaian memenuhi target nasional atau lebih baik"),
    ],
)
def test_headline(make_review, rows, sentence):
    finding = find_headline(make_review(rows))
    assert finding.sentence() == sentence
    assert (finding.place, finding.rule) == ("headline", "capaian-2021.1")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (ALL, "Semua empat capaian memenuhi target nasional atau lebih baik pada 2021."),
        (
            GAP,
            "Satu dari empat capaian memenuhi target nasional atau lebih baik pada 2021; "
            "tiga tidak memenuhinya.",
        ),
        (NONE, "Tidak satu pun dari empat capaian memenuhi target nasional pada 2021."),
        (CANNOT, "Tidak ada capaian yang dapat dinilai pada 2021."),
    ],
)
def test_overall_answer(make_review, rows, sentence):
    assert find_answers(make_review(rows))[0].sentence() == sentence


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            BOTH,
            "Y tidak mencapai target nasional di satu wilayah pun; X mencapainya atau lebih baik "
            "di semua wilayah.",
        ),
        (NONE, "X dan Y tidak mencapai target nasional di satu wilayah pun."),
        (SOME, "Y mencapai target nasional atau lebih baik di semua wilayah."),
        (
            SPLIT,
            "Hasil tiap indikator berbeda antarwilayah: tidak ada indikator yang mencapai "
            "target nasional di semua wilayah, dan tidak ada yang tidak mencapainya di satu "
            "wilayah pun.",
        ),
        (CANNOT, "Indikator tidak dapat dibandingkan karena target atau realisasi belum ada."),
        # Y is met where it could be judged, which is not everywhere
        (PARTLY, "X mencapai target nasional atau lebih baik di semua wilayah."),
    ],
)
def test_answer_on_indicators(make_review, rows, sentence):
    assert find_answers(make_review(rows))[1].sentence() == sentence


def path(*values, area="A", code="x"):
    start = 2022 - len(values)
    return [(area, code, start + i, v, "", "") for i, v in enumerate(values)]


RISING = path(1, 2) + path(1, 3, area="B")
MIXED = path(1, 2) + path(3, 1, area="B")
FALLING = path(2, 1) + path(3, 3, area="B")
SINGLE = path(2) + path(3, area="B")
TAIL = "sejak awal seri yang tidak terputus; tanpa galat baku, perubahan ini belum diuji."


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (RISING, f"Semua dua deret tercatat membaik {TAIL}"),
        (MIXED, f"Satu dari dua deret tercatat membaik dan satu memburuk {TAIL}"),
        (FALLING, f"Tidak satu pun dari dua deret tercatat membaik {TAIL}"),
        (
            SINGLE,
            "Perubahan antartahun tidak dapat dinilai karena tiap deret memuat kurang dari dua "
            "angka atau bertarget rentang.",
        ),
    ],
)
def test_answer_on_the_path(make_review, rows, sentence):
    assert find_answers(make_review(rows))[2].sentence() == sentence


GAP_ASKED = "Bahas penyebab Y tidak mencapai target di satu wilayah pun."
TARGET_ASKED = (
    "Ganti target nasional dengan target RPJMD tiap wilayah, agar kesimpulan menjadi milik wilayah "
    "itu sendiri."
)
TOTAL_ASKED = "Mintakan angka resmi pengganti X B: angka yang ada dihitung dari wilayah lain."


def test_requests_ask_for_what_the_results_call_for(make_review, card):
    def asked(*arguments):
        return [finding.sentence() for finding in find_requests(make_review(*arguments))]

    assert asked(ALL) == [TARGET_ASKED]
    assert asked(GAP) == [GAP_ASKED, TARGET_ASKED]
    assert asked(GAP, [card("x", total_turunan="B"), card("y")]) == [
        GAP_ASKED,
        TARGET_ASKED,
        TOTAL_ASKED,
    ]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (ALL, "Semua angka 2021 tersedia dan dapat dinilai"),
        (PARTLY, "Data 2021 dapat dinilai, kecuali satu dari empat angka"),
        (CANNOT, "Tidak satu pun angka 2021 dapat dinilai"),
    ],
)
def test_heading_on_quality(make_review, rows, sentence):
    assert find_quality(make_review(rows))[0].sentence() == sentence


def test_quality_of_no_rows_at_all(make_review):
    review = make_review(ALL)
    nothing = IndicatorReview(review.judged.iloc[:0], review.cards, 2021, "", 120.0, 0)
    assert find_quality(nothing)[0].sentence() == "Tidak ada data untuk 2021"


def test_a_row_that_is_not_there_counts_as_missing(make_review):
    review = make_review(now(A_x=MET, A_y=MET, B_x=MET))  # no row for B and y
    assert find_quality(review)[0].sentence() == (
        "Data 2021 dapat dinilai, kecuali satu dari empat angka"
    )
    assert find_headline(review).outcome == quality.SOME


def test_lead_on_quality(make_review):
    assert find_quality(make_review(PARTLY))[1].sentence() == (
        "Sebanyak 4 baris dibaca dan semuanya diterima. Semua 3 angka realisasi mempunyai target "
        "nasional."
    )
    assert find_quality(make_review(RISING))[1].sentence() == (
        "Sebanyak 4 baris dibaca dan semuanya diterima. Tidak satu pun dari 4 angka realisasi "
        "mempunyai target nasional."
    )


def test_flags_name_what_must_not_be_misread(make_review, card):
    cards = [
        card("x", putus_seri=2013.0, catatan="Angka sementara."),
        card("y", total_turunan="B"),
        card("z", catatan="Kartu tanpa angka", putus_seri=2015.0),
    ]
    assert [finding.sentence() for finding in find_flags(make_review(ALL, cards))] == [
        "Indikator y B tidak dipakai. Angka ini dihitung dari wilayah lain, bukan diukur di "
        "wilayah itu sendiri.",
        "Seri X terputus sebelum 2013. Metodenya berubah; tidak ada kecenderungan yang dihitung "
        "melintasinya.",
        "X. Angka sementara.",
    ]
    assert find_flags(make_review(ALL)) == []


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (ALL, "Semua indikator mencapai target nasional di semua wilayah"),
        (SOME, "Satu indikator mencapai target nasional di lebih dari separuh wilayah"),
        (NONE, "Tidak satu pun indikator mencapai target nasional di lebih dari separuh wilayah"),
        (CANNOT, "Capaian 2021 tidak dapat dihitung"),
        # y is met in one area and unknown in the other: that is not more than half
        (PARTLY, "Satu indikator mencapai target nasional di lebih dari separuh wilayah"),
    ],
)
def test_heading_on_achievement(make_review, rows, sentence):
    assert find_achievement(make_review(rows)).sentence() == sentence


HALF = "indikator tercatat membaik di lebih dari separuh wilayah"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (RISING, f"Semua {HALF}"),
        (RISING + path(2, 1, code="y"), f"Satu dari dua {HALF}"),
        # y has one year only: nothing is known of its path
        (RISING + path(2, code="y"), f"Satu dari satu {HALF}"),
        (MIXED, f"Tidak satu pun {HALF}"),
        (SINGLE, "Perubahan antartahun tidak dapat dihitung"),
    ],
)
def test_heading_on_the_path(make_review, rows, sentence):
    assert find_path(make_review(rows)).sentence() == sentence


def test_the_reference_area_is_shown_and_never_counted(make_review):
    review = make_review(SOME, reference_area="B")
    assert find_headline(review).sentence() == (
        "Semua capaian di satu wilayah memenuhi target nasional atau lebih baik"
    )
    assert review.areas["wilayah"].tolist() == ["A", "B"]
    assert make_review(SOME, reference_area="A").areas["wilayah"].tolist() == ["B", "A"]


def test_areas_may_be_chosen_and_the_reference_is_kept(make_review):
    rows = SOME + now(C_x=MET, C_y=MET)
    review = make_review(rows, areas=["A"], reference_area="C")
    assert review.areas["wilayah"].tolist() == ["A", "C"]
    assert review.rows_read == 6


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"areas": ["A", "Z"]}, r"Wilayah Z tidak ada dalam data\. Yang ada: A, B\."),
        ({"reference_area": "Z"}, r"Wilayah Z tidak ada"),
        ({"areas": ["\u202eZ"]}, r"Wilayah Z tidak ada"),
        ({"year": 1999}, r"tahun 1999; data memuat 2021 sampai 2021\. Ubah 'period'"),
        (
            {"areas": ["A"], "reference_area": "A"},
            r"Tidak ada wilayah yang dinilai selain pembanding A\.",
        ),
    ],
)
def test_a_review_that_cannot_be_made_says_what_to_change(make_review, options, message):
    with pytest.raises(DataError, match=message):
        make_review(SOME, **options)


def test_a_year_that_only_other_areas_have_is_refused(make_review):
    rows = [*SOME, ("C", "x", 2020, *MET)]
    with pytest.raises(DataError, match="2020 sampai 2020"):
        make_review(rows, areas=["C"])


def test_names_from_the_data_stay_inert(make_review, card):
    cards = [card("x", nama_pendek="{met} **x** <b>"), card("y", catatan="**{note}**")]
    review = make_review(BOTH, [cards[1] | {"arah": "naik"}, cards[0]])
    assert "{met} x <b> mencapainya" in find_answers(review)[1].sentence()
    assert find_flags(review)[0].sentence() == "Y. {note}."


TABLES = ["HEADLINE", "OVERALL", "REACH", "PATH", "QUALITY_HEADING", "QUALITY_LEAD"]
TABLES += [
    "ACHIEVEMENT_HEADING",
    "PATH_HEADING",
    "FLAG",
    "ASK_TARGETS",
    "ASK_GAPS",
    "ASK_DERIVED",
    "SCOPE",
]


def test_every_message_is_reached_by_some_review(make_review, card):
    """The cases above together say every sentence this module knows."""
    cards = [card("x", putus_seri=2013.0, catatan="c"), card("y", total_turunan="B")]
    reviews = [make_review(rows) for rows in (ALL, SOME, SPLIT, NONE, GAP, BOTH, CANNOT, PARTLY)]
    reviews += [make_review(rows) for rows in (RISING, MIXED, FALLING, SINGLE)]
    reviews += [make_review(SOME, target_owner="wilayah")]
    reviews += [make_review(now(A_x=(0, 4, 6), A_y=(0, 4, 6), B_x=MET))]
    reviews += [make_review(now(A_x=MET, B_x=NO_TARGET)), make_review(now(A_x=NO_TARGET))]
    reviews += [make_review(RISING + path(2, 1, code="y")), make_review(GAP, cards)]
    said = set()
    for review in reviews:
        findings = [find_headline(review), find_achievement(review), find_path(review)]
        findings += find_answers(review) + find_requests(review)
        findings += [*find_quality(review), *find_flags(review), find_scope(review)]
        said |= {finding.message for finding in findings}
    homes = {name: words if hasattr(words, name) else quality for name in TABLES}
    known = {message for name in TABLES for message in getattr(homes[name], name).values()}
    only_without_rows = {quality.QUALITY_HEADING[quality.CANNOT]}  # tested by itself above
    assert known - said == only_without_rows


def test_the_frame_of_the_review_is_one_row_per_figure(make_review):
    review = make_review(SOME)
    assert isinstance(review.judged, pd.DataFrame) and len(review.judged) == 4
    assert review.rows("x")["wilayah"].tolist() == ["A", "B"]
    # areas without a row in a year are there all the same, and say so
    empty = review.rows("x", year=2020)
    assert empty["wilayah"].tolist() == ["A", "B"] and empty["realisasi"].isna().all()
    assert set(empty["alasan"]) == {"realisasi tidak ada"}
    assert set(empty["kesimpulan"]) == {"tidak dapat dihitung"}


def test_targets_of_the_area_itself_are_never_called_national(make_review):
    review = make_review(SPLIT, target_owner="wilayah")
    said = [find_headline(review), *find_answers(review), *find_requests(review)]
    said += [*find_quality(review), find_achievement(review), find_scope(review)]
    sentences = [finding.sentence() for finding in said]
    assert not any("nasional" in sentence or "  " in sentence for sentence in sentences)
    assert sentences[0] == "Dua dari empat capaian memenuhi target atau lebih baik"
    assert sentences[1] == (
        "Dua dari empat capaian memenuhi target atau lebih baik pada 2021; dua tidak memenuhinya."
    )
    assert not any("RPJMD" in sentence for sentence in sentences)
