"""Tables on the register of indicators."""

from __future__ import annotations

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.i18n import _
from kinerja_lib.performance.register.review import RegisterReview
from kinerja_lib.publish import Table
from kinerja_lib.tables.columns import Column

NOBODY = _("belum ada")
CARD_NOTE = _(
    "Diperiksa: definisi, satuan, rumus, sumber, arah, frekuensi, jenis, pemilik, tujuan, nilai "
    "dan tahun awal; rumus dapat dihitung; rasio mempunyai penyebut; arah dan frekuensi cocok "
    "dengan datanya."
)


def tabulate_cards(review: RegisterReview) -> list[Table]:
    """Show the cards with findings, and folded every finding with what to do."""
    if review.findings.empty:
        return []
    return [_tabulate_faulty(review), _tabulate_findings(review)]


def _tabulate_faulty(review: RegisterReview) -> Table:
    columns = {
        "nama": Column(_("Indikator"), "key"),
        "isian": Column(_("Perlu dilengkapi atau dipastikan"), "text", items=", "),
        "temuan": Column(_("Temuan")),
        "pemilik": Column(_("Pemilik"), "text", missing=NOBODY),
    }
    caption = _("Kartu indikator yang perlu dilengkapi")
    return Table(review.faulty, "kartu-indikator", caption, columns, subject="umum", note=CARD_NOTE)


def _tabulate_findings(review: RegisterReview) -> Table:
    columns = {
        "nama": Column(_("Indikator"), "key"),
        "isian": Column(_("Isian"), "text"),
        "temuan": Column(_("Temuan"), "text"),
        "tindakan": Column(_("Yang perlu dilakukan"), "text"),
    }
    caption = _("Temuan pada kartu indikator, isian demi isian")
    return Table(review.findings, "kartu-temuan", caption, columns, subject="umum", fold=True)


def tabulate_mix(review: RegisterReview) -> Table:
    """Count the kinds of indicator of each owner."""
    kinds = {"input": _("Input"), "proses": _("Proses"), "output": _("Output")}
    columns = {
        "pemilik": Column(_("Pemilik"), "key", missing=NOBODY),
        "outcome": Column(_("Outcome")),
        **{name: Column(label) for name, label in kinds.items()},
        "tanpa_jenis": Column(_("Tanpa jenis")),
        "jumlah": Column(_("Jumlah")),
    }
    frame = review.mix.assign(pemilik=review.mix["pemilik"].fillna(NOBODY))
    return Table(
        frame,
        "jenis-indikator",
        _("Jenis indikator menurut pemilik"),
        columns,
        subject="umum",
        fold=True,
    )


def trace(review: RegisterReview) -> list[TraceLine]:
    """Say how the numbers on the register were made."""
    cards = len(review.cards)
    return [
        TraceLine(
            "kartu-indikator.temuan",
            _("Temuan pada satu kartu"),
            _("banyaknya isian yang kosong, tidak dikenal, atau bertentangan dengan datanya"),
            "",
            "iku; unit.unit_id; tujuan.tujuan_id; target_realisasi.periode, target_bawah",
            cards,
            cards,
        ),
        TraceLine(
            "jenis-indikator.outcome",
            _("Indikator outcome tiap pemilik"),
            _("banyaknya kartu menurut jenis dan pemilik"),
            "",
            "iku.jenis; iku.pemilik_unit_id",
            cards,
            len(review.mix),
        ),
    ]
