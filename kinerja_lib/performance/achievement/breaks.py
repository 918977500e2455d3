"""Where a series breaks: a new method, or a unit that was split, merged or renamed."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.performance.register.formula import read_formula

Break = tuple[int, pd.Series, str]  # month, rows of the series, why
RENAMED = "ganti nama"
NEW_METHOD = _("metode berubah")
NEW_UNIT = _("unit dibentuk ulang")
AMOUNTS = ("target_bawah", "target_atas", "rencana", "realisasi", "anggaran", "realisasi_anggaran")
# Units of measure whose values do not add up over units, also without a denominator.
_NOT_ADDED = {"poin", "indeks", "persen", "%", "skor", "nilai", "rasio", "hari kerja", "hari", ""}


def number_month(period: str) -> int:
    """Give the number of the last month of a period, year * 12 + month."""
    year, part = int(period[:4]), period[5:]
    if part.startswith("TW"):
        return year * 12 + 3 * int(part[2:])
    if part.startswith("S"):
        return year * 12 + 6 * int(part[1:])
    return year * 12 + (int(part) if part else 12)


def list_additive(cards: pd.DataFrame) -> set[str]:
    """Name the indicators whose values add up over units: counts and amounts.

    A count has a formula without a denominator and a unit of measure that can be counted (not
    points, per cent, days). Whatever lacks either is taken as not additive.
    """
    found = set()
    for card in cards.to_dict("records"):
        formula, unit = read_formula(card.get("rumus")), card.get("satuan")
        counted = isinstance(unit, str) and unit.strip().lower() not in _NOT_ADDED
        if counted and formula is not None and not formula.denominators:
            found.add(str(card["iku_id"]))
    return found


def carry_across(figures: pd.DataFrame, history: pd.DataFrame, additive: set[str]) -> pd.DataFrame:
    """Give new units the earlier values of the units they were made of.

    Parameters
    ----------
    figures : DataFrame
        Rows of `target_realisasi`, one per iku_id, unit_id, periode.
    history : DataFrame
        Rows of `unit_riwayat`: unit_lama, unit_baru, tanggal, bagian (0 to 1), jenis.
    additive : set of str
        Indicators whose values are carried by share; of the others only a renamed unit's are.

    Returns
    -------
    DataFrame
        The same rows, then the carried ones, marked True in `dibawa`. A carried value is the sum of
        share * value of all old units, plus what the new unit itself had before; missing where any
        part is missing, so never too small.
    """
    rows = figures.assign(dibawa=False)
    for (day, unit), parents in history.groupby(["tanggal", "unit_baru"]):
        carried = _carry_unit(rows, (unit, day), parents, additive)
        if carried is None:
            continue
        keys = ["iku_id", "unit_id", "periode"]
        rows = pd.concat([rows, carried]).drop_duplicates(keys, keep="last", ignore_index=True)
    return rows


def _carry_unit(
    rows: pd.DataFrame, new: tuple[str, pd.Timestamp], parents: pd.DataFrame, additive: set[str]
) -> pd.DataFrame | None:
    unit, day = new
    first = day.year * 12 + day.month
    before = rows["periode"].map(number_month) < first
    share = dict(zip(parents["unit_lama"], parents["bagian"], strict=True))
    renamed = len(parents) == 1 and parents["jenis"].iloc[0] == RENAMED
    known = before & rows["unit_id"].isin([*share, unit])
    known &= rows["iku_id"].isin(additive) | renamed
    old = rows[known]
    if not old["unit_id"].isin(list(share)).any():
        return None
    weight = old["unit_id"].map({unit: 1.0, **share})
    parts = old.assign(**{name: old[name] * weight for name in AMOUNTS if name in old})
    wanted = len(set(share) | set(old.loc[old["unit_id"] == unit, "unit_id"]))
    grouped = parts.groupby(["iku_id", "periode"], sort=False)
    sums = grouped[[n for n in AMOUNTS if n in parts]].agg(lambda v: v.sum(skipna=False))
    complete = grouped["unit_id"].nunique() >= wanted
    sums = sums.where(complete, axis=0).reset_index()
    return sums.assign(unit_id=unit, dibawa=True)


def mark_segments(
    figures: pd.DataFrame, cards: pd.DataFrame, history: pd.DataFrame, additive: set[str]
) -> pd.DataFrame:
    """Count the unbroken parts of each series.

    Parameters
    ----------
    figures : DataFrame
        From `carry_across`: iku_id, unit_id, periode, dibawa.
    cards : DataFrame
        iku_id, putus_seri (first year of a new method).
    history : DataFrame
        As in `carry_across`. A unit breaks at its change unless it was only renamed, or the
        indicator is additive and its values were carried.

    Returns
    -------
    DataFrame
        The same rows with bulan (from `number_month`), tahun, segmen (0, then one more after each
        break) and sebab_putus (why the segment began; "" for the first).
    """
    rows = figures.assign(bulan=figures["periode"].map(number_month).astype("int64"))
    rows = rows.assign(tahun=rows["periode"].str[:4].astype("int64"), segmen=0, sebab_putus="")
    brought = rows.loc[rows["dibawa"], ["iku_id", "unit_id"]]
    carried = set(brought.itertuples(index=False, name=None))
    breaks = [*_list_methods(rows, cards), *_list_changes(rows, history, carried, additive)]
    for month, own, reason in sorted(breaks, key=lambda item: item[0]):
        rows = _break(rows, own, month, reason)
    return rows


def _list_methods(rows: pd.DataFrame, cards: pd.DataFrame) -> Iterator[Break]:
    for card in cards.dropna(subset="putus_seri").itertuples():
        year = int(card.putus_seri)
        yield year * 12 + 1, rows["iku_id"] == card.iku_id, NEW_METHOD


def _list_changes(
    rows: pd.DataFrame, history: pd.DataFrame, carried: set[tuple[str, str]], additive: set[str]
) -> Iterator[Break]:
    keys = zip(rows["iku_id"], rows["unit_id"], strict=True)
    kept = pd.Series(
        [k in carried and k[0] in additive for k in keys], index=rows.index, dtype=bool
    )
    real = history[history["jenis"].ne(RENAMED)].drop_duplicates(["unit_baru", "tanggal"])
    for change in real.itertuples():
        own = (rows["unit_id"] == change.unit_baru) & ~kept
        yield change.tanggal.year * 12 + change.tanggal.month, own, NEW_UNIT


def _break(rows: pd.DataFrame, own: pd.Series, month: int, reason: str) -> pd.DataFrame:
    """Begin a new segment at a month for the series that have values on both sides of it."""
    series = rows["iku_id"] + "|" + rows["unit_id"]
    before = set(series[own & (rows["bulan"] < month)])
    after = own & (rows["bulan"] >= month) & series.isin(before)
    return rows.assign(
        segmen=rows["segmen"] + after.astype(int),
        sebab_putus=rows["sebab_putus"].mask(after, reason),
    )
