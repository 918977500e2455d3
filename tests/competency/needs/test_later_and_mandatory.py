"""Standards of later days, indicators, mandatory seats and funds, by hand."""

import datetime as dt
from functools import cache

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.competency.gaps.review import review_gaps
from kinerja_lib.competency.needs import coming, funds, mandatory, topics
from kinerja_lib.competency.needs.findings import find_policies
from kinerja_lib.competency.needs.lists import list_topics
from kinerja_lib.competency.needs.review import NeedLimits, review_needs
from kinerja_lib.competency.plan.offer import read_offer
from kinerja_lib.rules.training_need import FUTURE, GAP, INDICATOR, judge_indicator
from kinerja_lib.synthetic.assemble import build_region
from kinerja_lib.synthetic.plan import REGIONS
from tests.competency.needs.test_need_review import codes, course, policy, review
from tests.competency_evidence import (
    make_evidence,
    nine,
    person,
    post,
    rate,
    set_rules,
    standard,
    units,
)


def need(people=("A",), ratings=(), standards=(), **tables):
    """Review with standards of one's own; U1 of field kesehatan."""
    evidence = make_evidence(
        rules=tables.pop("rules", None),
        pegawai=[person(n) for n in people],
        jabatan=[post()],
        unit=[{"unit_id": "U1", "nama": "Unit U1", "bidang": "kesehatan"}, *units("U2")],
        standar_kompetensi=[*nine(2), *standards],
        kompetensi=list(ratings),
        **tables,
    )
    return review_needs(evidence, review_gaps(evidence), NeedLimits(year=2027))


STEPS = [*standard(since="2027-07-01", Komunikasi=4), *standard(since="2028-01-01", Komunikasi=5)]


def test_a_standard_of_the_planned_year_is_a_need_of_that_year_and_no_gap_of_today():
    found = need(ratings=rate("A", 2), standards=STEPS, pelatihan=[course(low=2, high=3)])
    columns = ["kompetensi", "syarat_kini", "syarat", "tingkat", "tambahan", "dihitung"]
    assert found.ahead[columns].to_numpy().tolist() == [
        ["Komunikasi", 2, 4, 2, 2, True],
        ["Komunikasi", 4, 5, 2, 1, False],
    ]
    assert found.with_need == found.served == 0 and found.needs.empty
    assert found.gaps.people["total"].tolist() == [0]
    pair = found.pairs.iloc[0]
    assert pair[["kekurangan", "naik", "bobot", "nilai"]].tolist() == [2, 1, 1, 1]
    assert pair["alasan"] == (FUTURE,) and not pair["wajib"]
    assert found.amounts["kebutuhan"].tolist() == [2]


def test_beside_a_gap_of_today_only_what_is_added_is_future():
    found = need(ratings=rate("A", 1), standards=STEPS, pelatihan=[course(low=1, high=2)])
    assert found.ahead["tambahan"].tolist() == [2, 1]  # 4 - 1 less 2 - 1, then 5 - 1 less 4 - 1
    assert codes(found) == {"P1": (GAP,)}  # the course closes a level of today
    assert found.pairs["kekurangan"].tolist() == [3]


def test_a_standard_after_the_planned_year_is_shown_and_not_planned():
    found = need(ratings=rate("A", 2), standards=STEPS[1:], pelatihan=[course(low=2, high=3)])
    assert found.pairs.empty and found.ahead["tambahan"].tolist() == [3]
    assert [item.outcome for item in coming.find_ahead(found)] == [coming.LATER]
    assert found.amounts["kebutuhan"].tolist() == [0]


def test_a_standard_of_the_reference_date_itself_is_one_of_today():
    found = need(ratings=rate("A", 2), standards=standard(since="2026-09-30", Komunikasi=3))
    assert found.ahead.empty and found.with_need == 1
    assert coming.find_ahead(found)[0].outcome == "tidak dapat dihitung"


def test_who_was_not_rated_has_no_future_gap_and_new_competencies_are_read():
    later = standard(since="2027-01-01", Keamanan_informasi=2)
    rated = rate("B", 1, names=["Keamanan informasi"])
    lesson = course(name="Keamanan informasi")
    found = need("AB", rated, later, pelatihan=[lesson])
    table = found.ahead.set_index("nip")
    assert np.isnan(table.loc["A", "tambahan"]) and table.loc["B", "tambahan"] == 1
    assert found.pairs[["nip", "alasan"]].to_numpy().tolist() == [["B", (FUTURE,)]]
    row = coming.tabulate_ahead(found)[0].frame.iloc[0]
    assert row[["n", "dinilai", "kurang", "tambahan"]].tolist() == [2, 1, 1, 1]


def test_a_standard_that_falls_later_takes_no_gap_away():
    found = need(
        ratings=rate("A", 1),
        standards=standard(since="2027-01-01", Komunikasi=1),
        pelatihan=[course()],
    )
    assert found.ahead.empty and codes(found) == {"P1": (GAP,)}


