"""Shares of need, value and cost by unit, golongan, sex, age and status, with n."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.i18n import _
from kinerja_lib.publish.phrases import FEWEST
from kinerja_lib.tables.choices import GOLONGAN_PPPK

if TYPE_CHECKING:
    from pandas.api.typing import DataFrameGroupBy

AMOUNTS = ("kebutuhan", "nilai", "biaya")
UNKNOWN = _("tidak diketahui")
SEXES = MappingProxyType({"L": _("laki-laki"), "P": _("perempuan")})
AGES = (31, 41, 51)  # first year of each further band
AGE_NAMES = (
    *(_("sampai 30 tahun"), _("31 sampai 40 tahun"), _("41 sampai 50 tahun")),
    _("51 tahun atau lebih"),
)
CONTRACT = _("golongan PPPK")
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "unit": _("Unit"),
        "golongan": _("Golongan"),
        "jenis_kelamin": _("Jenis kelamin"),
        "usia": _("Usia"),
        "status": _("Status kepegawaian"),
    }
)
# The same in the middle of a sentence.
GROUP_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "unit": _("unit"),
        "golongan": _("golongan"),
        "jenis_kelamin": _("jenis kelamin"),
        "usia": _("usia"),
        "status": _("status kepegawaian"),
    }
)


@dataclass(frozen=True)
class FairnessReview:
    """Hold amounts of training by person, and the groups they are looked at by.

    Parameters
    ----------
    amounts : DataFrame
        Index nip, all people looked at; columns of `AMOUNTS` that exist, 0 or more, 0 for those
        who get nothing. Without a plan there is only kebutuhan.
    groups : DataFrame
        Index nip, the columns of `GROUPS`.
    floor : float
        Smallest share of value over share of need that is not named.
    """

    amounts: pd.DataFrame
    groups: pd.DataFrame
    floor: float

    @property
    def known(self) -> list[str]:
        """Amounts there are, in the order of `AMOUNTS`."""
        return [name for name in AMOUNTS if name in self.amounts]

    @cached_property
    def shares(self) -> pd.DataFrame:
        """One row per group: dasar (of `GROUPS`), kelompok, n, orang and each amount (per cent).

        rasio is the share of value over the share of need; NaN where there is no need or no plan.
        A column whose sum is 0 is missing, because there is nothing to share. `<amount>_1` and
        `<amount>_2` are the greatest shares of one person in the group, for withholding.
        """
        parts = [self._share(kind) for kind in GROUPS]
        table = pd.concat(parts, ignore_index=True)
        if "nilai" not in table:
            return table.assign(rasio=np.nan)
        ratio = table["nilai"] / table["kebutuhan"].where(table["kebutuhan"] > 0)
        part = {f"rasio_{i}": ratio * table[f"nilai_{i}"] / table["nilai"] for i in (1, 2)}
        return table.assign(rasio=ratio, **part)

    def _share(self, kind: str) -> pd.DataFrame:
        names = join_small(self.groups[kind])
        grouped = self.amounts[self.known].groupby(names, sort=True)
        sums, sizes = grouped.sum(), grouped.size()
        totals = sums.sum()
        shares = 100.0 * sums / totals.where(totals > 0)
        shares = shares.join(_largest_parts(grouped, totals))
        people = 100.0 * sizes / max(int(sizes.sum()), 1)
        table = shares.assign(dasar=kind, n=sizes, orang=people)
        if kind == "usia":
            table = table.sort_index(key=lambda names: names.map(_place_age))
        return table.rename_axis("kelompok").reset_index()

    @property
    def low(self) -> pd.DataFrame:
        """Groups of `shares` whose ratio is below the floor."""
        return self.shares[self.shares["rasio"] < self.floor]


def _largest_parts(grouped: DataFrameGroupBy, totals: pd.Series) -> pd.DataFrame:
    """Give the greatest and second greatest amount of one person in each group, as shares too."""
    found = {}
    for name, total in totals.items():
        ordered = grouped[name].apply(lambda values: sorted(values, reverse=True)[:2])
        share = 100.0 / total if total > 0 else np.nan
        found[f"{name}_1"] = ordered.map(lambda top: top[0]) * share
        found[f"{name}_2"] = ordered.map(lambda top: (*top, 0.0)[1]) * share
    return pd.DataFrame(found)


def join_small(names: pd.Series) -> pd.Series:
    """Join groups too small to show, so that none can be worked out from the rest of the table.

    Shares and counts of all other groups give those of what is left out. Where that is fewer than
    `FEWEST` people, or one group, the smallest groups are joined in one row, which then has
    enough of them; it carries their names. Several small groups that are enough people together
    stay apart: only their sum follows.
    """
    sizes = names.value_counts(sort=False).sort_index().sort_values(kind="stable")
    number = int((sizes < FEWEST).sum())
    if not number or (number > 1 and sizes.iloc[:number].sum() >= FEWEST):
        return names
    while number < len(sizes) and (number < 2 or sizes.iloc[:number].sum() < FEWEST):
        number += 1
    joined = sorted(sizes.index[:number])
    return names.mask(names.isin(joined), " + ".join(joined))


def _place_age(name: str) -> int:
    """Give the place of an age band, of the first one where bands were joined."""
    places = [AGE_NAMES.index(part) for part in name.split(" + ") if part in AGE_NAMES]
    return min(places, default=len(AGE_NAMES))


def review_fairness(
    evidence: Evidence, amounts: pd.DataFrame, *, floor: float = 0.7
) -> FairnessReview:
    """Look at amounts of training by groups that never decide them.

    Parameters
    ----------
    evidence : Evidence
    amounts : DataFrame
        Index nip; any of the columns kebutuhan (levels), nilai (weighted levels closed), biaya
        (rupiah). A missing amount counts as none. Others are left out.
    floor : float
        Share of value over share of need below which a group is named.

    Raises
    ------
    ValueError
        A negative amount.
    """
    kept = amounts[[name for name in AMOUNTS if name in amounts]].astype(float).fillna(0.0)
    if (kept < 0).to_numpy().any():
        raise ValueError("an amount of training is 0 or more")
    return FairnessReview(kept, _read_groups(evidence, kept.index), floor)


def _read_groups(evidence: Evidence, people: pd.Index) -> pd.DataFrame:
    staff = evidence.staff.reindex(people)
    units = evidence.name_units(staff["unit_id"])
    born = pd.to_datetime(staff["tanggal_lahir"])
    day = pd.Timestamp(evidence.reference_date)
    had = (born.dt.month * 100 + born.dt.day) <= day.month * 100 + day.day
    age = (day.year - born.dt.year - (~had).astype(int)).where(born.notna())
    band = np.searchsorted(AGES, age.fillna(0).to_numpy(), side="right")
    contract = staff["golongan"].isin(GOLONGAN_PPPK)
    rank = (
        staff["golongan"].astype("str").str.replace(r"/.*", "", regex=True).mask(contract, CONTRACT)
    )
    groups = pd.DataFrame(
        {
            "unit": units,
            "golongan": rank,
            "jenis_kelamin": staff["jenis_kelamin"].map(dict(SEXES)),
            "usia": np.where(age.isna(), UNKNOWN, np.array(AGE_NAMES, dtype=object)[band]),
            "status": staff["status"],
        },
        index=people,
    )
    return groups.fillna(UNKNOWN)
