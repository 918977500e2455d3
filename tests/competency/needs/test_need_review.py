"""Who is paired with which course and why, by hand."""

import datetime as dt
import inspect

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.competency.gaps.review import review_gaps
from kinerja_lib.competency.needs import (
    coming,
    figures,
    findings,
    funds,
    hours,
    mandatory,
    tables,
    topics,
)
from kinerja_lib.competency.needs.catalogue import NO_SEATS, TEACHES_NOTHING
from kinerja_lib.competency.needs.lists import list_chances, list_front, list_untrained
from kinerja_lib.competency.needs.pairs import raise_levels
from kinerja_lib.competency.needs.review import NeedLimits, review_needs
from kinerja_lib.competency.needs.trace import trace
from kinerja_lib.privacy.withholding import withhold_block
from kinerja_lib.publish.figure import draw
from kinerja_lib.rules.training_need import (
    CHANCE,
    ELEMENT,
    FRONT,
    GAP,
    POLICY,
    RESULTS,
    raise_level,
)
from tests.competency_evidence import (
    make_evidence,
    nine,
    person,
    post,
    rate,
    region,
    set_rules,
    units,
)


def course(code="P1", name="Komunikasi", low=1, high=2, start="2027-03-01", **more):
    keys = {"pelatihan_id": code, "nama": f"Kursus {code}", "kompetensi": name, "cara": "klasikal",
            "tingkat_dari": low, "tingkat_ke": high, "jp": 20, "peserta_min": 5, "peserta_maks": 30,
            "kelas_maks": 1, "biaya_kelas": 1e6, "biaya_peserta": 1e5, "mulai": start,
            "selesai": start}  # fmt: skip
    return keys | more


def review(courses=(), people=None, ratings=None, rules=None, posts=None, **tables_):
    people = [person("A")] if people is None else people
    evidence = make_evidence(
        rules=rules,
        pegawai=people,
        jabatan=posts or [post()],
        unit=units("U1", "U2"),
        standar_kompetensi=nine(3),
        kompetensi=rate("A", 1) if ratings is None else ratings,
        pelatihan=list(courses),
        **tables_,
    )
    return review_needs(evidence, review_gaps(evidence), NeedLimits(year=2027))


def test_posts_that_do_not_say_whether_they_are_frontline_are_not():
    people = [person("A"), person("B", post="J2"), person("C", post="J9")]
    found = review([course()], people, posts=[post(garis_depan=True), post("J2")])
    assert found.staff["garis_depan"].tolist() == [True, False, False]


def codes(found):
    return dict(zip(found.pairs["pelatihan_id"], found.pairs["alasan"], strict=True))


@pytest.mark.parametrize("most", [1, 2])
def test_many_levels_at_once_equal_the_rule_of_one(most):
    random = np.random.default_rng(3)
    level, required = random.integers(1, 6, 200), random.integers(1, 6, 200)
    for start, end in ((1, 2), (2, 4), (3, 3), (np.nan, 3), (2, np.nan)):
        many = raise_levels(level.astype(float), required.astype(float), (start, end), most)
        pair = tuple(None if np.isnan(x) else x for x in (start, end))
        one = [raise_level(a, b, pair, most) for a, b in zip(level, required, strict=True)]
        assert many.tolist() == one


def test_a_pair_has_the_gap_the_levels_closed_and_their_value():
    rules = set_rules(pelatihan__bobot_kompetensi={"Komunikasi": 2})
    found = review(
        [course(), course("P2", low=2, high=3), course("P3", low=3, high=4)], rules=rules
    )
    assert found.pairs.to_dict("records") == [
        {
            "nip": "A",
            "pelatihan_id": "P1",
            "kompetensi": "Komunikasi",
            "kekurangan": 2.0,
            "naik": 1.0,
            "bobot": 2.0,
            "nilai": 2.0,
            "wajib": False,
            "alasan": (GAP,),
        }
    ]


def test_only_courses_of_the_planned_year_count():
    days = {"P1": "2026-12-30", "P2": "2027-01-01", "P3": "2028-01-01", "P4": None}
    found = review([course(code, start=day) for code, day in days.items()])
    assert found.courses.index.tolist() == ["P2"] and found.catalogue.undated == 1
    over = course("P5", start="2026-12-30", selesai="2027-01-02")
    assert "P5" in review([over]).courses.index


