"""Sentences on change between waves."""

from __future__ import annotations

import math

import pandas as pd

from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.outcomes import CANNOT, FELL, OPEN, ROSE, UNCHANGED
from kinerja_lib.change.waves.attrition import compare_absent, find_returned
from kinerja_lib.change.waves.review import DIFFERENT, PARTLY, SAME, UNTESTED, WaveReview
from kinerja_lib.change.waves.sentences import (
    ABSENT,
    CHANGE,
    CROSSWISE,
    LINKED,
    MEANING,
    OTHERS,
    RELIABLE,
    SUMMARY,
    TEST,
)
from kinerja_lib.change.words import say_lack, slug, write_range
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    NONE,
    SOME,
    count_people,
    count_quantity,
    make_finding,
    name_few,
    percent_quantity,
)
from kinerja_lib.stats.lack import Lack


def find_linked(review: WaveReview) -> Finding:
    """Say how many people answered both waves."""
    if not review.has_two:
        return make_finding("gelombang-tertaut", CANNOT, LINKED, {}, place="lead")
    first, n = len(review.everyone[0]), len(review.linked)
    values = {
        "n": count_people(n),
        "share": percent_quantity(n, first) if first else "",
        "first": review.responses.earlier,
        "second": review.responses.wave,
    }
    options = {"place": "lead", "n": n, "subject": SUBJECT}
    return make_finding("gelombang-tertaut", SOME if n else NONE, LINKED, values, **options)


def find_summary(review: WaveReview) -> Finding:
    """Count subscales that rose and fell, as the heading of the section."""
    rows = review.changes if review.has_two else pd.DataFrame(columns=["hasil"])
    up, down = (int((rows["hasil"] == outcome).sum()) for outcome in (ROSE, FELL))
    judged = int((rows["hasil"] != CANNOT).sum())
    values = {"n": count_quantity(judged), "up": _count(up), "down": _count(down)}
    outcome = CANNOT if not judged else SOME if up + down else NONE
    return make_finding("gelombang-ringkas", outcome, SUMMARY, values, place="heading")


def _count(number: int) -> Quantity | str:
    return count_quantity(number) if number else LINKED["nol"]


def find_changes(review: WaveReview) -> list[Finding]:
    """State each change that counts, and name the subscales of every other outcome."""
    if not review.has_two:
        return []
    rows = review.changes
    found = [
        say_change(row, slug("gelombang-subskala", row.subskala), CHANGE)
        for row in rows[rows["hasil"].isin([ROSE, FELL])].itertuples()
    ]
    for outcome in (UNCHANGED, OPEN):
        own = rows[rows["hasil"] == outcome]
        if len(own):
            values = {"names": list(own["nama"]), "share": _percent(review.limits.smallest)}
            id = f"gelombang-{outcome.split()[0]}"
            found.append(make_finding(id, outcome, OTHERS, values, test=TEST))
    return [*found, *_find_lacking(rows)]


def _find_lacking(rows: pd.DataFrame) -> list[Finding]:
    """Say why subscales were not judged, cause by cause; a changed meaning is said elsewhere."""
    own = rows[(rows["hasil"] == CANNOT) & rows["makna"].isin([SAME, UNTESTED])]
    return [
        make_finding(
            f"gelombang-tanpa-{place}",
            CANNOT,
            OTHERS,
            {"names": list(part["nama"]), "reason": say_lack(Lack(cause))},
        )
        for place, (cause, part) in enumerate(own.groupby("sebab", sort=True), 1)
    ]


def say_change(row: object, id: str, messages: dict[str, str]) -> Finding:
    """State one change, its interval and effect size; the outcome of the row picks the words."""
    values = {
        "what": row.nama,
        "kind": getattr(row, "jenis", ""),
        "n": count_people(row.n),
        "before": Quantity(row.pertama, decimals=2),
        "after": Quantity(row.kedua, decimals=2),
        "size": Quantity(abs(row.ubah), decimals=2),
        "range": write_range(row.low, row.high),
        "d": Quantity(getattr(row, "dav", math.nan), decimals=2),
    }
    return make_finding(id, row.hasil, messages, values, n=row.n, subject=SUBJECT, test=TEST)


def _percent(value: float) -> Quantity:
    return Quantity(value, "%", decimals=0 if value == int(value) else 1)


def find_meaning(review: WaveReview) -> list[Finding]:
    """Say for which subscales the items kept their meaning between the waves."""
    if not review.has_two:
        return []
    rows, found = review.changes, []
    for outcome in (SAME, PARTLY, DIFFERENT, UNTESTED):
        names = rows.loc[rows["makna"] == outcome, "nama"].tolist()
        whole = len(names) == len(rows)
        if names:
            key = f"{outcome} semua" if whole and outcome in (SAME, UNTESTED) else outcome
            id = slug("gelombang-makna", outcome)
            values = {"names": names, "n": count_quantity(len(names))}
            found.append(make_finding(id, key, MEANING, values, test="invariansi, Chen (2007)"))
    return found


def find_absent(review: WaveReview) -> list[Finding]:
    """Say how many of the first wave came back, and whether those who did not differ."""
    if not review.has_two or not len(review.everyone[0]):
        return []
    back, rows = find_returned(review), compare_absent(review)
    n, whole = int(back.sum()), len(back)
    different = rows.loc[rows["hasil"].isin([ROSE, FELL]), "nama"].tolist()
    judged = int((rows["hasil"] != CANNOT).sum())
    values = {
        "share": percent_quantity(n, whole),
        "first": review.responses.earlier,
        "names": different,
        "n": count_quantity(judged),
    }
    outcome = ALL if n == whole else CANNOT if not judged else SOME if different else NONE
    # The number who did not come back follows from the share, so the smaller side decides.
    least = min(n, whole - n) or whole
    return [
        make_finding("gelombang-lepas-ringkas", outcome, ABSENT, values, n=least, subject=SUBJECT)
    ]


def find_crosswise(review: WaveReview) -> list[Finding]:
    """Say whether all respondents lead to the same conclusions as the linked ones."""
    if not review.has_two:
        return []
    linked, all_rows = review.changes, review.crosswise
    both = ((linked["hasil"] != CANNOT) & (all_rows["hasil"] != CANNOT)).to_numpy()
    same = (linked["hasil"] == all_rows["hasil"]).to_numpy()
    names = linked.loc[both & ~same, "nama"].tolist()
    outcome = CANNOT if not both.any() else SOME if names else ALL
    values = {"n": count_quantity(int(both.sum())), "names": name_few(names)}
    return [make_finding("gelombang-silang-ringkas", outcome, CROSSWISE, values)]


def find_reliable(review: WaveReview) -> list[Finding]:
    """Say for changed subscales how many changed beyond the error of the score."""
    if not review.has_two:
        return []
    changed = review.changes["hasil"].isin([ROSE, FELL]).to_numpy()
    rows = review.reliable[changed].dropna(subset=["naik_persen"])
    found = []
    for row in rows.itertuples():
        values = {
            "what": row.nama,
            "up": Quantity(row.naik_persen, "%", decimals=0),
            "down": Quantity(row.turun_persen, "%", decimals=0),
        }
        n = min(int(row.naik), int(row.turun), int(row.tetap))
        id = slug("gelombang-galat", row.subskala)
        found.append(make_finding(id, SOME, RELIABLE, values, n=n, subject=SUBJECT))
    return found
