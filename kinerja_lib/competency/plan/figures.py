"""Figure of the plan: need of each competency, what is closed, and why the rest remains."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.competency.charts.plan import plot_closing
from kinerja_lib.competency.plan.closing import (
    CLOSED,
    COURSE,
    LIMIT,
    MONEY,
    PARTS,
    SEAT,
    close_needs,
)
from kinerja_lib.competency.plan.review import PlanReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Figure, Finding, Quantity, Table
from kinerja_lib.publish.phrases import ALL, NONE, make_finding
from kinerja_lib.tables.columns import Column

ROWS = 12  # most competencies drawn
LEVELS = _("tingkat")
SOURCE = _("Sumber: kompetensi, standar_kompetensi, pelatihan, peserta_pelatihan.")
TITLE = {
    ALL: _("Rencana menutup semua kesenjangan yang dinilai, {need} tingkat"),
    NONE: _("Rencana belum menutup satu pun dari {need} tingkat kesenjangan"),
    COURSE: _(
        "Rencana menutup {closed} dari {need} tingkat kesenjangan hari ini; sisanya paling banyak "
        "belum mempunyai pelatihan yang sesuai"
    ),
    SEAT: _(
        "Rencana menutup {closed} dari {need} tingkat kesenjangan hari ini; sisanya paling banyak "
        "pada kelas yang penuh atau tidak dibuka"
    ),
    MONEY: _(
        "Rencana menutup {closed} dari {need} tingkat kesenjangan hari ini; sisanya paling banyak "
        "tidak tertampung anggaran"
    ),
    LIMIT: _(
        "Rencana menutup {closed} dari {need} tingkat kesenjangan hari ini; sisanya paling banyak "
        "karena batas JP, jumlah, atau jadwal seorang pegawai"
    ),
}
READING = _(
    "Tanpa pelatihan: tidak ada pelatihan yang dapat direncanakan untuk tingkat itu, termasuk "
    "tingkat sesudah kenaikan setahun. Batas pegawai: JP, jumlah pelatihan, jadwal, atau kebutuhan "
    "lain yang didahulukan. Yang belum dinilai tidak ikut dihitung."
)
_COLUMNS = {
    "kompetensi": Column(_("Kompetensi"), "key"),
    "n": Column(_("Pegawai dengan kesenjangan"), "n", short=_("Pegawai")),
    "kebutuhan": Column(_("Kebutuhan"), unit=LEVELS),
    "tertutup": Column(_("Tertutup")),
    "pelatihan": Column(_("Tanpa pelatihan")),
    "tempat": Column(_("Kelas penuh atau tidak dibuka"), short=_("Kelas")),
    "uang": Column(_("Anggaran")),
    "batas": Column(_("Batas pegawai atau pilihan"), short=_("Batas")),
}


def chart_closing(review: PlanReview) -> list[Figure]:
    """Draw the competencies with most need, in their usual order, with what the plan closes."""
    table = close_needs(review)
    if not len(table) or not len(review.offer.courses):
        return []
    return [
        Figure(
            plot_closing,
            choose_rows(table),
            "rencana-penutupan",
            _find_title(table),
            _COLUMNS,
            kind=_("Grafik batang bertumpuk"),
            value="tertutup",
            caption=_("Kebutuhan, yang tertutup, dan sebab sisanya menurut kompetensi"),
            subtitle=_(
                "Satuan: tingkat, tiap kesenjangan dihitung satu kali. Paling banyak {banyak} "
                "kompetensi dengan kebutuhan terbesar, menurut urutan biasa; n: pegawai dengan "
                "kesenjangan."
            ),
            values={"banyak": str(ROWS)},
            note=READING,
            source=SOURCE,
        )
    ]


def choose_rows(table: pd.DataFrame) -> pd.DataFrame:
    """Keep at most `ROWS` competencies, those with most need, in the order given."""
    top = table["kebutuhan"].sort_values(ascending=False, kind="stable").index[:ROWS]
    return table.loc[sorted(top)].reset_index(drop=True)


def tabulate_closing(review: PlanReview) -> list[Table]:
    """Show all competencies where the chart leaves some out."""
    table = close_needs(review)
    if len(table) <= ROWS or not len(review.offer.courses):
        return []
    caption = _("Kebutuhan, yang tertutup, dan sebab sisanya, semua kompetensi")
    return [
        Table(table, "rencana-penutupan-semua", caption, _COLUMNS, note=READING, source=SOURCE,
              fold=True)
    ]  # fmt: skip


def _find_title(table: pd.DataFrame) -> Finding:
    """Say how much is closed of all competencies, and the largest cause of the rest."""
    sums = table[list(PARTS)].sum()
    rest = sums.drop(CLOSED)
    outcome = str(rest.idxmax())
    if sums[CLOSED] <= 0:
        outcome = NONE
    elif rest.sum() <= 0:
        outcome = ALL
    values = {"closed": Quantity(float(sums[CLOSED])), "need": Quantity(float(sums.sum()))}
    n = int(table["n"].sum())
    return make_finding("rencana-penutupan-judul", outcome, TITLE, values, place="title", n=n)