def test_a_course_that_teaches_nothing_is_named_and_never_paired():
    found = review([course(low=2, high=2), course("P2", kelas_maks=0), course("P3")])
    assert set(codes(found)) == {"P3"}
    assert found.catalogue.faults["masalah"].to_dict() == {"P1": TEACHES_NOTHING, "P2": NO_SEATS}


def test_who_attended_a_course_of_the_planned_year_is_not_paired_again():
    taken = [{"pelatihan_id": "P1", "nip": "A", "status": "lulus", "tanggal_selesai": "2026-09-01"}]
    assert review([course()], peserta_pelatihan=taken).pairs.empty


def test_missing_ratings_are_no_need():
    found = review([course()], people=[person("A"), person("B")])
    assert found.pairs["nip"].tolist() == ["A"]
    assert found.with_need == 1


def test_the_frontline_role_and_the_lowest_element_add_weight():
    random = np.random.default_rng(2)
    answers = [
        {"resp_id": str(i), "unit_id": "U1", "loket": f"L{i % 12}", "tanggal": "2026-05-04"}
        | {f"u{k}": float(random.integers(1, 3) if k == 7 else random.integers(3, 5))
           for k in range(1, 10)}
        for i in range(120)
    ]  # fmt: skip
    found = review([course()], posts=[post(garis_depan=True)], skm=answers)
    assert found.elements["unsur"].tolist() == ["Perilaku pelaksana"]
    assert codes(found) == {"P1": (GAP, ELEMENT, FRONT)}
    assert found.pairs["bobot"].tolist() == [1.5]  # 1 + 0.25 + 0.25
    assert list_front(found)["nip"].tolist() == ["A"]


def test_too_few_respondents_trigger_nothing():
    row = {"unit_id": "U1", "tanggal": "2026-05-04"} | {f"u{k}": 3.0 for k in range(1, 10)}
    answers = [row | {"resp_id": str(i)} for i in range(29)]
    assert review([course()], skm=answers).elements.empty
    assert len(review([course()], skm=[*answers, row | {"resp_id": "x"}]).elements) == 1


@pytest.mark.parametrize(
    ("low", "n", "verdict"),
    # Wilson 95%: 8 of 40 is 10.5% to 34.8%; 7 of 40 is 8.7% to 32.0%; 0 of 40 is 0% to 8.8%
    [(8, 40, "memicu"), (7, 40, "belum cukup bukti"), (0, 40, "tidak memicu")],
)
def test_low_results_of_a_field_trigger_only_with_the_whole_interval(low, n, verdict):
    people = [person(f"{i:02d}") for i in range(n)]
    rows = [
        {"nip": p["nip"], "periode": "2026-TW3", "status": "final",
         "predikat": "Kurang" if i < low else "Baik"}
        for i, p in enumerate(people)
    ]  # fmt: skip
    early = [{"nip": "00", "periode": "2026-TW1", "predikat": "Kurang", "status": "final"}]
    found = review([course()], people, rate("00", 1), hasil_penilaian=[*early, *rows])
    assert found.fields[["n", "rendah", "hasil"]].to_numpy().tolist() == [[n, low, verdict]]
    assert (RESULTS in codes(found)["P1"]) == (verdict == "memicu")


def policy(**more):
    keys = {"kebijakan_id": "K1", "nama": "Baru", "bidang": "kesehatan", "tanggal": "2026-01-01",
            "tenggat": "2026-06-30", "pelatihan_id": "P9"}  # fmt: skip
    return keys | more


def attend(nip, day, code="P9", status="lulus"):
    return {"pelatihan_id": code, "nip": nip, "status": status, "tanggal_selesai": day, "jp": 8}


