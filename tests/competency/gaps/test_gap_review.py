"""Which level is required, which rating counts, and what a gap is, by hand."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.competency.gaps.matching import match_people
from kinerja_lib.competency.gaps.ratings import (
    CONFLICT,
    EXPIRED,
    LATER,
    NOT_RATED,
    UNDATED,
    VALID,
    Validity,
    choose_ratings,
)
from kinerja_lib.competency.gaps.review import NO_POST, NO_STANDARD, GapLimits, review_gaps
from kinerja_lib.rules.person_job_match import Purpose, classify_match, match_person
from kinerja_lib.tables.choices import COMPETENCIES
from tests.competency_evidence import (
    make_evidence,
    nine,
    person,
    post,
    rate,
    region,
    set_rules,
    standard,
    units,
)

ONE = ["Komunikasi"]


def review(ratings=(), standards=None, people=None, rules=None, **limits):
    tables = {
        "pegawai": people or [person("A")],
        "jabatan": [post()],
        "unit": units("U1", "U2"),
        "kompetensi": list(ratings),
        "standar_kompetensi": standard(Komunikasi=3) if standards is None else standards,
    }
    return review_gaps(make_evidence(rules=rules, **tables), GapLimits(**limits))


def cell(found, name="Komunikasi", nip="A"):
    rows = found.cells[(found.cells["nip"] == nip) & (found.cells["kompetensi"] == name)]
    return rows.iloc[0]


@pytest.mark.parametrize(
    ("level", "gap", "short"), [(1, -2.0, 2.0), (2, -1.0, 1.0), (3, 0.0, 0.0), (5, 2.0, 0.0)]
)
def test_a_gap_is_rated_minus_required_and_a_surplus_is_no_negative_shortfall(level, gap, short):
    found = cell(review(rate("A", level, names=ONE)))
    assert (found["syarat"], found["tingkat"]) == (3, level)
    assert (found["gap"], found["kekurangan"]) == (gap, short)
    assert found["alasan"] == VALID


@pytest.mark.parametrize(
    ("days", "level", "why"),
    [
        (["2023-09-29"], None, EXPIRED),  # valid to 2026-09-29, the day before
        (["2023-09-30"], 2, VALID),  # the last day of three years
        (["2026-09-30"], 2, VALID),
        (["2026-10-01"], None, LATER),
        ([None], None, UNDATED),
        ([], None, NOT_RATED),
        ([None, "2025-01-01"], 2, VALID),
    ],
)
def test_the_latest_rating_of_three_years_counts(days, level, why):
    found = cell(review([row for day in days for row in rate("A", 2, day, ONE)]))
    assert found["alasan"] == why
    assert (found["tingkat"] == level) if level else np.isnan(found["tingkat"])
    assert np.isnan(found["kekurangan"]) == (level is None)


def test_a_later_rating_replaces_an_earlier_one_and_one_after_the_day_of_the_data_does_not():
    days = {"2024-01-01": 1, "2025-01-01": 3, "2026-12-01": 5}
    rows = [row for day, level in days.items() for row in rate("A", level, day, ONE)]
    assert cell(review(rows))["tingkat"] == 3


def test_two_levels_on_one_day_count_neither_and_no_older_rating_takes_their_place():
    rows = [*rate("A", 3, "2024-01-01", ONE), *rate("A", 1, names=ONE), *rate("A", 2, names=ONE)]
    found = review(rows)
    assert cell(found)["alasan"] == CONFLICT and np.isnan(cell(found)["tingkat"])
    assert found.conflicts["nip"].tolist() == ["A"]
    same = review([*rate("A", 2, names=ONE), *rate("A", 2, names=ONE, source="atasan")])
    assert cell(same)["tingkat"] == 2


def test_a_conflict_that_a_later_rating_settled_is_none():
    rows = [*rate("A", 1, names=ONE), *rate("A", 2, names=ONE), *rate("A", 4, "2026-01-05", ONE)]
    assert cell(review(rows))["tingkat"] == 4


def test_the_posts_own_standard_in_force_goes_before_the_table_of_the_rules_file():
    standards = [
        *standard(since=None, Komunikasi=1),
        *standard(since="2021-01-01", Komunikasi=2),
        *standard(since="2024-01-01", Komunikasi=4),
        *standard(since="2027-01-01", Komunikasi=5),
    ]
    found = review(standards=standards)
    assert (cell(found)["syarat"], cell(found)["asal"]) == (4, "standar jabatan")
    # ahli pertama requires 2 in the table; the standard does not name Integritas
    assert (cell(found, "Integritas")["syarat"], cell(found, "Integritas")["asal"]) == (
        2,
        "tabel jenjang",
    )


def test_the_rules_file_may_name_a_post_with_technical_competencies():
    levels = {"Jabatan J1": dict.fromkeys(COMPETENCIES, 3) | {"Teknis gizi": 4}}
    found = review(standards=[], rules=set_rules(jpm__tingkat_syarat=levels))
    assert cell(found, "Teknis gizi")["syarat"] == 4
    assert found.people["syarat"].tolist() == [10]


def test_technical_competencies_come_from_the_posts_standard():
    standards = [*nine(2), *standard(Keamanan_informasi=3)]
    found = review([*rate("A", 2), *rate("A", 1, names=["Keamanan informasi"])], standards)
    assert found.names == [*COMPETENCIES, "Keamanan informasi"]
    assert list(found.matrix.columns) == list(COMPETENCIES)
    assert found.matrix_all.loc["A", "Keamanan informasi"] == -2
    assert found.people["total"].tolist() == [2.0]


def test_people_without_a_post_or_standard_are_listed_and_never_met():
    people = [person("A"), person("B", post=None), person("C", post="J9"), person("D", post="JX")]
    tables = {"jabatan": [post(), post("JX", jenis=None, jenjang=None)], "pegawai": people}
    found = review_gaps(make_evidence(**tables, standar_kompetensi=nine(2), kompetensi=[]))
    assert found.index.tolist() == ["A"]
    assert found.without_standard["sebab"].to_dict() == {
        "B": NO_POST,
        "C": NO_STANDARD,
        "D": NO_STANDARD,
    }


def test_only_active_people_are_compared():
    people = [person("A"), person("B", status_kerja="pensiun"), person("C", status_kerja=None)]
    assert review(people=people).index.tolist() == ["A", "C"]


def test_the_match_needs_every_rating_and_is_exact():
    people = [person("A"), person("B")]
    rows = [*rate("A", 2), *rate("B", 2, names=COMPETENCIES[:8])]
    found = review(rows, nine(3), people)
    assert found.people["jpm"].tolist()[0] == pytest.approx(200 / 3)
    assert found.people["kelas"].tolist()[0] == "Kurang Optimal"
    assert np.isnan(found.people["jpm"].tolist()[1])
    assert found.people["hilang"].tolist() == [0, pytest.approx(1 / 9)]
    filling = review(rows, nine(3), people, purpose="pengisian jabatan")
    assert filling.people["kelas"].tolist()[0] == "Kurang Memenuhi Syarat"


@pytest.mark.parametrize("surplus", [True, False])
@pytest.mark.parametrize("purpose", [Purpose.MAPPING, Purpose.FILLING])
def test_many_matches_at_once_equal_the_rule_of_one_person(surplus, purpose):
    random = np.random.default_rng(4)
    required = random.integers(1, 6, (60, 5)).astype(float)
    required[random.random((60, 5)) < 0.2] = np.nan
    required[0] = np.nan
    reached = random.integers(1, 6, (60, 5)).astype(float)
    reached[random.random((60, 5)) < 0.1] = np.nan
    percent, classes = match_people(required, reached, purpose, count_surplus=surplus)
    assert np.isnan(percent[0]) and classes[0] is None
    for row in range(1, 60):
        known = ~np.isnan(required[row])
        needs = {str(i): int(required[row, i]) for i in np.flatnonzero(known)}
        has = {
            k: None if np.isnan(reached[row, int(k)]) else int(reached[row, int(k)]) for k in needs
        }
        if not needs:
            continue
        expected = match_person(needs, has, count_surplus=surplus).exact_percent
        assert classes[row] == classify_match(expected, purpose)
        if expected is not None:
            assert percent[row] == pytest.approx(float(expected))


def test_choosing_ratings_equals_a_loop_over_cells():
    random = np.random.default_rng(5)
    size = 400
    days = pd.to_datetime("2021-01-01") + pd.to_timedelta(random.integers(0, 2300, size), "D")
    rows = pd.DataFrame(
        {
            "nip": random.choice(list("ABCDEX"), size),
            "kompetensi": random.choice(["P", "Q", "R"], size),
            "tingkat": random.integers(1, 6, size).astype(float),
            "tanggal": days.where(random.random(size) > 0.05),
            "sumber": "asesmen",
        }
    )
    as_of = dt.date(2026, 9, 30)
    people, names = pd.Index(list("ABCDE")), ["P", "Q"]
    found = choose_ratings(rows, people, names, Validity(as_of, 3))
    for i, nip in enumerate(people):
        for j, name in enumerate(names):
            own = rows[(rows["nip"] == nip) & (rows["kompetensi"] == name)]
            own = own[own["tanggal"] <= pd.Timestamp(as_of)]
            last = own[own["tanggal"] == own["tanggal"].max()]["tingkat"].unique()
            fresh = own["tanggal"].max() >= pd.Timestamp("2023-09-30")
            expected = last[0] if len(last) == 1 and fresh else np.nan
            np.testing.assert_equal(found.level[i, j], expected)


def test_gaps_of_a_region_are_those_that_were_planted():
    evidence, planted = region("wanggar")
    found = review_gaps(evidence)
    group = {nip: g for g in planted["kompetensi"]["groups"] for nip in g["nip"]}
    expired = set(planted["kompetensi"]["expired"])
    people = found.people[found.people.index.isin(group)]
    fresh = people[~people.index.isin(expired)]
    assert (people.loc[people.index.isin(expired), "dinilai"] == 0).all()
    assert (fresh["dinilai"] > 0).mean() > 0.99
    none = [nip for nip in fresh.index if group[nip]["group"] == 0]
    others = [nip for nip in fresh.index if group[nip]["group"] != 0]
    assert fresh.loc[others, "total"].mean() > fresh.loc[none, "total"].mean() + 1.5
    skipped = planted["kompetensi"]["unit_that_skipped"]
    assert (found.people.loc[found.people["unit_id"].isin(skipped), "dinilai"] == 0).all()
    assert skipped and found.people["unit_id"].isin(skipped).any()
