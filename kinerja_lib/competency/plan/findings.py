"""Sentences about the plan; each is chosen by what was found."""

from __future__ import annotations

from kinerja_lib.allocation.solve import EXACT
from kinerja_lib.competency.plan.review import PlanReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    FEW,
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
        "**Rencana {year} tidak dapat disusun** karena tidak ada pelatihan dengan daya tampung, "
        "JP, dan biaya yang diketahui."
    ),
}
BOUND = {
    "terbaik": _(
        "Rencana ini paling jauh {gap} dari optimum atas {pairs} pasangan pegawai dan pelatihan "
        "yang dibandingkan, dan paling jauh {gap_all} atas semua pasangan. Nilainya {objective}, "
        "batas terbaik {bound}."
    ),
    "mendekati": _(
        "Rencana ini paling jauh {gap_all} dari optimum: nilainya {objective}, batas terbaik "
        "{bound_all}."
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
    CANNOT: _("JP pada {year} tidak dihitung karena tidak ada PNS pada data."),
}
SEATS = {
    SOME: _(
        "**Pelatihan wajib {courses} kekurangan {seats} tempat.** Rencana memuat yang tertampung; "
        "yang belum tertampung ada pada daftar."
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
ONE_CLASS, MONEY = "kelas", "uang"
MORE = {
    ONE_CLASS: _(
        "Menurut harga bayangan, perkiraan dari atas, satu kelas tambahan paling bermanfaat pada "
        "{course}; tambahan Rp10 juta tidak menutup lebih banyak."
    ),
    MONEY: _(
        "Menurut harga bayangan, perkiraan dari atas, tambahan Rp10 juta menutup paling banyak "
        "{money} tingkat berbobot; satu kelas tambahan tidak menutup lebih banyak."
    ),
    SOME: _(
        "Menurut harga bayangan, perkiraan dari atas, tambahan Rp10 juta menutup paling banyak "
        "{money} tingkat berbobot, dan satu kelas tambahan paling bermanfaat pada {course}."
    ),
    NONE: _(
        "Menurut harga bayangan, tambahan Rp10 juta atau satu kelas tidak menutup lebih banyak."
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
    outcome = "terbaik" if review.plan.method == EXACT else "mendekati"
    outcome = CANNOT if review.plan.gap_all is None or review.plan.gap is None else outcome
    return make_finding("rencana-batas", outcome, BOUND, _values(review))


def find_hours(review: PlanReview) -> Finding:
    """Say how many PNS reach the hours of the year."""
    people = review.people[review.people["status"] == "PNS"]
    met = int((people["kurang"] <= 0).sum())
    values = _values(review) | {
        "met": count_people(met),
        "all": Quantity(len(people)),
        "floor": Quantity(review.floor),
    }
    outcome = name_people(met, len(people))
    return make_finding(
        "rencana-jp-setahun", outcome, HOURS, values, n=len(people) or None, rule="jp.pns"
    )


def find_seats(review: PlanReview) -> Finding:
    """Say whether mandatory courses have a seat for everyone, and name the short ones."""
    short = review.short_courses
    lacking = int(short["kurang"].sum()) if len(short) else 0
    values = {"courses": name_few(list(short["nama"])), "seats": count_people(lacking)}
    wanted = int(review.rows["wajib"].sum())
    if not wanted:
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


def find_more(review: PlanReview) -> Finding:
    """Say what more money or one more class could close, by prices."""
    money, extra = float(review.more_money.max()), review.classes["tambahan"]
    top = extra.idxmax() if len(extra) and extra.max() > 0 else None
    outcomes = {(True, True): SOME, (True, False): ONE_CLASS, (False, True): MONEY}
    outcome = outcomes.get((top is not None, money > 0), NONE)
    values = {
        "money": Quantity(money, "", 1),
        "course": str(review.classes["nama"].get(top, "")) if top is not None else "",
    }
    return make_finding("rencana-tambahan", outcome, MORE, values)
