"""What one more class, or ten more million rupiah, would close: by planning again."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.allocation.verify import find_missing
from kinerja_lib.allocation.what_if import (
    Change,
    find_full_courses,
    find_short_funds,
    try_class,
    try_money,
)
from kinerja_lib.competency.plan.review import PlanReview, sum_levels
from kinerja_lib.competency.plan.unfinished import refuse_unfinished

MORE_MONEY = 10.0  # million rupiah
_LESS = 10.0  # times less work for all changes together than for the plan
CLASS, MONEY = "kelas", "dana"
COLUMNS = ("jenis", "kode", "nama", "sedikit", "banyak", "tingkat", "jp")


def list_changes(review: PlanReview) -> pd.DataFrame:
    """Plan again with each limit that binds widened by one step: `COLUMNS`.

    jenis is `CLASS` or `MONEY`, kode the course or fund; sedikit is what the plan found adds to
    the value of the plan (at least 0), banyak what no plan exceeds, tingkat the levels closed in
    addition (each gap once, unweighted) and jp the hours that bring people nearer to the goal of
    the year; both can be negative where the other weighs more. Classes first, largest sedikit
    first; without rows no limit of that kind binds.
    """
    problem, plan, causes = review.problem, review.plan, review.causes
    courses = find_full_courses(problem, plan, causes)
    funds = find_short_funds(problem, plan, causes)
    seconds = find_seconds(review, len(courses) + len(funds))
    names, offer = review.offer.courses["nama"], list(review.offer.funds)
    rows = []
    for course in courses:
        with refuse_unfinished():
            found = try_class(problem, plan, int(course), seconds=seconds)
        rows.append((CLASS, str(names.index[course]), names.iloc[course], *_measure(review, found)))
    for fund in funds:
        with refuse_unfinished():
            found = try_money(problem, plan, int(fund), MORE_MONEY, seconds=seconds)
        rows.append((MONEY, offer[fund], offer[fund], *_measure(review, found)))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values(
        ["jenis", "sedikit", "kode"], ascending=[False, False, True], ignore_index=True
    )


def find_seconds(review: PlanReview, number: int) -> float:
    """Give the work of the solver for each change: equal parts of a tenth of what the plan had."""
    return review.limits.seconds / _LESS / max(number, 1)


def _measure(review: PlanReview, found: Change) -> tuple[float, float, float, float]:
    levels = sum_levels(review.rows[found.chosen]) - review.closed
    hours = review.plan.audit.missing.sum() - find_missing(review.problem, found.chosen).sum()
    return round(found.least, 6), round(found.most, 6), float(levels), float(hours)
