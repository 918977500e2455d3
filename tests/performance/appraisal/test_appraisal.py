"""Composite of several sources by hand: a missing source is never zero."""

import numpy as np
import pytest

from kinerja_lib.performance.appraisal.findings import find_answers, find_heading
from kinerja_lib.performance.appraisal.requests import find_requests
from kinerja_lib.performance.appraisal.review import (
    COMPLETE,
    LACKING,
    LEADER,
    OTHER,
    SHARED,
    review_appraisal,
)
from kinerja_lib.performance.appraisal.tables import tabulate_people, tabulate_sources
from kinerja_lib.privacy.withholding import withhold_block
from tests.performance.appraisal_evidence import make_evidence, rate, region, set_rules

STAFF = [
    {"nip": nip, "nama": f"Nama {nip}", "unit_id": "U1", "status_kerja": "aktif"}
    for nip in ("K", "A", "B", "C", "D", "E")
]
UNIT = [{"unit_id": "U1", "nama": "Unit 1", "kepala_nip": "K"}]
ROWS = [
    *rate("A", "K", "atasan", [80, 90]),  # 85
    *rate("A", "B", "rekan", [70, 70]),
    *rate("A", "C", "rekan", [90, 70]),  # 80
    *rate("A", "D", "rekan", [90, 90]),
    *rate("A", "A", "diri", [95, 95]),
    *rate("B", "K", "atasan", [60, 60]),
    *rate("B", "A", "rekan", [80, 80]),
    *rate("C", "K", "atasan", [50, 50]),
    *rate("C", "A", "rekan", [70, 70]),
    *rate("D", "A", "rekan", [70, 70]),
]
REWEIGHT = {"multisumber__sumber_kosong": "reweight"}


def review(rows=ROWS, **options):
    rules = set_rules(**options)
    return review_appraisal(make_evidence(rules=rules, penilaian=rows, pegawai=STAFF, unit=UNIT))


def test_the_composite_averages_aspects_then_raters_then_weighs_sources_in_use():
    people = review().people
    # peers 70, 80, 90 give 80; nobody below rates A: (60 * 85 + 20 * 80) / 80 = 83.75
    assert people.loc["A", "gabungan"] == pytest.approx(83.75)
    assert people.loc["A", "keadaan"] == COMPLETE


def test_too_few_raters_leave_the_composite_open_and_are_counted_by_source():
    found = review()
    assert np.isnan(found.people.loc["B", "gabungan"])
    assert found.people.loc["B", ["keadaan", "kurang", "kosong"]].tolist() == [LACKING, "rekan", ""]
    row = found.completeness.set_index("sumber").loc["rekan"]
    assert row[["pegawai", "cukup", "sedikit", "kosong"]].tolist() == [4, 1, 3, 0]


@pytest.mark.parametrize(("least", "expected"), [(3, 60.0), (1, (60 * 60 + 20 * 80) / 80)])
def test_reweighting_shares_the_weight_of_a_source_and_never_counts_zero(least, expected):
    fewest = {"atasan": 1, "rekan": least, "bawahan": 3, "diri": 1, "masyarakat": 10}
    people = review(**REWEIGHT, multisumber__penilai_terkecil=fewest).people
    assert people.loc["B", "gabungan"] == pytest.approx(expected)
    assert people.loc["B", "keadaan"] == (SHARED if least == 3 else COMPLETE)


def test_without_the_superior_nobody_is_complete_by_default():
    people = review([row for row in ROWS if row["hubungan"] != "atasan"]).people
    assert set(people["keadaan"]) == {LACKING} and people["gabungan"].isna().all()
    assert people.loc["D", "kosong"] == "atasan"


def test_only_leaders_are_expected_to_have_subordinates():
    rows = [*ROWS, *rate("K", "A", "bawahan", [90, 80]), *rate("K", "K", "diri", [90, 90])]
    found = review(rows)
    assert found.groups["K"] == LEADER and found.expected.loc["K", "bawahan"]
    assert not found.expected.drop(index="K")["bawahan"].any()
    assert not found.expected.loc["K", "atasan"], "nobody is above the only head"