def test_a_policy_within_the_planned_year_makes_its_course_mandatory_then():
    found = review([course("P9", name=None)], kebijakan=[policy(tanggal="2027-01-04")])
    assert found.policies.empty and found.coming_policies["n"].tolist() == [1]
    assert found.pairs[["wajib", "alasan"]].to_numpy().tolist() == [[True, (FUTURE,)]]
    later = review([course("P9", name=None)], kebijakan=[policy(tanggal="2028-01-01")])
    assert later.pairs.empty and later.coming_policies.empty


def card(code="I1", **more):
    keys = {"iku_id": code, "nama": f"Indikator {code}", "arah": "naik", "pemilik_unit_id": "U1"}
    return keys | more


def values(*pairs, code="I1", unit="U1"):
    """Quarterly rows: (plan, value) up to the third quarter of 2026."""
    first = 4 - len(pairs)
    return [
        {"iku_id": code, "unit_id": unit, "periode": f"2026-TW{first + n}", "rencana": plan,
         "realisasi": value, "target_bawah": 90.0, "target_atas": 90.0}
        for n, (plan, value) in enumerate(pairs)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "way", "expected"),
    [
        ([(80, 79), (81, 80.9)], "naik", [1, 1, "memicu"]),
        ([(80, 79), (81, 81)], "naik", [1, 0, "tidak memicu"]),  # met in the last one
        ([(80, 79), (81, 80), (82, 82), (1, 0)], "naik", [1, 0, "tidak memicu"]),  # last two only
        ([(81, 80)], "naik", [0, 0, "tidak dapat dihitung"]),  # one period is too few
        ([(3, 4), (3, 4)], "turun", [1, 1, "memicu"]),
        ([(3, 2), (3, 2)], "turun", [1, 0, "tidak memicu"]),
        ([(80, 79), (81, 80)], None, [0, 0, "tidak dapat dihitung"]),  # no direction declared
        ([(80, 79), (80, None), (81, 80)], "naik", [1, 1, "memicu"]),  # missing is no period
    ],
)
def test_an_indicator_is_below_where_the_last_periods_all_missed_the_plan(rows, way, expected):
    found = need(iku=[card(arah=way)], target_realisasi=values(*rows))
    assert found.indicators[["n", "bawah", "hasil"]].to_numpy().tolist() == [expected]


def test_half_of_the_units_below_trigger_and_less_do_not():
    assert [str(judge_indicator(b, n, 50)) for b, n in ((1, 2), (1, 3), (0, 3), (0, 0))] == [
        *("memicu", "tidak memicu", "tidak memicu", "tidak dapat dihitung")
    ]
    assert str(judge_indicator(0, 3, 0)) == "tidak memicu"


BELOW = values((80, 79), (81, 80))


def test_the_topic_of_a_card_adds_weight_for_the_people_of_its_field():
    found = need(
        "AB",
        [*rate("A", 1), *rate("B", 2)],
        iku=[card(kompetensi="Komunikasi")],
        target_realisasi=BELOW,
        pelatihan=[course(), course("P2", name="Integritas")],
    )
    assert found.topics[["bidang", "kompetensi"]].to_numpy().tolist() == [
        ["kesehatan", "Komunikasi"]
    ]
    assert codes(found) == {"P1": (GAP, INDICATOR), "P2": (GAP,)}
    assert found.pairs["bobot"].tolist() == [1.25, 1]
    table = topics.count_topics(found)
    assert table[["n", "dinilai", "kurang"]].to_numpy().tolist() == [[2, 2, 1]]
    assert list_topics(found)["nip"].tolist() == ["A"]


def test_a_card_without_a_topic_takes_those_of_the_courses_of_its_field():
    lessons = [course(bidang="kesehatan"), course("P2", name="Integritas", bidang="keuangan")]
    found = need(iku=[card()], target_realisasi=BELOW, pelatihan=lessons)
    assert found.topics["kompetensi"].tolist() == ["Komunikasi"]
    none = need(iku=[card()], target_realisasi=BELOW, pelatihan=lessons[1:])
    assert topics.find_indicators(none).outcome == topics.UNMAPPED
    elsewhere = need(
        ratings=rate("A", 1),
        iku=[card(bidang="keuangan", kompetensi="Komunikasi")],
        target_realisasi=BELOW,
        pelatihan=[course()],
    )
    assert codes(elsewhere) == {"P1": (GAP,)}  # the card's own field wins over the owner's


def seats(**more):
    """Twenty-five people must attend a course with two classes of six."""
    lesson = course("P9", name=None, peserta_maks=6, kelas_maks=2, peserta_min=2) | more
    people = [person(f"{i:02d}") for i in range(25)]
    return review([lesson], people, [], kebijakan=[policy(tenggat="2027-06-30")])


def test_mandatory_seats_that_lack_are_counted_with_the_classes_and_money_to_add():
    found = seats()
    row = mandatory.count_mandatory(found).iloc[0]
    # 25 - 12 = 13 seats, three classes of six: 3 x 1,000,000 + 13 x 100,000
    assert row[["n", "kursi", "kurang", "kelas", "biaya"]].tolist() == [25, 12, 13, 3, 4_300_000]
    said = mandatory.find_mandatory(found)
    assert said.outcome == "sebagian" and said.values["names"] == ["Kursus P9"]
    assert said.values["lacking"].value == 13 and said.values["classes"].value == 3
    asked = mandatory.find_mandatory_request(found, dt.date(2026, 10, 14))
    assert [item.id for item in asked] == ["minta-kelas-wajib"]


