"""Figures that must not be used as they stand: derived totals, zeros that mean missing, gaps."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.rules.targets import Verdict
from kinerja_lib.tables.columns import NO_DATA

NO_VALUE = _("realisasi tidak ada")
NO_TARGET = _("target tidak ada")
DERIVED = _("angka turunan")
ZEROS = _("nol serentak, belum tentu angka")
NO_RATIO = _("nilai atau target tidak positif")


def flag_zeros(rows: pd.DataFrame) -> np.ndarray:
    """Tell which zeros stand for missing data: an area has two or more of them in one year.

    Official indices and rates are hardly ever exactly zero; several at once mean that the area
    was not measured yet. Missing is never zero, so these are not used, and the page says so.
    """
    zero = rows["realisasi"] == 0
    together = zero.groupby([rows["provinsi"], rows["tahun"]]).transform("sum")
    return (zero & (together >= 2)).to_numpy()


def fill_missing_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Say of rows that the data do not hold that there is no value and no target."""
    absent = rows["kesimpulan"].isna()
    words = {
        "kesimpulan": Verdict.NOT_COMPUTABLE.value,
        "alasan": NO_VALUE,
        "alasan_nilai": NO_VALUE,
        "alasan_capaian": NO_VALUE,
        "alasan_batas": NO_DATA,
        "turunan": False,
    }
    filled = rows.assign(**{name: rows[name].mask(absent, word) for name, word in words.items()})
    return filled.assign(segmen=filled["segmen"].ffill().bfill().fillna(0).astype(int))


def flag_derived(figures: pd.DataFrame, cards: pd.DataFrame) -> pd.Series:
    """Tell which series are worked out from the other areas and must not be used.

    A series is flagged when its card says so, or when in at least three years it equals the plain
    mean of at least ten other areas to nine digits: a mean of rates is not a national rate. Years
    in which all areas have the same value prove nothing and are not counted.

    Returns
    -------
    Series of bool
        Index (indikator, provinsi).
    """
    declared = set(zip(cards["indikator"], cards["total_turunan"], strict=True))
    flags = {}
    for indicator, rows in figures.groupby("indikator", sort=False):
        wide = rows.pivot(index="tahun", columns="provinsi", values="realisasi")
        telling = (wide.notna().sum(axis=1) > 10) & (wide.min(axis=1) < wide.max(axis=1))
        for area in wide:
            others = wide.drop(columns=area).mean(axis=1)
            same = (wide[area] - others).abs() <= 1e-9 * others.abs()
            flags[indicator, area] = (indicator, area) in declared or int(
                (same & telling).sum()
            ) >= 3
    return pd.Series(flags, dtype=bool).rename_axis(["indikator", "provinsi"])
