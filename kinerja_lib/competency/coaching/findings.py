"""Sentences on coaching and feedback."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Unpack

from kinerja_lib.basis.periods import name_period
from kinerja_lib.competency.coaching.review import CoachingReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    FEWEST,
    NONE,
    SOME,
    FindingOptions,
    count_people,
    count_quantity,
    date_values,
    make_finding,
    name_few,
    percent_quantity,
)

COVERAGE = {
    SOME: _(
        "**Dalam {months} bulan terakhir {share} dari {n} pegawai mendapat bimbingan atau "
        "konseling kinerja**; {without} dari {units} unit belum mencatat satu pun."
    ),
    ALL: _(
        "**Dalam {months} bulan terakhir {share} dari {n} pegawai mendapat bimbingan atau "
        "konseling kinerja**; setiap unit mencatat paling sedikit satu pertemuan."
    ),
    NONE: _(
        "**Tidak satu pun pertemuan bimbingan atau konseling tercatat** dalam {months} bulan "
        "terakhir bagi {n} pegawai."
    ),
    CANNOT: _("**Cakupan bimbingan tidak dapat dihitung** karena tidak ada pegawai aktif."),
}
HEADING = {
    **dict.fromkeys(
        (SOME, ALL), _("{share} pegawai mendapat bimbingan dalam {months} bulan terakhir")
    ),
    NONE: _("Belum ada bimbingan yang tercatat dalam {months} bulan terakhir"),
    CANNOT: _("Cakupan bimbingan tidak dapat dihitung"),
}
INTERVAL = {
    SOME: _(
        "Jarak antara dua pertemuan orang yang sama: median {median} hari (n = {n} jarak). Orang "
        "yang baru bertemu sekali tidak mempunyai jarak."
    ),
    NONE: _("Jarak antarpertemuan tidak dapat dihitung karena tidak ada yang bertemu dua kali."),
}
DELAY = {
    SOME: _(
        "**Umpan balik diberikan dengan median {median} hari sesudah kejadian** (persentil ke-90: "
        "{p90} hari; n = {n}); {share} dalam {days} hari."
    ),
    NONE: _(
        "**Jeda umpan balik tidak dapat dihitung** karena tidak ada umpan balik dengan tanggal "
        "kejadian."
    ),
}
SOONER = {
    SOME: _(
        "Bagian yang diberikan dalam {days} hari berubah dari {before} pada {first} menjadi "
        "{after} pada {last}; semua catatan dihitung."
    )
}
FOLLOW = {
    SOME: _(
        "Dari {n} tindak lanjut yang disepakati, {share} sudah selesai; {late} masih terbuka lebih "
        "dari {days} hari."
    ),
    NONE: _("Tidak ada tindak lanjut umpan balik yang tercatat."),
}
LOW = {
    SOME: _(
        "**{waiting} dari {n} pegawai dengan predikat di bawah Baik untuk {period} belum tercatat "
        "mendapat bimbingan** sejak awal masa itu."
    ),
    NONE: _(
        "**Semua dari {n} pegawai dengan predikat di bawah Baik untuk {period} sudah mendapat "
        "bimbingan.**"
    ),
    CANNOT: _("Tidak ada pegawai dengan predikat di bawah Baik pada penilaian terakhir."),
}
ASK = {
    SOME: _(
        "Minta atasan menjadwalkan bimbingan bagi {waiting} pegawai dengan predikat di bawah Baik "
        "yang belum mendapatkannya, paling lambat {tanggal} {bulan} {tahun}."
    ),
    ALL: _(
        "Minta pimpinan {names} memberi dan mencatat bimbingan kinerja, paling lambat {tanggal} "
        "{bulan} {tahun}."
    ),
}


def find_heading(review: CoachingReview) -> Finding:
    """Head the section."""
    return _cover(review, "bimbingan-judul", HEADING, place="heading")


def find_coverage(review: CoachingReview, place: str = "lead", section: str = "") -> Finding:
    """Say how many people were coached, and in how many units nobody was."""
    id = "bimbingan-cakupan" if place == "lead" else "jawab-bimbingan"
    return _cover(review, id, COVERAGE, place=place, section=section)


def _cover(
    review: CoachingReview, id: str, messages: Mapping[str, str], **options: Unpack[FindingOptions]
) -> Finding:
    units = review.units
    total, coached = int(units["pegawai"].sum()), int(units["dibina"].sum())
    without = int((units["dibina"] == 0).sum())
    values = {
        "months": count_quantity(review.limits.months),
        "n": count_people(total),
        "share": percent_quantity(coached, total) if total else "",
        "without": count_quantity(without),
        "units": count_quantity(len(units)),
    }
    outcome = CANNOT if not total else NONE if not coached else SOME if without else ALL
    if outcome in (SOME, ALL) and coached < FEWEST:
        values["share"] = count_people(coached)
    n = total if outcome != CANNOT else None
    return make_finding(id, outcome, messages, values, n=n, **options)


def find_intervals(review: CoachingReview) -> Finding:
    """State the median of days between two sessions."""
    days = review.intervals
    if len(days) == 0:
        return make_finding("bimbingan-jarak", NONE, INTERVAL, {})
    values = {"median": Quantity(float(days.median()), quantile=0.5), "n": count_people(len(days))}
    return make_finding("bimbingan-jarak", SOME, INTERVAL, values, n=len(days))


def find_delay(review: CoachingReview) -> list[Finding]:
    """State the delay of feedback and how its share in time moved over the quarters."""
    delay, days = review.delays, review.limits.feedback_days
    if not delay["n"]:
        return [make_finding("umpan-jeda", NONE, DELAY, {})]
    values = {
        "median": Quantity(delay["median"], quantile=0.5),
        "p90": Quantity(delay["p90"], quantile=0.9),
        "n": count_people(delay["n"]),
        "share": Quantity(delay["soon"], "%", 1),
        "days": count_quantity(days),
    }
    found = [make_finding("umpan-jeda", SOME, DELAY, values, n=int(delay["n"]))]
    quarters = review.quarters[review.quarters["n"] >= FEWEST]
    if len(quarters) > 1:
        first, last = quarters.iloc[0], quarters.iloc[-1]
        values = {
            "days": count_quantity(days),
            "before": Quantity(first["soon"], "%", 1),
            "after": Quantity(last["soon"], "%", 1),
            "first": name_period(first["triwulan"]),
            "last": name_period(last["triwulan"]),
        }
        n = int(min(first["n"], last["n"]))
        found.append(make_finding("umpan-triwulan", SOME, SOONER, values, n=n))
    return found


def find_follow_up(review: CoachingReview) -> Finding:
    """Say how much of what was agreed is closed."""
    rows = review.feedback
    steps = int(rows["langkah"].sum())
    if not steps:
        return make_finding("umpan-tindak-lanjut", NONE, FOLLOW, {})
    values = {
        "n": count_people(steps),
        "share": percent_quantity(int(rows["selesai"].sum()), steps),
        "late": count_people(int(rows["lewat"].sum())),
        "days": count_quantity(review.limits.follow_days),
    }
    return make_finding("umpan-tindak-lanjut", SOME, FOLLOW, values, n=steps)


def find_low(review: CoachingReview) -> Finding:
    """Say how many people below Baik still wait for coaching."""
    n, waiting = len(review.low), len(review.waiting)
    if not n:
        return make_finding("bimbingan-rendah", CANNOT, LOW, {})
    values = {
        "waiting": count_people(waiting),
        "n": count_people(n),
        "period": name_period(review.rated_period),
    }
    return make_finding("bimbingan-rendah", SOME if waiting else NONE, LOW, values, n=n)


def find_requests(review: CoachingReview, deadline: dt.date) -> list[Finding]:
    """Ask for coaching where a result asks for it, and where a unit has none."""
    dates, asks = date_values(deadline), []
    if len(review.waiting):
        values = dates | {"waiting": count_people(len(review.waiting))}
        n = len(review.low)
        asks.append(make_finding("minta-bimbingan", SOME, ASK, values, place="ask", n=n))
    empty = review.units[(review.units["dibina"] == 0) & (review.units["pegawai"] >= FEWEST)]
    if len(empty):
        values = dates | {"names": name_few(empty["nama"])}
        n = int(empty["pegawai"].min())
        asks.append(make_finding("minta-cakupan", ALL, ASK, values, place="ask", n=n))
    return asks
