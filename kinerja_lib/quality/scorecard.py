"""The scorecard: five checks and one grade per table."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.quality.faults import (
    COMPLETE,
    CONSISTENT,
    DIMENSIONS,
    NO_COLUMN,
    TIMELY,
    UNIQUE,
    VALID,
    count_harmless,
    count_quarantined,
    count_rows,
)
from kinerja_lib.quality.grades import grade_share, percent, worst_grade
from kinerja_lib.quality.limits import Limits
from kinerja_lib.tables.columns import NOT_APPLICABLE, NOT_COMPUTABLE
from kinerja_lib.tables.registry import CONTRACTS

UNREAD = _("berkas yang tidak terbaca atau tidak dikenal")
_COUNTS = ["rows_in", "accepted", "flagged", "quarantined"]


def sum_loads(loads: pd.DataFrame) -> pd.DataFrame:
    """Add the files of each table up, in the order of the contracts.

    Returns
    -------
    DataFrame
        Columns table, judul, rows_in, accepted, flagged, quarantined and files (how many).
    """
    groups = loads.groupby("table", sort=False)
    sums = groups[_COUNTS].sum().assign(files=groups.size()).astype(int)
    known = [name for name in CONTRACTS if name in sums.index]
    ordered = sums.loc[[*known, *sorted(set(sums.index) - set(known))]].reset_index()
    return ordered.assign(judul=[title_of(name) for name in ordered["table"]])


def title_of(table: str) -> str:
    """Name a table for readers; "" stands for files without a known table."""
    if not table:
        return UNREAD
    return CONTRACTS[table].title if table in CONTRACTS else table


def score_tables(
    loads: pd.DataFrame,
    findings: pd.DataFrame,
    columns: pd.DataFrame,
    references: pd.DataFrame,
    ages: pd.DataFrame,
    *,
    limits: Limits,
) -> pd.DataFrame:
    """Grade each table on the five checks.

    Parameters
    ----------
    loads, findings, columns, references : DataFrame
        As `kinerja_lib.sources.check` gives them; findings with `dimensi` and `baris_lembar`.
    ages : DataFrame
        From `measure_ages`.
    limits : Limits
        Limits of the grades.

    Returns
    -------
    DataFrame
        One row per loaded table: the columns of `sum_loads`; per check the grade, and
        `<check>_persen` (share of good rows, required cells or rows and keys; NaN where there are
        no rows); `diterima_persen` (accepted of rows in); `dimaafkan` (rows that are foot lines or
        identical copies); `mutu`, the worst of the checks and of the accepted share without the
        forgiven rows. A table without rows has no grade.
    """
    table = sum_loads(loads)
    rows, names = table["rows_in"], table["table"]
    shares = {
        COMPLETE: _share_filled(table, columns, findings),
        VALID: _share_valid(table, findings),
        CONSISTENT: _share_consistent(names, rows, findings, references),
        UNIQUE: _share_without(names, rows, findings, UNIQUE),
        "diterima": [percent(a, n) for a, n in zip(table["accepted"], rows, strict=True)],
    }
    table = table.assign(**{f"{name}_persen": values for name, values in shares.items()})
    for name in (COMPLETE, VALID, CONSISTENT, UNIQUE):
        table[name] = [grade_share(share, limits) for share in table[f"{name}_persen"]]
    timely = ages.drop_duplicates("table").set_index("table")["ketepatan_waktu"]
    table[TIMELY] = [timely.get(name, NOT_APPLICABLE) for name in names]
    table.loc[rows == 0, TIMELY] = NOT_COMPUTABLE
    table["dimaafkan"] = names.map(count_harmless(findings)).fillna(0).astype(int)
    accepted = [grade_share(share, limits) for share in _share_forgiven(table)]
    grades = zip(*(table[name] for name in DIMENSIONS), accepted, strict=True)
    table["mutu"] = [worst_grade(row) for row in grades]
    table.loc[rows == 0, "mutu"] = NOT_COMPUTABLE
    return table


def _share_without(
    names: pd.Series, rows: pd.Series, findings: pd.DataFrame, dimension: str
) -> list[float]:
    """Give the share of rows in without a finding of the check, in per cent."""
    faulty = names.map(count_rows(findings, dimension)).fillna(0)
    return [percent(n - min(f, n), n) for n, f in zip(rows, faulty, strict=True)]


def _share_valid(table: pd.DataFrame, findings: pd.DataFrame) -> list[float]:
    """Give the share of rows in without a wrong value, in per cent.

    Quarantined rows that the findings, which may be cut off, do not explain count as wrong.
    """
    names, rows = table["table"], table["rows_in"]
    whole = findings[findings["fault"] == NO_COLUMN].drop_duplicates(["table", "file", "sheet"])
    explained = names.map(count_quarantined(findings)).fillna(0)
    explained = explained + names.map(whole.groupby("table")["baris_lembar"].sum()).fillna(0)
    faulty = names.map(count_rows(findings, VALID)).fillna(0)
    faulty = faulty + (table["quarantined"] - explained).clip(lower=0)
    return [percent(n - min(f, n), n) for n, f in zip(rows, faulty, strict=True)]


def _share_forgiven(table: pd.DataFrame) -> list[float]:
    """Give the share of rows accepted for the grade alone, in per cent, without `dimaafkan`.

    A table of nothing but forgiven rows has no share.
    """
    whole = (table["rows_in"] - table["dimaafkan"]).where(
        lambda n: n >= table["accepted"], table["accepted"]
    )
    return [percent(a, n) for a, n in zip(table["accepted"], whole, strict=True)]


def _share_filled(
    table: pd.DataFrame, columns: pd.DataFrame, findings: pd.DataFrame
) -> list[float]:
    """Give the share of required cells that are filled, over all rows in, in per cent.

    Accepted rows are counted from the columns, quarantined ones from their findings. Without a
    required column every cell is as full as it must be.
    """
    required = columns[columns["required"].astype(bool)]
    wanted = required.groupby("table").size()
    empty = (required["rows"] - required["filled"]).groupby(required["table"]).sum()
    aside = findings[(findings["dimensi"] == COMPLETE) & (findings["severity"] == "quarantine")]
    empty = empty.add(aside.groupby("table")["baris_lembar"].sum(), fill_value=0)
    shares = []
    for row in table.itertuples():
        cells = row.rows_in * max(int(wanted.get(row.table, 1)), 1)
        shares.append(percent(cells - min(empty.get(row.table, 0), cells), cells))
    return shares


def _share_consistent(
    names: pd.Series, rows: pd.Series, findings: pd.DataFrame, references: pd.DataFrame
) -> list[float]:
    """Give the lower of two shares in per cent: rows without contradiction, keys matched."""
    alone = _share_without(names, rows, findings, CONSISTENT)
    sums = references.groupby("table")[["filled", "matched"]].sum()
    keys = [
        percent(sums.loc[name, "matched"], sums.loc[name, "filled"])
        if name in sums.index
        else float("nan")
        for name in names
    ]
    return [a if pd.isna(k) else min(a, k) for a, k in zip(alone, keys, strict=True)]
