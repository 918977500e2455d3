"""Tables of efficiency and effectiveness."""

from __future__ import annotations

from kinerja_lib.basis.comparisons import ABOVE, ALIKE, BELOW, OPEN
from kinerja_lib.basis.periods import name_period
from kinerja_lib.i18n import _
from kinerja_lib.performance.productivity.review import ProductivityReview
from kinerja_lib.publish import Quantity, Table
from kinerja_lib.publish.phrases import CANNOT, limit_quantity
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

SHAPES = {ABOVE: "bad", BELOW: "ok", ALIKE: "ok", OPEN: "warn", CANNOT: "na"}
_FEW = _("kegiatan belum cukup atau unit lain tidak ada")
_NOTE = _(
    "Biaya per keluaran: jumlah realisasi anggaran dibagi jumlah keluaran, {bulan} bulan terakhir. "
    "Dibandingkan dengan unit lain yang melakukan kegiatan sejenis; {banyak} perbandingan, koreksi "
    "Holm, batas beda yang berarti {batas}%. Unit dengan kurang dari {sedikit} kegiatan tidak "
    "dibandingkan."
)


def _note_values(review: ProductivityReview) -> dict[str, object]:
    return {
        "bulan": str(review.limits.months),
        "banyak": Quantity(review.cost_comparisons),
        "batas": limit_quantity(review.limits.margin),
        "sedikit": str(review.limits.minimum),
    }


def tabulate_costs(review: ProductivityReview) -> list[Table]:
    """Show costs beyond those of other units, and folded every comparison."""
    rows = review.costs.sort_values(["kelompok", "nama"], ignore_index=True)
    rows = rows.assign(alasan=[_FEW if o == CANNOT else "" for o in rows["outcome"]])
    whole = _costs(review, rows, "biaya-semua", _("Biaya per keluaran semua unit"), fold=True)
    if review.costly.empty:
        return [whole]
    caption = _("Biaya per keluaran yang lebih tinggi daripada unit lain")
    shown = rows[rows["outcome"] == ABOVE]
    return [_costs(review, shown, "biaya", caption, fold=False), whole]


def _costs(review: ProductivityReview, rows: object, id: str, caption: str, *, fold: bool) -> Table:
    ratio = {"unit": "%", "missing": NOT_COMPUTABLE}
    columns = {
        "nama": Column(_("Unit kerja"), "key"),
        "kelompok": Column(_("Kegiatan (satuan)"), "key"),
        "rasio": Column(_("Terhadap unit lain"), reason_from="alasan", **ratio),
        "rasio_low": Column(_("Batas bawah 95%"), short=_("Bawah"), **ratio),
        "rasio_high": Column(_("Batas atas 95%"), short=_("Atas"), **ratio),
        "outcome": Column(_("Kesimpulan"), "verdict", kinds=SHAPES),
        "n": Column(_("Kegiatan"), "n"),
    }
    left_out = ("rasio_low", "rasio_high") if fold else ("outcome",)
    columns = {name: column for name, column in columns.items() if name not in left_out}
    return Table(
        rows,
        id,
        caption,
        columns,
        subject="umum",
        fold=fold,
        helpers=("biaya", *left_out),
        values=_note_values(review),
        note=_NOTE,
        source=_("Sumber: kegiatan."),
    )


def tabulate_families(review: ProductivityReview) -> Table:
    """Show people, workload and output of each job family."""
    columns = {
        "rumpun": Column(_("Rumpun jabatan"), "key"),
        "pegawai": Column(_("Pegawai aktif"), "n"),
        "beban": Column(_("Beban kerja per pegawai"), unit=_("jam"), missing=NOT_COMPUTABLE),
        "melapor": Column(_("Melaporkan pekerjaan"), "n", short=_("Melapor")),
        "fte": Column(_("Keluaran per FTE"), missing=NOT_COMPUTABLE),
        "unit": Column(_("Unit dibandingkan")),
        "berbeda": Column(_("Unit berbeda")),
    }
    rows = review.families
    return Table(
        rows.assign(berbeda=rows["rendah"] + rows["tinggi"]),
        "rumpun",
        _("Pegawai, beban kerja, dan keluaran per rumpun jabatan"),
        columns,
        fold=True,
        values={
            "jam": Quantity(review.limits.fte_hours),
            "banyak": str(review.output_comparisons),
            "batas": limit_quantity(review.limits.margin),
        },
        note=_(
            "Keluaran per FTE: keluaran dibagi jam tercatat, kali {jam} jam setahun (perlu "
            "diverifikasi). Unit hanya dibandingkan dalam rumpun yang sama: {banyak} perbandingan, "
            "koreksi Holm, batas {batas}%. Keluaran antarrumpun tidak sejenis dan tidak "
            "dibandingkan."
        ),
        source=_("Sumber: pegawai, jabatan, abk, laporan_kinerja."),
    )


def tabulate_budgets(review: ProductivityReview) -> list[Table]:
    """Put achievement beside the budget used; no table without an indicator that has a budget."""
    rows = review.budgets
    if rows.empty:
        return []
    rows = rows.assign(sampai=[name_period(period, short=True) for period in rows["periode"]])
    percent = {"unit": "%", "decimals": 1, "missing": NOT_COMPUTABLE}
    columns = {
        "indikator": Column(_("Indikator"), "key"),
        "nama": Column(_("Unit kerja"), "key"),
        "capaian": Column(_("Capaian (efektivitas)"), short=_("Capaian"), **percent),
        "terserap": Column(_("Anggaran terpakai"), short=_("Anggaran"), **percent),
        "sampai": Column(_("Sampai"), "text"),
    }
    return [
        Table(
            rows,
            "anggaran",
            _("Capaian dan anggaran yang terpakai, keduanya sampai periode yang sama"),
            columns,
            subject="umum",
            note=_(
                "Anggaran yang terpakai bukan ukuran efisiensi; keluarannya dibaca di sampingnya."
            ),
            source=_("Sumber: target_realisasi."),
        )
    ]
