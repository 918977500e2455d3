"""Sentences on drivers, on results of units, and on behaviour."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from kinerja_lib.change.drivers.behaviour import BehaviourReview
from kinerja_lib.change.drivers.results import ALIKE, OPPOSITE, TOGETHER, ResultAssociations
from kinerja_lib.change.drivers.review import DriverReview
from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.outcomes import CANNOT, FELL, OPEN, ROSE, UNCHANGED
from kinerja_lib.change.words import say_lack, slug, write_range
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    NONE,
    SOME,
    count_people,
    count_quantity,
    date_values,
    make_finding,
)
from kinerja_lib.stats.lack import Lack

WEIGHTS = {
    SOME: _(
        "**{what}: subskala yang paling banyak berhubungan adalah {names}.** Semua subskala "
        "bersama menjelaskan {share} keragamannya (n = {n}). Hubungan; bukan sebab."
    ),
    CANNOT: _("**Hubungan dengan {what} tidak dapat dihitung** karena {reason}."),
}
LOW = {
    SOME: _(
        "**Penting bagi {what} dan belum seperti yang diharapkan: {names}.** Bobotnya paling "
        "sedikit rata-rata bobot, dan skornya kurang dari {limit} rentang ke arah yang diharapkan, "
        "termasuk selang 95%."
    ),
    NONE: _(
        "Tidak ada subskala yang penting bagi {what} dan belum seperti yang diharapkan: yang "
        "bobotnya besar tidak dipastikan kurang dari {limit} rentang ke arah yang diharapkan."
    ),
}
RESULT = {
    TOGETHER: _(
        "**{what} dan hasil penilaian unit berubah searah**: r = {r} (selang 95%: {range}; {units} "
        "unit). Data ini tidak menunjukkan mana yang menjadi sebab."
    ),
    OPPOSITE: _(
        "**{what} dan hasil penilaian unit berubah berlawanan arah**: r = {r} (selang 95%: "
        "{range}; {units} unit). Data ini tidak menunjukkan mana yang menjadi sebab."
    ),
    ALIKE: _(
        "**Tidak berhubungan secara berarti dengan hasil penilaian unit: {what}.** Selang 95% "
        "korelasinya di dalam batas ±{least}."
    ),
    OPEN: _(
        "**Hubungan dengan hasil penilaian unit belum dapat disimpulkan** pada {what}: belum cukup "
        "bukti. Korelasi dan selangnya ada pada tabel."
    ),
    CANNOT: _(
        "**Hubungan dengan hasil penilaian unit tidak dapat dihitung** pada {what}, karena unit "
        "dengan cukup responden dan hasil kurang dari {fewest}."
    ),
}
APART = {
    SOME: _(
        "Perilaku dicatat oleh sistem dan bukan jawaban survei; keduanya tidak digabung menjadi "
        "satu angka."
    ),
    CANNOT: _("**Perilaku menurut jenis unit tidak dapat dihitung** karena tidak ada catatannya."),
}
ADAPTIVE = {
    FELL: _(
        "**Nilai aspek Adaptif dari atasan turun pada unit jenis {names}** antara dua periode "
        "terakhir, setelah koreksi Holm."
    ),
    ROSE: _(
        "**Nilai aspek Adaptif dari atasan naik pada unit jenis {names}** antara dua periode "
        "terakhir, setelah koreksi Holm."
    ),
    UNCHANGED: _(
        "Nilai aspek Adaptif dari atasan tidak berubah secara berarti pada {n} jenis unit yang "
        "dibandingkan."
    ),
    OPEN: _(
        "Naik atau turunnya nilai aspek Adaptif belum dapat disimpulkan pada {open} dari {n} jenis "
        "unit; pada yang lain tidak berubah secara berarti."
    ),
    CANNOT: _(
        "Perubahan nilai aspek Adaptif tidak dapat dihitung karena belum ada dua periode dengan "
        "nilai dari atasan."
    ),
}
ASK = _(
    "Kepala unit: bahas {names} dalam dialog kelompok, paling lambat {tanggal} {bulan} {tahun}."
)


def find_drivers(review: DriverReview) -> list[Finding]:
    """Name the heaviest drivers of each outcome, and those that are low as well."""
    return [one for outcome in review.outcomes for one in _find_outcome(review, outcome)]


def _find_outcome(review: DriverReview, outcome: object) -> list[Finding]:
    found, id = review.importance[outcome.code], slug("subskala", outcome.code)
    if found.reason:
        values = {"what": outcome.name, "reason": say_lack(Lack(found.reason))}
        return [make_finding(f"pendorong-{id}", CANNOT, WEIGHTS, values)]
    own = review.drivers[review.drivers["hasil"] == outcome.code]
    low = list(review.find_low(outcome.code)["nama"])
    values = {
        "what": outcome.name,
        "share": Quantity(100 * found.explained, "%", decimals=0),
        "n": count_people(found.n),
    }
    options = {"n": found.n, "subject": SUBJECT}
    heavy = values | {"names": list(own["nama"].head(review.limits.most))}
    test = "bobot relatif; bootstrap unit"
    place = "lead" if outcome is review.outcomes[0] else "text"
    about = {"place": place, "test": test, **options}
    first = make_finding(f"pendorong-{id}", SOME, WEIGHTS, heavy, **about)
    lows = values | {"names": low, "limit": Quantity(review.limits.low, "%")}
    second = make_finding(f"pendorong-rendah-{id}", SOME if low else NONE, LOW, lows, **options)
    return [first, second]


def find_results(associations: ResultAssociations, *themes: str) -> list[Finding]:
    """State the association with results of units of the subscales of some themes; all if none."""
    book = associations.drivers.responses.book
    codes = {s.code for s in (book.themes(*themes) if themes else book.subscales)}
    rows = associations.table
    own = rows[rows["subskala"].isin(codes)] if len(rows) else rows
    if not len(own):
        return []
    sure = own[own["hasil"].isin([TOGETHER, OPPOSITE])]
    found = [_say_result(row) for row in sure.itertuples()]
    return [*found, *_say_others(own, associations)]


def _say_others(rows: pd.DataFrame, associations: ResultAssociations) -> list[Finding]:
    """Name the subscales of each other outcome in one sentence; the table has their figures."""
    found = []
    for place, outcome in enumerate((ALIKE, OPEN, CANNOT), 1):
        own = rows[rows["hasil"] == outcome]
        if own.empty:
            continue
        values = {
            "what": list(own["nama"]),
            "least": Quantity(associations.drivers.limits.smallest_r, decimals=2),
            "fewest": count_quantity(associations.drivers.limits.units),
        }
        options = {} if outcome == CANNOT else {"n": int(own["n"].min()), "subject": SUBJECT}
        test = "r antarunit; Holm"
        found.append(make_finding(f"hasil-{place}", outcome, RESULT, values, test=test, **options))
    return found


def _say_result(row: object) -> Finding:
    values = {
        "what": row.nama,
        "r": Quantity(row.r, decimals=2),
        "range": write_range(row.low, row.high),
        "units": count_quantity(row.unit),
    }
    id = slug("pendorong-hasil", row.subskala)
    options = {"n": row.n, "subject": SUBJECT}
    return make_finding(id, row.hasil, RESULT, values, test="r antarunit; Holm", **options)


def find_behaviour(review: BehaviourReview) -> list[Finding]:
    """Say that behaviour stands apart, and where the aspect Adaptif rose or fell."""
    rows = review.kinds
    if rows.empty:
        return [make_finding("pendorong-perilaku-terpisah", CANNOT, APART, {})]
    found = [make_finding("pendorong-perilaku-terpisah", SOME, APART, {}, place="note")]
    judged = rows[rows["hasil"] != CANNOT]
    for outcome in (FELL, ROSE):
        names = list(judged.loc[judged["hasil"] == outcome, "jenis"])
        if names:
            id = f"pendorong-adaptif-{outcome}"
            found.append(make_finding(id, outcome, ADAPTIVE, {"names": names}, test="t; Holm"))
    if len(found) == 1:
        undecided = int((judged["hasil"] == OPEN).sum())
        values = {"n": count_quantity(len(judged)), "open": count_quantity(undecided)}
        outcome = CANNOT if judged.empty else OPEN if undecided else UNCHANGED
        found.append(make_finding("pendorong-adaptif", outcome, ADAPTIVE, values, test="t; Holm"))
    return found


def find_requests(review: DriverReview, deadline: dt.date) -> list[Finding]:
    """Ask for dialogue about what is low and important, one request per outcome."""
    asks = []
    for outcome in review.outcomes:
        names = list(review.find_low(outcome.code)["nama"]) if len(review.drivers) else []
        if names:
            values = date_values(deadline) | {"names": names, "what": outcome.name}
            id = slug("pendorong-minta", outcome.code)
            asks.append(make_finding(id, SOME, {SOME: ASK}, values, place="ask"))
    return asks