def test_a_policy_counts_who_was_trained_in_time_late_and_not():
    people = [person(n) for n in "ABCD"] + [person("E", post="J2")]
    done = [
        attend("A", "2026-06-30"),
        attend("B", "2026-07-01"),
        attend("C", "2026-05-01", status="batal"),
    ]
    found = review(
        [course("P9", start="2026-05-01"), course("P1", bidang="kesehatan")],
        people,
        rate("C", 1),
        posts=[post(), post("J2", bidang="keuangan")],
        kebijakan=[policy()],
        peserta_pelatihan=done,
    )
    row = found.policies.iloc[0]
    assert row[["n", "tepat", "terlambat", "belum"]].tolist() == [4, 1, 1, 2]
    assert list_untrained(found)["nip"].tolist() == ["C", "D"]
    assert codes(found) == {"P1": (GAP, POLICY)}  # the course of the field, weighted
    assert not found.pairs["wajib"].any()


def test_the_policys_own_course_is_mandatory_also_without_a_gap():
    found = review([course("P9", name=None)], [person("A")], rate("A", 3), kebijakan=[policy()])
    row = found.pairs.iloc[0]
    assert (row["wajib"], row["naik"], row["nilai"], row["alasan"]) == (True, 0, 0, (POLICY,))


def test_a_policy_of_the_future_asks_nothing_today():
    found = review([course("P9")], kebijakan=[policy(tanggal="2026-10-01")])
    assert found.policies.empty and not any(POLICY in own for own in found.pairs["alasan"])


def test_high_results_give_a_chance_in_the_own_field_to_those_not_trained():
    people = [person(n) for n in "ABC"]
    results = [
        {"nip": n, "periode": "2026-TW3", "predikat": p, "status": "final"}
        for n, p in zip("ABC", ["Sangat Baik", "Sangat Baik", "Baik"], strict=True)
    ]
    catalogue = [
        course("P1", bidang="kesehatan", low=2, high=4),
        course("P2", bidang="keuangan", low=2, high=4),
        course("P0", bidang="kesehatan", start="2025-01-01"),
    ]
    done = [attend("B", "2025-01-01", "P0")]
    ratings = [row for n in "ABC" for row in rate(n, 3)]
    found = review(catalogue, people, ratings, hasil_penilaian=results, peserta_pelatihan=done)
    assert found.pairs[["nip", "pelatihan_id", "alasan", "nilai"]].to_numpy().tolist() == [
        ["A", "P1", (CHANCE,), 0.0]
    ]
    assert list_chances(found)[["nip", "undian"]].to_numpy().tolist() == [["A", 1]]


def test_a_chance_stays_within_the_levels_of_the_course():
    results = [{"nip": "A", "periode": "2026-TW3", "predikat": "Sangat Baik", "status": "final"}]
    found = review([course("P1", bidang="kesehatan")], None, rate("A", 4), hasil_penilaian=results)
    assert found.pairs.empty


def test_lots_do_not_depend_on_the_order_of_rows():
    people = [person(f"{i:02d}") for i in range(8)]
    results = [{"nip": p["nip"], "periode": "2026-TW3", "predikat": "Sangat Baik"} for p in people]
    one = review([course("P1", bidang="kesehatan")], people, [], hasil_penilaian=results)
    two = review([course("P1", bidang="kesehatan")], people[::-1], [], hasil_penilaian=results)
    lots = [list_chances(r).set_index("nip")["undian"].to_dict() for r in (one, two)]
    assert lots[0] == lots[1] and sorted(lots[0].values()) == list(range(1, 9))


def test_hours_have_a_floor_for_pns_and_a_ceiling_for_pppk():
    people = [person("A"), person("B"), person("C", status="PPPK"), person("D", status="CPNS")]
    done = [
        attend("A", "2026-03-01") | {"jp": 20},
        attend("B", "2026-03-01") | {"jp": None},
        attend("C", "2026-03-01") | {"jp": 25},
        attend("A", "2025-03-01", "P8") | {"jp": 99},
    ]
    found = review([course("P9", start="2026-03-01", jp=None)], people, [], peserta_pelatihan=done)
    assert found.hours["hasil"].tolist() == [
        "terpenuhi",
        "tidak ada data",
        "melebihi batas",
        "tidak berlaku",
    ]
    assert found.hours["jp"].fillna(-1).tolist() == [20, -1, 25, 0]


