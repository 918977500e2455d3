"""Objections and their way into the next revision, worked by hand."""

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.performance.objections.review import (
    CLOSED,
    DECIDE,
    REVISE,
    REVISED,
    UNKNOWN,
    review_objections,
)
from kinerja_lib.performance.results.review import review_results
from kinerja_lib.stats.outcomes import Outcome
from tests.performance.results_evidence import make_evidence, result

A, B, C = (f"19900101201001100{n}" for n in range(1, 4))
RESULTS = [
    result(A, "2026-TW1", "Baik", tanggal="2026-03-31"),
    result(B, "2026-TW1", "Baik", tanggal="2026-05-02"),
    result(A, "2026-TW2", "Baik", tanggal="2026-06-30"),
]


def case(number, nip, status, filed="2026-04-10", decided=None, period="2026-TW1"):
    row = {"keberatan_id": f"KB-{number}", "nip": nip, "periode": period, "tanggal": filed}
    return row | {"status": status, "tanggal_putusan": decided}


def review(*cases, results=RESULTS, **options):
    evidence = make_evidence(hasil_penilaian=results, keberatan=list(cases))
    return review_objections(review_results(evidence), **options)


@pytest.mark.parametrize(
    ("row", "step", "days"),
    [
        (case(1, A, "diajukan", "2026-09-20"), DECIDE, 10),
        (case(1, A, "diproses"), DECIDE, 173),
        (case(1, A, "ditolak", decided="2026-04-30"), CLOSED, 20),
        (case(1, A, "diterima", decided="2026-04-30"), REVISE, 20),  # result of 31 March stands
        (case(1, B, "diterima sebagian", decided="2026-05-02"), REVISED, 22),  # set anew that day
        (case(1, C, "diterima", decided="2026-04-30"), REVISE, 20),  # no result at all
        (case(1, A, "diterima", decided="2026-10-05"), DECIDE, 173),  # after the reference date
        (case(1, A, None), UNKNOWN, None),
    ],
)
def test_each_objection_has_a_next_step_and_days(row, step, days):
    (found,) = review(row).cases.itertuples()
    assert found.langkah == step
    assert (None if pd.isna(found.hari) else found.hari) == days


def test_upheld_without_a_decision_date_still_waits_for_the_revision():
    (found,) = review(case(1, B, "diterima")).cases.itertuples()
    assert found.langkah == REVISE


def test_later_periods_and_later_objections_are_left_out():
    later = [
        case(1, A, "diajukan", "2026-10-01"),
        case(2, A, "diajukan", "2026-09-01", period="2026-TW4"),
    ]
    assert review(*later).cases.empty


def test_results_under_objection_are_marked_with_the_reference():
    found = review(case(1, A, "diproses"), case(2, B, "ditolak", decided="2026-04-20"))
    rows = found.results.rows
    assert found.mark(rows).tolist() == ["KB-1", "", ""]
    assert found.cases["lewat"].tolist() == [True, False]
    assert review(case(1, A, "diproses"), days=200).cases["lewat"].tolist() == [False]


def test_years_count_what_was_filed_decided_and_revised():
    found = review(
        case(1, A, "diterima", decided="2026-04-30"),
        case(2, B, "diterima", decided="2026-04-20"),
        case(3, A, "diajukan", "2026-07-04", period="2026-TW2"),
    )
    (row,) = found.by_year.to_dict("records")
    assert np.isnan(row.pop("median_hari"))  # two decisions: a median would tell about two people
    assert row == {
        "tahun": 2026,
        "hasil": 3,
        "keberatan": 3,
        "terbuka": 1,
        "diterima": 2,
        "ditolak": 0,
        "persen": 100.0,
        "direvisi": 1,
    }
    twenty = [case(i, A, "diterima", decided=f"2026-04-{20 + i % 2 * 10}") for i in range(20)]
    (row,) = review(*twenty).by_year.to_dict("records")
    assert row["median_hari"] == 15.0  # filed on 10 April; ten waited 10 days, ten 20


def many(year, count, size=400):
    nips = [f"19900101202001{n:04d}" for n in range(size)]
    results = [result(nip, f"{year}-TW1", "Baik") for nip in nips]
    cases = [
        case(f"{year}-{n}", nip, "ditolak", f"{year}-04-08", f"{year}-04-20", f"{year}-TW1")
        for n, nip in enumerate(nips[:count])
    ]
    return results, cases


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [(4, 40, Outcome.UP), (40, 4, Outcome.DOWN), (4, 6, Outcome.NO_EVIDENCE)],
)
def test_the_rate_is_compared_with_the_same_periods_a_year_before(before, after, outcome):
    (old, early), (new, late) = many(2025, before), many(2026, after)
    change = review(*early, *late, results=[*old, *new]).change
    assert (change.before, change.after) == (before / 4, after / 4)
    assert change.outcome == outcome
    assert change.n == 800


def test_a_period_that_just_ended_is_not_compared_yet():
    results = [result(A, p, "Baik") for p in ("2025-TW3", "2026-TW3", "2026-TW1", "2025-TW1")]
    found = review(case(1, A, "ditolak", decided="2026-04-20"), results=results)
    assert found.closed == ["2025-TW1", "2025-TW3", "2026-TW1"]
    assert found.change.after == 100
    assert review(results=[]).change.outcome == Outcome.NOT_COMPUTABLE


def test_without_objections_nothing_is_claimed():
    found = review()
    assert found.cases.empty and found.contested.empty and found.steps.sum() == 0
    assert found.by_year.empty  # without the table nobody knows that there were none
