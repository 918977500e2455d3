"""Sentences about dialogue and work reports; each is chosen by the counts it states."""

from __future__ import annotations

import math

from kinerja_lib.basis.periods import name_period
from kinerja_lib.i18n import _
from kinerja_lib.performance.cycle.review import CycleReview
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    FEW,
    FEWEST,
    NEARLY,
    NONE,
    SOME,
    count_quantity,
    make_finding,
    name_people,
    name_share,
    percent_quantity,
)

SILENT = ", unit tanpa dialog"
TALK = {
    ALL: _("Semua {people} pegawai aktif mempunyai dialog kinerja yang tercatat."),
    SOME: _("{talked} dari {people} pegawai aktif ({share}) mempunyai dialog yang tercatat."),
    SOME + SILENT: _(
        "{talked} dari {people} pegawai aktif ({share}) mempunyai dialog yang tercatat; "
        "{silent} unit belum mencatat satu dialog pun."
    ),
    NEARLY: _(
        "Hampir semua {people} pegawai aktif mempunyai dialog yang tercatat; kurang dari {few} "
        "belum."
    ),
    FEW: _("Kurang dari {few} dari {people} pegawai aktif mempunyai dialog kinerja yang tercatat."),
    NONE: _("Belum satu pun dari {people} pegawai aktif mempunyai dialog yang tercatat."),
    CANNOT: _("Dialog kinerja tidak dapat dihitung karena tidak ada SKP atau catatan dialog."),
}
REPORT = {
    ALL: _("Semua {people} pegawai aktif melaporkan pekerjaannya pada {period}."),
    SOME: _(
        "{silent} dari {people} pegawai aktif ({share}) belum melaporkan pekerjaan pada {period}."
    ),
    NEARLY: _(
        "Kurang dari {few} dari {people} pegawai aktif belum melaporkan pekerjaan pada {period}."
    ),
    FEW: _("Kurang dari {few} dari {people} pegawai aktif melaporkan pekerjaan pada {period}."),
    NONE: _("Laporan pekerjaan pada {period} ada, tetapi bukan dari pegawai aktif."),
    CANNOT: _(
        "Laporan pekerjaan tidak dapat dihitung: data pegawai atau laporan {period} tidak ada."
    ),
}
DELAY = {
    ALL: _(
        "Laporan masuk {median} hari sesudah pekerjaan (median; separuhnya {quartiles}, paling "
        "lama {longest}); semua {rows} laporan disertai bukti."
    ),
    SOME: _(
        "Laporan masuk {median} hari sesudah pekerjaan (median; separuhnya {quartiles}, paling "
        "lama {longest}); {proof} dari {rows} laporan disertai bukti."
    ),
    NONE: _(
        "Laporan masuk {median} hari sesudah pekerjaan (median; separuhnya {quartiles}, paling "
        "lama {longest}); tidak satu pun dari {rows} laporan disertai bukti."
    ),
    CANNOT: _(
        "Jeda pelaporan tidak dapat dihitung karena tanggal lapor kosong; {proof} dari {rows} "
        "laporan disertai bukti."
    ),
}


def find_dialogue(review: CycleReview) -> Finding:
    """Say how many active people have a recorded dialogue on a plan in force.

    Of all active people: beside their number that of those with a plan would tell of the few
    without one.
    """
    people = len(review.people)
    if review.talked is None or not review.planned:
        return make_finding("siklus-dialog", CANNOT, TALK, {})
    talked = len(review.planned & review.talked)
    outcome = name_people(talked, people)
    outcome += SILENT if outcome == SOME and len(review.silent_units) else ""
    values = {
        "talked": Quantity(talked),
        "few": Quantity(FEWEST),
        "people": Quantity(people),
        "share": percent_quantity(talked, people),
        "silent": count_quantity(len(review.silent_units)),
    }
    return make_finding("siklus-dialog", outcome, TALK, values, n=people)


def find_reports(review: CycleReview) -> list[Finding]:
    """Say how many active people reported no work, and how late reports come."""
    people, period = len(review.people), name_period(review.focus)
    if review.reporters is None or people == 0:
        return [make_finding("siklus-laporan", CANNOT, REPORT, {"period": period})]
    silent = people - len(review.reporters & frozenset(review.people.index))
    values = {
        "people": Quantity(people),
        "silent": Quantity(silent),
        "few": Quantity(FEWEST),
        "share": percent_quantity(silent, people),
        "period": period,
    }
    outcome = name_people(people - silent, people)
    first = make_finding("siklus-laporan", outcome, REPORT, values, n=people)
    return [first, _find_delay(review)]


def _find_delay(review: CycleReview) -> Finding:
    sums = review.reports
    outcome = name_share(sums.evidence, sums.rows)
    values: dict[str, object] = {
        "rows": Quantity(sums.rows),
        "proof": percent_quantity(sums.evidence, sums.rows),
    }
    if sums.delay is None:
        return make_finding("siklus-jeda", CANNOT, DELAY, values)
    low, middle, high, longest = sums.delay
    values |= {
        "median": Quantity(middle, "", 0, quantile=0.5),
        "quartiles": Quantity(math.nan, _("hari"), 0, low=low, high=high, quantile=0.25),
        "longest": Quantity(longest, _("hari"), quantile=1.0),
    }
    return make_finding("siklus-jeda", outcome, DELAY, values, n=sums.dated)
