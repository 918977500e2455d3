"""Labels that run the wrong way are shown and leave the figures; they are never mapped."""

import pytest

from kinerja_lib.performance.appraisal.direction import judge_direction, list_superiors
from kinerja_lib.performance.appraisal.labels import find_direction, find_set_aside
from kinerja_lib.performance.appraisal.review import review_appraisal
from kinerja_lib.tables.registry import CONTRACTS
from tests.performance.appraisal_evidence import make_evidence, rate, region, set_aside

UNITS = [
    {"unit_id": "D", "nama": "Dinas", "kepala_nip": "KD"},
    {"unit_id": "B", "nama": "Bidang", "induk_id": "D", "kepala_nip": "KB"},
]
STAFF = [
    {"nip": "KD", "unit_id": "D", "jabatan_id": "J1"},
    {"nip": "KB", "unit_id": "B", "jabatan_id": "J2"},
    {"nip": "S", "unit_id": "B", "jabatan_id": "J3"},
]
POSTS = [
    {"jabatan_id": "J1", "jenis": "jpt pratama"},
    {"jabatan_id": "J2", "jenis": "administrator"},
    {"jabatan_id": "J3", "jenis": "pelaksana"},
]


def review(*rows, **tables):
    every = [row for part in rows for row in part]
    tables = {"unit": UNITS, "pegawai": STAFF, "jabatan": POSTS} | tables
    return review_appraisal(make_evidence(penilaian=every, **tables))


@pytest.mark.parametrize(
    ("person", "rater", "label", "expected"),
    [
        ("S", "KB", "atasan", "sesuai"),
        ("S", "KD", "atasan", "sesuai"),  # the head above the own head
        ("KB", "S", "bawahan", "sesuai"),
        ("S", "KB", "bawahan", "terbalik"),
        ("KB", "KD", "bawahan", "terbalik"),
        ("KD", "S", "atasan", "terbalik"),
        ("S", "X", "atasan", None),  # unknown rater
        ("S", "KB", "rekan", None),
    ],
)
def test_labels_are_compared_with_heads_of_units_and_of_units_above(person, rater, label, expected):
    evidence = make_evidence(unit=UNITS, pegawai=STAFF)
    found = review(rate(person, rater, label, [80])).labelled
    verdict = judge_direction(found, list_superiors(evidence, 2026)).iloc[0]
    assert verdict == expected if expected else verdict is None or verdict != verdict


def test_the_appraising_official_counts_as_superior_without_any_unit():
    result = [{"nip": "S", "periode": "2026-TW1", "penilai_nip": "P"}]
    found = review(rate("S", "P", "bawahan", [80]), unit=[], hasil_penilaian=result)
    assert found.labelled["arah"].tolist() == ["terbalik"]


def test_units_in_a_circle_give_no_verdict():
    ring = [{**UNITS[0], "induk_id": "B"}, UNITS[1]]
    found = review(rate("KD", "KB", "bawahan", [80]), unit=ring)
    assert found.labelled["arah"].isna().all()


def test_a_reversed_rating_leaves_all_figures_and_is_shown_without_a_name():
    found = review(rate("S", "KB", "bawahan", [10]), rate("S", "KD", "atasan", [80]))
    assert found.sources.loc["S", ("size", "bawahan")] == 0
    assert found.sources.loc["S", ("mean", "atasan")] == 80
    sentence = find_direction(found).sentence()
    assert "Satu dari dua pasangan berlabel terbalik" in sentence
    assert "nilai bawahan yang diberikan administrator kepada pelaksana" in sentence


def test_an_export_with_swapped_labels_is_called_swapped():
    found = review(rate("S", "KB", "bawahan", [80]), rate("KB", "KD", "bawahan", [80]))
    assert "tampaknya bertukar" in find_direction(found).sentence()


@pytest.mark.parametrize("units", [[], UNITS])
def test_the_sentence_says_what_could_not_be_compared(units):
    found = review(rate("S", "X", "atasan", [80]), unit=units)
    assert "tidak dapat diperiksa" in find_direction(found).sentence()


def test_superior_is_no_known_label():
    field = next(item for item in CONTRACTS["penilaian"].fields if item.name == "hubungan")
    known = {*field.choices, *field.variants}
    assert not {"superior", "SUPERIOR", "subordinate", "SUBORDINATE"} & known


def test_rows_set_aside_are_counted_by_reason():
    found = [
        set_aside("penilaian", 3, "hubungan", "menilai_diri_sebagai_lain"),
        set_aside("penilaian", 4, "hubungan", "menilai_diri_sebagai_lain"),
        set_aside("penilaian", 5, "hubungan", "bukan_pilihan"),
        set_aside("penilaian", 6, "nilai", "skala_berbeda"),
        set_aside("hasil_penilaian", 7, "predikat", "bukan_pilihan"),
    ]
    sentence = find_set_aside(review(rate("S", "KB", "atasan", [80]), found=found)).sentence()
    assert sentence.startswith("Dikarantina: dua baris rekan, atasan, atau bawahan yang ternyata")
    assert (
        "satu baris dengan hubungan yang tidak dikenal, dan satu baris berskala lain." in sentence
    )
    assert "diri oleh orang lain" not in sentence and "nol" not in sentence


def test_an_invented_region_has_no_reversed_label():
    found = review_appraisal(region("wanggar")[0])
    labelled = found.labelled[found.labelled["hubungan"].isin(["atasan", "bawahan"])]
    assert labelled["arah"].eq("sesuai").mean() > 0.9 and found.reversed.empty
