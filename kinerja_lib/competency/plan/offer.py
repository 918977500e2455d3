"""Which courses of the catalogue a plan can use, at what cost, and why the others are left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, clean_text

MILLION = 1_000_000.0
NO_FUND, ANY_FUND = "", _("tanpa batas anggaran")
NO_SEATS, NO_COST, NO_HOURS = (
    _("daya tampung kelas tidak diketahui atau 0"),
    _("biaya tidak diketahui"),
    _("JP tidak diketahui"),
)
TURNED, NEGATIVE, UNPAID = (
    _("peserta paling sedikit lebih banyak daripada peserta paling banyak"),
    _("angka bernilai negatif"),
    _("sumber dana tidak disebut atau anggarannya tidak dinyatakan"),
)
_NUMBERS = (
    "jp", "peserta_min", "peserta_maks", "kelas_maks", "biaya_kelas", "biaya_peserta",
)  # fmt: skip


@dataclass(frozen=True)
class Offer:
    """Hold the courses a plan can use.

    Attributes
    ----------
    courses : DataFrame
        By pelatihan_id: the columns of the catalogue, with peserta_min (missing: 1), kelas_maks
        (missing: 1) and costs (one of two missing: not charged) filled in, and dana (fund).
    left_out : DataFrame
        By pelatihan_id: nama, sebab.
    funds : mapping of str to float
        Budget in million rupiah by fund; inf where no budget is stated at all.
    """

    courses: pd.DataFrame
    left_out: pd.DataFrame
    funds: Mapping[str, float]

    @property
    def has_budget(self) -> bool:
        """Whether any budget is stated; without one money is no limit, and the page says so."""
        return bool(np.isfinite(list(self.funds.values())).any())


def read_offer(courses: pd.DataFrame, budgets: Mapping[str, object]) -> Offer:
    """Judge the courses of the planned year.

    A course of which seats, hours or both costs are missing is left out, since missing is not zero;
    also one with a class minimum above its maximum, or a negative number. A course that names no
    fund is paid from the only fund with a budget; with several it is left out.

    Raises
    ------
    ParameterError
        A budget below 0.
    """
    money = {str(name): float(value) / MILLION for name, value in budgets.items()}
    for name, value in money.items():
        if not value >= 0:
            problem = _(
                "Anggaran sumber dana {nama} bernilai negatif. Perbaiki pelatihan.anggaran."
            )
            raise ParameterError(problem.format(nama=f'"{clean_text(name, 60)}"'))
    rows = courses.sort_index(key=lambda index: index.astype(str))
    fund = _choose_fund(rows, money)
    faults = pd.Series("", index=rows.index, dtype=object)
    for sentence, bad in _find_faults(rows, fund).items():
        faults = faults.mask(bad & (faults == ""), sentence)
    good = faults == ""
    used = rows[good]
    used = used.assign(
        peserta_min=used["peserta_min"].fillna(1).clip(lower=1),
        kelas_maks=used["kelas_maks"].fillna(1),
        biaya_kelas=used["biaya_kelas"].fillna(0.0) / MILLION,
        biaya_peserta=used["biaya_peserta"].fillna(0.0) / MILLION,
        dana=fund[good],
    )
    left_out = rows.loc[~good, ["nama"]].assign(sebab=faults[~good])
    return Offer(used, left_out, money or {ANY_FUND: np.inf})


def _choose_fund(rows: pd.DataFrame, money: Mapping[str, float]) -> pd.Series:
    if not money:
        return pd.Series(ANY_FUND, index=rows.index, dtype=object)
    only = next(iter(money)) if len(money) == 1 else NO_FUND
    named = rows["sumber_dana"].astype(object).where(rows["sumber_dana"].notna(), only)
    return named.where(named.isin(list(money)), NO_FUND)


def _find_faults(rows: pd.DataFrame, fund: pd.Series) -> Mapping[str, pd.Series]:
    least = rows["peserta_min"].fillna(1)
    return {
        NEGATIVE: (rows[list(_NUMBERS)] < 0).any(axis=1),
        NO_HOURS: rows["jp"].isna(),
        NO_SEATS: ~(rows["peserta_maks"] > 0) | (rows["kelas_maks"] == 0),
        TURNED: least > rows["peserta_maks"],
        NO_COST: rows[["biaya_kelas", "biaya_peserta"]].isna().all(axis=1),
        UNPAID: fund == NO_FUND,
    }


def find_clashes(courses: pd.DataFrame) -> np.ndarray:
    """Mark courses whose days overlap; those without a first and last day clash with none.

    Nonclassroom courses are taken at any time and clash with none.
    """
    first = courses["mulai"].fillna(courses["selesai"]).to_numpy(dtype="datetime64[D]")
    last = courses["selesai"].fillna(courses["mulai"]).to_numpy(dtype="datetime64[D]")
    bound = ~np.isnat(first) & (courses["cara"] != "nonklasikal").to_numpy()
    overlap = (first[:, None] <= last[None, :]) & (first[None, :] <= last[:, None])
    found = overlap & bound[:, None] & bound[None, :]
    np.fill_diagonal(found, False)
    return found
