"""Sentences on outreach."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Unpack

from kinerja_lib.competency.outreach.review import (
    ALIKE,
    CANNOT,
    FELL,
    ONLINE,
    OPEN,
    ROSE,
    OutreachReview,
)
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
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

REACH = {
    SOME: _(
        "**{held} dari {planned} kegiatan sosialisasi terlaksana**; pada {topics} topik masih ada "
        "unit yang belum terjangkau. Kehadiran {share} dari sasaran."
    ),
    ALL: _(
        "**{held} dari {planned} kegiatan sosialisasi terlaksana** dan setiap unit sasaran "
        "terjangkau. Kehadiran {share} dari sasaran."
    ),
    NONE: _("**Tidak satu pun dari {planned} kegiatan sosialisasi terlaksana.**"),
    CANNOT: _("**Jangkauan sosialisasi tidak dapat dihitung** karena tidak ada kegiatan tercatat."),
}
HEADING = {
    SOME: _("Pada {topics} topik masih ada unit yang belum terjangkau sosialisasi"),
    ALL: _("Setiap unit sasaran terjangkau sosialisasi"),
    NONE: _("Belum ada kegiatan sosialisasi yang terlaksana"),
    CANNOT: _("Jangkauan sosialisasi tidak dapat dihitung"),
}
GAIN = {
    ROSE: _(
        "**{topic}: pemahaman naik** dari {before} menjadi {after}, bertambah {size} poin (selang "
        "95%: {range}; n = {n}). Tanpa kelompok pembanding, kenaikan ini belum tentu karena "
        "sosialisasi."
    ),
    FELL: _(
        "**{topic}: pemahaman turun** dari {before} menjadi {after}, berkurang {size} poin (selang "
        "95%: {range}; n = {n}). Tinjau bahan dan cara penyampaiannya."
    ),
    ALIKE: _(
        "**{topic}: pemahaman tidak berubah secara berarti** (selang 95%: {range}, di dalam batas "
        "±{least} poin; n = {n})."
    ),
    OPEN: _(
        "**{topic}: perubahan pemahaman belum dapat disimpulkan.** Tercatat {change} poin (selang "
        "95%: {range}; n = {n})."
    ),
    CANNOT: _(
        "**{topic}: perubahan pemahaman tidak dapat dihitung** karena kegiatan dengan kedua nilai "
        "kurang dari {sessions}."
    ),
}
LEVEL = {
    SOME: _(
        "**{topics} belum dipahami**: rerata sesudah sosialisasi, termasuk selang 95%, kurang dari "
        "{limit} poin."
    ),
    NONE: _(
        "Tidak ada topik yang rerata sesudah sosialisasinya, termasuk selang 95%, kurang dari "
        "{limit} poin."
    ),
}
CHANNEL = {
    FELL: _(
        "**{topic}: kenaikan pada kegiatan daring {size} poin lebih rendah** daripada cara lain "
        "(selang 95%: {range}; {online} kegiatan daring, {rest} lainnya). Unit tidak memilih cara "
        "dengan undian."
    ),
    ROSE: _(
        "**{topic}: kenaikan pada kegiatan daring {size} poin lebih tinggi** daripada cara lain "
        "(selang 95%: {range}; {online} kegiatan daring, {rest} lainnya). Unit tidak memilih cara "
        "dengan undian."
    ),
}
CHANNELS_ALIKE = {
    SOME: _("Perbedaan kegiatan daring dan cara lain belum didukung data pada {n} topik.")
}
ASK = _(
    "Minta penanggung jawab sosialisasi mengadakan kegiatan susulan {topic} bagi {units} unit yang "
    "belum terjangkau, paling lambat {tanggal} {bulan} {tahun}."
)
REPEAT = _(
    "Minta penanggung jawab sosialisasi mengganti cara penyampaian {topics}, lalu mengukur "
    "pemahaman lagi, paling lambat {tanggal} {bulan} {tahun}."
)


def find_heading(review: OutreachReview) -> Finding:
    """Head the section."""
    return _reach(review, "sosialisasi-judul", HEADING, place="heading")


def find_reach(review: OutreachReview, place: str = "lead", section: str = "") -> Finding:
    """Say how many sessions were held and whether every unit was reached."""
    id = "sosialisasi-jangkauan" if place == "lead" else "jawab-sosialisasi"
    return _reach(review, id, REACH, place=place, section=section)


def _reach(
    review: OutreachReview, id: str, messages: Mapping[str, str], **options: Unpack[FindingOptions]
) -> Finding:
    topics = review.topics
    planned, held = int(topics["rencana"].sum()), int(topics["terlaksana"].sum())
    asked, present = int(topics["sasaran"].sum()), int(topics["hadir"].sum())
    missed = int((topics["belum"] > 0).sum())
    values = {
        "held": count_quantity(held),
        "planned": count_quantity(planned),
        "topics": count_quantity(missed),
        "share": percent_quantity(present, asked) if asked else _("tidak dapat dihitung"),
    }
    outcome = CANNOT if not planned else NONE if not held else SOME if missed else ALL
    return make_finding(id, outcome, messages, values, **options)


def find_gains(review: OutreachReview) -> list[Finding]:
    """State the change of understanding of each topic, and which is still not understood."""
    found = [_gain(row, i, review) for i, row in enumerate(review.gains.itertuples(), 1)]
    low = find_not_understood(review)
    if len(review.gains):
        values = {"topics": name_few(low), "limit": Quantity(review.limits.understood)}
        outcome = SOME if low else NONE
        found.append(make_finding("sosialisasi-paham", outcome, LEVEL, values))
    return found


def find_not_understood(review: OutreachReview) -> list[str]:
    """Name the topics whose mean afterwards lies below the limit, interval included."""
    gains = review.gains
    return gains.loc[gains["paham_high"] < review.limits.understood, "topik"].tolist()


def _gain(row: object, place: int, review: OutreachReview) -> Finding:
    values = {"topic": row.topik, "sessions": count_quantity(review.limits.sessions)}
    if row.hasil != CANNOT:
        values |= {
            "before": Quantity(row.sebelum, decimals=1),
            "after": Quantity(row.sesudah, decimals=1),
            "size": Quantity(abs(row.ubah), decimals=1),
            "change": Quantity(row.ubah, decimals=1),
            "range": Quantity(math.nan, decimals=1, low=row.low, high=row.high),
            "least": Quantity(review.limits.smallest, decimals=1),
            "n": count_people(row.n),
        }
    n = None if row.hasil == CANNOT else int(row.n)
    id = f"sosialisasi-{place}"
    return make_finding(id, row.hasil, GAIN, values, n=n, test="bootstrap kegiatan")


def find_channels(review: OutreachReview) -> list[Finding]:
    """Say where online sessions differ from the others after correction."""
    rows = review.channels
    found = []
    for place, row in enumerate(rows[rows["hasil"].isin([ROSE, FELL])].itertuples(), 1):
        values = {
            "topic": row.topik,
            "size": Quantity(abs(row.selisih), decimals=1),
            "range": Quantity(math.nan, decimals=1, low=row.low, high=row.high),
            "online": count_quantity(row.daring),
            "rest": count_quantity(row.lain),
        }
        id = f"sosialisasi-{ONLINE}-{place}"
        found.append(make_finding(id, row.hasil, CHANNEL, values, test="t antarkegiatan; Holm"))
    rest = len(rows) - len(found)
    if rest:
        values = {"n": count_quantity(rest)}
        found.append(make_finding("sosialisasi-cara-lain", SOME, CHANNELS_ALIKE, values))
    return found


def find_requests(review: OutreachReview, deadline: dt.date) -> list[Finding]:
    """Ask for make-up sessions of the topic with most units missed, and for another way."""
    dates, asks = date_values(deadline), []
    topics = review.topics[review.topics["belum"] > 0]
    if len(topics):
        worst = topics.sort_values(["belum", "awal"], ascending=[False, False]).iloc[0]
        values = dates | {"topic": worst["topik"], "units": count_quantity(int(worst["belum"]))}
        asks.append(make_finding("minta-susulan", SOME, {SOME: ASK}, values, place="ask"))
    low = find_not_understood(review)
    flat = review.gains.loc[review.gains["hasil"].isin([ALIKE, FELL]), "topik"]
    again = [topic for topic in low if topic in set(flat)]
    if again:
        values = dates | {"topics": name_few(again)}
        asks.append(make_finding("minta-cara", SOME, {SOME: REPEAT}, values, place="ask"))
    return asks