def test_effective_weights_are_those_of_the_sources_that_a_group_uses():
    rows = [*ROWS, *rate("K", "A", "bawahan", [90, 80])]
    found = review(rows)
    weights, given = found.weights, found.rules.weights
    used = given["atasan"] + given["rekan"]
    assert weights.loc[OTHER, "atasan"] == pytest.approx(100 * given["atasan"] / used)
    assert (LEADER, "rekan") in found.unused and (OTHER, "bawahan") in found.unused
    table = tabulate_sources(found)[0]
    assert "rekan (pimpinan)" in table.values["lepas"]
    assert weights.sum(axis=1).tolist() == pytest.approx([100, 100])
    assert (
        table.frame.set_index(["kelompok", "sumber"])["efektif"][OTHER, "atasan"]
        == (weights.loc[OTHER, "atasan"])
    )
    # one of four has a view of himself: in use only where a fifth is enough
    assert not found.in_use.loc[OTHER, "diri"]
    assert review(rows, multisumber__bagian_dipakai=20).in_use.loc[OTHER, "diri"]


PAIR_OF_PEERS = {"atasan": 1, "rekan": 2, "bawahan": 3, "diri": 1, "masyarakat": 10}


@pytest.mark.parametrize(
    ("whom", "leaders", "others", "states"),
    [
        ("menurut data", True, False, {"A": COMPLETE, "C": COMPLETE}),
        ("semua", True, True, {"A": COMPLETE, "C": LACKING}),
        ("bukan pimpinan", False, True, {"A": COMPLETE, "C": LACKING}),
        ("pimpinan", True, False, {"A": COMPLETE, "C": COMPLETE}),
        ("tidak ada", False, False, {"A": COMPLETE, "C": COMPLETE}),
    ],
)
def test_the_agency_says_whom_a_source_is_expected_of(whom, leaders, others, states):
    # All leaders have two peers; of A, B, C, D only A has: a quarter, under the half of the data.
    rows = [row for p in "ABCD" for row in rate(p, "K", "atasan", [80, 90])]
    rows += rate("K", "L", "atasan", [80, 80])
    rows += [row for p in "AK" for q in "BC" for row in rate(p, q, "rekan", [70, 70])]
    expected = {**dict.fromkeys(PAIR_OF_PEERS, "menurut data"), "atasan": "semua", "rekan": whom}
    rules = {"penilai_terkecil": PAIR_OF_PEERS, "diharapkan_dari": expected}
    found = review(rows, **{f"multisumber__{k}": v for k, v in rules.items()})
    assert (found.in_use.loc[LEADER, "rekan"], found.in_use.loc[OTHER, "rekan"]) == (
        leaders,
        others,
    )
    assert found.people.loc[list(states), "keadaan"].to_dict() == states
    values = tabulate_sources(found)[0].values
    assert ("rekan" in " ".join(values["tetap"])) == (whom != "menurut data")
    assert ("rekan (bukan pimpinan, ada pada sebagian)" in values["lepas"]) == (not others)


def test_rounds_after_the_period_and_ratings_dated_after_it_do_not_count():
    later = [
        *rate("A", "B", "rekan", [10, 10], period="2027", day="2027-01-05"),
        *rate("C", "B", "rekan", [10, 10], day="2026-11-20"),
        *rate("A", "E", "rekan", [10, 10], period="2025", day="2025-08-10"),
    ]
    found = review([*ROWS, *later])
    assert found.round == "2026" and found.ratings == len(ROWS)
    assert found.people.equals(review().people)


