"""Sentences about the plan; each is chosen by what was found."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.competency.plan.changes import CLASS, MONEY
from kinerja_lib.competency.plan.review import PlanReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    FEW,
    FEWEST,
    NEARLY,
    NONE,
    SOME,
    count_people,
    count_quantity,
    make_finding,
    name_few,
    name_people,
    name_share,
)

SECTION = "rencana-pelatihan"
WHOLE, PRUNED, PRICED, POINTS = "semua pasangan", "terbaik", "mendekati", "poin"
UNPLANNED, EQUAL, SMALL = "tidak direncanakan", "tidak ada yang lebih baik", "kelompok kecil"
_LITTLE = 0.05  # less is written as 0.0
NO_COURSES, UNLIMITED = "katalog tidak dapat dipakai", "tanpa anggaran"
HEADING = {
    SOME: _("Rencana {year} memberi pelatihan kepada {people} pegawai"),
    NONE: _("Rencana {year} tidak memuat satu pun pelatihan"),
    CANNOT: _("Rencana {year} tidak dapat disusun karena tidak ada pelatihan yang dapat dipakai"),
}
ANSWER = {
    SOME: _(
        "**Rencana {year} memberi pelatihan kepada {people} pegawai** dan menutup {closed} tingkat "
        "kesenjangan, masing-masing dihitung satu kali, dengan biaya {cost}."
    ),
    NONE: _(
        "**Rencana {year} tidak memuat satu pun pelatihan**: dengan anggaran, daya tampung, dan "
        "batas yang berlaku tidak ada kelas yang dapat dibuka."
    ),
    CANNOT: _(
        "**Rencana {year} tidak dapat disusun** karena tidak ada pelatihan yang keterangan kelas, "
        "JP, biaya, dan sumber dananya lengkap."
    ),
}
BOUND = {
    WHOLE: _(
        "Rencana ini paling jauh {gap} dari optimum menurut pemecah, yang memeriksa semua {pairs} "
        "pasangan pegawai dan pelatihan. Nilainya {objective}, batas terbaik {bound}; batas yang "
        "dihitung tanpa pemecah {bound_all}."
    ),
    PRUNED: _(
        "Rencana ini paling jauh {gap} dari optimum atas {pairs} pasangan pegawai dan pelatihan "
        "yang dibandingkan, dan paling jauh {gap_all} atas semua pasangan. Nilainya {objective}, "
        "batas terbaik {bound}."
    ),
    PRICED: _(
        "Rencana ini paling jauh {gap_all} dari optimum: nilainya {objective}, batas terbaik "
        "{bound_all}."
    ),
    POINTS: _(
        "Rencana ini paling jauh {points} poin dari optimum. Nilainya {objective}, batas terbaik "
        "{bound}; nilai di bawah nol karena JP yang masih kurang mengurangi nilai."
    ),
    EQUAL: _(
        "Tidak ada rencana lain yang nilainya lebih tinggi. Nilainya {objective}; nilai di bawah "
        "nol karena JP yang masih kurang mengurangi nilai."
    ),
    CANNOT: _(
        "Selisih rencana dari optimum tidak dapat dinyatakan dalam persen; nilainya {objective}, "
        "batas terbaik {bound_all}."
    ),
}
HOURS = {
    ALL: _("Dengan rencana ini semua {all} PNS mencapai {floor} JP pada {year}."),
    SOME: _(
        "Dengan rencana ini {met} dari {all} PNS mencapai {floor} JP pada {year}; sisanya beserta "
        "sebabnya ada pada daftar."
    ),
    NEARLY: _("Dengan rencana ini hampir semua dari {all} PNS mencapai {floor} JP pada {year}."),
    FEW: _(
        "Dengan rencana ini kurang dari sepuluh dari {all} PNS mencapai {floor} JP pada {year}."
    ),
    NONE: _("Dengan rencana ini belum ada PNS yang mencapai {floor} JP pada {year}."),
    SMALL: _(
        "PNS pada data kurang dari sepuluh; JP masing-masing sesudah rencana ada pada daftar."
    ),
    CANNOT: _("JP pada {year} tidak dihitung karena tidak ada PNS pada data."),
}
SEATS = {
    SOME: _(
        "**Pelatihan wajib {courses} kekurangan {seats} tempat.** Rencana memuat yang tertampung; "
        "yang belum tertampung ada pada daftar."
    ),
    UNPLANNED: _(
        "**Pelatihan wajib {courses} tidak dapat direncanakan** karena keterangan kelas, JP, "
        "biaya, atau sumber dananya; sebabnya ada pada tabel."
    ),
    "sebab lain": _(
        "Sebagian pelatihan wajib belum tertampung karena jadwal, batas JP, peserta paling "
        "sedikit, atau anggaran; sebabnya ada pada daftar."
    ),
    NONE: _("Semua pelatihan wajib tertampung dalam rencana."),
    CANNOT: _("Tidak ada pelatihan wajib pada tahun rencana."),
}
BUDGET = {
    SOME: _("Biaya rencana {cost} dari anggaran {budget}."),
    UNLIMITED: _(
        "**Anggaran pelatihan {year} belum dinyatakan**, sehingga rencana tidak dibatasi uang. "
        "Biayanya {cost}. Nyatakan pelatihan.anggaran pada berkas aturan."
    ),
}
UNITS = {
    NONE: _("Setiap unit menerima paling sedikit {floor} dari bagian kebutuhannya."),
    SOME: _(
        "{units} unit menerima kurang dari {floor} bagian kebutuhannya; rinciannya ada pada bagian "
        "pemerataan."
    ),
    CANNOT: _("Bagian unit tidak dapat dihitung karena rencana tidak menutup kesenjangan."),
}
BOTH, FREE = "kelas dan dana", "tidak mengikat"
MORE = {
    CLASS: _(
        "Dengan satu kelas tambahan pada {course} nilai rencana bertambah paling sedikit "
        "{class_least} poin: {class_levels} tingkat kesenjangan dan {class_hours} JP menuju batas "
        "bawah. Pada sumber dana tidak ditemukan tambahan nilai."
    ),
    MONEY: _(
        "Dengan tambahan Rp10 juta pada {fund} nilai rencana bertambah paling sedikit "
        "{money_least} poin: {money_levels} tingkat kesenjangan dan {money_hours} JP menuju batas "
        "bawah. Dari satu kelas tambahan tidak ditemukan tambahan nilai."
    ),
    BOTH: _(
        "Dengan satu kelas tambahan pada {course} nilai rencana bertambah paling sedikit "
        "{class_least} poin: {class_levels} tingkat kesenjangan dan {class_hours} JP menuju batas "
        "bawah. Dengan tambahan Rp10 juta pada {fund} paling sedikit {money_least} poin: "
        "{money_levels} tingkat dan {money_hours} JP."
    ),
    NONE: _(
        "Rencana disusun ulang dengan satu kelas atau Rp10 juta tambahan pada tiap batas yang "
        "mengikat; tidak ditemukan rencana yang nilainya lebih tinggi."
    ),
    FREE: _(
        "Tidak ada pelatihan yang semua kelasnya penuh dan tidak ada sumber dana yang mengikat; "
        "satu kelas atau Rp10 juta tambahan tidak mengubah rencana."
    ),
}


def _values(review: PlanReview) -> dict[str, object]:
    plan, funds = review.plan, review.offer.funds
    gap, gap_all = plan.gap, plan.gap_all
    return {
        "year": str(review.needs.limits.year),
        "people": count_people(review.chosen["nip"].nunique()),
        "closed": Quantity(review.closed, "", 0),
        "cost": Quantity(float(review.spent.sum()) / 1e6, _("juta rupiah"), 1),
        "budget": Quantity(float(sum(funds.values())), _("juta rupiah"), 1)
        if review.offer.has_budget
        else "",
        "gap": Quantity(100 * (gap or 0.0), "%", 2),
        "gap_all": Quantity(100 * (gap_all or 0.0), "%", 2),
        "points": Quantity(plan.bound - plan.audit.objective, "", 1),
        "pairs": Quantity(plan.pairs),
        "objective": Quantity(plan.audit.objective, "", 1),
        "bound": Quantity(plan.bound, "", 1),
        "bound_all": Quantity(plan.bound_all, "", 1),
    }


def _outcome(review: PlanReview) -> str:
    if not len(review.offer.courses):
        return CANNOT
    return SOME if review.plan.chosen.any() else NONE


def find_heading(review: PlanReview) -> Finding:
    """Head the section."""
    return make_finding("rencana-judul", _outcome(review), HEADING, _values(review),
                        place="heading", n=len(review.staff) or None)  # fmt: skip


def find_answers(review: PlanReview) -> list[Finding]:
    """Answer for the first screen."""
    return [
        make_finding("rencana-jawaban", _outcome(review), ANSWER, _values(review), place="answer",
                     section=SECTION, n=len(review.staff) or None)
    ]  # fmt: skip


def find_bound(review: PlanReview) -> Finding:
    """Say how far the plan may be from the best."""
    return make_finding("rencana-batas", _name_bound(review), BOUND, _values(review))


def _name_bound(review: PlanReview) -> str:
    """Tell which bound holds; part of a value at or below zero says nothing, so points do."""
    plan = review.plan
    if plan.audit.objective < 0:
        return POINTS if plan.gap != 0 else EQUAL
    if plan.gap_all is None or plan.gap is None:
        return CANNOT
    if plan.pairs < len(plan.chosen):
        return PRUNED
    return WHOLE if plan.proved else PRICED


def find_hours(review: PlanReview) -> Finding:
    """Say how many PNS reach the hours of the year."""
    people = review.people[review.people["status"] == "PNS"]
    met = int((people["kurang"] <= 0).sum())
    values = _values(review) | {
        "met": count_people(met),
        "all": Quantity(len(people)),
        "floor": Quantity(review.floor),
    }
    outcome = name_people(met, len(people)) if len(people) >= FEWEST or people.empty else SMALL
    n = len(people) or None
    return make_finding("rencana-jp-setahun", outcome, HOURS, values, n=n, rule="jp.pns")


def find_seats(review: PlanReview) -> Finding:
    """Say whether mandatory courses have a seat for everyone, and name the short ones."""
    short = review.short_courses
    lacking = int(short["kurang"].sum()) if len(short) else 0
    lost = review.unplanned
    values = {"courses": name_few(lost or list(short["nama"])), "seats": count_people(lacking)}
    wanted = int(review.rows["wajib"].sum())
    if lost:
        outcome = UNPLANNED
    elif not wanted:
        outcome = CANNOT
    elif len(short):
        outcome = SOME
    else:
        outcome = "sebab lain" if len(review.unmet) else NONE
    return make_finding("rencana-wajib", outcome, SEATS, values, n=wanted or None)


def find_budget(review: PlanReview) -> Finding:
    """Say what the plan costs, and whether a budget was stated at all."""
    outcome = SOME if review.offer.has_budget else UNLIMITED
    return make_finding("rencana-anggaran", outcome, BUDGET, _values(review))


def find_units(review: PlanReview) -> Finding:
    """Say whether units receive their share."""
    audit = review.plan.audit
    below = len(audit.units_below)
    outcome = CANNOT if audit.closed <= 0 else name_share(below, len(audit.unit_share))
    outcome = SOME if outcome == ALL else outcome
    values = {
        "units": count_quantity(below),
        "floor": Quantity(100 * review.limits.unit_floor, "%", 0),
    }
    return make_finding("rencana-unit", outcome, UNITS, values)


def find_more(changes: pd.DataFrame) -> Finding:
    """Say what one more class or ten more million rupiah adds at least; see `list_changes`."""
    better = changes[changes["sedikit"] > _LITTLE]
    top = {kind: rows.iloc[0] for kind, rows in better.groupby("jenis")}
    outcomes = {(True, True): BOTH, (True, False): CLASS, (False, True): MONEY}
    outcome = outcomes.get((CLASS in top, MONEY in top), NONE if len(changes) else FREE)
    values: dict[str, object] = {}
    for kind, name, part in ((CLASS, "course", "class"), (MONEY, "fund", "money")):
        if kind in top:
            row = top[kind]
            values |= {
                name: str(row["nama"]),
                f"{part}_least": Quantity(float(row["sedikit"]), "", 1),
                f"{part}_levels": Quantity(float(row["tingkat"])),
                f"{part}_hours": Quantity(float(row["jp"])),
            }
    return make_finding("rencana-tambahan-arti", outcome, MORE, values)
