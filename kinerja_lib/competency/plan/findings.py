"""Sentences about the plan; each is chosen by what was found."""

from __future__ import annotations

from kinerja_lib.allocation import mandatory
from kinerja_lib.competency.plan.closing import CLOSED, close_needs
from kinerja_lib.competency.plan.offer import UNPAID
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
UNFUNDED, POOR, OTHER = "sumber dana tidak cocok", "anggaran kurang", "sebab lain"
LATER = "standar mendatang"
LITTLE = 0.05  # less is written as 0.0
NO_COURSES, UNLIMITED = "katalog belum ada", "tanpa anggaran"
HEADING = {
    SOME: _("Rencana {year} memberi pelatihan kepada {people} pegawai"),
    NONE: _("Rencana {year} tidak memuat satu pun pelatihan"),
    NO_COURSES: _("Rencana {year} tidak dapat disusun karena katalognya belum ada"),
    UNFUNDED: _("Rencana {year} tidak dapat disusun karena sumber dananya tidak cocok"),
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
    NO_COURSES: _(
        "**Rencana {year} tidak dapat disusun** karena katalog pelatihan {year} belum ada."
    ),
    UNFUNDED: _(
        "**Rencana {year} tidak dapat disusun** karena sumber dana pada katalog tidak disebut atau "
        "tidak mempunyai anggaran. Cocokkan sumber_dana dengan pelatihan.anggaran."
    ),
    CANNOT: _(
        "**Rencana {year} tidak dapat disusun** karena tidak ada pelatihan yang keterangan kelas, "
        "JP, biaya, dan sumber dananya lengkap."
    ),
}
BOUND = {
    WHOLE: _(
        "**Rencana ini paling jauh {gap} dari optimum** menurut pemecah, yang memeriksa semua "
        "{pairs} pasangan pegawai dan pelatihan. Nilainya {objective}, batas terbaik {bound}; "
        "batas yang dihitung tanpa pemecah {bound_all}."
    ),
    PRUNED: _(
        "**Rencana ini paling jauh {gap_all} dari optimum** atas semua pasangan pegawai dan "
        "pelatihan, dan paling jauh {gap} atas {pairs} pasangan yang dibandingkan. Nilainya "
        "{objective}, batas terbaik {bound}."
    ),
    PRICED: _(
        "**Rencana ini paling jauh {gap_all} dari optimum**: nilainya {objective}, batas terbaik "
        "{bound_all}."
    ),
    POINTS: _(
        "**Rencana ini paling jauh {points} poin dari optimum.** Nilainya {objective}: {gained} "
        "poin dari tingkat yang tertutup, dikurangi {lost} poin karena JP yang masih kurang; batas "
        "terbaik {limit}. Persen tidak dipakai karena pengurangan itu membuat nilainya kecil."
    ),
    EQUAL: _(
        "**Tidak ada rencana lain yang nilainya lebih tinggi.** Nilainya {objective}: {gained} "
        "poin dari tingkat yang tertutup, dikurangi {lost} poin karena JP yang masih kurang."
    ),
}
HOURS = {
    ALL: _("**Semua {all} PNS mencapai {floor} JP pada {year}** dengan rencana ini."),
    SOME: _(
        "**{met} dari {all} PNS mencapai {floor} JP pada {year}** dengan rencana ini; sebab bagi "
        "yang lain ada pada edisi internal."
    ),
    NEARLY: _(
        "**Hampir semua dari {all} PNS mencapai {floor} JP pada {year}** dengan rencana ini."
    ),
    FEW: _(
        "**Kurang dari sepuluh dari {all} PNS mencapai {floor} JP pada {year}** dengan rencana ini."
    ),
    NONE: _("**Belum ada PNS yang mencapai {floor} JP pada {year}** dengan rencana ini."),
    SMALL: _("PNS pada data kurang dari sepuluh; JP masing-masing ada pada edisi internal."),
    CANNOT: _("JP pada {year} tidak dihitung karena tidak ada PNS pada data."),
}
SEATS = {
    SOME: _(
        "**Pelatihan wajib {courses} kekurangan {seats} tempat.** Yang sudah dan yang belum "
        "tertampung ada pada edisi internal."
    ),
    POOR: _(
        "**Anggaran tidak cukup untuk semua pelatihan wajib**: {courses}. Yang belum tertampung "
        "beserta sebabnya ada pada edisi internal."
    ),
    UNPLANNED: _(
        "**Pelatihan wajib {courses} tidak dapat direncanakan**; sebabnya ada pada tabel pelatihan "
        "yang tidak dapat direncanakan."
    ),
    OTHER: _(
        "**Sebagian pelatihan wajib belum tertampung** karena jadwal, batas JP, atau peserta "
        "paling sedikit; sebabnya ada pada edisi internal."
    ),
    NONE: _("Semua pelatihan wajib tertampung dalam rencana."),
    CANNOT: _("Tidak ada pelatihan wajib pada tahun rencana."),
}
BUDGET = {
    SOME: _(
        "**Rencana menutup {closed} tingkat kesenjangan** dengan biaya {cost} dari anggaran "
        "{budget}; tiap kesenjangan dihitung satu kali."
    ),
    LATER: _(
        "**Rencana menutup {closed} tingkat kesenjangan**, {later} di antaranya menurut standar "
        "yang akan berlaku, dengan biaya {cost} dari anggaran {budget}; tiap kesenjangan dihitung "
        "satu kali."
    ),
    NONE: _("**Rencana tidak menutup kesenjangan**; anggarannya {budget}."),
    UNLIMITED: _(
        "**Anggaran pelatihan {year} belum dinyatakan**, sehingga rencana tidak dibatasi uang. "
        "Rencana menutup {closed} tingkat kesenjangan dengan biaya {cost}. Nyatakan "
        "pelatihan.anggaran pada berkas aturan."
    ),
}
UNITS = {
    NONE: _("**Setiap unit menerima paling sedikit {floor}** dari bagian kebutuhannya."),
    SOME: _(
        "**{units} unit menerima kurang dari {floor}** bagian kebutuhannya; rinciannya ada pada "
        "bagian Pemeriksaan keadilan."
    ),
    CANNOT: _("Bagian unit tidak dapat dihitung karena rencana tidak menutup kesenjangan."),
}


