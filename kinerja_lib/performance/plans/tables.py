"""Tables of the quality of plans: checks, units, plans to return."""

from __future__ import annotations

from kinerja_lib.basis.periods import name_period
from kinerja_lib.i18n import _
from kinerja_lib.performance.cycle.people import name_units
from kinerja_lib.performance.plans.review import (
    CHECKS,
    DATES,
    INDICATOR,
    TARGET,
    WEIGHTS,
    PlanReview,
)
from kinerja_lib.publish import Quantity, Table
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

CHECK_NAMES = {
    WEIGHTS: _("Bobot butir utama berjumlah 100"),
    DATES: _("Tanggal di dalam periode rencana"),
    TARGET: _("Setiap butir utama terukur"),
    INDICATOR: _("Setiap butir utama berindikator"),
}
_SHARE = {"unit": "%", "decimals": 1, "missing": NOT_COMPUTABLE}


def tabulate_checks(review: PlanReview) -> Table:
    """Show how many plans pass each check."""
    table = review.summary
    frame = table.assign(
        periksa=table["periksa"].map(CHECK_NAMES), belum=table["rencana"] - table["memenuhi"]
    )
    checked = table["rencana"] > 0
    frame = frame.assign(**{name: frame[name].where(checked) for name in ("belum", "rencana")})
    numbers = review.items["berangka"]
    return Table(
        frame,
        "mutu-rencana",
        _("Rencana (SKP) menurut empat pemeriksaan, {periode}"),
        {
            "periksa": Column(_("Pemeriksaan"), "key"),
            "belum": Column(_("Belum memenuhi"), "count"),
            "rencana": Column(_("Rencana yang dapat diperiksa"), "n"),
        },
        values={
            "periode": name_period(review.evidence.period),
            "tanpa_angka": Quantity(int((~numbers.astype(bool)).sum())),
            "butir": Quantity(len(numbers)),
            "karantina": Quantity(review.set_aside),
        },
        note=_(
            "Satu rencana: satu pegawai pada satu periode SKP yang berlaku; hanya kinerja utama. "
            "Bobot: 100 dengan toleransi 0,5, dan semua butir berbobot. Terukur: target berangka "
            "dengan satuan, atau teks indikator; tanpa angka: {tanpa_angka} dari {butir} butir. "
            "Yang kosong seluruhnya tidak diperiksa. Baris SKP yang dikarantina: {karantina}."
        ),
    )


def tabulate_units(review: PlanReview) -> list[Table]:
    """Show the units in which not all plans pass, folded and internal; nothing where all do."""
    rows = review.units[review.units["baik"] < 100]
    if rows.empty:
        return []
    return [
        Table(
            rows,
            "mutu-rencana-unit",
            _("Unit dengan rencana yang belum lolos semua pemeriksaan"),
            {
                "nama": Column(_("Unit"), "key"),
                "baik": Column(_("Lolos semua pemeriksaan"), short=_("Lolos"), **_SHARE),
                "pegawai": Column(_("Pegawai dengan SKP"), "n", short=_("n")),
                WEIGHTS: Column(_("Bobot"), **_SHARE),
                DATES: Column(_("Tanggal"), **_SHARE),
                TARGET: Column(_("Terukur"), **_SHARE),
                INDICATOR: Column(_("Indikator"), **_SHARE),
            },
            editions=("internal",),
            fold=True,
            note=_(
                "Di unit lain semua rencana lolos. Menurut abjad; semua tercatat, tanpa selang."
            ),
        )
    ]


def tabulate_returns(review: PlanReview) -> list[Table]:
    """List the plans to return, internal only and folded, by unit and name."""
    rows = review.failing
    if rows.empty:
        return []
    staff = review.evidence.staff[["nama", "unit_id"]].reindex(rows["nip"])
    fails = rows[list(CHECKS)] == "tidak"
    lacking = [", ".join(name for name in CHECKS if row[name]) for row in fails.to_dict("records")]
    frame = rows.assign(
        nama=staff["nama"].to_numpy(),
        unit=name_units(review.evidence, staff["unit_id"]).to_numpy(),
        periksa=lacking,
    )
    return [
        Table(
            frame.sort_values(["unit", "nama", "periode"], kind="stable"),
            "rencana-kembali",
            _("Rencana yang perlu dikembalikan"),
            {
                "nip": Column(_("NIP"), "key"),
                "nama": Column(_("Nama"), "person"),
                "unit": Column(_("Unit"), "text"),
                "periksa": Column(_("Yang perlu dilengkapi"), "text", items=", "),
            },
            subject="umum",
            editions=("internal",),
            fold=True,
            helpers=("periode", "jumlah_bobot"),
            note=_("Menurut abjad unit dan nama, bukan menurut banyaknya kekurangan."),
        )
    ]


def tabulate_missing(review: PlanReview) -> list[Table]:
    """List active employees without a plan, internal only and folded."""
    rows = review.without_plan
    if rows.empty:
        return []
    unit = name_units(review.evidence, rows["unit_id"])
    frame = rows.assign(unit=unit).sort_values(["unit", "nama"], kind="stable").reset_index()
    return [
        Table(
            frame,
            "tanpa-skp",
            _("Pegawai aktif tanpa SKP yang berlaku"),
            {
                "nip": Column(_("NIP"), "key"),
                "nama": Column(_("Nama"), "person"),
                "unit": Column(_("Unit"), "text"),
            },
            subject="umum",
            editions=("internal",),
            fold=True,
            note=_("Menurut abjad unit dan nama."),
        )
    ]
