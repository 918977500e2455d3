"""Courses with known effect, and what bad input does."""

import pytest

from kinerja_lib.competency.impact import figures, findings, participants, tables
from kinerja_lib.competency.impact.grades import (
    FEW,
    HARM,
    MISSING,
    NO_COMPARISON,
    NOT_SUPPORTED,
    OPEN,
    SCALE,
    SPREAD,
    START,
    SUPPORTED,
)
from kinerja_lib.competency.impact.limits import EffectLimits
from kinerja_lib.competency.impact.review import review_impact
from tests.competency.evidence import COURSE, make_evidence, make_scores, make_staff


def review(rows, courses=(COURSE,), staff=60, **limits):
    evidence = make_evidence(
        pelatihan=list(courses), peserta_pelatihan=rows, pegawai=make_staff(staff)
    )
    return review_impact(evidence, EffectLimits(**limits))


def only(found):
    assert len(found.courses) == 1
    return found.courses.iloc[0]


def show_everything(found):
    shown = [findings.find_summary(found), *findings.find_claims(found)]
    shown += [*findings.find_family(found), findings.find_return(found)]
    shown += [*participants.find_absent(found), *participants.find_liked(found)]
    shown += [participants.find_untested(found), *tables.tabulate_courses(found)]
    shown += [*tables.tabulate_changes(found), *tables.tabulate_people(found)]
    for item in [*shown, *figures.chart_effects(found)]:
        assert item._repr_mimebundle_()


@pytest.mark.parametrize(
    ("effect", "grade", "sentence"),
    [
        (8.0, SUPPORTED, "Kursus: didukung data."),
        (-8.0, NOT_SUPPORTED, "justru turun"),
        (0.0, NOT_SUPPORTED, "tidak didukung data"),
    ],
)
def test_the_effect_decides_the_sentence(effect, grade, sentence):
    found = review(make_scores(effect=effect, count=120), staff=120)
    assert only(found)["hasil"] == grade
    assert sentence in findings.find_claims(found)[0].sentence()
    show_everything(found)


def test_one_course_is_not_said_to_be_corrected_and_two_are():
    one = review(make_scores(count=120), staff=120)
    two = review(
        [*make_scores(count=120), *make_scores(count=120, course="P2", seed=2)],
        courses=(COURSE, COURSE | {"pelatihan_id": "P2"}),
        staff=120,
    )
    ids = [[item.id for item in findings.find_family(found)] for found in (one, two)]
    assert ids == [[], ["dampak-keluarga"]]


def test_scores_without_spread_are_said_to_have_none():
    rows = [row | {"nilai_sebelum": 50, "nilai_sesudah": 70 if row["status"] == "lulus" else 50}
            for row in make_scores(count=120)]  # fmt: skip
    found = review(rows, staff=120)
    (claim,) = findings.find_claims(found)
    assert "semua nilai atau perubahannya sama" in claim.sentence()
    show_everything(found)


def test_everyone_is_counted_also_without_a_score():
    rows = make_scores()
    trained = [row for row in rows if row["status"] == "lulus"]
    trained[0]["nilai_sesudah"] = trained[1]["nilai_sebelum"] = None
    trained[2]["status"] = "batal"
    trained[3]["status"] = None
    trained[4]["tanggal_selesai"] = "2025-01-01"  # before the course began
    rows += [trained[5] | {"nilai_sesudah": 3.0}]  # another row of the same person
    row = only(review([*rows, trained[6]]))  # an exact copy counts once
    assert (row["peserta"], row["batal"], row["tanpa_keadaan"]) == (18, 1, 1)
    assert (row["tanpa_sebelum"], row["tanpa_sesudah"], row["dikeluarkan"]) == (1, 1, 2)
    assert row["pasangan"] == 18 - 1 - 1 - 2


def test_those_without_a_second_score_get_no_benefit_in_the_bound():
    rows = make_scores(count=80)
    for row in [row for row in rows if row["status"] == "lulus"][:4]:
        row["nilai_sesudah"] = None
    row = only(review(rows, staff=80))
    assert row["selisih_hilang"] == pytest.approx(row["selisih"] * 36 / 40)


def spoil(kind):
    rows = make_scores()
    trained = [row for row in rows if row["status"] == "lulus"]
    if kind == NO_COMPARISON:
        return trained
    if kind == FEW:
        return trained[:1]
    for place, row in enumerate(rows):
        if kind == SPREAD:
            row |= {"nilai_sebelum": 70.0, "nilai_sesudah": 70.0}
        if kind == SCALE and place % 4 == 0:
            row["nilai_sesudah"] /= 10
        if kind == START and row["status"] == "terdaftar":
            row["nilai_sebelum"] += 25
        if kind == MISSING and row in trained[:8]:
            row["nilai_sesudah"] = None
    return rows


@pytest.mark.parametrize("kind", [NO_COMPARISON, FEW, SPREAD, SCALE, START, MISSING])
def test_an_obstacle_is_named_and_nothing_is_claimed(kind):
    found = review(spoil(kind))
    assert (only(found)["hasil"], only(found)["alasan"]) == (OPEN, kind)
    assert found.compared == 0
    show_everything(found)


def test_no_participants_and_no_courses_are_an_honest_nothing():
    found = review([], courses=())
    assert found.courses.empty
    assert "tidak dapat dihitung" in findings.find_summary(found).sentence()
    show_everything(found)


def test_a_course_of_the_coming_year_is_not_judged():
    later = COURSE | {"mulai": "2027-03-02", "selesai": "2027-03-06"}
    assert review(make_scores(), courses=(later,)).courses.empty


def test_the_family_of_courses_is_corrected_together():
    courses = [COURSE | {"pelatihan_id": f"P{i}"} for i in range(1, 5)]
    rows = [row for i in range(1, 5) for row in make_scores(effect=0, seed=i, course=f"P{i}")]
    table = review(rows, courses=courses).courses
    smallest = table["p"].idxmin()
    assert table.loc[smallest, "p_keluarga"] == pytest.approx(min(1, 4 * table["p"].min()))


def test_small_groups_are_not_written_out():
    sentences = [f.sentence() for f in findings.find_claims(review(make_scores(count=18)))]
    assert "n = kurang dari sepuluh dan kurang dari sepuluh" in sentences[0]


def test_harm_is_said_plainly():
    found = review(make_scores(effect=-10.0))
    assert only(found)["alasan"] == HARM
