"""Names of units, and which units they became."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.basis.evidence import Evidence


def name_units(evidence: Evidence, codes: pd.Series) -> pd.Series:
    """Give units their names; a code without a name keeps its code, a missing one stays missing."""
    units = evidence.units
    names = dict(zip(units.index, units["nama"], strict=True)) if len(units) else {}
    return pd.Series([names.get(code, code) for code in codes], index=codes.index, dtype=object)


def carry_units(history: pd.DataFrame, units: pd.Series, on: object) -> pd.DataFrame:
    """Follow units into the ones they became: joined and renamed ones carry, divided ones break.

    Parameters
    ----------
    history : DataFrame
        `unit_riwayat`: unit_lama, unit_baru, tanggal, bagian.
    units : Series of str
        Units as named at the time of the rows.
    on : date
        Day until which changes count.

    Returns
    -------
    DataFrame
        Index of `units`; unit_kini (the unit it became; itself without a change) and putus (it was
        divided, so nothing is carried to its parts).
    """
    now = history[pd.to_datetime(history["tanggal"]) <= pd.Timestamp(on)]
    parts = now.groupby("unit_lama")["unit_baru"].nunique()
    whole = now[now["unit_lama"].map(parts) == 1]
    step = dict(zip(whole["unit_lama"], whole["unit_baru"], strict=True))
    divided = set(parts.index[parts > 1])
    ends = {unit: _follow(unit, step) for unit in units.dropna().unique()}
    current = units.map(ends)
    return pd.DataFrame({"unit_kini": current, "putus": current.isin(divided)}, index=units.index)


def _follow(unit: str, step: dict[str, str]) -> str:
    """Go from one change to the next; a circle ends where it began."""
    seen = {unit}
    while step.get(unit) not in {None, *seen}:
        unit = step[unit]
        seen.add(unit)
    return unit
