"""Sentences on change by kind of unit and beside outreach, and what is asked for."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.outcomes import CANNOT, FELL, OPEN, ROSE
from kinerja_lib.change.waves.findings import say_change
from kinerja_lib.change.waves.outreach import OutreachEffects
from kinerja_lib.change.waves.review import SAME, UNTESTED, WaveReview
from kinerja_lib.change.waves.sentences import (
    ASK,
    EXTEND,
    FAMILY,
    FEW_SIDE,
    KIND,
    OUTREACH,
    PARALLEL,
)
from kinerja_lib.change.words import say_lack, write_range
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import NONE, SOME, count_quantity, date_values, make_finding
from kinerja_lib.stats.lack import Lack

CHANGED_MEANING = _("butirnya tidak dimaknai sama pada kedua gelombang")


def find_kinds(review: WaveReview) -> list[Finding]:
    """State the changes by kind of unit that count after correction, and the size of the family."""
    if not review.has_two:
        return []
    rows = review.kinds
    changed = rows[rows["hasil"].isin([ROSE, FELL])] if len(rows) else rows
    found = []
    for place, row in enumerate(changed.itertuples(), 1):
        found.append(say_change(row, f"gelombang-jenis-{place}", KIND))
    judged = int((rows["hasil"] != CANNOT).sum()) if len(rows) else 0
    values = {
        "n": count_quantity(judged),
        "changed": count_quantity(len(changed)),
        "chance": count_quantity(max(round(judged * review.limits.level), 1)),
    }
    outcome = CANNOT if not judged else SOME if len(changed) else NONE
    return [*found, make_finding("gelombang-jenis-keluarga", outcome, FAMILY, values, place="note")]


def find_outreach(effects: OutreachEffects) -> list[Finding]:
    """State for each topic and subscale how units reached changed beside the others."""
    if not effects.waves.has_two:
        return []
    rows = effects.effects
    if rows.empty:
        return [make_finding("gelombang-sosialisasi-sejajar", CANNOT, PARALLEL, {})]
    sure = rows[~rows["hasil"].isin([OPEN, CANNOT])]
    found = [_say_effect(row, i) for i, row in enumerate(sure.itertuples(), 1)]
    found += _say_open(rows[rows["hasil"].isin([OPEN, CANNOT])])
    return [*found, make_finding("gelombang-sosialisasi-sejajar", SOME, PARALLEL, {}, place="note")]


def _say_effect(row: object, place: int) -> Finding:
    values = {
        "topic": row.topik,
        "what": row.nama,
        "units": count_quantity(row.unit),
        "others": count_quantity(row.unit_lain),
        "size": Quantity(abs(row.ubah), decimals=2),
        "range": write_range(row.low, row.high),
        "margin": Quantity(row.batas, decimals=2),
    }
    options = {"n": row.n, "subject": SUBJECT, "test": "t antarunit; Holm"}
    return make_finding(
        f"gelombang-sosialisasi-ubah-{place}", row.hasil, OUTREACH, values, **options
    )


def _say_open(rows: pd.DataFrame) -> list[Finding]:
    """Say what stays open or cannot be computed, topics of the same subscales together."""
    topics: dict[tuple[str, str, tuple[str, ...]], list[object]] = {}
    causes = [_say_cause(row) if row.hasil == CANNOT else "" for row in rows.itertuples()]
    for (topic, outcome, cause), own in rows.assign(alasan=causes).groupby(
        ["topik", "hasil", "alasan"], sort=True
    ):
        topics.setdefault((outcome, cause, tuple(own["nama"])), []).append((topic, own))
    found = []
    for place, ((outcome, cause, names), parts) in enumerate(topics.items(), 1):
        values = {"topic": [topic for topic, _own in parts], "what": list(names), "reason": cause}
        n = min(int(own["n"].min()) for _topic, own in parts)
        options = {"n": n, "subject": SUBJECT, "test": "t antarunit; Holm"}
        id = f"gelombang-sosialisasi-terbuka-{place}"
        found.append(make_finding(id, outcome, OUTREACH, values, **options))
    return found


def _say_cause(row: object) -> str:
    if row.makna not in (SAME, UNTESTED):
        return CHANGED_MEANING
    if row.sebab == Lack.FEW_GROUPS:
        return FEW_SIDE
    return say_lack(Lack(row.sebab))


def find_requests(effects: OutreachEffects, deadline: dt.date) -> list[Finding]:
    """Ask for dialogue where kinds of unit changed for the worse, and for outreach that helped."""
    review, dates = effects.waves, date_values(deadline)
    if not review.has_two:
        return []
    asks = []
    for place, (kind, own) in enumerate(find_worse(review).groupby("jenis", sort=True), 1):
        values = dates | {"kind": kind, "names": list(own["nama"])}
        asks.append(
            make_finding(f"gelombang-minta-jenis-{place}", SOME, {SOME: ASK}, values, place="ask")
        )
    rows = effects.effects
    helped = rows[rows["hasil"] == ROSE] if len(rows) else rows
    for place, (topic, own) in enumerate(helped.groupby("topik", sort=True) if len(helped) else []):
        values = dates | {"topic": topic, "units": count_quantity(int(own["unit_lain"].max()))}
        id = f"gelombang-minta-lanjut-{place + 1}"
        asks.append(make_finding(id, SOME, {SOME: EXTEND}, values, place="ask"))
    return asks


def find_worse(review: WaveReview) -> pd.DataFrame:
    """Give the changes by kind of unit that count and go the unhoped way."""
    rows = review.kinds
    if rows.empty:
        return pd.DataFrame(columns=["jenis", "nama"])
    hoped = {s.code: ROSE if s.favourable_high else FELL for s in review.subscales}
    counted = rows["hasil"].isin([ROSE, FELL])
    return rows[counted & (rows["hasil"] != rows["subskala"].map(hoped))]
