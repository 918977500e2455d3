"""Trees, coverage and links on tables small enough to count by hand."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.performance.alignment.figures import lay_out_cascade
from kinerja_lib.performance.alignment.findings import (
    find_alignment,
    find_answers,
    find_items,
    find_requests,
)
from kinerja_lib.performance.alignment.load import mark_overload
from kinerja_lib.performance.alignment.method import trace
from kinerja_lib.performance.alignment.review import AlignmentLimits, review_alignment
from kinerja_lib.performance.alignment.tables import (
    list_ends,
    tabulate_ends,
    tabulate_levels,
    tabulate_units,
)
from kinerja_lib.performance.alignment.tree import BROKEN, LOOP, WHOLE, climb_tree, spread_upwards
from kinerja_lib.performance.alignment.work import BELOW, SMALL, UNKNOWN, WITHIN
from kinerja_lib.publish.phrases import count_parts
from tests.performance.cycle_evidence import make_evidence, people, unit


def series(pairs):
    return pd.Series(dict(pairs), dtype=object)


def test_every_row_climbs_to_its_top_a_gap_or_a_loop():
    above = series([("a", None), ("b", "a"), ("c", "b"), ("d", "gone"), ("e", "f"), ("f", "e")])
    above["g"] = "e"
    marked = above.index.to_series().isin(["a", "f"])
    found = climb_tree(above, marked)
    assert list(found["keadaan"]) == [WHOLE, WHOLE, WHOLE, BROKEN, LOOP, LOOP, LOOP]
    assert list(found["tercapai"]) == [True, True, True, False, True, True, True]


@given(st.lists(st.integers(-2, 11), min_size=1, max_size=12), st.sets(st.integers(0, 11)))
def test_climbing_agrees_with_walking_step_by_step(parents, marks):
    size = len(parents)
    above = series(
        (i, None if p == -2 else p if p < size else "gone") for i, p in enumerate(parents)
    )
    marked = pd.Series([i in marks for i in range(size)])
    found = climb_tree(above, marked)
    for start in range(size):
        code, seen, state = start, [], WHOLE
        while code is not None:
            if code in seen or code not in range(size):
                state = LOOP if code in seen else BROKEN
                break
            seen.append(code)
            code = above[code]
        assert found.loc[start, "keadaan"] == state
        assert found.loc[start, "tercapai"] == any(marked[code] for code in seen)


def test_marks_spread_upwards_also_round_a_loop():
    above = series([("a", None), ("b", "a"), ("c", "b"), ("d", "a"), ("e", "f"), ("f", "e")])
    marked = above.index.to_series().isin(["c", "e"])
    assert list(spread_upwards(above, marked)) == [True, True, True, False, True, True]


def test_overload_compares_with_the_mean_of_the_others():
    # 30 against (10 + 10 + 10) / 3 = 10: three times; 10 against 50 / 3
    counts = pd.Series([30, 10, 10, 10, 0])
    assert list(mark_overload(counts, 2.9)) == [True, False, False, False, False]
    assert not mark_overload(counts, 3.0).any()


@pytest.mark.parametrize("counts", [[], [0, 0], [50], [90, 5], [9, 1, 1]])
def test_too_little_is_never_an_overload(counts):
    assert not mark_overload(pd.Series(counts, dtype=int), 2.5).any()


def goal(code, kind, above=None, **more):
    return {"tujuan_id": code, "jenis": kind, "induk_id": above, "uraian": f"Bunyi {code}", **more}


GOALS = [
    goal("V", "visi"),
    goal("M1", "misi", "V"),
    goal("M2", "misi", "V"),
    goal("T1", "tujuan", "M1"),
    goal("S1", "sasaran", "T1"),
    goal("T2", "tujuan", "M2"),
    goal("T9", "tujuan", "M2", tahun_selesai=2025),
]
CARDS = [
    {"iku_id": "I1", "nama": "Satu", "tujuan_id": "S1"},
    {"iku_id": "I2", "nama": "Dua", "tujuan_id": None},
    {"iku_id": "I3", "nama": "Tiga", "tujuan_id": "T9"},
]


def item(code, nip, card=None, above=None, **more):
    row = {"skp_id": code, "nip": nip, "periode": "2026", "jenis_kinerja": "utama"}
    row |= {"rencana_hasil_kerja": "Hasil", "iku_id": card, "skp_induk_id": above}
    return row | more


ITEMS = [
    item("K1", "a", "I1"),
    item("K2", "b", None, "K1"),
    item("K3", "c", None, "K2"),
    item("K4", "d"),
    item("K5", "d", "I9"),
    item("K6", "d", "I1", jenis_kinerja="tambahan"),
    item("K7", "a", "I1", periode="2027"),
]


def work(nip, code=None, hours=1.0, day="2026-08-01"):
    return {
        "laporan_id": f"{nip}{code}{hours}",
        "nip": nip,
        "tanggal": day,
        "skp_id": code,
        "kegiatan": "x",
        "jam": hours,
        "tanggal_lapor": day,
    }


LOG = [work("a", "K1", 3.0), work("b", "K2"), work("d", "K4"), work("d", None, 5.0)]
ACTS = [{"kegiatan_id": f"G{n}", "unit_id": "U1", "jenis": "rapat", "iku_id": code,
         "tanggal": day}
        for n, (code, day) in enumerate([("I1", "2026-02-01"), (None, "2026-03-01"),
                                         ("I1", "2025-12-31"), ("I1", "2026-10-01")])]  # fmt: skip


def review(**more):
    tables = {"tujuan": GOALS, "iku": CARDS, "skp": ITEMS, "laporan_kinerja": LOG,
              "kegiatan": ACTS, "pegawai": people(*"abcd"), "unit": [unit()]}  # fmt: skip
    return review_alignment(make_evidence(**tables | more), AlignmentLimits(smallest=1))


def test_levels_counted_by_hand():
    rows = review().levels.set_index("tingkat")
    nan = float("nan")
    wanted = {  # how many, tied above, only through a superior, tied below
        "visi": [1, nan, nan, 1],
        "misi": [2, 2, nan, 1],
        "tujuan": [2, 2, nan, 1],  # T9 ended in 2025
        "sasaran": [1, 1, nan, 1],
        "iku": [3, 1, nan, 1],
        "butir": [5, 1, 2, nan],  # K6 is additional, K7 is next year's, I9 is no indicator
        "pekerjaan": [4, 1, 1, nan],
        "kegiatan": [2, 1, nan, nan],  # one of 2025, one after the period
    }
    for level, numbers in wanted.items():
        pd.testing.assert_series_equal(
            rows.loc[level].astype(float), pd.Series(numbers, rows.columns, float, name=level)
        )


def test_loose_ends_are_named_in_both_directions():
    rows = list_ends(review())
    assert list(zip(rows["temuan"], rows["nama"], strict=True)) == [
        ("tanpa IKU", "T2 Bunyi T2"),
        ("tanpa tujuan", "I2 Dua"),
        ("tanpa tujuan", "I3 Tiga"),
        ("tanpa butir SKP", "I2 Dua"),
        ("tanpa butir SKP", "I3 Tiga"),
    ]
    assert list(review().bare_missions.index) == ["M2"]


def test_a_loop_and_a_missing_parent_are_named_and_do_not_hang():
    goals = [goal("A", "tujuan", "B"), goal("B", "tujuan", "A"), goal("C", "sasaran", "X")]
    found = review(tujuan=goals)
    assert dict(found.broken["keadaan"]) == {"A": LOOP, "B": LOOP, "C": BROKEN}
    assert find_alignment(found)[-1].outcome == "sebagian"


def test_a_unit_by_hand_shares_and_hours():
    row = review().units.loc["U1"]
    # 3 of 5 items; 3 of 4 reports name an item, 2 lead to an indicator; 4 of 10 hours
    assert (row["persen_butir"], row["persen_skp"], row["persen_iku"]) == (60.0, 75.0, 50.0)
    assert row["persen_jam"] == pytest.approx(40.0) and row["kelas"] == WITHIN
    assert (row["pegawai"], row["pelapor"]) == (4, 3)


@pytest.mark.parametrize(("smallest", "kind"), [(1, BELOW), (2, SMALL)])
def test_a_unit_with_few_reporters_is_not_compared(smallest, kind):
    tables = {"skp": ITEMS, "laporan_kinerja": [work("d")], "iku": CARDS, "pegawai": people("d")}
    evidence = make_evidence(**tables, unit=[unit()])
    units = review_alignment(evidence, AlignmentLimits(smallest=smallest)).units
    assert units.loc["U1", "kelas"] == kind


def outcomes(found):
    return {finding.id: finding.outcome for finding in found}


def test_sentences_for_good_some_none_and_not_computable():
    good = [goal("V", "visi"), goal("M1", "misi", "V"), goal("T1", "tujuan", "M1")]
    card = [{"iku_id": "I1", "nama": "Satu", "tujuan_id": "T1"}]
    answers = [
        outcomes(find_answers(found))
        for found in (
            review(tujuan=good, iku=card, laporan_kinerja=LOG[:1]),
            review(),
            review(iku=[CARDS[1]], laporan_kinerja=[work("d")]),
            review(iku=[], laporan_kinerja=[]),
        )
    ]
    goals = [answer["selaras-tujuan-jawaban"] for answer in answers]
    log = [answer["selaras-pekerjaan-jawaban"] for answer in answers]
    nothing = "tidak dapat dihitung"
    assert goals == ["semua", "sebagian, IKU lepas", "tidak satu pun, IKU lepas", nothing]
    assert log == ["semua", "sebagian", "tidak satu pun", nothing]


def test_without_indicators_nothing_is_called_unsupported():
    found = review(iku=[])
    assert found.bare_goals.empty and tabulate_ends(found) == [] and find_requests(found) == []
    rows = found.levels.set_index("tingkat")
    assert rows["ke_bawah"].drop("iku").isna().all() and rows.loc["iku", "jumlah"] == 0
    assert rows.loc["butir", ["ke_atas", "lewat_pimpinan"]].isna().all()
    assert found.units["persen_iku"].isna().all()
    assert outcomes(find_items(found))["selaras-butir"] == "tidak dapat dihitung"


def test_a_small_part_of_people_does_not_follow_from_the_others():
    parts = {"direct": 1200, "via": 90, "free": 3}
    # of 1.293 items the three would follow from the other two
    assert {k: str(v) for k, v in count_parts(parts).items() if k != "direct"} == {
        "via": "sejumlah", "free": "kurang dari sepuluh",
    }  # fmt: skip


def test_the_sentence_about_items_says_what_the_tables_show():
    assert find_items(review())[0].sentence() == (
        "Satu dari 5 butir SKP utama menyebut IKU dan dua terkait lewat butir pimpinan; dua tidak "
        "terkait IKU mana pun."
    )


def test_without_plans_logged_work_is_not_called_unlinked():
    found = review(skp=[])
    assert (found.units["kelas"] == UNKNOWN).all() and found.units["persen_skp"].isna().all()
    assert found.unused_cards.empty
    assert tabulate_units(found)[0].to_json()["rows"]


def test_requests_name_goals_an_office_and_a_day():
    asked = find_requests(review())
    assert asked[0].place == "ask" and asked[0].sentence() == (
        "Minta pengelola indikator kinerja menetapkan IKU untuk satu tujuan paling lambat "
        "14 Oktober 2026: Bunyi T2."
    )


def test_the_cascade_counts_below_each_mission_and_what_hangs_free():
    rows = lay_out_cascade(review()).set_index("nama")
    assert list(rows["jenis"]) == [
        *("misi", "tujuan", "misi", "tujuan"),
        *("IKU lepas", "lewat pimpinan", "butir lepas"),
    ]
    assert tuple(rows.loc["Bunyi S1", ["iku", "butir"]]) == (1, 1)
    assert rows.loc["Bunyi T2", "keadaan"] == "tanpa IKU"
    assert list(rows["butir"]) == [1, 1, 0, 0, 0, 2, 2]


def test_levels_say_what_is_not_asked_and_every_number_has_a_method():
    table = tabulate_levels(review()).to_json()
    reasons = table["helpers"]["alasan_ke_atas"]
    assert reasons[0] == "tidak berlaku" and set(reasons[1:]) == {""}
    lines = trace(review())
    assert all(line.formula and line.tables for line in lines)
    assert {line.number.split(".")[0] for line in lines} >= {"kaskade", "keselarasan-unit"}
