"""Courses of the planned year, what each is good for, and what the catalogue lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.i18n import _

COLUMNS = (
    *("pelatihan_id", "nama", "kompetensi", "bidang", "cara", "jp", "tingkat_dari", "tingkat_ke"),
    *("peserta_min", "peserta_maks", "kelas_maks", "biaya_kelas", "biaya_peserta"),
    *("mulai", "selesai", "sumber_dana"),
)
TEACHES_NOTHING = _("tingkat sesudah lulus tidak lebih tinggi daripada tingkat awal")
NO_SEATS, NO_HOURS = _("tidak ada kelas atau tempat"), _("JP tidak diketahui")
KINDS = ("klasikal", "nonklasikal")
NO_COMPETENCY, NO_PRICE = _("kompetensi tidak disebut"), _("biaya tidak diketahui")


@dataclass(frozen=True)
class Catalogue:
    """Hold the courses.

    Attributes
    ----------
    courses : DataFrame
        Courses that run in the planned year, index pelatihan_id, the other `COLUMNS`.
    past : DataFrame
        All courses of the table, the same columns.
    undated : int
        Courses without a first and last day; they belong to no year.
    """

    courses: pd.DataFrame
    past: pd.DataFrame
    undated: int

    @cached_property
    def faults(self) -> pd.DataFrame:
        """Courses of the planned year that a plan cannot use as they are: nama, masalah.

        A course has one row per fault, in the order of its code.
        """
        rows, end, start = self.courses, self.courses["tingkat_ke"], self.courses["tingkat_dari"]
        found = {
            TEACHES_NOTHING: end <= start,
            NO_SEATS: (rows["kelas_maks"] == 0) | (rows["peserta_maks"] == 0),
            NO_HOURS: rows["jp"].isna(),
            NO_COMPETENCY: rows["kompetensi"].isna() & rows["bidang"].isna(),
            NO_PRICE: rows[["biaya_kelas", "biaya_peserta"]].isna().all(axis=1),
        }
        parts = [rows.loc[bad, ["nama"]].assign(masalah=what) for what, bad in found.items()]
        return pd.concat(parts).sort_index(kind="stable")

    @property
    def usable(self) -> pd.DataFrame:
        """Courses that may close a gap: those that teach something and have seats."""
        unfit = self.faults["masalah"].isin([TEACHES_NOTHING, NO_SEATS])
        return self.courses.drop(index=self.faults.index[unfit].unique())

    def count_by_competency(self, names: Sequence[str]) -> pd.DataFrame:
        """Count the courses of each competency: pelatihan, klasikal, nonklasikal, kursi, jp.

        One row for each of `names`, also those no course teaches (0); jp is the median.
        kursi (seats of all classes) is missing where one course does not state its seats.
        """
        rows = self.usable
        rows = rows.assign(kursi=rows["peserta_maks"] * rows["kelas_maks"].fillna(1))
        rows = rows.assign(**{kind: (rows["cara"] == kind).astype(float) for kind in KINDS})
        grouped = rows.groupby("kompetensi")
        table = pd.DataFrame(
            {
                "pelatihan": grouped.size(),
                "klasikal": grouped["klasikal"].sum(),
                "nonklasikal": grouped["nonklasikal"].sum(),
                "kursi": grouped["kursi"].sum().where(grouped["kursi"].count() == grouped.size()),
                "jp": grouped["jp"].median(),
            }
        ).reindex(list(names))
        counts = ["pelatihan", "klasikal", "nonklasikal"]
        table = table.assign(**{name: table[name].fillna(0).astype(int) for name in counts})
        return table.rename_axis("kompetensi").reset_index()

    def list_alternatives(self) -> pd.DataFrame:
        """List the competencies with several usable courses: kompetensi, pelatihan (names)."""
        rows = self.usable.dropna(subset="kompetensi").sort_values(["kompetensi", "nama"])
        grouped = rows.groupby("kompetensi")["nama"]
        table = pd.DataFrame({"banyak": grouped.size(), "pelatihan": grouped.agg("; ".join)})
        return table[table["banyak"] > 1].reset_index()


def read_catalogue(evidence: Evidence, year: int) -> Catalogue:
    """Read the courses; one runs in the planned year where any of its days does."""
    rows = evidence.frame("pelatihan", COLUMNS).drop_duplicates("pelatihan_id")
    rows = rows.set_index("pelatihan_id").sort_index()
    first, last = rows["mulai"].fillna(rows["selesai"]), rows["selesai"].fillna(rows["mulai"])
    runs = (first.dt.year <= year) & (last.dt.year >= year)
    return Catalogue(rows[runs], rows, int(first.isna().sum()))