def test_without_participants_nobody_is_said_to_have_no_hours():
    found = review([course()])
    assert found.hours["hasil"].tolist() == ["tidak ada data"]
    assert hours.find_hours(found)[0].outcome == "tidak dapat dihitung"


def members(module, *starts):
    found = inspect.getmembers(module, inspect.isfunction)
    return [f for n, f in found if n.startswith(starts) and f.__module__ == module.__name__]


PAGE = (coming, findings, funds, hours, mandatory, topics)


def everything(found):
    finders = [f for m in PAGE for f in members(m, "find_")]
    finders = [f for f in finders if not f.__name__.endswith(("requests", "request"))]
    said = [item for find in finders for item in np.atleast_1d(find(found)).tolist()]
    said += findings.find_requests(found, dt.date(2026, 10, 14))
    shown = [f for m in (tables, figures, *PAGE) for f in members(m, "tabulate_", "chart_")]
    blocks = [block.to_json() for show in shown for block in show(found)]
    for block in blocks:
        [withhold_block(block, edition) for edition in ("internal", "public")]
        if block["kind"] == "figure":
            draw(block, wide=True), draw(block, wide=False)
    assert len(trace(found)) == 13
    return {finding.id: finding for finding in said}, {block["id"]: block for block in blocks}


@pytest.mark.parametrize(
    ("courses", "people", "ratings", "outcome"),
    [
        ([], None, None, findings.NO_CATALOGUE),
        ([course()], [], [], "tidak dapat dihitung"),
        ([course()], None, [], "tidak dapat dihitung"),
        ([course()], None, None, "semua"),
        ([course(low=4, high=5)], None, None, "tidak satu pun"),
        (
            [course(name="Integritas")],
            [person("A"), person("B")],
            rate("A", 3),
            "tidak dapat dihitung",
        ),
    ],
    ids=["no catalogue", "nobody", "nothing rated", "one employee", "no fitting course", "no gap"],
)
def test_bare_input_gives_an_honest_sentence(courses, people, ratings, outcome):
    said, _blocks = everything(review(courses, people, ratings))
    assert said["kebutuhan-judul"].outcome == outcome
    assert ("minta-katalog" in said) == (not courses)


def test_everybody_equal_needs_the_same():
    people = [person(f"{i:02d}") for i in range(12)]
    ratings = [row for p in people for row in rate(p["nip"], 2)]
    found = review([course("P1", low=2, high=3)], people, ratings)
    said, blocks = everything(found)
    assert (found.pairs["nilai"] == 1).all() and len(found.pairs) == 12
    assert said["kebutuhan-judul"].outcome == "semua"
    assert said["kompetensi-tanpa-pelatihan"].outcome == "sebagian"
    assert withhold_block(blocks["kebutuhan-kursi"], "internal")["table"]["rows"]


def test_what_a_region_planted_is_found():
    evidence, planted = region("andir")
    truth = planted["pelatihan"]
    system = truth["current_system"]
    limits = NeedLimits(system=system["pelatihan_id"])
    found = review_needs(evidence, review_gaps(evidence), limits)
    assert findings.list_uncovered(found) == [truth["no_course_for"]]
    last = found.policies.iloc[-1]
    untrained = list_untrained(found)
    untrained = untrained[untrained["kebijakan"] == last["nama"]]
    active = set(found.staff.index[found.staff["bidang"] == "teknologi informasi"])
    assert set(untrained["nip"]) == set(system["untrained_nip"]) & active
    below = set(found.hours.index[found.hours["hasil"] == "belum terpenuhi"])
    above = set(found.hours.index[found.hours["hasil"] == "melebihi batas"])
    assert set(truth["hours"]["above_ceiling_nip"]["2026"]) == above
    assert below
    everything(found)


def test_triggers_are_listed_by_person_with_the_levels_they_touch():
    found = review([course(), course("P2", low=1, high=2)], posts=[post(garis_depan=True)])
    table = found.triggers
    assert table[["nip", "kode", "besaran"]].to_numpy().tolist() == [
        ["A", FRONT, 1.0],
        ["A", GAP, 1.0],  # two courses for one gap close it once
    ]
    assert pd.notna(table["arti"]).all()
