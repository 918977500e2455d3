"""The plan of a year on small invented needs: limits, lists, sentences, return of attendance."""

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.competency.gaps.review import review_gaps
from kinerja_lib.competency.needs.review import NeedLimits, review_needs
from kinerja_lib.competency.plan import change_findings, findings, tables
from kinerja_lib.competency.plan.changes import list_changes
from kinerja_lib.competency.plan.figures import chart_closing
from kinerja_lib.competency.plan.offer import NO_COST, NO_SEATS, TURNED, UNPAID, find_clashes
from kinerja_lib.competency.plan.pose import PlanLimits
from kinerja_lib.competency.plan.reasons import list_recommendations
from kinerja_lib.competency.plan.review import review_plan
from kinerja_lib.competency.plan.trace import trace
from kinerja_lib.errors import ParameterError
from kinerja_lib.reporting.csv_files import write_table
from kinerja_lib.sources.check import check_source
from kinerja_lib.tables.choices import COMPETENCIES
from tests.competency_evidence import make_evidence, nine, person, post, rate, set_rules, units

PEOPLE = "ABCDEFGHIJKL"


def course(code, name="Komunikasi", **more):
    keys = {"pelatihan_id": code, "nama": f"Kursus {code}", "kompetensi": name, "cara": "klasikal",
            "tingkat_dari": 1, "tingkat_ke": 3, "jp": 20, "peserta_min": 1, "peserta_maks": 30,
            "kelas_maks": 1, "biaya_kelas": 1e6, "biaya_peserta": 1e5, "mulai": "2027-03-01",
            "selesai": "2027-03-05"}  # fmt: skip
    return keys | more


def rate_low(name, more):
    """Rate at level 1, but only in some competencies where `levels` names them, else at 3."""
    low = more.get("levels", {}).get(name)
    return rate(name, 1) if low is None else [
        row for other in COMPETENCIES for row in rate(name, 1 if other in low else 3, names=[other])
    ]  # fmt: skip


def review(courses, names=PEOPLE, rules=None, limits=None, **more):
    evidence = make_evidence(
        rules=set_rules(**rules) if rules else None,
        pegawai=[person(name) for name in names],
        jabatan=more.pop("jabatan", [post()]),
        unit=units("U1", "U2"),
        standar_kompetensi=nine(3),
        kompetensi=[row for name in names for row in rate_low(name, more)],
        pelatihan=list(courses),
        **{key: value for key, value in more.items() if key != "levels"},
    )
    needs = review_needs(evidence, review_gaps(evidence), NeedLimits(year=2027))
    return review_plan(needs, limits or PlanLimits(seconds=5))


def sentences(found):
    calls = (findings.find_heading, findings.find_bound, findings.find_hours, findings.find_seats,
             findings.find_budget, findings.find_units)  # fmt: skip
    more = change_findings.find_more(list_changes(found)).sentence()
    return [call(found).sentence() for call in calls] + [
        *(finding.sentence() for finding in findings.find_answers(found)), more
    ]  # fmt: skip


def lists(found):
    calls = (tables.tabulate_classes, tables.tabulate_left_out, tables.tabulate_participants,
             tables.tabulate_attendance, tables.tabulate_short_hours,
             tables.tabulate_unmet)  # fmt: skip
    return {table.id: table for call in calls for table in call(found)}


def test_everyone_is_placed_where_there_is_room_and_money():
    found = review(
        [course("P1"), course("P2", "Integritas", mulai="2027-05-01", selesai="2027-05-02")]
    )
    assert found.plan.chosen.all() and found.plan.gap == 0
    assert found.closed == len(PEOPLE) * 2
    assert found.spent.sum() == 2 * 1e6 + len(PEOPLE) * 2 * 1e5
    assert any("belum dinyatakan" in text for text in sentences(found))


def test_money_bounds_the_plan_and_the_reason_names_it():
    # 1.5 million: one class (1.0) and five people (0.1 each).
    rules = {"pelatihan__anggaran": {"APBD": 1_500_000}}
    found = review([course("P1")], rules=rules)
    assert found.plan.chosen.sum() == 5
    assert found.spent.to_dict() == {"APBD": pytest.approx(1.5e6)}
    assert set(found.causes[~found.plan.chosen]) == {"money"}
    short = lists(found)["rencana-jp-kurang"].frame
    assert len(short) == len(PEOPLE) - 5 and (short["kurang"] == 20).all()
    assert findings.find_hours(found).id not in lists(found)  # one id twice stops publishing


def test_courses_that_cannot_be_planned_are_named_with_the_reason():
    found = review(
        [course("P1", peserta_maks=None), course("P2", peserta_min=9, peserta_maks=5),
         course("P3", biaya_kelas=None, biaya_peserta=None),
         course("P4", sumber_dana="DAK")],
        rules={"pelatihan__anggaran": {"APBD": 1e9, "BLUD": 1e9}},
    )  # fmt: skip
    assert found.offer.left_out["sebab"].to_dict() == {
        "P1": NO_SEATS, "P2": TURNED, "P3": NO_COST, "P4": UNPAID,
    }  # fmt: skip
    assert not found.plan.chosen.any() and sentences(found)