def test_a_round_without_ratings_by_the_end_of_the_period_leaves_the_one_before():
    old = [{**row, "periode": "2025", "tanggal": "2025-08-10"} for row in ROWS]
    evidence = make_evidence("2026-TW2", penilaian=[*old, *ROWS], pegawai=STAFF, unit=UNIT)
    found = review_appraisal(evidence)
    assert found.round == "2025" and found.ratings == len(ROWS)
    assert "putaran 2025" in find_answers(found)[0].sentence()


def test_quadrants_are_cut_at_the_median_of_the_superiors():
    rows = [
        *rate("A", "K", "atasan", [80]), *rate("A", "A", "diri", [60]),
        *rate("B", "K", "atasan", [70]), *rate("B", "B", "diri", [90]),
        *rate("C", "K", "atasan", [60]), *rate("C", "C", "diri", [75]),
        *rate("D", "K", "atasan", [50]), *rate("D", "D", "diri", [40]),
        *rate("E", "K", "atasan", [90]),
    ]  # fmt: skip
    gaps = review(rows).gaps
    # median of 80, 70, 60, 50 is 65; E has no view of his own
    assert gaps["kuadran"].to_dict() == {
        "A": "diri lebih rendah", "B": "keduanya tinggi",
        "C": "diri lebih tinggi", "D": "keduanya rendah",
    }  # fmt: skip
    assert gaps["selisih"].tolist() == [-20, 20, 15, -10]


def test_agreement_averages_the_aspects_of_a_rater_first():
    rows = []
    for person, (first, second) in {"A": (60, 70), "B": (80, 90)}.items():
        rows += rate(person, "C", "rekan", [first - 5, first + 5])
        rows += rate(person, "D", "rekan", [second])
    icc = review(rows).agreement["rekan"][0]
    # people 65 and 85: MSB = 2 * (10^2 + 10^2) / 1 = 400, MSW = 4 * 25 / 2 = 50
    assert icc.estimate == pytest.approx((400 - 50) / (400 + 50)) and icc.n == 2


@pytest.mark.parametrize("rows", [[], [{**ROWS[0], "nilai": np.nan}]])
def test_without_ratings_the_page_says_so(rows):
    found = review(rows)
    assert "tidak dapat dihitung" in find_heading(found).sentence()
    assert "tidak dapat dihitung" in find_answers(found)[0].sentence()
    assert tabulate_sources(found) == [] == tabulate_people(found)
    assert find_requests(found, found.evidence.reference_date) == []


def test_the_minimum_that_nobody_reaches_is_named():
    rows = [row for row in ROWS if row["penilai"] != "D"]
    sentence = find_answers(review(rows))[0].sentence()
    assert "Penilai rekan paling banyak dua orang, sedangkan batasnya tiga" in sentence


@pytest.mark.parametrize("slug", ["wanggar", "kotabumi"])
def test_the_planted_gaps_in_sources_and_reciprocal_peers_are_found(slug):
    evidence, truth = region(slug)
    found, planted = review_appraisal(evidence), truth["penilaian"]
    missing = planted["kekurangan_sumber"]["nip"]
    for source in ("diri", "rekan", "atasan"):
        own = found.expected[source] & (found.sources["size", source] == 0)
        assert set(own.index[own]) == set(missing[source])
    pairs = {frozenset(pair) for pair in planted["rekan_timbal_balik"]}
    flagged = found.friends[["first", "second"]].itertuples(index=False, name=None)
    assert {frozenset(pair) for pair in flagged} <= pairs
    assert len(found.friends) >= 0.7 * len(pairs)


def test_only_teachers_of_kotabumi_see_themselves_differently():
    families = review_appraisal(region("kotabumi", 900)[0]).families
    assert families.loc[families["beda"], "rumpun"].tolist() == ["guru"]
    assert 5 < families.set_index("rumpun").loc["guru", "lebih"] < 12  # 9 points were planted


def test_public_pages_list_nobody():
    for table in tabulate_people(review_appraisal(region("wanggar")[0])):
        assert withhold_block(table.to_json(), "public") is None
        names = table.frame["nama"].tolist()
        assert names == sorted(names)
