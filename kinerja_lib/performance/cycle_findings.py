"""Sentences about compliance with the cycle; each is chosen by the counts it states."""

from __future__ import annotations

import math

from kinerja_lib.i18n import _
from kinerja_lib.performance.cycle import CycleReview
from kinerja_lib.performance.cycle_figures import is_dated
from kinerja_lib.performance.cycle_people import ACTIVE
from kinerja_lib.performance.cycle_stages import OVERDUE
from kinerja_lib.performance.cycle_units import ABOVE, SMALL, UNKNOWN
from kinerja_lib.performance.cycle_words import (
    ALL,
    CANNOT,
    CYCLE_OFFICE,
    NONE,
    SOME,
    count_quantity,
    date_values,
    make_finding,
    name_share,
    percent_quantity,
)
from kinerja_lib.performance.periods import name_period
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.rules.cycle import RULES

SECTION = "kepatuhan-siklus"
STAGE_RULE = f"{RULES[1].code} {RULES[1].version}"
NO_DATES, PENDING = "tanpa kalender", ", menunggu"
HEADING = {
    ALL: _("Tidak ada pegawai dengan tahap yang lewat tenggat pada {period}"),
    SOME: _(
        "{open} dari {people} pegawai mempunyai tahap yang lewat tenggat; {late} unit melewati "
        "batas keterlambatan"
    ),
    NONE: _("Semua {people} pegawai mempunyai tahap yang lewat tenggat pada {period}"),
    NO_DATES: _("Ketepatan waktu tidak dapat dihitung: kalender {period} tidak ada"),
    CANNOT: _(
        "Kepatuhan tahap tidak dapat dihitung: tidak ada data pegawai atau tahap pada {period}"
    ),
}
COVERAGE = {
    ALL: _("**Semua {people} pegawai aktif sudah dinilai** untuk {period}."),
    SOME: _(
        "**{done} dari {people} pegawai aktif sudah dinilai** untuk {period} ({share}); {open} "
        "belum mempunyai predikat."
    ),
    SOME + PENDING: _(
        "**{done} dari {people} pegawai aktif sudah dinilai** untuk {period} ({share}); {waiting} "
        "menunggu persetujuan dan {open} belum mempunyai predikat."
    ),
    NONE: _("**Belum satu pun dari {people} pegawai aktif dinilai** untuk {period}."),
    CANNOT: _(
        "**Cakupan penilaian tidak dapat dihitung** karena data pegawai atau hasil {period} tidak "
        "ada."
    ),
}
UNITS = {
    NONE: _(
        "**Tidak ada unit yang melewati batas keterlambatan:** dari {units} unit yang dinilai, di "
        "setiap tahap paling banyak {limit} pegawainya terlambat."
    ),
    SOME: _(
        "**Di {late} dari {units} unit, lebih dari {limit} pegawai terlambat** pada satu tahap; "
        "paling sering mulai pada {stage}."
    ),
    ALL: _("**Semua {units} unit melewati batas keterlambatan {limit}**, mulai pada {stage}."),
    CANNOT: _(
        "**Keterlambatan unit tidak dapat dihitung** karena tidak ada tahap bertenggat atau "
        "pegawai aktif."
    ),
}
ORDER = {
    NONE: _("Tidak ada tahap yang bertanggal mendahului tahap sebelumnya ({records} catatan)."),
    SOME: _(
        "{cases} penilaian bertanggal terbalik sejak awal tahun, paling sering {after} sebelum "
        "{before}. Periksa tanggalnya di aplikasi; urutan langkah ini pilihan instansi."
    ),
    ALL: _("Semua {cases} penilaian bertanggal terbalik. Periksa ekspor tabel tahap."),
    CANNOT: _("Urutan tahap tidak dapat diperiksa karena tidak ada tanggal tahap."),
}
TALK = {
    ALL: _("Semua {plans} pegawai dengan SKP mempunyai dialog kinerja yang tercatat."),
    SOME: _("{talked} dari {plans} pegawai dengan SKP ({share}) mempunyai dialog yang tercatat."),
    SOME + ABOVE: _(
        "{talked} dari {plans} pegawai dengan SKP ({share}) mempunyai dialog yang tercatat; "
        "{silent} unit belum mencatat satu dialog pun."
    ),
    NONE: _("Belum satu pun dari {plans} pegawai dengan SKP mempunyai dialog yang tercatat."),
    CANNOT: _("Dialog kinerja tidak dapat dihitung karena tidak ada SKP atau catatan dialog."),
}
REPORT = {
    ALL: _("Semua {people} pegawai aktif melaporkan pekerjaannya pada {period}."),
    SOME: _(
        "{silent} dari {people} pegawai aktif ({share}) belum melaporkan pekerjaan pada {period}."
    ),
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
ASK = {
    "unit": _(
        "Minta kepala {late} unit yang melewati batas menyelesaikan {stage} paling lambat "
        "{tanggal} {bulan} {tahun}; daftarnya pada tabel per unit."
    ),
    "dialog": _(
        "Minta kepala {silent} unit tanpa dialog yang tercatat mengadakan dialog kinerja paling "
        "lambat {tanggal} {bulan} {tahun}."
    ),
    "urutan": _(
        "Minta {office} memeriksa {cases} penilaian yang bertanggal terbalik paling lambat "
        "{tanggal} {bulan} {tahun}."
    ),
}


def _period(review: CycleReview) -> str:
    return name_period(review.focus)


def _late_values(review: CycleReview) -> dict[str, object]:
    late = review.late_units
    stage = late["tahap_awal"].mode()
    return {
        "late": count_quantity(len(late)),
        "units": count_quantity(int((~review.units["kelas"].isin([SMALL, UNKNOWN])).sum())),
        "limit": Quantity(review.limits.late_share, "%"),
        "stage": str(stage.iloc[0]) if len(stage) else "",
    }


def find_heading(review: CycleReview) -> Finding:
    """Head the section: people with an overdue stage, units above the limit."""
    people = len(review.people)
    states = review.states
    behind = states.loc[states["keadaan"] == OVERDUE, "nip"].nunique()
    outcome = name_share(people - behind, people) if len(states) else CANNOT
    outcome = NO_DATES if len(states) and not is_dated(review) else outcome
    values = {
        **_late_values(review),
        "open": count_quantity(behind),
        "people": Quantity(people),
        "period": _period(review),
    }
    n = None if outcome in (CANNOT, NO_DATES) else people
    return make_finding("siklus-judul", outcome, HEADING, values, place="heading", n=n)


def say_coverage(review: CycleReview, id: str, **place: str) -> Finding:
    """Say how many active people have been appraised."""
    row = review.coverage.set_index("kelompok").loc[ACTIVE]
    people = int(row["pegawai"])
    if review.appraised is None or people == 0:
        return make_finding(id, CANNOT, COVERAGE, {"period": _period(review)}, **place)
    values = {
        "people": Quantity(people),
        "done": Quantity(int(row["dinilai"])),
        "waiting": count_quantity(int(row["menunggu"])),
        "open": count_quantity(int(row["tanpa"])),
        "share": percent_quantity(int(row["dinilai"]), people),
        "period": _period(review),
    }
    outcome = name_share(int(row["dinilai"]), people)
    outcome += PENDING if outcome == SOME and row["menunggu"] else ""
    return make_finding(id, outcome, COVERAGE, values, n=people, **place)


def say_units(review: CycleReview, id: str, **place: str) -> Finding:
    """Say how many units are above the limit of late people."""
    values = _late_values(review)
    judged = int((~review.units["kelas"].isin([SMALL, UNKNOWN])).sum())
    late = len(review.late_units)
    outcome = CANNOT if judged == 0 else NONE if late == 0 else ALL if late == judged else SOME
    return make_finding(id, outcome, UNITS, values, rule=STAGE_RULE, **place)


def find_order(review: CycleReview) -> Finding:
    """Say how many appraisals have stages dated against their order."""
    dated = review.records.dropna(subset="tanggal")
    whole = len(dated[["nip", "periode"]].drop_duplicates())
    pairs = review.reversed
    cases = len(pairs[["nip", "periode"]].drop_duplicates())
    outcome = CANNOT if whole == 0 else NONE if cases == 0 else ALL if cases == whole else SOME
    values: dict[str, object] = {"cases": count_quantity(cases), "records": Quantity(len(dated))}
    if cases:
        before, after = pairs.groupby(["sebelum", "sesudah"]).size().idxmax()
        values |= {"before": str(before), "after": str(after)}
    return make_finding("siklus-urutan", outcome, ORDER, values, rule=STAGE_RULE)


def find_dialogue(review: CycleReview) -> Finding:
    """Say how many people with a plan have a recorded dialogue."""
    plans = len(review.planned)
    if review.talked is None or plans == 0:
        return make_finding("siklus-dialog", CANNOT, TALK, {})
    talked = len(review.planned & review.talked)
    outcome = name_share(talked, plans)
    outcome += ABOVE if outcome == SOME and len(review.silent_units) else ""
    values = {
        "talked": Quantity(talked),
        "plans": Quantity(plans),
        "share": percent_quantity(talked, plans),
        "silent": count_quantity(len(review.silent_units)),
    }
    return make_finding("siklus-dialog", outcome, TALK, values, n=plans)


def find_reports(review: CycleReview) -> list[Finding]:
    """Say how many active people reported no work, and how late reports come."""
    people, period = len(review.people), name_period(review.evidence.period)
    if review.reporters is None or people == 0:
        return [make_finding("siklus-laporan", CANNOT, REPORT, {"period": period})]
    silent = people - len(review.reporters & frozenset(review.people.index))
    values = {
        "people": Quantity(people),
        "silent": count_quantity(silent),
        "share": percent_quantity(silent, people),
        "period": period,
    }
    outcome = name_share(people - silent, people)
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
        "median": Quantity(middle, "", 0),
        "quartiles": Quantity(math.nan, _("hari"), 0, low=low, high=high),
        "longest": Quantity(longest, _("hari")),
    }
    return make_finding("siklus-jeda", outcome, DELAY, values)


def find_answers(review: CycleReview) -> list[Finding]:
    """Answer for the first screen: appraised people, and units above the limit."""
    place = {"place": "answer", "section": SECTION}
    return [
        say_coverage(review, "siklus-cakupan-jawaban", **place),
        say_units(review, "siklus-unit-jawaban", **place),
    ]


def find_requests(review: CycleReview) -> list[Finding]:
    """Ask for at most two things: late stages first, then dialogues, then dates."""
    values = {**date_values(review.due), **_late_values(review), "office": CYCLE_OFFICE}
    cases = len(review.reversed[["nip", "periode"]].drop_duplicates())
    values |= {"silent": count_quantity(len(review.silent_units)), "cases": count_quantity(cases)}
    open_asks = {
        "unit": len(review.late_units),
        "dialog": len(review.silent_units),
        "urutan": cases,
    }
    return [
        make_finding(f"minta-siklus-{name}", name, ASK, values, place="ask")
        for name, count in open_asks.items()
        if count
    ][:2]


def find_cycle(review: CycleReview) -> list[Finding]:
    """Head the section, then coverage, units and order."""
    return [
        find_heading(review),
        say_coverage(review, "siklus-cakupan", place="lead"),
        say_units(review, "siklus-unit", place="text"),
    ]
