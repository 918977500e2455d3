"""Sentences on efficiency and effectiveness."""

from __future__ import annotations

import datetime as dt

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.i18n import _
from kinerja_lib.performance.productivity.review import ProductivityReview
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    NONE,
    SOME,
    count_quantity,
    make_finding,
    name_day,
    name_share,
)

SECTION = "efisiensi-dan-efektivitas"
ONE = "satu"
HEADING = {
    ONE: _("Biaya {kind} di {unit} sebesar {ratio} dari biaya unit lain untuk keluaran yang sama"),
    SOME: _("{costly} dari {compared} biaya per keluaran lebih tinggi daripada unit lain"),
    NONE: _("Tidak ada biaya per keluaran yang didukung data lebih tinggi daripada unit lain"),
    CANNOT: _("Biaya per keluaran tidak dapat dibandingkan antarunit"),
}
COST = {
    ONE: _(
        "**Biaya {kind} di {unit} sebesar {ratio} dari biaya unit lain** (selang 95%: {interval}; "
        "n = {n} kegiatan). Dari {compared} perbandingan, hanya ini yang tersisa setelah koreksi "
        "Holm."
    ),
    SOME: _(
        "**{costly} dari {compared} perbandingan biaya per keluaran lebih tinggi daripada unit "
        "lain** setelah koreksi Holm, melebihi batas {margin}."
    ),
    NONE: _(
        "**Dari {compared} perbandingan biaya per keluaran, tidak satu pun lebih tinggi daripada "
        "unit lain** setelah koreksi Holm, melebihi batas {margin}. Belum cukup bukti tidak sama "
        "dengan tidak ada perbedaan."
    ),
    CANNOT: _(
        "**Biaya per keluaran tidak dapat dibandingkan** karena tidak ada dua unit dengan kegiatan "
        "sejenis yang biaya dan keluarannya tercatat."
    ),
}
OUTPUT = {
    SOME: _(
        "**Dari {compared} perbandingan keluaran per FTE dalam rumpun jabatan yang sama, {apart} "
        "berbeda** setelah koreksi Holm."
    ),
    NONE: _(
        "**Dari {compared} perbandingan keluaran per FTE dalam rumpun jabatan yang sama, tidak "
        "satu pun berbeda** setelah koreksi Holm."
    ),
    CANNOT: _(
        "**Keluaran per FTE tidak dapat dibandingkan** karena laporan kinerja dengan keluaran dan "
        "jam belum cukup pada dua unit atau lebih."
    ),
}
UNUSED = {
    ALL: _("**Semua {all} kegiatan tanpa biaya atau keluaran**, sehingga tidak dihitung."),
    SOME: _("{unused} dari {all} kegiatan tanpa biaya atau keluaran, sehingga tidak dihitung."),
    NONE: _("Semua {all} kegiatan mempunyai biaya dan keluaran."),
    CANNOT: _("Tidak ada kegiatan dalam {months} bulan terakhir."),
}


def _values(review: ProductivityReview) -> dict[str, object]:
    values: dict[str, object] = {
        "costly": count_quantity(len(review.costly)),
        "compared": Quantity(review.cost_comparisons),
        "margin": Quantity(review.limits.margin, "%"),
    }
    if len(review.costly):
        first = review.costly.iloc[0]
        values |= {
            "kind": first["kelompok"],
            "unit": first["nama"],
            "ratio": Quantity(first["rasio"], "%"),
            "interval": Quantity(
                float("nan"), "%", low=float(first["rasio_low"]), high=float(first["rasio_high"])
            ),
            "n": Quantity(int(first["n"])),
        }
    return values


def _outcome(review: ProductivityReview) -> str:
    if not review.cost_comparisons:
        return CANNOT
    return {0: NONE, 1: ONE}.get(len(review.costly), SOME)


def find_productivity(review: ProductivityReview) -> Finding:
    """Head the section."""
    options = {"place": "heading", "subject": "umum"}
    return make_finding("efisiensi-judul", _outcome(review), HEADING, _values(review), **options)