def test_enough_or_unknown_mandatory_seats_are_said_as_such():
    enough, unknown = seats(kelas_maks=5), seats(peserta_maks=None)
    assert mandatory.find_mandatory(enough).outcome == "tidak satu pun"
    assert mandatory.find_mandatory_request(enough, dt.date(2026, 10, 14)) == []
    assert mandatory.find_mandatory(unknown).outcome == mandatory.UNKNOWN
    assert mandatory.find_mandatory(seats(biaya_kelas=None)).values["cost"] == (
        "biaya belum diketahui"
    )
    assert mandatory.find_mandatory(review([course()])).outcome == "tidak dapat dihitung"


def test_a_course_that_has_not_begun_is_no_fault_of_those_it_is_for():
    found = seats()
    assert len(found.policies) == 1 and found.held.empty
    assert find_policies(found)[0].outcome == "tidak dapat dihitung"


def funded(budgets, *named):
    rules = set_rules(pelatihan__anggaran=budgets)
    return review([course(f"P{i}", sumber_dana=n) for i, n in enumerate(named)], rules=rules)


@pytest.mark.parametrize(
    ("budgets", "named", "said"),
    [
        ({}, ["APBD"], {}),
        ({"APBD": 5}, ["APBD"], {"dana": []}),
        ({"APBD": 5}, [None], {"dana": []}),  # the only budget pays a course that names none
        ({"APBD": 5}, ["APBD", "DAK"], {"dana-tanpa-anggaran": ["DAK"]}),
        ({"APBD": 5, "BLUD": 5}, ["APBD"], {"dana-tanpa-pelatihan": ["BLUD"]}),
        ({"apbd": 5}, ["APBD"],
         {"dana-tanpa-anggaran": ["APBD"], "dana-tanpa-pelatihan": ["apbd"]}),
        ({"APBD": 5, "BLUD": 5}, ["APBD", "BLUD", None], {"dana-tanpa-anggaran": [funds.UNNAMED]}),
    ],
)  # fmt: skip
def test_funds_that_do_not_match_are_named_and_their_courses_left_out(budgets, named, said):
    found = funded(budgets, *named)
    assert {item.id: item.values.get("names", []) for item in funds.find_funds(found)} == said
    table = funds.compare_funds(found)
    lost = table.loc[table["keadaan"] == funds.NO_BUDGET, "pelatihan"].sum()
    assert len(read_offer(found.courses, found.budgets).left_out) == lost
    assert len(funds.tabulate_funds(found)) == bool(budgets)


def test_the_cost_of_full_classes_is_stated_beside_the_budget():
    row = funds.compare_funds(funded({"APBD": 9_000_000}, "APBD", "APBD")).iloc[0]
    assert row[["pelatihan", "anggaran", "penuh"]].tolist() == [2, 9e6, 2 * (1e6 + 30 * 1e5)]


@cache
def whole(slug):
    built = build_region(REGIONS[slug], 7, 420)
    names = ("pegawai", "jabatan", "unit", "kompetensi", "standar_kompetensi", "pelatihan",
             "peserta_pelatihan", "kebijakan", "iku", "target_realisasi")  # fmt: skip
    evidence = make_evidence(**{name: pd.DataFrame(built.tables[name]) for name in names})
    return review_needs(evidence, review_gaps(evidence)), built.truth


@pytest.mark.parametrize("slug", REGIONS)
def test_what_a_region_planted_for_later_and_for_policies_is_found(slug):
    found, truth = whole(slug)
    planted = truth["pelatihan"]["mandatory"]
    rows = mandatory.count_mandatory(found)
    assert rows.index.tolist() == [row["pelatihan_id"] for row in planted]
    assert rows["n"].tolist() == [row["affected"] for row in planted]
    assert rows["kurang"].tolist() == [row["seats_lacking"] for row in planted]
    later = truth["kompetensi"]["future_standards"]
    days = {(r["kompetensi"], r["berlaku_sejak"]) for r in later}
    seen = zip(found.ahead["kompetensi"], found.ahead["berlaku"].astype(str).str[:10], strict=True)
    assert set(seen) == days
    assert (found.ahead["dihitung"] == (found.ahead["berlaku"].dt.year <= 2027)).all()


@pytest.mark.parametrize("slug", REGIONS)
def test_indicators_of_one_unit_that_leave_their_path_trigger_training(slug):
    found, truth = whole(slug)
    rows = found.indicators.set_index("iku_id")
    single = [row["iku_id"] for row in truth["sasaran"]["target_realisasi"]["keluar_jalur"]]
    single = [code for code in single if rows["n"].get(code, 0) == 1]
    assert len(single) > 0 and (rows.loc[single, "hasil"] == "memicu").all()
    assert set(single) <= set(found.topics["iku_id"])
