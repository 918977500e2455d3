"""Sentences about compliance with the cycle; each is chosen by the counts it states."""

from __future__ import annotations

from kinerja_lib.basis.offices import CYCLE_OFFICE
from kinerja_lib.basis.period_words import RESULTS, STAGES, say_choice
from kinerja_lib.basis.periods import name_period
from kinerja_lib.i18n import _
from kinerja_lib.performance.cycle.figures import is_dated
from kinerja_lib.performance.cycle.people import ACTIVE
from kinerja_lib.performance.cycle.review import CycleReview
from kinerja_lib.performance.cycle.stages import OVERDUE
from kinerja_lib.performance.cycle.units import SMALL, UNKNOWN
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
    date_values,
    make_finding,
    name_people,
    percent_quantity,
)
from kinerja_lib.rules.cycle import RULES

SECTION = "kepatuhan-siklus"
STAGE_RULE, ORDER_RULE = (f"{rule.code} {rule.version}" for rule in RULES[:2])
NO_DATES = "tanpa kalender"
HEADING = {
    ALL: _("Tidak ada pegawai dengan tahap yang lewat tenggat pada {period}"),
    SOME: _(
        "{open} dari {people} pegawai mempunyai tahap yang lewat tenggat pada {period}; {late} "
        "unit melewati batas keterlambatan"
    ),
    NEARLY: _(
        "Kurang dari {few} dari {people} pegawai mempunyai tahap yang lewat tenggat pada {period}"
    ),
    FEW: _("Hampir semua {people} pegawai mempunyai tahap yang lewat tenggat pada {period}"),
    NONE: _("Semua {people} pegawai mempunyai tahap yang lewat tenggat pada {period}"),
    NO_DATES: _("Ketepatan waktu tidak dapat dihitung: kalender {period} tidak ada"),
    CANNOT: _(
        "Kepatuhan tahap tidak dapat dihitung: tidak ada catatan tahap pegawai aktif pada {period}"
    ),
}
COVERAGE = {
    ALL: _("**Semua {people} pegawai aktif sudah dinilai** untuk {period}."),
    SOME: _(
        "**{done} dari {people} pegawai aktif sudah dinilai** untuk {period} ({share}); {open} "
        "belum mempunyai predikat yang disetujui."
    ),
    NEARLY: _(
        "**Hampir semua {people} pegawai aktif sudah dinilai** untuk {period}; kurang dari {few} "
        "belum mempunyai predikat yang disetujui."
    ),
    FEW: _("**Kurang dari {few} dari {people} pegawai aktif sudah dinilai** untuk {period}."),
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
    FEW: _(
        "Kurang dari {few} penilaian bertanggal terbalik sejak awal tahun, paling sering {after} "
        "sebelum {before}. Periksa tanggalnya di aplikasi; urutan langkah ini pilihan instansi."
    ),
    ALL: _("Semua {cases} penilaian bertanggal terbalik. Periksa ekspor tabel tahap."),
    CANNOT: _("Urutan tahap tidak dapat diperiksa karena tidak ada tanggal tahap."),
}
# Told by the appraisals in order: with all of them, none is reversed.
ORDER_OUTCOMES = {ALL: NONE, NEARLY: FEW, FEW: SOME, NONE: ALL}
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
        "Minta {office} memeriksa penilaian yang bertanggal terbalik paling lambat "
        "{tanggal} {bulan} {tahun}."
    ),
}


def _period(review: CycleReview) -> str:
    return name_period(review.focus)


def _looked_for(review: CycleReview) -> str:
    """Name the data whose period is used."""
    return RESULTS if review.choice is review.evidence.result_period else STAGES


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
    outcome = name_people(people - behind, people) if len(states) else CANNOT
    outcome = NO_DATES if len(states) and not is_dated(review) else outcome
    values = {
        **_late_values(review),
        "open": Quantity(behind),
        "few": Quantity(FEWEST),
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
        "open": Quantity(people - int(row["dinilai"])),
        "few": Quantity(FEWEST),
        "share": percent_quantity(int(row["dinilai"]), people),
        "period": _period(review),
    }
    outcome = name_people(int(row["dinilai"]), people)
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
    outcome = ORDER_OUTCOMES.get(share := name_people(whole - cases, whole), share)
    values: dict[str, object] = {
        "cases": Quantity(cases),
        "few": Quantity(FEWEST),
        "records": Quantity(len(dated)),
    }
    if cases:
        before, after = pairs.groupby(["sebelum", "sesudah"]).size().idxmax()
        values |= {"before": str(before), "after": str(after)}
    return make_finding("siklus-urutan", outcome, ORDER, values, rule=ORDER_RULE)


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
    """Head the section, then the period used, coverage and units."""
    return [
        find_heading(review),
        *say_choice(review.choice, "siklus-periode-dipakai", _looked_for(review)),
        say_coverage(review, "siklus-cakupan", place="lead"),
        say_units(review, "siklus-unit", place="text"),
    ]
