"""The funnel of appraisal stages as a figure."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.basis.periods import name_period
from kinerja_lib.i18n import _
from kinerja_lib.performance.charts import plot_funnel
from kinerja_lib.performance.cycle.review import CycleReview
from kinerja_lib.performance.cycle.stages import (
    DONE,
    LATE,
    NO_DEADLINE,
    ON_TIME,
    OPEN,
    OVERDUE,
    UNRECORDED,
    WAITING,
)
from kinerja_lib.publish import Figure, Finding, Quantity
from kinerja_lib.publish.phrases import ALL, FEW, FEWEST, NONE, SOME, make_finding, percent_quantity
from kinerja_lib.tables.choices import STAGES
from kinerja_lib.tables.columns import Column

TITLE = {
    ALL: _("Tidak ada dari {people} pegawai yang tertahan pada tahap yang lewat tenggat"),
    SOME: _(
        "Paling banyak berhenti pada {stage}: {late} dari {people} pegawai ({share}) menuntaskan "
        "semua tahap sebelumnya, lalu melewati tenggat tahap ini"
    ),
    FEW: _(
        "Paling banyak berhenti pada {stage}: kurang dari {few} dari {people} pegawai menuntaskan "
        "semua tahap sebelumnya, lalu melewati tenggat tahap ini"
    ),
    NONE: _("Ketepatan waktu tidak dapat dihitung karena kalender penilaian tidak ada"),
}


def lay_out_funnel(review: CycleReview) -> pd.DataFrame:
    """Give per stage: tahap, pegawai, tepat, terlambat, lewat, lain, selesai, tuntas (counts)."""
    table = review.funnel
    other = table[[WAITING, UNRECORDED, NO_DEADLINE, OPEN]].sum(axis=1)
    names = {ON_TIME: "tepat", LATE: "terlambat", OVERDUE: "lewat"}
    frame = table.rename(columns=names).assign(lain=other)
    columns = ["tahap", "pegawai", "tepat", "terlambat", "lewat", "lain", "selesai", "tuntas"]
    return frame[columns]


def find_stuck(review: CycleReview) -> tuple[str, int]:
    """Name the stage at which most people are stuck, and how many they are.

    Stuck: overdue, with every stage before it completed. People behind at an earlier stage count
    there, so that a delay is not counted again at each later stage.
    """
    states = review.states
    opened = states[~states["keadaan"].isin(DONE)].drop_duplicates("nip")
    stuck = opened.loc[opened["keadaan"] == OVERDUE, "tahap"].value_counts()
    counts = stuck.reindex(list(STAGES)).fillna(0).astype(int)
    return str(counts.idxmax()), int(counts.max())


def is_dated(review: CycleReview) -> bool:
    """Tell whether any stage of the period has a deadline that can be compared."""
    return bool(review.funnel[[ON_TIME, LATE, OVERDUE]].to_numpy().sum())


def chart_funnel(review: CycleReview) -> list[Figure]:
    """Draw the funnel of the period; nothing without stage records."""
    frame = lay_out_funnel(review)
    if frame.empty:
        return []
    return [
        Figure(
            plot_funnel,
            frame,
            "corong-tahap",
            _title(review),
            {
                "tahap": Column(_("Tahap"), "key"),
                "pegawai": Column(_("Pegawai aktif"), "n", short=_("n")),
                "tepat": Column(_("Selesai tepat waktu"), "count"),
                "terlambat": Column(_("Selesai terlambat"), "count"),
                "lewat": Column(_("Lewat tenggat"), "count"),
                "lain": Column(_("Belum jatuh tempo atau tanpa catatan"), "count"),
                "tuntas": Column(_("Tuntas sampai tahap ini"), "count", unit=_("orang")),
            },
            kind=_("Grafik corong"),
            value="tuntas",
            caption=_("Pegawai aktif menurut tahap penilaian, {periode}"),
            subtitle=_(
                "Satuan: pegawai aktif sepanjang {periode}. Belum jatuh tempo memuat yang tanpa "
                "catatan."
            ),
            values={"periode": name_period(review.focus)},
            source=_("Sumber: tabel tahap dan kalender penilaian. Semua tercatat, tanpa selang."),
        )
    ]


def _title(review: CycleReview) -> Finding:
    people = len(review.people)
    stage, late = find_stuck(review)
    outcome = SOME if late >= FEWEST else FEW if late else ALL
    outcome = outcome if is_dated(review) else NONE
    values = {
        "stage": stage,
        "late": Quantity(late),
        "few": Quantity(FEWEST),
        "people": Quantity(people),
        "share": percent_quantity(late, people),
    }
    return make_finding("corong-judul", outcome, TITLE, values, place="title", n=people)