def _values(review: PlanReview) -> dict[str, object]:
    plan, funds = review.plan, review.offer.funds
    gap, gap_all, limit = plan.gap, plan.gap_all, _find_limit(review)
    lost = review.limits.hours_weight * float(plan.audit.missing.sum())
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
        "points": Quantity(limit - plan.audit.objective, "", 1),
        "gained": Quantity(plan.audit.objective + lost, "", 1),
        "lost": Quantity(lost, "", 1),
        "limit": Quantity(limit, "", 1),
        "pairs": Quantity(plan.pairs),
        "objective": Quantity(plan.audit.objective, "", 1),
        "bound": Quantity(plan.bound, "", 1),
        "bound_all": Quantity(plan.bound_all, "", 1),
    }


def _outcome(review: PlanReview) -> str:
    if not len(review.offer.courses):
        causes = set(review.offer.left_out["sebab"])
        return NO_COURSES if not causes else UNFUNDED if causes == {UNPAID} else CANNOT
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


def _find_limit(review: PlanReview) -> float:
    """Give the bound that holds for all pairs: the solver's only where it looked at all."""
    plan = review.plan
    return plan.bound_all if plan.pairs < len(plan.chosen) else plan.bound


def _name_bound(review: PlanReview) -> str:
    """Tell which bound holds.

    A part of a value that missing hours have brought near zero or below says nothing: where they
    take away more than what remains, points do.
    """
    plan, audit = review.plan, review.plan.audit
    lost = review.limits.hours_weight * float(audit.missing.sum())
    if audit.objective < lost or plan.gap is None or plan.gap_all is None:
        return POINTS if _find_limit(review) - audit.objective > LITTLE else EQUAL
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
    """Say whether mandatory courses have a place for everyone, and name the short ones."""
    short, lost, unmet = review.short_courses, review.unplanned, review.unmet
    poor = unmet.loc[unmet["sebab"] == mandatory.MONEY, "pelatihan_id"].unique()
    names = review.offer.courses["nama"].reindex(sorted(poor)).astype(str)
    lacking = int(short["kurang"].sum()) if len(short) else 0
    wanted = int(review.rows["wajib"].sum())
    outcome = OTHER if len(unmet) else NONE if wanted else CANNOT
    for name, found in ((SOME, short), (POOR, poor), (UNPLANNED, lost)):
        outcome = name if len(found) else outcome
    named = {UNPLANNED: lost, POOR: list(names)}.get(outcome, list(short["nama"]))
    values = {"courses": name_few(named), "seats": count_people(lacking)}
    return make_finding("rencana-wajib", outcome, SEATS, values, n=wanted or None)


def find_budget(review: PlanReview) -> Finding:
    """Say what the plan closes at what cost, and whether a budget was stated at all."""
    today = float(close_needs(review)[CLOSED].sum())
    later = review.closed - today
    outcome = NONE if review.closed <= 0 else LATER if later > LITTLE else SOME
    outcome = outcome if review.offer.has_budget else UNLIMITED
    values = _values(review) | {"later": count_quantity(round(later))}
    return make_finding("rencana-anggaran", outcome, BUDGET, values, place="lead")


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
