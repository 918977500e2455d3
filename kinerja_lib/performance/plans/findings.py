"""Sentences about the quality of plans; each is chosen by the counts it states."""

from __future__ import annotations

from kinerja_lib.i18n import _
from kinerja_lib.performance.plans.review import DATES, INDICATOR, TARGET, WEIGHTS, PlanReview
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    FEW,
    FEWEST,
    NEARLY,
    NONE,
    SOME,
    date_values,
    make_finding,
    name_people,
    percent_quantity,
)

SECTION = "kepatuhan-siklus"
CAUSES = {
    WEIGHTS: _("jumlah bobot bukan 100"),
    DATES: _("tanggal di luar periode"),
    TARGET: _("target belum terukur"),
    INDICATOR: _("indikator belum diisi"),
}
PLANS = {
    ALL: _(
        "**Semua {plans} rencana (SKP) lolos pemeriksaan** bobot, tanggal, target, dan indikator."
    ),
    SOME: _(
        "**{failing} dari {plans} rencana (SKP) perlu dikembalikan** ({share}), paling sering "
        "karena {cause}."
    ),
    NEARLY: _(
        "**Kurang dari {few} dari {plans} rencana (SKP) perlu dikembalikan**, paling sering karena "
        "{cause}."
    ),
    FEW: _("**Hampir semua {plans} rencana (SKP) perlu dikembalikan**, paling sering {cause}."),
    NONE: _("**Semua {plans} rencana (SKP) perlu dikembalikan**, paling sering karena {cause}."),
    CANNOT: _("**Mutu rencana tidak dapat dihitung** karena tidak ada SKP pada periode ini."),
}
WITHOUT = {
    NONE: _("Semua {people} pegawai aktif mempunyai SKP."),
    SOME: _("{bare} dari {people} pegawai aktif belum mempunyai SKP yang berlaku."),
    FEW: _("Kurang dari {few} dari {people} pegawai aktif belum mempunyai SKP yang berlaku."),
    ALL: _("Tidak satu pun dari {people} pegawai aktif mempunyai SKP yang berlaku."),
    CANNOT: _("Pegawai tanpa SKP tidak dapat dihitung karena tabelnya kosong."),
}
ASK = {
    "rencana": _(
        "Minta pejabat penilai kinerja mengembalikan rencana yang belum lengkap paling lambat "
        "{tanggal} {bulan} {tahun}; daftarnya ada pada edisi internal."
    ),
    "tanpa": _(
        "Minta kepala unit menyusun SKP pegawai aktif yang belum memilikinya paling lambat "
        "{tanggal} {bulan} {tahun}; daftarnya ada pada edisi internal."
    ),
}


def say_plans(review: PlanReview, id: str, **place: str) -> Finding:
    """Say how many plans pass all checks, and what most often fails."""
    plans, failing = len(review.plans), len(review.failing)
    if plans == 0:
        return make_finding(id, CANNOT, PLANS, {}, **place)
    lacking = review.summary.set_index("periksa")
    values: dict[str, object] = {
        "plans": Quantity(plans),
        "failing": Quantity(failing),
        "few": Quantity(FEWEST),
        "share": percent_quantity(failing, plans),
        "cause": CAUSES[(lacking["rencana"] - lacking["memenuhi"]).idxmax()],
    }
    outcome = name_people(plans - failing, plans)
    return make_finding(id, outcome, PLANS, values, n=plans, **place)


def find_plans(review: PlanReview) -> list[Finding]:
    """Say how good the plans are, and who has none."""
    people, bare = len(review.people), len(review.without_plan)
    values = {"people": Quantity(people), "bare": Quantity(bare), "few": Quantity(FEWEST)}
    whole = 0 if review.plans.empty else people
    outcome = name_people(bare, whole)
    outcome = SOME if outcome == NEARLY else outcome
    n = None if outcome == CANNOT else people
    return [
        say_plans(review, "rencana-mutu"),
        make_finding("rencana-tanpa", outcome, WITHOUT, values, n=n),
    ]


def find_answers(review: PlanReview) -> list[Finding]:
    """Answer for the first screen: plans that pass."""
    return [say_plans(review, "rencana-jawaban", place="answer", section=SECTION)]


def find_requests(review: PlanReview) -> list[Finding]:
    """Ask for plans to be returned, and for those that are missing."""
    counts = {"rencana": len(review.failing), "tanpa": len(review.without_plan)}
    values = date_values(review.due)
    return [
        make_finding(f"minta-{name}", name, ASK, values, place="ask")
        for name, count in counts.items()
        if count
    ]