def test_courses_on_the_same_days_clash_unless_taken_at_any_time():
    rows = pd.DataFrame(
        [
            course("P1"),
            course("P2", mulai="2027-03-05", selesai="2027-03-06"),
            course("P3", cara="nonklasikal"),
            course("P4", mulai=None, selesai=None),
        ]
    )
    days = {name: pd.to_datetime(rows[name]) for name in ("mulai", "selesai")}
    found = find_clashes(rows.assign(**days))
    assert np.argwhere(found).tolist() == [[0, 1], [1, 0]]


def test_a_recommendation_says_why_why_not_the_better_one_and_what_would_change_it():
    heavier = {"pelatihan__bobot_kompetensi": {"Integritas": 2}}
    found = review([course("P1"), course("P2", "Integritas", peserta_maks=4)], rules=heavier)
    rows = list_recommendations(found)
    first = rows[rows["pelatihan_id"] == "P1"].iloc[0]
    assert "tingkat 1 dari 3" in first["alasan"]
    assert first["lebih_baik"] == "Kursus P2" and first["sebab"] and first["perubahan"]
    assert rows.loc[rows["pelatihan_id"] == "P2", "lebih_baik"].isna().all()


def test_lists_hold_everyone_once_per_class_by_course():
    found = review([course("P1", peserta_maks=6, kelas_maks=2)])
    rows = found.chosen
    assert rows.groupby("kelas").size().to_dict() == {1: 6, 2: 6}
    table = lists(found)["rencana-peserta"]
    assert table.editions == ("internal",) and len(table.frame) == len(PEOPLE)


def test_the_plan_does_not_depend_on_the_order_of_people():
    few = [course("P1", peserta_maks=5)]
    first, second = review(few), review(few, names=PEOPLE[::-1])
    pick = ["nip", "pelatihan_id"]
    assert first.chosen[pick].values.tolist() == second.chosen[pick].values.tolist()


def test_one_person_and_nobody():
    assert review([course("P1")], names="A").plan.chosen.sum() == 1
    empty = review([], names="A")
    assert not empty.plan.chosen.any()
    assert sentences(empty) and "rencana-peserta" not in lists(empty)


def test_attendance_comes_back_as_hours_done():
    found = review([course("P1")], names="AB")
    sheet = lists(found)["peserta-pelatihan"].frame
    filled = sheet.assign(status="lulus", jp=20, tanggal_selesai="2026-01-05")
    again = review(
        [course("P1", mulai="2026-01-01", selesai="2026-01-05"), course("P2")], names="AB",
        peserta_pelatihan=filled.to_dict("records"),
    )  # fmt: skip
    done = again.needs.attendance.count_hours(2026)
    assert done.to_dict() == dict.fromkeys(sheet["nip"], 20.0)


def test_one_more_class_or_ten_more_million_is_found_by_planning_again():
    # 12 people in need, a class of 4: one more class closes 4 levels and 4 x 20 JP x 0.5.
    found = review([course("P1", peserta_maks=4)])
    (row,) = list_changes(found).to_dict("records")
    assert (row["jenis"], row["kode"], row["tingkat"]) == ("kelas", "P1", 4)
    assert row["sedikit"] == pytest.approx(4 + 40) and row["banyak"] >= row["sedikit"]
    # 1.5 million pays for a class and 5 people; ten more pay for the other 7.
    rules = {"pelatihan__anggaran": {"APBD": 1_500_000}}
    poor = review([course("P1")], rules=rules)
    (row,) = list_changes(poor).to_dict("records")
    assert (row["jenis"], row["kode"], row["tingkat"]) == ("dana", "APBD", 7)
    assert "APBD" in change_findings.find_more(list_changes(poor)).sentence()
    free = list_changes(review([course("P1")]))
    assert free.empty and "tidak mengikat" not in change_findings.find_more(free).sentence()
    assert not tables.tabulate_changes(found, free)
    assert len(tables.tabulate_changes(poor, list_changes(poor))) == 1


def test_each_number_has_a_trace():
    assert all(line.formula for line in trace(review([course("P1")])))


def test_no_sentence_and_table_share_an_id_where_everything_is_shown():
    # Seats are short for a mandatory course, money binds, people stay below the hours.
    found = mandatory(peserta_maks=2)
    shown = [call(found) for call in (
        findings.find_heading, findings.find_bound, findings.find_hours, findings.find_seats,
        findings.find_budget, findings.find_units)]  # fmt: skip
    changes = list_changes(found)
    shown += [
        change_findings.find_more(changes),
        *findings.find_answers(found),
        *chart_closing(found),
    ]
    shown += tables.tabulate_changes(found, changes)
    ids = [item.id for item in shown]
    ids += list(lists(found))
    assert len(set(ids)) == len(ids) and "rencana-jp-kurang" in ids


