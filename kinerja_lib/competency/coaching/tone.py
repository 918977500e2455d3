"""Tone of the recorded feedback by quarter, and who received none."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.basis.periods import name_period
from kinerja_lib.competency.coaching.review import CoachingReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Table
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    FEW,
    NEARLY,
    NONE,
    SOME,
    count_people,
    make_finding,
    name_people,
)
from kinerja_lib.tables.columns import Column

TONES = ("positif", "konstruktif", "netral")
UNKNOWN = "tanpa_nada"
RECEIVED = {
    SOME: _(
        "Dari umpan balik dengan nada tercatat, {positive} positif dan {constructive} konstruktif. "
        "**{none} dari {all} pegawai aktif tidak mempunyai satu pun catatan umpan balik.**"
    ),
    ALL: _("**Tidak satu pun dari {all} pegawai aktif mempunyai catatan umpan balik.**"),
    NEARLY: _("Hampir semua dari {all} pegawai aktif tidak mempunyai catatan umpan balik."),
    FEW: _(
        "Dari umpan balik dengan nada tercatat, {positive} positif dan {constructive} konstruktif. "
        "Kurang dari sepuluh dari {all} pegawai aktif tidak mempunyai catatan umpan balik."
    ),
    NONE: _(
        "Dari umpan balik dengan nada tercatat, {positive} positif dan {constructive} konstruktif. "
        "Setiap pegawai aktif mempunyai catatan umpan balik."
    ),
    CANNOT: _("Nada umpan balik tidak dapat dihitung karena tidak ada pegawai aktif pada data."),
}


def count_tones(review: CoachingReview) -> pd.DataFrame:
    """Count feedback of the months looked at by quarter.

    Columns triwulan, n, positif, konstruktif, netral, tanpa_nada (no tone recorded: not neutral).
    """
    rows = _read(review)
    tone = rows["nada"].where(rows["nada"].isin(TONES), UNKNOWN)
    quarter = rows["tanggal"].dt.to_period("Q").map(lambda name: f"{name.year}-TW{name.quarter}")
    counts = pd.crosstab(quarter, tone).reindex(columns=[*TONES, UNKNOWN], fill_value=0)
    counts = counts.assign(n=counts.sum(axis=1)).rename_axis(columns=None)
    return counts.rename_axis("triwulan").reset_index()


def _read(review: CoachingReview) -> pd.DataFrame:
    rows = review.evidence.frame("umpan_balik", ["nip", "tanggal", "nada"])
    end = pd.Timestamp(review.evidence.period_end)
    known = rows["nip"].isin(review.evidence.staff.index)
    return rows[(rows["tanggal"] >= review.start) & (rows["tanggal"] <= end) & known]


def find_tones(review: CoachingReview) -> Finding:
    """Say how much feedback is positive and constructive, and how many people received none."""
    counts, size = count_tones(review), len(review.staff)
    without = int((~review.staff.index.isin(_read(review)["nip"])).sum())
    values = {
        "positive": count_people(int(counts["positif"].sum())),
        "constructive": count_people(int(counts["konstruktif"].sum())),
        "none": count_people(without),
        "all": count_people(size),
    }
    outcome = name_people(without, size)
    return make_finding("umpan-balik-nada", outcome, RECEIVED, values, n=size or None)


def tabulate_tones(review: CoachingReview) -> list[Table]:
    """Show the tone of feedback by quarter."""
    frame = count_tones(review)
    names = [name_period(name) for name in frame["triwulan"]]
    columns = {
        "nama": Column(_("Triwulan"), "key"),
        "n": Column(_("Umpan balik"), "n"),
        "positif": Column(_("Positif"), "count"),
        "konstruktif": Column(_("Konstruktif"), "count"),
        "netral": Column(_("Netral"), "count"),
        UNKNOWN: Column(_("Nada tidak tercatat"), "count", short=_("Tanpa nada")),
    }
    note = _("Nada dicatat pemberi umpan balik; yang tidak tercatat bukan netral.")
    table = Table(frame.assign(nama=names), "umpan-balik-nada-triwulan",
                  _("Nada umpan balik menurut triwulan"), columns, note=note, fold=True,
                  source=_("Sumber: umpan_balik, pegawai."))  # fmt: skip
    return [table] if len(frame) else []