def find_costs(review: ProductivityReview, *, place: str = "text") -> Finding:
    """Say which costs of one output are beyond those of other units."""
    answer = place == "answer"
    options = {"place": place, "section": SECTION if answer else "", "subject": "umum"}
    name = "efisiensi-biaya-jawaban" if answer else "efisiensi-biaya"
    return make_finding(name, _outcome(review), COST, _values(review), test="t, Holm", **options)


def find_outputs(review: ProductivityReview) -> Finding:
    """Say whether output per FTE differs between units of one job family."""
    compared = review.output_comparisons
    apart = int(review.families["rendah"].sum() + review.families["tinggi"].sum())
    outcome = CANNOT if not compared else SOME if apart else NONE
    values = {"compared": Quantity(compared), "apart": count_quantity(apart)}
    n = int(review.work["fte"].notna().sum()) or None
    return make_finding("efisiensi-fte", outcome, OUTPUT, values, n=n, test="t, Holm")


def find_unused(review: ProductivityReview) -> Finding:
    """Say how many activities have no cost or no output."""
    unused, everything = int((review.activities["alasan"] != "").sum()), len(review.activities)
    values = {
        "unused": count_quantity(unused),
        "all": Quantity(everything),
        "months": str(review.limits.months),
    }
    outcome = name_share(unused, everything)
    return make_finding("efisiensi-tanpa-biaya", outcome, UNUSED, values, subject="umum")


def find_answers(review: ProductivityReview) -> list[Finding]:
    """Answer for the first screen."""
    return [find_costs(review, place="answer")]


ASK = {
    ONE: _(
        "Kepala {unit} menjelaskan biaya {kind} yang {ratio} dari biaya unit lain, paling lambat "
        "{day} {month} {year}."
    ),
    SOME: _(
        "Kepala unit pada {costly} perbandingan di Tabel biaya menjelaskan selisih biayanya, "
        "paling lambat {day} {month} {year}."
    ),
}


def find_requests(review: ProductivityReview, *, days: int = 14) -> list[Finding]:
    """Ask the heads of costly units for the reason, by `days` after the reference date."""
    outcome = _outcome(review)
    if outcome not in ASK:
        return []
    due = name_day(review.evidence.reference_date + dt.timedelta(days=days))
    values = _values(review) | due
    return [make_finding("minta-biaya", outcome, ASK, values, place="ask", subject="umum")]


def trace(review: ProductivityReview) -> list[TraceLine]:
    """Say how the numbers on efficiency and effectiveness came about."""
    return [
        TraceLine(
            "biaya.rasio",
            _("Biaya satu keluaran terhadap unit lain"),
            _(
                "exp(rerata log(biaya / keluaran) unit − rerata unit lain) × 100, kegiatan dan "
                "satuan yang sama; uji t dengan ragam gabungan, koreksi Holm"
            ),
            "",
            "kegiatan.realisasi_anggaran; kegiatan.keluaran",
            int(review.activities["harga"].notna().sum()),
            review.cost_comparisons,
        ),
        TraceLine(
            "rumpun.fte",
            _("Keluaran per FTE menurut rumpun jabatan"),
            _("keluaran / jam tercatat × {hours} jam setahun").format(
                hours=f"{review.limits.fte_hours:g}"
            ),
            "",
            "laporan_kinerja.keluaran; laporan_kinerja.jam; jabatan.rumpun",
            len(review.work),
            int(review.work["fte"].notna().sum()),
        ),
        _trace_achievement(review),
    ]


def _trace_achievement(review: ProductivityReview) -> TraceLine:
    """Say how the achievement of a unit came about."""
    return TraceLine(
        "gambar-efisiensi.capaian",
        _("Capaian unit"),
        _("median capaian indikator milik unit terhadap rencana sampai periode ini"),
        "iku.capaian",
        "target_realisasi.realisasi; target_realisasi.rencana",
        int(review.achieved["indikator"].sum()),
        len(review.axes),
    )