POLICY = {"kebijakan_id": "K1", "nama": "Aturan baru", "bidang": "ti", "tanggal": "2026-01-01",
          "tenggat": "2026-12-31", "pelatihan_id": "P1"}  # fmt: skip


def mandatory(**more):
    return review([course("P1", **more)], kebijakan=[POLICY], jabatan=[post(bidang="ti")],
                  limits=PlanLimits(seconds=5))  # fmt: skip


def test_a_mandatory_course_that_is_short_is_named_with_its_seats():
    found = mandatory(peserta_maks=2)
    assert found.short_courses["kurang"].to_dict() == {"P1": len(PEOPLE) - 2}
    sentence = findings.find_seats(found).sentence()
    assert "Kursus P1" in sentence and "sepuluh tempat" in sentence
    assert len(lists(found)["rencana-wajib-kurang"].frame) == len(PEOPLE) - 2


def test_a_mandatory_course_that_cannot_be_planned_is_not_passed_over():
    assert "tidak dapat direncanakan" in findings.find_seats(mandatory(jp=None)).sentence()


def test_too_few_people_for_a_class_are_the_reason_given():
    found = review([course("P1", peserta_min=len(PEOPLE) + 1)], limits=PlanLimits(seconds=5))
    assert set(found.causes) == {"few"} and set(found.people["sebab"]) == {"few"}


def test_the_filled_in_list_passes_the_check(tmp_path):
    staff, codes = ["198503302010011001", "199012312015022002"], ["P1"]
    found = review([course(code) for code in codes], names=staff)
    sheet = lists(found)["peserta-pelatihan"]
    document = sheet.to_json()
    write_table(tmp_path / "peserta_pelatihan.csv", document)
    text = (tmp_path / "peserta_pelatihan.csv").read_text(encoding="utf-8")
    filled = text.replace("terdaftar,,", "lulus,20,2026-01-05")
    (tmp_path / "peserta_pelatihan.csv").write_text(filled, encoding="utf-8")
    lines = "".join(f"{nip},U1\n" for nip in staff)
    (tmp_path / "pegawai.csv").write_text("nip,unit_id\n" + lines, encoding="utf-8")
    (tmp_path / "unit.csv").write_text("unit_id,nama\nU1,Dinas\n", encoding="utf-8")
    (tmp_path / "pelatihan.csv").write_text("pelatihan_id,nama\nP1,Kursus P1\n", encoding="utf-8")
    checked = check_source(tmp_path)
    rows = checked.frame("peserta_pelatihan")
    assert rows["jp"].tolist() == [20, 20] and set(rows["nip"]) == set(staff)


@pytest.mark.parametrize(
    ("weight", "outcomes"),
    [
        (0.0, {findings.WHOLE, findings.PRICED}),
        (0.02, {findings.EQUAL}),  # 5 - 3.8 = 1.2, near zero
        (2.0, {findings.EQUAL}),
    ],
)
def test_no_per_cent_of_a_value_that_missing_hours_have_eaten(weight, outcomes):
    # Five places of 10 JP, one level each: 5 levels; 5 x 10 + 7 x 20 = 190 JP stay missing.
    found = review([course("P1", jp=10, peserta_maks=5)],
                   limits=PlanLimits(hours_weight=weight, seconds=5))  # fmt: skip
    assert found.plan.audit.objective == pytest.approx(5 - weight * 190)
    said = findings.find_bound(found)
    assert said.outcome in outcomes and ("%" in said.sentence()) == (weight == 0)


def test_without_money_the_budget_is_named_and_not_the_seats():
    found = review([course("P1", peserta_maks=2)], rules={"pelatihan__anggaran": {"APBD": 0}},
                   kebijakan=[POLICY], jabatan=[post(bidang="ti")])  # fmt: skip
    assert set(found.unmet["sebab"]) == {"money"} and len(found.unmet) == len(PEOPLE)
    sentence = findings.find_seats(found).sentence()
    assert "Anggaran tidak cukup" in sentence and "tempat" not in sentence
    assert findings.find_budget(found).outcome == "tidak satu pun"


def test_funds_that_do_not_match_are_the_reason_given_for_no_plan():
    found = review([course("P1", sumber_dana="DAK")], rules={"pelatihan__anggaran": {"APBD": 1e9}})
    assert "sumber dana pada katalog" in findings.find_answers(found)[0].sentence()
    none = review([])
    assert "katalog pelatihan 2027 belum ada" in findings.find_answers(none)[0].sentence()


@pytest.mark.parametrize(("year", "planned"), [(0, 2027), (2026, 2026)])
def test_the_planned_year_follows_the_period(year, planned):
    evidence = make_evidence(pegawai=[person("A")], unit=units("U1"))
    assert review_needs(evidence, review_gaps(evidence), NeedLimits(year)).limits.year == planned


def test_a_planned_year_of_few_digits_is_refused():
    evidence = make_evidence(pegawai=[person("A")], unit=units("U1"))
    with pytest.raises(ParameterError, match="0 untuk tahun sesudah periode"):
        review_needs(evidence, review_gaps(evidence), NeedLimits(27))
