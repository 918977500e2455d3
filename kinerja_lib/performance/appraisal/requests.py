"""What the appraisal from several sources asks: labels set right, sources completed."""

from __future__ import annotations

import datetime as dt

from kinerja_lib.basis.offices import CYCLE_OFFICE
from kinerja_lib.i18n import _
from kinerja_lib.performance.appraisal.findings import LIMIT, find_short_source
from kinerja_lib.performance.appraisal.review import AppraisalReview
from kinerja_lib.publish import Finding
from kinerja_lib.publish.phrases import (
    NONE,
    SOME,
    count_quantity,
    date_values,
    make_finding,
    name_few,
)

ASK = {
    SOME: _(
        "Minta {office} memperbaiki label {wrong} pasangan yang berarah terbalik, paling lambat "
        "{tanggal} {bulan} {tahun}."
    ),
    LIMIT: _(
        "Minta {office} menambah penilai {source} menjadi paling sedikit {least} orang per "
        "pegawai, atau menetapkan batas lain pada berkas aturan, paling lambat {tanggal} {bulan} "
        "{tahun}."
    ),
    NONE: _(
        "Minta {office} melengkapi nilai {sources} yang kosong untuk {empty} pegawai, paling "
        "lambat {tanggal} {bulan} {tahun}."
    ),
}


def find_requests(review: AppraisalReview, deadline: dt.date) -> list[Finding]:
    """Ask for at most two things: labels set right, sources completed."""
    shared = {"office": CYCLE_OFFICE, **date_values(deadline)}
    asks = []
    if len(review.reversed):
        values = shared | {"wrong": count_quantity(len(review.reversed))}
        n = len(review.labelled)
        asks.append(make_finding("minta-arah", SOME, ASK, values, place="ask", n=n))
    short = find_short_source(review)
    if short is not None:
        values = shared | {"source": short["sumber"], "least": count_quantity(int(short["batas"]))}
        asks.append(
            make_finding("minta-penilai", LIMIT, ASK, values, place="ask", n=len(review.people))
        )
    empty = review.people["kosong"]
    empty = empty[empty != ""]
    if len(empty):
        names = name_few(sorted({name for text in empty for name in text.split(", ")}))
        values = shared | {"sources": names, "empty": count_quantity(len(empty))}
        n = len(review.people)
        asks.append(make_finding("minta-sumber", NONE, ASK, values, place="ask", n=n))
    return asks[:2]
